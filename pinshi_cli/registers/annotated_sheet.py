"""A sheet that is returned: cells given another style, everything else byte for byte as it was."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Severity, column_letters
from pinshi_cli.registers.annotated_styles import Styles
from pinshi_cli.registers.annotated_xml import (
    ATTRIBUTES,
    OFFICE,
    STRICT,
    Edits,
    XmlPart,
    attribute_of,
    in_utf8,
    masked,
    prefix_of,
    with_attributes,
    without_attribute,
)
from pinshi_cli.sheets.faults import Damaged
from pinshi_cli.sheets.grid import Address, column_of

Looks = Mapping[Address, str]

_ROOT = re.compile(rb"<(?![?!])")
_AFTER_LEGACY = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class _Tag(NamedTuple):
    """A row or a cell: its number, its tag (`start:inner`), and whether that is all of it."""

    number: int
    start: int
    inner: int
    closed: bool


class SheetMarks:
    """Marks cells of one sheet. `covered` is what the marks cover, cell by cell."""

    def __init__(self, data: bytes, styles: Styles) -> None:
        self._data = in_utf8(data)
        self._mask = masked(self._data)
        self._edits = Edits(self._data)
        self._styles = styles
        root = _ROOT.search(self._mask)
        self._p = prefix_of(self._data, root.start() if root else 0).encode()
        self._from, self._to = self._table()
        self.covered: dict[Address, str] = {}

    def mark(self, cells: Mapping[Address, Severity], before: Looks) -> None:
        """Mark these cells, and take away the marks that a copy returned before has left.

        `before` are the cells that it lists, with what its marks cover.
        """
        self._unmark(cells, before)
        if not cells:
            return
        rows = list(self._tags(b"row", self._from, self._to))
        known = {row.number: row for row in reversed(rows)}
        numbers = [row.number for row in rows]
        missing: dict[int, list[Address]] = {}
        for number, group in groupby(sorted(cells), key=itemgetter(0)):
            own = list(group)
            if number in known:
                self._mark_row(known[number], own, cells, before)
            else:
                missing.setdefault(bisect_right(numbers, number), []).extend(own)
        for place, own in missing.items():
            at = rows[place].start if place < len(rows) else self._to
            self._insert_rows(at, own, cells)

    def styles_in(self, column: int) -> set[int]:
        """The styles of the cells in a column."""
        letters = column_letters(column).encode()
        pattern = re.compile(rb"\sr=[\"']" + letters + rb"\d{1,7}[\"']")
        found = pattern.finditer(self._mask, self._from, self._to)
        return {_style(self._data[slice(*self._around(match))]) for match in found}

    @property
    def drawing(self) -> str:
        """The relation of the drawing in which boxes lie already, or nothing."""
        for name, start, end in self._after_table():
            if name == "legacyDrawing":
                tag = re.search(rb"\s(?:[\w.-]+:)?id\s*=\s*[\"']([^\"']*)", self._mask[start:end])
                return tag[1].decode() if tag else ""
        return ""

    def link_notes(self, relation: str, *, strict: bool) -> None:
        """Point at the drawing of the notes, in place of an older pointer."""
        namespace = STRICT if strict else OFFICE
        tag = f'<{self._p.decode()}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'.encode()
        for name, start, end in self._after_table():
            if name == "legacyDrawing":
                self._edits.put(start, end, tag)
                return
            if name in _AFTER_LEGACY:
                self._edits.put(start, start, tag)
                return
        end = self._mask.rfind(b"</" + self._p + b"worksheet")
        self._edits.put(end, end, tag)

    def done(self) -> bytes:
        """The sheet as it is returned: not the one that opens first."""
        pattern = re.compile(rb"<" + self._p + rb"sheetView(?=[\s/>])" + ATTRIBUTES + rb">")
        for view in pattern.finditer(self._mask, 0, self._from):
            if attribute_of(view[0], "tabSelected"):
                self._edits.put(*view.span(), without_attribute(view[0], "tabSelected"))
        return self._edits.done()

    # -- rows and cells ------------------------------------------------------------------

    def _table(self) -> tuple[int, int]:
        """Where the rows begin and end; a table without any is opened."""
        opened = re.compile(rb"<" + self._p + rb"sheetData(?=[\s/>])" + ATTRIBUTES + rb">")
        tag = opened.search(self._mask)
        if tag is None:
            raise Damaged("no sheetData")
        if not tag[0].endswith(b"/>"):
            return tag.end(), self._mask.index(b"</" + self._p + b"sheetData", tag.end())
        whole = tag[0][:-2].rstrip() + b"></" + self._p + b"sheetData>"
        start, end = tag.span()
        self._data = self._data[:start] + whole + self._data[end:]
        self._mask = self._mask[:start] + whole + self._mask[end:]
        self._edits = Edits(self._data)
        inner = start + whole.index(b">") + 1
        return inner, inner

    def _tags(self, name: bytes, start: int, end: int) -> Iterator[_Tag]:
        """The rows of the table, or the cells of a row, each with its number."""
        pattern = re.compile(rb"<" + self._p + name + rb"(?=[\s/>])(" + ATTRIBUTES + rb")>")
        number = 0
        for match in pattern.finditer(self._mask, start, end):
            said = attribute_of(match[1], "r")
            number = _number(said) if said else number + 1
            yield _Tag(number, match.start(), match.end(), match[1].endswith(b"/"))

    def _mark_row(
        self,
        row: _Tag,
        own: Sequence[Address],
        cells: Mapping[Address, Severity],
        before: Looks,
    ) -> None:
        tag = self._data[row.start : row.inner]
        ending = b"</" + self._p + b"row"
        end = row.inner if row.closed else self._mask.index(ending, row.inner)
        found = [] if row.closed else list(self._tags(b"c", row.inner, end))
        known = {cell.number: cell for cell in reversed(found)}
        new: list[tuple[int, bytes]] = []
        for address in own:
            cell = known.get(address[1])
            if cell is not None:
                self._mark_cell(cell, address, cells[address], before.get(address))
                continue
            at = next((each.start for each in found if each.number > address[1]), end)
            new.append((at, self._new_cell(address, cells[address], tag)))
        if not new:
            return
        # `spans` only hastens loading, and would no longer be true
        opened = without_attribute(tag, "spans")
        if row.closed:
            whole = b"".join(text for _, text in new)
            opened = opened[:-2].rstrip() + b">"
            self._edits.put(row.start, row.inner, opened + whole + ending + b">")
            return
        self._edits.put(row.start, row.inner, opened)
        for at, text in new:
            self._edits.put(at, at, text)

    def _mark_cell(
        self, cell: _Tag, address: Address, severity: Severity, look: str | None
    ) -> None:
        tag = self._data[cell.start : cell.inner]
        style = _style(tag)
        if self._styles.is_mark(style, listed=look is not None):
            style = self._styles.unmarked(style, look or "")
        self._cover(address, style)
        marked = with_attributes(tag, s=str(self._styles.marked(style, severity)))
        self._edits.put(cell.start, cell.inner, marked)

    def _new_cell(self, address: Address, severity: Severity, row: bytes) -> bytes:
        style = _style(row) if attribute_of(row, "customFormat") in {"1", "true"} else 0
        style = style or self._column_style(address[1])
        self._cover(address, style)
        marked = self._styles.marked(style, severity)
        place = f"{column_letters(address[1])}{address[0]}"
        return b"<" + self._p + f'c r="{place}" s="{marked}"/>'.encode()

    def _insert_rows(
        self, at: int, own: Sequence[Address], cells: Mapping[Address, Severity]
    ) -> None:
        text = []
        for number, group in groupby(own, key=itemgetter(0)):
            inside = b"".join(self._new_cell(each, cells[each], b"<row>") for each in group)
            opened = b"<" + self._p + f'row r="{number}">'.encode()
            text.append(opened + inside + b"</" + self._p + b"row>")
        self._edits.put(at, at, b"".join(text))

    def _cover(self, address: Address, style: int) -> None:
        if look := self._styles.look(style):
            self.covered[address] = look

    def _column_style(self, column: int) -> int:
        pattern = re.compile(rb"<" + self._p + rb"col(?=\s)" + ATTRIBUTES + rb">")
        for match in pattern.finditer(self._mask, 0, self._from):
            first, last = (_whole(attribute_of(match[0], name)) for name in ("min", "max"))
            if first <= column <= last:
                return _whole(attribute_of(match[0], "style"))
        return 0

    def _unmark(self, kept: Mapping[Address, Severity], before: Looks) -> None:
        """Take the marks from the cells that are sound by now."""
        if not self._styles.marked_before:
            return
        styles = "|".join(map(str, sorted(self._styles.marked_before))).encode()
        pattern = re.compile(rb"\ss=[\"'](?:" + styles + rb")[\"']")
        by_column = {column: look for (_, column), look in before.items() if look}
        for match in pattern.finditer(self._mask, self._from, self._to):
            start, end = self._around(match)
            tag = self._data[start:end]
            place = _REFERENCE.fullmatch(attribute_of(tag, "r") or "")
            if place is None or not tag.startswith(b"<" + self._p + b"c"):
                continue
            address = int(place[2]), column_of(place[1].upper())
            style, listed = _style(tag), address in before
            if address not in kept and self._styles.is_mark(style, listed=listed):
                look = before[address] if listed else by_column.get(address[1], "")
                bare = self._styles.unmarked(style, look)
                self._edits.put(start, end, with_attributes(tag, s=str(bare)))

    def _around(self, match: re.Match[bytes]) -> tuple[int, int]:
        """Where the tag lies of which an attribute was found."""
        start = self._mask.rfind(b"<", 0, match.start())
        return start, self._mask.index(b">", start) + 1

    def _after_table(self) -> Iterator[tuple[str, int, int]]:
        """What follows the table, each element of the sheet's own with where it lies."""
        pattern = re.compile(rb"<(/?)([\w.:-]+)(" + ATTRIBUTES + rb")>")
        depth = start = 0
        name = ""
        for tag in pattern.finditer(self._mask, self._mask.index(b">", self._to) + 1):
            if tag[1]:
                depth -= 1
            elif depth == 0:
                name, start = tag[2].decode().rpartition(":")[2], tag.start()
            if not tag[1] and not tag[3].endswith(b"/"):
                depth += 1
            if depth < 0:
                return
            if depth == 0:
                yield _meant(name, self._mask[start : tag.end()]), start, tag.end()


def deselected(data: bytes) -> bytes:
    """A sheet that is no table (a chart's), as one that does not open first."""
    part = XmlPart(data)
    for view in part.root.all("sheetView"):
        if "tabSelected" in view.attributes:
            part.put(view.start, view.inner, without_attribute(part.tag(view), "tabSelected"))
    return part.done()


def _meant(name: str, element: bytes) -> str:
    """The element's name; of one for newer and older programs, that of what is in it."""
    if name != "AlternateContent":
        return name
    inside = (each for each in ("oleObjects", "controls") if each.encode() in element)
    return next(inside, name)


def _style(tag: bytes) -> int:
    return _whole(attribute_of(tag, "s"))


def _whole(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 9 else 0


def _number(said: str) -> int:
    """The number of a row, or of a cell's column."""
    if said.isdecimal():
        return int(said[:9])
    place = _REFERENCE.fullmatch(said)
    if place is None:
        raise Damaged(f"address {said[:20]}")
    return column_of(place[1].upper())
