"""XlsxWriter's workbook with its inner loops straightened: the same parts in less time.

What a sheet looks like is XlsxWriter's to write. Cells, shared strings and the package are
written here: they are nearly all of a workbook's cost. Whoever imports this pays 40 ms for
XlsxWriter.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

from pinshi_cli.model.diagnostic import column_letters
from pinshi_cli.sheets.archive import QUICK, Base, Part, new_part

_letters = lru_cache(maxsize=256)(column_letters)

_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
"""Where a sheet ends."""

_ROWS_OF_A_SPAN = 16
"""Rows are told how far their cells reach in blocks of so many."""

_ODD = re.compile(r"[\s&<>_\x00-\x1f\ufffe\uffff]")
"""What may have to be escaped, be kept from being trimmed, or begin a rich text."""

_OF_ONE_BOOK = ("xl/worksheets/sheet", "xl/sharedStrings", "xl/charts/", "xl/workbook")
"""Where the parts begin that no other workbook has; the others are the same again and again."""


class QuickSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet for `Page`: cells are told by row and column, formulas are taken as they are.

    Rows have a height and nothing else; there are no comments.
    """

    def write_string(self, row: int, col: int, string: str, look: object) -> None:
        if self._has(row, col):
            index = self.str_table._get_shared_string_index(string)  # noqa: SLF001  # as XlsxWriter itself asks
            self.table[row][col] = CellStringTuple(index, look)

    def write_number(self, row: int, col: int, number: float, look: object) -> None:
        if self._has(row, col):
            self.table[row][col] = CellNumberTuple(number, look)

    def write_blank(self, row: int, col: int, _: None, look: object) -> None:
        if self._has(row, col):
            self.table[row][col] = CellBlankTuple(look)

    def write_formula(
        self, row: int, col: int, formula: str, look: object, value: float | str
    ) -> None:
        if self._has(row, col):
            self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), look, value)

    def _has(self, row: int, col: int) -> bool:
        """What lies beyond a sheet's end is left out, as XlsxWriter does."""
        return row < _MOST_ROWS and col < _MOST_COLUMNS

    def measure(self) -> None:
        """How far the cells reach, which XlsxWriter asks anew at each of them."""
        for most in (min, max):
            if self.table:
                self._check_dimensions(most(self.table), most(map(most, self.table.values())))

    def _write_rows(self) -> None:
        spans = self._spans()
        for row in sorted({*self.table, *self.row_info}):
            head = f'<row r="{row + 1}"{spans.get(row // _ROWS_OF_A_SPAN, "")}{self._height(row)}'
            cells = "".join(self._cells(row, self.table.get(row, {})))
            self.fh.write(f"{head}>{cells}</row>" if cells else f"{head}/>")

    def _spans(self) -> dict[int, str]:
        """The first and the last column of each block of rows."""
        reach: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            block = row // _ROWS_OF_A_SPAN
            first, last = reach.get(block, (_MOST_COLUMNS, 0))
            reach[block] = min(first, *cells), max(last, *cells)
        return {row: f' spans="{first + 1}:{last + 1}"' for row, (first, last) in reach.items()}

    def _height(self, row: int) -> str:
        """XlsxWriter counts in pixels: three quarters of a point."""
        told = self.row_info.get(row)
        height = self.default_row_height if told is None else told.height
        if height == self.default_row_height == self.original_row_height:
            return ""
        return f' ht="{height * 0.75:.16g}" customHeight="1"'

    def _cells(self, row: int, cells: dict[int, Any]) -> Iterator[str]:
        """An address and a style need no escaping; XlsxWriter looks for it in every attribute."""
        for column in sorted(cells):
            cell = cells[column]
            kind = type(cell)
            style = cell.format._get_xf_index()  # noqa: SLF001  # as XlsxWriter itself asks
            head = f'<c r="{_letters(column + 1)}{row + 1}" s="{style}"'
            if kind is CellBlankTuple:
                yield f"{head}/>"
            elif kind is CellNumberTuple:
                yield f"{head}><v>{cell.number:.16G}</v></c>"
            elif kind is CellFormulaTuple:
                text = ' t="str"' if isinstance(cell.value, str) else ""
                formula, value = self._escape_data(cell.formula), self._escape_data(cell.value)
                yield f"{head}{text}><f>{formula}</f><v>{value}</v></c>"
            else:  # a text, plain or rich
                yield f'{head} t="s"><v>{cell.string}</v></c>'


class QuickBook(Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A workbook in memory, of quick sheets."""

    worksheet_class = QuickSheet

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), {"in_memory": True, **options})
        self._parts = _Parts()

    def finished(self) -> bytes:
        """The bytes of the whole workbook, which takes nothing more."""
        for sheet in self.worksheets():
            sheet.measure()
        self.close()
        data = Base(self._parts.made).with_parts(())
        self._let_go()
        return data

    def _let_go(self) -> None:
        """Sheets and book hold each other: what they hold would wait long for its release."""
        self.worksheets_objs.clear()
        self.sheetnames.clear()
        del self._parts

    def _get_packager(self) -> Packager:
        return self._parts


class _Parts(Packager):  # type: ignore[misc]  # likewise
    """Keeps the parts to itself: they go into a package of ours, and none into XlsxWriter's."""

    def _create_package(self) -> list[object]:
        held = super()._create_package()
        self.made = [_part(name, file.getvalue()) for file, name, _ in held]
        return []

    def _write_shared_strings_file(self) -> None:
        strings = _Strings()
        strings.string_table = self.workbook.str_table
        if strings.string_table.count:
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001  # as XlsxWriter does
            strings._assemble_xml_file()  # noqa: SLF001  # likewise


class _Strings(SharedStrings):  # type: ignore[misc]  # likewise
    def _write_si(self, string: str) -> None:
        """Most texts stand as they are; XlsxWriter looks seven times for what might not."""
        if _ODD.search(string):
            super()._write_si(string)
        else:
            self.fh.write(f"<si><t>{string}</t></si>")


def _part(name: str, text: str) -> Part:
    if name.startswith(_OF_ONE_BOOK):
        return new_part(name, text.encode(), QUICK)
    return _shared_part(name, text)


@lru_cache(maxsize=64)
def _shared_part(name: str, text: str) -> Part:
    return new_part(name, text.encode())
