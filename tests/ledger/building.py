"""Invented units, people and entries for the ledger's tests."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

import psycopg

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.entry import RECORD, Facts, NewEntry, Result, UnitName
from pinshi_cli.model.period import CHINA, Quarter

UNIT = UnitName("望江县统计局", "340827")
OTHER = UnitName("望江县档案馆")
Q1 = Quarter(2026, 1)
Q2 = Quarter(2026, 2)
NO_FACTS: Facts = {}
NOON = datetime(2026, 4, 10, 12, 0, tzinfo=CHINA)


def on(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def person(
    number: int,
    grade: str | None = "较好",
    marks: Facts = NO_FACTS,
    facts: Facts = NO_FACTS,
) -> Result:
    plain = Result(f"{number:03d}", f"周{number}", shown=grade, grade=grade, total="88.50")
    return plain._replace(marks=marks, facts=facts)


def people(*grades: str | None) -> tuple[Result, ...]:
    return tuple(person(number, grade) for number, grade in enumerate(grades, start=1))


def entry(
    results: Sequence[Result] = people("好", "较好"),
    kind: str = RECORD,
    follows: int = 0,
    at: datetime = NOON,
    unit: UnitName = UNIT,
    quarter: Quarter = Q1,
    head: Facts | None = None,
) -> NewEntry:
    return NewEntry(kind, at, "钱有为", unit, quarter, head or {"why": ""}, results, follows)


def run(address: Address, *statements: str) -> list[tuple[Any, ...]]:
    """Statements that go past pinshi, as someone's who tampers; what the last one gives."""
    if address.path is not None:
        with closing(sqlite3.connect(address.path, isolation_level=None)) as file:
            for statement in statements:
                found = file.execute(statement).fetchall()
            return found
    with psycopg.connect(
        address.url.replace("+psycopg", ""), autocommit=True, client_encoding="utf8"
    ) as database:
        database.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor = database.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
