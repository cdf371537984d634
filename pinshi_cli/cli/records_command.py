"""`pinshi records`."""

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    Book,
    DryRun,
    Force,
    Json,
    NoColor,
    NoInput,
    Out,
    Password,
    PolicyName,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json


def records(
    book: Book,
    policy: PolicyName = None,
    password: Password = None,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """列出本季工作纪实：各类任务完成多少，未完成的和原因，谁迟报、漏报。

    迟报漏报达到办法所定次数的，只提出建议，由主管领导决定。给了 -o 才写出工作簿。
    """
    from pinshi_cli.workflow.records import list_records, records_document
    from pinshi_cli.workflow.registers import Call

    call = Call(policy, password, asking(no_input))
    listed = list_records(book, out, call, force=force, dry=dry_run)
    if json:
        print_json(records_document(listed))
    else:
        from pinshi_cli.cli.records_view import show_records

        show_records(Screen(color=not no_color, quiet=quiet), book, listed)
    raise typer.Exit(0 if listed.quarter.ok else 1)
