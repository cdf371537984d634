"""What is still open of a year, against a going-through of every year that there may be."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_conditions import conditions, said
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.grading.year_forecast import Forecast, forecast, forecasts
from pinshi_cli.grading.year_tally import fillings
from pinshi_cli.model.register import Measure
from pinshi_cli.model.words import CANDIDATE
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import book_for, heads
from tests.grading.years import NOTHING, ZD, measure, shown

DAY = date(2026, 12, 31)
PACKS = [head["id"] for head in heads() if head["gradable"]]
OPEN = (None, "待定", "在外")
IN_FORCE = (measure("警告", date(2026, 2, 1)), measure("告诫", date(2026, 2, 1)))


def ahead(
    letters: str, policy: Policy = ZD, *, status: str = "", measures: Sequence[Measure] = ()
) -> Forecast:
    facts = NOTHING._replace(status=status, measures=measures)
    found = forecast(shown(letters), facts, policy)
    assert found is not None
    return found


def brute(quarters: Sequence[str | None], facts: YearFacts, policy: Policy) -> set[str]:
    """The verdicts of every year that comes of a grade in each open quarter."""
    every = product(*(policy.grades if word in OPEN else (word,) for word in quarters))
    return {verdict_of(each, facts, policy).verdict for each in every}


@pytest.mark.parametrize("pack", PACKS)
def test_the_open_verdicts_are_those_of_every_filling(pack: str) -> None:
    policy = book_for(pack, DAY)
    foreseen = forecasts(policy)
    words = (*policy.grades, "不确定等次", "待定", None)
    for quarters in combinations_with_replacement(words, 4):
        if any(word in OPEN for word in quarters):
            found = foreseen(quarters, NOTHING)
            assert found is not None
            assert set(found.open) == brute(quarters, NOTHING, policy), quarters
            assert {lead.verdict for lead in found.leads} == set(found.open)
            assert bool(found.shut) != (CANDIDATE in found.open)


def test_ceilings_act_on_what_may_still_come() -> None:
    facts = NOTHING._replace(measures=IN_FORCE)
    for quarters in product((*ZD.grades, None), repeat=4):
        if None in quarters:
            found = forecast(quarters, facts, ZD)
            assert found is not None
            assert set(found.open) == brute(quarters, facts, ZD)
            assert found.shut


def test_with_every_quarter_known_there_is_nothing_to_foresee() -> None:
    assert forecast(shown("好较般无"), NOTHING, ZD) is None


# ---- said in words


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("较较缺缺", "可评优：还需至少一次“好”，没有“一般”“较差”"),
        ("好缺缺缺", "可评优：其余 3 季没有“一般”“较差”"),
        ("好好好缺", "可评优：第四季度为“好”“较好”"),
        ("较般缺缺", "已不能评优（ZD9.2）：其余都是“好”，也是称职"),
        ("差好缺缺", "已不能评优（ZD9.2）：其余都是“好”，也是需研究"),
        ("好般缺缺", "基本称职：其余 2 季至少一次“一般”，没有“较差”"),
        ("较般好缺", "基本称职：第四季度为“一般”"),
        ("差差缺缺", "不称职：其余 2 季不论什么等次"),
    ],
)
def test_what_the_rest_of_the_year_would_have_to_bring(letters: str, told: str) -> None:
    assert told in ahead(letters).text


def test_the_clause_that_rules_the_best_grade_out_is_cited() -> None:
    found = ahead("较般缺缺")
    assert [each.rule for each in found.shut] == ["ZD9.2"]
    warned = ahead("好好缺缺", measures=IN_FORCE[:1])
    assert [each.rule for each in warned.shut][:1] == ["A15"]
    assert warned.text.startswith("已不能评优（A15）：警告（2026-02-01 生效）")


def test_a_measure_that_ends_the_year_leaves_one_verdict() -> None:
    found = ahead("好好缺缺", measures=(measure("记过", date(2026, 2, 1)),))
    assert (found.open, found.leads) == (("不确定等次",), ())
    assert found.shut[0].rule == "A15"


@pytest.mark.parametrize(
    ("letters", "status", "kinds", "verdict", "rule"),
    [
        ("好好缺缺", "试用期", (), "不确定等次", "A11"),
        ("好外缺缺", "", (), "不参加", "A12"),
        ("定好缺缺", "", ("立案调查",), "不确定等次", "A14"),
    ],
)
def test_what_may_have_passed_by_the_years_end_leaves_the_other_verdicts_open(
    letters: str, status: str, kinds: tuple[str, ...], verdict: str, rule: str
) -> None:
    measures = [measure(kind, date(2026, 2, 1)) for kind in kinds]
    found = ahead(letters, status=status, measures=measures)
    assert {verdict, "可评优"} <= set(found.open)
    assert [each.rule for each in found.lapsing] == [rule]
    assert "到年底仍然如此的" in found.text


@pytest.mark.parametrize("status", ["退休", "领导成员"])
def test_what_does_not_pass_again_leaves_one_verdict(status: str) -> None:
    found = ahead("好册缺缺", status=status)
    assert (found.open, found.leads, found.lapsing) == (("不参加",), (), ())


@pytest.mark.parametrize(
    ("letters", "days", "given", "left"),
    [
        ("无无缺缺", 181, (), "1.5"),
        ("无好好缺", 91, (), "91.5"),  # the fourth quarter has 92 days
        ("无好好缺", 90, (), ""),
        ("好好缺缺", 0, (), ""),  # no leave so far: not foreseen
        ("好好定好", 182, (), ""),  # the leave of a quarter that is there is known
        ("好好缺缺", 180, (1, 2, 3, 4), ""),
    ],
)
def test_a13_leave_that_may_pass_half_the_year_is_among_what_is_open(
    letters: str, days: int, given: tuple[int, ...], left: str
) -> None:
    facts = NOTHING._replace(leave_days=Fraction(days), given=given)
    found = forecast(shown(letters), facts, ZD)
    assert found is not None
    assert ("不确定等次" in found.open) is bool(left)
    told = [(each.when, each.rules) for each in found.leads if each.verdict == "不确定等次"]
    said = f"已请假 {days} 天，其余季度再超过 {left} 天"
    assert told == ([(said, ("A13",))] if left else [])
    assert verdict_of(shown(letters), facts, ZD).verdict != "不确定等次"


def test_once_the_last_quarter_is_there_it_is_final() -> None:
    found = ahead("好缺好好", status="试用期")
    assert found.open == ("不确定等次",)


def test_a_grade_that_ends_the_year_by_itself_counts_in_an_open_quarter_too() -> None:
    end = ZD.year_ends[0]._replace(id="once", verdict="不称职", shown=("较差",), latest=())
    policy = ZD._replace(year_ends=(end, *ZD.year_ends))
    found = ahead("好好好缺", policy)
    assert found.open == ("可评优", "称职", "不称职")
    assert verdict_of(shown("好好好缺"), NOTHING, policy).possible == found.open


# ---- conditions single out exactly what they are made of


@given(
    st.sampled_from([2, 3, 4, 5]).flatmap(
        lambda places: st.sampled_from([1, 2, 3, 4]).flatmap(
            lambda number: st.sets(st.sampled_from(fillings(places, number)), min_size=1)
        )
    )
)
def test_conditions_hold_of_the_fillings_wanted_and_of_no_other(
    wanted: set[tuple[int, ...]],
) -> None:
    some = next(iter(wanted))
    every = fillings(len(some), sum(some))
    found = conditions(sorted(wanted))
    assert {
        each
        for each in every
        if any(all(bound.met_by(each) for bound in bounds) for bounds in found)
    } == wanted
    for bounds in found:  # none could be left out
        inside = {each for each in every if all(bound.met_by(each) for bound in bounds)}
        for left_out in bounds:
            rest = [bound for bound in bounds if bound is not left_out]
            assert inside < {each for each in every if all(bound.met_by(each) for bound in rest)}


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ([(2, 0, 0, 0), (1, 1, 0, 0)], "至少一次“好”，没有“一般”“较差”"),
        ([(0, 2, 0, 0)], "都是“较好”"),
        ([(1, 0, 1, 0), (0, 1, 1, 0)], "恰好一次“一般”，没有“较差”"),
        (list(fillings(4, 2)), "不论什么等次"),
    ],
)
def test_conditions_in_words(wanted: list[tuple[int, ...]], words: str) -> None:
    (bounds,) = conditions(wanted)
    assert said(bounds, ZD.grades, 2) == words
