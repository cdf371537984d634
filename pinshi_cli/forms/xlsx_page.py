"""One sheet while it is rendered: its rows counted, its cells written, its rows grown."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from jinja2 import pass_context

from pinshi_cli.forms.marks import Wrong
from pinshi_cli.forms.plain import cell_text, header_xml, number_text, text_of
from pinshi_cli.forms.sandbox import Filter, Work
from pinshi_cli.forms.skeleton import TURN
from pinshi_cli.forms.tree import Element
from pinshi_cli.forms.xlsx_looks import MARGIN, TALLEST, lines_of
from pinshi_cli.forms.xlsx_rows import Layouts, Placed, Rows, moved
from pinshi_cli.model.diagnostic import Place, Refusal

ROW = "\x00"
"""Where a row's number comes to stand: no value holds this character."""
CELL, TALL_CELL, TEXT, HEADER = " cell", " tall cell", " text", " header"
BEGIN_ROW, BEGIN_CELL, TALL, TAIL = " row", " begin", " tall", " tail"
_TAG = re.compile(r"<[^>]*>")
_FIRST_DAY = date(1899, 12, 30)
_FIRST_SURE = date(1900, 3, 1)
_DIGITS = 15


class RowPlan(NamedTuple):
    """A row of the template: its height, the attributes that say so."""

    height: float
    said: str


class TallCell(NamedTuple):
    """A cell that may make its row grow.

    `room` is how many half characters a line of it holds, `line` how high a line is, `bottom` its
    last row; `tall`: it has more rows than one, which share what it needs.
    """

    place: Place
    room: int
    line: float
    bottom: int
    tall: bool


class SheetPlan(NamedTuple):
    """What rendering a sheet needs to know beside its skeleton."""

    rows: Mapping[int, RowPlan]
    cells: tuple[TallCell, ...]
    tail: tuple[Element, ...]
    moves: bool
    last: int


def layouts_of(plan: SheetPlan, paths: Mapping[tuple[str, int], tuple[int, ...]]) -> Layouts:
    """How the rows of a sheet come to stand; `paths` are the loops around each hook."""
    rows = {number: path for (hook, number), path in paths.items() if hook == BEGIN_ROW}
    return Layouts(rows, plan.last)


class Page:
    """A sheet being rendered."""

    def __init__(self, plan: SheetPlan, layouts: Layouts) -> None:
        self.plan = plan
        self._cells = plan.cells
        self._layouts = layouts
        self.pieces: list[str] = []
        self.turns: dict[int, int] = {}
        self._begin = 0
        self._starts: list[int] = []
        self._placed: list[Placed] = []
        self._needs: dict[int, tuple[float, TallCell]] = {}
        self._shared: list[tuple[int, TallCell, float]] = []
        self._rows: Rows | None = None

    def begin_row(self, number: int) -> None:
        self._starts.append(len(self.pieces))
        if self.plan.moves:
            loops = self._layouts.paths[number]
            turns = tuple([self.turns[loop] for loop in loops]) if loops else ()
            self._placed.append(Placed(number, turns))

    def begin_cell(self) -> None:
        self._begin = len(self.pieces)

    def measure(self, index: int) -> None:
        """Note how high the row must be for the cell that has just been written."""
        self.measure_text(index, _untagged("".join(self.pieces[self._begin :])))

    def measure_text(self, index: int, text: str) -> None:
        """Note how high the row must be for this text in a cell."""
        _, room, line, _, tall = cell = self._cells[index]
        if 2 * len(text) <= room and "\n" not in text:
            return
        lines = lines_of(text, room)
        if lines > 1:
            need, row = lines * line + MARGIN, len(self._starts) - 1
            if tall:
                self._shared.append((row, cell, need))
            elif row not in self._needs or need > self._needs[row][0]:
                self._needs[row] = (need, cell)

    @property
    def rows(self) -> Rows:
        """Where the rows stand; to be asked once all are written."""
        if self._rows is None:
            self._rows = self._layouts.of(tuple(self._placed))
        return self._rows

    def tail(self, index: int) -> str:
        """An element after the rows, its ranges moved."""
        tails = self.rows.tails
        if index not in tails:
            tails[index] = moved(self.plan.tail[index], self.rows)
        return tails[index]

    def finish(self) -> str:
        """The sheet's XML, every row with its number and its height."""
        pieces = self.pieces
        if self._needs or self._shared or self.plan.moves:
            said = self._heights()
        else:
            said = [plan.said for plan in self.plan.rows.values()]
        if not self.plan.moves:
            for at, height in zip(self._starts, said, strict=True):
                pieces[at] = height
            return "".join(pieces)
        ends = [*self._starts[1:], len(pieces)]
        found = pieces[: self._starts[0]] if self._starts else pieces
        for number, (at, end) in enumerate(zip(self._starts, ends, strict=False), start=1):
            pieces[at] = f' r="{number}"{said[number - 1]}'
            found.append("".join(pieces[at:end]).replace(ROW, str(number)))
        return "".join(found)

    def _heights(self) -> list[str]:
        numbers = [row.number for row in self._placed] if self.plan.moves else list(self.plan.rows)
        plans = [self.plan.rows[number] for number in numbers]
        heights = [plan.height for plan in plans]
        said = [plan.said for plan in plans]
        for row, (need, cell) in self._needs.items():
            if need > heights[row]:
                if need > TALLEST:
                    raise _too_long(cell)
                # left to itself, LibreOffice gives such a row one line, and Excel a merged one
                said[row] = _said(need)
                heights[row] = need
        for row, cell, need in self._shared:
            last = row
            while last + 1 < len(plans) and numbers[row] < numbers[last + 1] <= cell.bottom:
                last += 1
            lacking = need - sum(heights[row : last + 1])
            for grown in range(last, row - 1, -1):
                if lacking > 0:
                    added = max(0.0, min(lacking, TALLEST - heights[grown]))
                    lacking -= added
                    heights[grown] += added
                    said[grown] = _said(heights[grown])
            if lacking > 0:
                raise _too_long(cell)
        return said


def _too_long(cell: TallCell) -> Refusal:
    hint = "在模板里把这一格往下多合并几行，或把字号改小；也可以请本人写短一些。"
    wrong = Wrong("T907", "文字太长，这一格最高 409 磅，放不下", hint)
    return Refusal(wrong.at(cell.place))


@lru_cache(maxsize=256)
def _untagged(xml: str) -> str:
    """The text of a cell; many people's cells say the same."""
    return unescape(_TAG.sub("", xml))


@lru_cache(maxsize=2_000)
def _said(height: float) -> str:
    return f' ht="{height:.2f}" customHeight="1"'


@pass_context
def _begin_row(context: Work, number: int) -> str:
    context.page.begin_row(number)
    return ""


@pass_context
def _begin_cell(context: Work, _index: int) -> str:
    context.page.begin_cell()
    return ""


@pass_context
def _tall(context: Work, index: int) -> str:
    context.page.measure(index)
    return ""


@pass_context
def _tail(context: Work, index: int) -> str:
    return str(context.page.tail(index))


@pass_context
def _turn(context: Work, loop: int) -> str:
    turns: dict[int, int] = context.page.turns
    turns[loop] = turns.get(loop, 0) + 1
    return ""


def _cell(value: object, style: int, dated: int, head: str, tail: str) -> str:
    """A cell after its address: a number, a date or a text, as the value is."""
    if type(value) is str:
        return f"{head}{cell_text(value)}{tail}" if value else f' s="{style}"/>'
    if dated >= 0 and isinstance(value, int | Decimal) and type(value) is not bool:
        text = number_text(value)
        if sum(map(str.isdigit, text)) <= _DIGITS:
            return f' s="{style}"><v>{text}</v></c>'
    elif dated >= 0 and type(value) is date and value >= _FIRST_SURE:
        return f' s="{dated}"><v>{(value - _FIRST_DAY).days}</v></c>'
    text = text_of(value)
    return f"{head}{cell_text(text)}{tail}" if text else f' s="{style}"/>'


@pass_context
def _tall_cell(
    context: Work, value: object, style: int, dated: int, head: str, tail: str, index: int
) -> str:
    if type(value) is str and value:
        context.page.measure_text(index, value)
        return f"{head}{cell_text(value)}{tail}"
    return _cell(value, style, dated, head, tail)


def _text(value: object) -> str:
    return cell_text(value if type(value) is str else text_of(value))


def _header(value: object) -> str:
    return header_xml(text_of(value))


HOOKS: dict[str, Filter] = {
    CELL: _cell,
    TALL_CELL: _tall_cell,
    TEXT: _text,
    HEADER: _header,
    BEGIN_ROW: _begin_row,
    BEGIN_CELL: _begin_cell,
    TALL: _tall,
    TAIL: _tail,
    TURN: _turn,
}
