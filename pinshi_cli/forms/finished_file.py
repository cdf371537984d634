"""A finished notice of any format, by its bytes."""

from pathlib import PurePath

from pinshi_cli.forms.finished import Finished
from pinshi_cli.forms.finished_docx import read_docx
from pinshi_cli.forms.finished_text import read_pdf, read_text
from pinshi_cli.forms.finished_xlsx import read_other_workbook, read_xlsx_notice
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.faults import Fault, NotAWorkbook
from pinshi_cli.sheets.kinds import OLE, kind_of_package
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.read import cells_from_bytes
from pinshi_cli.sheets.refusals import refusal_of

_OLD_WRITERS = (".doc", ".wps", ".rtf", ".odt", ".wpt")


def finished_of(data: bytes, file: str, password: str | None = None) -> Finished:
    """The notice in these bytes. Raises `Refusal` where nobody can read them."""
    ending = PurePath(file).suffix.lower()
    if not data:
        raise refuse("F104", "文件是空的（0 字节）", "重新拷贝或下载一份。", file=file)
    if ending in _OLD_WRITERS:
        message = f"{ending} 文件查不了"
        raise refuse("U725", message, "用 WPS 或 Word 另存为 .docx 后再检查。", file=file)
    if data.startswith(b"%PDF"):
        return read_pdf(data, file)
    if data.startswith(b"PK\x03\x04"):
        return _of_package(data, file, password)
    if data.startswith(OLE) or ending == ".xls":
        return read_other_workbook(cells_from_bytes(data, file, password))
    return read_text(data, file)


def _of_package(data: bytes, file: str, password: str | None) -> Finished:
    try:
        package = Package(data)
        try:
            kind = kind_of_package(package)
        except NotAWorkbook as other:
            if str(other) != "Word 文档":
                raise
            return read_docx(package, file)
        book = cells_from_bytes(data, file, password)
        if kind in ("xlsx", "xlsm"):
            return read_xlsx_notice(book, package)
    except NotAWorkbook as fault:
        message = f"这是{fault}，查不了"
        hint = "公示另存为 .docx、.xlsx 或 .txt 后再检查。"
        raise refuse("U725", message, hint, file=file) from fault
    except Fault as fault:
        raise refusal_of(fault, file) from fault
    return read_other_workbook(book)
