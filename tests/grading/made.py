"""Small policies and registers made by hand, for what no pack of one place has all of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from pinshi_cli.grading.quarter import Graded, grade_quarter
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.grade import Outcome, PartScore
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import (
    Adjustment,
    Indicator,
    MonthGrade,
    Person,
    Points,
    Rating,
    Register,
    Review,
    Unit,
)
from pinshi_cli.policy.book import Policy, Tie
from pinshi_cli.policy.library import read_policy, shipped
from pinshi_cli.policy.score_book import AdjustmentRule, Dimension, Group, Part
from pinshi_cli.policy.source import Source

WORTH = (
    ("好", Fraction(95)),
    ("较好", Fraction(80)),
    ("一般", Fraction(65)),
    ("较差", Fraction(30)),
)


def source(cite: str = "T1", assumed: str = "") -> Source:
    return Source(cite, assumed, "demo", ())


@cache
def _zhangdian() -> Policy:
    policy, faults = read_policy(shipped("zhangdian")[-1])
    assert policy is not None, faults
    return policy


def part(kind: str = "ratings", weight: object = 1, **more: Any) -> Part:  # noqa: ANN401 - any key of a part
    """A part of that kind, called 部分 if nothing else is said."""
    name = more.pop("name", "部分")
    if kind == "ratings":
        more.setdefault("groups", (group("同事"),))
        more.setdefault("form", "total")
    if kind in ("months", "review"):
        more.setdefault("points", WORTH)
    return Part(name, kind, Fraction(str(weight)), source(), **more)


def group(name: str, weight: object = 1, *categories: str) -> Group:
    return Group(name, Fraction(str(weight)), categories=categories)


def rule(
    kind: str, cap: object, *classes: str, title: str = "", each: object = None
) -> AdjustmentRule:
    """A rule of 加减分, known by its kind and classes."""
    name = title or "".join((kind, *classes))
    most = None if each is None else Fraction(str(each))
    return AdjustmentRule(name, name, kind, Fraction(str(cap)), source("T2"), classes, most)


def policy_of(*parts: Part, **more: Any) -> Policy:  # noqa: ANN401 - any table of a policy
    """张店's policy with other parts; without ties, unless some are given."""
    ties: tuple[Tie, ...] = ()
    return _zhangdian()._replace(**{"parts": parts, "ties": ties, "uncounted": (), **more})


def dimensions(**fulls: object) -> tuple[Dimension, ...]:
    return tuple(Dimension(name, Fraction(str(full)), source()) for name, full in fulls.items())


def at(sheet: str, row: int, column: int = 4) -> Place:
    return Place("季度.xlsx", sheet, row, column)


def rating(row: int, *points: object, votes: int = 1, vote: str = "") -> Rating:
    """A sheet in that row of 民主测评."""
    return Rating(row, f"甲{row}", votes, tuple(Decimal(str(each)) for each in points), vote)


def totals(*points: object) -> list[Rating]:
    """Sheets with these totals, from row 2 on."""
    return [rating(row, each) for row, each in enumerate(points, start=2)]


def month(number: int, fixed: str | None) -> MonthGrade:
    return MonthGrade(number, "好", fixed, at("月度考核", number + 1))


def review(
    identity: str, proposed: str | None = None, own: str | None = None, row: int = 2
) -> Review:
    row_at, proposed_at, own_at = (at("领导评鉴", row, column) for column in (3, 4, 5))
    return Review(identity, proposed, own, row_at, proposed_at, own_at)


def item(kind: str, points: object, row: int = 2, group: str = "", event: str = "") -> Adjustment:
    place = at("加减分", row, 5)
    return Adjustment("001", kind, f"事项{row}", Decimal(str(points)), place, group, event)


def indicator(
    name: str, full: object, nature: str = "共性", dimension: str = "绩", *, reverse: bool = False
) -> Indicator:
    return Indicator(name, dimension, Decimal(str(full)), reverse, nature=nature)


def points(*entered: object, levels: tuple[str, ...] = ()) -> Points:
    """A row of 指标评分; None for a cell that is empty."""
    said = (None if each is None else Decimal(str(each)) for each in entered)
    return Points(2, tuple(said), levels)


def register_of(
    *,
    category: str = "",
    ratings: Mapping[str, Sequence[Rating]] | None = None,
    **more: Any,  # noqa: ANN401 - any table of a register
) -> Register:
    """One person, 001 张三, in the second quarter of 2026; tables by person or about them."""
    person = Person("001", "张三", at("人员名册", 2, 1), category=category, attendance="参加")
    for name in ("months", "reviews", "adjustments", "points", "faults"):
        if name in more and not isinstance(more[name], Mapping):
            more[name] = {"001": more[name]}
    fields: dict[str, Any] = {
        "quarter": Quarter(2026, 2),
        "unit": Unit("青禾区统计局"),
        "people": [person],
        "indicators": (),
        "ratings": {"001": ratings or {}},
        "rating_columns": {"评价人": 4, "总分": 5, "等次": 6, "德": 7, "能": 8, "绩": 9},
        "points_at": Place("季度.xlsx", "指标评分"),
        "ratings_at": Place("季度.xlsx", "民主测评"),
        "file": "季度.xlsx",
        **{name: {} for name in ("points", "measures", "leaves", "stated", "faults")},
        "decisions": (),
        **more,
    }
    return Register(**fields)


def graded(policy: Policy, register: Register) -> Graded:
    return grade_quarter(register, policy)


def outcome(policy: Policy, register: Register) -> Outcome:
    return graded(policy, register).outcomes[0]


def scored(policy: Policy, register: Register) -> PartScore:
    """The person's first part."""
    return outcome(policy, register).parts[0]


def said(policy: Policy, register: Register) -> list[tuple[str, str, str, str | None]]:
    """(severity, code, sheet, cell) of all that grading found."""
    return [
        (str(each.severity), each.code, each.where.sheet, each.where.cell)
        for each in graded(policy, register).diagnostics
    ]
