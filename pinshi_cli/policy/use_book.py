"""The rule book of the use of results: who goes on which list, and what divides a bonus."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source

USES = ("promotion", "bonus", "talent", "improve", "praise", "contact", "training", "check")
"""The kinds of list that `pinshi use` makes."""


class Condition(NamedTuple):
    """One thing that must hold: `what` says which fact, the rest what it must be.

    `what` is a key of `grading.uses.FACTS`; `words` are what it may be, `least` and `most` bounds
    that count themselves in. With `label`, 基本信息 states the bound under that item, and until it
    does, the rule decides nobody's place (the source blanks its number).
    """

    what: str
    words: tuple[str, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    label: str = ""


class Use(NamedTuple):
    """A rule of a list: whoever meets every condition is listed under `then`.

    Of one kind the first rule that holds places a person; the others are given as further reasons.
    """

    id: str
    kind: str
    title: str
    then: str
    when: tuple[Condition, ...]
    source: Source


class Coefficient(NamedTuple):
    """What a grade (or verdict) counts when a bonus is divided."""

    grade: str
    factor: Fraction
    source: Source


class Third(NamedTuple):
    """One of the equal shares in which higher ranks are given (SX2)."""

    name: str
    source: Source


class Criterion(NamedTuple):
    """A criterion of a two-way rating (正反测评): `way` is 正向 or 反向, under an `aspect`."""

    name: str
    aspect: str
    way: str
    source: Source
