"""The rule book of the use of results: who goes on which list, and what divides a bonus."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source

USES = ("promotion", "bonus", "talent", "improve", "praise", "contact", "training", "check")
"""The kinds of list that `pinshi use` makes."""

BOUND_WORDS = {"least": "不少于", "most": "不超过", "below": "少于"}
"""How a number may be bound: least and most count themselves in, below does not."""

BOUNDS = tuple(BOUND_WORDS)


class Condition(NamedTuple):
    """One thing that must hold: `what` says which fact, the rest what it must be.

    `what` is a fact of `use_facts`; `words` are what it may be, `least`, `most` and `below` bounds.
    With `label`, 基本信息 may state the bound under that item. Where the source blanks its number
    none stands here, `bound` says which of the three it is, and until it is stated the rule decides
    nobody's place.
    """

    what: str
    words: tuple[str, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    below: Fraction | None = None
    label: str = ""
    bound: str = ""

    @property
    def bounds(self) -> tuple[tuple[str, Fraction], ...]:
        """The bounds that stand in the pack, by their kinds."""
        standing = ((kind, getattr(self, kind)) for kind in BOUNDS)
        return tuple((kind, number) for kind, number in standing if number is not None)


class Use(NamedTuple):
    """A rule of a list: whoever meets every condition is listed under `then`.

    Of promotion and bonus the first rule that holds places a person, the others are further
    reasons; of the other kinds each lists. `factor` (of a bonus) multiplies the person's
    coefficient; who is listed under a rule that `bars` (of promotion) is no candidate. `gives` is
    the label of a number that the list only tells beside `then`.
    """

    id: str
    kind: str
    title: str
    then: str
    when: tuple[Condition, ...]
    source: Source
    factor: Fraction = Fraction(1)
    bars: bool = False
    gives: str = ""


class Coefficient(NamedTuple):
    """What a grade (of a quarter, or of the year) counts when a bonus is divided."""

    grade: str
    factor: Fraction
    source: Source


class HigherRanks(NamedTuple):
    """职级 that are given in equal shares: `ranks` are words of 拟晋升职级.

    Under `label` 基本信息 states how many posts there are.
    """

    ranks: tuple[str, ...]
    label: str
    source: Source


class Third(NamedTuple):
    """One of the equal shares in which higher ranks are given: a word of 类型."""

    name: str
    source: Source


class Evaluation(NamedTuple):
    """How a contact point is evaluated.

    `quantity` is the weight of the mean of 定量得分, the rest that of the mean of `points` for
    定性评价. Under `label` (where there is one) 基本信息 may state another weight.
    """

    quantity: Fraction
    points: tuple[tuple[str, Fraction], ...]
    source: Source
    label: str = ""
