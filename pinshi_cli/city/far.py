"""Outputs that go to an address: what stands there is brought here, and put back where it changed.

In between the folder here is as any other; the manifest goes first and comes last, so that there
too it tells whether a run is whole. However far the sending comes, what lies there is known for
pinshi's own: the journal is the first that comes, an output lies only beside a manifest with its
digest, and its folder is among the places.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pinshi_cli.city.address import FAILURES, TOGETHER, contents, remove, system_at, unread
from pinshi_cli.city.executor import chunks_of
from pinshi_cli.city.found import JOURNAL
from pinshi_cli.city.journal import MANIFEST
from pinshi_cli.city.lock import NAME as LOCK
from pinshi_cli.city.placed import NAME as PLACES
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets.write import MANIFEST as OWN

_FIRST, _OWN, _OUTPUTS, _LAST = range(4)
"""The turns in which files are sent; they go in the reverse."""


@contextmanager
def kept_at(address: str) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A folder that is as the address is, and what makes the address as the folder is then.

    That is called when all is done; a run that is refused or broken off puts back what it has.
    Raises `Refusal`: B054 where the address cannot be read, B055 where it cannot be written to,
    B056 where other files lie there.
    """
    far = _Far(address)
    with TemporaryDirectory(prefix="pinshi-") as scratch:
        folder = Path(scratch) / far.name
        folder.mkdir()
        far.bring(folder)
        try:
            yield folder, partial(far.put_back, folder)
        except BaseException:  # Ctrl-C too
            far.put_back(folder)
            raise


class _Far:
    """The files at an address, each known by the digest of what was brought."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.system, top = system_at(address)
        self.top = top.rstrip("/")
        self.name = PurePosixPath(self.top).name or "输出"
        self.known: dict[str, str] = {}

    def bring(self, folder: Path) -> None:
        """Everything of an earlier run."""
        try:
            found = self._found()
            if found and JOURNAL not in found:
                hint = "换一个空的地址，或上次批量写出的地址。"
                raise refuse("B056", "这个地址里有别的文件", hint, file=self.address)
            for some in chunks_of(found, TOGETHER):
                data = contents(self.system, [self._at(name) for name in some])
                for name in some:
                    self._lay(folder, name, data[self._at(name)])
        except Refusal:
            raise
        except FAILURES as error:
            raise unread(self.address, error) from error

    def put_back(self, folder: Path) -> None:
        """What is new or otherwise, and away with what is gone."""
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
        files = {name: path for name, path in files.items() if path.is_file() and name != LOCK}
        now = {name: _digest(path.read_bytes()) for name, path in files.items()}
        new = [name for name in now if name == MANIFEST or now[name] != self.known.get(name)]
        gone = [name for name in self.known if name not in files]
        gone += [name for name in new if name in self.known and _turn(name) in {_OUTPUTS, _LAST}]
        try:
            for turn in (_LAST, _OUTPUTS, _OWN):  # what says that an output is ours outlasts it
                self._remove([name for name in gone if _turn(name) == turn])
            for turn in (_FIRST, _OWN, _OUTPUTS, _LAST):
                for some in chunks_of((name for name in new if _turn(name) == turn), TOGETHER):
                    self._write({name: files[name].read_bytes() for name in some})
        except FAILURES as error:
            message = f"写不到这个地址（{type(error).__name__}）"
            hint = "核对地址、网络和写入权限，再运行一次。"
            raise refuse("B055", message, hint, file=self.address) from error

    def _found(self) -> list[str]:
        said = self.system.find(self.top) if self.system.exists(self.top) else []
        return [there.removeprefix(self.top).lstrip("/") for there in said]

    def _at(self, name: str) -> str:
        return f"{self.top}/{name}"

    def _lay(self, folder: Path, name: str, data: bytes) -> None:
        if ".." in PurePosixPath(name).parts:
            return
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.known[name] = _digest(data)

    def _write(self, files: Mapping[str, bytes]) -> None:
        for folder in sorted({self._at(name).rpartition("/")[0] for name in files}):
            self.system.makedirs(folder, exist_ok=True)
        self.system.pipe({self._at(name): data for name, data in files.items()})
        self.known |= {name: _digest(data) for name, data in files.items()}

    def _remove(self, names: list[str]) -> None:
        if names:
            remove(self.system, [self._at(name) for name in names])
        for name in names:
            del self.known[name]


def _turn(name: str) -> int:
    """When a file is sent."""
    turns = {JOURNAL: _FIRST, PLACES: _OWN, MANIFEST: _LAST}
    return turns.get(name, _OWN if PurePosixPath(name).name == OWN else _OUTPUTS)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
