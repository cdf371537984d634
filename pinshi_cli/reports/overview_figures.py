"""Statistics over many units: what chance alone explains, who stands where, what has moved.

Whatever orders or marks a unit is computed exactly, in whole numbers and fractions. Floats occur
only where something is drawn (`funnel_limits`): a curve's place on the page decides nothing.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, lgamma, log, log1p
from typing import NamedTuple

ZERO = Fraction(0)

WIDE, NARROW = Fraction(1, 1000), Fraction(1, 40)
"""The tails of a funnel, one side: 99.8 % and 95 % of all units lie within by chance alone."""


class Sample(NamedTuple):
    """The scores of one unit: how many, their mean, their spread (standard deviation, of all).

    The spread is rounded, to be shown; `exact` is the variance where it is known exactly.
    """

    people: int
    mean: Fraction
    spread: Fraction
    exact: Fraction | None = None

    @property
    def variance(self) -> Fraction:
        return self.spread**2 if self.exact is None else self.exact


def funnel_place(count: int, of: int, share: Fraction) -> int:
    """Where `count` of `of` lies against the binomial limits around `share`.

    0 within them; -1 and 1 outside the narrow ones, -2 and 2 outside the wide ones. Exact.
    """
    if 2 * count < 2 * of * share:
        tail, sign = _tail(count, of, share), -1
    else:
        tail, sign = _tail(of - count, of, 1 - share), 1
    return sign * ((tail <= WIDE) + (tail <= NARROW))


def _tail(count: int, of: int, share: Fraction) -> Fraction:
    """The probability of at most `count` of `of`."""
    above, below = share.as_integer_ratio()
    rest = below - above
    if rest == 0:
        return Fraction(int(count >= of))
    term = rest**of
    total = 0
    for k in range(count + 1):
        total += term
        term = term * (of - k) * above // ((k + 1) * rest)
    return Fraction(total, below**of)


def funnel_limits(of: int, share: float, tail: float) -> tuple[float, float]:
    """The limits of a share among `of` for drawing, from 0 to 1.

    Between two counts the limit is interpolated on the binomial tail, so that a unit lies outside
    the curve where `funnel_place` says so.
    """
    low = _crossing(of, share, tail)
    high = of - _crossing(of, 1 - share, tail)
    return max(0.0, low / of), min(1.0, high / of)


def _crossing(of: int, share: float, tail: float) -> float:
    """Up to which count the lower tail of a binomial reaches `tail`."""
    if not 0 < share < 1:
        return of * share
    reached = 0.0
    for k in range(of + 1):
        ways = lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1)
        here = exp(ways + k * log(share) + (of - k) * log1p(-share))
        if reached + here > tail:
            return k - 1 + max(0.0, tail - reached) / here
        reached += here
    return float(of)


def shrunk(samples: Sequence[Sample]) -> list[Fraction]:
    """Each unit's mean drawn towards that of all, the more the fewer people it has (exact).

    Empirical Bayes by moments: the variance within units is pooled, that between them is what the
    means show beyond it. Where nothing tells the two apart, the means stay as they are.
    """
    people = sum(each.people for each in samples)
    if len(samples) < 2 or people == len(samples):
        return [each.mean for each in samples]
    mean = sum((each.people * each.mean for each in samples), ZERO) / people
    within = sum((each.people * each.variance for each in samples), ZERO) / (people - len(samples))
    apart = sum((each.people * (each.mean - mean) ** 2 for each in samples), ZERO)
    squares = Fraction(sum(each.people**2 for each in samples), people)
    between = max(ZERO, (apart - (len(samples) - 1) * within) / (people - squares))
    if between == within == 0:
        return [each.mean for each in samples]
    return [
        mean + (each.mean - mean) * between / (between + within / each.people) for each in samples
    ]


def ranks(values: Sequence[Fraction]) -> list[int]:
    """The rank of each value, the highest first; equals share a rank, and the next is skipped."""
    first: dict[Fraction, int] = {}
    for place, value in enumerate(sorted(values, reverse=True), start=1):
        first.setdefault(value, place)
    return [first[value] for value in values]


def middle(values: Sequence[Fraction]) -> Fraction:
    """The median; 0 of nothing."""
    if not values:
        return ZERO
    found = sorted(values)
    return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2


def has_moved(now: Sample, before: Sample) -> bool:
    """Whether two means differ by more than two standard errors of their difference (exact).

    Most people are the same in both quarters, so that chance explains rather less than this.
    """
    error = now.variance / now.people + before.variance / before.people
    return (now.mean - before.mean) ** 2 > 4 * error


def is_flat(spread: Fraction, usual: Fraction) -> bool:
    """Whether scores lie closer together than half of what is usual (the median spread)."""
    return 2 * spread < usual
