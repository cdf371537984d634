"""Finding people again: one person's history, everyone to whom something applies."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import CORRECT, DECIDE, Facts, UnitName
from pinshi_cli.ledger.query import Criteria, entries, find, history
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter
from tests.ledger.building import OTHER, Q1, Q2, UNIT, entry, on, person

DAY = date(2026, 4, 10)
WARNED: Facts = {
    "measures": [{"kind": "警告", "begin": "2026-02-01"}, {"kind": "诫勉"}],
    "leave": 0,
}


@pytest.fixture
def ledger(address: Address) -> Iterator[Ledger]:
    """Two units, three quarters; 001 of each unit are different people, two are namesakes."""
    li = person(1, "好")._replace(name="李 一鸣")
    with open_ledger(address, create=True) as opened:
        append(opened, entry((li, person(2, "一般", marks=WARNED)), at=on(DAY)))
        append(
            opened, entry((li._replace(grade="较好"),), DECIDE, 1, at=on(DAY + timedelta(days=2)))
        )
        append(opened, entry((li, person(3, facts={"work": {"1": ["普查100%入户"]}})), quarter=Q2))
        append(opened, entry((person(1), li._replace(id="007")), unit=OTHER))
        append(opened, entry((person(1, "好"),), CORRECT, 4, unit=OTHER))
        append(opened, entry((li,), quarter=Quarter(2025, 4)))
        yield opened


def _seen(found: object) -> list[tuple[int, str, bool]]:
    assert isinstance(found, tuple)
    return [(each.entry.seq, each.result.id, each.stands) for each in found]


def test_a_history_goes_by_number_or_name_through_the_quarters(ledger: Ledger) -> None:
    lived = [(6, "001", True), (1, "001", False), (2, "001", True), (3, "001", True)]
    assert _seen(history(ledger, "001", UNIT)) == lived
    assert _seen(history(ledger, "００１ ", UNIT)) == lived
    assert _seen(history(ledger, "李一鸣", UNIT)) == lived
    assert [each.result.grade for each in history(ledger, "001", UNIT)] == [
        "好",
        "好",
        "较好",
        "好",
    ]


def test_namesakes_and_equal_numbers_of_other_units_are_all_given(ledger: Ledger) -> None:
    assert _seen(history(ledger, "李一鸣")) == [
        (6, "001", True), (1, "001", False), (2, "001", True), (4, "007", False), (3, "001", True),
    ]  # fmt: skip
    assert len(history(ledger, "001")) == 6
    assert history(ledger, "李一") == ()
    assert history(ledger, "001", UnitName("没有的局")) == ()


def test_a_history_as_of_a_day_knows_no_later_entry(ledger: Ledger) -> None:
    assert _seen(history(ledger, "李一鸣", UNIT, DAY)) == [
        (6, "001", True), (1, "001", True), (3, "001", True),
    ]  # fmt: skip
    assert history(ledger, "001", as_of=DAY - timedelta(days=9)) == ()


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (Criteria(), [(6, "001"), (1, "002"), (2, "001"), (5, "001"), (3, "001"), (3, "003")]),
        (Criteria(id="001"), [(6, "001"), (2, "001"), (5, "001"), (3, "001")]),
        (Criteria(name="李一鸣"), [(6, "001"), (2, "001"), (3, "001")]),
        (Criteria(unit=UNIT, year=2026), [(1, "002"), (2, "001"), (3, "001"), (3, "003")]),
        (Criteria(quarter=Q1, grade="好"), [(5, "001")]),
        (Criteria(quarter=Q1, grade="较好"), [(2, "001")]),
        (Criteria(shown="一般"), [(1, "002")]),
        (Criteria(measure="警告"), [(1, "002")]),
        (Criteria(measure="诫勉"), [(1, "002")]),
        (Criteria(measure="警"), []),
        (Criteria(measure="%"), []),
        (Criteria(task="普查100%"), [(3, "003")]),
        (Criteria(task="普查"), [(3, "003")]),
        (Criteria(task="work"), []),
        (Criteria(unit=UnitName("没有的局")), []),
    ],
)
def test_only_what_is_in_force_is_found(
    ledger: Ledger, criteria: Criteria, found: list[tuple[int, str]]
) -> None:
    assert [(each.entry.seq, each.result.id) for each in find(ledger, criteria)] == found


def test_what_was_found_on_a_day(ledger: Ledger) -> None:
    found = find(ledger, Criteria(unit=UNIT, quarter=Q1, grade="好"), DAY)
    assert [(each.entry.seq, each.result.id) for each in found] == [(1, "001")]


def test_entries_can_be_narrowed(ledger: Ledger) -> None:
    assert [each.seq for each in entries(ledger)] == [1, 2, 3, 4, 5, 6]
    assert [each.seq for each in entries(ledger, UNIT)] == [1, 2, 3, 6]
    assert [each.seq for each in entries(ledger, UNIT, Q1)] == [1, 2]
    assert [each.seq for each in entries(ledger, None, Q1, DAY)] == [1, 4, 5]
    assert entries(ledger, UnitName("没有的局")) == ()


@pytest.mark.parametrize("who", ["\udcff", "周\ud842"])
def test_half_a_character_is_refused_by_both(ledger: Ledger, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        history(ledger, who)
    assert refused.value.diagnostics[0].code == "L015"
