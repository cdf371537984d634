"""Registers that lie elsewhere: any address that fsspec reads, brought into a folder here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pinshi_cli.city.executor import chunks_of
from pinshi_cli.city.found import ENDINGS, JOURNAL, NOT_REGISTERS
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.extras import to_install
from pinshi_cli.sheets.read import MAX_FILE
from pinshi_cli.sheets.write import MANIFEST

TOGETHER = 32
"""So many files are asked for at a time."""

FAILURES = (Exception,)
"""What a file system may raise: each has errors of its own, and no one kind stands above them."""

_PATTERN = frozenset("*?[")
OUTPUTS = NOT_REGISTERS[0]
MOST = MAX_FILE
"""A larger file is not fetched: it stands here as so many empty bytes, and is refused for that."""


class _Remote(NamedTuple):
    """A file of an address: its path from there on, its size, what the address calls it."""

    name: str
    size: int
    there: str


def is_address(said: str) -> bool:
    """Whether a folder is told by an address rather than by its path."""
    return "://" in said


@contextmanager
def brought(address: str) -> Iterator[Path]:
    """The registers of an address in a folder, with what lies beside them, as long as it lasts.

    Raises `Refusal` B054 where the address cannot be read, all of it.
    """
    files = _Files(address)
    with TemporaryDirectory(prefix="pinshi-") as scratch:
        folder = Path(scratch) / files.name
        folder.mkdir()
        for some in chunks_of(files.found(), TOGETHER):
            files.fetch(some, folder)
        yield folder


def system_at(address: str) -> tuple[Any, str]:
    """The file system of an address, and its place there. Raises `Refusal` B054."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        hint = f"{to_install('cluster')}；或先把登记簿拷到本机。"
        raise refuse("B054", "没有安装 fsspec，读不了地址", hint, file=address) from None
    try:
        system, top = url_to_fs(address)
    except ImportError as error:
        hint = f"按 fsspec 的说明另装（s3:// 是 s3fs）：{error}"
        scheme = address.partition("://")[0]
        raise refuse("B054", f"读不了 {scheme}:// 的地址", hint, file=address) from error
    except FAILURES as error:
        raise unread(address, error) from error
    return system, top


def unread(address: str, error: Exception) -> Refusal:
    """What is said where an address cannot be read."""
    message = f"这个地址读不了（{type(error).__name__}）"
    return refuse("B054", message, "核对地址、网络和读取权限。", file=address)


def contents(system: Any, paths: Sequence[str]) -> dict[str, bytes]:  # noqa: ANN401  # fsspec's
    """What is in these files of a file system, by their paths.

    Many at a time where it can: but then it takes `[` and the like for patterns.
    """
    plain = [path for path in paths if not _is_pattern(path)]
    found: dict[str, bytes] = system.cat(plain) if plain else {}
    return {path: found[path] if path in found else system.cat_file(path) for path in paths}


def remove(system: Any, paths: Sequence[str]) -> None:  # noqa: ANN401  # fsspec's
    """Take these files away from a file system, none that only looks like one of them."""
    if plain := [path for path in paths if not _is_pattern(path)]:
        system.rm(plain)
    for path in paths:
        if _is_pattern(path):
            system.rm_file(path)


class _Files:
    """The files below an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.system, self.top = system_at(address)
        self.name = PurePosixPath(self.top).name or address.partition("://")[0]

    def found(self) -> list[_Remote]:
        """What is to be fetched: registers, the calendar, the templates."""
        try:
            said: dict[str, dict[str, Any]] = self.system.find(self.top, detail=True)
        except FAILURES as error:
            raise unread(self.address, error) from error
        remote = [
            _Remote(there.removeprefix(self.top).lstrip("/"), int(told.get("size") or 0), there)
            for there, told in said.items()
        ]
        outputs = _outputs_among(remote)
        return [each for each in remote if _is_wanted(PurePosixPath(each.name), outputs)]

    def fetch(self, files: Sequence[_Remote], folder: Path) -> None:
        """Bring some files into the folder."""
        small = [each for each in files if each.size <= MOST]
        data = self._read([each.there for each in small])
        for each in files:
            place = folder / each.name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as written:
                if each.size > MOST:
                    written.truncate(each.size)
                else:
                    written.write(data[each.there])

    def _read(self, paths: list[str]) -> dict[str, bytes]:
        if not paths:
            return {}
        try:
            return contents(self.system, paths)
        except FAILURES as error:
            raise unread(self.address, error) from error


def _outputs_among(files: Sequence[_Remote]) -> frozenset[PurePosixPath]:
    """The folders into which a batch has written, the one of this run too if it stands there."""
    paths = (PurePosixPath(each.name) for each in files)
    folders = {path.parent for path in paths if path.name == JOURNAL}
    return frozenset(folders - {PurePosixPath()})  # as here, the top itself is always looked into


def _is_wanted(name: PurePosixPath, outputs: frozenset[PurePosixPath]) -> bool:
    if name.is_absolute() or not name.parts or OUTPUTS in name.parts:
        return False
    if any(part.startswith((".", "~$")) for part in name.parts):
        return False
    if not outputs.isdisjoint(name.parents):
        return False
    # the manifest tells which workbooks beside it pinshi wrote
    return name.name == MANIFEST or name.suffix.lower() in (*ENDINGS, ".csv", ".docx", ".toml")


def _is_pattern(path: str) -> bool:
    return not _PATTERN.isdisjoint(path)
