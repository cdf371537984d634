"""The slow and careful way through an .xlsx sheet: tag by tag, whatever its form."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from pinshi_cli.sheets.cells import Lost, Value
from pinshi_cli.sheets.faults import Damaged
from pinshi_cli.sheets.grid import Address, Found, area_of, column_of
from pinshi_cli.sheets.markup import Attributes, Handlers, is_true, parse
from pinshi_cli.sheets.scan import columns_hidden
from pinshi_cli.sheets.serials import from_serial
from pinshi_cli.sheets.texts import unescaped

_REFERENCE = re.compile(r"([A-Za-z]+)([0-9]+)")
_MAX_NUMBER = 10**9  # a row or column number beyond sense, not to be turned into a huge int


class _Strings(Handlers):
    """Shared strings; the text of phonetic runs (`rPh`) is no part of them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._runs: list[str] = []
        self._phonetic = self._in_text = self._keep = False
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and not self._phonetic:
            self._in_text, self._text = True, []
            self._keep = attributes.get("space") == "preserve"

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append("".join(self._runs))
        elif name == "rPh":
            self._phonetic = False
        elif name == "t" and self._in_text:
            self._in_text = False
            self._runs.append(unescaped("".join(self._text), keep=self._keep))

    def text(self, text: str) -> None:
        if self._in_text:
            self._text.append(text)


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """All shared strings of a workbook, in order."""
    handlers = _Strings()
    parse(chunks, handlers)
    return handlers.strings


class _SheetReader(Handlers):
    def __init__(
        self, found: Found, strings: list[str], formats: list[str], *, is_1904: bool
    ) -> None:
        self.found = found
        self.strings = strings
        self.formats = formats
        self.is_1904 = is_1904
        self.cols: list[tuple[str, Attributes]] = []
        self.zeros: list[Address] = []
        self._row = self._column = 0
        self._cell: Attributes | None = None
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline: _Strings | None = None
        self._into: list[str] | None = None
        self._data = self._seen = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._inline:
            self._inline.start(name, attributes)
        elif name == "c" and self._data:
            self._open_cell(attributes)
        elif name == "v" and self._cell is not None:
            self._into = self._value = []
        elif name == "f" and self._cell is not None:
            self._into = self._formula = []
        elif name == "is" and self._cell is not None:
            self._inline = _Strings()
        elif name == "row" and self._data:
            self._open_row(attributes)
        else:
            self._start_frame(name, attributes)

    def _start_frame(self, name: str, attributes: Attributes) -> None:
        if name == "sheetData":
            self._data = self._seen = True
        elif name == "col":
            self.cols.append((name, attributes))
        elif name == "mergeCell" and (area := area_of(attributes.get("ref", ""))):
            self.found.merged.append(area)

    def end(self, name: str) -> None:
        if name == "is" and self._inline:
            self._inline.end("si")
            self._put("".join(self._inline.strings))
            self._inline = None
        elif self._inline:
            self._inline.end(name)
        elif name in {"v", "f"}:
            self._into = None
        elif name == "c" and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif name == "sheetData":
            self._data = False

    def text(self, text: str) -> None:
        if self._inline:
            self._inline.text(text)
        elif self._into is not None:
            self._into.append(text)

    def finish(self) -> None:
        """After the last tag. Raises `Damaged` where there was no table at all."""
        if not self._seen:
            raise Damaged("no sheetData")
        self.found.hidden_columns = columns_hidden(self.cols)

    def _open_row(self, attributes: Attributes) -> None:
        self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if is_true(attributes.get("hidden")):
            self.found.hidden_rows.add(self._row)

    def _open_cell(self, attributes: Attributes) -> None:
        self._cell, self._value, self._formula = attributes, None, None
        self._at = self._row, self._column + 1
        if "r" in attributes:
            match = _REFERENCE.fullmatch(attributes["r"])
            if not match:
                raise Damaged(f"address {attributes['r'][:20]}")
            letters = match[1].upper() if len(match[1]) < 7 else "ZZZZZZ"
            self._at = _number(match[2]), column_of(letters)
        self._column = self._at[1]

    def _put(self, value: Value) -> None:
        if value is not None and value != "":
            self.found.put(*self._at, value)

    def _close_cell(self, cell: Attributes) -> None:
        kind = cell.get("t", "n")
        text = "".join(self._value or ())
        if kind == "e":
            self._put(Lost("error", text))
        elif kind == "inlineStr":
            return  # said by <is>; a <v> beside it only repeats it
        elif text == "":
            # the empty text is a stored result, no value at all is none
            if self._formula is not None and (kind != "str" or self._value is None):
                self._put(Lost("formula", "".join(self._formula)))
        else:
            if self._formula is not None and text == "0" and len(self.zeros) < 5:
                self.zeros.append(self._at)
            self._put(self._typed(kind, text, cell.get("s", "")))

    def _typed(self, kind: str, text: str, style: str) -> Value:
        if kind == "s":
            index = int(text) if text.strip().isdecimal() and len(text) < 12 else -1
            if not 0 <= index < len(self.strings):
                raise Damaged(f"shared string {text[:20]}")
            return self.strings[index]
        if kind == "str":
            return text
        if kind == "b":
            return text.strip() not in {"0", "false"}
        if kind == "d":
            return _iso(text)
        if kind != "n":
            raise Damaged(f"cell type {kind[:20]}")
        try:
            number = float(text)
        except ValueError:
            return text
        index = int(style) if style.isdecimal() and len(style) < 9 else 0
        shown = self.formats[index] if index < len(self.formats) else ""
        return from_serial(number, shown, is_1904=self.is_1904)


def read_sheet(
    chunks: Iterable[bytes],
    found: Found,
    strings: list[str],
    formats: list[str],
    *,
    is_1904: bool,
) -> tuple[Address, ...]:
    """Fill `found` from a sheet's XML; return the first formulas that are stored as 0.

    `formats` holds for every cell style what its number format shows (see `serials`).
    """
    reader = _SheetReader(found, strings, formats, is_1904=is_1904)
    parse(chunks, reader)
    reader.finish()
    return tuple(reader.zeros)


def _iso(text: str) -> Value:
    try:
        if "T" not in text and ":" in text:
            return time.fromisoformat(text.rstrip("Z"))
        moment = datetime.fromisoformat(text.rstrip("Z"))
    except ValueError:
        return text
    return moment if "T" in text else moment.date()


def _number(digits: str) -> int:
    if not digits.isdecimal():
        raise Damaged(f"number {digits[:20]}")
    return int(digits) if len(digits) < 10 else _MAX_NUMBER
