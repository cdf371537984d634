"""Step 2: how a group's sheets make its figure: forms, aggregates, void sheets, raters lacking."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinshi_cli.model.grade import GRADED, WITHHELD
from pinshi_cli.model.register import Rating
from tests.grading.made import (
    WORTH,
    dimensions,
    group,
    outcome,
    part,
    policy_of,
    rating,
    register_of,
    said,
    scored,
    totals,
)


def figure(sheets: list[Rating], **more: Any) -> tuple[Fraction | None, int]:  # noqa: ANN401 - any key of a part
    """The part's score where these are all sheets of its one group; how many make it up."""
    found = scored(policy_of(part(**more)), register_of(ratings={"同事": sheets}))
    return found.score, found.groups[0].sheets


# -- aggregates (CZ5) ----------------------------------------


@pytest.mark.parametrize(
    ("points", "mean", "trimmed", "median"),
    [
        ((60,), 60, 60, 60),
        ((60, 90), 75, 75, 75),
        ((60, 90, 100), Fraction(250, 3), 90, 90),
        ((100, 0, 80, 90), Fraction(270, 4), 85, 85),
        ((100, 100, 70, 90, 60), 84, Fraction(260, 3), 90),
        ((0, 0, 0, 100, 100, 100), 50, 50, 50),
    ],
)
def test_cz5_a_group_counts_by_mean_trimmed_mean_or_median(
    points: tuple[int, ...], mean: object, trimmed: object, median: object
) -> None:
    sheets = totals(*points)
    assert figure(sheets)[0] == mean
    assert figure(sheets, aggregate="trimmed")[0] == trimmed
    assert figure(sheets, aggregate="median")[0] == median


@pytest.mark.parametrize(
    ("sheets", "trim", "trim_from", "score", "kept"),
    [
        (4, 1, 5, Fraction(0 + 10 + 20 + 30, 4), 4),
        (5, 1, 5, Fraction(10 + 20 + 30, 3), 3),
        (7, 2, 5, Fraction(20 + 30 + 40, 3), 3),
        # two off each end would leave nobody
        (4, 2, 3, Fraction(0 + 10 + 20 + 30, 4), 4),
    ],
)
def test_the_highest_and_lowest_go_only_where_enough_raters_stand(
    sheets: int, trim: int, trim_from: int, score: Fraction, kept: int
) -> None:
    points = totals(*range(0, 10 * sheets, 10))
    found = figure(points, aggregate="trimmed", trim=trim, trim_from=trim_from)
    assert found == (score, kept)


@pytest.mark.parametrize(
    ("aggregate", "score", "kept"),
    [("mean", Fraction(3 * 60 + 90 + 100, 5), 5), ("trimmed", 70, 3), ("median", 60, 1)],
)
def test_a_tally_is_trimmed_by_its_votes(aggregate: str, score: Fraction, kept: int) -> None:
    sheets = [rating(2, 60, votes=3), rating(3, 90), rating(4, 100)]
    assert figure(sheets, aggregate=aggregate) == (score, kept)


VOTES = st.lists(
    st.tuples(st.sampled_from([0, "33.3", 60, "89.99", 90, 100]), st.integers(1, 4)), min_size=1
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(VOTES, st.integers(1, 3), st.integers(3, 8), st.randoms(use_true_random=False))
def test_trimmed_means_and_medians_are_those_of_a_plain_list_in_any_order(
    rows: list[tuple[object, int]], trim: int, trim_from: int, mix: random.Random
) -> None:
    line = sorted(Fraction(str(points)) for points, votes in rows for _ in range(votes))
    middle = line[(len(line) - 1) // 2 : len(line) // 2 + 1]
    cut = len(line) >= trim_from and len(line) > 2 * trim
    inner = line[trim:-trim] if cut else line
    sheets = [rating(row, points, votes=votes) for row, (points, votes) in enumerate(rows, 2)]
    for _ in range(2):
        median = figure(sheets, aggregate="median")
        assert median == (sum(middle) / len(middle), len(middle))
        trimmed = figure(sheets, aggregate="trimmed", trim=trim, trim_from=trim_from)
        assert trimmed == (sum(inner) / len(inner), len(inner))
        assert figure(sheets) == (sum(line) / len(line), len(line))
        mix.shuffle(sheets)


# -- forms ----------------------------------------


def test_a_sheet_of_some_dimensions_is_scaled_to_their_full_marks() -> None:
    fulls = dimensions(德=10, 能=20, 绩=70)
    policy = policy_of(part(form="dimensions", dimensions=("德", "能")), dimensions=fulls)
    register = register_of(ratings={"同事": [rating(2, 9, 15), rating(3, 10, 20)]})
    assert scored(policy, register).score == 100 * Fraction(9 + 15 + 30, 2 * 30)


def test_a_total_is_scaled_to_its_full_mark() -> None:
    assert figure(totals(9, "8.5", 10), full=Fraction(10))[0] == Fraction(2750, 30)


def test_votes_for_grades_count_their_points() -> None:
    # 好 95 twice, 较好 80 three times, 较差 30 once
    sheets = [
        rating(2, 95, votes=2, vote="好"),
        rating(3, 80, votes=3, vote="较好"),
        rating(4, 30, vote="较差"),
    ]
    ballot: dict[str, Any] = {"form": "vote", "points": WORTH}
    assert figure(sheets, **ballot) == (Fraction(2 * 95 + 3 * 80 + 30, 6), 6)
    assert figure(sheets, **ballot, aggregate="median") == (Fraction(80), 2)


# -- void sheets ----------------------------------------


@pytest.mark.parametrize(
    ("void", "score", "left_out"),
    [
        ((), Fraction(30 + 24 + 24 + 0 + 20, 150), []),
        (("all-full",), Fraction(24 + 24 + 0 + 20, 120), ["D2"]),
        (("all-same",), Fraction(24 + 20, 60), ["D2", "D3", "D5"]),
        (("all-full", "all-same"), Fraction(24 + 20, 60), ["D2", "D3", "D5"]),
    ],
)
def test_a_void_sheet_does_not_count_and_is_noted_at_its_rater(
    void: tuple[str, ...], score: Fraction, left_out: list[str]
) -> None:
    sheets = [
        rating(2, 10, 20),  # full
        rating(3, 8, 16),  # four fifths of either
        rating(4, 9, 15),
        rating(5, 0, 0),
        rating(6, 10, 10),  # the same points, not the same share
    ]
    policy = policy_of(part(form="dimensions", void=void), dimensions=dimensions(德=10, 能=20))
    register = register_of(ratings={"同事": sheets})
    assert scored(policy, register).score == 100 * score
    notes = [("note", "G431", "民主测评", cell) for cell in left_out]
    assert said(policy, register) == notes


def test_a_full_total_is_void_and_a_single_dimension_is_never_all_the_same() -> None:
    assert figure(totals(100, 80), void=("all-full",)) == (Fraction(80), 1)
    assert figure(totals(90, 80), void=("all-same",)) == (Fraction(85), 2)


def test_a_void_tally_counts_by_none_of_its_votes() -> None:
    sheets = [rating(2, 100, votes=7), rating(3, 80, votes=2)]
    policy = policy_of(part(void=("all-full",)))
    (found,) = scored(policy, register_of(ratings={"同事": sheets})).groups
    assert (found.sheets, found.given, found.void) == (2, 2, 7)


# -- raters lacking ----------------------------------------

THREE = (group("领导", "0.5"), group("同事", "0.3"), group("群众", "0.2"))


def test_a_group_of_too_few_raters_gives_its_weight_to_the_others() -> None:
    policy = policy_of(part(groups=THREE, min_raters=2))
    rated = {"领导": totals(90, 80), "同事": totals(0), "群众": totals(60, 60)}
    register = register_of(ratings=rated)
    assert scored(policy, register).score == (Fraction(5, 10) * 85 + 12) / Fraction(7, 10)
    assert said(policy, register) == [("warning", "G432", "民主测评", None)]
    group_ = scored(policy, register).groups[1]
    assert (group_.sheets, group_.given) == (0, 1)


def test_void_sheets_do_not_make_up_the_least_number_of_raters() -> None:
    policy = policy_of(part(groups=THREE, min_raters=2, void=("all-full",)))
    rated = {"领导": totals(90, 80), "同事": totals(100, 50), "群众": totals(60, 60)}
    codes = [code for _, code, _, _ in said(policy, register_of(ratings=rated))]
    assert sorted(codes) == ["G431", "G432"]


@pytest.mark.parametrize(
    "rated",
    [
        {"领导": totals(90), "群众": totals(60)},
        {},
    ],
)
def test_a_policy_may_ask_for_every_group(rated: dict[str, list[Rating]]) -> None:
    policy = policy_of(part(name="测评", groups=THREE, missing="error"))
    register = register_of(ratings=rated)
    assert said(policy, register) == [("error", "N307", "民主测评", None)]
    assert outcome(policy, register).standing == WITHHELD


def test_a_group_that_does_not_rate_this_category_gives_way_silently() -> None:
    groups = (group("领导", "0.5"), group("服务对象", "0.5", "窗口人员"))
    policy = policy_of(part(groups=groups, missing="error"))
    rated = {"领导": totals(90), "服务对象": totals(70)}
    inside = register_of(ratings=rated, category="窗口人员")
    assert scored(policy, inside).score == 80
    outside = register_of(ratings={"领导": totals(90)}, category="综合类")
    assert outcome(policy, outside).exact == 90
    assert outcome(policy, outside).standing == GRADED
    assert scored(policy, outside).groups[1].absent
    assert said(policy, outside) == []


def test_somebody_whom_no_group_rates_is_an_error_at_his_row() -> None:
    policy = policy_of(part(groups=(group("服务对象", 1, "窗口人员"),)))
    register = register_of(category="综合类")
    assert said(policy, register) == [("error", "N307", "人员名册", "A2")]


# -- sheets that stand out ----------------------------------------


@pytest.mark.parametrize(
    ("points", "cells"),
    [
        ((90, 88, 86, 40), ["D5"]),
        ((90, 90, 70), []),
        ((90, 90, "69.99"), ["D4"]),
        ((0, 100), []),  # of two the middle says nothing
    ],
)
def test_cz5_a_sheet_far_from_the_median_is_shown_and_counts(
    points: tuple[object, ...], cells: list[str]
) -> None:
    policy = policy_of(part(stand_out=Fraction(20)))
    register = register_of(ratings={"同事": totals(*points)})
    assert said(policy, register) == [("note", "G434", "民主测评", cell) for cell in cells]
    mean = sum(Fraction(str(each)) for each in points) / len(points)
    assert scored(policy, register).score == mean


def test_nobody_is_told_of_sheets_about_people_without_a_grade() -> None:
    policy = policy_of(part(stand_out=Fraction(20), void=("all-full",)))
    register = register_of(ratings={"同事": totals(100, 90, 88, 0)})
    person = register.people[0]._replace(attendance="退休")
    assert said(policy, register._replace(people=[person])) == []
