"""Works for the executor's tests: what real registers hardly do to their readers."""

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.executor import More
from pinshi_cli.city.outpost import Kit

DEADLY, HANGING, GREEDY, FAULTY, SLOW = -1, -2, -3, -4, -5


def doubling() -> Callable[[int, More], int]:
    return lambda item, _more: item * 2


def hostile() -> Callable[[int, More], int]:
    """Doubles a number; one below zero does what its name says."""

    def work(item: int, more: More) -> int:
        if item == DEADLY:
            os.abort()
        if item == HANGING:
            time.sleep(60)
        if item == GREEDY:
            bytearray(4 << 30)
        if item == FAULTY:
            message = "张三 95 分"
            raise ValueError(message)
        if item == SLOW:
            more(30)
            time.sleep(1.5)
        return item * 2

    return work


def never() -> Callable[[int, More], int]:
    """A worker that cannot even begin."""
    os._exit(3)


def telling(folder: str) -> Callable[[], Callable[[int, More], int]]:
    """Notes that it has begun, then works on and on."""
    return partial(_noting, folder)


def _noting(folder: str) -> Callable[[int, More], int]:
    def work(item: int, _more: More) -> int:
        (Path(folder) / str(os.getpid())).write_text(str(item))
        time.sleep(60)
        return item

    return work


# -- for a cluster, where items have a name ---------------------------------------------------

REGICIDE = -6


class Named(NamedTuple):
    file: str
    number: int


def named() -> Callable[[Named, More], int]:
    """As `hostile`; and one kills the worker of Dask that it was given to."""
    work = hostile()

    def doing(item: Named, more: More) -> int:
        if item.number == REGICIDE:
            host = multiprocessing.parent_process()
            stat = Path(f"/proc/{host.pid}/stat").read_text() if host else ""
            os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
            time.sleep(60)
        return work(item.number, more)

    return doing


def a_second_or_two(_item: Named) -> float:
    return 2.0


def kit_of(work: Callable[[], object]) -> Kit:
    """What goes with the work."""
    return Kit(pickle.dumps(work), {}, "出", a_second_or_two, 1 << 30, ["tests.city.works"])
