"""What grading says of each person, and of the unit's quota."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.register import Person

GRADED = "graded"
NO_GRADE = "no-grade"
NOT_ASSESSED = "not-assessed"
PENDING = "pending"
WITHHELD = "withheld"

STANDING_WORDS = {
    GRADED: "确定等次",
    NO_GRADE: "不确定等次",
    NOT_ASSESSED: "不参加本单位考核",
    PENDING: "待定",
    WITHHELD: "暂缺",
}
"""How each standing is said to a clerk."""


class Reason(NamedTuple):
    """A step of how a grade came about: the clause's ID and what it did here."""

    rule: str
    text: str


class GroupScore(NamedTuple):
    """A rater group's part: the points of the sheets that count, how many, its weight.

    The group's figure is always `points / sheets`: of a trimmed mean or a median only the sheets
    that make it up count. `given` are all valid ones, `void` those left out as void. `absent`: the
    group does not rate this person at all (its 考核类别).
    """

    name: str
    weight: Fraction
    points: Fraction
    sheets: int
    given: int = 0
    void: int = 0
    absent: bool = False


class PartScore(NamedTuple):
    """A part of the score, unrounded, out of 100; None where it could not be computed.

    For indicators `points` over `full`; for ratings `groups` in the policy's order (with
    0 sheets where a group gave none), each sheet out of `full`; for months and a review the
    `points` of all grades together over how many there are (`full`); for fixed points just the
    score.
    """

    name: str
    weight: Fraction
    score: Fraction | None
    full: Fraction = Fraction(0)
    points: Fraction = Fraction(0)
    groups: tuple[GroupScore, ...] = ()


class AdjustmentScore(NamedTuple):
    """What the items under one rule of 加减分 come to: `raw` together, `counted` after the cap."""

    rule: str
    title: str
    kind: str
    raw: Fraction
    counted: Fraction


def balance(adjustments: Sequence[AdjustmentScore]) -> Fraction:
    """Bonuses less deductions, both after their caps."""
    signed = (each.counted if each.kind == "加分" else -each.counted for each in adjustments)
    return sum(signed, Fraction(0))


class Outcome(NamedTuple):
    """All that a quarter says of one person.

    `total` is rounded to the policy's decimals, `exact` is not. `capped` is the grade after the
    measures (step 4), before the quota; `may_reach` the best grade that a withheld person could
    still come to. `held_by` are the kinds of measure that set `ceiling`; `held_by_quota` and
    `tied` say why `proposed` is below `capped`. `group` is the quota group in which `rank` counts,
    empty where the quota is not split.
    """

    person: Person
    standing: str
    total: Fraction | None = None
    exact: Fraction | None = None
    parts: tuple[PartScore, ...] = ()
    adjustments: tuple[AdjustmentScore, ...] = ()
    band: str | None = None
    ceiling: str | None = None
    capped: str | None = None
    may_reach: str | None = None
    proposed: str | None = None
    decided: str | None = None
    grade: str | None = None
    rank: int | None = None
    held_by: tuple[str, ...] = ()
    held_by_quota: bool = False
    tied: bool = False
    reasons: tuple[Reason, ...] = ()
    group: str = ""

    @property
    def adjustment(self) -> Fraction:
        """What 加减分 does to the total."""
        return balance(self.adjustments)

    def because(self, *reasons: Reason) -> "Outcome":
        return self._replace(reasons=self.reasons + reasons)


class Portion(NamedTuple):
    """How a group's limit comes out of the overall one.

    `weight` is the group's base × `factor` (`why` are the rules that make it), and `pool` seats are
    divided by `pool_weight`: at first all of both, then what groups that are `full` leave. A group
    is full where it ought to have more seats than people: each has one. `level`: its remainder
    equals another's at the last seats, which stay free.
    """

    factor: Fraction
    weight: Fraction
    pool: int
    pool_weight: Fraction
    full: bool = False
    level: bool = False
    why: tuple[Reason, ...] = ()

    @property
    def ideal(self) -> Fraction:
        """The group's seats before rounding."""
        return self.pool * self.weight / self.pool_weight if self.weight else Fraction(0)


EVERYONE = "全体"
"""The group of a quota that is the whole unit's."""


class QuotaUse(NamedTuple):
    """One group's quota of the best grade, or the unit's.

    `limit` is None where it cannot be told, `given` where the quota could not be given out; then
    `awaits` says why, as a part of a sentence. `keys` are the rounded total and the tie keys of
    each person compared, by 编号, in rank order. `portion` is None for the unit as a whole.
    """

    group: str
    share: Fraction | None
    base: int
    limit: int | None
    eligible: int
    given: int | None
    tied: tuple[str, ...]
    keys: tuple[tuple[str, tuple[Fraction, ...]], ...] = ()
    awaits: str = ""
    portion: Portion | None = None
