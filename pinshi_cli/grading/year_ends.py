"""What settles or limits a year beside its quarters' grades: measures, leave, who takes part."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.model.period import add_months, quarter_word
from pinshi_cli.model.register import Measure
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearCeiling, YearEnd


class YearFacts(NamedTuple):
    """What is known of a person's year beside what the quarters show.

    `measures` are all that any register tells of, also of earlier years; `leave_days` the days of
    leave in the year; `status` is 参加情况 on the latest quarter's roster. `recorded`: the quarters
    are those on record, not registers. `given` are the numbers of the quarters there are, in turn,
    also of those that leave the person open; empty where only what is shown tells.
    """

    year: int
    measures: Sequence[Measure] = ()
    leave_days: Fraction = Fraction(0)
    status: str = ""
    recorded: bool = False
    given: tuple[int, ...] = ()

    @property
    def days(self) -> int:
        """How many days the year has."""
        return (date(self.year, 12, 31) - date(self.year, 1, 1)).days + 1


def ends_holding(
    shown: Sequence[str | None], facts: YearFacts, policy: Policy
) -> list[tuple[YearEnd, str]]:
    """The ends that hold, in the policy's order, each with what made it hold."""
    found = []
    for end in policy.year_ends:
        if end.kinds and not facts.measures:
            continue
        said = _because(end, shown, facts)
        if said:
            found.append((end, f"{said}：{end.title}"))
    return found


def acting_ceilings(facts: YearFacts, policy: Policy) -> list[tuple[YearCeiling, str]]:
    """The ceilings that act, in the policy's order, each with the measures that bring it."""
    found = []
    for ceiling in policy.year_ceilings:
        acting = [
            each
            for each in facts.measures
            if each.kind in ceiling.kinds and _years_off(each, facts) == 0
        ]
        if len(acting) >= ceiling.least:
            found.append((ceiling, f"{_named(acting)}：{ceiling.title}"))
    return found


def _because(end: YearEnd, shown: Sequence[str | None], facts: YearFacts) -> str:
    """What makes the end hold, for people; empty where it does not."""
    if end.shown:
        places = [place for place, word in enumerate(shown) if word in end.shown]
        return "、".join(f"{quarter_word(place + 1)}{shown[place]}" for place in places)
    if end.latest:
        latest = _latest(shown, facts)
        words = [word for word in (latest, facts.status) if word in end.latest]
        return f"最近一季“{words[0]}”" if words else ""
    if end.leave_share is not None:
        if facts.leave_days <= end.leave_share * facts.days:
            return ""
        return f"全年请假 {plain(facts.leave_days)}/{facts.days} 天"
    acting = [each for each in facts.measures if each.kind in end.kinds and _acts(end, each, facts)]
    return _named(acting)


def _latest(shown: Sequence[str | None], facts: YearFacts) -> str | None:
    """What the latest quarter shows; None also where it is there and leaves the person open."""
    if facts.given:
        return shown[facts.given[-1] - 1]
    return next((word for word in reversed(shown) if word is not None), None)


def _acts(end: YearEnd, measure: Measure, facts: YearFacts) -> bool:
    off = _years_off(measure, facts)
    if off is None:
        return False
    if end.span == "open":
        last = date(facts.year, 12, 31)
        return off <= 0 and (measure.end is None or measure.end > last)
    if end.span == "since":
        return off <= 0
    return off in end.years and _runs_over(measure, end.over_months)


def _years_off(measure: Measure, facts: YearFacts) -> int | None:
    """The year of 生效日期, this one being 0; None where there is none."""
    return None if measure.begin is None else measure.begin.year - facts.year


def _runs_over(measure: Measure, months: int | None) -> bool:
    """Whether the measure runs longer than so many months; without 解除日期 it does."""
    if months is None or measure.end is None or measure.begin is None:
        return True
    return measure.end > add_months(measure.begin, months)


def _named(measures: Sequence[Measure]) -> str:
    return "、".join(f"{each.kind}（{each.begin} 生效）" for each in measures)
