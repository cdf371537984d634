"""CPU seconds and peak memory of whole processes, and of calls in this one."""

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """CPU in seconds (user and system), peak resident memory in MiB."""

    cpu: float
    peak: float


def process(arguments: Sequence[str]) -> Cost:
    """One run of a Python process with these arguments, its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = _wait(child.pid)
    child.returncode = status
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, usage / 1024)


def _wait(pid: int) -> tuple[int, int, int]:
    import os

    pid, status, usage = os.wait4(pid, 0)
    return pid, os.waitstatus_to_exitcode(status), usage.ru_maxrss


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
