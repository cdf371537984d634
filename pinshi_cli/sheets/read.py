"""From a path to a workbook: the file, its guard, its reader."""

import hashlib
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.child import read_in_child
from pinshi_cli.sheets.csvs import read_folder
from pinshi_cli.sheets.encrypted import decrypted
from pinshi_cli.sheets.faults import Fault, NeedsPassword
from pinshi_cli.sheets.kinds import ENCRYPTED_PACKAGE, kind_of, kind_of_package
from pinshi_cli.sheets.notes import notes_of
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.refusals import refusal_of
from pinshi_cli.sheets.xlsx import read_xlsx

if TYPE_CHECKING:
    from pinshi_cli.sheets.xlsx import Loaded

MAX_FILE = 256 << 20


def read_workbook(path: Path, password: str | None = None) -> Workbook:
    """Read a workbook, or a folder of .csv files.

    Raises `Refusal` for whatever cannot be read; never anything else, whatever the bytes.
    """
    file = path.name or str(path)
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            return read_folder(path, file)
        if not stat.S_ISREG(state.st_mode):
            raise refuse("F105", "这不是普通文件，不是工作簿", "给出 .xlsx 工作簿。", file=file)
        if state.st_size > MAX_FILE:
            raise refuse("F112", "文件太大，没有读取", "删除多余的内容后另存为 .xlsx。", file=file)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        message = "找不到文件"
        raise refuse("F101", message, "核对文件名和所在文件夹。", file=str(path)) from error
    except PermissionError as error:
        hint = "关闭正在使用它的程序（Excel、WPS），或向管理员要读取权限。"
        raise refuse("F103", "没有权限读取，或文件正被占用", hint, file=file) from error
    except (OSError, ValueError) as error:
        hint = "核对路径；文件在网络盘或 U 盘上时先拷到本机。"
        raise refuse("F103", "文件读不出来", hint, file=file) from error
    return cells_from_bytes(data, file, password)


def cells_from_bytes(data: bytes, file: str, password: str | None = None) -> Workbook:
    """The cells of a workbook that is held in memory. `file` is its name, for messages.

    Looks at no file. An .xlsx is read here; other formats, and everything encrypted, in a child
    process, because what reads them may die of a bad file. Raises `Refusal`.
    """
    if not data:
        raise refuse("F104", "文件是空的（0 字节）", "重新拷贝或下载一份。", file=file)
    try:
        container = kind_of(data)
        package = Package(data) if container == "zip" else None
        kind = kind_of_package(package) if package else "xls"
    except Fault as fault:
        raise refusal_of(fault, file) from fault
    if package and kind in {"xlsx", "xlsm"}:
        return cells_of_package(data, package, kind, file)
    return read_in_child(data, file, password)


def cells_of_package(data: bytes, package: Package, kind: str, file: str) -> Workbook:
    """The cells of an .xlsx or .xlsm that is open already. Raises `Refusal`."""
    return _workbook(data, file, *_loaded(data, package, kind, file))


def cells_here(data: bytes, file: str, password: str | None) -> Workbook:
    """As `cells_from_bytes`, whatever the format, in this very process: the child's own work."""
    try:
        clear, kind, package = _opened(data, password)
    except Fault as fault:
        raise refusal_of(fault, file) from fault
    return _workbook(data, file, *_loaded(clear, package, kind, file))


def _opened(data: bytes, password: str | None) -> tuple[bytes, str, Package | None]:
    """The clear bytes, their kind, and the package where it is one."""
    container = kind_of(data)
    if container == "ole":
        if ENCRYPTED_PACKAGE in data:
            data = decrypted(data, password)
            container = kind_of(data)
        else:
            from pinshi_cli.sheets.xls import open_book

            try:
                open_book(data, on_demand=True).release_resources()
            except NeedsPassword:
                data = decrypted(data, password)
    if container == "zip":
        package = Package(data)
        return data, kind_of_package(package), package
    return data, "xls", None


def _loaded(data: bytes, package: Package | None, kind: str, file: str) -> tuple[str, "Loaded"]:
    try:
        if package is None:
            from pinshi_cli.sheets.xls import read_xls

            return kind, read_xls(data, file)
        if kind == "ods":
            from pinshi_cli.sheets.ods import read_ods

            return kind, read_ods(package, file)
        if kind == "xlsb":
            from pinshi_cli.sheets.xlsb import read_xlsb

            return kind, read_xlsb(package, file)
        return kind, read_xlsx(data, package, file)
    except Fault as fault:
        raise refusal_of(fault, file) from fault


def _workbook(data: bytes, file: str, kind: str, loaded: "Loaded") -> Workbook:
    findings = (*_extension(file, kind), *notes_of(loaded.sheets, file), *loaded.findings)
    return Workbook(file, kind, hashlib.sha256(data).hexdigest(), loaded.sheets, findings=findings)


_SAME = {"xltx": "xlsx", "xltm": "xlsm", "xlam": "xlsm", "xlt": "xls", "et": "xls", "ots": "ods"}


def _extension(file: str, kind: str) -> tuple[Diagnostic, ...]:
    said = PurePath(file).suffix.lower().removeprefix(".")
    if _SAME.get(said, said) == kind:
        return ()
    says = f"扩展名是 .{said}" if said else "文件名没有扩展名"
    note = f"{says}，内容其实是 .{kind}；已按内容读取"
    return (Diagnostic("F131", Severity.NOTE, note, Place(file), f"把扩展名改成 .{kind}。"),)
