"""One run at a time writes into a folder."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

NAME = ".pinshi-batch.lock"
PATIENCE = 15.0
"""So long the workers of a run that was killed may take to end."""


def hold(folder: Path) -> int | None:
    """Hold the folder for a run; None where another one holds it. Its workers `share` it."""
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666)
    until = time.monotonic() + PATIENCE
    while not _alone(handle):
        if time.monotonic() >= until:
            os.close(handle)
            return None
        time.sleep(0.1)
    return handle


def share(folder: Path) -> None:
    """Called in a worker: as long as it lives no other run begins."""
    with contextlib.suppress(OSError, ImportError):  # Windows: the parent alone holds it
        import fcntl

        fcntl.flock(os.open(folder / NAME, os.O_RDWR), fcntl.LOCK_SH)


@contextlib.contextmanager
def held(handle: int) -> Iterator[None]:
    """Lets go at the end."""
    try:
        yield
    finally:
        os.close(handle)


def _alone(handle: int) -> bool:
    """Whether nobody else was there; then it is shared with our own workers."""
    try:
        import fcntl
    except ImportError:
        return _alone_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    fcntl.flock(handle, fcntl.LOCK_SH)
    return True


def _alone_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
