"""Where the workbook of a year goes, and writing it."""

from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.ledger.heads import head_beside
from pinshi_cli.workflow.register_files import Found
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import beside, target
from pinshi_cli.workflow.year.years import Annual, YearOf

if TYPE_CHECKING:
    from pinshi_cli.results.year_contents import UnitSheet


def write_annual(
    found: Found,
    annual: Annual,
    out: Path | None,
    head: str | None = None,
    *,
    force: bool,
    dry: bool,
) -> Written:
    """Write the workbook; nothing where data have errors.

    Of many units one that errs does not stop the others; a draft is written in any case. `head` is
    that of the ledger which the year comes from; of registers, one that lies beside them is told.
    """
    name = annual_name(annual)
    if name is None:
        return Written(dry=dry)
    book = found.folders[-1] / name if found.folders else found.files[-1]
    path = target(out or beside(book, f"{annual.year}年"), name, found.files)
    data = annual_workbook(annual, head_beside(book) if head is None else head)
    return write_all([Output(path, data)], force=force, dry=dry)


def annual_name(annual: Annual) -> str | None:
    """The name of the workbook; None where there is nothing to write."""
    judged = any(unit.year is not None for unit in annual.units)
    stopped = not (annual.ok or annual.many or annual.draft)
    if annual.year is None or not judged or stopped:
        return None
    forecast = any(unit.forecasts for unit in annual.units)
    marks = f"{'-预测' if forecast else ''}{'-试算' if annual.draft else ''}"
    return f"{annual.year}-年度考核资格{marks}.xlsx"


def annual_workbook(annual: Annual, head: str) -> bytes:
    """The workbook of years of which one at least is judged."""
    from pinshi_cli.results.year_contents import YearContents
    from pinshi_cli.results.year_workbook import year_workbook

    judged = [unit for unit in annual.units if unit.year is not None]
    contents = YearContents(
        annual.year or 0,
        tuple(_sheet(unit) for unit in annual.units),
        annual.diagnostics,
        max(unit.books[-1].quarter.last for unit in judged),
        annual.many and len(annual.units) > 1,
        annual.draft,
        head,
    )
    return year_workbook(contents)


def _sheet(unit: YearOf) -> "UnitSheet":
    from pinshi_cli.results.year_contents import Source, UnitSheet

    sources = tuple(Source(each.quarter.chinese, each.file, each.sha256) for each in unit.books)
    return UnitSheet(unit.name, unit.policy, unit.year, sources, unit.forecasts)
