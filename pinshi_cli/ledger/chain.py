"""What is hashed, and how: one canonical form, so that any machine comes to the same hashes.

An entry's `content` covers its head and every column of every result, with a random salt: what
was pruned cannot be guessed from what is left. Its `hash` covers the content, everything else
of the entry and the hash of the entry before.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from pinshi_cli.ledger.entry import Facts
from pinshi_cli.model.period import CHINA

START = ""
"""What the first entry gives as the hash of the one before."""


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


canonical = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    sort_keys=True,
    check_circular=False,
    allow_nan=False,
    default=_plain,
).encode
"""JSON with sorted keys, no spaces, and every character as itself."""


def facts_text(facts: Facts) -> str | None:
    """The canonical text of facts, or None where there are none."""
    return canonical(facts) if facts else None


def facts_of(text: str | None) -> Facts:
    """The facts of a canonical text."""
    found: Facts = json.loads(text) if text else {}
    return found


class Row(NamedTuple):
    """A result as its table holds it, without the entry's number. All of it is hashed."""

    position: int
    person_id: str
    name: str
    name_key: str
    department: str
    post: str
    attendance: str
    frontline: int
    shown: str | None
    grade: str | None
    total: str | None
    rating: str | None
    marks: str | None
    facts: str | None


class Sealed(NamedTuple):
    """What an entry's own hash covers."""

    seq: int
    kind: str
    at: str
    by: str
    unit_key: str
    unit_name: str
    unit_plain: str
    unit_code: str
    year: int
    quarter: int
    content: str
    previous: str


def new_salt() -> str:
    """What nobody can guess, different for each entry."""
    return secrets.token_hex(16)


def content_of(salt: str, head: str, rows: Sequence[Sequence[object]]) -> str:
    """The hash over an entry's head and its results."""
    return sha256(canonical([salt, head, rows]).encode()).hexdigest()


def hash_of(sealed: Sequence[object]) -> str:
    """The hash of an entry, over the fields of `Sealed`."""
    return sha256(canonical(sealed).encode()).hexdigest()


def moment_text(at: datetime) -> str:
    """A time as the ledger writes it: Chinese time, to the second."""
    if at.utcoffset() is None:
        raise ValueError("a time on record needs its time zone")
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def last_moment(day: date) -> str:
    """The last moment of a day: what is on record by then is the state of that day."""
    return f"{day.isoformat()}T23:59:59+08:00"
