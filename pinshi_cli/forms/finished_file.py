"""A finished notice of any format, by its bytes."""

from pathlib import PurePath

from pinshi_cli.forms.finished import Finished
from pinshi_cli.forms.finished_docx import read_docx
from pinshi_cli.forms.finished_pdf import read_pdf
from pinshi_cli.forms.finished_text import read_text
from pinshi_cli.forms.finished_xlsx import read_other_workbook, read_xlsx_notice
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets.faults import DressedText, Fault, NotAWorkbook
from pinshi_cli.sheets.kinds import ENCRYPTED_PACKAGE, OLE, kind_of, kind_of_package
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.read import cells_from_bytes, cells_of_package
from pinshi_cli.sheets.refusals import refusal_of

_OLD_WRITERS = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".uot", ".uof")
_WORD = "WordDocument".encode("utf-16-le")
_WRITER_PACKAGES = (".docx", ".docm", ".dotx")
_WAY_OUT = "公示另存为 .docx、.xlsx、.pdf 或 .txt 后再检查。"
_AS_DOCX = "用 WPS 或 Word 另存为 .docx 后再检查。"
_PICTURE = "图片里的字读不出来；检查做成图片之前的 .docx 或 .xlsx，没有的请人逐行看一遍。"
_HINTS = {
    "图片": _PICTURE,
    "RTF 文档": _AS_DOCX,
    "网页": _AS_DOCX,
    "OFD 版式文件": "检查导出之前的 .docx 或 .xlsx；或在阅读器里另存为 PDF。",
}


def finished_of(data: bytes, file: str, password: str | None = None) -> Finished:
    """The notice in these bytes. Raises `Refusal` where nobody can read them."""
    ending = PurePath(file).suffix.lower()
    if not data:
        raise refuse("F104", "文件是空的（0 字节）", "重新拷贝或下载一份。", file=file)
    if data.startswith(b"PK\x03\x04"):
        return _of_package(data, file, password)
    if data.startswith(OLE):
        return _of_container(data, ending, file, password)
    if b"%PDF-" in data[:1024]:  # a mail program may have put something before it
        return read_pdf(data, file, password)
    if ending in _OLD_WRITERS:
        raise refuse("U725", f"{ending} 文件查不了", _AS_DOCX, file=file)
    try:
        kind_of(data)
    except DressedText:
        return read_text(data, file)
    except NotAWorkbook as fault:
        if not str(fault):
            return read_text(data, file)
        raise _not_readable(fault, file) from fault
    return read_other_workbook(cells_from_bytes(data, file, password))


def _not_readable(fault: NotAWorkbook, file: str) -> Refusal:
    what = str(fault)
    said = f"这是{what}，查不了" if what else "认不出它的格式，查不了"
    return refuse("U725", said, _HINTS.get(what, _WAY_OUT), file=file)


def _of_container(data: bytes, ending: str, file: str, password: str | None) -> Finished:
    """A file of the old Office, or one that is locked with a password."""
    locked = ENCRYPTED_PACKAGE in data
    if locked and ending in _WRITER_PACKAGES:
        hint = "用 WPS 或 Word 取消打开密码后再检查；要公示的文件不该有密码。"
        raise refuse("U725", "Word 文档有打开密码，查不了", hint, file=file)
    if ending in _OLD_WRITERS or (_WORD in data and not locked):
        raise refuse("U725", "这是旧格式的 Word 或 WPS 文档，查不了", _AS_DOCX, file=file)
    return read_other_workbook(cells_from_bytes(data, file, password))


def _of_package(data: bytes, file: str, password: str | None) -> Finished:
    try:
        package = Package(data)
        try:
            kind = kind_of_package(package)
        except NotAWorkbook as other:
            if str(other) == "Word 文档":
                return read_docx(package, file)
            if "OFD.xml" in package:
                raise NotAWorkbook("OFD 版式文件") from other
            raise
        if kind in ("xlsx", "xlsm"):
            return read_xlsx_notice(cells_of_package(data, package, kind, file), package)
    except NotAWorkbook as fault:
        raise _not_readable(fault, file) from fault
    except Fault as fault:
        raise refusal_of(fault, file) from fault
    return read_other_workbook(cells_from_bytes(data, file, password))
