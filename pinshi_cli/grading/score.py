"""Step 2: the score. Exact sums, one rounding; a missing value is missing, never zero."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.ratings import Ballot, ballot_of, group_score, is_absent
from pinshi_cli.grading.weights import Weights, broken_weights
from pinshi_cli.model.grade import AdjustmentScore, GroupScore, PartScore, balance
from pinshi_cli.model.number import ZERO, half_up
from pinshi_cli.model.register import Indicator, Person, Register, Review
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part

HUNDRED = Fraction(100)


class Taken(NamedTuple):
    """The indicators that one part takes of a 考核类别: their places, and their full marks."""

    places: tuple[int, ...]
    full: Fraction


class Scale(NamedTuple):
    """What scoring needs of a register and a policy, worked out once for all people.

    `broken`: a stated weight is faulty, so that no total can be told.
    """

    policy: Policy
    weights: Weights
    indicators: Sequence[Indicator]
    ballots: dict[str, Ballot]
    taken: dict[tuple[str, str], Taken]
    broken: bool

    def taken_by(self, person: Person, part: Part | None = None) -> Taken:
        """The indicators that apply to the person: those of one part, or all of them."""
        key = ("" if part is None else part.name, person.category)
        taken = self.taken.get(key)
        if taken is None:
            places = tuple(
                place
                for place, each in enumerate(self.indicators)
                if each.applies_to(person) and (part is None or is_counted(each, part))
            )
            full = sum((self.indicators[place].full for place in places), Decimal(0))
            taken = self.taken[key] = Taken(places, Fraction(full))
        return taken


def scale_of(register: Register, policy: Policy, weights: Weights) -> Scale:
    """The scale of one register, with nothing worked out by category yet."""
    ballots = {part.name: ballot_of(part, policy) for part in policy.parts_from("ratings")}
    broken = broken_weights(register, policy)
    return Scale(policy, weights, register.indicators, ballots, {}, broken)


def is_counted(indicator: Indicator, part: Part) -> bool:
    """Whether a part from indicators counts this one, by its 性质 and 维度."""
    return (not part.natures or indicator.nature in part.natures) and (
        not part.dimensions or indicator.dimension in part.dimensions
    )


def part_scores(person: Person, register: Register, scale: Scale) -> tuple[PartScore, ...]:
    """Each part of the person's score, unrounded; its score None where data lack."""
    return tuple(_part_score(part, person, register, scale) for part in scale.policy.parts)


def _part_score(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    match part.kind:
        case "indicators":
            return _indicator_part(part, person, register, scale)
        case "ratings":
            return _rating_part(part, person, register, scale)
        case "months":
            return _month_part(part, person, register, scale)
        case "review":
            return _review_part(part, person, register, scale)
        case _:  # fixed: the same for everyone
            return PartScore(part.name, scale.weights.parts[part.name], part.value)


def counted(indicator: Indicator, points: Decimal) -> Decimal:
    """The points that count: those entered, or what they leave of the full mark (反向)."""
    return indicator.full - points if indicator.reverse else points


def _indicator_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """The person's points over the full marks of the indicators that apply, times 100."""
    weight = scale.weights.parts[part.name]
    taken = scale.taken_by(person, part)
    row = register.points.get(person.id)
    if row is None or not taken.full:
        return PartScore(part.name, weight, None)
    total = Decimal(0)
    for place in taken.places:
        points = row.points[place]
        if points is None:
            return PartScore(part.name, weight, None)
        total += counted(scale.indicators[place], points)
    above, below = total.as_integer_ratio()
    marks, of = taken.full.as_integer_ratio()
    score = Fraction(100 * above * of, below * marks)
    return PartScore(part.name, weight, score, taken.full, Fraction(above, below))


def _rating_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """Each group's figure, scaled to 100, weighed; a group without any gives way."""
    weight = scale.weights.parts[part.name]
    ballot = scale.ballots[part.name]
    by_group = register.ratings.get(person.id, {})
    groups = tuple(
        GroupScore(group.name, scale.weights.groups[group.name], ZERO, 0, absent=True)
        if is_absent(group, person)
        else group_score(
            group, scale.weights.groups[group.name], by_group.get(group.name, ()), ballot
        )
        for group in part.groups
    )
    heard = [group for group in groups if group.sheets]
    silent = any(not (group.sheets or group.absent) for group in groups)
    if not heard or (part.missing == "error" and silent):
        return PartScore(part.name, weight, None, ballot.full, groups=groups)
    weighed = sum_of_products([(each.weight, each.points, each.sheets) for each in heard])
    full = ballot.full
    if len(heard) < len(groups):
        full *= sum((group.weight for group in heard), ZERO)
    return PartScore(part.name, weight, HUNDRED * weighed / full, ballot.full, groups=groups)


def sum_of_products(terms: Iterable[tuple[Fraction, Fraction, int]]) -> Fraction:
    """The sum of `one * other / number`, exactly: in whole numbers, reduced once."""
    above, below = 0, 1
    for one, other, number in terms:
        (a, a_of), (b, b_of) = one.as_integer_ratio(), other.as_integer_ratio()
        of = a_of * b_of * number
        above, below = above * of + a * b * below, below * of
    return Fraction(above, below)


def _month_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """The mean of what the months' fixed grades count; none of the rows may lack its grade."""
    rows = register.months.get(person.id, ())
    return _graded_part(part, [row.fixed for row in rows], scale)


def _review_part(part: Part, person: Person, register: Register, scale: Scale) -> PartScore:
    """The mean of what the reviewers' grades count; a row without one says nothing here."""
    rows = register.reviews.get(person.id, ())
    said = [grade_in(part, row) for row in rows if row.identity in part.reviewers]
    return _graded_part(part, [grade for grade in said if grade is not None], scale)


def grade_in(part: Part, review: Review) -> str | None:
    """The grade in the column of 领导评鉴 that the part takes."""
    return review.own if part.column == "个性等次" else review.proposed


def _graded_part(part: Part, grades: Sequence[str | None], scale: Scale) -> PartScore:
    weight = scale.weights.parts[part.name]
    total = ZERO
    for grade in grades:
        points = None if grade is None else part.points_of(grade)
        if points is None:
            return PartScore(part.name, weight, None)
        total += points
    if not grades:
        return PartScore(part.name, weight, None)
    return PartScore(part.name, weight, total / len(grades), Fraction(len(grades)), total)


def unheld_total(
    parts: Sequence[PartScore], adjustments: Sequence[AdjustmentScore]
) -> Fraction | None:
    """The parts by their weights, plus bonuses, less deductions; None where a part lacks."""
    terms = [(part.weight, part.score, 1) for part in parts if part.score is not None]
    if len(terms) < len(parts):
        return None
    total = sum_of_products(terms)
    return total + balance(adjustments) if adjustments else total


def total_of(
    parts: Sequence[PartScore], policy: Policy, adjustments: Sequence[AdjustmentScore] = ()
) -> tuple[Fraction, Fraction] | None:
    """The total (rounded, unrounded), held within 0 and the maximum; None where a part lacks."""
    exact, rules = unheld_total(parts, adjustments), policy.score
    if exact is None or rules is None:
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
