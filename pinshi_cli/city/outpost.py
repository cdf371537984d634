"""On a machine of a cluster: chunks of work, each in a guarded process beside Dask's own.

Dask's worker only carries bytes. What a register does to its reader, it does to a process that
`city.local` guards; what must be alike there and here is told by `seal`.
"""

import hashlib
import os
import pickle
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import pinshi_cli
from pinshi_cli.city.executor import Lost

LIBRARIES = ("python-calamine", "xlsxwriter", "xlrd", "msoffcrypto-tool", "chinesecalendar")
"""What reads registers and writes outputs: another version might write other bytes."""

PATIENCE = 10.0
"""So long a host may take to end."""

Seal = dict[str, str]


class Kit(NamedTuple):
    """What all chunks of a run share. Paths are told from the folder where the work is done.

    `work` is pickled; `files` lie there before it begins, and its trays stand in `outputs`.
    `seconds` and `memory` are limits as `Local` has them.
    """

    work: bytes
    files: dict[str, bytes]
    outputs: str
    seconds: Any
    memory: int
    preload: Sequence[str] = ()


class Parcel(NamedTuple):
    """An item with the files that it needs, by path."""

    item: Any
    files: dict[str, bytes]


class Outcome(NamedTuple):
    """What became of the item at a place of its chunk; the files of its tray, by path there."""

    at: int
    result: Any
    lost: Lost | None
    files: dict[str, bytes]


class Otherwise(NamedTuple):
    """A worker's refusal: its seal is another."""

    seal: Seal


@cache
def seal() -> Seal:
    """What makes two machines give the same bytes: the code, the packs, the libraries."""
    said = {"pinshi": f"{pinshi_cli.__version__}（{_digest_of_code()}）"}
    for name in LIBRARIES:
        said[name] = metadata.version(name)
    return said | {"zlib": zlib.ZLIB_RUNTIME_VERSION}


def _digest_of_code() -> str:
    """Of all code, packs and templates that are installed."""
    package = Path(pinshi_cli.__file__).parent
    templates = package / "templates"
    if not templates.is_dir():
        templates = package.parent / "templates"
    own = (path for each in ("*.py", "*.toml") for path in package.rglob(each))
    kept = [path for path in own if not {"sample_data", "templates"} & {*path.parts}]
    whole = hashlib.sha256()
    for path in (*sorted(kept), *sorted(_papers(templates))):
        whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def _papers(folder: Path) -> Iterable[Path]:
    return (path for ending in ("*.xlsx", "*.docx") for path in folder.glob(ending))


def keep(kit: bytes) -> bytes:
    """The kit, held by the cluster for all chunks; made again where its holder is lost."""
    return kit


def carry_out(kit: bytes, ours: Seal, parcels: bytes) -> "bytes | Otherwise":
    """Called by Dask: the chunk's outcomes, pickled. Raises `OSError` where its host has died."""
    if seal() != ours:
        return Otherwise(seal())
    host = _take(kit)
    try:
        done = host.asked(parcels)
    except BaseException:
        host.end()
        raise
    with _GUARD:
        _IDLE.append(host)
    return done


def dismiss() -> None:
    """End the hosts that have nothing to do."""
    with _GUARD:
        idle, _IDLE[:] = list(_IDLE), []
    for host in idle:
        host.end()


class _Host:
    """A process beside Dask's, begun for a kit; it ends when nobody holds its pipes any more."""

    def __init__(self, kit: bytes) -> None:
        self.of = hashlib.sha256(kit).digest()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pinshi_cli.city.host"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
        )
        if self.process.stdin is None or self.process.stdout is None:
            message = "a host without pipes"
            raise OSError(message)
        with self.process.stdin as to, self.process.stdout as from_:
            self._to = Connection(os.dup(to.fileno()), readable=False)
            self._from = Connection(os.dup(from_.fileno()), writable=False)
        self._to.send_bytes(kit)

    def asked(self, parcels: bytes) -> bytes:
        self._to.send_bytes(parcels)
        return self._from.recv_bytes()

    def lives(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Nobody asks any more: it clears away what it has, and ends."""
        self._to.close()
        self._from.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_IDLE: list[_Host] = []
_GUARD = threading.Lock()


def _take(kit: bytes) -> _Host:
    """A host of this kit that is free, else a new one; those of other runs are ended."""
    of = hashlib.sha256(kit).digest()
    with _GUARD:
        idle, _IDLE[:] = list(_IDLE), []
        found = next((each for each in idle if each.of == of and each.lives()), None)
        _IDLE.extend(each for each in idle if each.of == of and each is not found)
    for each in idle:
        if each.of != of:
            each.end()
    return found or _Host(kit)


def packed(parcels: Sequence[Parcel]) -> bytes:
    """Parcels as they travel."""
    return pickle.dumps(parcels, pickle.HIGHEST_PROTOCOL)


def unpacked(outcomes: bytes) -> list[Outcome]:
    """Outcomes as they came home."""
    found: list[Outcome] = pickle.loads(outcomes)  # noqa: S301  # of our own worker, sealed as we
    return found
