"""The texts of a rendered .xlsx, read back: each sheet by its markup, and what stands in it."""

import re
from typing import NamedTuple

from pinshi_cli.forms.finished_xlsx import said_of, shapes_of, texts_of_sheet
from pinshi_cli.forms.properties import properties_of
from pinshi_cli.forms.read_texts_parts import Frame, Parts, Unusual
from pinshi_cli.forms.read_texts_slots import (
    BETWEEN,
    Known,
    Layout,
    Rows,
    filled,
    layout_of,
    mark,
    rows_of,
    texts_in,
)
from pinshi_cli.sheets.grid import Found, settle
from pinshi_cli.sheets.kinds import kind_of_package
from pinshi_cli.sheets.ooxml import formats_of, plan_of
from pinshi_cli.sheets.package import MAX_PARTS, Package
from pinshi_cli.sheets.serials import DATE, from_serial
from pinshi_cli.sheets.sparse import read_sheet, shared_strings

_INLINE, _INLINE_END = ' t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
_NUMBER, _NUMBER_END = "><v>", "</v></c>"
_EMPTY = "/>"
_SLOT = re.compile(  # a sign that all have in common is searched for fast
    rb'<(?:(c r="[A-Z]+[0-9]+" s="[0-9]+")'
    rb'(/>| t="inlineStr"><is><t xml:space="preserve">[^<>]*</t></is></c>'
    rb"|><v>-?[0-9]+(?:\.[0-9]+)?</v></c>)"
    rb'|(t xml:space="preserve">|row r="[0-9]+" ht=")([^<>"]*))'
)
_SHARED = re.compile(rb' t="s"><v>[0-9]+</v>')
_STYLE = re.compile(rb' s="(\d+)')
_FIRST_SURE, _LAST_SURE = 61, 2_958_465
"""Days that every reader takes for the same date."""
_FRAMES = 8


class _Layout(NamedTuple):
    """The rows of a markup, and the slots that are cells with the number format of each."""

    rows: Layout
    cells: tuple[tuple[int, str], ...]


class _Sheets:
    """Reads sheets that share their strings and their styles."""

    def __init__(self, strings: tuple[str, ...], formats: tuple[str, ...]) -> None:
        self._strings, self._formats = list(strings), list(formats)
        self._layouts: Known[_Layout] = Known()
        self.read: Known[Rows] = Known()
        """Sheets of single files: a print file holds them once more, byte for byte."""

    def rows(self, parts: Parts, name: str) -> Rows:
        """What a sheet says."""
        packed = parts.packed(name)
        found = self.read.get(packed)
        return self.read.put(packed, self._rows(parts.read(name))) if found is None else found

    def _rows(self, xml: bytes) -> Rows:
        pieces = _SLOT.split(xml)
        slots = [
            other if cell is None else cell
            for cell, other in zip(pieces[2::5], pieces[4::5], strict=True)
        ]
        del pieces[4::5]
        del pieces[2::4]
        markup = BETWEEN.join(filter(None, pieces))
        layout = self._layouts.get(markup)
        if layout is None:
            layout = self._layouts.put(markup, self._laid_out(markup, pieces, slots))
        texts = texts_in(slots)
        for at, format_ in layout.cells:
            said = texts[at]
            if said == _EMPTY:
                texts[at] = ""
            elif said.startswith(_INLINE):
                texts[at] = said[len(_INLINE) : -len(_INLINE_END)]
            else:
                texts[at] = _number(said[len(_NUMBER) : -len(_NUMBER_END)], format_)
        if "_x00" in "".join(texts):  # an escape of Excel's own
            raise Unusual
        return filled(layout.rows, texts)

    def _laid_out(self, markup: bytes, pieces: list[bytes | None], slots: list[bytes]) -> _Layout:
        """A markup as the thorough reading finds it. Raises `Unusual`, or a `Fault`."""
        marked: list[bytes] = []
        cells = []
        for at, slot in enumerate(slots):
            around, cell, other = pieces[3 * at : 3 * at + 3]
            marked.append(around or b"")
            if cell is not None:
                marked += [b"<", cell, _INLINE.encode(), mark(at), _INLINE_END.encode()]
                style = int(_STYLE.findall(cell)[-1])
                known = style < len(self._formats)
                cells.append((at, self._formats[style] if known else ""))
            else:
                height = other is not None and other.startswith(b"row")
                marked += [b"<", other or b"", slot if height else mark(at)]
        marked.append(pieces[-1] or b"")
        if len(_SHARED.findall(markup)) != markup.count(b"<v"):
            raise Unusual  # a number or a truth value as we never write it
        found = Found("表")
        read_sheet(marked, found, self._strings, self._formats, is_1904=False)
        sheet, findings = settle(found, "")
        if findings:
            raise Unusual
        return _Layout(layout_of(list(texts_of_sheet(sheet)), markup), tuple(cells))


def _number(text: str, format_: str) -> str:
    number = float(text)
    if format_ == DATE and not _FIRST_SURE <= number <= _LAST_SURE:
        raise Unusual
    return said_of(from_serial(number, format_, is_1904=False))[0]


class _Book(NamedTuple):
    """What is around the sheets of a document; `shapes` are the texts drawn on each."""

    frame: Frame
    shapes: dict[str, Rows]
    sheets: _Sheets


class XlsxTexts:
    """Reads the documents of one template, one after another."""

    def __init__(self) -> None:
        self._books: list[_Book] = []
        self._fewest = MAX_PARTS
        self._sheets: dict[tuple[tuple[str, ...], tuple[str, ...]], _Sheets] = {}

    def rows(self, data: bytes) -> Rows:
        """What a document says. Raises `Unusual`, or a `Fault` of the file itself."""
        parts = Parts(data)
        book = next((each for each in self._books if each.frame.holds(parts)), None)
        if book is None:
            book = self._book(parts)
            self._books = [book, *self._books[: _FRAMES - 1]]
        found: Rows = []
        for name, shapes in book.shapes.items():
            found += book.sheets.rows(parts, name)
            found += shapes
        self._fewest = min(self._fewest, len(book.shapes))
        if len(book.shapes) > self._fewest:
            book.sheets.read.clear()
        return found

    def _book(self, parts: Parts) -> _Book:
        package = Package(parts.data)
        plan = plan_of(package)
        usual = kind_of_package(package) == "xlsx" and plan.usual and not plan.is_1904
        if not usual or plan.recalculates:
            raise Unusual
        shapes = {
            part.path: rows_of(shapes_of(package, part.name, part.path)) for part in plan.sheets
        }
        if len(shapes) != len(plan.sheets):
            raise Unusual
        properties_of(package)
        strings = shared_strings(package.chunks(plan.strings)) if plan.strings else []
        shared = tuple(strings), tuple(formats_of(package, plan.styles))
        if len(self._sheets) >= _FRAMES:
            self._sheets.clear()
        sheets = self._sheets.setdefault(shared, _Sheets(*shared))
        return _Book(Frame(parts, shapes), shapes, sheets)
