"""A pack's examples: small facts, graded by the pack itself, held against what it expects."""

import re
from collections.abc import Callable, Mapping
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
    Measure,
    Person,
    Points,
    Rating,
    Register,
    Unit,
)
from pinshi_cli.model.words import STATUSES
from pinshi_cli.policy.book import Example, Policy

GIVEN = ("total", "quarter", "attendance", "begin", "end", "measures", "others")
EXPECT = ("grade", "standing", "score", "rule")
_EARLIEST = Quarter(2026, 1)
_SUBJECT = "1"
_QUARTER = re.compile(r"20\d\d" "Q[1-4]")


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
    for key, holds, wanted in _FORMS:
        value = example.given.get(key)
        if (value is not None or key == "total") and not holds(value):
            faults.append(f"given.{key} 应写{wanted}")
    if not example.expect:
        faults.append("expect 没有写要得到什么")
    return faults


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and 0 <= value <= 100


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _is_measure(value: object) -> bool:
    """A kind, or a table of kind, from, until and outcome."""
    if not isinstance(value, Mapping):
        return isinstance(value, str)
    days = [value.get(key) for key in ("from", "until")]
    return (
        value.keys() <= {"kind", "from", "until", "outcome"}
        and isinstance(value.get("kind"), str)
        and all(day is None or _is_day(day) for day in days)
    )


_FORMS: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("total", _is_number, "总分，0 到 100"),
    ("quarter", lambda value: _QUARTER.fullmatch(str(value)) is not None, "季度，例如 2026Q1"),
    ("attendance", lambda value: value in STATUSES, "参加情况里的一个词"),
    ("begin", _is_day, "日期"),
    ("end", _is_day, "日期"),
    (
        "measures",
        lambda value: isinstance(value, list) and all(map(_is_measure, value)),
        "种类的列表",
    ),
    ("others", lambda value: isinstance(value, list) and all(map(_is_number, value)), "总分的列表"),
)
"""What each fact of an example must be: its key, whether a value is that, how it is said."""


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
        shares = tuple(exact_decimal(d.full * Fraction(total) / 100) for d in dimensions)
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
    return Measure(_SUBJECT, kind, begin, until, outcome, at, at)


def _leaves(person: Person, policy: Policy, quarter: Quarter) -> dict[str, list[Span]]:
    rule = leave_rule(policy)
    if rule is None or person.attendance not in rule.statuses or person.begin is None:
        return {}
    end = person.end or quarter.last
    return {person.id: [Span(person.begin, end)]}
