"""A unit's register of one quarter, as its people, scores, ratings and measures.

Everything here has passed the reader: a number is exact, a date is a date, a person is known. What
was faulty about a person's scores is not in the tables but in `Register.faults`, because only
grading knows whether it stops that person's grade or is of no matter.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.model.period import Quarter, Span


class Person(NamedTuple):
    """A row of 人员名册. `attendance` is 参加情况, None where the cell is faulty.

    `at` is the row's first key cell.
    """

    id: str
    name: str
    at: Place
    department: str = ""
    post: str = ""
    rank: str = ""
    category: str = ""
    tier: str = ""
    attendance: str | None = ""
    begin: date | None = None
    end: date | None = None


class Indicator(NamedTuple):
    """A row of 指标体系, or one of the policy's own dimensions where the register has none.

    `reverse`: the points entered are taken off the full mark. `categories` empty: for everyone.
    `at` is the cell of the name, `full_at` that of the full mark.
    """

    name: str
    dimension: str
    full: Decimal
    reverse: bool = False
    categories: frozenset[str] = frozenset()
    at: Place = Place()
    full_at: Place = Place()

    def applies_to(self, person: Person) -> bool:
        return not self.categories or person.category in self.categories


class Rating(NamedTuple):
    """A row of 民主测评: one rater's points (or `votes` raters' equal ones), by dimension.

    `points` follow the policy's dimensions. `rater` is empty in a secret tally.
    """

    row: int
    rater: str
    votes: int
    points: tuple[Decimal, ...]


class Measure(NamedTuple):
    """A row of 处分问责 or 负面清单: `kind` is 种类, or 负面清单.

    `outcome` is 处理等次 (None: the cell is empty); `outcome_at` its cell, `at` that of
    the kind.
    """

    person: str
    kind: str
    begin: date | None
    end: date | None
    outcome: str | None
    at: Place
    outcome_at: Place


class Decision(NamedTuple):
    """A row of 集体研究: the grade that the meeting gave one person."""

    person: str
    grade: str
    reason: str
    at: Place
    reason_at: Place


class Unit(NamedTuple):
    """What 基本信息 says, as far as grading and its results use it."""

    name: str = ""
    code: str = ""
    kind: str = ""
    meeting_name: str = ""
    meeting_date: date | None = None


class Stated(NamedTuple):
    """A parameter that 基本信息 states, and the cell where it does."""

    value: Fraction
    at: Place


class Points(NamedTuple):
    """A person's row of 指标评分: by indicator, in the order of `Register.indicators`.

    None stands where an indicator does not apply or the cell is missing or faulty.
    `columns` are the columns of the indicators, 0 where there is none.
    """

    row: int
    points: tuple[Decimal | None, ...]


class Register(NamedTuple):
    """One unit's quarter. `people` are in roster order; other tables are by the person's 编号.

    `faults` are what the reader found wrong with one person's scores, ratings and 处理等次;
    `unsettled` are people of whom nobody can tell whether they take part (参加情况, its dates,
    考勤), `doubtful` those whose measures cannot be read, `suspect` those whom a row that names
    nobody for sure may mean: no grade of theirs may stand.
    `stated` are the policy's open parameters (and 好等次比例) that 基本信息 states; `broken` the
    labels whose cells are faulty. `reliable` is False where a sheet that acts on every grade cannot
    be read for sure; `indicators_sound` where 指标体系 is one of them,
    `points_read` and `ratings_read` where their table lacks altogether. `nameless` rows of the
    roster name nobody for sure. `points_at` and `ratings_at` are those sheets as places.
    """

    quarter: Quarter
    unit: Unit
    people: Sequence[Person]
    indicators: Sequence[Indicator]
    points: Mapping[str, Points]
    ratings: Mapping[str, Mapping[str, Sequence[Rating]]]
    measures: Mapping[str, Sequence[Measure]]
    leaves: Mapping[str, Sequence[Span]]
    decisions: Sequence[Decision]
    stated: Mapping[str, Stated]
    faults: Mapping[str, Sequence[Diagnostic]]
    unsettled: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    suspect: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    indicators_sound: bool = True
    reliable: bool = True
    nameless: int = 0
    points_at: Place = Place(sheet="指标评分")
    ratings_at: Place = Place(sheet="民主测评")
    points_read: bool = True
    ratings_read: bool = True
    indicator_columns: Sequence[int] = ()
    rating_columns: Sequence[int] = ()
    file: str = ""
