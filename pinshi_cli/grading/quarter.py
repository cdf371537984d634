"""A quarter, step by step. The order is a contract: another one gives other grades."""

from collections.abc import Sequence
from decimal import localcontext
from typing import NamedTuple

from pinshi_cli.grading.decision import decide
from pinshi_cli.grading.measures import Acting, acting_on
from pinshi_cli.grading.quota import give_out
from pinshi_cli.grading.score import Scale, part_scores, scale_of, total_of
from pinshi_cli.grading.standing import standing_of
from pinshi_cli.grading.weights import broken_weights, weights_in
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import (
    GRADED,
    NOT_ASSESSED,
    PENDING,
    WITHHELD,
    Outcome,
    PartScore,
    QuotaUse,
    Reason,
)
from pinshi_cli.model.number import EXACT, fixed, plain
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Band


class Graded(NamedTuple):
    """A graded quarter: everyone on the roster, in its order, the quota, and what was found."""

    outcomes: Sequence[Outcome]
    quota: QuotaUse
    diagnostics: Sequence[Diagnostic]


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
        outcomes, use = give_out(outcomes, register, scale, quota)
        outcomes, faults = decide(outcomes, register.decisions, policy, use)
    found += faults
    found += _open_ends(outcomes, use, policy, register)
    return Graded(outcomes, use, found)


def _person(person: Person, register: Register, scale: Scale, found: list[Diagnostic]) -> Outcome:
    """Steps 1 to 4 for one person; findings are added to `found`."""
    policy = scale.policy
    standing, why = standing_of(person, register, policy)
    acting = acting_on(register.measures.get(person.id, ()), register.quarter, policy)
    standing = _with_measures(standing, acting, person.id in register.doubtful)
    parts = part_scores(person, register, scale)
    total = None if broken_weights(register, policy) else total_of(parts, policy)
    faults = [*register.faults.get(person.id, ()), *acting.faults]
    at_stake = standing in (GRADED, WITHHELD)
    if standing == GRADED:
        faults += _lacking(person, parts, register, scale)
    found += _about(person, acting, faults, parts, register.ratings_at, at_stake=at_stake)
    amiss = total is None or person.id in register.suspect or not register.reliable
    if standing == GRADED and (amiss or any(fault.is_error for fault in faults)):
        standing = WITHHELD
    outcome = Outcome(person, standing, parts=parts, reasons=(*why, *acting.reasons))
    if total is not None:
        outcome = outcome._replace(total=total[0], exact=total[1])
    if standing == WITHHELD:
        open_yet = person.id in register.unsettled or person.id in register.doubtful
        return outcome._replace(may_reach=None if open_yet else acting.may_reach)
    return _banded(outcome, acting, policy) if standing == GRADED else outcome


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


def _lacking(
    person: Person, parts: tuple[PartScore, ...], register: Register, scale: Scale
) -> list[Diagnostic]:
    """Errors for a graded person whose scores or ratings are not there at all."""
    found: list[Diagnostic] = []
    faults = register.faults.get(person.id, ())
    told = {each.where.sheet for each in faults if each.is_error}
    for part, rule in zip(parts, scale.policy.parts, strict=True):
        if part.score is not None or person.id in register.suspect:
            continue
        if rule.kind == "indicators" and register.points_at.sheet not in told:
            found += _no_points(person, register, scale)
        elif (
            rule.kind == "ratings"
            and register.ratings_read
            and register.ratings_at.sheet not in told
        ):
            empty = "、".join(group.name for group in part.groups if not group.sheets)
            message = f"{person.name}没有有效的民主测评（{empty}均无）"
            hint = "补录对此人的测评；确不参加考核的，在人员名册填写参加情况。"
            at = register.ratings_at
            found.append(
                Diagnostic("N307", Severity.ERROR, message, at, hint, rule.source.cite, person.id)
            )
    return found


def _no_points(person: Person, register: Register, scale: Scale) -> list[Diagnostic]:
    if not register.points_read:
        return []
    at = register.points_at
    if person.id not in register.points:
        message = f"{person.name}在指标评分里没有一行"
        hint = "补上此人的评分；确不参加考核的，在人员名册填写参加情况。"
        return [Diagnostic("N306", Severity.ERROR, message, at, hint, "", person.id)]
    if register.indicators_sound and not scale.taken_by(person).places:
        message = f"没有一项指标适用于{person.name}（考核类别“{person.category}”）"
        hint = "核对人员名册的考核类别与指标体系的适用类别。"
        return [Diagnostic("N308", Severity.ERROR, message, person.at, hint, "", person.id)]
    return []


def _about(
    person: Person,
    acting: Acting,
    faults: list[Diagnostic],
    parts: tuple[PartScore, ...],
    ratings_at: Place,
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
    told = any(fault.is_error and fault.where.sheet == ratings_at.sheet for fault in faults)
    if at_stake and not told:
        for part in parts:
            heard = [group for group in part.groups if group.sheets]
            if heard:
                silent = [group.name for group in part.groups if not group.sheets]
                found += [_unheard(person, name, ratings_at) for name in silent]
    return found


def _unheard(person: Person, group: str, at: Place) -> Diagnostic:
    message = f"{person.name}没有“{group}”的测评，其占比按比例分给其他评价主体"
    hint = f"应有“{group}”测评的，补录后重算。"
    return Diagnostic("G401", Severity.WARNING, message, at, hint, "", person.id)


def why_not_given(
    outcomes: Sequence[Outcome], use: QuotaUse, register: Register, label: str
) -> str:
    """Why the quota could not be given out, as a part of a sentence."""
    if use.limit is None:
        return f"{label}填写有误"
    if register.nameless:
        return f"名册有 {register.nameless} 行认不出是谁"
    withheld = [outcome.person.name for outcome in outcomes if outcome.standing == WITHHELD]
    more = f"等 {len(withheld)} 人" if len(withheld) > 5 else ""
    return f"{'、'.join(withheld[:5])}{more}等次暂缺"


def undecided_ties(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those who tie across the quota's line, and of whom the meeting has not spoken."""
    return [outcome for outcome in outcomes if outcome.tied and outcome.decided is None]


def places_left(outcomes: Sequence[Outcome], use: QuotaUse, best: str) -> int:
    """How many places of the best grade are still free, the meeting's decisions counted."""
    taken = sum(1 for outcome in outcomes if outcome.grade == best)
    return (use.limit or 0) - taken


def _open_ends(
    outcomes: Sequence[Outcome], use: QuotaUse, policy: Policy, register: Register
) -> list[Diagnostic]:
    """What people must still settle: a quota not given out, a tie across its line."""
    quota = policy.quota
    if quota is None or not outcomes:
        return []
    at = Place(register.file, outcomes[0].person.at.sheet)
    if use.given is None and use.eligible:
        because = why_not_given(outcomes, use, register, quota.label)
        message = f"“{quota.grade}”名额暂不分配：{because}，{use.eligible} 人的等次和名次待定"
        hint = "改正上面的错误后重算。"
        return [Diagnostic("G408", Severity.WARNING, message, at, hint, quota.source.cite)]
    still = undecided_ties(outcomes)
    free = places_left(outcomes, use, quota.grade)
    if still and free > 0:
        names = "、".join(outcome.person.name for outcome in still)
        same = f"名额线上完全同分，尚未定的有{names}，余 {free} 个“{quota.grade}”名额"
        if register.unit.meeting_date is None:
            hint = "由集体研究决定，在“集体研究”表填写审定等次和理由。"
            return [Diagnostic("G409", Severity.WARNING, same, at, hint, quota.source.cite)]
        message = f"{same}，会议未予调整，名额空着"
        hint = "会议另有决定的，填入“集体研究”表；没有的，不需要处理。"
        return [Diagnostic("G409", Severity.NOTE, message, at, hint, quota.source.cite)]
    return []
