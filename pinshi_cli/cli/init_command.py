"""`pinshi init`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import (
    DryRun,
    Force,
    Json,
    NoColor,
    NoInput,
    Out,
    Password,
    Quiet,
    asking,
)
from pinshi_cli.cli.output import print_json
from pinshi_cli.cli.written import quoted, show_written

PolicyOf = Annotated[
    str | None, typer.Option("--policy", metavar="规则", help="按哪部考核办法：编号或文件。")
]
Year = Annotated[
    int | None, typer.Option("--year", min=2000, max=2199, metavar="年", help="哪一年。")
]
QuarterOf = Annotated[
    int | None, typer.Option("--quarter", min=1, max=4, metavar="季", help="哪一季，1 到 4。")
]
Unit = Annotated[str | None, typer.Option("--unit", metavar="单位", help="单位名称。")]
Scope = Annotated[
    str | None, typer.Option("--scope", metavar="适用机关", help="适用机关，办法分机关的才要写。")
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="登记簿", readable=False, help="上一季的登记簿：名册、指标等带过来。"
    ),
]


def init(
    policy: PolicyOf = None,
    year: Year = None,
    quarter: QuarterOf = None,
    unit: Unit = None,
    scope: Scope = None,
    book: From = None,
    password: Password = None,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """写一份空白登记簿：只有这部办法用得到的表，带下拉、限值、批注和填表说明。

    用 --from 指明上一季的登记簿，名册、指标、外派和仍有效的处分带过来，季度往后推一季。
    不写 -o 时放在当前文件夹。用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.workflow.blanks import Wanted, begin, init_document
    from pinshi_cli.workflow.registers import Call

    wanted = Wanted(policy, year, quarter, unit, scope)
    call = Call(None, password, asking(no_input))
    write = not json or out is not None
    begun = begin(wanted, book, out, call, write=write, force=force, dry=dry_run)
    if json:
        print_json(init_document(begun))
        return
    screen = Screen(color=not no_color, quiet=quiet)
    screen.line(f"{begun.policy.head.name}　{begun.quarter.chinese}", "strong")
    screen.line(f"工作表：{'、'.join(begun.sheets)}")
    for remark in begun.remarks:
        screen.line(remark, "note")
    show_written(screen, begun.written)
    path = quoted(begun.written.planned[0].path)
    screen.message(f"下一步：填好以后 pinshi check {path}")
