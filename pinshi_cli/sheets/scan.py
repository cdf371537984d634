"""Proof, at the speed of a regex, that an .xlsx sheet is of the plain form calamine reads right.

A sheet is trusted only where all of its rows match a grammar: rows and cells that carry their
address, in order, at most two column letters, and nothing that calamine is known to lose. What
it loses but a regex can recover (errors, formulas without a result) is collected on the way.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from operator import lt
from typing import NamedTuple

from pinshi_cli.sheets.cells import Lost
from pinshi_cli.sheets.faults import Unsafe
from pinshi_cli.sheets.grid import FAR_COLUMNS, FAR_ROWS, Address, Area, area_of, column_of
from pinshi_cli.sheets.markup import Attributes, elements, is_true

# Beyond these a head, a row or a tail is no longer worth holding in memory.
_MAX_PENDING = 32 << 20

# Rows; %s is what stands in a row's tag, after a column's first letter, and in a cell. `\1` holds
# each cell to its row's number.
_ATTRIBUTES = rb'(?: [A-Za-z][\w:.-]*+="[^"<]*+")*+ ?/?+>'
_ROWS = rb'(?:<row r="(\d++)"%s' + _ATTRIBUTES + rb'(?:(?<=/>)|(?:<c r="[A-Z]%s\1"%s)*+</row>))*+'
_PLAIN_CELL = (
    rb'(?: s="\d++")?+(?:(?: t="s")?+><v>[^<]++</v></c>|'  # most cells: what follows has them too
    rb'(?: t="(?:s|str|n|b|inlineStr)")?+'
    rb"(?:/>|>(?:<v>[^<]++</v>|<is><t[^>/]*+>[^<]++</t></is>)</c>))"
)
_ANY_CELL = (
    _ATTRIBUTES
    + rb"(?:(?<=/>)|(?:<f"
    + _ATTRIBUTES
    + rb"(?:(?<=/>)|[^<]*+</f>))?+(?:<v>[^<]*+</v>|<v/>|<is><t"
    + _ATTRIBUTES
    + rb"(?:(?<=/>)|[^<]*+</t>)</is>)?+</c>)"
)
_SHOWN = rb'(?![^>]*hidden="[1t])'
_NARROW = re.compile(_ROWS % (_SHOWN, rb"", _PLAIN_CELL))
_PLAIN = re.compile(_ROWS % (_SHOWN, rb"{1,2}", _PLAIN_CELL))
_LOOSE = re.compile(_ROWS % (rb"", rb"{1,2}", _ANY_CELL))
_OPENING = re.compile(rb"<sheetData/?>")
_OTHER_TYPE = re.compile(rb' t="(?!(?:s|str|n|b|e|inlineStr)")')
_ROW_NUMBER = re.compile(rb'<row r="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]*hidden="(?:1|true)"')
_WIDE = re.compile(rb'<c r="([A-Z]{2})(?=\d)')
_ERROR = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?(?:<v>([^<]*)</v>|<v/>)?</c>"
)
_NO_RESULT = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)><f(?:[^>]*/>|[^>]*>([^<]*)</f>)(?:<v/>|<v></v>)?</c>'
)
_ZERO_RESULT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)<v>0</v></c>')
_ENTITIES = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'", b"&amp;": b"&"}


class Scan(NamedTuple):
    """What the scan found. `trusted` is False where calamine must not see the sheet.

    `values` is how many cells calamine must find filled. `last_row` and `last_column` bound the
    filled cells. `dates` are cells whose date format calamine does not know; `zeros` formulas
    that are stored with the result 0 (the first few).
    """

    trusted: bool = False
    values: int = 0
    last_row: int = 0
    last_column: int = 0
    lost: dict[Address, Lost] = {}  # noqa: RUF012 - never changed
    dates: frozenset[Address] = frozenset()
    zeros: tuple[Address, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()


UNTRUSTED = Scan()


class _Rows:
    """Collects over the chunks of `sheetData`, each a whole number of rows."""

    def __init__(self, date_styles: frozenset[int]) -> None:
        self.values = self.row = self.last_row = 0
        self.wide: set[bytes] = set()
        self.lost: dict[Address, Lost] = {}
        self.dates: set[Address] = set()
        self.zeros: list[Address] = []
        self.hidden: set[int] = set()
        self.dated: re.Pattern[bytes] | None = None
        if date_styles:
            styles = b"|".join(b"%d" % style for style in sorted(date_styles))
            self.dated = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* s="(?:' + styles + rb')"[^>]*>')

    def take(self, rows: bytes) -> bool:
        """Count one chunk; False where it does not fit the grammar."""
        narrow = _is_all(_NARROW, rows)
        plain = narrow or _is_all(_PLAIN, rows)
        if not plain and (not _is_all(_LOOSE, rows) or _OTHER_TYPE.search(rows)):
            return False
        if not self._in_order(rows):
            return False
        # each plain cell that has an end tag holds one value
        values = rows.count(b"</c>") if plain else self._collect(rows)
        if values:
            self.values += values
            self.last_row = self.row
        if not narrow:
            self.wide.update(_WIDE.findall(rows))
        if self.dated:
            self.dates.update(_address(m[1], m[2]) for m in self.dated.finditer(rows))
        return True

    def _in_order(self, rows: bytes) -> bool:
        numbers = [int(number) for number in _ROW_NUMBER.findall(rows)]
        if not numbers:
            return True
        if numbers[-1] - self.row > FAR_ROWS + len(numbers):
            return False  # a gap in which a far cell may stand alone
        ordered = numbers[0] > self.row and all(map(lt, numbers, numbers[1:]))
        self.row = numbers[-1]
        return ordered and self.row <= 1_048_576

    def _collect(self, rows: bytes) -> int:
        """Note what calamine loses here; return how many cells it must find filled."""
        values = rows.count(b"<v>") + rows.count(b"<is>") - rows.count(b"<v></v>")
        if b't="e"' in rows:
            for m in _ERROR.finditer(rows):
                self.lost[_address(m[1], m[2])] = Lost("error", _text(m[3] or b""))
                values -= 1 if m[3] else 0
        if b"<f" in rows:
            for m in _NO_RESULT.finditer(rows):
                # `t="str"` with an empty `<v>` is a stored result: the empty text
                if b' t="str"' in m[3] and (m[0].endswith(b"<v></v></c>") or b"<v/>" in m[0]):
                    continue
                self.lost[_address(m[1], m[2])] = Lost("formula", _text(m[4] or b""))
            if len(self.zeros) < 5:
                self.zeros += [_address(m[1], m[2]) for m in _ZERO_RESULT.finditer(rows)][:5]
        if b"hidden" in rows:
            self.hidden.update(int(number) for number in _HIDDEN_ROW.findall(rows))
        return values


def _is_all(pattern: re.Pattern[bytes], rows: bytes) -> bool:
    match = pattern.match(rows)
    return match is not None and match.end() == len(rows)


def scan(chunks: Iterable[bytes], date_styles: frozenset[int] = frozenset()) -> Scan:
    """Scan one sheet's XML. `date_styles`: cell styles whose date format calamine does not know.

    Every chunk is consumed, so that the package has verified the part when this returns.
    """
    pieces = iter(chunks)
    pending = b""
    opening: re.Match[bytes] | None = None
    for piece in pieces:
        pending += piece
        opening = _OPENING.search(pending)
        if opening or len(pending) > _MAX_PENDING:
            break
    head = pending[: opening.start()] if opening else b""
    if not opening or not _is_plain_head(head):
        _drain(pieces)
        return UNTRUSTED
    rows = _Rows(date_styles)
    pending = pending[opening.end() :]
    tail = pending if opening[0].endswith(b"/>") else _take_rows(rows, pending, pieces)
    if tail is not None:
        tail = _rest(tail, pieces)
    _drain(pieces)
    if tail is None or b"<!" in tail or b"<sheetData" in tail or b"<?" in tail:
        return UNTRUSTED
    columns = [26, *sorted(map(_column, rows.wide))]
    if any(b - a > FAR_COLUMNS for a, b in pairwise(columns)):
        return UNTRUSTED
    return Scan(
        trusted=True,
        values=rows.values,
        last_row=rows.last_row,
        last_column=columns[-1],
        lost=rows.lost,
        dates=frozenset(rows.dates),
        zeros=tuple(rows.zeros),
        hidden_rows=frozenset(rows.hidden),
        hidden_columns=_hidden_columns(head),
        merged=_merged(tail),
    )


def _is_plain_head(head: bytes) -> bool:
    """UTF-8, without prefix, comment or second declaration."""
    if b"<!DOCTYPE" in head:
        raise Unsafe("DOCTYPE")
    declaration = re.match(rb"(?:\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>)?\s*<worksheet[\s>]", head)
    if not declaration or b"<!" in head or head.count(b"<?") > 1:
        return False
    encoding = re.search(rb"encoding\s*=\s*[\"']([^\"']*)", declaration[1] or b"")
    return encoding is None or encoding[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}


def _take_rows(rows: _Rows, pending: bytes, pieces: Iterable[bytes]) -> bytes | None:
    """Feed whole rows; return what follows `</sheetData>`, or None where the form is not plain."""
    for piece in _then(pending, pieces):
        pending = piece if piece is pending else pending + piece
        end = pending.find(b"</sheetData>")
        cut = end if end >= 0 else max(pending.rfind(b"</row>") + 6, 6)
        if end < 0 and cut == 6:
            if len(pending) > _MAX_PENDING:
                return None
            continue
        if not rows.take(pending[:cut]):
            return None
        pending = pending[cut:]
        if end >= 0:
            return pending
    return None


def _then(first: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield first
    yield from rest


def _rest(tail: bytes, pieces: Iterable[bytes]) -> bytes | None:
    parts, size = [tail], len(tail)
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > _MAX_PENDING:
            return None
    return b"".join(parts)


def _drain(pieces: Iterable[bytes]) -> None:
    for _ in pieces:
        pass


def _hidden_columns(head: bytes) -> frozenset[int]:
    start = head.find(b"<cols>")
    if start < 0 or b"hidden" not in head:
        return frozenset()
    xml = head[start : head.find(b"</cols>") + 7]
    # prefixes of attributes are declared on the root, which is not in this piece
    xml = re.sub(rb' [\w.-]+:[\w.-]+="[^"]*"', b"", xml)
    return columns_hidden(elements([xml], "col"))


def columns_hidden(cols: Iterable[tuple[str, Attributes]]) -> frozenset[int]:
    """The hidden columns that `<col>` elements name, up to Excel's last."""
    hidden: set[int] = set()
    for _, col in cols:
        if is_true(col.get("hidden")):
            first, last = int(col.get("min", "1")), int(col.get("max", "1"))
            hidden.update(range(max(first, 1), min(last, 16_384) + 1))
    return frozenset(hidden)


def _merged(tail: bytes) -> tuple[Area, ...]:
    areas = re.findall(rb'<mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"', tail)
    return tuple(area for ref in areas if (area := area_of(ref.decode("ascii"))))


def _column(letters: bytes) -> int:
    return column_of(letters.decode("ascii"))


def _address(letters: bytes, row: bytes) -> Address:
    return int(row), _column(letters)


def _text(xml: bytes) -> str:
    for entity, plain in _ENTITIES.items():
        xml = xml.replace(entity, plain)
    return xml.decode("utf-8", "replace")
