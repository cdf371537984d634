"""The rule book of a quarter: what a pack says, once it is read and found sound.

Every rule knows its clause (`cite`), why it is only assumed (`assumed`, empty where the source
says it), for whom it speaks (`scope`, empty: for everyone) and the pack it came from (`origin`).
What makes up a score is in `score_book`, the year's rules in `year_book`, those about the use of
results in `use_book`.
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.report_book import Criterion, FactSource, ReportRule
from pinshi_cli.policy.review_book import ReviewRule
from pinshi_cli.policy.score_book import (
    AdjustmentRule,
    Band,
    Dimension,
    Group,
    IndicatorRule,
    Level,
    Part,
    Score,
)
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.use_book import (
    Coefficient,
    Evaluation,
    HigherRanks,
    Third,
    Use,
)
from pinshi_cli.policy.year_book import (
    Year,
    YearCeiling,
    YearEnd,
    YearQuota,
    YearRule,
    YearTie,
)


class Scope(NamedTuple):
    """A word of 适用机关: organs of one place that follow rules of their own."""

    name: str
    source: Source


class Attendance(NamedTuple):
    """What 参加情况 does. With `away_months` or `leave_share` only where that is reached.

    `standing` is "graded", "no-grade" or "not-assessed".
    """

    id: str
    title: str
    statuses: tuple[str, ...]
    standing: str
    source: Source
    away_months: int | None = None
    leave_share: Fraction | None = None


class MeasureRule(NamedTuple):
    """What a measure does to the quarter.

    `span` says when it acts: "term" (within its statutory term, or until it is lifted), "open"
    (until it is lifted), "dated" (its date lies in the quarter), "dated-or-open" (either, the
    second only where 解除日期 stands), "since" (from its date on), "listed" (a row of 负面清单).
    What it does is one of: `at_most`, `exactly` (one grade: that; several: 处理等次 chooses),
    `standing`, or nothing in the quarter (`later`). With `classes` the rule is only for rows of
    负面清单 of these 类别.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    span: str
    source: Source
    at_most: str = ""
    exactly: tuple[str, ...] = ()
    standing: str = ""
    later: str = ""
    classes: tuple[str, ...] = ()

    @property
    def by_case(self) -> bool:
        """Whether 处理等次 of the row decides."""
        return len(self.exactly) > 1


class Term(NamedTuple):
    """The statutory term of a measure, in months."""

    kind: str
    months: int
    source: Source


class Quota(NamedTuple):
    """The share of the best grade. The register may state another, up to `most`."""

    grade: str
    share: Fraction
    most: Fraction
    label: str
    source: Source


class QuotaGroup(NamedTuple):
    """How the quota is split: `by` is 层级, 内设机构, 考核类别 or 中心工作."""

    by: str
    source: Source


class QuotaFactor(NamedTuple):
    """How much more (or less) than its share of people a group gets of the quota.

    `of` is a column of 部门考评: 档次 or 中心工作 (is `value`) or 得分 (at least `least`).
    """

    id: str
    of: str
    factor: Fraction
    source: Source
    value: str = ""
    least: Fraction | None = None


class Reviewer(NamedTuple):
    """A word of 评鉴身份, and whether it may propose a grade (建议等次)."""

    identity: str
    proposes: bool
    source: Source


class Check(NamedTuple):
    """What a register must show beside single cells. `what` is a key of `registers.duties`.

    `severity` is "error" or "warning"; `value` a number that the check needs.
    """

    id: str
    title: str
    what: str
    severity: str
    source: Source
    value: int | None = None


class Records(NamedTuple):
    """工作纪实: `every` "week" or "month", on file within `due_days` of the period's end.

    From `late_least` late or lacking records on, `proposes` (a 种类) is proposed, never imposed.
    """

    every: str
    due_days: int
    late_least: int
    proposes: str
    source: Source


class Tie(NamedTuple):
    """A key that orders equal totals: `by` is "dimension" (points under it) or "part"."""

    by: str
    of: str
    source: Source


class Share(NamedTuple):
    """A share that 基本信息 may state beside the quota's: above 0, up to `most`."""

    label: str
    most: Fraction
    source: Source


class Decision(NamedTuple):
    """The clause by which the collective decision is taken."""

    source: Source


class Uncounted(NamedTuple):
    """A sheet that a register may hold and this policy does not count."""

    sheet: str
    source: Source


class Example(NamedTuple):
    """A case that proves rules of the book; see `pinshi_cli.proof.examples`."""

    name: str
    given: dict[str, object]
    expect: dict[str, object]


class Head(NamedTuple):
    """A pack's own data: `base` is the id of the pack whose rules it takes over, or empty."""

    id: str
    name: str
    source: str
    effective_from: date
    base: str = ""
    replaces: tuple[str, ...] = ()


class Policy(NamedTuple):
    """A whole rule book, its base's rules included; bands from the best down.

    `sha256` is of the pack's text and its base's. A base by itself has no score and no parts: it
    can be shown and checked, but nobody is graded by it (`is_base`). `required_sheets` a register
    must have; `offered_sheets` an empty one has too, though no rule asks for them.
    """

    head: Head
    sha256: str
    score: Score | None
    quota: Quota | None
    decision: Decision | None
    required_sheets: tuple[str, ...]
    parts: tuple[Part, ...]
    dimensions: tuple[Dimension, ...]
    bands: tuple[Band, ...]
    attendance: tuple[Attendance, ...]
    measures: tuple[MeasureRule, ...]
    terms: tuple[Term, ...]
    ties: tuple[Tie, ...]
    uncounted: tuple[Uncounted, ...]
    shares: tuple[Share, ...]
    examples: tuple[Example, ...]
    offered_sheets: tuple[str, ...] = ()
    records: Records | None = None
    review: ReviewRule | None = None
    year: Year | None = None
    year_quota: YearQuota | None = None
    higher_ranks: HigherRanks | None = None
    evaluation: Evaluation | None = None
    report: ReportRule | None = None
    scopes: tuple[Scope, ...] = ()
    indicators: tuple[IndicatorRule, ...] = ()
    levels: tuple[Level, ...] = ()
    adjustments: tuple[AdjustmentRule, ...] = ()
    quota_groups: tuple[QuotaGroup, ...] = ()
    quota_factors: tuple[QuotaFactor, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    checks: tuple[Check, ...] = ()
    year_ends: tuple[YearEnd, ...] = ()
    year_rules: tuple[YearRule, ...] = ()
    year_ceilings: tuple[YearCeiling, ...] = ()
    year_ties: tuple[YearTie, ...] = ()
    uses: tuple[Use, ...] = ()
    coefficients: tuple[Coefficient, ...] = ()
    thirds: tuple[Third, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    fact_sources: tuple[FactSource, ...] = ()

    @property
    def is_base(self) -> bool:
        return not self.parts

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades from the best down."""
        return tuple(band.grade for band in self.bands)

    @property
    def decimals(self) -> int:
        """With how many decimals a total is shown."""
        return 2 if self.score is None else self.score.decimals

    @property
    def year_decimals(self) -> int:
        """With how many decimals an annual score is shown."""
        return 2 if self.year is None else self.year.decimals

    def height(self, grade: str) -> int:
        """A grade's place on the ladder: the lowest is 0."""
        return len(self.bands) - 1 - self.grades.index(grade)

    def lower(self, *grades: str) -> str:
        """The lowest of the grades given."""
        return min(grades, key=self.height)

    def next_down(self, grade: str) -> str:
        """The grade one below."""
        return self.grades[self.grades.index(grade) + 1]

    def parts_from(self, kind: str) -> tuple[Part, ...]:
        """The parts of that kind."""
        return tuple(part for part in self.parts if part.kind == kind)

    def rated(self, part: Part) -> tuple[Dimension, ...]:
        """The dimensions that a sheet of this part rates; none where it holds a total or a vote."""
        if part.form != "dimensions":
            return ()
        return tuple(d for d in self.dimensions if not part.dimensions or d.name in part.dimensions)

    def sheet_full(self, part: Part) -> Fraction:
        """The full mark of one rater's sheet."""
        if part.form == "dimensions":
            return sum((d.full for d in self.rated(part)), Fraction(0))
        return part.full if part.form == "total" else Fraction(100)

    def group_of(self, name: str) -> tuple[Part, Group] | None:
        """The rater group of that name, and the part that it rates in."""
        return next(
            ((part, group) for part in self.parts for group in part.groups if group.name == name),
            None,
        )
