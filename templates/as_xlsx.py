"""A form as an .xlsx template, by XlsxWriter."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from templates.blocks import (
    Cell,
    Close,
    Form,
    Gap,
    Line,
    Mark,
    Overleaf,
    Para,
    Row,
    Table,
    Title,
)

MADE_ON = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TITLE, BLACK, SONG = "方正小标宋_GBK", "黑体", "仿宋_GB2312"
POINTS = 72 / 25.4
"""Points in a millimetre."""
INDENT = "　　"

CELLS: Mapping[str, Mapping[str, object]] = {
    "label": {"font_name": BLACK, "font_size": 11},
    "head": {"font_name": BLACK, "font_size": 11},
    "text": {},
    "left": {"align": "left", "indent": 1},
    "long": {"align": "left", "valign": "top", "bottom": 0, "indent": 1},
    "open": {"font_name": BLACK, "font_size": 11, "bottom": 0},
    "between": {"align": "left", "valign": "top", "top": 0, "bottom": 0, "indent": 1},
    "sign": {"align": "right", "top": 0, "indent": 1},
    "score": {"num_format": "0.00"},
    "number": {"num_format": "General"},
}
IN_CELL = {
    "font_name": SONG,
    "font_size": 11,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
}
PARAS: Mapping[str, Mapping[str, object]] = {
    "body": {"align": "left", "valign": "vcenter"},
    "heading": {"font_name": BLACK, "align": "left", "valign": "vcenter"},
    "address": {"align": "left", "valign": "vcenter"},
    "close": {"align": "right", "valign": "vcenter", "indent": 4},
}


def as_xlsx(form: Form) -> bytes:
    """The workbook: one sheet, A4, one page wide."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE_ON, "title": form.name})
    _Sheet(book, form).write()
    book.close()
    return held.getvalue()


class _Sheet:
    """Writes block after block, from the top."""

    def __init__(self, book: Any, form: Form) -> None:  # noqa: ANN401  # XlsxWriter has no types
        self.book = book
        self.form = form
        self.sheet = book.add_worksheet(form.name)
        self.at = 0
        self.formats: dict[str, Any] = {}
        self.heads: list[int] = []

    def write(self) -> None:
        form, sheet = self.form, self.sheet
        for column, width in enumerate(form.widths):
            sheet.set_column(column, column, (width / 25.4 * 96 - 5) / 7)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.center_horizontally()
        if form.landscape:
            sheet.set_landscape()
        if form.letter:
            sheet.set_margins(1.10, 1.02, 1.46, 1.38)  # 28, 26, 37, 35 mm (GB/T 9704)
        else:
            sheet.set_margins(0.75, 0.75, 0.65, 0.65)
        sheet.set_footer("&C第 &P 页" if form.many else "&C第 &P 页　共 &N 页")
        for block in form.blocks:
            self._block(block)
        sheet.print_area(0, 0, self.at - 1, len(form.widths) - 1)
        if self.heads and not form.letter:
            sheet.repeat_rows(self.heads[0], self.heads[-1])

    def _block(self, block: object) -> None:
        match block:
            case Title(said):
                lines = said.count("\n") + 1
                style = "title-letter" if self.form.letter else "title-form"
                self._across(said, style, (6 + 11 * lines) * POINTS)
            case Line(said, align, right):
                self._across(said, f"line-{align}", 8 * POINTS, right)
            case Para(said, style):
                indent = INDENT if style in ("body", "heading") else ""
                self._across(f"{indent}{said}", f"para-{style}", 28)
            case Close(who, when):
                self._across(f"{who}\n{when}", "para-close", 50)
            case Overleaf():
                self.sheet.set_h_pagebreaks([self.at])
            case Gap(height):
                self.sheet.set_row(self.at, height * POINTS)
                self.at += 1
            case Mark(said):
                self._mark(said)
            case Table(rows):
                first = not self.heads
                self._table(rows, first=first)
            case _:
                raise TypeError(block)

    def _across(self, said: str, style: str, height: float, right: str = "") -> None:
        self.sheet.set_row(self.at, height)
        columns = len(self.form.widths)
        half = columns // 2 if right else 0
        self._put(Cell(said, columns - half, style), 0)
        if right:
            self._put(Cell(right, half, "line-right"), columns - half)
        self.at += 1

    def _mark(self, said: str) -> None:
        self.sheet.write_string(self.at, 0, said)
        self.at += 1

    def _table(self, rows: tuple[Row | Mark, ...], *, first: bool) -> None:
        covered: set[tuple[int, int]] = set()
        for row in rows:
            if isinstance(row, Mark):
                self._mark(row.text)
                continue
            if row.head and first:
                self.heads.append(self.at)
            for part in range(row.parts):
                self.sheet.set_row(self.at + part, row.height * POINTS / row.parts)
            column = 0
            for cell in row.cells:
                while (self.at, column) in covered:
                    column += 1
                down = cell.down + row.parts - 1
                self._put(cell._replace(down=down), column)
                covered |= {(self.at + n, column) for n in range(1, down)}
                column += cell.span
            self.at += row.parts

    def _put(self, cell: Cell, column: int) -> None:
        style = self._format(cell.style)
        last_row, last_column = self.at + cell.down - 1, column + cell.span - 1
        if (last_row, last_column) == (self.at, column):
            self.sheet.write_string(self.at, column, cell.text, style)
            return
        self.sheet.merge_range(self.at, column, last_row, last_column, "", style)
        self.sheet.write_string(self.at, column, cell.text, style)

    def _format(self, style: str) -> Any:  # noqa: ANN401  # XlsxWriter has no types
        if style not in self.formats:
            self.formats[style] = self.book.add_format(_look(style))
        return self.formats[style]


def _look(style: str) -> dict[str, object]:
    kind, _, more = style.partition("-")
    if style in CELLS:
        return {**IN_CELL, **CELLS[style]}
    across: dict[str, object] = {"text_wrap": True, "valign": "vcenter", "font_name": SONG}
    if kind == "title":
        size = 22 if more == "letter" else 20
        return {**across, "font_name": TITLE, "font_size": size, "align": "center"}
    if kind == "line":
        return {**across, "font_size": 11, "align": more}
    return {**across, "font_size": 16, **PARAS[more]}
