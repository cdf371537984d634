"""From rows of the tables back to the nouns."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pinshi_cli.ledger.chain import facts_of
from pinshi_cli.ledger.entry import Entry, Facts, Result, UnitName
from pinshi_cli.ledger.failures import Spoiled
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.model.period import Quarter

ENTRY = (
    entries.c.seq,
    entries.c.kind,
    entries.c.at,
    entries.c.by,
    entries.c.unit_name,
    entries.c.unit_code,
    entries.c.year,
    entries.c.quarter,
    entries.c.head,
    entries.c.content,
    entries.c.previous,
    entries.c.hash,
)

NARROW = (
    results.c.person_id,
    results.c.name,
    results.c.department,
    results.c.post,
    results.c.attendance,
    results.c.frontline,
    results.c.shown,
    results.c.grade,
    results.c.total,
    results.c.rating,
    results.c.marks,
)

RESULT = (*NARROW, results.c.facts)

_FRONTLINE = Result._fields.index("frontline")
_MARKS = Result._fields.index("marks")


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row of `ENTRY`. Raises `Spoiled`."""
    seq, kind, at, by, name, code, year, quarter, head, content, previous, own = row
    with _as_written():
        return Entry(
            seq,
            kind,
            datetime.fromisoformat(at),
            by,
            UnitName(name, code),
            Quarter(year, quarter) if year else None,
            None if head is None else facts_of(head),
            content,
            previous,
            own,
        )


def result_of(row: Sequence[Any]) -> Result:
    """The result of a row of `RESULT`. Raises `Spoiled`."""
    check_texts(row)
    values = list(row)
    values[_FRONTLINE] = values[_FRONTLINE] == 1
    values[_MARKS:] = [marks_of(text) for text in values[_MARKS:]]
    return Result(*values)


def check_texts(row: Sequence[Any]) -> None:
    """Raises `Spoiled` for bytes where a text should be: SQLite keeps them in any column."""
    if any(isinstance(value, bytes) for value in row):
        raise Spoiled


def marks_of(text: str | None) -> Facts:
    """The facts of a column's text. Raises `Spoiled`."""
    with _as_written():
        return facts_of(text)


@contextmanager
def _as_written() -> Iterator[None]:
    """No date, no JSON: pinshi did not write it so."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise Spoiled from error
