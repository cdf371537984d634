"""The national rules before and after the revision of 28 December 2020."""

from datetime import date
from fractions import Fraction

import pytest

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.register import Measure
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import book_for

BEFORE = book_for("national", date(2020, 9, 30))
AFTER = book_for("national", date(2020, 12, 31))
OTHERWISE = {"long-leave", "grave-sanction", "demerit", "party-serious-warning"}
GRADED = ("好", "好", "较好", "较好")


def _measure(kind: str, begin: date, end: date | None = None) -> Measure:
    return Measure("001", kind, begin, end, None, Place(), Place())


def _verdict(pack: str, day: date, *measures: Measure, leave: int = 0) -> str:
    facts = YearFacts(day.year, measures, Fraction(leave))
    return verdict_of(GRADED, facts, book_for(pack, day)).verdict


def test_each_day_has_its_edition() -> None:
    assert BEFORE.head.effective_from == date(2019, 8, 27)
    assert AFTER.head.effective_from == date(2020, 12, 28)


def test_the_editions_differ_in_nothing_but_the_rules_named() -> None:
    left_out = {"head", "sha256", "examples", "year_ends"}
    for field in set(Policy._fields) - left_out:
        assert getattr(BEFORE, field) == getattr(AFTER, field), field
    same = [each for each in BEFORE.year_ends if each.id not in OTHERWISE]
    assert same == [each for each in AFTER.year_ends if each.id not in OTHERWISE]


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2020, 9, 30), "不参加"), (date(2021, 12, 31), "不确定等次")]
)
def test_a13_leave_of_more_than_half_a_year(day: date, verdict: str) -> None:
    assert _verdict("chongqing", day, leave=184) == verdict
    assert _verdict("chongqing", day, leave=182) == "可评优"


@pytest.mark.parametrize(
    ("day", "end", "verdict"),
    [
        (date(2020, 9, 30), None, "不确定等次"),  # A16: still in its term when the year ends
        (date(2020, 9, 30), date(2020, 12, 31), "可评优"),  # A16: lifted within the year
        (date(2021, 9, 30), None, "不确定等次"),  # A15: the year in which it was given
        (date(2021, 9, 30), date(2021, 12, 31), "不确定等次"),
    ],
)
def test_a16_and_a15_a_demerit_by_the_rule_of_its_time(
    day: date, end: date | None, verdict: str
) -> None:
    given = _measure("记过", date(day.year, 1, 5), end)
    assert _verdict("chongqing", day, given) == verdict


@pytest.mark.parametrize("pack", ["zhangdian", "chongqing", "shaanxi"])
def test_a_pack_of_2020_stands_on_the_rules_of_its_day(pack: str) -> None:
    early, late = book_for(pack, date(2020, 12, 27)), book_for(pack, date(2020, 12, 31))
    assert early.sha256 != late.sha256
    assert [rule.id for rule in early.year_ends] != [rule.id for rule in late.year_ends]
