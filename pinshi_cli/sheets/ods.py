"""OpenDocument spreadsheets, tag by tag: calamine reads their error cells as texts and zeros."""

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from pinshi_cli.sheets.cells import Lost, Value
from pinshi_cli.sheets.faults import Damaged, EncryptedOds, TooLarge
from pinshi_cli.sheets.grid import LAST_COLUMN, LAST_ROW, Found, settle
from pinshi_cli.sheets.markup import Attributes, Handlers, parse
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.xlsx import Loaded

if TYPE_CHECKING:
    from pinshi_cli.model.diagnostic import Diagnostic
    from pinshi_cli.sheets.cells import Sheet

_URN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 "
_TABLE, _OFFICE, _TEXT, _STYLE = (_URN.format(n) for n in ("table", "office", "text", "style"))
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = {_TABLE + "table-cell", _TABLE + "covered-table-cell"}
# What stands in a cell and is not its text: comments, ruby above the text, drawings, change marks
_ASIDE = {_OFFICE + "annotation", _TEXT + "ruby-text"}
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_ERROR_TEXT = re.compile(r"#[A-Z0-9/]+[!?]|#N/A|Err:\d+")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?", re.ASCII)
MAX_CELLS = 8_000_000


def read_ods(package: Package, file: str) -> Loaded:
    """Read an .ods. Raises a `Fault`; runs in the child process only."""
    if "encrypted-package" in package or _is_encrypted(package):
        raise EncryptedOds("encrypted")
    reader = _Tables(computed=_is_computed(package))
    parse(package.chunks("content.xml"), reader, namespaces=True)
    if not reader.tables:
        raise Damaged("no tables")
    sheets: list[Sheet] = []
    findings: list[Diagnostic] = []
    for found, style in reader.tables:
        found.hidden = style in reader.hidden_styles
        settled = settle(found, file)
        sheets.append(settled.sheet)
        findings += settled.findings
    return Loaded(tuple(sheets), tuple(findings))


def _is_encrypted(package: Package) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in package and b"encryption-data" in package.read(manifest)


def _is_computed(package: Package) -> bool:
    """Whether a program wrote the file that computes every formula before it saves.

    LibreOffice stores the result "" as no result at all, which elsewhere means: never computed.
    """
    generator = package.read("meta.xml") if "meta.xml" in package else b""
    return any(name in generator for name in (b"LibreOffice", b"OpenOffice", b"Collabora"))


class _Tables(Handlers):
    def __init__(self, *, computed: bool) -> None:
        self._computed = computed
        self.tables: list[tuple[Found, str]] = []
        self.hidden_styles: set[str] = set()
        self._style = ""
        self._found: Found | None = None
        self._depth = 0
        self._row = self._rows = self._column = self._total = 0
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: set[int] = set()
        self._columns = 0
        self._cell: Attributes | None = None
        self._line: list[tuple[int, int, Value]] = []
        self._texts: list[str] = []
        self._paragraphs = self._in_paragraph = self._aside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._aside or name in _ASIDE or name.startswith(_DRAWING):
            self._aside += 1
        elif self._cell is not None and name.startswith(_TEXT):
            self._start_text(name[len(_TEXT) :], attributes)
        elif name == _TABLE + "table":
            self._start_table(attributes)
        elif self._depth != 1:
            self._start_style(name, attributes)
        elif name == _TABLE + "table-row":
            self._start_row(attributes)
        elif name in _CELLS:
            self._cell = attributes
            self._texts, self._paragraphs = [], 0
        elif name == _TABLE + "table-column":
            repeated = _count(attributes, "number-columns-repeated", LAST_COLUMN)
            if attributes.get(_TABLE + "visibility", "visible") != "visible":
                last = min(self._columns + repeated, LAST_COLUMN)
                self._hidden_columns.update(range(self._columns + 1, last + 1))
            self._columns += repeated

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == _TEXT + "p":
            self._in_paragraph = max(self._in_paragraph - 1, 0)
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == _TABLE + "table-row" and self._depth == 1:
            self._end_row()
        elif name == _TABLE + "table":
            if self._depth == 1:
                self._end_table()
            self._depth -= 1

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._aside and self._cell is not None:
            self._texts.append(text)

    def _start_style(self, name: str, attributes: Attributes) -> None:
        if name == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "table-properties" and attributes.get(_TABLE + "display") == "false":
            self.hidden_styles.add(self._style)

    def _start_text(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            if self._paragraphs:
                self._texts.append("\n")
            self._paragraphs += 1
            self._in_paragraph += 1
        elif name == "s":
            spaces = attributes.get(_TEXT + "c", "1")
            self._texts.append(" " * min(int(spaces) if spaces.isdecimal() else 1, 32_767))
        elif name == "tab":
            self._texts.append("\t")
        elif name == "line-break":
            self._texts.append("\n")

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._found = Found(attributes.get(_TABLE + "name", ""))
            self.tables.append((self._found, attributes.get(_TABLE + "style-name", "")))
            self._row = self._columns = 0
            self._hidden_rows, self._hidden_columns = [], set()

    def _start_row(self, attributes: Attributes) -> None:
        self._rows = _count(attributes, "number-rows-repeated", LAST_ROW)
        self._line, self._column = [], 0
        if attributes.get(_TABLE + "visibility", "visible") != "visible":
            self._hidden_rows.append((self._row + 1, self._row + self._rows))

    def _end_cell(self, cell: Attributes) -> None:
        repeated = _count(cell, "number-columns-repeated", LAST_COLUMN)
        value = _value(cell, "".join(self._texts), computed=self._computed)
        if value is not None:
            self._line.append((self._column + 1, repeated, value))
        down = _count(cell, "number-rows-spanned", LAST_ROW)
        across = _count(cell, "number-columns-spanned", LAST_COLUMN)
        if self._found and (down > 1 or across > 1):
            row, column = self._row + 1, self._column + 1
            self._found.merged.append((row, column, row + down - 1, column + across - 1))
        self._column += repeated

    def _end_row(self) -> None:
        found = self._found
        if found is None:
            return
        self._total += self._rows * sum(repeated for _, repeated, _ in self._line)
        if self._total > MAX_CELLS:
            raise TooLarge("too many filled cells")
        if self._line:
            for row in range(self._row + 1, self._row + self._rows + 1):
                for column, repeated, value in self._line:
                    for at in range(column, column + repeated):
                        found.put(row, at, value)
        self._row += self._rows

    def _end_table(self) -> None:
        found = self._found
        if found is None:
            return
        last = max(found.rows, default=0)  # hidden padding down to the last row says nothing
        for first, end in self._hidden_rows:
            found.hidden_rows.update(range(first, min(end, last) + 1))
        found.hidden_columns = frozenset(self._hidden_columns)
        self._found = None


def _count(attributes: Attributes, name: str, most: int) -> int:
    text = attributes.get(_TABLE + name, "1")
    if not text.isdecimal() or len(text) > 9:
        raise Damaged(f"{name} {text[:20]}")
    return min(max(int(text), 1), most + 1)


def _value(cell: Attributes, text: str, *, computed: bool) -> Value:
    kind = cell.get(_OFFICE + "value-type", "")
    formula = cell.get(_TABLE + "formula", "")
    if cell.get(_CALCEXT + "value-type") == "error":
        return Lost("error", text)
    if formula and _ERROR_TEXT.fullmatch(text):
        return Lost("error", text)  # programs that do not know calcext say it in the text only
    if not kind:
        if formula and not text and not computed:
            return Lost("formula", formula)
        return text or None
    try:
        return _typed(cell, kind, text)
    except ValueError as error:
        raise Damaged(f"{kind} value") from error


def _typed(cell: Attributes, kind: str, text: str) -> Value:
    if kind == "string":
        return cell.get(_OFFICE + "string-value", text) or None
    if kind == "boolean":
        return _stored(cell, "boolean-value").lower() == "true"
    if kind == "date":
        return _moment(_stored(cell, "date-value"))
    if kind == "time":
        return _span(_stored(cell, "time-value"))
    number = float(_stored(cell, "value"))
    # =TRUE() in a cell of no special format is stored as 1 and shown as TRUE
    return bool(number) if text in {"TRUE", "FALSE"} else number


def _stored(cell: Attributes, name: str) -> str:
    if _OFFICE + name not in cell:
        raise ValueError(name)
    return cell[_OFFICE + name]


def _moment(text: str) -> date | datetime:
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text.rstrip("Z"))
    return moment.date() if moment.time() == time() else moment


def _span(text: str) -> time | timedelta:
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(text)
    sign, days, hours, minutes, seconds = match.groups()
    span = timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=float((seconds or "0").replace(",", ".")),
    )
    if not sign and span < timedelta(days=1):
        seconds = span.seconds
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60, span.microseconds)
    return -span if sign else span
