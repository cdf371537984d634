"""The options that the commands of the ledger share, declared once."""

from typing import Annotated

import typer

LedgerPlace = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="台账",
        help="台账文件，或 postgresql:// 地址；不写则用 PINSHI_LEDGER，再不然是旁边的 pinshi.db。",
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="姓名", help="经办人；不写则用 PINSHI_BY，再不然是系统用户名。"),
]
Renamed = Annotated[
    list[str] | None,
    typer.Option("--renamed", metavar="编号", help="这个人改了姓名，是同一个人；可写几次。"),
]
InQuarter = Annotated[
    str, typer.Option("--quarter", metavar="季度", help="哪一季，例如 2026Q1。", show_default=False)
]
OfUnit = Annotated[
    str | None,
    typer.Option("--unit", metavar="单位", help="单位名称或编码；台账里只有一个单位时可以不写。"),
]
OnlyUnit = Annotated[
    str | None,
    typer.Option("--unit", metavar="单位", help="只看这个单位：名称或编码；不写是全部单位。"),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日期", help="看这一天结束时的台账，例如 2026-06-30。"),
]
