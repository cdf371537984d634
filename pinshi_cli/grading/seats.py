"""The division of seats among groups: by weight, the last ones by largest remainder."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from pinshi_cli.model.grade import Portion, Reason
from pinshi_cli.model.number import ZERO


class Claim(NamedTuple):
    """A group that claims seats: how many people, by what factor, and the rules that say so."""

    base: int
    factor: Fraction = Fraction(1)
    why: tuple[Reason, ...] = ()

    @property
    def weight(self) -> Fraction:
        return self.base * self.factor


class Seats(NamedTuple):
    """What a group gets."""

    limit: int
    portion: Portion


def divide(limit: int, claims: Mapping[str, Claim]) -> dict[str, Seats]:
    """So many seats among the groups, in their order; never more than `limit` together.

    Whole seats first, then one each by the size of the remainder. No group gets more seats than it
    has people; what it cannot take is divided among the others. Where equal remainders tie for the
    last seats, none of those groups gets one.
    """
    found: dict[str, Seats] = {}
    pool, rest = limit, dict(claims)
    while True:
        weight = sum((claim.weight for claim in rest.values()), ZERO)
        full = [
            name for name, claim in rest.items() if pool * claim.weight > claim.base * weight > 0
        ]
        if not full:
            break
        found |= {
            name: Seats(rest[name].base, _portion(rest[name], pool, weight)._replace(full=True))
            for name in full
        }
        pool -= sum(rest.pop(name).base for name in full)
    found |= _by_remainder({name: _portion(claim, pool, weight) for name, claim in rest.items()})
    return {name: found[name] for name in claims}


def _portion(claim: Claim, pool: int, weight: Fraction) -> Portion:
    return Portion(claim.factor, claim.weight, pool, weight, why=claim.why)


def _by_remainder(portions: Mapping[str, Portion]) -> dict[str, Seats]:
    remainders = {name: each.ideal % 1 for name, each in portions.items()}
    least, level = _line(sorted(remainders.values(), reverse=True))
    found: dict[str, Seats] = {}
    for name, portion in portions.items():
        on_line = level and remainders[name] == least
        more = 0 < least <= remainders[name] and not on_line
        found[name] = Seats(floor(portion.ideal) + more, portion._replace(level=on_line))
    return found


def _line(remainders: Sequence[Fraction]) -> tuple[Fraction, bool]:
    """The least remainder that still brings a seat, and whether too many groups have just it."""
    left = int(sum(remainders, ZERO))
    if not left:
        return ZERO, False
    return remainders[left - 1], remainders[left] == remainders[left - 1]
