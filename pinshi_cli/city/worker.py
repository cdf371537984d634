"""A worker process: does chunks of work until nobody sends any more."""

import contextlib
import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pinshi_cli.city.executor import FAULT, MEMORY, Lost, Work

READY, MORE, DONE, LOST = "ready", "more", "done", "lost"
"""What a worker says, each with one thing more."""


def serve(connection: Connection, work: Work[Any, Any], memory: int) -> None:
    """The worker's whole life. It ends with its parent, whatever ends that."""
    _be_apart()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(memory)
    gc.set_threshold(100_000, 50, 100)
    working = work()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):  # nobody is there to hear more of it
        connection.send((READY, None))
        while True:
            for item in connection.recv():
                connection.send(_done(working, item, connection))


def _done(working: Any, item: object, connection: Connection) -> tuple[str, object]:  # noqa: ANN401  # any work's
    try:
        return DONE, working(item, lambda seconds: connection.send((MORE, seconds)))
    except MemoryError:
        return LOST, Lost(MEMORY)
    except Exception as fault:  # noqa: BLE001  # one register's fault is not the others'
        return LOST, Lost(FAULT, _frames(fault))


def _frames(fault: BaseException) -> str:
    """Where our own fault lies: the kind and the last frames, nothing of the data."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(fault.__traceback__)[-4:]
    places = (f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames)
    return " < ".join((type(fault).__name__, *reversed(list(places))))


def _be_apart() -> None:
    """A group of its own, so that it is ended with its children; what libraries print is lost."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: time is the only limit
        return
    for kind, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (ceiling, ceiling))
