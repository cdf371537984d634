"""What is on record of a unit's quarter, and of a whole year, on a given day.

State is never kept: it is read off the entries each time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from pinshi_cli.ledger import rows
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.bulk import fetched
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Facts, Result, Standing, UnitName
from pinshi_cli.ledger.failures import said
from pinshi_cli.ledger.force import Force, Group, in_force, of_year, until
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


YearCells = tuple[Any, ...]
"""A result as the driver gives it: the number of its entry, then `rows.NARROW`."""


class YearSheet(NamedTuple):
    """What is in force of one unit's quarter, in the order of the roster."""

    unit: UnitName
    quarter: int
    rows: Sequence[YearCells]


def year_rows(
    ledger: Ledger, year: int, as_of: date | None = None, unit: UnitName | None = None
) -> Iterator[YearRow]:
    """What is in force of a year's quarters: by unit, quarter, order of the roster.

    Of all units in the order of their names, or of one, by whichever of its names. Read as one
    picture when it is called.
    """
    sheets = year_sheets(ledger, year, as_of, unit)
    return _rows_in(ledger.address, sheets)


def year_sheets(
    ledger: Ledger, year: int, as_of: date | None = None, unit: UnitName | None = None
) -> Iterator[YearSheet]:
    """The same, a unit's quarter at a time and its rows as the driver gives them.

    Of a quarter that was pruned there is none.
    """
    with ledger.reading() as connection:
        where = _year_where(connection, year, as_of, unit)
        forces = in_force(connection, *where)
        names = names_of(connection, as_of)
        by_entry = _year_results(connection, forces, where)
    order = sorted(forces, key=lambda group: (names[group[0]], group[2]))
    sheets = (_sheet(names[group[0]], group[2], forces[group], by_entry) for group in order)
    return (sheet for sheet in sheets if sheet.rows)


class YearHead(NamedTuple):
    """The head of an entry of a year, None where it was pruned.

    `unit` is what the unit is called now, `called` its name in the entry.
    """

    unit: UnitName
    called: str
    quarter: int
    kind: str
    head: Facts | None


def year_heads(
    ledger: Ledger,
    year: int,
    kinds: Collection[str],
    as_of: date | None = None,
    unit: UnitName | None = None,
) -> list[YearHead]:
    """The heads of a year's entries of these kinds, by quarter, in the order of the chain."""
    of = entries.c
    with ledger.reading() as connection:
        where = _year_where(connection, year, as_of, unit)
        names = names_of(connection, as_of)
        chosen = (
            select(of.unit_key, of.unit_name, of.quarter, of.kind, of.head)
            .where(*where)
            .order_by(of.quarter, of.seq)
        )
        return [
            YearHead(
                names[key], called, quarter, kind, None if head is None else rows.marks_of(head)
            )
            for key, called, quarter, kind, head in fetched(connection, chosen)
            if kind in kinds
        ]


def _year_where(
    connection: Connection, year: int, as_of: date | None, unit: UnitName | None
) -> list[ColumnElement[bool]]:
    where = [of_year(year), *until(as_of)]
    if unit is not None:
        where.append(entries.c.unit_key == (key_of(connection, unit) or ""))
    return where


def _year_results(
    connection: Connection, forces: Mapping[Group, Force], where: Sequence[ColumnElement[bool]]
) -> Mapping[int, Sequence[YearCells]]:
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
    by_entry = groupby(fetched(connection, chosen), key=itemgetter(0))
    return {seq: list(found) for seq, found in by_entry if seq in wanted}


def _sheet(
    unit: UnitName, quarter: int, force: Force, by_entry: Mapping[int, Sequence[YearCells]]
) -> YearSheet:
    of_base = by_entry.get(force.base, ())
    if force.over:
        over = force.over
        of_base = [
            _of_person(by_entry[over[row[1]]], row[1]) if row[1] in over else row for row in of_base
        ]
    return YearSheet(unit, quarter, of_base)


def _rows_in(address: Address, sheets: Iterable[YearSheet]) -> Iterator[YearRow]:
    with said(address):  # the rows are made up while they are taken
        for unit, quarter, found in sheets:
            for row in found:
                marks = rows.marks_of(row[-1]) if row[-1] else _NO_FACTS
                yield YearRow._make((unit, quarter, *row[:6], row[6] == 1, *row[7:-1], marks))


def _of_person(found: Sequence[YearCells], person: str) -> YearCells:
    return next(row for row in found if row[1] == person)
