"""How a sheet hides what it holds: white letters, formats that show nothing, rows of no height."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pinshi_cli.forms.finished_words import Words
from pinshi_cli.sheets.grid import area_of
from pinshi_cli.sheets.markup import Attributes, Handlers, parse
from pinshi_cli.sheets.package import Package

_SHOWS_NOTHING = ";;;"
_MOST_COLUMNS = 16_384
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Looks(NamedTuple):
    """Cells (row, column) that nobody sees; rows and columns without height or width.

    `headers` are the texts above and below the pages.
    """

    invisible: frozenset[tuple[int, int]]
    flat_rows: frozenset[int]
    flat_columns: frozenset[int]
    headers: tuple[str, ...] = ()


class _Styles(Handlers):
    """Which cell styles show nothing."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.nothing: set[str] = set()
        self.white: list[bool] = []
        self.filled: list[bool] = []
        self.invisible: list[bool] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        above = self.path[-2:-1]
        if name == "numFmt" and attributes.get("formatCode") == _SHOWS_NOTHING:
            self.nothing.add(attributes.get("numFmtId", ""))
        elif name == "font" and above == ["fonts"]:
            self.white.append(False)
        elif name == "color" and self.path[-3:-1] == ["fonts", "font"]:
            white = attributes.get("rgb", "").upper().endswith("FFFFFF")
            self.white[-1] = white or attributes.get("theme") == "0"
        elif name == "fill" and above == ["fills"]:
            self.filled.append(False)
        elif name == "patternFill" and self.path[-3:-1] == ["fills", "fill"]:
            self.filled[-1] = attributes.get("patternType", "none") != "none"
        elif name == "xf" and above == ["cellXfs"]:
            self.invisible.append(self._shows_nothing(attributes))

    def end(self, name: str) -> None:  # noqa: ARG002 - the form that a parser calls
        self.path.pop()

    def _shows_nothing(self, attributes: Attributes) -> bool:
        white = _at(self.white, attributes.get("fontId"))
        filled = _at(self.filled, attributes.get("fillId"))
        return attributes.get("numFmtId") in self.nothing or (white and not filled)


def _at(flags: Sequence[bool], index: str | None) -> bool:
    place = int(index) if index and index.isdecimal() and len(index) < 6 else -1
    return flags[place] if 0 <= place < len(flags) else False


class _Sheet(Words):
    def __init__(self, invisible: Sequence[bool]) -> None:
        super().__init__(*_HEADERS)
        self.styles = invisible
        self.cells: set[tuple[int, int]] = set()
        self.rows: set[int] = set()
        self.columns: set[int] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c" and _at(self.styles, attributes.get("s")):
            area = area_of(attributes.get("r", ""))
            if area is not None:
                self.cells.add(area[:2])
        elif name == "row" and _is_nothing(attributes.get("ht")):
            number = attributes.get("r", "")
            self.rows.update([int(number)] if number.isdecimal() else [])
        elif name == "col" and _is_nothing(attributes.get("width")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.columns.update(range(int(first), min(int(last), _MOST_COLUMNS) + 1))
        else:
            super().start(name, attributes)


def _is_nothing(size: str | None) -> bool:
    try:
        return size is not None and float(size) < 1
    except ValueError:
        return False


def looks_of(package: Package, part: str, styles: str) -> Looks:
    """What a worksheet hides, beside Excel's own hiding; its headers. Raises a `Fault`."""
    held = package.read(styles) if styles and styles in package else b""
    sheet = _Sheet(_invisible_styles(held))
    parse(package.chunks(part), sheet)
    headers = tuple(said for _, said in sheet.said)
    return Looks(frozenset(sheet.cells), frozenset(sheet.rows), frozenset(sheet.columns), headers)


@lru_cache(maxsize=8)
def _invisible_styles(part: bytes) -> tuple[bool, ...]:
    """Which cell styles show nothing. The notices of a whole city have one template's styles."""
    known = _Styles()
    if part:
        parse([part], known)
    return tuple(known.invisible)
