"""A register's rows as they are written: what forms print of every sheet."""

from collections.abc import Sequence

from pinshi_cli.model.register import Person, SheetRow
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.contract import CRITERIA, POINTS, RATINGS, SHEETS, UNIT
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import read_lines, sheet_rows
from pinshi_cli.sheets.cells import Workbook

_NOT_ROWS = (UNIT, POINTS, RATINGS, CRITERIA)
"""Not listed by row: 基本信息 is items; of scores and raters only what they come to is printed."""


def rows_as_written(
    book: Workbook, people: Sequence[Person], grades: tuple[str, ...]
) -> dict[str, list[SheetRow]]:
    """The rows of every sheet of a sound register, by sheet; empty cells lack.

    Texts have no identity number in them: the reader of cells masks it.
    """
    tables = Tables(book)
    known = People(people)
    rows = {}
    for name, rule in SHEETS.items():
        table = None if name in _NOT_ROWS else tables.get(name, None)
        if table is not None:
            rows[name] = sheet_rows(read_lines(table, rule, known, grades))
    return rows
