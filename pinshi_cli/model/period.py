"""Quarters, and months counted as statutes count them."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta, timezone
from fractions import Fraction
from typing import NamedTuple

CHINA = timezone(timedelta(hours=8))
"""The time of the whole country, all year round."""


class Quarter(NamedTuple):
    """One quarter of a year, `number` from 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def months(self) -> range:
        """The numbers of its three months."""
        return range(3 * self.number - 2, 3 * self.number + 1)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def touches(self, begin: date, end: date | None) -> bool:
        """Whether any day of the quarter lies within [begin, end); no `end` is open."""
        return begin <= self.last and (end is None or (end > self.first and end > begin))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def chinese(self) -> str:
        return f"{self.year}年{quarter_word(self.number)}"


def quarter_word(number: int) -> str:
    """第一季度 for 1."""
    return f"第{'一二三四'[number - 1]}季度"


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it has none such."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Span(NamedTuple):
    """Days from `begin` to `end`, both counted; of the last only `part` (half a day is 1/2)."""

    begin: date
    end: date
    part: Fraction = Fraction(1)


def days_covered(spans: Iterable[Span], quarter: Quarter) -> Fraction:
    """How many days of the quarter lie in any of the spans; a day counts once."""
    parts: dict[date, Fraction] = {}
    whole: list[tuple[date, date]] = []
    for begin, end, part in spans:
        if part < 1:
            parts[end] = parts.get(end, Fraction(0)) + part
        last = end if part == 1 else end - timedelta(days=1)
        if begin <= last:
            whole.append((max(begin, quarter.first), min(last, quarter.last)))
    covered: set[date] = set()
    for begin, end in whole:
        covered.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    halves = [
        min(part, Fraction(1))
        for day, part in parts.items()
        if day in quarter and day not in covered
    ]
    return sum(halves, Fraction(len(covered)))


class Period(NamedTuple):
    """A week or a month of 工作纪实: its name (`2026-W14`, `2026-04`), its first and last day."""

    name: str
    first: date
    last: date


def periods_in(quarter: Quarter, every: str) -> list[Period]:
    """The weeks (or months) that end in the quarter; `every` is "week" or "month".

    Weeks run from Monday to Sunday (GB/T 7408); one that ends in the next quarter belongs there.
    """
    found = []
    if every == "month":
        for month in range(3 * quarter.number - 2, 3 * quarter.number + 1):
            last = date(quarter.year, month, monthrange(quarter.year, month)[1])
            found.append(Period(f"{quarter.year}-{month:02d}", last.replace(day=1), last))
        return found
    last = quarter.first + timedelta(days=6 - quarter.first.weekday())
    while last <= quarter.last:
        year, week, _ = last.isocalendar()
        found.append(Period(f"{year}-W{week:02d}", last - timedelta(days=6), last))
        last += timedelta(days=7)
    return found
