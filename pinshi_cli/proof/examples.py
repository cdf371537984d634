"""A pack's examples: small facts, graded by the pack itself, held against what it expects."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.grading.standing import leave_rule
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import Outcome
from pinshi_cli.model.number import exact_decimal, fixed
from pinshi_cli.model.period import Quarter, Span
from pinshi_cli.model.register import (
    Indicator,
    Leave,
    Measure,
    Person,
    Points,
    Rating,
    Register,
    Unit,
)
from pinshi_cli.policy.book import Example, Policy

GIVEN = ("total", "quarter", "attendance", "begin", "end", "measures", "others")
EXPECT = ("grade", "standing", "score", "rule")
_EARLIEST = Quarter(2026, 1)
_SUBJECT = "1"


def run_examples(policy: Policy, file: str) -> list[Diagnostic]:
    """An error for each example that is malformed, or that the rule book does not bear out."""
    found: list[Diagnostic] = []
    for index, example in enumerate(policy.examples):
        at = Place(file=file, key=f"examples[{index}]")
        faults = list(_malformed(example)) or _missed(example, _outcome(example, policy), policy)
        for fault in faults:
            message = f"例证“{example.name}”：{fault}"
            hint = "改规则，或改例证；两者须一致。"
            found.append(Diagnostic("P619", Severity.ERROR, message, at, hint))
    return found


def _malformed(example: Example) -> list[str]:
    faults = [f"given 不认识 {key}" for key in example.given.keys() - set(GIVEN)]
    faults += [f"expect 不认识 {key}" for key in example.expect.keys() - set(EXPECT)]
    if not isinstance(example.given.get("total"), (int, Decimal)):
        faults.append("given 缺少 total（总分）")
    if not example.expect:
        faults.append("expect 没有写要得到什么")
    return faults


def _missed(example: Example, outcome: Outcome, policy: Policy) -> list[str]:
    score = policy.score
    got: dict[str, object] = {
        "grade": outcome.grade,
        "standing": outcome.standing,
        "score": None
        if outcome.total is None or score is None
        else fixed(outcome.total, score.decimals),
    }
    faults = [
        f"{key} 应为 {wanted}，得到 {got[key]}"
        for key, wanted in example.expect.items()
        if key in got and got[key] != wanted
    ]
    rules = [reason.rule for reason in outcome.reasons]
    wanted = example.expect.get("rule")
    if wanted is not None and wanted not in rules:
        faults.append(f"应依据 {wanted}，实际依据 {'、'.join(rules) or '无'}")
    return faults


def _outcome(example: Example, policy: Policy) -> Outcome:
    """The subject's outcome: the first on a roster of itself and the `others`."""
    return grade_quarter(_register(example.given, policy), policy).outcomes[0]


def _register(given: Mapping[str, Any], policy: Policy) -> Register:
    """A register in which everybody's parts all equal their total, whatever the weights."""
    quarter = _quarter(str(given.get("quarter", _EARLIEST)))
    totals = [given["total"], *given.get("others", _peers(policy))]
    dimensions = policy.dimensions
    indicators = [Indicator(d.name, d.name, exact_decimal(d.full)) for d in dimensions]
    people = [Person(str(n), f"某{n}", Place()) for n in range(1, len(totals) + 1)]
    subject = people[0]._replace(
        attendance=given.get("attendance", ""), begin=given.get("begin"), end=given.get("end")
    )
    people[0] = subject
    points = {}
    ratings = {}
    for person, total in zip(people, totals, strict=True):
        shares = tuple(exact_decimal(d.full) * Decimal(total) / 100 for d in dimensions)
        points[person.id] = Points(0, shares)
        ratings[person.id] = {
            group.name: [Rating(0, "", 1, shares)] for part in policy.parts for group in part.groups
        }
    return Register(
        quarter=quarter,
        unit=Unit(),
        people=people,
        indicators=indicators,
        points=points,
        ratings=ratings,
        measures={_SUBJECT: [_measure(each, quarter) for each in given.get("measures", [])]},
        leaves=_leaves(subject, policy, quarter),
        decisions=[],
        stated={},
        faults={},
    )


def _peers(policy: Policy) -> list[int]:
    """As many people at 0 as leave room for one best grade, where an example names no others."""
    share = policy.quota.share if policy.quota is not None else Fraction(1)
    return [0] * (ceil(1 / share) - 1)


def _quarter(text: str) -> Quarter:
    year, _, number = text.partition("Q")
    return Quarter(int(year), int(number))


def _measure(raw: object, quarter: Quarter) -> Measure:
    """A measure by its kind alone, or a table of kind, from, until and outcome."""
    table: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"kind": raw}
    begin: date = table.get("from", quarter.first)
    at = Place()
    kind, until, outcome = table["kind"], table.get("until"), table.get("outcome")
    return Measure(_SUBJECT, kind, begin, until, outcome, at, at, at)


def _leaves(person: Person, policy: Policy, quarter: Quarter) -> dict[str, list[Leave]]:
    rule = leave_rule(policy)
    if rule is None or person.attendance not in rule.statuses or person.begin is None:
        return {}
    end = person.end or quarter.last
    return {person.id: [Leave(Span(person.begin, end), str(person.attendance), person.at)]}
