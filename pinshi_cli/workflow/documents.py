"""What a command says as JSON: a contract with programs (docs/json.md)."""

from collections.abc import Iterable
from typing import Any

from pinshi_cli.grading.unconfirmed import unconfirmed
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.figure import Figure
from pinshi_cli.model.grade import GRADED, AdjustmentScore, Outcome, PartScore, QuotaUse
from pinshi_cli.model.number import fixed, plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.unit import Quarter

Document = dict[str, Any]


def document(command: str, *, ok: bool, diagnostics: Iterable[Diagnostic], **more: Any) -> Document:  # noqa: ANN401  # a document's values are of any JSON type
    """A command's document: its schema first, its diagnostics last."""
    said = [diagnostic(each) for each in diagnostics]
    return {"schema": f"pinshi/{command}/1", "ok": ok, **more, "diagnostics": said}


def diagnostic(found: Diagnostic) -> Document:
    """A finding; `sheet` and `cell` are null where it means none."""
    where = found.where
    said: Document = {
        "code": found.code,
        "severity": str(found.severity),
        "file": where.file or None,
        "sheet": where.sheet or None,
        "cell": where.cell,
        "message": found.message,
        "hint": found.hint,
    }
    extra = {"key": where.key, "rule": found.rule, "person": found.person}
    return said | {key: value for key, value in extra.items() if value}


def grade_document(quarter: Quarter, outputs: Iterable[str]) -> Document:
    """`pinshi grade --json`: everyone on the roster, in its order, and the quota."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    more = dict(_NO_GRADES)
    if policy is not None:
        more["policy"] = policy_head(policy)
    if register is not None and policy is not None and graded is not None:
        unit = register.unit
        more["unit"] = {"name": unit.name, "code": unit.code, "kind": unit.kind}
        more["period"] = str(register.quarter)
        more["adopted"] = unit.meeting_date is not None
        more["unconfirmed"] = [
            {
                "name": each.title,
                "value": each.value,
                "rule": each.source.cite,
                "why": each.source.assumed,
            }
            for each in unconfirmed(register, policy)
        ]
        more["people"] = [person(outcome, policy) for outcome in graded.outcomes]
        more["quota"] = [quota(use) for use in graded.groups or (graded.quota,)]
    more["register"] = {"file": quarter.file, "sha256": quarter.sha256}
    more["outputs"] = list(outputs)
    return document("grade", ok=quarter.ok, diagnostics=quarter.diagnostics, **more)


def policy_head(policy: Policy) -> Document:
    """Which rule book, in which edition."""
    head = policy.head
    return {
        "id": head.id,
        "name": head.name,
        "source": head.source,
        "effective_from": head.effective_from.isoformat(),
        "sha256": policy.sha256,
    }


def person(outcome: Outcome, policy: Policy) -> Document:
    """One of `people`. Scores are strings with exactly the policy's decimals."""
    who = outcome.person
    decimals = policy.decimals
    graded = outcome.standing == GRADED
    return {
        "id": who.id,
        "name": who.name,
        "department": who.department,
        "tier": who.tier,
        "category": who.category,
        "standing": outcome.standing,
        "score": None if outcome.total is None else fixed(outcome.total, decimals),
        "parts": [_part(part, decimals) for part in outcome.parts],
        "adjustment": plain(outcome.adjustment),
        "adjustments": [_adjustment(each) for each in outcome.adjustments],
        "band": outcome.band if graded else None,
        "ceiling": outcome.ceiling if graded else None,
        "proposed": outcome.proposed,
        "decided": outcome.decided,
        "grade": outcome.grade,
        "rank": outcome.rank,
        "reasons": [{"rule": reason.rule, "text": reason.text} for reason in outcome.reasons],
    }


def _part(part: PartScore, decimals: int) -> Document:
    score = None if part.score is None else fixed(part.score, decimals)
    return {"name": part.name, "weight": plain(part.weight), "score": score}


def _adjustment(score: AdjustmentScore) -> Document:
    """What the items under one rule come to, and what counts of them after the cap."""
    return {
        "rule": score.rule,
        "title": score.title,
        "kind": score.kind,
        "points": plain(score.raw),
        "counted": plain(score.counted),
    }


def quota(use: QuotaUse) -> Document:
    """One row of `quota`; `given` is null where nothing could be given out.

    A group's row also says how its limit comes about; `ideal` is exact (`12/7`).
    """
    said: Document = {
        "group": use.group,
        "base": use.base,
        "limit": use.limit,
        "eligible": use.eligible,
        "given": use.given,
        "tied": list(use.tied),
    }
    if use.portion is not None:
        said |= {"factor": plain(use.portion.factor), "ideal": str(use.portion.ideal)}
    return said


def figure(found: Figure) -> Document:
    """A figure with its inputs; an exact value that is no short decimal stands as a fraction."""
    said: Document = {"name": found.name, "value": plain(found.value), "exact": str(found.value)}
    said["how"] = found.how
    if found.at.cell is not None:
        said |= {"sheet": found.at.sheet, "cell": found.at.cell}
    if found.rule:
        said["rule"] = found.rule
    if found.inputs:
        said["inputs"] = [figure(each) for each in found.inputs]
    return said


_NO_GRADES: Document = {
    "policy": None,
    "unit": None,
    "period": None,
    "adopted": None,
    "unconfirmed": [],
    "people": [],
    "quota": [],
}
"""What `pinshi grade` says where nobody could be graded."""

_EMPTY: dict[str, Document] = {
    "grade": {**_NO_GRADES, "register": None, "outputs": []},
    "explain": dict.fromkeys(("policy", "period", "person", "figure", "next", "order")),
    "batch": {"period": None, "books": [], "missing": [], "totals": {}},
    "check": {"books": [], "outputs": []},
    "init": {"policy": None, "period": None, "sheets": [], "remarks": [], "outputs": []},
    "whatif": {"policy": None, "settings": [], "people": 0, "changes": []},
    "use": {
        "kind": None,
        "title": None,
        "policy": None,
        "units": [],
        "notices": [],
        "lists": [],
        "closing": [],
        "registers": [],
        "outputs": [],
    },
    "records": {"policy": None, "period": None, "totals": [], "people": [], "outputs": []},
    "notice": {
        "kind": None,
        "draft": False,
        "policy": None,
        "unit": None,
        "period": None,
        "notice": None,
        "outputs": [],
    },
    "form": {"period": None, "forms": [], "registers": [], "outputs": []},
    "template-list": {"templates": [], "fields": []},
    "template-copy": {"outputs": []},
    "template-check": {"templates": []},
    "report": {"policy": None, "period": None, "portraits": [], "outputs": []},
    "record": {"ledger": None, "dry_run": False, "books": []},
    "review-list": {"reviews": []},
    "verify": {"ledger": None, "entries": None, "head": None, "books": [], "outputs": []},
    "file-accept": {"units": []},
    "file-return": {"units": []},
    "file-list": {"period": None, "units": []},
    "policy-list": {"policies": []},
    "policy-show": {"policy": None, "rules": [], "outputs": []},
    "policy-check": {"policies": []},
    "policy-lint": {"policies": []},
    "policy-diff": {"old": None, "new": None, "differences": []},
    "policy-new": {"id": None, "text": None, "outputs": []},
}


def refused_document(command: str, diagnostics: Iterable[Diagnostic]) -> Document:
    """What a command says as JSON where it could not be served at all."""
    return document(command, ok=False, diagnostics=diagnostics, **_EMPTY.get(command, {}))
