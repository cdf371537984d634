"""Runs the tortures and prints what was seen: `python -m benchmarks.torture [name] [--share N]`."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.torture.city import all_cities
from benchmarks.torture.clerks import all_clerks
from benchmarks.torture.faults import all_faults
from benchmarks.torture.kills import all_kills
from benchmarks.torture.places import Server, server
from benchmarks.torture.seen import Seen
from benchmarks.torture.spoiling import all_tampering

SUITES: dict[str, Callable[[int, Server | None], Iterator[Seen]]] = {
    "kills": all_kills,
    "faults": all_faults,
    "clerks": all_clerks,
    "tampering": all_tampering,
}
CITY = "city"
"""The one suite that needs no ledger."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture")
    parser.add_argument("names", nargs="*", choices=[[], *SUITES, CITY], metavar="name")
    parser.add_argument("--share", type=int, default=1, help="do one in so many")
    parser.add_argument("--on", choices=["both", "sqlite", "postgresql"], default="both")
    asked = parser.parse_args()
    faults = 0
    for name in asked.names or [*SUITES, CITY]:
        if name == CITY:
            faults += show("", all_cities(asked.share))
            continue
        if asked.on != "postgresql":
            faults += show("SQLite", SUITES[name](asked.share, None))
        if asked.on != "sqlite":
            with server() as running:
                faults += show("PostgreSQL", SUITES[name](asked.share, running))
    return 1 if faults else 0


def show(database: str, suite: Iterator[Seen]) -> int:
    faults, begin = 0, time.monotonic()
    for seen in suite:
        faults += len(seen.faults)
        sys.stdout.write(f"{database}　{seen}　{time.monotonic() - begin:.0f} s\n")
        sys.stdout.flush()
        begin = time.monotonic()
    return faults


if __name__ == "__main__":
    sys.exit(main())
