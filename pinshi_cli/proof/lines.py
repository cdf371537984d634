"""An example in a line: the register that its facts make, graded."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.grading.standing import attendance_rule, leave_rule
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.period import Quarter, Span
from pinshi_cli.model.register import Adjustment, Measure, Person, Register, Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.proof.made_scores import (
    Made,
    Wanted,
    equal_parts,
    indicators_for,
    low_parts,
    made,
    unlike,
)
from pinshi_cli.proof.worked import Worked

SUBJECT = "1"
EARLIEST = Quarter(2026, 1)
_ANY = "同组"
"""Whichever way a quota is split, the people of an example are one group."""


def worked_line(given: Mapping[str, Any], policy: Policy) -> Worked | str:
    """The quarter of the subject and the others, or why it cannot be made."""
    policy = within(policy, frozenset(given.get("scope", ())))
    if policy.is_base:
        return "这部规则不核定等次，改用登记簿（register）"
    unknown = [name for name in given.get("parts", ()) if name not in _names(policy)]
    lacking = [name for name in _names(policy) if name not in given.get("parts", _names(policy))]
    if unknown or lacking:
        said = [f"given.parts 里没有部分“{name}”" for name in lacking]
        return "；".join([*said, *(f"given.parts 不认识部分“{name}”" for name in unknown)])
    wanted = _wanted(given, policy)
    register = _register(given, wanted, policy)
    if isinstance(register, str):
        return register
    graded = grade_quarter(register, policy)
    for scores, outcome in zip(wanted, graded.outcomes, strict=True):
        faults = unlike(scores, {part.name: part.score for part in outcome.parts})
        if faults:
            return "；".join(faults)
    return Worked(register, policy, graded, tuple(graded.diagnostics))


def _names(policy: Policy) -> list[str]:
    """The parts whose figures an example may choose."""
    return [part.name for part in policy.parts if part.kind != "fixed"]


def _wanted(given: Mapping[str, Any], policy: Policy) -> list[Wanted]:
    """What everybody's parts shall come to: the subject's, then the others'."""
    if "parts" in given:
        fixed = {part.name: part.value for part in policy.parts_from("fixed")}
        own = {name: Fraction(score) for name, score in given["parts"].items()} | fixed
    else:
        own = equal_parts(Fraction(given["total"]), policy)
    if "others" in given:
        others = [equal_parts(Fraction(total), policy) for total in given["others"]]
    else:
        others = [low_parts(policy)] * _room(policy)
    return [own, *others]


def _room(policy: Policy) -> int:
    """How many low ones leave room for one best grade, where an example names no others."""
    share = policy.quota.share if policy.quota is not None else Fraction(1)
    return ceil(1 / share) - 1 if share else 0


def _register(given: Mapping[str, Any], wanted: Sequence[Wanted], policy: Policy) -> Register | str:
    """A register in which everybody's parts come to what is wanted."""
    quarter = quarter_of(str(given.get("quarter", EARLIEST)))
    everyone = Person("", "", Place(), department=_ANY, tier=_ANY, attendance="")
    everyone = everyone._replace(category=given.get("category", _ANY))
    people = [everyone._replace(id=str(n), name=f"某{n}") for n in range(1, len(wanted) + 1)]
    subject = people[0] = people[0]._replace(
        attendance=given.get("attendance", ""), begin=given.get("begin"), end=given.get("end")
    )
    indicators = indicators_for(policy)
    tables: dict[str, Made] = {}
    for person, scores in zip(people, wanted, strict=True):
        table = made(person, scores, indicators, policy, quarter)
        if isinstance(table, str):
            return table
        tables[person.id] = table
    unknown = [p.id for p in people if attendance_rule(policy, p.attendance or "") is None]
    return Register(
        quarter=quarter,
        unit=Unit(scopes=frozenset(given.get("scope", ()))),
        people=people,
        indicators=[indicator for _, indicator in indicators],
        points={id_: table.points for id_, table in tables.items()},
        ratings={id_: table.ratings for id_, table in tables.items()},
        measures={SUBJECT: [measure_of(each, quarter) for each in given.get("measures", [])]},
        leaves=_leaves(subject, policy, quarter),
        decisions=[],
        stated={},
        faults={},
        unsettled=frozenset(unknown),
        adjustments={SUBJECT: [_adjustment(each) for each in given.get("adjustments", [])]},
        months={id_: table.months for id_, table in tables.items()},
        reviews={id_: table.reviews for id_, table in tables.items()},
    )


def quarter_of(text: str) -> Quarter:
    """The quarter that `2026Q1` says."""
    year, _, number = text.partition("Q")
    return Quarter(int(year), int(number))


def measure_of(raw: object, quarter: Quarter) -> Measure:
    """A measure by its kind alone, or a table of kind, from, until, outcome and class."""
    table: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"kind": raw}
    begin: date = table.get("from", quarter.first)
    kind, until, outcome = table["kind"], table.get("until"), table.get("outcome")
    group = table.get("class", "")
    return Measure(SUBJECT, kind, begin, until, outcome, Place(), Place(), group)


def _adjustment(raw: Mapping[str, Any]) -> Adjustment:
    points = Decimal(raw["points"])
    return Adjustment(
        SUBJECT, raw["kind"], "", points, Place(), raw.get("class", ""), raw.get("event", "")
    )


def _leaves(person: Person, policy: Policy, quarter: Quarter) -> dict[str, list[Span]]:
    rule = leave_rule(policy)
    if rule is None or person.attendance not in rule.statuses or person.begin is None:
        return {}
    return {person.id: [Span(person.begin, person.end or quarter.last)]}
