"""What a file is, by its bytes; its name is not asked."""

import re

from pinshi_cli.sheets.csvs import decoded
from pinshi_cli.sheets.faults import Damaged, DressedHtml, DressedText, NotAWorkbook
from pinshi_cli.sheets.markup import elements
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream name by which Office marks an encrypted package
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_TABLE_TYPES = {
    "sheet.main+xml": "xlsx",
    "template.main+xml": "xlsx",
    "sheet.macroenabled.main+xml": "xlsm",
    "template.macroenabled.main+xml": "xlsm",
    "addin.macroenabled.main+xml": "xlsm",
    "sheet.binary.macroenabled.main": "xlsb",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_HTML = re.compile(r"<(?:html|table|!doctype html|meta|head|body)\b")
_WEAK = (b"BM", b"MZ")
_XML = (
    ("office:document", "平面 XML 表格（.fods）"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "XML 电子表格 2003"),
)
_MAGIC = (
    (b"PK\x05\x06", "空的压缩包"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
)


def kind_of(data: bytes) -> str:
    """`zip`, `ole` or `biff` (an .xls without its container).

    Raises `DressedHtml`, `DressedText` or `NotAWorkbook` for anything else.
    """
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if data[:2] in {b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"} and data[3:4] == b"\0":
        return "biff"
    raise _stranger(data)


def _stranger(data: bytes) -> NotAWorkbook:
    name = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    text = decoded(data)
    if text is None:
        # cut in the middle of a character, or mostly text: say nothing more of it
        return NotAWorkbook(name)
    head = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("<?xml"):
        for mark, what in _XML:
            if mark in head:
                return NotAWorkbook(what)
    if head.startswith("mime-version:") or _HTML.search(head):
        return DressedHtml("网页")
    # two letters may well begin a text
    return NotAWorkbook(name) if name and not data.startswith(_WEAK) else DressedText("文本")


def kind_of_package(package: Package) -> str:
    """`xlsx`, `xlsm`, `xlsb` or `ods`. Raises `NotAWorkbook`, `Damaged`."""
    mimetype = package.read("mimetype").strip() if "mimetype" in package else b""
    if mimetype.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        return "ods"
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise NotAWorkbook("OpenDocument 文档")
    if "[Content_Types].xml" in package:
        return _kind_by_content_type(package)
    if "content.xml" in package and "META-INF/manifest.xml" in package:
        return "ods"
    raise NotAWorkbook("压缩包")


def _kind_by_content_type(package: Package) -> str:
    main = main_part(package)
    content_type = _content_type(package, main).lower()
    for ending, kind in _TABLE_TYPES.items():
        if content_type.endswith(ending):
            return kind
    for word, name in (("word", "Word 文档"), ("presentation", "PowerPoint 文稿")):
        if word in content_type:
            raise NotAWorkbook(name)
    if main not in package:
        raise Damaged(f"no part {main}")
    # a writer that got its content types wrong: Excel's own naming decides
    return "xlsb" if main.lower().endswith(".bin") else "xlsx"


def _content_type(package: Package, part: str) -> str:
    default = ""
    for name, tag in elements(package.chunks("[Content_Types].xml"), "Default", "Override"):
        if name == "Override":
            if tag.get("PartName", "").lstrip("/").lower() == part.lower():
                return tag.get("ContentType", "")
        elif part.lower().endswith("." + tag.get("Extension", "").lower()):
            default = tag.get("ContentType", "")
    return default
