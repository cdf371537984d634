"""Which registers a call means: files as they are, of a folder every register below it."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.csvs import csv_files
from pinshi_cli.sheets.write import read_manifest
from pinshi_cli.workflow.targets import OUTPUTS

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")


class Found(NamedTuple):
    """The registers meant, in their order; `folders` were looked through.

    `skipped` are files there that pinshi itself wrote and nobody has touched since.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    skipped: tuple[Path, ...] = ()

    def name_of(self, file: Path) -> str:
        """How the file is called in messages: of one in a folder, the way to it from there."""
        folder = next((each for each in self.folders if file.is_relative_to(each)), file.parent)
        return file.relative_to(folder).as_posix()


def told_apart(files: Sequence[Path]) -> list[str]:
    """How files are called in messages: their names, of namesakes with their folders'."""
    times = Counter(file.name for file in files)
    return [
        file.name if times[file.name] == 1 else f"{file.absolute().parent.name}/{file.name}"
        for file in files
    ]


def find_registers(paths: Sequence[Path]) -> Found:
    """Files and folders of .csv as they are; of any other folder the registers below it, sorted.

    Raises `Refusal`: F102 for a folder without any, F103 for one that cannot be looked into.
    """
    files: list[Path] = []
    skipped: list[Path] = []
    folders = []
    for path in paths:
        if not path.is_dir() or _is_register(path):
            files.append(path)
            continue
        folders.append(path)
        below = list(_below(path))
        own = [each for each in below if _is_own(each)]
        if len(own) == len(below):
            hint = "把登记簿（.xlsx）放进去，或写登记簿的文件名。"
            raise refuse("F102", "这个文件夹里没有登记簿", hint, file=path.name or str(path))
        files += [each for each in below if each not in own]
        skipped += own
    return Found(tuple(files), tuple(folders), tuple(skipped))


def _below(folder: Path) -> Iterator[Path]:
    """Workbooks and folders of .csv, by name; lock files, hidden ones and outputs left out."""
    for name, folders, files in os.walk(folder, onerror=_unreadable):
        here = Path(name)
        folders[:] = sorted(each for each in folders if each != OUTPUTS and not _hidden(each))
        yield from (
            here / each
            for each in sorted(files)
            if not _hidden(each) and Path(each).suffix.lower() in _ENDINGS
        )
        tables = [each for each in folders if _is_register(here / each)]
        yield from (here / each for each in tables)
        folders[:] = [each for each in folders if each not in tables]


def _unreadable(error: OSError) -> NoReturn:
    folder = str(error.filename)
    raise refuse("F103", "没有权限看这个文件夹", "向管理员要读取权限。", file=folder)


def _is_register(folder: Path) -> bool:
    """Whether the folder itself is a register: .csv files, and no workbook beside them."""
    try:
        return bool(csv_files(folder)) and not any(
            each.suffix.lower() in _ENDINGS and not _hidden(each.name) for each in folder.iterdir()
        )
    except OSError as error:
        _unreadable(error)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_own(path: Path) -> bool:
    """Whether pinshi wrote this file, and it still is as it was."""
    written = read_manifest(path.parent).get(path.name)
    try:
        return written is not None and hashlib.sha256(path.read_bytes()).hexdigest() == written
    except OSError:
        return False  # what is wrong with it is said where it is read as a register
