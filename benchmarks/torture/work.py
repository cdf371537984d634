"""What a child does until it is killed: the same again and again, each time said when it stands."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.torture.later import later_step
from benchmarks.torture.papers import paper, unit
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, append_all, head_of
from pinshi_cli.ledger.backup import backup, restore
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import CORRECT, Entry
from pinshi_cli.ledger.prune import prune
from pinshi_cli.ledger.state import standing
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter


def record(pipe: Connection, address: Address) -> None:
    """New units, one at a time or three in one transaction; the ledger opened anew each time."""

    def once(ledger: Ledger) -> Entry:
        number = head_of(ledger).seq + 1
        if number % 3:
            return append(ledger, paper(number))
        return append_all(ledger, [paper(number + more) for more in range(3)])[-1]

    _again_and_again(pipe, address, once)


def record_until_refused(pipe: Connection, address: Address) -> None:
    """As `record`; where the database goes away, why it ends."""
    try:
        record(pipe, address)
    except Refusal as refusal:
        _say(pipe, f"refused {refusal.diagnostics[0].code}")


def correct(pipe: Connection, address: Address) -> None:
    """The same quarter of one unit, corrected over and over."""

    def once(ledger: Ledger) -> Entry:
        found = standing(ledger, unit(1), Quarter(2026, 1))
        if found is None:
            return append(ledger, paper(1))
        follows = found.latest.seq
        return append(ledger, paper(1, CORRECT, follows, count=len(found.entries) + 1))

    _again_and_again(pipe, address, once)


def _again_and_again(pipe: Connection, address: Address, once: Callable[[Ledger], Entry]) -> None:
    while True:
        with open_ledger(address, create=True) as ledger:
            for _ in range(2):
                entry = once(ledger)
                _say(pipe, f"{entry.seq}:{entry.hash}")


def upgrade(pipe: Connection, address: Address) -> None:
    """One step of migration, by opening the ledger as a later pinshi would."""
    with later_step(), open_ledger(address, create=False) as ledger:
        _say(pipe, str(head_of(ledger)))


def back_up(pipe: Connection, address: Address, folder: Path) -> None:
    """One backup after the other, each under a name of its own."""
    with open_ledger(address, create=False) as ledger:
        number = 0
        while True:
            number += 1
            path = folder / f"{number}.db"
            backup(ledger, path)
            _say(pipe, path.name)


def bring_back(pipe: Connection, backed_up: Path, address: Address) -> None:
    """A ledger with other entries, overwritten by a backup."""
    restore(backed_up, address, force=True)
    _say(pipe, "restored")


def clear(pipe: Connection, address: Address) -> None:
    """Everything before this year emptied, and the file written anew."""
    with open_ledger(address, create=False) as ledger:
        entry = prune(ledger, Quarter(2026, 1), paper(1).at, "钱有为", "期满")
        _say(pipe, "nothing" if entry is None else f"{entry.seq}:{entry.hash}")


def _say(pipe: Connection, what: str) -> None:
    pipe.send_bytes(what.encode())
