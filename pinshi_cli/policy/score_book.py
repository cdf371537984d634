"""What makes up a score: parts, rater groups, dimensions, indicators, 加减分, bands."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source


class Score(NamedTuple):
    """How a total is held: rounded half up to `decimals`, within 0 and `maximum`."""

    decimals: int
    maximum: Fraction
    source: Source


class Group(NamedTuple):
    """A rater group. `label` is the 项目 of 基本信息 that may state its weight.

    With `categories` the group rates only people of these 考核类别; for others its weight goes to
    the other groups in proportion, as if it were not there.
    """

    name: str
    weight: Fraction
    label: str = ""
    categories: tuple[str, ...] = ()


GradePoints = tuple[tuple[str, Fraction], ...]
"""What each grade counts, out of 100."""


class Part(NamedTuple):
    """A part of the score. Weights sum to 1 exactly.

    `kind` is where it comes from: "indicators" (of these `natures` and `dimensions`; empty: all),
    "ratings", "months" (the fixed grades of 月度考核, by `points`), "review" (`column` of 领导评鉴
    by one of the `reviewers`, by `points`) or "fixed" (`value` for everyone).

    Ratings: `form` says what a sheet holds: "dimensions" (those named, or all), "total" (总分, out
    of `full`) or "vote" (等次, by `points`). `aggregate` is "mean", "trimmed" (without the `trim`
    highest and lowest, where at least `trim_from` votes stand) or "median". Groups with fewer than
    `min_raters` count as missing; `void` ("all-full", "all-same") are sheets that do not count.
    A sheet further than `stand_out` points from its group's median is shown to people.
    """

    name: str
    kind: str
    weight: Fraction
    source: Source
    label: str = ""
    natures: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    missing: str = "share"
    form: str = "dimensions"
    full: Fraction = Fraction(100)
    points: GradePoints = ()
    aggregate: str = "mean"
    trim: int = 1
    trim_from: int = 3
    min_raters: int = 1
    void: tuple[str, ...] = ()
    stand_out: Fraction | None = None
    reviewers: tuple[str, ...] = ()
    column: str = ""
    value: Fraction = Fraction(100)

    def points_of(self, grade: str) -> Fraction | None:
        """What a grade counts in this part, or None where it counts nothing."""
        return next((points for named, points in self.points if named == grade), None)


class Dimension(NamedTuple):
    """A dimension of assessment (德能勤绩廉) with its full mark, in points."""

    name: str
    full: Fraction
    source: Source


class IndicatorRule(NamedTuple):
    """An indicator of the policy's own, for registers without 指标体系.

    `categories` are the 考核类别 it applies to, empty: all.
    """

    name: str
    dimension: str
    nature: str
    full: Fraction
    source: Source
    reverse: bool = False
    categories: tuple[str, ...] = ()


class Level(NamedTuple):
    """A level of completion that may stand in 指标评分: `share` of the indicator's full mark."""

    name: str
    share: Fraction
    source: Source


class AdjustmentRule(NamedTuple):
    """Items of 加减分: `kind` is 加分 or 减分, `classes` the words of 类别 (empty: no 类别).

    All items together count up to `cap`; one item up to `each`.
    """

    id: str
    title: str
    kind: str
    cap: Fraction
    source: Source
    classes: tuple[str, ...] = ()
    each: Fraction | None = None


class Band(NamedTuple):
    """A grade and the least total that reaches it."""

    grade: str
    least: Fraction
    source: Source
