"""Quarters, months to the same day, days counted once (scoring.md, steps 1 and 4)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinshi_cli.model.period import Quarter, Span, add_months, days_covered

Q1 = Quarter(2026, 1)


HALF = Fraction(1, 2)
D5 = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("quarter", "first", "last", "days"),
    [
        (Quarter(2026, 1), date(2026, 1, 1), date(2026, 3, 31), 90),
        (Quarter(2024, 1), date(2024, 1, 1), date(2024, 3, 31), 91),
        (Quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30), 91),
        (Quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30), 92),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31), 92),
    ],
)
def test_a_quarter_knows_its_days(quarter: Quarter, first: date, last: date, days: int) -> None:
    assert (quarter.first, quarter.last, quarter.days) == (first, last, days)
    assert first in quarter
    assert last in quarter
    assert first - timedelta(days=1) not in quarter
    assert last + timedelta(days=1) not in quarter


def test_a_quarter_is_written_for_machines_and_for_people() -> None:
    assert str(Quarter(2026, 3)) == "2026Q3"
    assert Quarter(2026, 3).chinese == "2026年第三季度"


@pytest.mark.parametrize(
    ("begin", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 10, 31), 6, date(2026, 4, 30)),
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 11, 30), 18, date(2027, 5, 30)),
        (date(9999, 12, 1), 6, date.max),
    ],
)
def test_months_run_to_the_same_day_or_the_last_of_the_month(
    begin: date, months: int, end: date
) -> None:
    assert add_months(begin, months) == end


@pytest.mark.parametrize(
    ("begin", "end", "touches"),
    [
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (date(2020, 1, 1), None, True),
        (date(2025, 6, 1), date(2026, 1, 1), False),
        (date(2025, 6, 1), date(2026, 1, 2), True),
        (date(2026, 2, 1), date(2026, 2, 1), False),
        (date(2026, 2, 1), date(2026, 2, 2), True),
    ],
)
def test_a_quarter_is_touched_by_any_day_before_the_end(
    begin: date,
    end: date | None,
    touches: bool,
) -> None:
    assert Q1.touches(begin, end) is touches


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([], 0),
        ([(date(2026, 1, 1), date(2026, 1, 1))], 1),
        ([(date(2025, 12, 1), date(2026, 4, 30))], 90),
        ([(date(2025, 12, 1), date(2025, 12, 31))], 0),
        ([(date(2026, 4, 1), date(2026, 4, 9))], 0),
        ([(date(2026, 2, 1), date(2026, 2, 10)), (date(2026, 1, 1), date(2026, 2, 5))], 41),
        ([(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 2, 1), date(2026, 2, 2))], 90),
    ],
)
def test_days_of_a_quarter_are_counted_once(spans: list[tuple[date, date]], days: int) -> None:
    assert days_covered([Span(*span) for span in spans], Q1) == days


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([Span(date(2026, 1, 5), date(2026, 1, 5), HALF)], HALF),
        ([Span(date(2026, 1, 5), date(2026, 1, 6), HALF)], 1 + HALF),
        ([Span(date(2026, 1, 5), date(2026, 1, 5), HALF)] * 2, 1),
        ([Span(date(2026, 1, 5), date(2026, 1, 5), HALF)] * 3, 1),
        ([Span(date(2026, 1, 1), date(2026, 1, 9)), Span(D5, D5, HALF)], 9),
        ([Span(date(2026, 3, 31), date(2026, 4, 1), HALF)], 1),
    ],
    ids=["half", "one and a half", "two halves", "never over one", "inside", "after the quarter"],
)
def test_half_days_count_as_halves(spans: list[Span], days: Fraction) -> None:
    assert days_covered(spans, Q1) == days


_DAYS = st.dates(date(2025, 11, 1), date(2026, 5, 31))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_DAYS, _DAYS).map(lambda pair: (min(pair), max(pair))), max_size=5))
def test_days_covered_is_the_size_of_the_union(spans: list[tuple[date, date]]) -> None:
    every = [Q1.first + timedelta(days=n) for n in range(Q1.days)]
    union = [day for day in every if any(begin <= day <= end for begin, end in spans)]
    assert days_covered([Span(*span) for span in spans], Q1) == len(union)
