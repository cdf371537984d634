"""`pinshi review`: who asked for 复核, what was found, the grade confirmed or changed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from pinshi_cli.grading.review import ReviewTerms, review_terms
from pinshi_cli.ledger.append import append
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import (
    REVIEW_DECIDE,
    REVIEW_OPEN,
    Entry,
    NewEntry,
    Plain,
    Result,
    Standing,
    UnitName,
)
from pinshi_cli.ledger.query import entries
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.model.period import Quarter
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.ledger.calls import must_say
from pinshi_cli.workflow.ledger.entries import listed, table, text
from pinshi_cli.workflow.ledger.people import Found, person_of
from pinshi_cli.workflow.ledger.policies import policy_of
from pinshi_cli.workflow.ledger.states import is_decided, registered


class Asked(NamedTuple):
    """Whom a call of `review` means. `policy` is `--policy`."""

    who: str
    quarter: Quarter
    unit: str | None = None
    policy: str | None = None


class Request(NamedTuple):
    """A request for 复核: when the result became known (if said), when asked, on which ground."""

    asked: date
    ground: str
    known: date | None = None


class Finding(NamedTuple):
    """What a review found and why; `grade` is None where the grade is confirmed."""

    found: str
    why: str
    grade: str | None = None


class Reviewed(NamedTuple):
    """An entry of a review written, about whom, with the warnings that go with it."""

    entry: Entry
    person: Result
    terms: ReviewTerms
    before: str | None
    after: str | None
    diagnostics: tuple[Diagnostic, ...]


class Decision(NamedTuple):
    """A decision that is ready to be put on record, on which request."""

    new: NewEntry
    request: Entry
    person: Result
    terms: ReviewTerms
    before: str | None
    after: str | None
    diagnostics: tuple[Diagnostic, ...]

    def put(self, ledger: Ledger) -> Reviewed:
        """Put it on record. Raises `Refusal`."""
        return Reviewed(append(ledger, self.new), *self[2:])


class Review(NamedTuple):
    """A request on record, its decision (None while it is open), by when it must be made."""

    request: Entry
    decision: Entry | None
    decide_by: date | None

    def days_left(self, day: date) -> int | None:
        """How many days are left on that day; below 0 where it is overdue."""
        by = self.decide_by
        return None if by is None or self.decision is not None else (by - day).days


def finding(found: str, why: str, grade: str | None, *, confirm: bool) -> Finding:
    """What a call says of a review. Raises `Refusal`: L055, and L065 where not one of two."""
    if confirm == (grade is not None):
        hint = "维持原等次写 --confirm，改等次写 --grade 等次，只写一个。"
        raise refuse("L065", "没有写复核结论，或写了两个", hint)
    return Finding(must_say(found, "--found", "情况"), must_say(why, "--why", "理由"), grade)


def open_review(ledger: Ledger, asked: Asked, request: Request, by: str, at: datetime) -> Reviewed:
    """Put a request on record. Raises `Refusal` L063 where one of the person is open."""
    found = person_of(ledger, asked.who, asked.unit, asked.quarter)
    still = open_request(found.standing, found.result.id)
    if still is not None:
        message = f"{found.result.name}这一季已有未办结的复核（第 {still.seq} 笔）"
        raise refuse("L063", message, "先 pinshi review decide 作出决定。")
    policy = _policy(found, asked)
    terms = review_terms(found.result.grade, request.known, request.asked, policy)
    head: dict[str, Plain] = {
        "person": found.result.id,
        "name": found.result.name,
        "grade": found.result.grade or "",
        "asked": request.asked.isoformat(),
        "known": "" if request.known is None else request.known.isoformat(),
        "ground": request.ground,
        "ask_by": "" if terms.ask_by is None else terms.ask_by.isoformat(),
        "decide_by": "" if terms.decide_by is None else terms.decide_by.isoformat(),
        "rule": terms.cite,
    }
    new = _entry(REVIEW_OPEN, found, asked.quarter, head, by, at)
    grade = found.result.grade
    warnings = tuple(_about_request(found, request, terms, policy))
    return Reviewed(append(ledger, new), found.result, terms, grade, grade, warnings)


def decision_of(ledger: Ledger, asked: Asked, finding: Finding, by: str, at: datetime) -> Decision:
    """A review's decision, not yet on record. Raises `Refusal` L064 where none is open, L065."""
    found = person_of(ledger, asked.who, asked.unit, asked.quarter)
    request = open_request(found.standing, found.result.id)
    if request is None:
        message = f"{found.result.name}这一季没有未办结的复核"
        raise refuse("L064", message, "先 pinshi review open 受理，再作决定。")
    policy = _policy(found, asked)
    if finding.grade is not None and finding.grade not in policy.grades:
        hint = f"写 {'、'.join(policy.grades)} 之一；维持原等次的用 --confirm。"
        raise refuse("L065", f"“{finding.grade}”不是等次", hint)
    before = found.result.grade
    after = before if finding.grade is None else finding.grade
    head: dict[str, Plain] = {
        "person": found.result.id,
        "name": found.result.name,
        "opens": request.seq,
        "was": before or "",
        "grade": after or "",
        "found": finding.found,
        "why": finding.why,
    }
    result = _after(found.result, after, head)
    new = _entry(REVIEW_DECIDE, found, asked.quarter, head, by, at, (result,))
    asked_on = date.fromisoformat(text(request.head, "asked"))
    known = _day(text(request.head, "known"))
    terms = review_terms(before, known, asked_on, policy)
    warnings = tuple(_about_decision(found, before, after, terms, at.date(), policy))
    return Decision(new, request, result, terms, before, after, warnings)


def reviews(
    ledger: Ledger, quarter: Quarter | None, unit: UnitName | None, as_of: date | None
) -> list[Review]:
    """Every request on record, the earliest first, with its decision.

    Not those that were pruned: whose they were is gone, and nothing can be decided of them.
    """
    every = list(entries(ledger, unit, quarter, as_of))
    decided = {_opens(each): each for each in every if each.kind == REVIEW_DECIDE}
    return [
        Review(each, decided.get(each.seq), _day(text(each.head, "decide_by")))
        for each in every
        if each.kind == REVIEW_OPEN and each.head is not None
    ]


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def open_request(standing: Standing, person: str) -> Entry | None:
    """The person's request that waits for its decision."""
    decided = {_opens(each) for each in standing.entries if each.kind == REVIEW_DECIDE}
    waiting = [
        each
        for each in standing.entries
        if each.kind == REVIEW_OPEN
        and each.seq not in decided
        and text(each.head, "person") == person
    ]
    return waiting[-1] if waiting else None


def _opens(entry: Entry) -> int:
    found = (entry.head or {}).get("opens")
    return found if isinstance(found, int) else 0


def _policy(found: Found, asked: Asked) -> Policy:
    head = registered(found.standing).head
    if head is None:
        message = f"{found.unit.name}这一季的个人信息已经清理，不能再复核"
        raise refuse("L059", message, "清理以前的备份里有原来的内容。")
    return policy_of(head, asked.quarter, asked.policy)


def _entry(
    kind: str,
    found: Found,
    quarter: Quarter,
    head: Mapping[str, Plain],
    by: str,
    at: datetime,
    results: tuple[Result, ...] = (),
) -> NewEntry:
    latest = found.standing.latest.seq
    return NewEntry(kind, at, by, found.unit, quarter, head, results, latest)


def _after(result: Result, grade: str | None, head: Mapping[str, Plain]) -> Result:
    """The result with the review's grade; what it was before stands in its facts."""
    was: dict[str, Plain] = {"grade": result.grade, "shown": result.shown}
    was |= {key: head[key] for key in ("opens", "found", "why")}
    shown = result.shown if grade == result.grade else grade
    earlier = table(result.facts, "reviewed")
    if earlier:  # reviewed before: what the register said is kept
        was |= {key: earlier.get(key) for key in ("grade", "shown")}
    return result._replace(grade=grade, shown=shown, facts={**result.facts, "reviewed": was})


def _warning(code: str, message: str, hint: str, rule: str, person: Result) -> Diagnostic:
    at = Place(key=person.name)
    return Diagnostic(code, Severity.WARNING, message, at, hint, rule, person.id)


def _about_request(
    found: Found, request: Request, terms: ReviewTerms, policy: Policy
) -> Iterator[Diagnostic]:
    """What people should know before they take the request on; nothing here refuses it."""
    person = found.result
    if not terms.may_ask and policy.review is not None:
        who = "、".join(policy.review.grades)
        message = (
            f"{person.name}这一季是“{person.grade or '没有等次'}”，办法写的是“{who}”可以申请复核"
        )
        yield _warning("L066", message, "受不受理，由本单位决定。", terms.cite, person)
    if terms.in_time is False:
        message = f"申请日期 {request.asked} 已过期限 {terms.ask_by}"
        yield _warning("L067", message, "受不受理，由本单位决定。", terms.cite, person)
    if not is_decided(found.standing):
        message = f"{found.unit.name}这一季还没有会议审定，等次只是拟定"
        yield _warning("L070", message, "先开会审定，记入台账。", "", person)


def _about_decision(
    found: Found,
    before: str | None,
    after: str | None,
    terms: ReviewTerms,
    day: date,
    policy: Policy,
) -> Iterator[Diagnostic]:
    person = found.result
    if terms.decide_by is not None and day > terms.decide_by:
        message = f"复核决定应在 {terms.decide_by} 前作出，今天是 {day}"
        yield _warning("L067", message, "在决定里说明原因。", terms.cite, person)
    known = (before in policy.grades) and (after in policy.grades)
    if known and policy.height(str(after)) < policy.height(str(before)):
        message = f"复核后的等次“{after}”比原来的“{before}”低"
        yield _warning("L071", message, "核对是不是写错了。", "", person)
    best = policy.grades[0]
    if after == best and before != best and (limit := _limit(found.standing)) is not None:
        given = 1 + sum(1 for each in found.standing.results if each.grade == best)
        if given > limit:
            message = f"改后“{best}”共 {given} 人，超过名额 {limit} 人"
            yield _warning("L072", message, "核对名额；由本单位研究。", "", person)


def _limit(standing: Standing) -> int | None:
    """The quota of the best grade in all groups together, where all of them are known."""
    rows = listed(registered(standing).head or {}, "quota")
    limits = [row.get("limit") for row in rows]
    if not limits or not all(isinstance(each, int) for each in limits):
        return None
    return sum(each for each in limits if isinstance(each, int))
