"""Step 2: the score. Exact sums, one rounding; a missing value is missing, never zero."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.weights import Weights
from pinshi_cli.model.grade import GroupScore, PartScore
from pinshi_cli.model.number import ZERO, half_up
from pinshi_cli.model.register import Indicator, Person, Rating, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part

HUNDRED = Fraction(100)


class Taken(NamedTuple):
    """The indicators that apply to one 考核类别: their places, and their full marks together."""

    places: tuple[int, ...]
    full: Decimal


class Scale(NamedTuple):
    """What scoring needs of a register and a policy, worked out once for all people."""

    policy: Policy
    weights: Weights
    indicators: Sequence[Indicator]
    rating_full: Fraction
    by_category: dict[str, Taken]

    def taken_by(self, person: Person) -> Taken:
        taken = self.by_category.get(person.category)
        if taken is None:
            places = tuple(
                place for place, each in enumerate(self.indicators) if each.applies_to(person)
            )
            full = sum((self.indicators[place].full for place in places), Decimal(0))
            taken = self.by_category[person.category] = Taken(places, full)
        return taken


def scale_of(register: Register, policy: Policy, weights: Weights) -> Scale:
    """The scale of one register, with nothing worked out by category yet."""
    full = sum((dimension.full for dimension in policy.dimensions), ZERO)
    return Scale(policy, weights, register.indicators, full, {})


def part_scores(person: Person, register: Register, scale: Scale) -> tuple[PartScore, ...]:
    """Each part of the person's score, unrounded; its score None where data lack."""
    return tuple(
        _indicator_part(part, person, register, scale)
        if part.kind == "indicators"
        else _rating_part(part, person, register, scale)
        for part in scale.policy.parts
    )


def counted(indicator: Indicator, points: Decimal) -> Decimal:
    """The points that count: those entered, or what they leave of the full mark (反向)."""
    return indicator.full - points if indicator.reverse else points


def _indicator_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """The person's points over the full marks of the indicators that apply, times 100 (ZD4.4)."""
    weight = scale.weights.parts[part.name]
    taken = scale.taken_by(person)
    row = register.points.get(person.id)
    if row is None or not taken.full:
        return PartScore(part.name, weight, None)
    total = Decimal(0)
    for place in taken.places:
        points = row.points[place]
        if points is None:
            return PartScore(part.name, weight, None)
        total += counted(scale.indicators[place], points)
    reached, full = Fraction(total), Fraction(taken.full)
    return PartScore(part.name, weight, HUNDRED * reached / full, full, reached)


def _rating_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """The mean of each group's sheets, scaled to 100, weighed; a group without any gives way."""
    weight = scale.weights.parts[part.name]
    full = scale.rating_full
    by_group = register.ratings.get(person.id, {})
    groups = tuple(
        _group_score(group.name, scale.weights.groups[group.name], by_group.get(group.name, ()))
        for group in part.groups
    )
    heard = [group for group in groups if group.sheets]
    if not heard or (part.missing == "error" and len(heard) < len(groups)):
        return PartScore(part.name, weight, None, full, groups=groups)
    weighed = sum((group.weight * group.points / group.sheets for group in heard), ZERO)
    if len(heard) < len(groups):
        weighed /= sum((group.weight for group in heard), ZERO)
    return PartScore(part.name, weight, HUNDRED * weighed / full, full, groups=groups)


def _group_score(name: str, weight: Fraction, sheets: Sequence[Rating]) -> GroupScore:
    points = Decimal(0)
    votes = 0
    for rating in sheets:
        sheet = sum(rating.points)
        points += sheet if rating.votes == 1 else sheet * rating.votes
        votes += rating.votes
    return GroupScore(name, weight, Fraction(points), votes)


def total_of(parts: tuple[PartScore, ...], policy: Policy) -> tuple[Fraction, Fraction] | None:
    """The total (rounded, unrounded), held within 0 and the maximum; None where a part lacks."""
    exact = ZERO
    for part in parts:
        if part.score is None:
            return None
        exact += part.weight * part.score
    rules = policy.score
    if rules is None:
        return None
    held = min(max(exact, ZERO), rules.maximum)
    return half_up(held, rules.decimals), held


def dimension_points(person: Person, register: Register, scale: Scale, dimension: str) -> Fraction:
    """The raw sum of the points under one 维度 of 指标评分: a key that orders equal totals."""
    row = register.points.get(person.id)
    total = Decimal(0)
    if row is not None:
        for place in scale.taken_by(person).places:
            points = row.points[place]
            if points is not None and scale.indicators[place].dimension == dimension:
                total += counted(scale.indicators[place], points)
    return Fraction(total)
