"""Which registers lie below a folder."""

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.sheets.write import MANIFEST, read_manifest

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".et")
JOURNAL = "pinshi-batch.jsonl"
NOT_REGISTERS = ("考核输出", "模板")
"""Folders of pinshi's own, and of templates."""

UNIT_TABLE = "基本信息"


class Found(NamedTuple):
    """A register: its path from the folder on, with `/`, and its size in bytes."""

    file: str
    size: int


def registers_below(folder: Path, but: Collection[Path] = ()) -> list[Found]:
    """All registers below `folder`, sorted by path; `but` are files and folders left out.

    Workbooks by their ending, whatever is in them, and folders of .csv. Hidden files, those that
    Excel locks with (`~$`), templates and what pinshi wrote are none. A link is followed once. A
    folder that cannot be looked into is told of as if it were a register: reading it says why.
    """
    left_out = {os.path.realpath(each) for each in but}
    found = [Found(file, size_of(folder / file)) for file in _below(folder, left_out)]
    return sorted(found)


def _below(top: Path, left_out: set[str]) -> Iterator[str]:
    waiting = [""]
    seen = set(left_out)
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(top / here)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(top / here), key=lambda each: each.name)
        except OSError:
            yield here or "."
            continue
        if here and _is_register(entries):
            yield here
        elif not here or not _is_output(entries):
            folders, files = _parted(top / here, entries)
            waiting += (f"{here}/{name}" if here else name for name in folders)
            paths = (f"{here}/{name}" if here else name for name in files)
            yield from (path for path in paths if os.path.realpath(top / path) not in left_out)


def _parted(folder: Path, entries: Collection[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """The folders to look into, and the workbooks."""
    own = _own(folder, entries)
    shown = [each for each in entries if not each.name.startswith((".", "~$"))]
    folders = [each.name for each in shown if each.is_dir() and each.name not in NOT_REGISTERS]
    books = [each.name for each in shown if each.name.lower().endswith(ENDINGS)]
    return folders, [name for name in books if name not in {*folders, *own}]


def _is_output(entries: Collection[os.DirEntry[str]]) -> bool:
    return any(entry.name == JOURNAL for entry in entries)


def _is_register(entries: Collection[os.DirEntry[str]]) -> bool:
    """Whether the folder itself is a register: 基本信息 as .csv, and no workbook beside it."""
    names = [entry.name for entry in entries if not entry.name.startswith((".", "~$"))]
    if any(name.lower().endswith(ENDINGS) for name in names):
        return False
    return any(UNIT_TABLE in name for name in names if name.lower().endswith(".csv"))


def _own(folder: Path, entries: Collection[os.DirEntry[str]]) -> set[str]:
    """The files here that pinshi wrote itself and nobody has touched since."""
    if not any(entry.name == MANIFEST for entry in entries):
        return set()
    written = read_manifest(folder)
    return {name for name, digest in written.items() if _digest(folder / name) == digest}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""  # what is wrong with it is said where it is read


def size_of(path: Path) -> int:
    """How many bytes a register has; of a folder of .csv its files together."""
    try:
        files = os.scandir(path) if path.is_dir() else [path]
        return sum(each.stat().st_size for each in files)
    except OSError:
        return 0  # what is wrong with it is said where it is read
