"""Retention: what is older is emptied for good; that it was there, and its hash, stay."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, or_, select, update

from pinshi_cli.ledger import rows
from pinshi_cli.ledger.append import prepare, write
from pinshi_cli.ledger.connect import WAIT, Ledger
from pinshi_cli.ledger.entry import PRUNE, Entry, Facts, NewEntry, UnitName
from pinshi_cli.ledger.force import until
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.period import Quarter


def prune(ledger: Ledger, before: Quarter, at: datetime, by: str, why: str = "") -> Entry | None:
    """Empty heads and results of all entries of quarters before `before`; an entry says which.

    None where there was nothing left to empty. The file is rewritten in any case, so that what
    was emptied is nowhere in it. Raises `Refusal` (L043) where that could not be done.
    """
    with ledger.writing() as connection:
        emptied = _emptied(connection, before)
        entry = _noted(connection, emptied, before, why, (at, by)) if emptied else None
    _rewrite(ledger)
    return entry


def prunable(ledger: Ledger, before: Quarter) -> tuple[int, ...]:
    """The entries that `prune` would empty."""
    with ledger.reading() as connection:
        return tuple(_meant(connection, before))


def prunings(ledger: Ledger, as_of: date | None = None) -> tuple[Entry, ...]:
    """The entries that say what was emptied, by a day."""
    with ledger.reading() as connection:
        # they are of no quarter; that goes by the index
        where = (entries.c.year == 0, entries.c.kind == PRUNE, *until(as_of))
        chosen = select(*rows.ENTRY).where(*where).order_by(entries.c.seq)
        return tuple(rows.entry_of(row) for row in connection.execute(chosen))


def _meant(connection: Connection, before: Quarter) -> list[int]:
    earlier = or_(
        entries.c.year < before.year,
        and_(entries.c.year == before.year, entries.c.quarter < before.number),
    )
    chosen = select(entries.c.seq).where(earlier, entries.c.year > 0, entries.c.salt.is_not(None))
    return list(connection.execute(chosen.order_by(entries.c.seq)).scalars())


def _emptied(connection: Connection, before: Quarter) -> list[list[int]]:
    spans = _spans(_meant(connection, before))
    for first, last in spans:
        connection.execute(delete(results).where(results.c.seq.between(first, last)))
        connection.execute(
            update(entries).where(entries.c.seq.between(first, last)).values(salt=None, head=None)
        )
    return spans


def _spans(seqs: Iterable[int]) -> list[list[int]]:
    """Runs of numbers, each as its first and its last."""
    spans: list[list[int]] = []
    for seq in seqs:
        if spans and spans[-1][1] == seq - 1:
            spans[-1][1] = seq
        else:
            spans.append([seq, seq])
    return spans


def _noted(
    connection: Connection,
    emptied: list[list[int]],
    before: Quarter,
    why: str,
    signed: tuple[datetime, str],
) -> Entry:
    head: Facts = {"before": str(before), "pruned": emptied, "why": why}
    new = NewEntry(PRUNE, *signed, UnitName(""), None, head)
    return write(connection, [new], [prepare(new)])[0]


def _rewrite(ledger: Ledger) -> None:
    """Write the database anew, so that nothing deleted is left in its free pages."""
    try:
        if ledger.address.path is None:
            wait = f"SET lock_timeout = '{WAIT}s'"
            ledger.alone(wait, "VACUUM FULL results", "VACUUM FULL entries")
            return
        found = ledger.alone("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    except Refusal as refusal:
        raise _left_over(ledger) from refusal
    if found[0][0]:  # somebody is reading an older picture
        raise _left_over(ledger)


def _left_over(ledger: Ledger) -> Refusal:
    return refuse(
        "L043",
        "清理已经记入，但旧内容可能还留在文件的空处",
        "等别人用完台账，再运行一次 pinshi prune。",
        file=ledger.address.shown,
    )
