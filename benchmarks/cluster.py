"""What a cluster costs beside one machine: the same city by both, on loopback.

`python -m benchmarks.cluster [--units N]`, on Linux. The figures that docs/scale.md reckons with:
CPU for each unit, that of the caller and of the scheduler apart, and what goes over the network.
"""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.city import PEOPLE, UNITS, people_of, say
from benchmarks.city_registers import make_city, units_of
from benchmarks.measure import tree

MAKE = ("--make", "results,forms,notices", "--draft", "--quiet")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=160)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--step", type=Path, nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        city, out, told = asked.step
        by_cluster(city, out, told, asked.workers)
        return
    with tempfile.TemporaryDirectory(prefix="pinshi-city-") as name:
        measure(Path(name), asked.units, asked.workers)


def measure(folder: Path, many: int, workers: int) -> None:
    """Both ways, said as they come."""
    units = units_of(many, round(PEOPLE * many / UNITS))
    city, out, told = folder / "city", folder / "out", folder / "told.json"
    make_city(city, units)
    say(f"{many} 个单位，{people_of(units)} 人，{workers} 个进程\n")
    here = tree(["-m", "pinshi_cli", "batch", str(city), "-o", str(out), *MAKE])
    step = ("--workers", str(workers), "--step", str(city), str(folder / "away"), str(told))
    away = tree(["-m", "benchmarks.cluster", *step])
    parts: dict[str, float] = json.loads(told.read_text())
    say(f"CPU：本机 {here.cpu:.1f} s，集群 {away.cpu:.1f} s（{away.cpu / here.cpu:.2f} 倍）\n")
    say(f"每个单位：本机 {here.cpu / many * 1000:.0f} ms；集群里调用的一方 ")
    say(f"{parts['caller'] / many * 1000:.1f} ms，调度 {parts['scheduler'] / many * 1000:.1f} ms\n")
    say(f"调用一方的峰值内存 {parts['peak']:.0f} MiB\n")
    sent, back = size(city), size(folder / "away")
    say(f"每个单位送去 {sent / many / 1024:.0f} KiB，送回 {back / many / 1024:.0f} KiB\n")


def by_cluster(city: Path, out: Path, told: Path, workers: int) -> None:
    """A run on a cluster of our own; the figures of the parts go to a file."""
    with dask(told.with_name("scheduler.log"), "scheduler", "--host", "127.0.0.1") as scheduler:
        address = said(told.with_name("scheduler.log"), r"Scheduler at:\s+(tcp://\S+)")
        with contextlib.ExitStack() as stack:
            for number in range(workers):
                log = told.with_name(f"worker-{number}.log")
                where = ("--nthreads", "1", "--no-nanny", "--local-directory", str(told.parent))
                stack.enter_context(dask(log, "worker", address, *where))
                said(log, "(Registered to):")
            call = ["batch", str(city), "-o", str(out), "--cluster", address, *MAKE]
            caller = call_measured(call)
            caller["scheduler"] = cpu_of(scheduler.pid)
    told.write_text(json.dumps(caller))


def call_measured(call: list[str]) -> dict[str, float]:
    """The caller's own figures: what works for it is no child of its."""
    child = subprocess.Popen(
        [sys.executable, "-m", "pinshi_cli", *call],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        message = f"pinshi ended with {child.returncode}"
        raise RuntimeError(message)
    return {"caller": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def cpu_of(pid: int) -> float:
    """CPU seconds of a process that lives."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def dask(log: Path, *arguments: str) -> "Iterator[subprocess.Popen[bytes]]":
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
            stdout=written,
            stderr=written,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def said(log: Path, pattern: str) -> str:
    """What a process says of itself, once it has said it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.05)
    raise TimeoutError(log.name)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every process compiles pinshi anew
    main()
