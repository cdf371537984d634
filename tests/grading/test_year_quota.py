"""The annual score, and the quota of 优秀: nobody is chosen among equals."""

from datetime import date
from fractions import Fraction

import pytest

from pinshi_cli.grading.year_quota import (
    Allotted,
    Contender,
    annual_score,
    give_out_year,
    mean_of,
)
from pinshi_cli.model.grade import QuotaUse
from pinshi_cli.policy.library import book_for

ZD = book_for("zhangdian", date(2026, 12, 31))


def some(
    id_: str, best: int = 1, score: str | None = "90", *, mean: str = "90", frontline: bool = False
) -> Contender:
    points = None if score is None else Fraction(score)
    return Contender(id_, "可评优", best, [Fraction(mean)], points, frontline)


def others(number: int, verdict: str = "称职") -> list[Contender]:
    return [some(f"o{place}")._replace(verdict=verdict) for place in range(number)]


def out(
    *people: Contender, share: Fraction | None = None, among: int = 0
) -> tuple[dict[str, Allotted], QuotaUse]:
    """The quota given out; `among`: so many people in all, the rest being 称职."""
    every = [*people, *others(among - len(people))]
    return give_out_year(every, share, ZD)


def proposed(places: dict[str, Allotted]) -> dict[str, str | None]:
    return {id_: place.proposed for id_, place in places.items() if id_[0] != "o"}


@pytest.mark.parametrize(
    ("mean", "rating", "score"),
    [
        ("90", "80", "86"),
        ("91.555", "88.13", "90.19"),  # 90.185, half up
        ("91.5549", "88.13", "90.18"),
        ("100", "0", "60"),
    ],
)
def test_zd9_1_the_score_is_rounded_once_half_up(mean: str, rating: str, score: str) -> None:
    assert annual_score([Fraction(mean)], Fraction(rating), ZD.year) == Fraction(score)


def test_a_mean_of_three_is_a_third_and_not_a_decimal() -> None:
    totals = [Fraction(90), Fraction(90), Fraction(91)]
    assert mean_of(totals) == Fraction(271, 3)
    assert annual_score(totals, Fraction(90), ZD.year) == Fraction("90.2")


def test_without_either_part_there_is_no_score() -> None:
    assert mean_of([]) is None
    assert annual_score([], Fraction(90), ZD.year) is None
    assert annual_score([Fraction(90)], None, ZD.year) is None
    assert annual_score([Fraction(90)], Fraction(90), None) is None


@pytest.mark.parametrize(("people", "limit"), [(4, 0), (5, 1), (9, 1), (10, 2), (24, 4)])
def test_a5_the_limit_is_a_fifth_rounded_down(people: int, limit: int) -> None:
    _, use = out(among=people)
    assert (use.base, use.limit) == (people, limit)


def test_the_register_may_state_a_quarter() -> None:
    _, use = out(among=20, share=Fraction(1, 4))
    assert use.limit == 5


def test_the_base_is_everyone_whose_verdict_is_not_to_take_no_part() -> None:
    people = [*others(5, "不参加"), *others(4, "需研究"), *others(6, "不确定等次")]
    _, use = give_out_year(people, None, ZD)
    assert use.base == 10


def test_the_number_of_best_quarters_ranks_before_the_score() -> None:
    places, use = out(some("a", 2, "99"), some("b", 3, "80"), among=5)
    assert proposed(places) == {"a": "称职", "b": "优秀"}
    assert (use.eligible, use.given, use.tied) == (2, 1, ())
    assert (places["a"].rank, places["b"].rank) == (2, 1)


def test_then_the_annual_score() -> None:
    places, _ = out(some("a", 2, "91"), some("b", 2, "91.01"), among=5)
    assert proposed(places) == {"a": "称职", "b": "优秀"}


def test_if_one_candidate_has_no_score_all_are_ranked_by_the_mean() -> None:
    """Also those who do have one."""
    people = (
        some("a", 2, "99", mean="80"),
        some("b", 2, "70", mean="81"),
        some("c", 2, None, mean="79"),
    )
    places, _ = out(*people, among=5)
    assert proposed(places) == {"a": "称职", "b": "优秀", "c": "称职"}
    assert "各季得分平均" in places["b"].reasons[0].text


def test_somebody_else_without_a_score_changes_nothing() -> None:
    people = [some("a", 2, "99", mean="80"), some("b", 2, "70", mean="81")]
    lacking = others(1)[0]._replace(score=None)
    places, _ = give_out_year([*people, lacking, *others(2)], None, ZD)
    assert proposed(places) == {"a": "优秀", "b": "称职"}


def test_then_the_front_line() -> None:
    places, _ = out(some("a"), some("b", frontline=True), among=5)
    assert proposed(places) == {"a": "称职", "b": "优秀"}


def test_who_ties_across_the_line_on_every_key_stays_below_and_is_named() -> None:
    places, use = out(some("a", 3), some("b"), some("c"), some("d", score="80"), among=10)
    assert proposed(places) == {"a": "优秀", "b": "称职", "c": "称职", "d": "称职"}
    assert (use.given, use.tied) == (1, ("b", "c"))
    assert [places[each].rank for each in "abcd"] == [1, 2, 2, 4]
    assert "集体研究" in places["b"].reasons[0].text


def test_a_tie_within_the_line_or_beyond_it_is_none() -> None:
    _, within = out(some("a"), some("b"), among=10)
    _, beyond = out(some("a", 2), some("b"), some("c"), among=5)
    assert (within.given, within.tied) == (2, ())
    assert (beyond.given, beyond.tied) == (1, ())


@pytest.mark.parametrize(
    ("verdict", "grade"),
    [
        ("称职", "称职"),
        ("基本称职", "基本称职"),
        ("不称职", "不称职"),
        ("需研究", None),
        ("不确定等次", None),
        ("不参加", None),
    ],
)
def test_any_other_verdict_is_the_annual_grade_or_none(verdict: str, grade: str | None) -> None:
    places, _ = give_out_year(others(1, verdict), None, ZD)
    assert places["o0"].proposed == grade


def test_without_a_quota_rule_candidates_have_no_grade_yet() -> None:
    places, use = give_out_year([some("a")], None, ZD._replace(year_quota=None))
    assert (places["a"].proposed, use.limit, use.given) == (None, None, None)
