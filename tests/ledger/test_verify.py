"""Whatever is changed behind pinshi's back is found."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, Table

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import CORRECT, REVIEW_DECIDE, Head
from pinshi_cli.ledger.prune import prune
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.ledger.verify import Verified, verify
from pinshi_cli.model.period import Quarter
from tests.ledger.building import NOON, OTHER, Q2, UNIT, entry, people, person, run


@pytest.fixture
def kept(address: Address) -> Address:
    """Six entries with seven results, the second of them pruned by the sixth."""
    full = person(1, marks={"leave": 2}, facts={"work": "整理"})._replace(rating="90")
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry((full, person(2), person(3))))
        append(ledger, entry((person(9),), quarter=Quarter(2020, 1)))
        append(ledger, entry(kind=CORRECT, follows=1))
        append(ledger, entry((full,), unit=OTHER))
        append(ledger, entry((person(2, "好"),), REVIEW_DECIDE, 3))
        prune(ledger, Quarter(2021, 1), NOON, "孙立")
        assert verify(ledger).faults == ()
    return address


def _verified(address: Address, head: Head | None = None) -> Verified:
    with open_ledger(address, create=False) as ledger:
        return verify(ledger, head)


def _codes(address: Address, head: Head | None = None) -> list[str]:
    return [fault.code for fault in _verified(address, head).faults]


_TEXTS = [column.name for column in entries.columns if str(column.type) != "INTEGER"]
_HASHED = [name for name in _TEXTS if name not in ("salt", "head", "content", "previous", "hash")]


@pytest.mark.parametrize("column", [*_HASHED, "year", "quarter"])
def test_an_edited_column_of_an_entry_shows(kept: Address, column: str) -> None:
    changed = f"{column} + 1" if column in ("year", "quarter") else f"{column} || '1'"
    run(kept, f'UPDATE entries SET "{column}" = {changed} WHERE seq = 4')
    found = _verified(kept).faults
    assert [(fault.code, fault.where.key) for fault in found if fault.is_error] == [
        ("L030", "第 4 笔")
    ]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("salt = '0'", ["L031"]),
        ("salt = NULL", ["L031"]),
        ("head = '{}'", ["L031"]),
        ("head = NULL", ["L031"]),
        ("content = '0'", ["L030", "L031"]),
        ("previous = ''", ["L033", "L030"]),
        ("hash = '0'", ["L030", "L033"]),
    ],
)
def test_an_edited_hash_or_head_shows(kept: Address, change: str, codes: list[str]) -> None:
    run(kept, f"UPDATE entries SET {change} WHERE seq = 4")
    assert _codes(kept) == codes


@pytest.mark.parametrize("column", [column.name for column in results.columns][1:])
def test_an_edited_column_of_a_result_shows(kept: Address, column: str) -> None:
    numbers = ("position", "frontline")
    changed = f"{column} + 7" if column in numbers else f"coalesce({column}, '') || '1'"
    run(kept, f"UPDATE results SET {column} = {changed} WHERE seq = 1 AND position = 1")
    found = _verified(kept).faults
    assert [(fault.code, fault.where.key) for fault in found] == [("L031", "第 1 笔")]


@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        # results: taken out, put in, changed about, moved to another entry
        (["DELETE FROM results WHERE seq = 1 AND position = 2"], ["L031"]),
        (["DELETE FROM results WHERE seq = 4"], ["L031"]),
        (
            [
                "INSERT INTO results SELECT seq, 5, '005', name, name_key, department, post, "
                "attendance, frontline, shown, grade, total, rating, marks, facts "
                "FROM results WHERE seq = 1 AND position = 0"
            ],
            ["L031"],
        ),
        (
            [
                "UPDATE results SET position = 9 WHERE seq = 1 AND position = 0",
                "UPDATE results SET position = 0 WHERE seq = 1 AND position = 1",
                "UPDATE results SET position = 1 WHERE seq = 1 AND position = 9",
            ],
            ["L031"],
        ),
        (["UPDATE results SET seq = 6 WHERE seq = 4"], ["L031", "L031", "L035"]),
        (["UPDATE results SET seq = 99 WHERE seq = 4"], ["L031", "L034"]),
        (["UPDATE results SET seq = -1 WHERE seq = 4"], ["L034", "L031"]),
        # entries: taken out, put in, changed about
        (
            ["DELETE FROM results WHERE seq = 1", "DELETE FROM entries WHERE seq = 1"],
            ["L032", "L033"],
        ),
        (["DELETE FROM entries WHERE seq = 4"], ["L034", "L032", "L033"]),
        (
            [
                "DELETE FROM results WHERE seq = 3",
                "DELETE FROM entries WHERE seq = 3",
                "UPDATE results SET seq = 3 WHERE seq = 4",
                "UPDATE entries SET seq = 3 WHERE seq = 4",
            ],
            ["L033", "L030", "L032"],
        ),
        (
            [
                "UPDATE entries SET seq = 50 WHERE seq = 3",
                "UPDATE entries SET seq = 3 WHERE seq = 4",
                "UPDATE entries SET seq = 4 WHERE seq = 50",
                "UPDATE results SET seq = 50 WHERE seq = 3",
                "UPDATE results SET seq = 3 WHERE seq = 4",
                "UPDATE results SET seq = 4 WHERE seq = 50",
            ],
            ["L033", "L030", "L033", "L030", "L033"],
        ),
        (
            [
                "INSERT INTO entries SELECT 7, kind, at, \"by\", unit_key, unit_name, unit_plain, "
                "unit_code, year, quarter, salt, head, content, previous, hash "
                "FROM entries WHERE seq = 6"
            ],
            ["L033", "L030"],
        ),
        # emptied without an entry that says so
        (
            [
                "DELETE FROM results WHERE seq = 4",
                "UPDATE entries SET salt = NULL, head = NULL WHERE seq = 4",
            ],
            ["L035"],
        ),
        # the entry that says what was emptied, itself emptied
        (["UPDATE entries SET salt = NULL, head = NULL WHERE seq = 6"], ["L035", "L035"]),
    ],
)  # fmt: skip
def test_what_was_deleted_added_or_swapped_shows(
    kept: Address, statements: list[str], codes: list[str]
) -> None:
    run(kept, *statements)
    assert _codes(kept) == codes


def test_a_pruned_entry_that_is_filled_again_shows(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(()))
        before = run(address, "SELECT salt, head FROM entries WHERE seq = 1")
        prune(ledger, Quarter(2026, 2), NOON, "孙立")
    salt, head = before[0]
    run(address, f"UPDATE entries SET salt = '{salt}', head = '{head}' WHERE seq = 1")
    assert _codes(address) == ["L036"]


def test_a_time_before_the_last_is_a_warning(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
        append(ledger, entry(unit=OTHER, at=NOON.replace(hour=11)))
        found = verify(ledger)
    assert [fault.code for fault in found.faults] == ["L039"]
    assert found.sound


def test_only_the_head_noted_elsewhere_shows_a_cut_tail(kept: Address) -> None:
    with open_ledger(kept, create=False) as ledger:
        noted = head_of(ledger)
        assert verify(ledger, noted).faults == ()
    run(kept, "DELETE FROM results WHERE seq > 4", "DELETE FROM entries WHERE seq > 4")
    assert _codes(kept) == ["L035"]  # the entry that pruned is gone too
    assert _codes(kept, noted) == ["L035", "L037"]


def test_only_the_head_noted_elsewhere_shows_a_ledger_rewritten_as_a_whole(
    address: Address,
) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(people("较好")))
        noted = head_of(ledger)
    run(address, "DELETE FROM results", "DELETE FROM entries")
    with open_ledger(address, create=False) as ledger:
        append(ledger, entry(people("好")))
        append(ledger, entry(quarter=Q2))
    assert _codes(address) == []
    assert _codes(address, noted) == ["L038"]


def test_an_older_head_still_holds_when_more_came(kept: Address) -> None:
    with open_ledger(kept, create=False) as ledger:
        noted = head_of(ledger)
        append(ledger, entry(unit=UNIT, quarter=Q2))
        found = verify(ledger, noted)
    assert found.faults == ()
    assert (found.entries, found.head.seq) == (7, 7)
    assert _codes(kept, Head(0, "")) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE results SET name = x'e591a8' WHERE seq = 1 AND position = 0",
        "UPDATE results SET frontline = 0.5 WHERE seq = 1 AND position = 0",
        "UPDATE results SET frontline = 9e999 WHERE seq = 1 AND position = 0",
        "UPDATE results SET seq = 'x' WHERE seq = 1 AND position = 0",
        "UPDATE entries SET year = 'x' WHERE seq = 1",
        "UPDATE entries SET at = x'00' WHERE seq = 1",
        "UPDATE entries SET head = x'7b7d' WHERE seq = 1",
    ],
)
def test_a_value_of_another_type_shows_too(tmp_path: Path, change: str) -> None:
    """SQLite takes anything into any column."""
    address = Address(tmp_path / "pinshi.db")
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
    run(address, change)
    assert not _verified(address).sound


_CELLS = st.one_of(
    st.tuples(st.just(entries), st.sampled_from(list(entries.columns)), st.integers(1, 6)),
    st.tuples(st.just(results), st.sampled_from(list(results.columns)), st.sampled_from([1, 3, 5])),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cell=_CELLS,
    number=st.integers(0, 2**31 - 1),
    word=st.text("好一般较01a{}'", max_size=4),
)
def test_any_single_change_of_any_stored_value_is_found(
    kept: Address, cell: tuple[Table, Column[Any], int], number: int, word: str
) -> None:
    table, column, seq = cell
    new = number if isinstance(column.type, Integer) else word
    position = "" if table is entries else " AND position = 0"
    saved = [run(kept, f"SELECT * FROM {each} ORDER BY 1, 2") for each in (entries, results)]
    [[before]] = run(kept, f'SELECT "{column.name}" FROM {table} WHERE seq = {seq}{position}')
    if column.primary_key:  # two rows of one number there cannot be
        assume(not run(kept, f"SELECT 1 FROM {table} WHERE {column.name} = {number}"))
    assume(before != new)
    run(kept, f'UPDATE {table} SET "{column.name}" = {_said(new)} WHERE seq = {seq}{position}')
    assert not _verified(kept).sound
    for each, rows in zip((entries, results), saved, strict=True):
        values = ", ".join(f"({', '.join(map(_said, row))})" for row in rows)
        run(kept, f"DELETE FROM {each}", f"INSERT INTO {each} VALUES {values}")
    assert _verified(kept).faults == ()


def _said(value: object) -> str:
    """A value as SQL writes it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)
