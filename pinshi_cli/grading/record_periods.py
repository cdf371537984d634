"""The weeks and months of 工作纪实: for which a record stands, which of them somebody owes."""

from collections.abc import Sequence
from datetime import date, timedelta

from pinshi_cli.grading.standing import attendance_rule
from pinshi_cli.model.period import Period, Span, periods_in
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy

NEWLY_HERE = "新调入"
"""A 参加情况 whose 起始日期 is the first day here."""


def periods_said(said: str, every: str) -> set[str]:
    """The periods that a record of 周期 stands for; that of a week also for its months."""
    if every == "week" or "W" not in said:
        return {said}
    monday = date.fromisocalendar(int(said[:4]), int(said[6:]), 1)
    return {f"{day.year}-{day.month:02}" for day in (monday, monday + timedelta(days=6))}


def periods_asked(person: Person, register: Register, policy: Policy, every: str) -> list[Period]:
    """The periods in which the person was here for a day at least."""
    quarter = register.quarter
    away = list(register.leaves.get(person.id, ()))
    rule = attendance_rule(policy, person.attendance or "")
    if person.begin is not None and rule is not None and rule.away_months is not None:
        away.append(Span(person.begin, person.end or quarter.last))
    if person.begin is not None and person.attendance == NEWLY_HERE:
        away.append(Span(date.min, person.begin - timedelta(days=1)))
    return [period for period in periods_in(quarter, every) if not _all_away(period, away)]


def _all_away(period: Period, away: Sequence[Span]) -> bool:
    """Whether somebody was away on every day of a period."""
    day = period.first
    while day <= period.last:
        if not any(each.begin <= day <= each.end and each.part == 1 for each in away):
            return False
        day += timedelta(days=1)
    return True
