"""`pinshi import`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import By, LedgerPlace, Renamed
from pinshi_cli.cli.options import DryRun, Json, NoColor, NoInput, Password, Quiet, asking
from pinshi_cli.cli.output import print_json

Table = Annotated[
    Path,
    typer.Argument(metavar="表", readable=False, help="以前年度的结果：.xlsx 工作簿或 .csv 文件。"),
]
OfPolicy = Annotated[
    str | None,
    typer.Option("--policy", metavar="规则", help="当时按哪部办法：等次只能是它的等次。"),
]
OfUnit = Annotated[
    str, typer.Option("--unit", metavar="单位", help="表里没有写单位名称的行是哪个单位的。")
]


def import_(
    table: Table,
    policy: OfPolicy = None,
    unit: OfUnit = "",
    renamed: Renamed = None,
    ledger: LedgerPlace = None,
    by: By = None,
    password: Password = None,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """把以前年度的结果补录进台账：每人每季一行，要么全记，要么都不记。

    表头：单位名称、单位编码、年度、季度、编号、姓名、等次、得分、备注；编号、姓名、年度、季度、等次必须有。
    有一处错误就什么都不记，退出码为 1。台账里已有的季度、还没有到的季度不能补录。
    同一编号前后姓名不同的，是错误；确是改名的加 --renamed 编号。
    """
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger.imports import Wish, import_document, import_table
    from pinshi_cli.workflow.registers import Call

    address = ledger_calls.where(ledger, [table])
    same = ledger_calls.ids_said(renamed)
    wish = Wish(clock.moment(), ledger_calls.signer(by), policy, unit, same, dry_run)
    found = import_table(table, address, Call(None, password, asking(no_input)), wish)
    if json:
        print_json(import_document(found))
    else:
        from pinshi_cli.cli.import_view import show_imported

        show_imported(Screen(color=not no_color, quiet=quiet), table, wish, found)
    raise typer.Exit(0 if found.ok else 1)
