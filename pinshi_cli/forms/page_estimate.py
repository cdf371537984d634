"""On how many pages a document comes, reckoned from its heights where nothing can print it."""

import math
from collections.abc import Sequence

from pinshi_cli.forms.sheet_layout import SheetLayout, scale_of
from pinshi_cli.forms.text_room import needs_of, room_in
from pinshi_cli.forms.word_layout import EXACT, Para, TableRow, WordLayout

_ROUNDING = 1.01
_SINGLE = 1.3
"""The height of a single line of Chinese, by its font's size."""


def pages_of_sheets(layouts: Sequence[SheetLayout]) -> int:
    """About how many pages all sheets take."""
    return sum(_pages_of_sheet(layout) for layout in layouts if layout.cells)


def _pages_of_sheet(layout: SheetLayout) -> int:
    scale, paper = scale_of(layout), layout.paper
    width = layout.across(1, layout.last) * scale
    across = max(1, math.ceil(width / (paper.width * _ROUNDING)))
    room = paper.height * _ROUNDING / scale
    pages, filled = 1, 0.0
    for row in range(1, layout.rows + 1):
        height = layout.down(row, row)
        if filled and filled + height > room:
            pages, filled = pages + 1, 0.0
        filled += height
        if row in layout.breaks and row < layout.rows:
            pages, filled = pages + 1, 0.0
    return pages * across


def pages_of_word(layout: WordLayout) -> int:
    """About how many pages the text takes."""
    pages, filled, head = 1, 0.0, 0.0
    room = layout.height * _ROUNDING
    for block in layout.blocks:
        height = _height(block)
        if isinstance(block, Para):
            head = 0.0
        whole = isinstance(block, TableRow) and block.whole and filled + height > room > height
        if filled and (whole or _begins_page(block)):
            pages, filled = pages + 1, head
        if isinstance(block, TableRow) and block.head:
            head += height
        filled += height
        while filled > room:
            pages, filled = pages + 1, filled - layout.height + head
    return pages


def _begins_page(block: Para | TableRow) -> bool:
    if isinstance(block, Para):
        return block.breaks
    return any(para.breaks for cell in block.cells for para in cell)


def _height(block: Para | TableRow) -> float:
    if isinstance(block, Para):
        return _of_para(block)
    if block.exact:
        return block.height
    return max(block.height, *(sum(map(_of_para, cell)) for cell in block.cells), 0.0)


def _of_para(para: Para) -> float:
    lines = needs_of(para.text).folded(room_in(para.width, para.size))
    if para.rule == EXACT:
        line = para.line
    elif para.rule == "auto":
        line = para.size * _SINGLE * para.line
    else:
        line = max(para.line, para.size * _SINGLE)
    return lines * line + para.around
