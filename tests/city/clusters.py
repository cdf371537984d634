"""A real cluster on loopback: a scheduler and workers, each a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class LoopbackCluster:
    """`with LoopbackCluster(folder, workers=2) as cluster: cluster.address`."""

    def __init__(self, folder: Path, workers: int = 2, *, nanny: bool = False) -> None:
        self.folder = folder
        self.number = workers
        self.nanny = nanny
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        log = self.folder / "scheduler.log"
        self.scheduler = self._begun(log, "scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = _said(log, r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(self.number):
            self.add()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        for worker in self.workers:
            try:
                worker.wait(5)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        self.scheduler.kill()
        self.scheduler.wait()

    def add(self) -> None:
        """One worker more, ready to work."""
        log = self.folder / f"worker-{len(self.workers)}.log"
        guard = "--nanny" if self.nanny else "--no-nanny"
        own = ("--local-directory", str(self.folder))
        more = (self.address, guard, "--nthreads", "1", "--death-timeout", "20", *own)
        self.workers.append(self._begun(log, "worker", *more))
        _said(log, r"(Registered to):")

    def kill(self) -> None:
        """Kill a worker, as the power does."""
        worker = self.workers.pop()
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    def _begun(self, log: Path, *arguments: str) -> "subprocess.Popen[bytes]":
        with log.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                cwd=self.folder,
                env=os.environ
                | {
                    "PYTHONPATH": str(ROOT),
                    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
                    # nothing is left behind, even where the tests are killed
                    "DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT": "300s",
                },
                stdout=said,
                stderr=said,
            )


def _said(log: Path, pattern: str) -> str:
    """What a process says of itself, once it has said it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.05)
    message = f"no {pattern} in {log.name}"
    raise TimeoutError(message)
