"""What `pinshi annual` says as JSON: a contract with programs (docs/json.md)."""

from collections.abc import Sequence

from pinshi_cli.grading.year_forecast import Forecast
from pinshi_cli.grading.year_lacking import lacking
from pinshi_cli.grading.year_unit import YearPerson
from pinshi_cli.model.grade import QuotaUse, Reason
from pinshi_cli.model.number import fixed
from pinshi_cli.model.words import CANDIDATE
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.year.years import Annual, YearOf


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
    said: Document = {"name": unit.name, "policy": policy_head(unit.policy)}
    said |= {"quota": None, "people": []}
    if unit.year is not None:
        said["quota"] = year_quota(unit.year.quota)
        people = [_person(each, unit.policy) for each in unit.year.people]
        if unit.forecasts:
            for told, ahead in zip(people, unit.forecasts, strict=True):
                told["forecast"] = None if ahead is None else _forecast(ahead)
        said["people"] = people
    return said


def year_quota(use: QuotaUse) -> Document:
    """How the quota of the best annual grade is used."""
    return {
        "base": use.base,
        "limit": use.limit,
        "candidates": use.eligible,
        "given": use.given,
        "tied": list(use.tied),
    }


def _person(person: YearPerson, policy: Policy) -> Document:
    return {
        "id": person.person.id,
        "name": person.person.name,
        "quarters": list(person.shown),
        "score": None if person.score is None else fixed(person.score, policy.year_decimals),
        "verdict": person.verdict.verdict,
        "possible": list(person.verdict.possible),
        "proposed": person.proposed,
        "rank": person.rank,
        "reasons": _reasons(person.reasons),
        "missing": [{"what": each.what, "who": each.who} for each in lacking(person)],
    }


def _forecast(ahead: Forecast) -> Document:
    """What is open; `excellent` is what 优秀 asks of the open quarters, null where it is out."""
    return {
        "open": list(ahead.open),
        "excellent": next((e.when for e in ahead.leads if e.verdict == CANDIDATE), None),
        "shut": _reasons(ahead.shut),
        "leads": [
            {"verdict": each.verdict, "when": each.when, "rules": list(each.rules)}
            for each in ahead.leads
        ],
        "lapsing": _reasons(ahead.lapsing),
        "text": ahead.text,
    }


def _reasons(reasons: Sequence[Reason]) -> list[Document]:
    return [{"rule": each.rule, "text": each.text} for each in reasons]
