"""`pinshi report`."""

from pathlib import Path
from typing import Annotated

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

Before = Annotated[
    Path | None,
    typer.Option(
        "--before", metavar="登记簿", readable=False, help="上一次测评的登记簿，用来比较。"
    ),
]


def report(
    book: Book,
    before: Before = None,
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
    """正反向测评的分析报告：每个人和全单位的长处、不足、分歧、具体事实，与上次比。

    给了 -o 才写出 Word 文件。
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.two_way import report as make
    from pinshi_cli.workflow.two_way import report_document

    call = Call(None, password, asking(no_input))
    made = make(book, before, policy, out, call, force=force, dry=dry_run)
    if json:
        print_json(report_document(made))
    else:
        from pinshi_cli.cli.report_view import show_report

        show_report(Screen(color=not no_color, quiet=quiet), book, made)
    raise typer.Exit(0 if made.ok else 1)
