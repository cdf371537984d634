"""The rows of a sheet as the contract says them: whose each is, what its cells hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Cell, Person, SheetRow
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.columns import ID, NAME, Column, SheetRule
from pinshi_cli.registers.people import People
from pinshi_cli.registers.tables import Row, Table

PAIRS = (("起始日期", "结束日期"),)


class Line(NamedTuple):
    """A row: whose it is (None on sheets without people), what its sound cells hold, its faults.

    `values` has no empty or faulty cell. `at` is the key cell; `faults` go by heading, and that of
    a second row about one person stands under the key's.
    """

    row: int
    person: Person | None
    values: Mapping[str, object]
    at: Place
    faults: tuple[tuple[str, Diagnostic], ...]

    def text(self, heading: str) -> str:
        """The cell as text, empty where nothing stands in it."""
        value = self.values.get(heading)
        return "" if value is None else str(value)


class Lines(NamedTuple):
    """The rows of a sheet; those about nobody for sure are only in `findings`.

    `suspect` are the people whom they could mean.
    """

    lines: list[Line]
    findings: list[Diagnostic]
    suspect: set[str]

    @property
    def every(self) -> list[Diagnostic]:
        """Every finding, of keys and of cells."""
        return [*self.findings, *(fault for line in self.lines for _, fault in line.faults)]


def read_lines(table: Table, rule: SheetRule, people: People, grades: tuple[str, ...]) -> Lines:
    """Every row of a sheet, held against the contract. `grades` empty: no word is a grade."""
    result = Lines([], [], set())
    seen: set[str] = set()
    columns = [column for column in rule.columns if column.heading in table.columns]
    for row in table.rows():
        key, person, fault, involved = _key(table, row, rule, people)
        values, faults = _cells(table, row, columns, grades)
        faults += _pairs(table, row)
        if fault is not None:
            result.findings.extend([fault, *(each for _, each in faults)])
            result.suspect.update(involved)
            continue
        at = _key_at(table, row, rule)
        if key in seen and rule.single:
            faults.append((ID, finding("N305", "这一项已经有一行", at, "只留一行。")))
        seen.add(key)
        result.lines.append(Line(row.number, person, values, at, tuple(faults)))
    return result


def sheet_rows(lines: Lines) -> list[SheetRow]:
    """The rows as lists and reports use them."""
    return [
        SheetRow(
            line.row,
            "" if line.person is None else line.person.id,
            {heading: value for heading, value in line.values.items() if _is_cell(value)},
            line.at,
        )
        for line in lines.lines
    ]


def _is_cell(value: object) -> TypeGuard[Cell]:
    return isinstance(value, (str, Decimal, date, int))


def check_cells(
    table: Table, rule: SheetRule, headings: tuple[str, ...], grades: tuple[str, ...]
) -> list[Diagnostic]:
    """Every fault in the columns named, of a sheet that another reader has read otherwise."""
    columns = [
        column
        for column in rule.columns
        if column.heading in headings and column.heading in table.columns
    ]
    if not columns:
        return []
    return [fault for row in table.rows() for _, fault in _cells(table, row, columns, grades)[1]]


Key = tuple[str, Person | None, Diagnostic | None, tuple[str, ...]]
"""What names a row, its person, or what is wrong and whom it could mean."""


def _key(table: Table, row: Row, rule: SheetRule, people: People) -> Key:
    if rule.keys != "none":
        person, fault, involved = people.find(table, row)
        return ("" if person is None else person.id), person, fault, involved
    value = table.value(row, rule.key)
    if is_empty(value):
        where, hint = table.first_filled(row), "补上，或清空这一行。"
        return "", None, finding("R211", f"这一行有内容，但没有{rule.key}", where, hint), ()
    return squeezed(cells.quoted(value)), None, None, ()


def _key_at(table: Table, row: Row, rule: SheetRule) -> Place:
    return table.place(row.number, rule.key) if rule.keys == "none" else key_place(table, row)


def key_place(table: Table, row: Row) -> Place:
    """The cell that says who the row is about: 编号 where it stands, else 姓名."""
    heading = NAME if is_empty(table.value(row, ID)) else ID
    return table.place(row.number, heading)


def _cells(
    table: Table, row: Row, columns: list[Column], grades: tuple[str, ...]
) -> tuple[dict[str, object], list[tuple[str, Diagnostic]]]:
    values: dict[str, object] = {}
    faults: list[tuple[str, Diagnostic]] = []
    for column in columns:
        heading = column.heading
        if column.kind == "grade" and not grades:
            continue
        at = table.place(row.number, heading)
        value = table.value(row, heading)
        words = grades if column.kind == "grade" else column.words
        read = cells.of_column(column, value, at, words, typed=table.typed)
        if read.finding is not None:
            faults.append((heading, read.finding))
        elif column.required and is_empty(value) and is_empty(table.value(row, column.unless)):
            gap = finding("R201", f"{heading}没有填写", at, "填写后重试。")
            faults.append((heading, gap))
        if read.value is not None:
            values[heading] = read.value
    return values, faults


def _pairs(table: Table, row: Row) -> Iterator[tuple[str, Diagnostic]]:
    for first, last in PAIRS:
        end_at = table.place(row.number, last)
        begin = cells.day(table.value(row, first), table.place(row.number, first)).value
        end = cells.day(table.value(row, last), end_at).value
        if begin is not None and end is not None and str(end) < str(begin):
            message = f"{last} {end} 早于{first} {begin}"
            yield last, finding("R218", message, end_at, "核对两个日期。")
