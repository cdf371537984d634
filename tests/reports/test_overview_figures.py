"""The statistics of an overview against numbers worked by hand, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.reports.overview_figures import (
    NARROW,
    WIDE,
    Sample,
    funnel_limits,
    funnel_place,
    has_moved,
    is_flat,
    middle,
    ranks,
    shrunk,
)

SHARES = st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100)


@pytest.mark.parametrize(
    ("count", "of", "share", "place", "why"),
    [
        (0, 10, Fraction(1, 2), -2, "1/1024 is below 1/1000"),
        (1, 10, Fraction(1, 2), -1, "11/1024 is below 1/40"),
        (2, 10, Fraction(1, 2), 0, "56/1024 is above 1/40"),
        (5, 10, Fraction(1, 2), 0, "just the share"),
        (9, 10, Fraction(1, 2), 1, "11/1024 above"),
        (10, 10, Fraction(1, 2), 2, "1/1024 above"),
        (1, 1, Fraction(1, 4), 0, "one person out of one says nothing"),
        (3, 3, Fraction(1, 4), 1, "1/64 is below 1/40"),
        (5, 5, Fraction(1, 4), 2, "1/1024"),
        (0, 12, Fraction(1, 4), 0, "0.0317 is above 1/40"),
        (0, 13, Fraction(1, 4), -1, "0.0238 is below 1/40"),
        (0, 3, Fraction(0), 0, "nobody anywhere"),
        (3, 3, Fraction(1), 0, "everybody everywhere"),
        (2, 3, Fraction(1), -2, "everybody but one"),
    ],
)
def test_a_unit_stands_out_only_beyond_the_binomial_limits(
    count: int, of: int, share: Fraction, place: int, why: str
) -> None:
    assert funnel_place(count, of, share) == place, why


@given(st.integers(1, 60), SHARES, st.data())
def test_many_of_one_kind_are_few_of_the_other(
    of: int, share: Fraction, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, of))
    assert funnel_place(count, of, share) == -funnel_place(of - count, of, 1 - share)


@given(st.integers(1, 60), SHARES)
def test_more_never_stands_lower(of: int, share: Fraction) -> None:
    places = [funnel_place(count, of, share) for count in range(of + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize("tail", [NARROW, WIDE])
@given(of=st.integers(1, 80), share=SHARES)
def test_the_curve_is_drawn_where_units_begin_to_stand_out(
    tail: Fraction, of: int, share: Fraction
) -> None:
    low, high = funnel_limits(of, float(share), float(tail))
    least = 2 if tail == WIDE else 1
    for count in range(of + 1):
        place = funnel_place(count, of, share)
        beyond = place >= least if place > 0 else place <= -least
        if beyond:
            assert count / of <= low + 1e-6 or count / of >= high - 1e-6
        else:
            assert low - 1e-6 <= count / of <= high + 1e-6


def test_the_limits_come_closer_the_larger_the_unit_is() -> None:
    widths = [high - low for low, high in (funnel_limits(n, 0.25, 0.025) for n in (4, 16, 64, 256))]
    assert widths == sorted(widths, reverse=True)


def test_two_units_of_four_are_drawn_together_as_worked_by_hand() -> None:
    """Within 16/3, between 146/3: of the distance to the mean of all 73/75 remain."""
    found = shrunk([Sample(4, Fraction(90), Fraction(2)), Sample(4, Fraction(80), Fraction(2))])
    assert found == [85 + 5 * Fraction(73, 75), 85 - 5 * Fraction(73, 75)]


def test_one_lucky_person_does_not_lead_the_list() -> None:
    large = [Sample(40, Fraction(mean), Fraction(5)) for mean in (84, 85, 86, 87, 88)]
    found = shrunk([Sample(1, Fraction(91), Fraction(0)), *large])
    assert ranks(found)[0] > 1
    assert ranks(found)[5] == 1


def test_where_units_do_not_differ_beyond_chance_all_stand_at_the_mean() -> None:
    assert (
        shrunk([Sample(3, Fraction(80), Fraction(10)), Sample(3, Fraction(81), Fraction(10))])
        == [Fraction(161, 2)] * 2
    )


@pytest.mark.parametrize(
    "samples",
    [
        [],
        [Sample(5, Fraction(80), Fraction(3))],
        [Sample(1, Fraction(80), Fraction(0)), Sample(1, Fraction(90), Fraction(0))],
        [Sample(3, Fraction(80), Fraction(0)), Sample(5, Fraction(80), Fraction(0))],
    ],
)
def test_where_nothing_tells_chance_from_difference_means_stay(samples: list[Sample]) -> None:
    assert shrunk(samples) == [each.mean for each in samples]


SAMPLES = st.builds(
    Sample,
    st.integers(1, 50),
    st.fractions(0, 100, max_denominator=100),
    st.fractions(0, 20, max_denominator=100),
    st.none(),
)


@given(st.lists(SAMPLES, min_size=2, max_size=6))
def test_a_mean_is_only_drawn_towards_that_of_all(samples: list[Sample]) -> None:
    people = sum(each.people for each in samples)
    overall = sum((each.people * each.mean for each in samples), Fraction(0)) / people
    for each, found in zip(samples, shrunk(samples), strict=True):
        assert min(each.mean, overall) <= found <= max(each.mean, overall)


@given(st.lists(SAMPLES, min_size=2, max_size=6), st.integers(1, 30))
def test_among_units_of_one_size_the_order_is_that_of_their_means(
    samples: list[Sample], people: int
) -> None:
    alike = sorted(each._replace(people=people) for each in samples)
    found = shrunk(alike)
    assert found == sorted(found)


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranks([Fraction(3), Fraction(1), Fraction(3), Fraction(2)]) == [1, 4, 1, 3]


def test_the_middle_of_an_even_number_lies_between() -> None:
    assert [
        middle([Fraction(9), Fraction(1), Fraction(4)]),
        middle([Fraction(1), Fraction(4)]),
        middle([]),
    ] == [4, Fraction(5, 2), 0]


@pytest.mark.parametrize(("change", "moved"), [("2.82", False), ("2.83", True), ("-2.83", True)])
def test_a_mean_has_moved_beyond_two_standard_errors(change: str, moved: bool) -> None:
    """16 people, spread 4 in both quarters: the error squared is 2, twice it 2.828."""
    now = Sample(16, Fraction(80) + Fraction(change), Fraction(4))
    assert has_moved(now, Sample(16, Fraction(80), Fraction(4))) is moved


def test_scores_are_flat_below_half_of_the_usual_spread() -> None:
    assert [is_flat(Fraction(spread), Fraction(4)) for spread in (1, 2, 3)] == [True, False, False]
