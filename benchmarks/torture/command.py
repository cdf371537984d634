"""A command of pinshi in a child whose disk is full or fails."""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from typing import NamedTuple

from benchmarks.torture.later import later_step

NOW, LATER = "now", "later"


class Trouble(NamedTuple):
    """What goes wrong: one of the three, or nothing."""

    size: int | None = None
    """No file may grow beyond so many bytes."""
    pages: int | None = None
    """The database may not grow beyond so many pages."""
    call: tuple[str, int, int, bool] | None = None
    """Under this folder the n-th changing call fails with this error, (True) and all after it."""


def run(pipe: Connection, arguments: Sequence[str], trouble: Trouble, when: str = NOW) -> None:
    """Run the command with its output on the pipe; the last line says whether trouble came.

    `when` is `LATER` for a later pinshi.
    """
    os.dup2(pipe.fileno(), 1)
    os.dup2(pipe.fileno(), 2)
    sys.dont_write_bytecode = True
    from pinshi_cli.cli.main import main

    with ExitStack() as stack:
        if when == LATER:
            stack.enter_context(later_step())
        _arm(trouble)
        code = main(arguments)
        fired = _disarm(trouble)
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, f"\nfired={fired}".encode())
    os._exit(code)


def _arm(trouble: Trouble) -> None:
    if trouble.size is not None:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (trouble.size, most))
    if trouble.pages is not None:
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        limit = f"PRAGMA max_page_count = {trouble.pages}"
        event.listen(Engine, "connect", lambda driver, _record: driver.execute(limit))
    if trouble.call is not None:
        import ctypes

        under, number, error, stays = trouble.call
        ctypes.CDLL(None).torture_arm(under.encode(), number, error, int(stays))


def _disarm(trouble: Trouble) -> int:
    if trouble.call is None:
        return 1
    import ctypes

    library = ctypes.CDLL(None)
    library.torture_disarm()
    return int(library.torture_fired())
