"""`pinshi roster diff`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.help import Command, Group
from pinshi_cli.cli.options import (
    DryRun,
    Force,
    Json,
    NoColor,
    NoInput,
    OutOnly,
    Password,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json

roster_app = typer.Typer(cls=Group, help="人员名册：两季之间谁来了、谁走了、什么变了。")

Before = Annotated[
    Path, typer.Argument(metavar="前一本", readable=False, help="早的一季的登记簿。")
]
After = Annotated[Path, typer.Argument(metavar="后一本", readable=False, help="晚的一季的登记簿。")]


@roster_app.callback()
def roster() -> None:
    """人员名册：两季之间谁来了、谁走了、什么变了。"""


@roster_app.command("diff", cls=Command)
def diff(
    before: Before,
    after: After,
    password: Password = None,
    out: OutOnly = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """比较两季的名册：来的、走的、换机构、改名、职务职级变动、外派和回来、同名。

    只按编号认人；像是换了编号的只说“疑似”。名册有错误时不比较，退出码为 1。
    给了 -o 才写出工作簿。
    """
    from pinshi_cli.workflow.registers import Call
    from pinshi_cli.workflow.roster.diff import diff_rosters, roster_diff_document

    call = Call(None, password, asking(no_input))
    found = diff_rosters((before, after), out, call, force=force, dry=dry_run)
    if json:
        print_json(roster_diff_document(found))
    else:
        from pinshi_cli.cli.roster_view import show_diff

        show_diff(Screen(color=not no_color, quiet=quiet), before, after, found)
    raise typer.Exit(0 if found.ok else 1)
