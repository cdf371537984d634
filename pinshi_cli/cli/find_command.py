"""`pinshi find`."""

from typing import Annotated

import typer

from pinshi_cli.cli import clock
from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.ledger_options import AsOf, LedgerPlace
from pinshi_cli.cli.options import DryRun, Force, Json, NoColor, NoInput, OutOnly, Quiet
from pinshi_cli.cli.output import print_json

Year = Annotated[int | None, typer.Option("--year", metavar="年", help="哪一年。")]
Text = str | None


def find(
    name: Annotated[Text, typer.Option("--name", metavar="姓名", help="整个姓名。")] = None,
    unit: Annotated[Text, typer.Option("--unit", metavar="单位", help="单位名称或编码。")] = None,
    grade: Annotated[Text, typer.Option("--grade", metavar="等次", help="例如 好。")] = None,
    year: Year = None,
    quarter: Annotated[
        Text, typer.Option("--quarter", metavar="季度", help="例如 2026Q1。")
    ] = None,
    measure: Annotated[
        Text, typer.Option("--measure", metavar="种类", help="受过这种处分问责，例如 警告。")
    ] = None,
    task: Annotated[
        Text, typer.Option("--task", metavar="文字", help="工作纪实里有这几个字的工作。")
    ] = None,
    standing: Annotated[
        Text, typer.Option("--standing", metavar="状态", help="没有等次的，例如 不确定等次。")
    ] = None,
    as_of: AsOf = None,
    ledger: LedgerPlace = None,
    out: OutOnly = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
    no_input: NoInput = False,
) -> None:
    """在台账里找：按姓名、单位、等次、年度、季度、处分问责、工作、状态，条件都要符合。

    找的是现在（或 --as-of 那天）作准的结果，更正以前的看 pinshi history。
    给了 -o 写成 .xlsx 或 .csv，只有本人能读。
    """
    from pinshi_cli.ledger.connect import open_ledger
    from pinshi_cli.workflow.ledger import calls as ledger_calls
    from pinshi_cli.workflow.ledger import finds
    from pinshi_cli.workflow.ledger.tables_out import CSV, XLSX, Wanted, write_tables
    from pinshi_cli.workflow.registers import Written

    asked = finds.Asked(name, unit, grade, year, quarter, measure, task, standing)
    day = ledger_calls.day_named(as_of, "--as-of")
    with open_ledger(ledger_calls.where(ledger), create=False) as book:
        found = finds.find_results(book, asked, day, clock.moment().date())
    written = Written(dry=dry_run)
    if out is not None:
        wanted = Wanted(out, force, dry_run)
        written = write_tables(found.tables, "台账查询结果", (XLSX, CSV), wanted)
    if json:
        print_json(finds.find_document(found, written.names))
    else:
        from pinshi_cli.cli.find_view import show_found

        show_found(Screen(color=not no_color, quiet=quiet), found, written)
