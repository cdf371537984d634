"""职级 that are given in equal shares: how many posts each share has. Nobody is chosen."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.use_facts import NOTHING, Facts
from pinshi_cli.policy.book import Policy


class Seats(NamedTuple):
    """The posts of each share, and those left over, of which the unit decides."""

    each: int
    left: int


def seats_of(policy: Policy, stated: Mapping[str, Fraction]) -> Seats | None:
    """The posts divided equally; None where there are no shares, or no number is stated."""
    rule = policy.higher_ranks
    if rule is None or rule.label not in stated or not policy.thirds:
        return None
    return Seats(*divmod(int(stated[rule.label]), len(policy.thirds)))


def third_of(facts: Facts, policy: Policy) -> str | None:
    """The share for which a person's rank and 类型 stand; "" where 类型 is none of them.

    None where the rank is not given in shares.
    """
    rule = policy.higher_ranks
    target = facts.get("target", NOTHING).words
    if rule is None or not set(target) & set(rule.ranks):
        return None
    names = [third.name for third in policy.thirds]
    return next((each for each in facts.get("type", NOTHING).words if each in names), "")
