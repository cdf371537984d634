"""Work on this machine: worker processes, each with a pipe of its own.

No lock is shared and no thread is asked, so that a worker may die at any moment and nothing waits
for it: its parent knows which item it had, and gives the rest of its chunk to another.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic

from pinshi_cli.city.executor import DIED, MEMORY, SLOW, Done, Item, Lost, Result, Work
from pinshi_cli.city.worker import DONE, MORE, READY, serve

MEMORY_EACH = 1 << 30
START_SECONDS = 60.0
"""A worker that is not ready by then never will be."""

TRIES = 3
"""So many workers may fail to begin, one after the other."""

Context = multiprocessing.context.BaseContext


class Local:
    """Runs work in `jobs` processes of this machine.

    `seconds` says how long an item may take (before it asks for more), `memory` what a worker may
    have (where the system counts it), `preload` which modules all workers need.
    """

    def __init__(
        self,
        jobs: int,
        seconds: Callable[[Any], float],
        *,
        memory: int = MEMORY_EACH,
        preload: Sequence[str] = (),
    ) -> None:
        self.jobs = jobs
        self.seconds = seconds
        self.memory = memory
        # forked from a clean server: cheap to replace, and no thread of ours is ever copied
        self.context: Context = multiprocessing.get_context(
            "spawn" if os.name == "nt" else "forkserver"
        )
        if os.name != "nt":
            self.context.set_forkserver_preload([*preload, "pinshi_cli.city.worker"])

    def run(
        self, work: Work[Item, Result], chunks: Iterable[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]:
        """See `Executor`. Closing the iterator ends all workers.

        A chunk is asked for when somebody is free for it: with one job, when all before is done.
        """
        _serve_undisturbed()
        waiting = _Waiting(chunks)
        hands: list[_Hand[Item, Result]] = []
        failures = 0
        try:
            while any(hand.items for hand in hands) or waiting:
                while len(hands) < self.jobs and waiting.more_than(_free(hands)):
                    hands.append(_Hand(self, work))
                for hand in hands:
                    if hand.ready and not hand.items and waiting:
                        hand.give(waiting.take())
                for hand in _speaking(hands):
                    yield from hand.heard()
                failures = 0 if any(hand.ready for hand in hands) else failures
                for hand in [each for each in hands if each.ended]:
                    hands.remove(hand)
                    waiting.back(hand.items)
                    failures += not hand.ready
                if failures >= TRIES:
                    message = "worker processes do not begin"
                    raise RuntimeError(message)
        finally:
            for hand in hands:
                hand.end()


def _serve_undisturbed() -> None:
    """Begin the server that workers are forked from, deaf to Ctrl-C: that is for the parent."""
    if os.name == "nt":
        return
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # first, since it hears again when it has begun
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Waiting(Generic[Item]):
    """The chunks that nobody has yet; true while there are any."""

    def __init__(self, chunks: Iterable[Sequence[Item]]) -> None:
        self._chunks = iter(chunks)
        self._next: deque[Sequence[Item]] = deque()

    def __bool__(self) -> bool:
        return self.more_than(0)

    def more_than(self, some: int) -> bool:
        """Whether so many chunks wait, and one more; no other is asked for to tell."""
        while len(self._next) <= some and (chunk := next(self._chunks, ())):
            self._next.append(chunk)
        return len(self._next) > some

    def take(self) -> Sequence[Item]:
        return self._next.popleft()

    def back(self, items: Sequence[Item]) -> None:
        """What a worker has left undone goes first, one by one."""
        self._next.extendleft((item,) for item in reversed(items))


class _Hand(Generic[Item, Result]):
    """A worker process as its parent sees it. `items` are what it has: the first is at work."""

    def __init__(self, pool: Local, work: Work[Item, Result]) -> None:
        self.pool = pool
        self.items: deque[Item] = deque()
        self.ready = self.ended = False
        self.connection, theirs = pool.context.Pipe()
        self.process: BaseProcess = pool.context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, work, pool.memory), daemon=True
        )
        self.process.start()
        theirs.close()
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, chunk: Sequence[Item]) -> None:
        self.items.extend(chunk)
        with contextlib.suppress(OSError):  # it has died since: that is heard next
            self.connection.send(list(chunk))
        self._begin()

    def heard(self) -> Iterator[Done[Item, Result]]:
        """What it has said, or that it has died or taken too long."""
        if not self.connection.poll():
            if time.monotonic() >= self.deadline and (self.items or not self.ready):
                yield from self._lost(Lost(SLOW))
            return
        try:
            kind, said = self.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self.process.join(1)
            yield from self._lost(Lost(DIED, str(self.process.exitcode)))
            return
        if kind == READY:
            self.ready = True
        elif kind == MORE:
            self.deadline = time.monotonic() + said
        elif kind == DONE:
            yield Done(self._next(), said)
        elif said.how == MEMORY:  # what else it holds, nobody knows: a new one goes on
            yield from self._lost(said)
        else:
            yield Done(self._next(), None, said)

    def end(self) -> None:
        """End it at once, with whatever it has begun itself."""
        self.ended = True
        with contextlib.suppress(OSError):  # gone already, or not yet a group of its own
            if hasattr(os, "killpg") and self.process.pid is not None:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _lost(self, how: Lost) -> Iterator[Done[Item, Result]]:
        if self.items:
            yield Done(self._next(), None, how)
        self.end()

    def _next(self) -> Item:
        item = self.items.popleft()
        self._begin()
        return item

    def _begin(self) -> None:
        if self.items:
            self.deadline = time.monotonic() + self.pool.seconds(self.items[0])


def _free(hands: Sequence[_Hand[Item, Result]]) -> int:
    """How many have nothing to do, or have not yet begun: what waits is theirs first."""
    return sum(not hand.items for hand in hands)


def _speaking(hands: Sequence[_Hand[Item, Result]]) -> list[_Hand[Item, Result]]:
    """Those that have said something, have died, or whose time is up; waits for the first."""
    timed = [hand for hand in hands if hand.items or not hand.ready]
    until = min((hand.deadline for hand in timed), default=time.monotonic())
    said = wait([hand.connection for hand in hands], max(0.0, until - time.monotonic()))
    late = time.monotonic()
    return [
        hand
        for hand in hands
        if hand.connection in said or (hand in timed and late >= hand.deadline)
    ]


def seconds_for(size: int) -> float:
    """How long a register of so many bytes may take to read: 10 s, more from a megabyte on."""
    return 10.0 + (size >> 20) * 20.0


def processors() -> int:
    """How many processors are ours to use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
