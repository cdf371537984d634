"""An example of a year: what its quarters show, or their whole registers, and what it comes to."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.grading.year_facts import YearQuarter, year_quarter
from pinshi_cli.grading.year_tally import QUARTERS
from pinshi_cli.grading.year_unit import UnitYear, YearPerson, year_of
from pinshi_cli.model.number import fixed
from pinshi_cli.model.words import SHOWN
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.proof.lines import EARLIEST, measure_of
from pinshi_cli.proof.worked import (
    Open,
    differing,
    missed_codes,
    missed_rules,
    said,
    use_shown,
)

_COLUMNS = (
    ("verdicts", "verdict"),
    ("scores", "score"),
    ("annual", "proposed"),
    ("ranks", "rank"),
)
"""What of everybody may be expected, and as what it stands of one."""


def missed_by_quarters(
    given: Mapping[str, Any], expect: Mapping[str, Any], policy: Policy
) -> list[str]:
    """What a year of these quarters does not bear out. An empty text is a quarter without one."""
    policy = within(policy, frozenset(given.get("scope", ())))
    quarters: list[str] = given["quarters"]
    known = (*policy.grades, *SHOWN, "")
    unknown = [word for word in quarters if word not in known]
    if unknown or len(quarters) != QUARTERS:
        return [f'given.quarters 应写四个季度，每个写 {said(known[:-1])}，或空着（""）']
    facts = YearFacts(
        EARLIEST.year,
        [measure_of(each, EARLIEST) for each in given.get("measures", ())],
        Fraction(given.get("leave_days", 0)),
        given.get("status", ""),
    )
    found = verdict_of([word or None for word in quarters], facts, policy)
    faults = differing({k: expect[k] for k in expect if k != "rule"}, {"verdict": found.verdict})
    if "rule" in expect:
        faults += missed_rules(expect["rule"], (reason.rule for reason in found.reasons))
    return faults


def missed_by_registers(
    given: Mapping[str, Any], expect: Mapping[str, Any], policy: Policy, opened: Open
) -> list[str]:
    """What a year of these registers does not bear out, of one person or of all."""
    quarters: list[YearQuarter] = []
    for name in given["registers"]:
        worked = opened(name, given.get("without", []), policy)
        if isinstance(worked, str):
            return [worked]
        if worked.register is None or worked.policy is None or worked.graded is None:
            return [f"登记簿 {name} 读不出（{said(list(dict.fromkeys(worked.codes)))}）"]
        quarters.append(year_quarter(worked.register, worked.graded, worked.policy))
    year = year_of(quarters)
    decimals = policy.decimals if policy.year is None else policy.year.decimals
    by_id = {each.person.id: _shown(each, decimals) for each in year.people}
    codes = [each.code for each in year.diagnostics]
    if "person" in given:
        return _missed_of(given["person"], expect, year, by_id, codes)
    got: dict[str, object] = {
        name: {id_: row[key] for id_, row in by_id.items()} for name, key in _COLUMNS
    }
    got["quota"] = use_shown(year.quota)
    faults = differing({key: expect[key] for key in expect if key != "codes"}, got)
    return faults + (missed_codes(expect["codes"], codes) if "codes" in expect else [])


def _missed_of(
    who: str,
    expect: Mapping[str, Any],
    year: UnitYear,
    by_id: Mapping[str, Mapping[str, object]],
    codes: Sequence[str],
) -> list[str]:
    person = next((each for each in year.people if each.person.id == who), None)
    if person is None:
        return [f"最近一季的名册里没有编号“{who}”"]
    got = by_id[who]
    faults = differing({key: expect[key] for key in expect if key in got}, got)
    if "rule" in expect:
        faults += missed_rules(expect["rule"], (reason.rule for reason in person.reasons))
    return faults + (missed_codes(expect["codes"], codes) if "codes" in expect else [])


def _shown(person: YearPerson, decimals: int) -> dict[str, object]:
    return {
        "verdict": person.verdict.verdict,
        "score": None if person.score is None else fixed(person.score, decimals),
        "proposed": person.proposed,
        "rank": person.rank,
    }
