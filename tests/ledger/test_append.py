"""What is put on record, is on record: whole, in order, and nothing where something is wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, append_all, head_of
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import (
    CORRECT,
    DECIDE,
    FILE_ACCEPT,
    REVIEW_OPEN,
    Head,
    NewEntry,
    Result,
    UnitName,
)
from pinshi_cli.ledger.query import entries
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import CHINA
from tests.ledger.building import NOON, OTHER, Q1, Q2, UNIT, entry, people, person, run


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.diagnostics[0].code


def test_an_entry_comes_back_as_it_was_given(address: Address) -> None:
    frontline = True
    full = Result(
        "001", "欧阳 子涵", "办公室", "一级科员", "参加", frontline, "好", "好", "91.35", "90.1",
        {"leave": 2, "measures": [{"kind": "警告", "begin": "2026-02-01", "end": None}]},
        {"reasons": ["总分 91.35", "𠮷"], "work": {"第1周": "整理\u0000档案"}},
    )  # fmt: skip
    bare = Result("002", "周2")
    with open_ledger(address, create=True) as ledger:
        made = append(ledger, entry((full, bare), head={"policy": "x", "people": 2}))
        found = standing(ledger, UNIT, Q1)
    assert found is not None
    assert found.results == (full, bare)
    assert found.base == found.latest == made
    assert found.entries == (made,)
    assert made.head == {"policy": "x", "people": 2}


def test_the_chain_goes_on_over_openings_and_units(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        assert head_of(ledger) == Head(0, "")
        first = append(ledger, entry())
    with open_ledger(address, create=False) as ledger:
        second = append(ledger, entry(unit=OTHER))
        third = append(ledger, entry(kind=CORRECT, follows=1))
        assert [each.seq for each in (first, second, third)] == [1, 2, 3]
        assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
        assert str(head_of(ledger)) == f"3:{third.hash}"
        assert entries(ledger) == (first, second, third)
        assert verify(ledger).faults == ()


def test_times_are_kept_in_chinese_time_to_the_second(address: Address) -> None:
    utc = datetime(2026, 4, 10, 4, 0, 30, 999, tzinfo=UTC)
    with open_ledger(address, create=True) as ledger:
        made = append(ledger, entry(at=utc))
        assert entries(ledger) == (made,)
    assert made.at == datetime(2026, 4, 10, 12, 0, 30, tzinfo=CHINA)
    assert made.at.utcoffset() == timedelta(hours=8)


def test_a_time_without_a_zone_is_no_time(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        with pytest.raises(ValueError, match="time zone"):
            append(ledger, entry(at=NOON.replace(tzinfo=None)))
        assert entries(ledger) == ()


def test_the_second_of_two_who_saw_the_same_is_told(address: Address) -> None:
    with open_ledger(address, create=True) as one, open_ledger(address, create=True) as two:
        append(one, entry())
        append(one, entry(kind=CORRECT, follows=1))
        with pytest.raises(Refusal, match="第 2 笔") as refused:
            append(two, entry(kind=CORRECT, follows=1))
        assert _code(refused) == "L011"
        assert head_of(two).seq == 2
        append(two, entry(kind=CORRECT, follows=2))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (entry(follows=2), "L011"),
        (entry(follows=0), "L011"),
        (entry(follows=1, quarter=Q2), "L011"),
        (entry(kind=DECIDE, quarter=Q2), "L012"),
        (entry(kind=REVIEW_OPEN, unit=OTHER), "L012"),
        (entry(kind=FILE_ACCEPT, quarter=Q2), "L012"),
        (entry(kind=CORRECT, follows=1, results=people("好", "好") * 2), "L013"),
        (entry(kind=DECIDE, follows=1, results=(person(3),)), "L014"),
        (entry((person(1)._replace(name="周\0一"),), unit=OTHER), "L015"),
        (entry((person(1)._replace(post="\0"),), unit=OTHER), "L015"),
        (entry((person(1)._replace(total="9\0"),), unit=OTHER), "L015"),
        (entry((person(1)._replace(name="周\ud842"),), unit=OTHER), "L015"),
        (entry((person(1, facts={"work": "\udfb7"}),), unit=OTHER), "L015"),
        (entry((person(1)._replace(id="1" * 201),), unit=OTHER), "L015"),
        (entry((person(1)._replace(name="周" * 201),), unit=OTHER), "L015"),
        (entry(unit=UnitName("局" * 201)), "L015"),
        (entry(unit=UnitName("局\ud842")), "L015"),
        (entry(unit=UnitName(" ")), "L015"),
        (entry(unit=OTHER, head={"why": "\ud842"}), "L015"),
        (entry(unit=OTHER)._replace(by="钱\0"), "L015"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(
    address: Address, new: NewEntry, code: str
) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
        with pytest.raises(Refusal) as refused:
            append(ledger, new)
        assert _code(refused) == code
        assert head_of(ledger).seq == 1
        assert run(address, "SELECT count(*) FROM results") == [(2,)]


def test_many_are_appended_all_or_none(address: Address) -> None:
    good = [entry(unit=UnitName(f"第{n}中学"), quarter=Q1) for n in range(40)]
    with open_ledger(address, create=True) as ledger:
        with pytest.raises(Refusal) as refused:
            append_all(ledger, [*good, good[0]])
        assert _code(refused) == "L011"
        assert head_of(ledger).seq == 0
        made = append_all(ledger, [*good, good[0]._replace(kind=CORRECT, follows=1)])
        assert [each.seq for each in made] == list(range(1, 42))
        assert len(units(ledger)) == 40
        assert verify(ledger).faults == ()


def test_very_long_texts_are_kept(address: Address) -> None:
    long = person(1, facts={"work": "整理档案，" * 200_000})._replace(department="科" * 5000)
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry((long,)))
        found = standing(ledger, UNIT, Q1)
        assert verify(ledger).faults == ()
    assert found is not None
    assert found.results == (long,)


def test_an_entry_of_nobody_is_an_entry(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(()))
        found = standing(ledger, UNIT, Q1)
        assert verify(ledger).faults == ()
    assert found is not None
    assert found.results == ()


@pytest.mark.parametrize(
    ("known", "asked", "same"),
    [
        (UnitName("统计局", "1"), UnitName("统计局", "1"), True),
        (UnitName("统计局", "1"), UnitName("调查队", "1"), True),  # renamed
        (UnitName("统计局", "1"), UnitName("统计局"), True),
        (UnitName("统计局"), UnitName("统计局", "1"), True),  # got a code
        (UnitName("统 计局（本级）"), UnitName("统计局(本级)"), True),
        (UnitName("统计局", "1"), UnitName("统计局", "2"), False),
        (UnitName("统计局", "1"), UnitName("调查队"), False),
        (UnitName("1"), UnitName("统计局", "1"), False),
    ],
)
def test_a_unit_goes_by_its_code_or_else_by_its_name(
    address: Address, known: UnitName, asked: UnitName, *, same: bool
) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(unit=known))
        assert (find_unit(ledger, asked) is not None) == same
        assert (standing(ledger, asked, Q1) is not None) == same
        append(ledger, entry(unit=asked, quarter=Q2))
        assert len(units(ledger)) == (1 if same else 2)


def test_a_renamed_unit_is_found_by_every_name_and_shown_by_the_last(address: Address) -> None:
    old, new = UnitName("统计局", "1"), UnitName("统计调查局")
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(unit=old))
        append(ledger, entry(unit=new._replace(code="1"), quarter=Q2))
        shown = UnitName("统计调查局", "1")
        assert [find_unit(ledger, each) for each in (old, new, UnitName("统计局"))] == [shown] * 3
        assert units(ledger) == (shown,)


def test_units_of_one_name_are_told_apart_by_code_or_not_at_all(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(unit=UnitName("实验小学", "1")))
        append(ledger, entry(unit=UnitName("实验小学", "2")))
        assert find_unit(ledger, UnitName("实验小学", "2")) == UnitName("实验小学", "2")
        with pytest.raises(Refusal) as refused:
            find_unit(ledger, UnitName("实验小学"))
        assert _code(refused) == "L016"
