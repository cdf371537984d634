"""What a workbook's cell styles mean for what is filled in: dates, wrapped text, its size."""

import math
from typing import NamedTuple

from pinshi_cli.forms.tree import DECLARATION, Element, as_xml, parse_tree
from pinshi_cli.sheets.serials import DATE, kind_of_format

TEXT_FORMAT = 49
_FIRST_FREE_FORMAT = 164
_DATE_CODE = 'yyyy"年"m"月"d"日"'
_DEFAULT_SIZE = 11.0
_LINE = 1.45
MARGIN = 3.0
"""What a row has above and below its lines, in points."""
_INCH, _POINTS, _DIGIT, _PADDING, _INDENT = 96, 72, 7, 6, 14
TALLEST = 409.5
"""No row of Excel is higher, in points."""


class Look(NamedTuple):
    """One cell style."""

    kind: str
    text_only: bool
    wraps: bool
    size: float
    indent: int = 0


class Looks:
    """The cell styles of a workbook; those for dates are added where a date may come."""

    def __init__(self, data: bytes | None) -> None:
        self.root = parse_tree(data) if data else None
        self._dated: dict[int, int] = {}
        self._looks: list[Look] = []
        if self.root is None:
            return
        codes = {
            int(each.get("numFmtId")): each.get("formatCode")
            for each in _under(self.root, "numFmts")
        }
        self._format = max([_FIRST_FREE_FORMAT - 1, *codes]) + 1
        sizes = [_size(font) for font in _under(self.root, "fonts")]
        for style in _under(self.root, "cellXfs"):
            number = int(style.get("numFmtId", "0"))
            font = int(style.get("fontId", "0"))
            alignment = style.child("alignment")
            self._looks.append(
                Look(
                    kind_of_format(number, codes.get(number)),
                    number == TEXT_FORMAT,
                    alignment is not None and alignment.get("wrapText") in {"1", "true"},
                    sizes[font] if font < len(sizes) else _DEFAULT_SIZE,
                    int(alignment.get("indent", "0")) if alignment is not None else 0,
                )
            )

    def of(self, style: int) -> Look:
        if style < len(self._looks):
            return self._looks[style]
        return Look("", text_only=False, wraps=False, size=_DEFAULT_SIZE)

    def dated(self, style: int) -> int:
        """The style by which a date shows in a cell of this style; -1 for a cell of text only."""
        look = self.of(style)
        if look.text_only or self.root is None:
            return -1
        if look.kind == DATE:
            return style
        if style not in self._dated:
            self._dated[style] = self._added(style)
        return self._dated[style]

    def xml(self) -> bytes | None:
        """The styles, where a look was added."""
        if self.root is None or not self._dated:
            return None
        return (DECLARATION + as_xml(self.root)).encode()

    def _added(self, style: int) -> int:
        assert self.root is not None  # noqa: S101 - `dated` asks
        if not self._dated:
            formats = self.root.child("numFmts")
            if formats is None:
                formats = Element(_prefix(self.root) + "numFmts")
                self.root.children.insert(0, formats)
            code = {"numFmtId": str(self._format), "formatCode": _DATE_CODE}
            formats.children.append(Element(_prefix(self.root) + "numFmt", code))
            formats.attributes["count"] = str(len(formats.elements))
        styles = self.root.child("cellXfs")
        assert styles is not None  # noqa: S101 - `style` was read from it
        twin = Element(styles.elements[style].name, dict(styles.elements[style].attributes))
        twin.attributes |= {"numFmtId": str(self._format), "applyNumberFormat": "1"}
        twin.children = styles.elements[style].children
        styles.children.append(twin)
        styles.attributes["count"] = str(len(styles.elements))
        return len(styles.elements) - 1


def room_of(width: float, size: float, indent: int = 0) -> int:
    """How many half characters stand in a line of a cell so many digits wide."""
    glyph = size * _INCH / _POINTS
    return max(2, 2 * math.floor((width * _DIGIT - _PADDING - indent * _INDENT) / glyph))


def lines_of(text: str, room: int) -> int:
    """How many lines a text takes where a line holds so many half characters."""
    if "\n" not in text:
        return -(-(2 * len(text) - len(text.encode("ascii", "ignore"))) // room)
    lines = 0
    for line in text.split("\n"):
        halves = 2 * len(line) - len(line.encode("ascii", "ignore"))
        lines += max(1, -(-halves // room))
    return lines


def line_of(size: float) -> float:
    """The height of a line of Chinese in a font of this size, in points."""
    return size * _LINE


def _under(root: Element, name: str) -> list[Element]:
    parent = root.child(name)
    return parent.elements if parent else []


def _size(font: Element) -> float:
    size = font.child("sz")
    return float(size.get("val", "11")) if size else _DEFAULT_SIZE


def _prefix(root: Element) -> str:
    return root.name[: -len(root.local)]
