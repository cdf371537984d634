"""Which of a quarter's entries is in force for whom.

The base is the last entry that carries everyone; what was decided after it goes over it. A
review's decision stays over a later correction too, unless that gives the same grade.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, false, select

from pinshi_cli.ledger.chain import last_moment
from pinshi_cli.ledger.entry import PARTIAL, REVIEW_DECIDE, WHOLE
from pinshi_cli.ledger.tables import entries, results

_LAST_YEAR = 9999

Group = tuple[str, int, int]
"""A unit's key, the year and the number of a quarter."""

Changed = tuple[int, str, str, str | None]
"""A result of a partial entry: the entry's number and kind, 编号, the grade."""


class Force(NamedTuple):
    """The entry that gives everyone, and by 编号 a later one that gives this person's result."""

    base: int
    over: Mapping[str, int]


def changed_in_force(
    base: int, changed: Sequence[Changed], grades: Mapping[str, str | None]
) -> dict[str, int]:
    """By 编号 the partial entry that is in force; `changed` in order, `grades` of the base."""
    over: dict[str, int] = {}
    for seq, kind, person, grade in changed:
        if person not in grades:
            continue
        if seq > base or kind == REVIEW_DECIDE:
            over[person] = seq
            if seq < base and grade == grades[person]:
                del over[person]
    return over


def until(as_of: date | None) -> tuple[ColumnElement[bool], ...]:
    """The condition that an entry was on record by the end of a day."""
    return () if as_of is None else (entries.c.at <= last_moment(as_of),)


def of_year(year: int) -> ColumnElement[bool]:
    """The condition that an entry is of a year; of none where no database holds such a number."""
    return entries.c.year == year if 0 <= year <= _LAST_YEAR else false()


def in_force(connection: Connection, *where: ColumnElement[bool]) -> dict[Group, Force]:
    """What is in force in each quarter of each unit, of the entries that `where` lets pass."""
    columns = (entries.c.unit_key, entries.c.year, entries.c.quarter, entries.c.seq, entries.c.kind)
    bases: dict[Group, int] = {}
    partial = False
    chosen = select(*columns).where(*where).order_by(entries.c.seq)
    for key, year, quarter, seq, kind in connection.execute(chosen):
        if kind in WHOLE:
            bases[key, year, quarter] = seq
        partial = partial or kind in PARTIAL
    changed = _changed(connection, *where) if partial else {}
    return {
        group: Force(base, _over(connection, base, changed[group]) if group in changed else {})
        for group, base in bases.items()
    }


def _changed(connection: Connection, *where: ColumnElement[bool]) -> dict[Group, list[Changed]]:
    found: dict[Group, list[Changed]] = defaultdict(list)
    chosen = (
        select(
            entries.c.unit_key,
            entries.c.year,
            entries.c.quarter,
            entries.c.seq,
            entries.c.kind,
            results.c.person_id,
            results.c.grade,
        )
        .join_from(entries, results)
        .where(entries.c.kind.in_(PARTIAL), *where)
        .order_by(entries.c.seq)
    )
    for key, year, quarter, seq, kind, person, grade in connection.execute(chosen):
        found[key, year, quarter].append((seq, kind, person, grade))
    return found


def _over(connection: Connection, base: int, changed: list[Changed]) -> dict[str, int]:
    chosen = select(results.c.person_id, results.c.grade).where(
        results.c.seq == base, results.c.person_id.in_({person for _, _, person, _ in changed})
    )
    grades = {row[0]: row[1] for row in connection.execute(chosen)}
    return changed_in_force(base, changed, grades)
