"""A worksheet of a template, compiled: its rows with what is filled in between."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.forms.marks import Mark, Wrong, marks_in
from pinshi_cli.forms.runs import lifted
from pinshi_cli.forms.sandbox import Closed
from pinshi_cli.forms.skeleton import Hook, Skeleton, Tag
from pinshi_cli.forms.tree import DECLARATION, Element, flat, joined, opening
from pinshi_cli.forms.xlsx_cells import (
    MAX_ROWS,
    SHEET_LEVEL,
    CellPlan,
    Cells,
    SheetSource,
    filled,
)
from pinshi_cli.forms.xlsx_looks import Looks
from pinshi_cli.forms.xlsx_page import BEGIN_ROW, HEADER, ROW, TAIL, RowPlan, SheetPlan
from pinshi_cli.forms.xlsx_rows import Range
from pinshi_cli.model.diagnostic import Diagnostic, Place

_MOVING = frozenset(
    ("mergeCells", "conditionalFormatting", "dataValidations", "rowBreaks", "autoFilter")
)
_DEFAULT_HEIGHT = 15.0


class SheetTemplate(NamedTuple):
    """A compiled sheet."""

    name: str
    plan: SheetPlan
    skeleton: Skeleton


class _Row(NamedTuple):
    """A row of the template; `whole`: it holds nothing but statements, and goes with them."""

    number: int
    element: Element
    cells: list[CellPlan]
    before: list[object]
    after: list[object]
    whole: bool


def compile_sheet(
    source: SheetSource, closed: Closed, looks: Looks, faults: list[Diagnostic]
) -> SheetTemplate:
    """Compile one sheet; what is wrong with it is added to `faults`."""
    return _Sheet(source, closed, Cells(source, looks, faults), faults).compiled()


class _Sheet:
    def __init__(
        self, source: SheetSource, closed: Closed, cells: Cells, faults: list[Diagnostic]
    ) -> None:
        self.source, self.closed, self.cells, self.faults = source, closed, cells, faults
        self.root = source.root
        self.plans: dict[int, RowPlan] = {}
        form = self.root.child("sheetFormatPr")
        self.default = float(form.get("defaultRowHeight") or _DEFAULT_HEIGHT) if form else 15.0
        self.moves = False
        self.last = 0
        self.grown: set[int] = set()

    def compiled(self) -> SheetTemplate:
        items: list[object] = [DECLARATION + opening(self.root)]
        moving: list[Element] = []
        for child in self.root.elements:
            if child.local == "sheetData":
                items += self._data(child)
            elif child.local == "headerFooter":
                items += self._headers(child)
            elif self.moves and child.local in _MOVING:
                items.append(Hook(TAIL, len(moving)))
                moving.append(child)
            else:
                items += flat(child)
        items.append(f"</{self.root.name}>")
        skeleton = Skeleton(self.closed, joined(items), self.faults)
        plan = SheetPlan(self.plans, tuple(self.cells.tall), tuple(moving), self.moves, self.last)
        return SheetTemplate(self.source.name, plan, skeleton)

    def _data(self, data: Element) -> Iterator[object]:
        rows = list(self._planned(data))
        if any(row.number > MAX_ROWS for row in rows):
            wrong = Wrong("T901", f"工作表超过 {MAX_ROWS} 行", "删掉下面空白的行，再保存。")
            self.faults.append(wrong.at(Place(self.source.file, self.source.name)))
            return
        self.moves = any(row.before or row.after for row in rows)
        if self.moves:
            rows = _without_gaps(rows, self._last_row())
            self.last = rows[-1].number
        for row in rows:
            for cell in row.cells:
                self.grown.update(self.cells.growing(cell))
        yield opening(data)
        for row in rows:
            yield from row.before
            if not row.whole:
                yield from self._written(row)
            yield from row.after
        yield f"</{data.name}>"

    def _planned(self, data: Element) -> Iterator[_Row]:
        number = 0
        for row in data.elements:
            number = int(row.get("r") or number + 1)
            cells = self.cells.read(number, row.elements)
            yield _lifted(_Row(number, row, cells, [], [], whole=False))

    def _written(self, row: _Row) -> Iterator[object]:
        attributes = dict(row.element.attributes)
        grows = self.moves or row.number in self.grown
        if grows:
            height = attributes.pop("ht", "")
            custom = attributes.pop("customHeight", "")
            said = f' ht="{height}"' * bool(height) + f' customHeight="{custom}"' * bool(custom)
            hidden = attributes.get("hidden") in {"1", "true"}
            points = 0.0 if hidden else float(height or self.default)
            self.plans[row.number] = RowPlan(points, said)
        for key in ("r", "spans"):
            attributes.pop(key, None)
        shown = ROW if self.moves else str(row.number)
        name = row.element.name
        yield f"<{name}" if self.moves else f'<{name} r="{row.number}"'
        if grows:
            yield Hook(BEGIN_ROW, row.number)
        yield opening(Element(name, attributes)).removeprefix(f"<{name}")
        for cell in row.cells:
            yield from self.cells.written(cell, shown)
        yield f"</{row.element.name}>"

    def _headers(self, element: Element) -> list[object]:
        place = Place(file=self.source.file, sheet=self.source.name, key="页眉页脚")
        for part in element.elements:
            try:
                tokens = marks_in(part.text)
            except Wrong as wrong:
                self.faults.append(wrong.at(place))
                continue
            level = next(self.cells.levels)
            part.children = []
            for token in tokens:
                if isinstance(token, str):
                    # a figure after a font's size would be read as part of it
                    part.children.append(re.sub(r"(&\d+)$", r"\1 ", token))
                else:
                    part.children.append(filled(token, place, level, HEADER))
        return flat(element)

    def _last_row(self) -> int:
        """The last row that anything of the sheet speaks of."""
        refs = [merge.get("ref") for merge in self.root.all("mergeCell")]
        refs += [each.get("id") for each in self.root.all("brk")]
        areas = [Range.of(ref) for ref in (*refs, *self.source.extents)]
        return max((area.bottom for area in areas if area and area.bottom < MAX_ROWS), default=1)


def _lifted(row: _Row) -> _Row:
    """The row with the statements that are about all of it taken out."""
    texts: list[list[str | Mark]] = []
    for cell in row.cells:
        marked = [token for run in cell.runs for token in run.tokens]
        shows = bool(cell.element.children) and not cell.runs
        texts.append(["·"] if shows else marked)
    found = lifted(texts)

    def tags(places: list[tuple[int, int]]) -> list[object]:
        return [
            Tag(mark, row.cells[at].place, SHEET_LEVEL)
            for at, index in places
            if isinstance(mark := texts[at][index], Mark)
        ]

    lifted_row = row._replace(before=tags(found.before), after=tags(found.after), whole=found.whole)
    gone = (*found.before, *found.after)
    for at in {at for at, _ in gone}:
        row.cells[at].without({index for each, index in gone if each == at})
    return lifted_row


def _without_gaps(rows: Sequence[_Row], last: int) -> list[_Row]:
    """The rows with every number from 1 to `last`: a row that is not in the file is empty."""
    known = {row.number: row for row in rows}
    name = rows[0].element.name
    return [
        known.get(number) or _Row(number, Element(name), [], [], [], whole=False)
        for number in range(1, max(last, *known, 1) + 1)
    ]
