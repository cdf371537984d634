"""`pinshi annual`."""

from pathlib import Path
from typing import Annotated

import typer

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import AsOf, LedgerPlace, OnlyUnit
from pinshi_cli.cli.options import (
    Draft,
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

Books = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="登记簿",
        readable=False,
        show_default=False,
        help="一年的一到四份登记簿；给文件夹的，取里面的全部登记簿，各单位分开算。",
    ),
]
Many = Annotated[bool, typer.Option("--many", help="登记簿分属许多单位，各单位分开算。")]
Foresee = Annotated[
    bool, typer.Option("--forecast", help="季度未齐时，写明每人还可能怎样、各要什么条件。")
]
OfYear = Annotated[
    int | None,
    typer.Option("--year", metavar="年度", help="不给登记簿，由台账里这一年的各季得出。"),
]


def annual(
    books: Books = None,
    year: OfYear = None,
    unit: OnlyUnit = None,
    as_of: AsOf = None,
    ledger: LedgerPlace = None,
    many: Many = False,
    forecast: Foresee = False,
    policy: PolicyName = None,
    password: Password = None,
    out: Out = None,
    force: Force = False,
    dry_run: DryRun = False,
    draft: Draft = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """由一年的一到四份登记簿得出年度结论：可评优、称职、需研究……，每人写明理由和条款。

    写出《<年>-年度考核资格.xlsx》：每人的结论、优秀名额、还缺什么和由谁补。原文没有定的写“需研究”。
    登记簿有错误时不写出，退出码为 1；几个单位一起算的，没有错误的单位照常写出。
    用 --json 时，只有写了 -o 才写出文件。

    给登记簿，或用 --year 2026 由台账得出，写在台账旁；--as-of 看那一天的台账，--unit 只看一个单位。
    """
    from pinshi_cli.workflow.registers import Call, Written
    from pinshi_cli.workflow.year.books import annual_of
    from pinshi_cli.workflow.year.calls import YearCall, recorded_year
    from pinshi_cli.workflow.year.documents import annual_document
    from pinshi_cli.workflow.year.outputs import write_annual

    call = Call(policy, password, asking(no_input))
    asked = YearCall.of(books, year, unit, as_of, ledger)
    asked = asked.and_for_registers(many=many, draft=draft, password=password is not None)
    head = None
    if asked.year is None:
        found, years = annual_of(asked.books, call, many=many, forecast=forecast, draft=draft)
    else:
        found, years, head = recorded_year(asked, policy, forecast=forecast)
    written = Written(dry=dry_run)
    if not json or out is not None:
        written = write_annual(found, years, out, head, force=force, dry=dry_run)
    if json:
        print_json(annual_document(years, written.names))
    else:
        from pinshi_cli.cli.annual_view import show_annual

        show_annual(Screen(color=not no_color, quiet=quiet), asked.books, years, written, policy)
    raise typer.Exit(0 if years.ok else 1)
