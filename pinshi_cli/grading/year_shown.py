"""What a graded quarter shows of a person, for the year."""

from pinshi_cli.grading.measures import acting_on
from pinshi_cli.grading.standing import attendance_rule
from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, PENDING, Outcome
from pinshi_cli.model.register import Register
from pinshi_cli.model.words import AWAITED, AWAY, NOT_LISTED, REFUSED, UNDETERMINED
from pinshi_cli.policy.book import Policy


def shown_of(outcome: Outcome | None, register: Register, policy: Policy) -> str | None:
    """The final grade, or the word that stands in its place; None where faults leave none."""
    if outcome is None:
        return NOT_LISTED
    if outcome.standing == GRADED:
        return outcome.grade
    if outcome.standing != NOT_ASSESSED:
        return {NO_GRADE: UNDETERMINED, PENDING: AWAITED}.get(outcome.standing)
    return _not_assessed(outcome, register, policy)


def _not_assessed(outcome: Outcome, register: Register, policy: Policy) -> str:
    """在外 and 不参加 by 参加情况; whoever a measure takes off the roster is 未在册."""
    person = outcome.person
    measures = register.measures.get(person.id, ())
    if acting_on(measures, register.quarter, policy).standing == NOT_ASSESSED:
        return NOT_LISTED
    rule = attendance_rule(policy, person.attendance or "")
    if rule is not None and rule.away_months is not None:
        return AWAY
    return REFUSED if person.attendance == REFUSED else NOT_LISTED
