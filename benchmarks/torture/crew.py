"""Child processes that may be killed at any moment: forked from a server with all imports done."""

import contextlib
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

_LOADED = ["__main__", "benchmarks.torture.work", "benchmarks.torture.loaded"]
_METHOD = "spawn" if sys.platform == "win32" else "forkserver"


class Child:
    """A running child and what it said on its pipe."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process = process
        self._pipe = pipe

    def kill(self) -> list[str]:
        """Send kill -9; then all that it had said before."""
        self._process.kill()
        return self.said()

    def said(self) -> list[str]:
        """Everything that the child says until it ends."""
        said = []
        with contextlib.suppress(EOFError, OSError):  # an end in the middle of a word
            while True:
                said.append(self._pipe.recv_bytes().decode())
        self._process.join()
        self._pipe.close()
        return said

    def first(self) -> None:
        """Wait for the first word, then kill."""
        self._pipe.poll(60)
        self.kill()

    def printed(self) -> tuple[int | None, str]:
        """Its exit code and what it printed, where the pipe was its standard output."""
        parts = []
        while self._pipe.poll(60):
            part = os.read(self._pipe.fileno(), 65536)
            if not part:
                break
            parts.append(part)
        else:
            self._process.kill()  # it hangs: its exit code says so
        self._process.join()
        self._pipe.close()
        return self._process.exitcode, b"".join(parts).decode("utf-8", "replace")


def start(work: Callable[..., None], *arguments: object) -> Child:
    """Run `work(pipe, *arguments)` in a child."""
    context: Any = multiprocessing.get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(_LOADED)
    own, given = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(given, *arguments), daemon=True)
    process.start()
    given.close()
    return Child(process, own)


class Killer:
    """Kills at random moments of some work, from its very beginning until some turns are done."""

    def __init__(self, chance: random.Random, work: Callable[..., None]) -> None:
        self._chance = chance
        self._work = work
        self._turn = 0.2

    def watch(self, *arguments: object) -> None:
        """Let the work be done once, to know how long a turn takes until it is said."""
        child = start(self._work, *arguments)
        begin = time.monotonic()
        child.first()
        self._turn = time.monotonic() - begin

    def __call__(self, *arguments: object) -> list[str]:
        """Run a child, kill it; what it had said."""
        child = start(self._work, *arguments)
        turns = self._chance.choice((0.1, 0.5, 1.0, 1.5, 3.0))
        time.sleep(self._chance.uniform(0, turns * self._turn))
        return child.kill()
