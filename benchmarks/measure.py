"""CPU seconds and peak memory of whole processes, and of calls in this one."""

import ctypes
import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "pinshi_cli"


@lru_cache(maxsize=1)
def environment() -> dict[str, str]:
    """As on a clerk's machine: what Python has compiled is kept, and is there before we measure."""
    own = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(PACKAGE)], env=own, check=True)
    return own


class Cost(NamedTuple):
    """CPU in seconds (user and system), peak resident memory in MiB."""

    cpu: float
    peak: float


def process(arguments: Sequence[str]) -> Cost:
    """One run of a Python process with these arguments, its output thrown away."""
    env = environment()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = _wait(child.pid)
    child.returncode = status
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, usage / 1024)


def _wait(pid: int) -> tuple[int, int, int]:
    pid, status, usage = os.wait4(pid, 0)
    return pid, os.waitstatus_to_exitcode(status), usage.ru_maxrss


class Tree(NamedTuple):
    """A process and all that it begot: CPU together, time passed, peak memory in MiB.

    `parent` is the peak of the process itself, `worker` the highest of those that it begot.
    """

    cpu: float
    wall: float
    parent: float
    worker: float


SUBREAPER = 36
"""Linux: who has lost its parent comes to us, so that its figures are ours to ask for."""


def tree(arguments: Sequence[str], *, ends: Sequence[int] = (0,)) -> Tree:
    """One run of a Python process with these arguments and all its descendants. Linux only.

    Raises `RuntimeError` where it does not end as one of `ends`.
    """
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    env = environment()
    begin = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = child.stderr.read() if child.stderr is not None else ""
    found = [os.wait4(child.pid, 0)]
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(found[0][1])
    while True:
        try:
            found.append(os.wait4(-1, 0))
        except ChildProcessError:
            break
    if child.returncode not in ends:
        raise RuntimeError(said)
    peaks = [usage.ru_maxrss / 1024 for _, _, usage in found]
    cpu = sum(usage.ru_utime + usage.ru_stime for _, _, usage in found)
    return Tree(cpu, wall, peaks[0], max(peaks[1:], default=0.0))


def paired(
    first: Callable[[], Cost], second: Callable[[], Cost], times: int
) -> tuple[float, float, float]:
    """Both, turn by turn, `times` times: the medians of their CPU, and the median of the ratios."""
    pairs = [(first().cpu, second().cpu) for _ in range(times)]
    middle = len(pairs) // 2
    return (
        sorted(pair[0] for pair in pairs)[middle],
        sorted(pair[1] for pair in pairs)[middle],
        sorted(pair[0] / pair[1] for pair in pairs)[middle],
    )


def call(work: Callable[[], object]) -> float:
    """CPU seconds of one call in this process."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin
