"""Looking things up: a person's history, people by what is on record of them, the entries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from pinshi_cli.ledger import rows
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Entry, Plain, Result, UnitName
from pinshi_cli.ledger.force import Force, Group, in_force, of_year, until
from pinshi_cli.ledger.tables import entries as entry_table
from pinshi_cli.ledger.tables import results
from pinshi_cli.ledger.units import UnitKey, key_of
from pinshi_cli.model.names import name_key, trimmed
from pinshi_cli.model.period import Quarter

_FEW = 500
"""Of so many units or fewer only their own entries are looked through."""


class Lived(NamedTuple):
    """A person's result in one entry, whether it is the one in force, and whose `of` it is."""

    entry: Entry
    result: Result
    stands: bool
    of: UnitKey


class Criteria(NamedTuple):
    """What is looked for; what is None may be anything.

    `name` is the whole name; `measure` a kind of measure in `marks`, `task` a text that stands
    anywhere in the `work` of `facts`.
    """

    id: str | None = None
    name: str | None = None
    unit: UnitName | None = None
    year: int | None = None
    quarter: Quarter | None = None
    grade: str | None = None
    shown: str | None = None
    measure: str | None = None
    task: str | None = None


def entries(
    ledger: Ledger,
    unit: UnitName | UnitKey | None = None,
    quarter: Quarter | None = None,
    as_of: date | None = None,
) -> tuple[Entry, ...]:
    """The entries on record by a day, in order: all, or those of a unit or a quarter."""
    with ledger.reading() as connection:
        where = _of(connection, unit, quarter)
        if where is None:
            return ()
        chosen = select(*rows.ENTRY).where(*where, *until(as_of)).order_by(entry_table.c.seq)
        return tuple(rows.entry_of(row) for row in connection.execute(chosen))


def history(
    ledger: Ledger, who: str, unit: UnitName | UnitKey | None = None, as_of: date | None = None
) -> tuple[Lived, ...]:
    """All results of a person, by quarter and entry: `who` is a 编号 or a whole name.

    Namesakes, and people of other units with the same 编号, are all given; the caller sees by
    unit and 编号 who is who.
    """
    with ledger.reading() as connection:
        where = _of_results(connection, unit, _of(connection, unit, None))
        if where is None:
            return ()
        # one by one: with “or” between them, neither goes by its index and the entries' together
        by_id = _rows(connection, [results.c.person_id == trimmed(who), *where], as_of)
        by_name = _rows(connection, [results.c.name_key == name_key(who), *where], as_of)
        return _lived(connection, {*by_id, *by_name}, as_of)


def find(ledger: Ledger, criteria: Criteria, as_of: date | None = None) -> tuple[Lived, ...]:
    """The results in force that fit, by quarter, entry and order of the roster."""
    with ledger.reading() as connection:
        of_entries = _of(connection, criteria.unit, criteria.quarter)
        if of_entries is not None and criteria.year is not None:
            of_entries.append(of_year(criteria.year))
        where = _of_results(connection, criteria.unit, of_entries)
        if where is None:
            return ()
        found = _lived(connection, _rows(connection, [*where, *_fitting(criteria)], as_of), as_of)
        return tuple(each for each in found if each.stands and _fits(each.result, criteria))


def _of(
    connection: Connection, unit: UnitName | UnitKey | None, quarter: Quarter | None
) -> list[ColumnElement[bool]] | None:
    """The conditions for a unit and a quarter; None where there is no such unit."""
    where: list[ColumnElement[bool]] = []
    if unit is not None:
        key = key_of(connection, unit)
        if key is None:
            return None
        where.append(entry_table.c.unit_key == key)
    if quarter is not None:
        where += [entry_table.c.year == quarter.year, entry_table.c.quarter == quarter.number]
    return where


def _of_results(
    connection: Connection,
    unit: UnitName | UnitKey | None,
    where: list[ColumnElement[bool]] | None,
) -> list[ColumnElement[bool]] | None:
    """The same conditions for results: a unit's by its entries' numbers.

    A 编号 like 001 is somebody's in every unit; the database would go through all of them.
    """
    if unit is None or where is None:
        return where
    seqs = connection.execute(select(entry_table.c.seq).where(*where)).scalars().all()
    return [results.c.seq.in_(seqs)]


def _fitting(criteria: Criteria) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if criteria.id is not None:
        where.append(results.c.person_id == trimmed(criteria.id))
    if criteria.name is not None:
        where.append(results.c.name_key == name_key(criteria.name))
    if criteria.grade is not None:
        where.append(results.c.grade == criteria.grade)
    if criteria.shown is not None:
        where.append(results.c.shown == criteria.shown)
    if criteria.measure is not None:
        where.append(results.c.marks.contains(criteria.measure, autoescape=True))
    if criteria.task is not None:
        where.append(results.c.facts.is_not(None))
    return where


def _fits(result: Result, criteria: Criteria) -> bool:
    """What the texts of `marks` and `facts` say, where the columns cannot tell."""
    if criteria.measure is not None:
        measures: Any = result.marks.get("measures", ())
        if all(measure.get("kind") != criteria.measure for measure in measures):
            return False
    return criteria.task is None or any(
        criteria.task in text for text in _texts(result.facts.get("work"))
    )


def _texts(value: Plain) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


_Found = tuple[Any, ...]
_OF_RESULT = 5 + len(rows.ENTRY)


def _rows(
    connection: Connection, where: Sequence[ColumnElement[bool]], as_of: date | None
) -> list[_Found]:
    """Rows of a result with its entry; what orders them comes first."""
    order = (entry_table.c.year, entry_table.c.quarter, results.c.seq, results.c.position)
    chosen: Select[Any] = (
        select(*order, entry_table.c.unit_key, *rows.ENTRY, *rows.RESULT)
        .join_from(results, entry_table)
        .where(*where, *until(as_of))
    )
    return [tuple(row) for row in connection.execute(chosen)]


def _lived(
    connection: Connection, found: Iterable[_Found], as_of: date | None
) -> tuple[Lived, ...]:
    ordered = sorted(found, key=itemgetter(0, 1, 2, 3))
    forces = _forces(connection, {row[4] for row in ordered}, as_of)
    entries_by_seq: dict[int, Entry] = {}
    lived = []
    for row in ordered:
        year, quarter, seq, _, key = row[:5]
        entry = entries_by_seq.get(seq)
        if entry is None:
            entry = entries_by_seq[seq] = rows.entry_of(row[5:_OF_RESULT])
        result = rows.result_of(row[_OF_RESULT:])
        force = forces.get((key, year, quarter))
        stands = force is not None and force.over.get(result.id, force.base) == seq
        lived.append(Lived(entry, result, stands, UnitKey(key)))
    return tuple(lived)


def _forces(connection: Connection, keys: set[str], as_of: date | None) -> dict[Group, Force]:
    if not keys:
        return {}
    of_units = (entry_table.c.unit_key.in_(keys),) if len(keys) <= _FEW else ()
    return in_force(connection, *of_units, *until(as_of))
