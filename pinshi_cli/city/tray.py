"""The outputs of one item, gathered in a folder of their own and put in place as a whole."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pinshi_cli.sheets.write import MANIFEST, manifest_bytes, read_manifest

UNDER_WAY = ".进行中"
"""Where trays stand until the run is whole, below the outputs."""

_OLD = ".old"

_OF_THE_SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems leave in a folder that somebody looks into: nobody's work."""

_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Bytes as they are, on Windows too; a pipe that somebody put there is not waited for."""


class File(NamedTuple):
    """A file of a tray: its path from there (with `/`), its size, its SHA-256."""

    path: str
    size: int
    sha256: str


class Tray:
    """The folder of an item's outputs while they are made; `key` names the item."""

    def __init__(self, outputs: Path, key: str) -> None:
        self.outputs, self.key = outputs, key
        self.folder = tray_of(outputs, key)
        self.files: list[File] = []
        self._made: set[str] = set()
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path: Path | str, data: bytes) -> None:
        """Put down a file; `path` lies below the tray, or is told from there."""
        name = str(path).removeprefix(f"{self.folder}{os.sep}").replace(os.sep, "/")
        place, folder = self.folder / name, name.rpartition("/")[0]
        if folder not in self._made:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        place.write_bytes(data)
        self.files.append(File(name, len(data), hashlib.sha256(data).hexdigest()))

    def close(self) -> None:
        """Note in each folder what stands there."""
        folders: dict[str, dict[str, str]] = {}
        for file in self.files:
            folder, _, name = file.path.rpartition("/")
            folders.setdefault(folder, {})[name] = file.sha256
        for folder, digests in folders.items():
            (self.folder / folder / MANIFEST).write_bytes(manifest_bytes(digests))

    def take_back(self, first: int) -> None:
        """Away with the files put down since there were `first`."""
        for file in self.files[first:]:
            (self.folder / file.path).unlink()
        del self.files[first:]
        for folder in sorted(self._made, reverse=True):
            with contextlib.suppress(OSError):  # others are in it yet
                (self.folder / folder).rmdir()
        self._made.clear()


def tray_of(outputs: Path, key: str) -> Path:
    """Where the tray of an item stands."""
    return (
        outputs / UNDER_WAY / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    )


def trays(outputs: Path) -> set[str]:
    """The names of the trays that stand."""
    try:
        return {each.name for each in (outputs / UNDER_WAY).iterdir()}
    except FileNotFoundError:
        return set()


def gathered(outputs: Path, key: str) -> dict[str, bytes]:
    """All files of an item's tray, by path there; the tray is gone then."""
    folder = tray_of(outputs, key)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    shutil.rmtree(folder, ignore_errors=True)
    return found


def landed(outputs: Path, key: str, files: Mapping[str, bytes]) -> None:
    """Set up an item's tray as it was `gathered` elsewhere. Raises `ValueError` for a way out."""
    folder = tray_of(outputs, key)
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        place = folder / name
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            message = "a file outside its tray"
            raise ValueError(message)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def holds(folder: Path, files: Iterable[File]) -> bool:
    """Whether all these files stand below a folder as they were written.

    A resumed run asks this of every output of a city: no paths are built.
    """
    try:
        return all(_stands(f"{folder}{os.sep}{file.path}", file) for file in files)
    except OSError:
        return False


def is_just(folder: Path, files: Sequence[File]) -> bool:
    """Whether a tray holds these files and no others: one that was broken off may hold more."""
    there = {
        f"{here}{os.sep}{name}"
        for here, _, names in os.walk(folder)
        for name in names
        if name != MANIFEST
    }
    told = {f"{folder}{os.sep}{file.path.replace('/', os.sep)}" for file in files}
    return there == told and holds(folder, files)


def forget(outputs: Path, key: str) -> None:
    """Away with the tray of an item, if there is one."""
    tray = tray_of(outputs, key)
    if os.path.lexists(tray):
        shutil.rmtree(tray, ignore_errors=True)


def _stands(path: str, file: File) -> bool:
    """Whether a file is as it was written, in as few calls of the system as that takes."""
    opened = os.open(path, _TO_READ)
    try:
        data = os.read(opened, file.size + 1)
    finally:
        os.close(opened)
    return len(data) == file.size and hashlib.sha256(data).hexdigest() == file.sha256


def put_in_place(tray: Path, target: Path) -> None:
    """Give a tray its place; what stood there goes. Raises `OSError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = tray.with_suffix(_OLD)
    if os.path.lexists(target):
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    tray.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def touched(folder: Path) -> list[Path]:
    """The files below a place that pinshi did not write, or that were changed since."""
    found = []
    for here, _, names in os.walk(folder):
        written = read_manifest(Path(here))
        for name in sorted(names):
            path = Path(here) / name
            if name in _OF_THE_SYSTEM:
                continue
            if name != MANIFEST and not _is_as_written(path, written.get(name)):
                found.append(path)
    return found


def _is_as_written(path: Path, digest: str | None) -> bool:
    try:
        return digest == hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return False


def take_away(place: Path, outputs: Path) -> None:
    """Remove a place, and the folders above it that are empty then."""
    shutil.rmtree(place, ignore_errors=True)
    for above in place.parents:
        if above == outputs or any(above.iterdir()):
            return
        above.rmdir()


def clear(outputs: Path) -> None:
    """Remove the trays that are left."""
    shutil.rmtree(outputs / UNDER_WAY, ignore_errors=True)
