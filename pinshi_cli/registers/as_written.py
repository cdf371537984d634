"""A register as it is written: every item and row that forms and notices print."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.register import Cell, Person, SheetRow
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.contract import CRITERIA, POINTS, RATINGS, SHEETS, UNIT
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import read_lines, sheet_rows
from pinshi_cli.registers.unit_sheet import read_unit
from pinshi_cli.sheets.cells import Workbook

_NOT_ROWS = (UNIT, POINTS, RATINGS, CRITERIA)
"""Not listed by row: 基本信息 is items; of scores and raters only what they come to is printed."""


class AsWritten(NamedTuple):
    """`items` of 基本信息 and the rows of every other sheet, by heading; empty cells lack.

    No identity number stands in any of them.
    """

    items: Mapping[str, Cell]
    rows: Mapping[str, Sequence[SheetRow]]

    def of(self, sheet: str, person: str) -> list[SheetRow]:
        """The rows of a sheet about one person."""
        return [row for row in self.rows.get(sheet, ()) if row.person == person]


def as_written(book: Workbook, people: Sequence[Person], grades: tuple[str, ...]) -> AsWritten:
    """What stands in the cells of a sound register, typed as the contract says."""
    tables = Tables(book)
    known = People(people)
    rows = {}
    for name, rule in SHEETS.items():
        table = None if name in _NOT_ROWS else tables.get(name, None)
        if table is not None:
            lines = read_lines(table, rule, known, grades)
            rows[name] = [_masked(row) for row in sheet_rows(lines)]
    unit = tables.get(UNIT)
    items: dict[str, Cell] = {}
    if unit is not None:
        sheet = read_unit(unit)
        for name, item in sheet.items.items():
            value = item.value
            if isinstance(value, str):
                items[name] = without_identity(value)
            elif isinstance(value, (int, date, Decimal)):
                items[name] = value
    return AsWritten(items, rows)


def _masked(row: SheetRow) -> SheetRow:
    values = {
        heading: without_identity(value) if isinstance(value, str) else value
        for heading, value in row.values.items()
    }
    return row._replace(values=values)
