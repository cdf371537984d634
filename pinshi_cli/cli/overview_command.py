"""`pinshi overview`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, Quiet
from pinshi_cli.cli.output import print_json

Folder = Annotated[
    Path,
    typer.Argument(metavar="文件夹", readable=False, help="pinshi batch 的输出文件夹。"),
]
FromLedger = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="台账", help="从这本台账看备案和退回；不写就不看，也不看环境变量。"
    ),
]
Last = Annotated[
    Path | None,
    typer.Option(
        "--last", metavar="文件夹", readable=False, help="上一季的输出文件夹，看比上季的变化。"
    ),
]
Where = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        readable=False,
        metavar="位置",
        help="放在这个文件夹，或叫这个名字；不写则放在批量的输出文件夹里。",
    ),
]
Names = Annotated[
    bool,
    typer.Option("--names", help="写上问题和退回理由的原文、登记簿的文件名，里面可能有个人姓名。"),
]


def overview(
    folder: Folder,
    ledger: FromLedger = None,
    last: Last = None,
    names: Names = False,
    out: Where = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """把做完的一批汇成一页：谁报了、谁没有报，好的比例、排名、平均主义、联系点、待办提醒。

    写出“全市一览.html”（用浏览器打开，不用联网，能排序、筛选、打印）和“全市一览.xlsx”，
    不写 -o 就放在批量的输出文件夹里。不写个人姓名，除非加 --names；
    登记簿看不出单位的，写它的文件名。
    用 --json 时，只有写了 -o 才写出文件。
    """
    from pinshi_cli.cli import clock
    from pinshi_cli.workflow.overview.run import Asked, look_over, overview_document

    asked = Asked(folder, ledger, last, names)
    write = not json or out is not None
    day = clock.moment().date()
    seen = look_over(asked, day, out, force=force, dry=dry_run, write=write)
    if json:
        print_json(overview_document(seen))
    else:
        from pinshi_cli.cli.overview_view import show_overview

        show_overview(Screen(color=not no_color, quiet=quiet), seen)
