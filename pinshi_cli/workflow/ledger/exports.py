"""`pinshi export`: what is in force of quarters or a year, and the year's results with codes."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.ledger.append import head_of
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Head, UnitName
from pinshi_cli.ledger.rows import check_texts
from pinshi_cli.ledger.state import YearRow, quarters_of, year_rows
from pinshi_cli.model.cadre_codes import A15, PROVENANCE
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.model.number import fixed
from pinshi_cli.model.period import Quarter
from pinshi_cli.results.table_files import DataTable
from pinshi_cli.results.table_workbook import TableCell
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.people import unit_named
from pinshi_cli.workflow.ledger.tables_out import Tables
from pinshi_cli.workflow.year.on_record import Ask, annual_on_record
from pinshi_cli.workflow.year.years import YearOf

QUARTERS = {
    "unit": "单位名称",
    "code": "单位编码",
    "year": "年度",
    "quarter": "季度",
    "id": "编号",
    "name": "姓名",
    "department": "内设机构",
    "post": "职务",
    "attendance": "参加情况",
    "shown": "等次",
    "score": "得分",
    "entry": "台账第几笔",
}
YEARS = {
    "unit": "单位名称",
    "code": "单位编码",
    "id": "编号",
    "name": "姓名",
    "verdict": "年度结论",
    "grade": "年度等次",
    "score": "年度得分",
    "a15": "A15 考核结论代码（2007 年前后的代码表，请核对）",
    "a1521": "A1521 考核年度",
}


class Asked(NamedTuple):
    """What `pinshi export` was asked for; `codes` adds the year's results, by `policy` if given."""

    year: int | None = None
    quarter: Quarter | None = None
    unit: str | None = None
    as_of: date | None = None
    codes: bool = False
    policy: str | None = None


class Exported(NamedTuple):
    """The tables, the ledger's head at that moment, and what the year's verdicts brought up."""

    tables: Tables
    head: Head
    ledger: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether it may be written: not where the year's results could not be come to."""
        return not any(each.is_error for each in self.diagnostics)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: len(table.rows) for name, table in self.tables.tables.items()}


def export(ledger: Ledger, asked: Asked, day: date) -> Exported:
    """What is on record, as tables. Raises `Refusal`: U701, L061, L097 where nothing is."""
    if asked.year is None and asked.quarter is None and asked.unit is None:
        hint = "写 --year 2026、--quarter 2026Q1 或 --unit 单位名称。"
        raise refuse("U701", "没有写导出什么", hint)
    if asked.codes and asked.year is None:
        hint = "例如 pinshi export --year 2026 --codes。"
        raise refuse("U701", "--codes 要和 --year 一起用", hint)
    with ledger.reading():
        unit = None if asked.unit is None else unit_named(ledger, asked.unit)
        rows = [_row(*each) for each in _in_force(ledger, asked, unit)]
        if not rows:
            raise refuse("L097", "台账里没有要导出的", "核对年度、季度、单位和 --as-of。")
        tables = {"各季结果": DataTable(QUARTERS, rows)}
        found: tuple[Diagnostic, ...] = ()
        if asked.codes and asked.year is not None:
            annual = annual_on_record(ledger, _ask(asked, asked.year))
            tables["年度结果"] = DataTable(YEARS, list(_years(annual.units, asked.year)))
            found = annual.diagnostics
        head = head_of(ledger)
    notes = (f"台账末笔 {head}", *((PROVENANCE,) if asked.codes else ()))
    made = Tables(_title(asked, unit), asked.as_of or day, tables, notes)
    return Exported(made, head, ledger.address.shown, found)


def _ask(asked: Asked, year: int) -> Ask:
    return Ask(year, asked.unit, asked.as_of, asked.policy)


def stem_of(asked: Asked) -> str:
    """How the file is called where `-o` is a folder."""
    when = asked.quarter or asked.year or ""
    return f"台账导出{f'-{when}' if when else ''}"


def _title(asked: Asked, unit: UnitName | None) -> str:
    when = asked.quarter.chinese if asked.quarter is not None else ""
    when = when or (f"{asked.year}年" if asked.year is not None else "历年")
    return f"{'' if unit is None else unit.name}{when}平时考核结果"


def _in_force(ledger: Ledger, asked: Asked, unit: UnitName | None) -> Iterator[tuple[int, YearRow]]:
    for year in _years_asked(ledger, asked, unit):
        for row in year_rows(ledger, year, asked.as_of, unit):
            check_texts(row)
            if asked.quarter is None or row.quarter == asked.quarter.number:
                yield year, row


def _years_asked(ledger: Ledger, asked: Asked, unit: UnitName | None) -> Sequence[int]:
    if asked.quarter is not None:
        return [asked.quarter.year] if asked.year in (None, asked.quarter.year) else []
    if asked.year is not None:
        return [asked.year]
    return sorted({each.year for each in quarters_of(ledger, unit)}) if unit is not None else []


def _row(year: int, row: YearRow) -> Sequence[TableCell]:
    return (
        row.unit.name,
        row.unit.code,
        year,
        row.quarter,
        row.id,
        row.name,
        row.department,
        row.post,
        row.attendance,
        row.grade or row.shown or "",
        None if row.total is None else Decimal(row.total),
        row.seq,
    )


def _years(units: Sequence[YearOf], year: int) -> Iterator[Sequence[TableCell]]:
    for each in units:
        code = each.books[-1].unit.code if each.books else ""
        for person in each.year.people if each.year is not None else ():
            word = person.proposed or person.verdict.verdict
            score = None
            if person.score is not None:
                score = Decimal(fixed(person.score, each.policy.year_decimals))
            yield (
                each.name,
                code,
                person.person.id,
                person.person.name,
                person.verdict.verdict,
                person.proposed or "",
                score,
                A15.get(word, ""),
                str(year),
            )


def export_document(found: Exported, outputs: Sequence[str]) -> Document:
    """`pinshi export --json`: how much, not what: that stands in the file."""
    return document(
        "export",
        ok=found.ok,
        diagnostics=found.diagnostics,
        ledger=found.ledger,
        head=str(found.head),
        title=found.tables.title,
        rows=[{"table": name, "rows": count} for name, count in found.counts.items()],
        notes=list(found.tables.notes),
        outputs=list(outputs),
    )
