"""What is known of a person or a unit for the lists: words, and numbers that may be a range."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.model.words import AWAITED, AWAY
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_facts import COUNT, UNSAID, grades_counted


class Known(NamedTuple):
    """The value of one fact: its words, or a number between `low` and `high`.

    Both ends are the same number where it is certain, None where nobody knows it.
    """

    words: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def said(self) -> str:
        """The value for people."""
        if self.low is None or self.high is None:
            return "、".join(self.words) or UNSAID
        if self.low == self.high:
            return plain(self.low, 2)
        return f"{plain(self.low, 2)}至{plain(self.high, 2)}"


Facts = Mapping[str, Known]

NOTHING = Known()


def word(*words: str) -> Known:
    """A fact of words; empty ones say nothing."""
    return Known(tuple(dict.fromkeys(each for each in words if each)))


def number(value: Fraction | Decimal | int | None, high: Fraction | int | None = None) -> Known:
    """A fact that is a number, or (with `high`) one that lies between two; None is unknown."""
    if value is None:
        return NOTHING
    low = Fraction(value)
    return Known(low=low, high=low if high is None else Fraction(high))


def yes(value: bool) -> Known:
    """是 or 否."""
    return word("是" if value else "否")


class Shown(NamedTuple):
    """What a quarter shows of a person; None: no register of it. `urgent`: 急难险重 then."""

    word: str | None
    urgent: bool = False


def quarter_facts(shown: Sequence[Shown], asked: Iterable[str], policy: Policy) -> dict[str, Known]:
    """The facts that four quarters (those that lack too) tell; `asked` names counts wanted."""
    words = [each.word for each in shown if each.word is not None]
    grades = [each for each in words if each in policy.grades]
    found = {
        "grade": word(*words[-1:]),
        "shown": word(*words),
        "graded": number(len(grades), len(grades) + _open(shown)),
    }
    for name in asked:
        if counted := grades_counted(name):
            found[name] = _count(name, counted, shown)
    return found


def _count(name: str, counted: tuple[str, ...], shown: Sequence[Shown]) -> Known:
    heard = shown if name.startswith(COUNT) else [each for each in shown if _may_be_urgent(each)]
    known = sum(1 for each in heard if each.word in counted)
    return number(known, known + (0 if set(counted) & {AWAITED, AWAY} else _open(heard)))


def _may_be_urgent(shown: Shown) -> bool:
    return shown.urgent or shown.word is None


def _open(shown: Sequence[Shown]) -> int:
    """How many quarters could still be any grade."""
    return sum(1 for each in shown if each.word in (None, AWAITED, AWAY))
