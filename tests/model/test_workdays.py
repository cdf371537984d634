"""Working days: weekends, 放假 and 调休 of a calendar that is passed in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.model.workdays import Calendar, UnknownYear, term, year_of

# a year made up for these tests
YEAR = year_of(
    [date(2026, 1, day) for day in (1, 2, 3)] + [date(2026, 10, day) for day in range(1, 8)],
    [date(2026, 10, 10)],
)
CALENDAR = Calendar({2026: YEAR})
DAYS = st.dates(date(2026, 2, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 30), True),  # Wednesday
        (date(2026, 10, 1), False),  # 放假
        (date(2026, 10, 3), False),  # 放假 on a Saturday
        (date(2026, 10, 10), True),  # 调休
        (date(2026, 10, 11), False),  # Sunday
    ],
)
def test_a_day_is_worked_by_weekday_holiday_and_exchange(day: date, *, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


@pytest.mark.parametrize(
    ("start", "count", "first", "last"),
    [
        (date(2026, 9, 28), 5, date(2026, 9, 28), date(2026, 10, 9)),  # Mon Tue Wed, Thu Fri
        (date(2026, 10, 1), 1, date(2026, 10, 8), date(2026, 10, 8)),
        (date(2026, 10, 9), 3, date(2026, 10, 9), date(2026, 10, 12)),  # Fri, Sat worked, Mon
        (date(2026, 3, 2), 5, date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 7), 5, date(2026, 3, 9), date(2026, 3, 13)),
    ],
)
def test_a_term_counts_its_first_and_its_last_day(
    start: date, count: int, first: date, last: date
) -> None:
    assert term(CALENDAR, start, count) == (first, last)


def test_a_term_has_a_day_at_least() -> None:
    with pytest.raises(ValueError, match="0 days"):
        term(CALENDAR, date(2026, 3, 2), 0)


def test_a_year_that_nobody_announced_is_an_error_and_never_a_guess() -> None:
    with pytest.raises(UnknownYear, match="没有2027年的放假和调休安排") as fault:
        term(CALENDAR, date(2026, 12, 30), 3)
    assert fault.value.year == 2027
    assert term(CALENDAR, date(2026, 12, 30), 2)[1] == date(2026, 12, 31)


def test_of_two_calendars_the_one_that_is_added_goes() -> None:
    other = Calendar({2026: year_of([date(2026, 3, 2)], []), 2027: year_of([], [])})
    both = CALENDAR.with_years(other)
    assert not both.is_workday(date(2026, 3, 2))
    assert both.is_workday(date(2027, 1, 4))


@given(DAYS, st.integers(1, 20))
def test_a_term_begins_and_ends_on_working_days_and_has_so_many(start: date, count: int) -> None:
    first, last = term(CALENDAR, start, count)
    days = [start + timedelta(days=at) for at in range((last - start).days + 1)]
    worked = [day for day in days if CALENDAR.is_workday(day)]
    assert (worked[0], worked[-1], len(worked)) == (first, last, count)
