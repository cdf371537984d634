"""A graded register as the ledger keeps it: who got what and why, and what that rests on.

Least columns: no raters and no points of single sheets, no birth dates, no 涉密 work; every
identity number is masked, the same number always alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pinshi_cli import __version__
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.records import records_of
from pinshi_cli.grading.year_facts import PersonQuarter, year_quarter
from pinshi_cli.ledger.entry import Facts, Plain, Result, UnitName
from pinshi_cli.model.grade import GRADED, AdjustmentScore, Outcome, PartScore, QuotaUse
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.number import exact_decimal, fixed, plain
from pinshi_cli.model.register import Measure, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import Quarter

PLANS = "工作计划"


class Sheet(NamedTuple):
    """A unit's quarter ready for the ledger: everyone's result, and the head of its entry."""

    unit: UnitName
    head: dict[str, Plain]
    results: tuple[Result, ...]


def sheet_of(quarter: Quarter) -> Sheet | None:
    """What is to go on record of a register; None where it has errors."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None or not quarter.ok:
        return None
    unit = UnitName(register.unit.name, register.unit.code)
    results = tuple(_results(register, policy, graded))
    return Sheet(unit, _head(quarter, register, policy, graded), results)


def _head(quarter: Quarter, register: Register, policy: Policy, graded: Graded) -> dict[str, Plain]:
    unit = register.unit
    head: dict[str, Plain] = {
        "register": {"file": without_identity(quarter.file), "sha256": quarter.sha256},
        "policy": _policy(register, policy),
        "pinshi": __version__,
        "decided": unit.meeting_date is not None,
        "meeting": {
            "name": without_identity(unit.meeting_name),
            "date": "" if unit.meeting_date is None else unit.meeting_date.isoformat(),
        },
        "scopes": sorted(unit.scopes),
        "stated": {label: str(each.value) for label, each in sorted(register.stated.items())},
        "quota": [_quota(use) for use in graded.groups or (graded.quota,)],
    }
    return head


def _policy(register: Register, policy: Policy) -> dict[str, Plain]:
    """The pack by which the quarter was graded; of its base the hash by itself too."""
    head = policy.head
    said: dict[str, Plain] = {
        "id": head.id,
        "name": head.name,
        "source": head.source,
        "effective_from": head.effective_from.isoformat(),
        "sha256": policy.sha256,
    }
    if head.base:
        base = book_for(head.base, register.quarter.last)
        said["base"] = {"id": base.head.id, "sha256": base.sha256}
    return said


def _quota(use: QuotaUse) -> dict[str, Plain]:
    return {
        "group": use.group,
        "base": use.base,
        "limit": use.limit,
        "eligible": use.eligible,
        "given": use.given,
        "tied": [without_identity(each) for each in use.tied],
    }


def _results(register: Register, policy: Policy, graded: Graded) -> Iterator[Result]:
    work = _work(register, policy)
    seen = {each.person.id: each for each in year_quarter(register, graded, policy).people}
    for outcome in graded.outcomes:
        yield _result(outcome, seen[outcome.person.id], policy, work.get(outcome.person.id, []))


def _result(
    outcome: Outcome, seen: PersonQuarter, policy: Policy, work: list[dict[str, Plain]]
) -> Result:
    person = outcome.person
    graded = outcome.standing == GRADED
    return Result(
        without_identity(person.id),
        without_identity(person.name),
        without_identity(person.department),
        without_identity(person.post),
        person.attendance or "",
        person.frontline,
        seen.shown,
        outcome.grade if graded else None,
        None if seen.total is None else fixed(seen.total, policy.decimals),
        None if seen.rating is None else f"{exact_decimal(seen.rating):f}",
        _filled({"measures": [_measure(each) for each in seen.measures], "leave": _days(seen)}),
        _filled(_facts(outcome, policy, graded=graded) | {"work": work}),
    )


def _days(seen: PersonQuarter) -> str:
    return f"{exact_decimal(seen.leave):f}" if seen.leave else ""


def _measure(measure: Measure) -> dict[str, Plain]:
    """A measure as the year asks about it: dates as ISO texts."""
    return _filled(
        {
            "kind": measure.kind,
            "class": measure.group,
            "begin": None if measure.begin is None else measure.begin.isoformat(),
            "end": None if measure.end is None else measure.end.isoformat(),
            "outcome": measure.outcome,
        }
    )


def _facts(outcome: Outcome, policy: Policy, *, graded: bool) -> dict[str, Plain]:
    """What an inspector wants beside the grade; empty things are left out."""
    decimals = policy.decimals
    total = outcome.total
    return {
        "standing": outcome.standing,
        "information": None if graded or total is None else fixed(total, decimals),
        "band": outcome.band if graded else None,
        "ceiling": outcome.ceiling if graded else None,
        "proposed": outcome.proposed,
        "decided": outcome.decided,
        "rank": outcome.rank,
        "group": outcome.group,
        "tied": outcome.tied,
        "parts": [_part(each, decimals) for each in outcome.parts],
        "adjustments": [_adjustment(each) for each in outcome.adjustments],
        "reasons": [
            {"rule": each.rule, "text": without_identity(each.text)} for each in outcome.reasons
        ],
    }


def _part(part: PartScore, decimals: int) -> dict[str, Plain]:
    score = None if part.score is None else fixed(part.score, decimals)
    return {"name": part.name, "weight": plain(part.weight), "score": score}


def _adjustment(score: AdjustmentScore) -> dict[str, Plain]:
    return {
        "rule": score.rule,
        "title": score.title,
        "kind": score.kind,
        "points": plain(score.raw),
        "counted": plain(score.counted),
    }


def _work(register: Register, policy: Policy) -> dict[str, list[dict[str, Plain]]]:
    """Everyone's completed and planned work by 编号, without what is 涉密.

    A plan of which the record is 涉密 is left out too.
    """
    found: dict[str, list[dict[str, Plain]]] = {}
    secret: set[tuple[str, str]] = set()
    for each in records_of(register, policy):
        who = each.person.id
        secret |= {(who, task.content) for task in each.tasks if task.secret}
        for task in each.tasks:
            if not task.secret:
                row = _done(task.period, task.category, task.content, task.state)
                found.setdefault(who, []).append(row)
    for plan in register.rows.get(PLANS, ()):
        values: Mapping[str, Any] = plan.values
        content = str(values.get("内容") or "")
        if (plan.person, content) not in secret:
            row = _done(str(values.get("期间")), str(values.get("类别") or ""), content, PLANS)
            found.setdefault(plan.person, []).append(row)
    return found


def _done(period: str, category: str, content: str, state: str) -> dict[str, Plain]:
    return {
        "period": period,
        "class": category,
        "content": without_identity(content),
        "state": state,
    }


def _filled(facts: Mapping[str, Plain]) -> dict[str, Plain]:
    """The facts without those that say nothing."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], False)}


def listed(facts: Facts, key: str) -> Sequence[Mapping[str, Plain]]:
    """A list of tables among facts, empty where there is none."""
    found = facts.get(key, ())
    rows = found if isinstance(found, Sequence) and not isinstance(found, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]


def table(facts: Facts | None, key: str) -> Mapping[str, Plain]:
    """A table among facts, empty where there is none."""
    found = (facts or {}).get(key, {})
    return found if isinstance(found, Mapping) else {}


def text(facts: Facts | None, key: str) -> str:
    """A text among facts, empty where there is none."""
    found = (facts or {}).get(key)
    return found if isinstance(found, str) else ""
