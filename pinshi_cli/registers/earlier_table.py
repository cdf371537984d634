"""Earlier years' grades from a plain table: one row for each person's quarter."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.registers import cells
from pinshi_cli.registers.book import is_blank
from pinshi_cli.registers.cells import Read, finding, is_empty
from pinshi_cli.registers.checks import identity_numbers
from pinshi_cli.registers.columns import ID, NAME, Column, SheetRule
from pinshi_cli.registers.people import footer_in, id_text, quoted_name
from pinshi_cli.registers.tables import Row, Table, find_table
from pinshi_cli.sheets.cells import Workbook

UNIT, CODE = "单位名称", "单位编码"
_YEAR, _QUARTER, _GRADE, _SCORE, _NOTE = "年度", "季度", "等次", "得分", "备注"

RULE = SheetRule(
    "补录",
    (
        Column(UNIT),
        Column(CODE),
        Column(_YEAR, "whole", required=True),
        Column(_QUARTER, "quarter", required=True),
        Column(_GRADE, required=True),
        Column(_SCORE, "number", least=0),
        Column(_NOTE),
    ),
)
"""The table's columns, as a register's sheet says its own."""


class Earlier(NamedTuple):
    """A row of the table: whose result of which quarter. `score` is None where the cell is empty.

    `unit_at`, `year_at` are the cells of the unit and of the year, `at` that of 编号. `key` is
    alike in all rows of one unit of the table, whatever it is called there.
    """

    unit: str
    code: str
    quarter: Quarter
    id: str
    name: str
    shown: str
    score: Decimal | None
    note: str
    at: Place
    unit_at: Place
    year_at: Place
    key: str = ""


class EarlierTable(NamedTuple):
    """Every sound row, and every fault at its cell."""

    rows: tuple[Earlier, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def read_earlier(book: Workbook, words: Sequence[str], day: date, unit: str = "") -> EarlierTable:
    """Read every sheet that has the headings; `words` are what 等次 may say.

    `day` is today, `unit` whose rows these are where a row does not say.
    """
    found: list[Diagnostic] = [*book.findings, *identity_numbers(book)]
    sheets = [sheet for sheet in book.sheets if not is_blank(sheet)]
    tables: list[Table] = []
    lacking: list[Diagnostic] = []
    for sheet in sheets:
        table, faults = find_table(book.file, sheet, RULE, (), typed=book.typed)
        (lacking if table is None else found).extend(faults)
        tables += [] if table is None else [table]
    if not tables:
        at = Place(book.file)
        empty = [finding("S101", "里面没有表", at, "填写表头和内容。")]
        return EarlierTable((), (*found, *(lacking[:1] or empty)))
    found += [_left_out(each) for each in lacking]
    rows = [row for table in tables for row in _rows(table, tuple(words), unit, found)]
    rows, faults = _keyed(rows)
    found += faults
    found += _doubled(rows)
    found += _units(rows)
    found += _future(rows, day)
    if not rows and not any(each.is_error for each in found):
        found.append(finding("N309", "表里没有人", Place(book.file), "每人每季填一行。"))
    return EarlierTable(tuple(rows), tuple(found))


def _left_out(fault: Diagnostic) -> Diagnostic:
    message = f"工作表“{fault.where.sheet}”没有补录的表头，未读取"
    return Diagnostic("S109", Severity.NOTE, message, fault.where, "不需要处理。")


def _rows(
    table: Table, words: tuple[str, ...], unit: str, found: list[Diagnostic]
) -> Iterator[Earlier]:
    for row in table.rows():
        footer = footer_in(table, row)
        if footer is not None:
            found.append(footer)
            continue
        earlier, faults = _row(table, row, words, unit)
        found += faults
        if earlier is not None:
            yield earlier


def _row(
    table: Table, row: Row, words: tuple[str, ...], unit: str
) -> tuple[Earlier | None, list[Diagnostic]]:
    """One row; None where a fault leaves no result, with every fault of its cells."""
    reads = {column.heading: _read(table, row, column, words) for column in RULE.columns}
    faults = [read.finding for read in reads.values() if read.finding is not None]
    id_at, name_at = table.place(row.number, ID), table.place(row.number, NAME)
    raw_id, raw_name = table.value(row, ID), table.value(row, NAME)
    id_, fault = ("", None) if is_empty(raw_id) else id_text(raw_id, id_at)
    gone = cells.lost(raw_name, name_at)
    faults += [each for each in (fault, gone) if each is not None]
    name = "" if is_empty(raw_name) or gone is not None else quoted_name(raw_name).strip()
    said = str(reads[UNIT].value or "") or unit
    year, number = reads[_YEAR].value, reads[_QUARTER].value
    filled = {ID: id_, NAME: name, UNIT: said, _YEAR: year, _QUARTER: number}
    filled[_GRADE] = reads[_GRADE].value
    faults += _empty(table, row, filled, faults)
    if isinstance(year, int) and not 2000 <= year <= 2199:
        at = table.place(row.number, _YEAR)
        faults.append(finding("R204", f"年度 {year} 不在 2000 到 2199 之间", at, "填写四位年份。"))
    if any(each.is_error for each in faults):
        return None, faults
    assert isinstance(year, int)  # noqa: S101  # an empty or faulty cell is an error above
    assert isinstance(number, int)  # noqa: S101
    score = reads[_SCORE].value
    earlier = Earlier(
        said,
        str(reads[CODE].value or ""),
        Quarter(year, number),
        id_,
        name,
        str(reads[_GRADE].value),
        score if isinstance(score, Decimal) else None,
        str(reads[_NOTE].value or ""),
        id_at,
        table.place(row.number, UNIT) if UNIT in table.columns else id_at,
        table.place(row.number, _YEAR),
    )
    return earlier, faults


def _read(table: Table, row: Row, column: Column, words: tuple[str, ...]) -> Read:
    heading = column.heading
    value, at = table.value(row, heading), table.place(row.number, heading)
    if heading == _GRADE:
        return cells.choice(value, at, words, heading)
    if column.kind == "quarter":
        return cells.quarter(value, at, typed=table.typed)
    if column.kind == "whole" and isinstance(value, str):
        value = value.strip().removesuffix("年")
    return cells.of_column(column, value, at, column.words, typed=table.typed)


def _empty(
    table: Table, row: Row, filled: dict[str, object], faults: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """An error for each cell that must be filled and is not."""
    faulty = {each.where.column for each in faults}
    found = []
    for heading, value in filled.items():
        at = table.place(row.number, heading)
        if value in (None, "") and (not at.column or at.column not in faulty):
            hint = "填写后重试。" if heading != UNIT else "填写，或用 --unit 写明是哪个单位。"
            where = at if at.column else table.first_filled(row)
            found.append(finding("R201", f"“{heading}”没有填写", where, hint))
    return found


def _keyed(rows: Sequence[Earlier]) -> tuple[list[Earlier], list[Diagnostic]]:
    """The rows with their units' keys: the code, of a row without one that of its name's others.

    An error at a row without a code where its name has several.
    """
    codes: dict[str, list[str]] = {}
    for row in rows:
        known = codes.setdefault(squeezed(row.unit), [])
        code = squeezed(row.code)
        if code and code not in known:
            known.append(code)
    keyed, found = [], []
    for row in rows:
        own = codes[squeezed(row.unit)]
        if not row.code and len(own) > 1:
            said = f"表里有几个单位叫“{row.unit}”（{'、'.join(own)}），这一行没有写单位编码"
            found.append(finding("L090", said, row.unit_at, "写明单位编码。"))
            continue
        code = squeezed(row.code) or (own[0] if own else "")
        keyed.append(row._replace(key=f"#{code}" if code else squeezed(row.unit)))
    return keyed, found


def _future(rows: Sequence[Earlier], day: date) -> list[Diagnostic]:
    """An error for each quarter that has not begun: it could never be taken back."""
    return [
        finding("R204", f"{row.quarter.chinese}还没有到", row.year_at, "核对年度和季度。")
        for row in rows
        if row.quarter.first > day
    ]


def _doubled(rows: Sequence[Earlier]) -> list[Diagnostic]:
    seen: dict[tuple[str, Quarter, str], Earlier] = {}
    found = []
    for row in rows:
        first = seen.setdefault((row.key, row.quarter, row.id), row)
        if first is not row:
            message = f"编号“{row.id}”在{row.quarter.chinese}已经有一行（{first.at.cell}）"
            found.append(finding("N305", message, row.at, "每人每季一行，只留一行。"))
    return found


def _units(rows: Sequence[Earlier]) -> list[Diagnostic]:
    """An error where a unit has two names in one quarter, or a code in some rows only."""
    firsts: dict[tuple[str, Quarter], Earlier] = {}
    coded = {(row.key, row.quarter): row.code for row in rows if row.code}
    found = []
    for row in rows:
        first = firsts.setdefault((row.key, row.quarter), row)
        code = coded.get((row.key, row.quarter), "")
        if squeezed(first.unit) != squeezed(row.unit):
            message = f"单位编码 {code} 在同一季有两个名称：“{first.unit}”和“{row.unit}”"
            found.append(finding("L090", message, row.unit_at, "核对后改成一致。"))
        elif code and not row.code:
            message = f"“{row.unit}”在同一季有的行写了单位编码 {code}，这一行没有写"
            found.append(finding("L090", message, row.unit_at, "核对后改成一致。"))
    return found
