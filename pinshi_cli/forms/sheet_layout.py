"""How a worksheet lies on its paper: cells, widths, heights, fonts. Of a template or a document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.forms.office import Rel, rels_of
from pinshi_cli.forms.tree import Element, parse_tree
from pinshi_cli.forms.xlsx_cells import column_number, columns_of, merges_of, runs_of
from pinshi_cli.forms.xlsx_rows import Range
from pinshi_cli.sheets.package import Package

POINTS_OF_DIGIT, _DEFAULT_ROW = 5.25, 15.0
_INCH = 72.0
_FONT = re.compile('&"([^",-][^",]*),')
_MILLIMETRE = 72 / 25.4
A4 = 9
PAPERS: Mapping[int, tuple[float, float]] = {
    1: (215.9, 279.4),
    5: (215.9, 355.6),
    8: (297, 420),
    A4: (210, 297),
    11: (148, 210),
    12: (257, 364),
    13: (182, 257),
    66: (420, 594),
    70: (105, 148),
    93: (146, 215),
    94: (97, 151),
}
"""Excel's numbers of papers, in millimetres."""


class Font(NamedTuple):
    """A font as it is named, and its size in points."""

    name: str
    size: float


class Style(NamedTuple):
    """One cell style."""

    font: Font
    wraps: bool = False
    shrinks: bool = False
    across: str = ""
    indent: int = 0


class Laid(NamedTuple):
    """A cell with something in it, over the columns and rows that it covers."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    style: Style
    fonts: tuple[str, ...] = ()


class Paper(NamedTuple):
    """What can be printed on one page, in points, and how the sheet is made to fit it.

    `known`: it is said which paper, and its size is known; else all is for A4. `wide` and `high`
    are in how many pages the sheet is to fit (0: any number); both are 0 where `scale` decides.
    """

    width: float
    height: float
    known: bool
    scale: float
    wide: int
    high: int


class SheetLayout(NamedTuple):
    """A sheet. `last` is the last column that is printed; `fixed` are rows of a fixed height.

    `margins` are the fonts that headers and footers name.
    """

    name: str
    cells: tuple[Laid, ...]
    widths: Mapping[int, float]
    width: float
    heights: Mapping[int, float]
    height: float
    fixed: frozenset[int]
    paper: Paper
    last: int
    rows: int
    breaks: tuple[int, ...]
    margins: tuple[str, ...]

    def across(self, first: int, last: int) -> float:
        """How wide these columns are together, in points."""
        return sum(self.widths.get(each, self.width) for each in range(first, last + 1))

    def down(self, first: int, last: int) -> float:
        """How high these rows are together, in points."""
        return sum(self.heights.get(each, self.height) for each in range(first, last + 1))


def sheet_layouts(package: Package, main: str) -> list[SheetLayout]:
    """Every worksheet of a workbook."""
    book = parse_tree(package.read(main))
    rels = {rel.id: rel for rel in rels_of(package, main)}
    kinds = {rel.kind: rel for rel in rels.values()}
    styles = _styles(package, kinds.get("styles"))
    strings = kinds.get("sharedStrings")
    shared = parse_tree(package.read(strings.target)).elements if strings else []
    found = []
    for index, sheet in enumerate(book.all("sheet")):
        areas = [
            name.text
            for name in book.all("definedName")
            if name.get("name") == "_xlnm.Print_Area" and name.get("localSheetId") == str(index)
        ]
        root = parse_tree(package.read(rels[sheet.get("id")].target))
        found.append(_Sheet(sheet.get("name"), root, shared, styles).laid(areas))
    return found


class _Sheet:
    def __init__(
        self, name: str, root: Element, strings: Sequence[Element], styles: Sequence[Style]
    ) -> None:
        self.name, self.root, self.strings, self.styles = name, root, strings, styles
        self.merges = dict(merges_of(root))
        form = root.child("sheetFormatPr")
        said = (form.get("defaultColWidth") or form.get("baseColWidth")) if form else ""
        self.digits = float(said or 9)
        self.height = float((form.get("defaultRowHeight") if form else "") or _DEFAULT_ROW)

    def laid(self, areas: Sequence[str]) -> SheetLayout:
        heights: dict[int, float] = {}
        fixed: set[int] = set()
        cells: list[Laid] = []
        data = self.root.child("sheetData")
        number = 0
        for row in data.elements if data else ():
            number = int(row.get("r") or number + 1)
            if row.get("hidden") in {"1", "true"}:
                heights[number] = 0.0
            elif row.get("ht"):
                heights[number] = float(row.get("ht"))
                if row.get("customHeight") in {"1", "true"}:
                    fixed.add(number)
            cells += self._cells(number, row)
        area = Range.of(areas[0].rpartition("!")[2]) if areas and "," not in areas[0] else None
        last = column_number(area.right) if area and area.right else 0
        rows = area.bottom if area and area.bottom else 0
        return SheetLayout(
            self.name,
            tuple(cells),
            {n: w * POINTS_OF_DIGIT for n, w in columns_of(self.root, self.digits)},
            self.digits * POINTS_OF_DIGIT,
            heights,
            self.height,
            frozenset(fixed),
            _paper(self.root),
            last or max((cell.right for cell in cells), default=0),
            rows or max((cell.bottom for cell in cells), default=0),
            tuple(int(each.get("id") or 0) for each in _under(self.root, "rowBreaks")),
            tuple(_FONT.findall("".join(each.text for each in self.root.all("headerFooter")))),
        )

    def _cells(self, row: int, element: Element) -> Iterator[Laid]:
        column = 0
        for cell in element.elements:
            letters = cell.get("r").rstrip("0123456789")
            column = column_number(letters) if letters else column + 1
            text = self._text(cell)
            shown = "".join(words for _, _, words in runs_of(text)) if text else _value(cell)
            if not shown:
                continue
            right, bottom = self.merges.get((row, column), (column, row))
            style = int(cell.get("s") or "0")
            fonts = [each.get("val") for each in text.all("rFont")] if text else []
            look = self.styles[style] if style < len(self.styles) else self.styles[0]
            yield Laid(row, column, bottom, right, shown, look, tuple(dict.fromkeys(fonts)))

    def _text(self, cell: Element) -> Element | None:
        if cell.get("t") == "inlineStr":
            return cell.child("is")
        if cell.get("t") == "s" and (value := _value(cell)).isdecimal():
            return self.strings[int(value)] if int(value) < len(self.strings) else None
        return None


def _value(cell: Element) -> str:
    value = cell.child("v")
    return value.text if value else ""


def _under(root: Element, name: str) -> list[Element]:
    parent = root.child(name)
    return parent.elements if parent else []


def _styles(package: Package, rel: Rel | None) -> list[Style]:
    plain = [Style(Font("", 11.0))]
    if rel is None:
        return plain
    root = parse_tree(package.read(rel.target))
    fonts = []
    for font in _under(root, "fonts"):
        name, size = font.child("name"), font.child("sz")
        points = float(size.get("val", "11")) if size else 11.0
        fonts.append(Font(name.get("val") if name else "", points))
    found = []
    for each in _under(root, "cellXfs"):
        index = int(each.get("fontId") or "0")
        look = each.child("alignment") or Element("alignment")
        found.append(
            Style(
                fonts[index] if index < len(fonts) else plain[0].font,
                look.get("wrapText") in {"1", "true"},
                look.get("shrinkToFit") in {"1", "true"},
                look.get("horizontal"),
                int(look.get("indent") or 0),
            )
        )
    return found or plain


def _paper(root: Element) -> Paper:
    setup = root.child("pageSetup") or Element("pageSetup")
    margins = root.child("pageMargins") or Element("pageMargins")
    number = int(setup.get("paperSize") or 0)
    across, down = PAPERS.get(number, PAPERS[A4])
    if setup.get("orientation") == "landscape":
        across, down = down, across

    def margin(side: str, default: float) -> float:
        return float(margins.get(side) or default) * _INCH

    fits = any(each.get("fitToPage") in {"1", "true"} for each in root.all("pageSetUpPr"))
    return Paper(
        across * _MILLIMETRE - margin("left", 0.7) - margin("right", 0.7),
        down * _MILLIMETRE - margin("top", 0.75) - margin("bottom", 0.75),
        number in PAPERS,
        1.0 if fits else float(setup.get("scale") or 100) / 100,
        int(setup.get("fitToWidth") or 1) if fits else 0,
        int(setup.get("fitToHeight") or 1) if fits else 0,
    )


def scale_of(layout: SheetLayout) -> float:
    """By how much a sheet is printed smaller so that it fits as it should; never larger."""
    paper = layout.paper
    scale = paper.scale
    width = layout.across(1, layout.last)
    height = layout.down(1, layout.rows)
    if paper.wide and width:
        scale = min(scale, paper.width * paper.wide / width)
    if paper.high and height:
        scale = min(scale, paper.height * paper.high / height)
    return scale
