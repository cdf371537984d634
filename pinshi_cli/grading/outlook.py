"""How far the next grade is, and the place in the order for the best one."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.score import unheld_total
from pinshi_cli.model.grade import GRADED, Outcome, QuotaUse
from pinshi_cli.model.number import half_up
from pinshi_cli.policy.book import Policy


class Step(NamedTuple):
    """What is lacking to the next grade up: `points` of the total, or `by_part` of one part alone.

    A part stands in `by_part` only where it has room enough below 100.
    """

    grade: str
    points: Fraction
    by_part: tuple[tuple[str, Fraction], ...]


def next_step(outcome: Outcome, policy: Policy) -> Step | None:
    """The next band above the person's total, or None where there is none (or no grade).

    None also where a measure bars it: no score brings more then (`is_barred`).
    """
    score = policy.score
    reached = unheld_total(outcome.parts, outcome.adjustments)
    if outcome.standing != GRADED or outcome.total is None or reached is None or not score:
        return None
    above = [band for band in policy.bands if band.least > outcome.total]
    if not above or is_barred(outcome, policy):
        return None
    band = above[-1]
    # the total is rounded half up, so it is enough to come within half a unit of the band
    enough = band.least - Fraction(1, 2 * 10**score.decimals)
    lacking = enough - reached
    by_part = []
    for rule, part in zip(policy.parts, outcome.parts, strict=True):
        if part.score is not None and part.weight and rule.kind != "fixed":
            needed = lacking / part.weight
            if part.score + needed <= 100:
                by_part.append((part.name, _up(needed, score.decimals)))
    return Step(band.grade, half_up(band.least - outcome.total, score.decimals), tuple(by_part))


def is_barred(outcome: Outcome, policy: Policy) -> bool:
    """Whether a measure holds the grade where no higher score would lift it."""
    if outcome.ceiling is None or outcome.band is None:
        return False
    return policy.height(outcome.band) >= policy.height(outcome.ceiling.removeprefix("="))


def _up(value: Fraction, decimals: int) -> Fraction:
    """Rounded up: so many points are enough."""
    unit = 10**decimals
    return Fraction(-(-(value * unit).numerator // (value * unit).denominator), unit)


class Neighbours(NamedTuple):
    """A person's place in the order (of `group`), who is before and after, how many share it."""

    rank: int
    compared: int
    limit: int
    sharing: int
    before: tuple[str, Fraction] | None
    after: tuple[str, Fraction] | None
    group: str = ""


def place_in_order(outcome: Outcome, quota: QuotaUse) -> Neighbours | None:
    """The person's place among those compared for this quota, with the neighbours' totals."""
    if outcome.rank is None or quota.limit is None:
        return None
    ids = [person for person, _ in quota.keys]
    at = ids.index(outcome.person.id)
    before = (ids[at - 1], quota.keys[at - 1][1][0]) if at else None
    after = (ids[at + 1], quota.keys[at + 1][1][0]) if at + 1 < len(ids) else None
    sharing = sum(1 for _, keys in quota.keys if keys == quota.keys[at][1])
    limit = quota.limit
    return Neighbours(outcome.rank, len(ids), limit, sharing, before, after, outcome.group)
