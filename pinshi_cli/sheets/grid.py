"""From cells with addresses to a sheet: bounds, far cells, and what is beyond Excel."""

import re
from itertools import pairwise
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.sheets.cells import Sheet, Value

Address = tuple[int, int]
Area = tuple[int, int, int, int]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# A cell behind so wide an emptiness was not meant: nobody scrolls there to look at it.
FAR_ROWS, FAR_COLUMNS = 10_000, 200
_SHOWN = 5


class Found:
    """What a reader found on a sheet, cell by cell, in any order; addresses count from 1."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.rows: dict[int, dict[int, Value]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: frozenset[int] = frozenset()
        self.merged: list[Area] = []
        self.repeated: list[Address] = []
        self.beyond: Address | None = None

    def put(self, row: int, column: int, value: Value) -> None:
        """Set a cell that is not empty; a second value for one address is remembered as such."""
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            self.beyond = self.beyond or (row, column)
            return
        cells = self.rows.setdefault(row, {})
        if column in cells and cells[column] != value:
            self.repeated.append((row, column))
        cells[column] = value


class Settled(NamedTuple):
    """A sheet, and what is wrong with its form."""

    sheet: Sheet
    findings: tuple[Diagnostic, ...] = ()


def settle(found: Found, file: str) -> Settled:
    """The sheet without its far cells, each of which gets an error of its own."""
    findings: list[Diagnostic] = []
    if found.beyond:
        findings.append(_beyond(found, file))
    findings += [_repeated(found, file, address) for address in found.repeated[:_SHOWN]]
    kept_rows = _main(sorted(found.rows), {r: len(c) for r, c in found.rows.items()}, FAR_ROWS)
    weights: dict[int, int] = {}
    for row in kept_rows:
        for column in found.rows[row]:
            weights[column] = weights.get(column, 0) + 1
    kept_columns = set(_main(sorted(weights), weights, FAR_COLUMNS))
    far = _take_far(found.rows, set(kept_rows), kept_columns)
    findings += [_far(found, file, address, len(far)) for address in far[:_SHOWN]]
    return Settled(_sheet(found, kept_rows, kept_columns), tuple(findings))


def _main(used: list[int], weights: dict[int, int], gap: int) -> list[int]:
    """Of the runs that gaps divide the used lines into, the one that holds the most cells."""
    runs: list[list[int]] = [used[:1]]
    for before, line in pairwise(used):
        if line - before > gap:
            runs.append([])
        runs[-1].append(line)
    return max(runs, key=lambda run: sum(weights[line] for line in run))


def _take_far(
    rows: dict[int, dict[int, Value]], kept_rows: set[int], kept_columns: set[int]
) -> list[Address]:
    return sorted(
        (row, column)
        for row, cells in rows.items()
        for column in cells
        if row not in kept_rows or column not in kept_columns
    )


def _sheet(found: Found, kept_rows: list[int], kept_columns: set[int]) -> Sheet:
    first_row, first_column = min(kept_rows, default=1), min(kept_columns, default=1)
    rows: list[list[Value]] = []
    for row in range(first_row, max(kept_rows, default=0) + 1):
        cells = found.rows.get(row, {})
        columns = [column for column in cells if column in kept_columns]
        line: list[Value] = [None] * (max(columns) - first_column + 1 if columns else 0)
        for column in columns:
            line[column - first_column] = cells[column]
        rows.append(line)
    return Sheet(
        found.name,
        rows,
        first_row,
        first_column,
        found.hidden,
        frozenset(found.hidden_rows),
        found.hidden_columns,
        tuple(found.merged),
    )


def _far(found: Found, file: str, address: Address, count: int) -> Diagnostic:
    more = f"（这样的单元格共 {count} 个）" if count > 1 else ""
    return Diagnostic(
        "F135",
        Severity.ERROR,
        f"远离表格的地方有一个单元格填了内容{more}，没有读入",
        Place(file, found.name, *address),
        "不需要就删除该单元格，需要就移回表格里。",
    )


def _repeated(found: Found, file: str, address: Address) -> Diagnostic:
    return Diagnostic(
        "F137",
        Severity.ERROR,
        "同一个单元格在文件里存了两个不同的值，不知道哪个算数",
        Place(file, found.name, *address),
        "用 Excel 打开，核对这一格后重新保存。",
    )


def _beyond(found: Found, file: str) -> Diagnostic:
    row, column = found.beyond or (0, 0)
    wide = column > LAST_COLUMN
    what = f"列数超过 Excel 的上限（{LAST_COLUMN} 列）" if wide else "行号超过 Excel 的上限"
    return Diagnostic(
        "F136",
        Severity.ERROR,
        f"工作表{what}，超出的单元格没有读入",
        Place(file, found.name, max(row, 1), max(column, 1)),
        "删除多余的列和行后重新保存。",
    )


def area_of(ref: str) -> Area | None:
    """`B2:C5` as (first row, first column, last row, last column), or None."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", ref)
    if not match:
        return None
    first, row, last, last_row = match.groups()
    address = int(row), column_of(first)
    return (*address, int(last_row), column_of(last)) if last else (*address, *address)


def column_of(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
