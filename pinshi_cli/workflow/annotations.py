"""`pinshi check --annotate`: the copy of a register that goes back to its unit."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.registers.annotated import KINDS, annotated_copy
from pinshi_cli.registers.annotated_list import Problem
from pinshi_cli.registers.annotated_plain import plain_copy
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.encrypted import decrypted, passphrase_of
from pinshi_cli.sheets.encrypting import encrypted
from pinshi_cli.sheets.faults import Fault
from pinshi_cli.sheets.read import cells_from_bytes
from pinshi_cli.sheets.refusals import refusal_of
from pinshi_cli.workflow.registers import PASSWORD_VARIABLE, Call
from pinshi_cli.workflow.targets import OUTPUTS, beside, target

_NAME = re.compile(r"(?P<stem>.+?)-退回(?P<number>\d*)")
_OWN_SUFFIXES = (".xltx", ".xltm", ".xlam")


class Marked(NamedTuple):
    """A copy: its bytes, locked as the register is, and what is to be said of it."""

    data: bytes
    suffix: str
    remark: str = ""


class Asked:
    """A call that remembers the password that a person gave, to lock the copy with it."""

    def __init__(self, call: Call) -> None:
        self.password = call.password or os.environ.get(PASSWORD_VARIABLE) or None
        self._ask = call.ask
        self.call = call if call.ask is None else call._replace(ask=self._asked)

    def _asked(self, name: str) -> str:
        self.password = (self._ask(name) if self._ask else "") or self.password
        return self.password or ""


def marked(path: Path, book: Workbook, problems: Sequence[Problem], password: str | None) -> Marked:
    """The copy of the register at `path`, which was read as `book`. Raises `Refusal`."""
    data = _bytes_of(path, book)
    try:
        passphrase = passphrase_of(data, password)
    except Fault as fault:
        raise refusal_of(fault, path.name) from fault
    remark, suffix, made = "", _suffix(path, book.kind), None
    if book.kind in KINDS:
        try:
            clear = data if passphrase is None else decrypted(data, passphrase)
            made = annotated_copy(clear, book, problems)
        except Fault:
            remark = "原文件的内部结构不一般，退回件只有内容，没有原来的格式"
    else:
        kind = "一组 .csv" if book.kind == "csv" else f".{book.kind}"
        remark = f"原文件是 {kind}，退回件写成 .xlsx，只有内容，没有原来的格式"
    if made is None:
        suffix = ".xlsx"
        plain = plain_copy(book)
        made = annotated_copy(plain, cells_from_bytes(plain, book.file), problems)
    return Marked(made if passphrase is None else encrypted(made, passphrase), suffix, remark)


def copy_path(path: Path, period: str, suffix: str, out: Path | None) -> Path:
    """Where the copy goes: `out`, else beside the register; a copy's copy is the second one."""
    again = _NAME.fullmatch(path.stem)
    stem, number = (again["stem"], again["number"] or "1") if again else (path.stem, "0")
    name = f"{stem}-退回{int(number) + 1 if again else ''}{suffix}"
    folder = path.absolute().parent
    if OUTPUTS not in (folder.name, folder.parent.name):
        folder = beside(path, period)
    return target(out or folder, name, [path])


def _bytes_of(path: Path, book: Workbook) -> bytes:
    """The register's bytes, which must be those that were read."""
    if book.kind == "csv":
        return b""
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "关闭正在使用它的程序（Excel、WPS）后再试。"
        raise refuse("F103", "文件读不出来", hint, file=path.name) from error
    if hashlib.sha256(data).hexdigest() != book.sha256:
        raise refuse("F103", "文件在核查时被改动了", "保存好以后再核查一次。", file=path.name)
    return data


def _suffix(path: Path, kind: str) -> str:
    own = path.suffix.lower()
    return own if own in _OWN_SUFFIXES else f".{kind}"
