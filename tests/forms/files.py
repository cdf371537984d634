"""Word documents and workbooks made for the check, byte by byte where it matters."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import openpyxl

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="c" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` are elements of its `rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def line(text: str) -> str:
    return paragraph(run(text))


def word_table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{line(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(*blocks: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx of these blocks; `parts` are its further parts by name."""
    document = f"<w:document {_W} {_MC}><w:body>{''.join(blocks)}</w:body></w:document>"
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, body in (parts or {}).items():
            archive.writestr(name, body)
    return stream.getvalue()


def story(tag: str, *blocks: str) -> str:
    """A part beside the document: `hdr`, `ftr`, `comments`."""
    return f"<w:{tag} {_W}>{''.join(blocks)}</w:{tag}>"


def core(**said: str) -> str:
    """docProps/core.xml with these properties."""
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    return f"<coreProperties>{inside}</coreProperties>"


def app(**said: str) -> str:
    """docProps/app.xml with these properties."""
    return f"<Properties>{''.join(f'<{n}>{v}</{n}>' for n, v in said.items())}</Properties>"


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes; its maker's name is taken out, which openpyxl writes unasked."""
    if book.properties.creator == "openpyxl":
        book.properties.creator = None
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    """A workbook with one sheet 公示 of these rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "公示"
    for row in rows:
        sheet.append(list(row))
    return book
