"""How a Word document lies on its paper: paragraphs, table rows, their fonts and heights."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from pinshi_cli.forms.office import rels_of
from pinshi_cli.forms.tree import Element, parse_tree
from pinshi_cli.forms.word_styles import Look, WordStyles
from pinshi_cli.sheets.package import Package

TWIP = 20.0
_CELL_MARGINS = 10.8
EXACT = "exact"


class Para(NamedTuple):
    """A paragraph. `line` is in points where `rule` is exact or atLeast, else a multiple."""

    spot: str
    text: str
    fonts: tuple[str, ...]
    size: float
    rule: str
    line: float
    around: float
    width: float
    breaks: bool = False


class TableRow(NamedTuple):
    """A row of a table: its height in points (0: as it comes), its cells' paragraphs.

    `whole`: it is not divided between two pages. `head`: it stands on every page.
    """

    spot: str
    width: float
    height: float
    exact: bool
    cells: tuple[tuple[Para, ...], ...]
    whole: bool = False
    head: bool = False


class WordLayout(NamedTuple):
    """A document: what stands below one another, and the room on a page in points."""

    blocks: tuple[Para | TableRow, ...]
    width: float
    height: float
    margins: tuple[tuple[str, str], ...]

    @property
    def paragraphs(self) -> Iterator[Para]:
        """Every paragraph, those of tables too."""
        for block in self.blocks:
            yield from paras_of(block)


def word_layout(package: Package, main: str) -> WordLayout:
    """The layout of the main text; `margins` are the fonts of headers and footers, with where."""
    rels = rels_of(package, main)
    parts = {rel.kind: rel.target for rel in rels if not rel.external}
    styles = WordStyles(
        *(parse_tree(package.read(parts[kind])) if kind in parts else None
          for kind in ("styles", "theme"))
    )  # fmt: skip
    root = parse_tree(package.read(main))
    body = root.child("body") or Element("body")
    section = next(reversed(list(body.all("sectPr"))), Element("sectPr"))
    width, height = _room(section)
    blocks = tuple(_Story(styles).blocks(body, "", width))
    margins = []
    for rel in rels:
        name = {"header": "页眉", "footer": "页脚"}.get(rel.kind)
        if name and not rel.external:
            story = _Story(styles)
            for block in story.blocks(parse_tree(package.read(rel.target)), "", width):
                margins += [(font, name) for para in paras_of(block) for font in para.fonts]
    return WordLayout(blocks, width, height, tuple(dict.fromkeys(margins)))


def _room(section: Element) -> tuple[float, float]:
    size = section.child("pgSz") or Element("pgSz")
    margin = section.child("pgMar") or Element("pgMar")

    def twips(of: Element, name: str, default: int) -> float:
        return abs(float(of.get(name) or default)) / TWIP

    across = twips(size, "w", 11906) - twips(margin, "left", 1800) - twips(margin, "right", 1800)
    down = twips(size, "h", 16838) - twips(margin, "top", 1440) - twips(margin, "bottom", 1440)
    return across, down


class _Story:
    """Counts paragraphs and tables as `docx_body.Story` does, so that places are called alike."""

    def __init__(self, styles: WordStyles) -> None:
        self.styles = styles
        self.tables = count(1)

    def blocks(self, container: Element, where: str, width: float) -> Iterator[Para | TableRow]:
        number = count(1)
        for child in container.elements:
            if child.local == "p":
                yield self._paragraph(child, f"{where} 第 {next(number)} 段".strip(), width)
            elif child.local == "tbl":
                yield from self._rows(child, f"表 {next(self.tables)}")
            elif child.local in {"sdt", "sdtContent"}:
                yield from self.blocks(child, where, width)

    def _rows(self, table: Element, name: str) -> Iterator[TableRow]:
        grid = [float(each.get("w") or 0) / TWIP for each in table.all("gridCol")]
        number = count(1)
        for row in table.elements:
            if row.local != "tr":
                continue
            spot = f"{name} 第 {next(number)} 行"
            height = next(row.all("trHeight"), Element("trHeight"))
            widths = list(_widths(row, grid))
            cells = self._cells(row, spot, widths)
            points = float(height.get("val") or 0) / TWIP
            exact = height.get("hRule") == EXACT
            whole, head = (next(row.all(e), None) is not None for e in ("cantSplit", "tblHeader"))
            yield TableRow(spot, sum(widths), points, exact, tuple(cells), whole, head)

    def _cells(
        self, row: Element, spot: str, widths: Sequence[float]
    ) -> Iterator[tuple[Para, ...]]:
        for number, (cell, width) in enumerate(zip(_cells_of(row), widths, strict=True), start=1):
            room = max(0.0, width - _CELL_MARGINS)
            paras: list[Para] = []
            for block in self.blocks(cell, f"{spot}第 {number} 格", room):
                paras += paras_of(block)
            yield tuple(paras)

    def _paragraph(self, element: Element, spot: str, width: float) -> Para:
        properties = element.child("pPr") or Element("pPr")
        style = properties.child("pStyle")
        named = style.get("val") if style else ""
        base = self.styles.of_style(named)
        texts, looks = [], []
        breaks = properties.child("pageBreakBefore") is not None
        runs = [run for run in element.all("r") if run.child("rPr") or run.elements]
        for run in runs:
            words = "".join(_words(each) for each in run.elements)
            breaks = breaks or any(each.get("type") == "page" for each in run.all("br"))
            if words.strip():
                texts.append(words)
                looks.append(self.styles.of_run(run.child("rPr"), base))
        used = looks or [base]
        spacing = self.styles.spacing(named, properties)
        rule = spacing.get("lineRule", "auto")
        line = float(spacing.get("line", 0))
        return Para(
            spot,
            "".join(texts),
            tuple(dict.fromkeys(font for look in looks for font in _names(look))),
            max(look.size for look in used),
            rule,
            line / TWIP if rule != "auto" else (line or 240) / 240,
            (float(spacing.get("before", 0)) + float(spacing.get("after", 0))) / TWIP,
            width - _indent(properties),
            breaks,
        )


def paras_of(block: Para | TableRow) -> list[Para]:
    """The paragraphs of a block."""
    if isinstance(block, Para):
        return [block]
    return [para for cell in block.cells for para in cell]


def _cells_of(row: Element) -> list[Element]:
    return [each for each in row.elements if each.local == "tc"]


def _widths(row: Element, grid: Sequence[float]) -> Iterator[float]:
    """How wide the cells of a row are: what they say, else what the table's columns say."""
    column = 0
    for cell in _cells_of(row):
        properties = cell.child("tcPr") or Element("tcPr")
        span, said = properties.child("gridSpan"), properties.child("tcW")
        spans = int(span.get("val") or 1) if span else 1
        width = sum(grid[column : column + spans])
        if said is not None and said.get("type") == "dxa":
            width = float(said.get("w") or 0) / TWIP or width
        column += spans
        yield width


def _names(look: Look) -> tuple[str, ...]:
    return tuple(name for name in (look.wide, look.narrow) if name)


def _words(element: Element) -> str:
    if element.local == "t":
        return element.text
    return "\n" if element.local in {"br", "cr"} else " " * (element.local == "tab")


def _indent(properties: Element) -> float:
    indent: Mapping[str, str] = (properties.child("ind") or Element("ind")).attributes
    sides = {key.rpartition(":")[2]: value for key, value in indent.items()}
    left, right = sides.get("left") or sides.get("start"), sides.get("right") or sides.get("end")
    return (float(left or 0) + float(right or 0)) / TWIP
