"""Step 1: who takes part, and on what terms."""

from datetime import date
from fractions import Fraction

from pinshi_cli.model.grade import GRADED, WITHHELD, Reason
from pinshi_cli.model.number import plain
from pinshi_cli.model.period import Quarter, add_months, days_covered
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Attendance, Policy


def attendance_rule(policy: Policy, status: str) -> Attendance | None:
    """The rule for a 参加情况 (empty is 参加), or None where the policy knows none."""
    word = status or "参加"
    return next((rule for rule in policy.attendance if word in rule.statuses), None)


def leave_rule(policy: Policy) -> Attendance | None:
    """The rule that counts days of leave, or None."""
    return next((rule for rule in policy.attendance if rule.leave_share is not None), None)


def standing_of(
    person: Person, register: Register, policy: Policy
) -> tuple[str, tuple[Reason, ...]]:
    """The person's standing before any measure, and why."""
    if person.id in register.unsettled or person.attendance is None:
        return WITHHELD, ()
    rule = attendance_rule(policy, person.attendance)
    why: tuple[Reason, ...] = ()
    if rule is not None and rule.away_months is not None:
        standing, why = _seconded(person, rule, register.quarter)
        if standing != GRADED:
            return standing, why
    elif rule is not None and rule.leave_share is None:
        status = person.attendance or "参加"
        if rule.standing != GRADED:
            said = f"参加情况为“{status}”，{rule.title}"
            return rule.standing, (Reason(rule.source.cite, said),)
        if status != "参加":
            why = (Reason(rule.source.cite, f"参加情况为“{status}”，由本单位确定等次"),)
    standing, leave = _on_leave(person, register, policy)
    return standing, (*why, *leave)


def _seconded(person: Person, rule: Attendance, quarter: Quarter) -> tuple[str, tuple[Reason, ...]]:
    """ZD7.2: away for half a year or more at the quarter's end, the receiving unit assesses."""
    months = rule.away_months or 0
    still_away = person.end is None or person.end > quarter.last
    begin = person.begin or date.max
    if still_away and add_months(begin, months) <= quarter.last:
        said = f"{begin} 起{person.attendance}，至本季末已满 {months} 个月，由现工作单位考核"
        return rule.standing, (Reason(rule.source.cite, said),)
    said = f"{person.attendance}，至本季末在外不满 {months} 个月或已返回，由本单位确定等次"
    return GRADED, (Reason(rule.source.cite, said),)


def _on_leave(person: Person, register: Register, policy: Policy) -> tuple[str, tuple[Reason, ...]]:
    """Leave of more than the rule's share of the quarter's days; a day counts once."""
    rule = leave_rule(policy)
    leaves = register.leaves.get(person.id, ())
    if rule is None or rule.leave_share is None or not leaves:
        return GRADED, ()
    quarter = register.quarter
    days = days_covered(leaves, quarter)
    share = f"{plain(days)}/{quarter.days} 天"
    if days > rule.leave_share * quarter.days:
        said = f"本季请假 {share}，超过{_share_word(rule.leave_share)}，不确定等次"
        return rule.standing, (Reason(rule.source.cite, said),)
    said = f"本季请假 {share}，未超过{_share_word(rule.leave_share)}，照常确定等次"
    return GRADED, (Reason(rule.source.cite, said),)


def _share_word(share: Fraction) -> str:
    return "一半" if share == Fraction(1, 2) else f"{float(share):.0%}"
