"""The texts of a rendered .xlsx, read back: each sheet by its markup, and what stands in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
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
from pinshi_cli.sheets.ooxml import Plan, formats_of, plan_of
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
_ROW = b"<row "
_SHARED = re.compile(rb' t="s"><v>[0-9]+</v>')
_FIRST_SURE, _LAST_SURE = 61, 2_958_465
"""Days that every reader takes for the same date."""
_FRAMES = 8


class _Line(NamedTuple):
    """The markup of a row, and the texts of its slots."""

    markup: bytes
    texts: tuple[str, ...]


class _Sheets:
    """Reads sheets that share their strings and their styles."""

    def __init__(self, strings: list[str], formats: list[str]) -> None:
        self._strings, self._formats = strings, formats
        self._layouts: Known[Layout] = Known()
        self._lines: Known[_Line] = Known()
        self.read: Known[Rows] = Known()
        """Sheets of single files: a print file holds them once more, byte for byte."""

    def rows(self, parts: Parts, name: str) -> Rows:
        """What a sheet says."""
        packed = parts.packed(name)
        found = self.read.get(packed)
        return self.read.put(packed, self._rows(parts.read(name))) if found is None else found

    def _rows(self, xml: bytes) -> Rows:
        """A sheet row by row; those that stood in an earlier one are known by their bytes."""
        head, *rest = xml.split(_ROW)
        rows = [head, *(_ROW + row for row in rest)]
        found = [self._lines.get(row) for row in rows]
        new = self._parted([row for row, line in zip(rows, found, strict=True) if line is None])
        lines = [next(new) if line is None else line for line in found]
        markup = BETWEEN.join([line.markup for line in lines])
        layout = self._layouts.get(markup)
        if layout is None:
            layout = self._layouts.put(markup, self._laid_out(markup, xml))
        return filled(layout, [text for line in lines for text in line.texts])

    def _parted(self, rows: Sequence[bytes]) -> Iterator[_Line]:
        """Markup and texts of each row. Raises `Unusual`."""
        parted = [_SLOT.split(row) for row in rows]
        flat = list(chain.from_iterable(pieces[:-1] for pieces in parted))
        slots = zip(flat[2::5], flat[4::5], strict=True)
        texts = texts_in([other if cell is None else cell for cell, other in slots])
        for at, cell in enumerate(flat[1::5]):
            if cell is None:
                continue
            said = texts[at]
            if said == _EMPTY:
                texts[at] = ""
            elif said.startswith(_INLINE):
                texts[at] = said[len(_INLINE) : -len(_INLINE_END)]
            else:
                number = said[len(_NUMBER) : -len(_NUMBER_END)]
                texts[at] = _number(number, self._format(cell))
        if "_x00" in "".join(texts):  # an escape of Excel's own
            raise Unusual
        end = 0
        for row, pieces in zip(rows, parted, strict=True):
            begin, end = end, end + len(pieces) // 5
            del pieces[4::5]
            del pieces[2::4]
            markup = BETWEEN.join(filter(None, pieces))
            yield self._lines.put(row, _Line(markup, tuple(texts[begin:end])))

    def _format(self, cell: bytes) -> str:
        """The number format of a cell by its opening tag."""
        style = int(cell.split(b'"')[3])
        return self._formats[style] if style < len(self._formats) else ""

    def _laid_out(self, markup: bytes, xml: bytes) -> Layout:
        """A markup as the thorough reading finds it. Raises `Unusual`, or a `Fault`."""
        pieces = _SLOT.split(xml)
        marked: list[bytes] = []
        for at in range(len(pieces) // 5):
            around, cell, _, other, slot = (each or b"" for each in pieces[5 * at : 5 * at + 5])
            marked += [around, b"<", cell or other]
            if cell:
                marked += [_INLINE.encode(), mark(at), _INLINE_END.encode()]
            else:
                marked.append(slot if other.startswith(b"row") else mark(at))
        marked.append(pieces[-1] or b"")
        if len(_SHARED.findall(markup)) != markup.count(b"<v"):
            raise Unusual  # a number or a truth value as we never write it
        found = Found("表")
        read_sheet(marked, found, self._strings, self._formats, is_1904=False)
        sheet, findings = settle(found, "")
        if findings:
            raise Unusual
        return layout_of(list(texts_of_sheet(sheet)), markup)


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
        self._sheets: dict[tuple[bytes, bytes], _Sheets] = {}
        """By the shared strings and the styles."""

    def rows(self, data: bytes) -> Rows:
        """What a document says. Raises `Unusual`, or a `Fault` of the file itself."""
        parts, book = self._known(data)
        found: Rows = []
        for name, shapes in book.shapes.items():
            found += book.sheets.rows(parts, name)
            found += shapes
        if len(book.shapes) > self._fewest:
            book.sheets.read.clear()
        return found

    def _known(self, data: bytes) -> tuple[Parts, _Book]:
        for book in self._books:
            parts = book.frame.parts_of(data)
            if parts is not None:
                return parts, book
        parts = Parts(data)
        book = self._book(parts)
        self._fewest = min(self._fewest, len(book.shapes))
        if len(book.shapes) == self._fewest:  # the next print file names other people
            self._books = [book, *self._books[: _FRAMES - 1]]
        return parts, book

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
        frame = Frame(parts, shapes, [each.frame for each in self._books])
        return _Book(frame, shapes, self._sharing(parts, package, plan))

    def _sharing(self, parts: Parts, package: Package, plan: Plan) -> _Sheets:
        """The sheets with the same shared strings and styles as this document's."""
        shared = _packed(parts, plan.strings), _packed(parts, plan.styles)
        if shared not in self._sheets:
            if len(self._sheets) >= _FRAMES:
                self._sheets.clear()
            strings = shared_strings(package.chunks(plan.strings)) if plan.strings else []
            self._sheets[shared] = _Sheets(strings, formats_of(package, plan.styles))
        return self._sheets[shared]


def _packed(parts: Parts, name: str) -> bytes:
    """A part that the workbook names, or nothing where it names none."""
    if name and name not in parts.entries:
        raise Unusual
    return parts.packed(name) if name else b""
