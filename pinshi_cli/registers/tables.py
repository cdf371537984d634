"""Finding a table on a sheet: its heading row, its columns, its rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.identity import asks_for_identity
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.registers.cells import finding, is_empty, lost, quoted
from pinshi_cli.registers.columns import SheetRule
from pinshi_cli.sheets.cells import Lost, Sheet, Value

HEADING_ROWS = 10
_REMARK = re.compile(r"\([^()]*\)$")


class Row(NamedTuple):
    """A row that is not wholly empty; `number` counts from 1 as Excel does."""

    number: int
    values: Sequence[Value]


class Table(NamedTuple):
    """A table found on a sheet. `columns` gives each heading's column, counted from 1."""

    file: str
    sheet: Sheet
    columns: dict[str, int]
    last_heading_row: int
    typed: bool

    def place(self, row: int, heading: str) -> Place:
        """The cell under a heading in a row; no cell where the table lacks the heading."""
        column = self.columns.get(heading, 0)
        return Place(self.file, self.sheet.name, row if column else 0, column)

    def value(self, row: Row, heading: str) -> Value:
        """The value under a heading, None where the heading or the cell lacks."""
        column = self.columns.get(heading)
        return None if column is None else self.cell(row, column)

    def cell(self, row: Row, column: int) -> Value:
        """The value in a column counted from 1, None where the row ends before it."""
        offset = column - self.sheet.first_column
        return row.values[offset] if 0 <= offset < len(row.values) else None

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, wholly empty ones left out."""
        first = self.sheet.first_row
        start = max(0, self.last_heading_row + 1 - first)
        for index in range(start, len(self.sheet.rows)):
            values = self.sheet.rows[index]
            for value in values:
                if value is not None and (type(value) is not str or value.strip()):
                    yield Row(first + index, values)
                    break

    def unread(self) -> dict[str, tuple[str, int]]:
        """The headings that nobody knows, as they are compared: how each is shown, its column."""
        taken = set(self.columns.values())
        head = self.last_heading_row - self.sheet.first_row
        cells = self.sheet.rows[head] if head < len(self.sheet.rows) else ()
        return {
            heading_key(value): (quoted(value), column)
            for column, value in enumerate(cells, start=self.sheet.first_column)
            if not is_empty(value) and column not in taken
        }

    def lost_cells(self, heading: str) -> list[Diagnostic]:
        """An error for each cell of a column whose value Excel itself has lost."""
        column = self.columns.get(heading)
        if column is None:
            return []
        first, offset = self.sheet.first_row, column - self.sheet.first_column
        found = []
        for index in range(max(0, self.last_heading_row + 1 - first), len(self.sheet.rows)):
            values = self.sheet.rows[index]
            if offset < len(values) and type(values[offset]) is Lost:
                gone = lost(values[offset], self.place(first + index, heading))
                found += [gone] if gone is not None else []
        return found

    def lacking(self, names: Iterable[str]) -> list[Diagnostic]:
        """An error for each heading that lacks, with the unread one most like it."""
        spare = {key: said for key, (said, _) in self.unread().items()}
        found = []
        for name in names:
            close = nearest(squeezed(name), spare, 0.5)
            hint = f"“{spare[close]}”是不是想写“{name}”？" if close else "补上这一列。"
            at = Place(self.file, self.sheet.name)
            found.append(finding("S102", f"缺少表头：{name}", at, hint))
        return found

    def missing(self, at: Place, what: str, hint: str) -> Diagnostic:
        """The error of an empty cell; one that a merged area has swallowed is said to be so."""
        for first, left, last, right in self.sheet.merged:
            if first <= at.row <= last and left <= at.column <= right:
                message = f"“{what}”所在的单元格是合并的，只有第一格有内容"
                return finding("R201", message, at, "取消合并，逐格填写。")
        return finding("R201", f"“{what}”没有分数", at, hint)

    def first_filled(self, row: Row) -> Place:
        """The first cell of a row that holds anything."""
        offset = next(i for i, value in enumerate(row.values) if not is_empty(value))
        return Place(self.file, self.sheet.name, row.number, self.sheet.first_column + offset)


def find_table(
    file: str, sheet: Sheet, rule: SheetRule, extra: Iterable[str] | None, *, typed: bool
) -> tuple[Table | None, list[Diagnostic]]:
    """The table that the sheet's rule describes; `extra` are headings that a policy adds.

    The heading row is the first of the sheet's first ten rows that holds all required headings.
    None with an error where there is none.
    """
    known = (*rule.headings, *(extra or ()))
    if extra is None:
        rule = rule._replace(free=True)
    for last, cells in _heading_blocks(sheet):
        columns, found = _columns(file, sheet, cells, known)
        if all(any(heading in columns for heading in group) for group in rule.required):
            found += _unknown(file, sheet, cells, columns, rule, known)
            return Table(file, sheet, columns, last, typed), found
    return None, [_no_headings(file, sheet, rule, known, list(_heading_blocks(sheet)))]


Cells = dict[int, tuple[int, Value]]
"""By column (from 1): the row of the lowest filled cell of a heading block, and its value."""


def _heading_blocks(sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    """Each row that could hold the headings, with its merged rows below: (last row, cells)."""
    for row in range(max(1, sheet.first_row), HEADING_ROWS + 1):
        merged = [last for first, _, last, _ in sheet.merged if first == row]
        last = max([row, *merged])
        cells: Cells = {}
        for below in range(row, last + 1):
            index = below - sheet.first_row
            values = sheet.rows[index] if 0 <= index < len(sheet.rows) else ()
            for offset, value in enumerate(values):
                if not is_empty(value):
                    cells[sheet.first_column + offset] = (below, value)
        if cells:
            yield last, cells


def heading_key(value: Value) -> str:
    """A heading as it is compared: NFKC, no white space, no trailing bracketed remark."""
    return _REMARK.sub("", squeezed(str(value)))


def _columns(
    file: str, sheet: Sheet, cells: Cells, known: Sequence[str]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """Which heading stands in which column; a second column of one heading is an error."""
    by_key = {squeezed(heading): heading for heading in known}
    columns: dict[str, int] = {}
    found = []
    for column, (row, value) in cells.items():
        heading = by_key.get(squeezed(str(value))) or by_key.get(heading_key(value))
        if heading in columns:
            at = Place(file, sheet.name, row, column)
            message = f"表头“{heading}”出现了两次"
            found.append(finding("S103", message, at, "删去或改名其中一列。"))
        elif heading is not None:
            columns[heading] = column
    return columns, found


def _unknown(
    file: str,
    sheet: Sheet,
    cells: Cells,
    columns: dict[str, int],
    rule: SheetRule,
    known: Sequence[str],
) -> list[Diagnostic]:
    found = []
    taken = set(columns.values())
    lacking = [heading for heading in known if heading not in columns]
    for column, (row, value) in cells.items():
        at = Place(file, sheet.name, row, column)
        key = heading_key(value)
        if asks_for_identity(key):
            message = "这一列要填身份证号，平时考核用不到"
            hint = "删去这一列；本工具不读取，也不会写进任何结果。"
            found.append(Diagnostic("R215", Severity.WARNING, message, at, hint))
        elif column not in taken and key not in columns and not rule.free:
            close = nearest(key, lacking, 0.6)
            guess = f"你是不是想写“{close}”？" if close else "不需要处理。"
            message = f"不认识的列“{quoted(value)}”，未读取"
            found.append(Diagnostic("S105", Severity.NOTE, message, at, guess))
    return found


def _no_headings(
    file: str,
    sheet: Sheet,
    rule: SheetRule,
    known: Sequence[str],
    blocks: Sequence[tuple[int, Cells]],
) -> Diagnostic:
    """The error of a sheet without its headings, told from the row that comes nearest."""
    best: list[str] = ["或".join(group) for group in rule.required]
    likest: Cells = {}
    for _, cells in blocks:
        columns, _ = _columns(file, sheet, cells, known)
        lacking = [
            "或".join(group)
            for group in rule.required
            if not any(heading in columns for heading in group)
        ]
        if len(lacking) < len(best):
            best, likest = lacking, cells
    cells_of = [likest] if likest else [cells for _, cells in blocks]
    written = {heading_key(v): quoted(v) for cells in cells_of for _, v in cells.values()}
    guesses = []
    for heading in best:
        close = nearest(heading, [w for w in written if w not in known], 0.5)
        if close:
            guesses.append(f"“{written[close]}”是不是想写“{heading}”？")
    at = Place(file, sheet.name)
    message = f"缺少表头：{'、'.join(best)}"
    return finding("S102", message, at, "".join(guesses) or "表头须在前 10 行之内，写在同一行。")
