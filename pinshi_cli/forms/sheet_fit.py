"""What of a workbook's template will not fit: columns on the paper, lines in rows, words in cells.

Texts that wrap make their rows grow when they are filled in; what is told here does not help
itself.
"""

from collections.abc import Iterator, Sequence

from pinshi_cli.forms.sheet_layout import POINTS_OF_DIGIT, Laid, SheetLayout, scale_of
from pinshi_cli.forms.text_room import (
    FOLDED,
    LEAST_LINE,
    LONG_TEXT,
    Needs,
    needs_of,
)
from pinshi_cli.forms.xlsx_looks import MARGIN, TALLEST, line_of, room_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, column_letters

SMALL = 0.6
"""Printed smaller than this, an 11-point text is hard to read."""
_ROUNDING = 1.01
_MILLIMETRE = 72 / 25.4


def misfits(file: str, layouts: Sequence[SheetLayout]) -> Iterator[Diagnostic]:
    """A warning for each thing that will not fit, with its cell."""
    for layout in layouts:
        sheet = Place(file, layout.name)
        yield from _on_paper(layout, sheet)
        yield from _low_rows(layout, sheet)
        for cell in layout.cells:
            yield from _in_cell(layout, cell, sheet._replace(row=cell.row, column=cell.column))


def _on_paper(layout: SheetLayout, where: Place) -> Iterator[Diagnostic]:
    paper = layout.paper
    width = layout.across(1, layout.last)
    scale = scale_of(layout)
    assumed = "" if paper.known else "（模板没有写明常用的纸张，按 A4 算）"
    if not paper.wide and width * scale > paper.width * _ROUNDING:
        column = _first_beyond(layout, paper.width / scale)
        message = (
            f"各列合计宽 {_millimetres(width * scale)} 毫米，一张纸只印得下 "
            f"{_millimetres(paper.width)} 毫米，{column_letters(column)} 列起会印到另一张纸上"
        )
        hint = "在“页面设置”里选“调整为 1 页宽”，或改成横向、缩窄几列。"
        yield _warning("T932", message + assumed, where, hint)
    if scale < SMALL:
        percent = int(scale * 100)
        message = f"印出来缩到 {percent}%，11 磅的字只有 {11 * scale:.1f} 磅大，看不清"
        hint = "缩窄几列、减少行数，改成横向，或在“页面设置”里改缩放。"
        yield _warning("T933", message + assumed, where, hint)


def _first_beyond(layout: SheetLayout, room: float) -> int:
    """The first column that does not wholly stand on the first page."""
    columns = range(1, layout.last + 1)
    return next(
        (each for each in columns if layout.across(1, each) > room * _ROUNDING), layout.last
    )


def _millimetres(points: float) -> int:
    return round(points / _MILLIMETRE)


def _low_rows(layout: SheetLayout, sheet: Place) -> Iterator[Diagnostic]:
    """Rows of a fixed height that cut off what stands in them."""
    told: set[int] = set()
    for cell in layout.cells:
        rows = range(cell.row, cell.bottom + 1)
        height = layout.down(cell.row, cell.bottom)
        if cell.row in told or not height or not layout.fixed.issuperset(rows):
            continue
        needs = needs_of(cell.text)
        size = cell.style.font.size
        lines = 1
        if not needs.marked and cell.style.wraps and not cell.style.shrinks:
            lines = needs.folded(_room(layout, cell))
        if height < lines * size * LEAST_LINE:
            told.add(cell.row)
            what = f"一行 {size:g} 磅的字" if lines == 1 else f"里面的 {lines} 行字"
            message = f"第 {_rows(cell)} 行固定为 {height:g} 磅高，放不下{what}"
            place = sheet._replace(row=cell.row, column=cell.column)
            hint = f"行高至少设 {lines * line_of(size):.0f} 磅，或设为“自动调整行高”。"
            yield _warning("T934", message, place, hint)


def _rows(cell: Laid) -> str:
    return f"{cell.row}" if cell.row == cell.bottom else f"{cell.row}—{cell.bottom}"


def _in_cell(layout: SheetLayout, cell: Laid, where: Place) -> Iterator[Diagnostic]:
    needs = needs_of(cell.text)
    if not needs.marked or cell.style.shrinks:
        return
    room = _room(layout, cell)
    if not cell.style.wraps:
        if needs.longest > room:
            message = f"这一格没有设“自动换行”，一行只放得下约 {room // 2} 个字，{_most(needs)}"
            hint = "在“单元格格式”的“对齐”里勾上“自动换行”，或把格子加宽。"
            yield _warning("T935", f"{message}，多出来的印不出来", where, hint)
        return
    lines = needs.folded(room)
    rows = cell.bottom - cell.row + 1
    size = cell.style.font.size
    if lines * line_of(size) + MARGIN > rows * TALLEST:
        message = f"这一格一行约 {room // 2} 个字，{_most(needs)}，一行最高 409 磅，放不下"
        hint = "往下多合并几行，或把字号改小、格子加宽。"
        yield _warning("T935", message, where, hint)
    elif needs.field_length < LONG_TEXT and needs.field_length > FOLDED * room:
        message = f"这一格一行只放得下约 {room // 2} 个字，{_most(needs)}，会折成 {lines} 行"
        yield _warning("T935", message, where, "把这一格加宽，或往右多合并几列。")


def _most(needs: Needs) -> str:
    whole = sum(needs.lines) // 2
    if needs.field_length >= sum(needs.lines) - 2:
        return f"{needs.field} 最长约 {needs.field_length // 2} 个字"
    return f"填上 {needs.field} 等以后最长约 {whole} 个字"


def _room(layout: SheetLayout, cell: Laid) -> int:
    """How many half characters stand in a line: over empty cells to the right, where it may."""
    right = cell.right
    alone = cell.right == cell.column and cell.bottom == cell.row
    if alone and not cell.style.wraps and cell.style.across in {"", "general", "left"}:
        taken = {each.column for each in layout.cells if each.row <= cell.row <= each.bottom}
        while right < layout.last and right + 1 not in taken:
            right += 1
    digits = layout.across(cell.column, right) / POINTS_OF_DIGIT
    return room_of(digits, cell.style.font.size, cell.style.indent)


def _warning(code: str, message: str, where: Place, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, where, hint)
