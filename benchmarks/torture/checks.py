"""Is a ledger whole? Asked after each torture, with what had been acknowledged before it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import Head
from pinshi_cli.ledger.query import entries
from pinshi_cli.ledger.tables import entries as entry_table
from pinshi_cli.ledger.tables import results as result_table
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal


def head(said: str) -> Head:
    """The end of the chain that a child acknowledged."""
    seq, _, own = said.partition(":")
    return Head(int(seq), own)


def wrong(address: Address, acknowledged: Sequence[Head]) -> list[str]:
    """What is wrong with a ledger in which these entries must be; empty where it is whole."""
    try:
        with open_ledger(address, create=False) as ledger:
            found = list(_wrong(ledger, acknowledged))
    except Refusal as refusal:
        if not acknowledged and [each.code for each in refusal.diagnostics] == ["L001"]:
            return []  # killed before there was a ledger
        return [str(refusal)]
    if address.path is not None:
        found += unsound(address.path)
    return found


def _wrong(ledger: Ledger, acknowledged: Sequence[Head]) -> Iterator[str]:
    found = verify(ledger, max(acknowledged, default=None))
    yield from (fault.message for fault in found.faults)
    kept = {entry.seq: entry for entry in entries(ledger)}
    for seq, own in acknowledged:
        if seq not in kept or kept[seq].hash != own:
            yield f"第 {seq} 笔答应过，不在台账里"
    counted = counts(ledger)
    for entry in kept.values():
        people = (entry.head or {}).get("people", 0)
        if counted.get(entry.seq, 0) != people:
            yield f"第 {entry.seq} 笔应有 {people} 人，有 {counted.get(entry.seq, 0)} 人"


def counts(ledger: Ledger) -> dict[int, int]:
    """How many results each entry has."""
    with ledger.reading() as connection:
        chosen = select(result_table.c.seq, func.count()).group_by(result_table.c.seq)
        return {row[0]: row[1] for row in connection.execute(chosen)}


def unsound(path: Path) -> Iterable[str]:
    """What SQLite itself finds wrong with a file."""
    with closing(sqlite3.connect(path)) as file:
        found = [str(row[0]) for row in file.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def content(ledger: Ledger) -> tuple[Any, ...]:
    """All that is on record, to be compared."""
    with ledger.reading() as connection:
        return tuple(
            tuple(
                map(tuple, connection.execute(select(table).order_by(*table.primary_key.columns)))
            )
            for table in (entry_table, result_table)
        )


def content_at(address: Address) -> tuple[Any, ...]:
    """The same, of a ledger that nobody has open; nothing where there is none."""
    try:
        with open_ledger(address, create=False) as ledger:
            return content(ledger)
    except Refusal as refusal:
        if [each.code for each in refusal.diagnostics] == ["L001"]:
            return ()
        raise


def shape(ledger: Ledger) -> tuple[Any, ...]:
    """Tables, columns and indexes, and the step that they are said to stand at."""
    with ledger.reading() as connection:
        seen = inspect(connection)
        tables = sorted(seen.get_table_names())
        return (
            tuple(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()),
            tuple(
                (table, *(column["name"] for column in seen.get_columns(table))) for table in tables
            ),
            tuple(
                (table, *sorted(str(index["name"]) for index in seen.get_indexes(table)))
                for table in tables
            ),
        )
