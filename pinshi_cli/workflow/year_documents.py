"""What `pinshi annual` says as JSON: a contract with programs (docs/json.md)."""

from collections.abc import Sequence

from pinshi_cli.grading.year_unit import YearPerson
from pinshi_cli.model.grade import QuotaUse
from pinshi_cli.model.number import fixed
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.years import Annual, YearOf


def annual_document(annual: Annual, outputs: Sequence[str] = ()) -> Document:
    """`pinshi annual --json`: each unit with its quota and everyone on its latest roster."""
    units = [_unit(each) for each in annual.units]
    found = annual.diagnostics
    return document(
        "annual",
        ok=annual.ok,
        diagnostics=found,
        year=annual.year,
        units=units,
        outputs=list(outputs),
    )


def _unit(unit: YearOf) -> Document:
    said: Document = {"name": unit.name, "policy": None, "quota": None, "people": []}
    if unit.policy is not None:
        said["policy"] = policy_head(unit.policy)
    if unit.policy is not None and unit.year is not None:
        said["quota"] = _quota(unit.year.quota)
        said["people"] = [_person(each, unit.policy) for each in unit.year.people]
    return said


def _quota(use: QuotaUse) -> Document:
    return {
        "base": use.base,
        "limit": use.limit,
        "candidates": use.eligible,
        "given": use.given,
        "tied": list(use.tied),
    }


def _person(person: YearPerson, policy: Policy) -> Document:
    decimals = policy.year.decimals if policy.year is not None else 2
    return {
        "id": person.person.id,
        "name": person.person.name,
        "quarters": list(person.shown),
        "score": None if person.score is None else fixed(person.score, decimals),
        "verdict": person.verdict.verdict,
        "possible": list(person.verdict.possible),
        "proposed": person.proposed,
        "rank": person.rank,
        "reasons": [{"rule": each.rule, "text": each.text} for each in person.reasons],
    }
