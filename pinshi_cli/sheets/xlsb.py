"""Binary workbooks (.xlsb), record by record: calamine drops their errors, dates and rich text."""

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pinshi_cli.sheets.cells import Lost, Sheet, Value
from pinshi_cli.sheets.faults import Damaged
from pinshi_cli.sheets.grid import Found, settle
from pinshi_cli.sheets.ooxml import main_part, relations
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.serials import from_serial, kind_of_format
from pinshi_cli.sheets.xlsx import Loaded

if TYPE_CHECKING:
    from pinshi_cli.model.diagnostic import Diagnostic

# Record types, as [MS-XLSB] 2.3 numbers them
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR = range(8, 12)
_RICH_TEXT = 62
_SHORT_CELLS = range(12, 19)
_STRING_ITEM, _FORMAT, _XF, _COLUMN, _BOOK, _SHEET, _MERGED = 19, 44, 47, 60, 153, 156, 176
_DATA, _DATA_END, _XFS, _XFS_END = 145, 146, 617, 618

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def read_xlsb(package: Package, file: str) -> Loaded:
    """Read an .xlsb. Raises a `Fault`; runs in the child process only."""
    try:
        return _read(package, file)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Damaged(repr(error)) from error


def _read(package: Package, file: str) -> Loaded:
    book = main_part(package)
    targets = relations(package, book)
    by_kind = {relation.kind: relation.target for relation in targets.values()}
    strings = _strings(package, by_kind.get("sharedStrings", ""))
    formats = _formats(package, by_kind.get("styles", ""))
    is_1904 = False
    sheets: list[Sheet] = []
    findings: list[Diagnostic] = []
    for kind, body in _records(package.read(book)):
        if kind == _BOOK:
            is_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            (state,) = struct.unpack_from("<I", body)
            identity, at = _wide(body, 8)
            name, _ = _wide(body, at)
            relation = targets.get(identity)
            if relation is None:
                raise Damaged(f"sheet without part: {name}")
            if relation.kind != "worksheet":
                continue
            found = Found(name, hidden=state != 0)
            reader = _Cells(found, strings, formats, is_1904=is_1904)
            reader.read(package.read(relation.target))
            settled = settle(found, file)
            sheets.append(settled.sheet)
            findings += settled.findings
    if not sheets:
        raise Damaged("no sheets")
    return Loaded(tuple(sheets), tuple(findings))


class _Cells:
    def __init__(
        self, found: Found, strings: list[str], formats: list[str], *, is_1904: bool
    ) -> None:
        self._found = found
        self._strings = strings
        self._formats = formats
        self._is_1904 = is_1904
        self._row = 0

    def read(self, data: bytes) -> None:
        """Fill `found` from a worksheet's part. Raises `Damaged` where its table has no end."""
        inside = ended = False
        for kind, body in _records(data):
            if kind == _DATA:
                inside = True
            elif kind == _DATA_END:
                inside, ended = False, True
            elif inside:
                self._cell(kind, body)
            else:
                self._frame(kind, body)
        if not ended:
            raise Damaged("no end of sheet data")

    def _cell(self, kind: int, body: bytes) -> None:
        if kind == _ROW:
            self._row = int.from_bytes(body[:4], "little") + 1
            if body[11] & 0x10:
                self._found.hidden_rows.add(self._row)
        elif kind in _SHORT_CELLS:
            raise Damaged(f"short cell {kind}")
        elif kind <= _F_ERROR or kind == _RICH_TEXT:
            value = self._value(kind, body)
            if value is not None and value != "":
                self._found.put(self._row, int.from_bytes(body[:4], "little") + 1, value)

    def _frame(self, kind: int, body: bytes) -> None:
        if kind == _COLUMN and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            self._found.hidden_columns |= set(range(first + 1, min(last, 16_383) + 2))
        elif kind == _MERGED:
            top, low, left, right = struct.unpack_from("<IIII", body)
            self._found.merged.append((top + 1, left + 1, low + 1, right + 1))

    def _value(self, kind: int, body: bytes) -> Value:
        value: Value = None
        if kind == _RK:
            value = self._number(_rk(struct.unpack_from("<I", body, 8)[0]), body)
        elif kind in {_REAL, _F_NUMBER}:
            value = self._number(struct.unpack_from("<d", body, 8)[0], body)
        elif kind == _SHARED:
            value = self._strings[int.from_bytes(body[8:12], "little")]
        elif kind in {_TEXT, _F_TEXT}:
            value = _wide(body, 8)[0]
        elif kind == _RICH_TEXT:
            value = _wide(body, 9)[0]
        elif kind in {_BOOL, _F_BOOL}:
            value = bool(body[8])
        elif kind in {_ERROR, _F_ERROR}:
            value = Lost("error", _ERRORS.get(body[8], "#N/A"))
        return value

    def _number(self, number: float, body: bytes) -> Value:
        style = int.from_bytes(body[4:7], "little")
        shown = self._formats[style] if style < len(self._formats) else ""
        return from_serial(number, shown, is_1904=self._is_1904)


def _rk(packed: int) -> float:
    """A number in 30 bits: a whole one, or the upper half of a float, perhaps in hundredths."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30) if packed & 0x8000_0000 else packed >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFF_FFFC) << 32))
    return number / 100 if packed & 1 else number


def _strings(package: Package, part: str) -> list[str]:
    if not part:
        return []
    records = _records(package.read(part))
    return [_wide(body, 1)[0] for kind, body in records if kind == _STRING_ITEM]


def _formats(package: Package, part: str) -> list[str]:
    if not part:
        return []
    codes: dict[int, str] = {}
    shown: list[str] = []
    inside = False
    for kind, body in _records(package.read(part)):
        if kind == _FORMAT:
            codes.setdefault(int.from_bytes(body[:2], "little"), _wide(body, 2)[0])
        elif kind in {_XFS, _XFS_END}:
            inside = kind == _XFS
        elif kind == _XF and inside:
            number = int.from_bytes(body[2:4], "little")
            shown.append(kind_of_format(number, codes.get(number)))
    return shown


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, body) of each record. Raises `Damaged` where a record is cut."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if at + size > end:
            raise Damaged("record is cut")
        yield kind, data[at : at + size]
        at += size


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A counted UTF-16 text, and where it ends."""
    (count,) = struct.unpack_from("<I", body, at)
    if count == 0xFFFF_FFFF:  # none at all, where that is allowed
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(body):
        raise Damaged("text is cut")
    return body[at + 4 : end].decode("utf-16-le"), end
