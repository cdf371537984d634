"""What is on record of a unit's quarter, and of a whole year, on a given day.

State is never kept: it is read off the entries each time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from pinshi_cli.ledger import rows
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.bulk import fetched
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Facts, Result, Standing, UnitName
from pinshi_cli.ledger.failures import said
from pinshi_cli.ledger.force import Force, Group, in_force, until
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.ledger.units import key_of, names_of
from pinshi_cli.model.period import Quarter

_NO_FACTS: Facts = rows.marks_of(None)


def standing(
    ledger: Ledger, unit: UnitName, quarter: Quarter, as_of: date | None = None
) -> Standing | None:
    """What is on record of a unit's quarter; None where nothing was by that day."""
    with ledger.reading() as connection:
        key = key_of(connection, unit)
        if key is None:
            return None
        where = (
            entries.c.unit_key == key,
            entries.c.year == quarter.year,
            entries.c.quarter == quarter.number,
            *until(as_of),
        )
        force = in_force(connection, *where).get((key, *quarter))
        if force is None:
            return None
        chosen = select(*rows.ENTRY).where(*where).order_by(entries.c.seq)
        found = tuple(rows.entry_of(row) for row in connection.execute(chosen))
        base = next(entry for entry in found if entry.seq == force.base)
        return Standing(base, found[-1], found, _results(connection, force), force.over)


def _results(connection: Connection, force: Force) -> tuple[Result, ...]:
    wanted = {force.base, *force.over.values()}
    chosen = (
        select(results.c.seq, *rows.RESULT)
        .where(results.c.seq.in_(wanted))
        .order_by(results.c.seq, results.c.position)
    )
    by_entry: dict[int, dict[str, Sequence[Any]]] = defaultdict(dict)
    for seq, *row in connection.execute(chosen):
        by_entry[seq][row[0]] = row
    return tuple(
        rows.result_of(by_entry[force.over.get(person, force.base)][person])
        for person in by_entry[force.base]
    )


def quarters_of(ledger: Ledger, unit: UnitName) -> tuple[Quarter, ...]:
    """The quarters of a unit that are on record, in order."""
    with ledger.reading() as connection:
        key = key_of(connection, unit)
        if key is None:
            return ()
        columns = (entries.c.year, entries.c.quarter)
        chosen = select(*columns).distinct().where(entries.c.unit_key == key).order_by(*columns)
        return tuple(Quarter(*row) for row in connection.execute(chosen))


class YearRow(NamedTuple):
    """One person's result of one quarter, as far as the year needs it. `seq` is its entry."""

    unit: UnitName
    quarter: int
    seq: int
    id: str
    name: str
    department: str
    post: str
    attendance: str
    frontline: bool
    shown: str | None
    grade: str | None
    total: str | None
    rating: str | None
    marks: Facts


def year_rows(
    ledger: Ledger, year: int, as_of: date | None = None, unit: UnitName | None = None
) -> Iterator[YearRow]:
    """What is in force of a year's quarters: by unit, quarter, order of the roster.

    Of all units in the order of their names, or of one, by whichever of its names. Read as one
    picture when it is called.
    """
    with ledger.reading() as connection:
        where = [entries.c.year == year, *until(as_of)]
        if unit is not None:
            where.append(entries.c.unit_key == (key_of(connection, unit) or ""))
        forces = in_force(connection, *where)
        names = names_of(connection, as_of)
        by_entry = _year_results(connection, forces, where)
    order = sorted(forces, key=lambda group: (names[group[0]], group[2]))
    return _rows_in(ledger.address, order, forces, names, by_entry)


def latest_of(
    ledger: Ledger, year: int, kinds: Collection[str], as_of: date | None = None
) -> dict[tuple[UnitName, int], int]:
    """The number of the last entry of these kinds of each unit and quarter of a year."""
    columns = (entries.c.unit_key, entries.c.quarter)
    with ledger.reading() as connection:
        names = names_of(connection, as_of)
        chosen = (
            select(*columns, func.max(entries.c.seq))
            .where(entries.c.year == year, entries.c.kind.in_(kinds), *until(as_of))
            .group_by(*columns)
        )
        return {(names[key], number): seq for key, number, seq in connection.execute(chosen)}


def _year_results(
    connection: Connection, forces: Mapping[Group, Force], where: Sequence[ColumnElement[bool]]
) -> Mapping[int, Sequence[Sequence[Any]]]:
    """The results of the entries in force, by entry."""
    wanted = {force.base for force in forces.values()}
    for force in forces.values():
        wanted.update(force.over.values())
    chosen = (
        select(results.c.seq, *rows.NARROW)
        .join_from(entries, results)
        .where(*where)
        .order_by(results.c.seq, results.c.position)
    )
    by_entry: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in fetched(connection, chosen):
        if row[0] in wanted:
            by_entry[row[0]].append(row)
    return by_entry


def _rows_in(
    address: Address,
    order: Sequence[Group],
    forces: Mapping[Group, Force],
    names: Mapping[str, UnitName],
    by_entry: Mapping[int, Sequence[Sequence[Any]]],
) -> Iterator[YearRow]:
    with said(address):  # the rows are made up while they are taken
        for group in order:
            force, unit, number = forces[group], names[group[0]], group[2]
            for of_base in by_entry.get(force.base, ()):
                seq = force.over.get(of_base[1]) if force.over else None
                row = of_base if seq is None else _of_person(by_entry[seq], of_base[1])
                marks = rows.marks_of(row[-1]) if row[-1] else _NO_FACTS
                yield YearRow._make((unit, number, *row[:6], row[6] == 1, *row[7:-1], marks))


def _of_person(found: Sequence[Sequence[Any]], person: str) -> Sequence[Any]:
    return next(row for row in found if row[1] == person)
