"""The rule book: what a pack says, once it is read and found sound.

Every rule knows its clause (`cite`), why it is only assumed (`assumed`, empty where the source
says it) and the pack that it came from (`origin`).
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Source(NamedTuple):
    """Where a rule comes from. `assumed` says why it is our default; empty where it is not."""

    cite: str
    assumed: str = ""
    origin: str = ""


class Score(NamedTuple):
    """How a total is held: rounded half up to `decimals`, within 0 and `maximum`."""

    decimals: int
    maximum: Fraction
    source: Source


class Group(NamedTuple):
    """A rater group. `label` is the 项目 of 基本信息 that may state its weight."""

    name: str
    weight: Fraction
    label: str = ""


class Part(NamedTuple):
    """A part of the score: `kind` is "indicators" or "ratings". Weights sum to 1 exactly."""

    name: str
    kind: str
    weight: Fraction
    source: Source
    label: str = ""
    groups: tuple[Group, ...] = ()
    missing: str = "share"


class Dimension(NamedTuple):
    """A dimension of assessment (德能勤绩廉) with its full mark, in points."""

    name: str
    full: Fraction
    source: Source


class Band(NamedTuple):
    """A grade and the least total that reaches it."""

    grade: str
    least: Fraction
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
    `standing`, or nothing in the quarter (`later`).
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
    can be shown and checked, but nobody is graded by it (`is_base`).
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

    @property
    def is_base(self) -> bool:
        return not self.parts

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades from the best down."""
        return tuple(band.grade for band in self.bands)

    def height(self, grade: str) -> int:
        """A grade's place on the ladder: the lowest is 0."""
        return len(self.bands) - 1 - self.grades.index(grade)

    def lower(self, *grades: str) -> str:
        """The lowest of the grades given."""
        return min(grades, key=self.height)

    def next_down(self, grade: str) -> str:
        """The grade one below."""
        return self.grades[self.grades.index(grade) + 1]

    def part_from(self, kind: str) -> Part | None:
        """The first part of that kind, or None."""
        return next((part for part in self.parts if part.kind == kind), None)
