"""A quarter, step by step. The order is a contract: another one gives other grades."""

from collections.abc import Sequence
from decimal import localcontext
from typing import NamedTuple

from pinshi_cli.grading.adjustments import adjustment_scores
from pinshi_cli.grading.decision import decide
from pinshi_cli.grading.gaps import lacking
from pinshi_cli.grading.measures import Acting, acting_on
from pinshi_cli.grading.noticed import noticed
from pinshi_cli.grading.open_ends import open_ends
from pinshi_cli.grading.quota import give_out
from pinshi_cli.grading.score import Scale, part_scores, scale_of, total_of
from pinshi_cli.grading.standing import standing_of
from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.grade import (
    GRADED,
    NOT_ASSESSED,
    PENDING,
    WITHHELD,
    Outcome,
    QuotaUse,
    Reason,
)
from pinshi_cli.model.number import EXACT, fixed, plain
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Band


class Graded(NamedTuple):
    """A graded quarter: everyone on the roster, in its order, the quota, and what was found.

    `quota` is the unit's; `groups` are empty where it is not split.
    """

    outcomes: Sequence[Outcome]
    quota: QuotaUse
    groups: tuple[QuotaUse, ...]
    diagnostics: Sequence[Diagnostic]

    def use_of(self, outcome: Outcome) -> QuotaUse:
        """The quota that the person competes for."""
        return next((use for use in self.groups if use.group == outcome.group), self.quota)


def grade_quarter(register: Register, policy: Policy) -> Graded:
    """Steps 1 to 6 for one unit. Pure; faults in data come back as diagnostics."""
    quota = policy.quota
    if quota is None or policy.score is None:
        message = f"{policy.head.id} is a base: nobody can be graded by it"
        raise ValueError(message)
    with localcontext(EXACT):
        scale = scale_of(register, policy, weights_in(register, policy))
        found: list[Diagnostic] = []
        outcomes = [_person(person, register, scale, found) for person in register.people]
        outcomes, use, groups, gaps = give_out(outcomes, register, scale, quota)
        outcomes, faults = decide(outcomes, register.decisions, policy, use)
    found += [*faults, *gaps]
    found += open_ends(outcomes, use, groups, quota, register)
    return Graded(outcomes, use, groups, found)


def _person(person: Person, register: Register, scale: Scale, found: list[Diagnostic]) -> Outcome:
    """Steps 1 to 4 for one person; findings are added to `found`."""
    policy = scale.policy
    standing, why = standing_of(person, register, policy)
    acting = acting_on(register.measures.get(person.id, ()), register.quarter, policy)
    standing = _with_measures(standing, acting, person.id in register.doubtful)
    parts = part_scores(person, register, scale)
    items = adjustment_scores(register.adjustments.get(person.id, ()), policy)
    total = None if scale.broken else total_of(parts, policy, items)
    faults = [*register.faults.get(person.id, ()), *acting.faults]
    at_stake = standing in (GRADED, WITHHELD)
    if standing == GRADED:
        faults += lacking(person, parts, register, scale)
    found += _about(person, acting, faults, at_stake=at_stake)
    if at_stake:
        found += noticed(person, parts, register, scale)
    amiss = total is None or person.id in register.suspect or not register.reliable
    if standing == GRADED and (amiss or any(fault.is_error for fault in faults)):
        standing = WITHHELD
    rounded, exact = total or (None, None)
    reasons = (*why, *acting.reasons)
    outcome = Outcome(person, standing, rounded, exact, parts, items, reasons=reasons)
    if standing == WITHHELD:
        open_yet = person.id in register.unsettled or person.id in register.doubtful
        return outcome._replace(may_reach=None if open_yet else acting.may_reach)
    if standing != GRADED:
        return outcome
    banded = _banded(outcome, acting, policy)
    proposed = _proposals(person, register, policy)
    return banded.because(*proposed) if proposed else banded


def _proposals(person: Person, register: Register, policy: Policy) -> list[Reason]:
    """What those proposed who have the right to; it binds nobody."""
    cites = {each.identity: each.source.cite for each in policy.reviewers if each.proposes}
    return [
        Reason(cites[row.identity], f"{row.identity}建议“{row.proposed}”")
        for row in register.reviews.get(person.id, ())
        if row.identity in cites and row.proposed is not None
    ]


def _with_measures(standing: str, acting: Acting, doubtful: bool) -> str:
    """What step 1 decided stands; 开除 is of step 1; then the strictest of the measures."""
    if NOT_ASSESSED in (standing, acting.standing):
        return NOT_ASSESSED
    if standing != GRADED:
        return standing
    if acting.standing == PENDING:
        return PENDING
    return WITHHELD if doubtful else acting.standing or GRADED


def _banded(outcome: Outcome, acting: Acting, policy: Policy) -> Outcome:
    """Steps 3 and 4: the highest band that the total reaches, then the measures' ceiling."""
    total = outcome.total
    score = policy.score
    if total is None or score is None:
        return outcome
    band = next(band for band in policy.bands if total >= band.least)
    shown = fixed(total, score.decimals)
    said = Reason(band.source.cite, f"总分 {shown}，{_reached(band, policy)}")
    limits = [grade for grade in (acting.exactly, acting.at_most) if grade is not None]
    capped = policy.lower(band.grade, *limits)
    reasons = [said, *outcome.reasons]
    if acting.exactly is not None and policy.height(band.grade) < policy.height(acting.exactly):
        reasons.append(Reason(band.source.cite, f"总分只够“{band.grade}”，从低"))
    return outcome._replace(
        band=band.grade,
        ceiling=acting.ceiling(policy),
        capped=capped,
        held_by=acting.held_by,
        reasons=tuple(reasons),
    )


def _reached(band: Band, policy: Policy) -> str:
    if band.least or len(policy.bands) == 1:
        return f"达到“{band.grade}”的 {plain(band.least)} 分"
    return f"不足 {plain(policy.bands[-2].least)} 分，为“{band.grade}”"


def _about(
    person: Person,
    acting: Acting,
    faults: list[Diagnostic],
    *,
    at_stake: bool,
) -> list[Diagnostic]:
    """A person's findings; where no grade is at stake, faults in scores are warnings."""
    found = [
        note._replace(message=f"{person.name}：{note.message}", person=person.id)
        for note in acting.notes
    ]
    for fault in faults:
        lighter = fault.is_error and not at_stake
        severity = Severity.WARNING if lighter else fault.severity
        found.append(fault._replace(severity=severity, person=person.id))
    return found
