"""A unit's register of one quarter, as its people, scores, ratings and measures.

Everything here has passed the reader: a number is exact, a date is a date, a person is known. What
was faulty about a person's scores is not in the tables but in `Register.faults`, because only
grading knows whether it stops that person's grade or is of no matter.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.model.period import Quarter, Span


class Person(NamedTuple):
    """A row of 人员名册. `attendance` is 参加情况, None where the cell is faulty.

    `at` is the row's first key cell. `birth` is the first day of 出生年月; `frontline`, `central`
    and `urgent` are 一线岗位, 中心工作 (None: nothing is said) and 急难险重. `secret` is 涉密:
    nothing of this person is published; it has no part in grading.
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
    birth: date | None = None
    frontline: bool = False
    central: bool | None = None
    urgent: bool = False
    secret: bool = False


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
    nature: str = ""

    def applies_to(self, person: Person) -> bool:
        return not self.categories or person.category in self.categories


class Rating(NamedTuple):
    """A row of 民主测评: one rater's points (or `votes` raters' equal ones).

    `points` follow the dimensions that the group's part rates; a 总分 or a vote (`vote` is the
    grade) is one number. `rater` is empty in a secret tally.
    """

    row: int
    rater: str
    votes: int
    points: tuple[Decimal, ...]
    vote: str = ""


class Adjustment(NamedTuple):
    """A row of 加减分: `kind` is 加分 or 减分, `group` its 类别, `event` its 事件编号.

    `at` is the cell of 分值.
    """

    person: str
    kind: str
    item: str
    points: Decimal
    at: Place
    group: str = ""
    event: str = ""
    day: date | None = None


class MonthGrade(NamedTuple):
    """A row of 月度考核: what was proposed for a month (1 to 12), and what the unit fixed.

    `fixed` is None while the cell is empty; `at` is the cell of 审定等次.
    """

    month: int
    proposed: str
    fixed: str | None
    at: Place


class Review(NamedTuple):
    """A row of 领导评鉴: who reviewed in which 评鉴身份, 建议等次 and 个性等次 (None: empty)."""

    identity: str
    proposed: str | None
    own: str | None
    at: Place
    proposed_at: Place = Place()
    own_at: Place = Place()
    reviewer: str = ""


class Department(NamedTuple):
    """A row of 部门考评: 得分, 档次, 中心工作. `at` is the cell of 内设机构."""

    name: str
    score: Decimal | None
    level: str
    central: bool
    at: Place


Cell = str | Decimal | date | int
"""What a cell holds: a text, a number, a day; a count (是 1, 否 0) of a criterion."""


class SheetRow(NamedTuple):
    """A row of a sheet that only lists and reports use: what its filled cells hold, by heading.

    `person` is the 编号, empty on sheets without people.
    """

    row: int
    person: str
    values: Mapping[str, Cell]
    at: Place


class Measure(NamedTuple):
    """A row of 处分问责 or 负面清单: `kind` is 种类, or 负面清单.

    `outcome` is 处理等次 (None: the cell is empty); `outcome_at` its cell, `at` that of
    the kind; `group` is 类别 of 负面清单.
    """

    person: str
    kind: str
    begin: date | None
    end: date | None
    outcome: str | None
    at: Place
    outcome_at: Place
    group: str = ""


class Decision(NamedTuple):
    """A row of 集体研究: the grade that the meeting gave one person."""

    person: str
    grade: str
    reason: str
    at: Place
    reason_at: Place


class Unit(NamedTuple):
    """What 基本信息 says, as far as grading and its results use it.

    `scopes` are the words of 适用机关 and 机关类别; `contact` is 联系点, `bonus` 奖金总额 (yuan).
    `items` are all that it fills in soundly, by 项目, for notices and forms.
    """

    name: str = ""
    code: str = ""
    kind: str = ""
    meeting_name: str = ""
    meeting_date: date | None = None
    scopes: frozenset[str] = frozenset()
    contact: bool = False
    bonus: Decimal | None = None
    items: Mapping[str, "Cell"] = MappingProxyType({})


class Stated(NamedTuple):
    """A parameter that 基本信息 states, and the cell where it does."""

    value: Fraction
    at: Place


class Points(NamedTuple):
    """A person's row of 指标评分: by indicator, in the order of `Register.indicators`.

    None stands where an indicator does not apply or the cell is missing or faulty.
    `levels` are the words of completion that stand in the cells, "" where a number does; empty
    where no cell holds a word.
    """

    row: int
    points: tuple[Decimal | None, ...]
    levels: tuple[str, ...] = ()


class Register(NamedTuple):
    """One unit's quarter. `people` are in roster order; other tables are by the person's 编号.

    `faults` are what the reader found wrong with one person's scores, ratings and 处理等次;
    `unsettled` are people of whom nobody can tell whether they take part (参加情况, its dates,
    考勤), `doubtful` those whose measures cannot be read, `suspect` those whom a row that names
    nobody for sure may mean: no grade of theirs may stand.
    `stated` are the policy's open parameters (and 好等次比例) that 基本信息 states; `broken` the
    labels whose cells are faulty, and 部门考评 where a row of it is. `reliable` is False where a
    sheet that acts on every grade cannot be read for sure; `indicators_sound` where 指标体系 is one
    of them,
    `points_read` and `ratings_read` where their table lacks altogether. `nameless` rows of the
    roster name nobody for sure. `points_at` and `ratings_at` are those sheets as places;
    `rating_columns` the columns of 民主测评 by heading. `rows` are those of sheets that only lists
    and reports use, by sheet.
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
    rating_columns: Mapping[str, int] = MappingProxyType({})
    file: str = ""
    adjustments: Mapping[str, Sequence[Adjustment]] = MappingProxyType({})
    months: Mapping[str, Sequence[MonthGrade]] = MappingProxyType({})
    reviews: Mapping[str, Sequence[Review]] = MappingProxyType({})
    departments: Mapping[str, Department] = MappingProxyType({})
    rows: Mapping[str, Sequence[SheetRow]] = MappingProxyType({})
