"""The cells of a template's sheet: their texts with marks, written so that values go in between."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from pinshi_cli.forms.marks import Mark, Wrong, has_marks
from pinshi_cli.forms.runs import tokens_of
from pinshi_cli.forms.skeleton import Hook, Slot, Tag
from pinshi_cli.forms.tree import Element, as_xml, escaped, flat
from pinshi_cli.forms.xlsx_looks import Looks, line_of, room_of
from pinshi_cli.forms.xlsx_page import BEGIN_CELL, CELL, TALL, TALL_CELL, TEXT, TallCell
from pinshi_cli.forms.xlsx_rows import Range
from pinshi_cli.model.diagnostic import Diagnostic, Place, column_letters

MAX_ROWS = 5_000
SHEET_LEVEL = 0
_PLAIN_RUN = ('<t xml:space="preserve">', "</t>")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DEFAULT_WIDTH = 9.0


class Run(NamedTuple):
    """A run of a cell's text: the XML around it, and its text in pieces."""

    before: str
    after: str
    tokens: Sequence[str | Mark]


class CellPlan(NamedTuple):
    """A cell of the template; `runs` only where it holds marks."""

    element: Element
    place: Place
    runs: list[Run]

    @property
    def style(self) -> int:
        return int(self.element.get("s", "0"))

    def without(self, gone: set[int]) -> None:
        """Take these tokens out of the runs, and the blanks beside them."""
        index = 0
        for at, run in enumerate(self.runs):
            kept = [
                token
                for number, token in enumerate(run.tokens, start=index)
                if number not in gone and (isinstance(token, Mark) or token.strip())
            ]
            index += len(run.tokens)
            self.runs[at] = run._replace(tokens=kept)


class SheetSource(NamedTuple):
    """A sheet of the template as it lies in the file.

    `extents` are its print areas and titles: they tell how far the sheet is meant to go.
    """

    file: str
    name: str
    root: Element
    strings: Sequence[Element]
    extents: Sequence[str]


class Cells:
    """Reads and writes the cells of one sheet; `tall` are those that may make a row grow."""

    def __init__(self, source: SheetSource, looks: Looks, faults: list[Diagnostic]) -> None:
        self.source, self.looks, self.faults = source, looks, faults
        self.tall: list[TallCell] = []
        self.levels = count(SHEET_LEVEL + 1)
        self.merges = dict(merges_of(source.root))
        form = source.root.child("sheetFormatPr")
        default = form.get("defaultColWidth") or form.get("baseColWidth") if form else ""
        self._default = float(default or _DEFAULT_WIDTH)
        self._widths = dict(columns_of(source.root, self._default))

    def read(self, row: int, elements: Sequence[Element]) -> list[CellPlan]:
        """The cells of a row."""
        column = 0
        plans = []
        for element in elements:
            match = _ADDRESS.fullmatch(element.get("r"))
            column = column_number(match[1]) if match else column + 1
            place = Place(self.source.file, self.source.name, row, column)
            plans.append(CellPlan(element, place, self._runs(element, place)))
            if element.child("f") is not None:
                hint = "改成占位符，要算的数由登记簿算好；或复制后只粘贴数值。"
                self.faults.append(Wrong("T906", "这一格是公式，模板里不许有", hint).at(place))
        return plans

    def _runs(self, cell: Element, place: Place) -> list[Run]:
        text: Element | None = None
        if cell.get("t") == "s":
            index = cell.child("v")
            number = int(index.text) if index is not None and index.text.isdecimal() else -1
            text = self.source.strings[number] if 0 <= number < len(self.source.strings) else None
        elif cell.get("t") == "inlineStr":
            text = cell.child("is")
        if text is None or not has_marks(text.text):
            return []
        runs = list(runs_of(text))
        try:
            tokens = tokens_of([words for _, _, words in runs])
        except Wrong as wrong:
            self.faults.append(wrong.at(place))
            return []
        return [
            Run(before, after, found)
            for (before, after, _), found in zip(runs, tokens, strict=True)
        ]

    def written(self, cell: CellPlan, row: str) -> list[object]:
        """A cell as items of a skeleton; `row` is its number, or what stands for it."""
        element, place = cell.element, cell.place
        tall = self._tall(cell) if cell.runs and self.looks.of(cell.style).wraps else -1
        attributes = {"r": f"{column_letters(place.column)}{row}"}
        attributes |= {key: value for key, value in element.attributes.items() if key != "r"}
        if not cell.runs:
            copy = Element(element.name, attributes)
            copy.children = element.children
            return flat(copy)
        address = f'<{element.name} r="{attributes["r"]}"'
        style = cell.style
        tokens = [(run, token) for run in cell.runs for token in run.tokens]
        items: list[object]
        match tokens:
            case []:
                return [f'{address} s="{style}"/>']
            case [(run, Mark(tag=False) as mark)]:
                dated = self.looks.dated(style)
                head = f' s="{style}" t="inlineStr"><is>{run.before}'
                arguments = (style, dated, head, f"{run.after}</is></{element.name}>")
                if tall >= 0:
                    return [address, Slot(mark, place, TALL_CELL, (*arguments, tall))]
                return [address, Slot(mark, place, CELL, arguments)]
            case _:
                items = [f'{address} s="{style}" t="inlineStr"><is>']
                level = next(self.levels)
                for run in cell.runs:
                    if run.tokens:
                        inner = (filled(token, place, level) for token in run.tokens)
                        items += [run.before, *inner, run.after]
                items.append(f"</is></{element.name}>")
        if tall < 0:
            return items
        return [Hook(BEGIN_CELL, tall), *items, Hook(TALL, tall)]

    def _tall(self, cell: CellPlan) -> int:
        row, column = cell.place.row, cell.place.column
        right, bottom = self.merges.get((row, column), (column, row))
        width = sum(self._widths.get(each, self._default) for each in range(column, right + 1))
        look = self.looks.of(cell.style)
        room = room_of(width, look.size, look.indent)
        self.tall.append(TallCell(cell.place, room, line_of(look.size), bottom, tall=bottom > row))
        return len(self.tall) - 1

    def growing(self, cell: CellPlan) -> range:
        """The rows that may come to be higher than they are, for what is filled into a cell."""
        row = cell.place.row
        if not cell.runs or not self.looks.of(cell.style).wraps:
            return range(0)
        return range(row, self.merges.get((row, cell.place.column), (0, row))[1] + 1)


def runs_of(text: Element) -> Iterator[tuple[str, str, str]]:
    """The runs of a text; what is only there to be read aloud (phonetic) is left out."""
    for child in text.elements:
        if child.local == "t":
            yield (*_PLAIN_RUN, child.text)
        elif child.local == "r":
            words = "".join(each.text for each in child.elements if each.local == "t")
            look = "".join(as_xml(each) for each in child.elements if each.local == "rPr")
            yield f"<r>{look}{_PLAIN_RUN[0]}", f"{_PLAIN_RUN[1]}</r>", words


def filled(token: str | Mark, place: Place, level: int, hook: str = TEXT) -> object:
    """A token as an item of a skeleton."""
    if isinstance(token, str):
        return escaped(token)
    return Tag(token, place, level) if token.tag else Slot(token, place, hook)


def column_number(letters: str) -> int:
    """Excel's letters of a column as its number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def merges_of(root: Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where merged cells begin (row, column), and their last column and row."""
    for merge in root.all("mergeCell"):
        area = Range.of(merge.get("ref"))
        if area and area.left and area.top:
            corner = (area.top, column_number(area.left))
            yield corner, (column_number(area.right), min(area.bottom, area.top + MAX_ROWS))


def columns_of(root: Element, default: float) -> Iterator[tuple[int, float]]:
    """The columns whose width is said, in digits; a hidden one has none."""
    for column in root.all("col"):
        hidden = column.get("hidden") in {"1", "true"}
        width = 0.0 if hidden else float(column.get("width") or default)
        first = int(column.get("min"))
        for number in range(first, min(int(column.get("max")), first + 500) + 1):
            yield number, width
