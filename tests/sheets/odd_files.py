"""Builders of workbooks, sound and odd; every name and number in them is invented."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from pinshi_cli.model.diagnostic import Refusal, column_letters
from pinshi_cli.sheets.cells import Sheet, Value, Workbook
from pinshi_cli.sheets.read import cells_from_bytes

SHEET1 = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ROWS = (("编号", "姓名", "得分"), ("007", "张三", 95.5), ("008", "李四", 88))


def xlsx(
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    at: tuple[int, int] = (1, 1),
    name: str = "人员名册",
    options: Mapping[str, Any] | None = None,
    more: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A sound .xlsx by XlsxWriter; `at` is the address of the first cell."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **(options or {})})
    sheet = book.add_worksheet(name)
    for i, row in enumerate(rows, at[0] - 1):
        for j, value in enumerate(row, at[1] - 1):
            if isinstance(value, str):
                sheet.write_string(i, j, value)
            elif value is not None:
                sheet.write(i, j, value)
    if more:
        more(book, sheet)
    book.close()
    return stream.getvalue()


def with_part(data: bytes, part: str, change: Callable[[str], str] | str | bytes | None) -> bytes:
    """The package with one part changed, replaced, added, or (None) left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        names = source.namelist()
        for name in [*names, *([] if part in names else [part])]:
            body: str | bytes = source.read(name) if name in names else ""
            if name == part:
                if change is None:
                    continue
                old = body.decode() if isinstance(body, bytes) else body
                body = change(old) if callable(change) else change
            package.writestr(name, body)
    return target.getvalue()


def sheet_xml(body: str, *, before: str = "", after: str = "") -> str:
    """A worksheet's part from the inside of its `sheetData`."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://'
        'schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
        f'openxmlformats.org/officeDocument/2006/relationships">{before}<sheetData>{body}'
        f"</sheetData>{after}</worksheet>"
    )


def with_rows(body: str, *, before: str = "", after: str = "") -> bytes:
    """A .xlsx whose only sheet's rows are written by hand."""
    return with_part(xlsx(), SHEET1, sheet_xml(body, before=before, after=after))


def with_style(number: int, code: str = "") -> bytes:
    """A .xlsx whose cell style 1 has the given number format."""
    fonts = (
        "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    )
    formats = (
        f'<numFmts><numFmt numFmtId="{number}" formatCode="{code}"/></numFmts>' if code else ""
    )
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'{formats}{fonts}<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
        "</styleSheet>"
    )
    return with_part(xlsx(), "xl/styles.xml", styles)


def read(data: bytes, file: str = "a.xlsx", password: str | None = None) -> Workbook:
    return cells_from_bytes(data, file, password)


def cells(sheet: Sheet) -> dict[str, Value]:
    """The filled cells by address, as `B2`."""
    return {
        f"{column_letters(sheet.first_column + j)}{sheet.first_row + i}": value
        for i, row in enumerate(sheet.rows)
        for j, value in enumerate(row)
        if value is not None
    }


def first(data: bytes) -> dict[str, Value]:
    """The filled cells of an .xlsx's first sheet."""
    return cells(read(data).sheets[0])


def codes(book: Workbook) -> list[str]:
    return [finding.code for finding in book.findings]


def refusal_code(work: Callable[[], object]) -> str:
    """The code of the refusal that `work` ends in; its message and hint must be there."""
    try:
        work()
    except Refusal as refusal:
        (only,) = refusal.diagnostics
        assert only.message
        assert only.hint
        assert re.search(r"[\u4e00-\u9fff]", only.message)
        return only.code
    return ""


# .xlsb: nothing at hand writes one, so its records are put together here.


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    return head + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + body


def wide(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def xlsb_cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column - 1, style) + body)


def xlsb_row(row: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBB", row - 1, 0, 300, 0, 0x10 if hidden else 0) + bytes(5))


def xlsb(
    sheet_data: bytes,
    *,
    strings: Sequence[str] = (),
    columns: bytes = b"",
    after: bytes = b"",
    date_1904: bool = False,
    state: int = 0,
) -> bytes:
    """An .xlsb of one sheet; cell style 1 is a date."""
    main = "application/vnd.ms-excel"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.'
        'macroEnabled.main"/><Default Extension="rels" ContentType="application/xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{main}.worksheet"/></Types>'
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationship Id="rId{}" Type="' + kinds + '/{}" Target="{}"/>'

    def relations(*entries: tuple[str, str]) -> str:
        body = "".join(relation.format(i, *entry) for i, entry in enumerate(entries, 1))
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{space}">{body}</Relationships>'

    bundle = struct.pack("<II", state, 1) + wide("rId1") + wide("人员名册")
    book = (
        record(131)
        + record(153, struct.pack("<I", int(date_1904)))
        + record(143)
        + record(156, bundle)
        + record(144)
        + record(132)
    )
    items = b"".join(record(19, b"\0" + wide(text)) for text in strings)
    shared = record(159, struct.pack("<II", len(strings), len(strings))) + items + record(160)
    xf = struct.pack("<HH", 0, 0) + bytes(12), struct.pack("<HH", 0, 14) + bytes(12)
    styles = record(278) + record(617, struct.pack("<I", 2)) + record(47, xf[0])
    styles += record(47, xf[1]) + record(618) + record(279)
    sheet = record(129) + record(148, bytes(16)) + columns + record(145) + sheet_data
    sheet += record(146) + after + record(130)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(
            ("worksheet", "worksheets/sheet1.bin"),
            ("sharedStrings", "sharedStrings.bin"),
            ("styles", "styles.bin"),
        ),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/sharedStrings.bin": shared,
        "xl/styles.bin": styles,
    }
    return packed(parts)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return stream.getvalue()


def ods(rows: str, *, generator: str = "", manifest: str = "", styles: str = "") -> bytes:
    """An .ods of one table from its rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
        )
    )
    calcext = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'xmlns:calcext="{calcext}"><office:automatic-styles>{styles}</office:automatic-styles>'
        f'<office:body><office:spreadsheet><table:table table:name="人员名册" '
        f'table:style-name="ta1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "meta.xml": f"<meta>{generator}</meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )
