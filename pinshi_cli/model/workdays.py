"""Working days of the Chinese calendar: weekends, 放假 and 调休 as values that are passed in.

A year that nobody has announced is an error, never a guess: its holidays are set by the State
Council's notice, and a Saturday may be worked.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class UnknownYear(LookupError):
    """A year whose 放假 and 调休 the calendar does not hold; the text says so, in Chinese."""

    def __init__(self, year: int) -> None:
        super().__init__(f"没有{year}年的放假和调休安排，算不出工作日")
        self.year = year


class Year(NamedTuple):
    """One year: weekdays that are off, and weekend days that are worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


class Calendar(NamedTuple):
    """The years that are known."""

    years: dict[int, Year]

    def with_years(self, others: "Calendar") -> "Calendar":
        """The years of both; where both hold one, the other's goes."""
        return Calendar({**self.years, **others.years})

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked. Raises `UnknownYear`."""
        if day.year not in self.years:
            raise UnknownYear(day.year)
        year = self.years[day.year]
        return day in year.worked or (day.weekday() < _SATURDAY and day not in year.off)


def workdays_from(calendar: Calendar, start: date) -> Iterator[date]:
    """The working days from `start` on, `start` itself where it is one."""
    day = start
    while True:
        if calendar.is_workday(day):
            yield day
        day += ONE_DAY


def term(calendar: Calendar, start: date, count: int) -> tuple[date, date]:
    """The first and the last of `count` working days, from `start` on, both counted."""
    if count < 1:
        raise ValueError(f"a term of {count} days")
    days = workdays_from(calendar, start)
    first = last = next(days)
    for _ in range(count - 1):
        last = next(days)
    return first, last


def year_of(off: Iterable[date], worked: Iterable[date]) -> Year:
    """A year from its announced days; weekend days off are left out, being off anyway."""
    return Year(frozenset(day for day in off if day.weekday() < _SATURDAY), frozenset(worked))
