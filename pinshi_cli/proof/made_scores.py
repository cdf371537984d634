"""Scores that make up a register: what must stand in it for each part to come to a given figure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, Inexact
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.number import EXACT, exact_decimal, plain
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Indicator, MonthGrade, Person, Points, Rating, Review
from pinshi_cli.model.words import NATURES
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Dimension, GradePoints, Part

Wanted = Mapping[str, Fraction]
"""What each part shall come to, by its name."""

_LOW = Fraction(10)
"""A low mark, neither nothing nor full, where only somebody's presence matters."""


class Made(NamedTuple):
    """What stands in a register about one person."""

    points: Points
    ratings: dict[str, list[Rating]]
    months: list[MonthGrade]
    reviews: list[Review]


def equal_parts(total: Fraction, policy: Policy) -> dict[str, Fraction]:
    """Every part at the same figure, so that they make `total`; fixed points stand as they are."""
    fixed = [part for part in policy.parts if part.kind == "fixed"]
    rest = 1 - sum((part.weight for part in fixed), Fraction(0))
    taken = sum((part.weight * part.value for part in fixed), Fraction(0))
    each = (total - taken) / rest if rest else total
    return {part.name: part.value if part in fixed else each for part in policy.parts}


def low_parts(policy: Policy) -> dict[str, Fraction]:
    """Every part about as low as it can be."""
    return {
        part.name: min((points for _, points in part.points), default=_LOW)
        if part.kind != "fixed"
        else part.value
        for part in policy.parts
    }


def indicators_for(policy: Policy) -> list[tuple[Part, Indicator]]:
    """For each part that counts indicators some that, where it can be, no other part counts."""
    parts = policy.parts_from("indicators")
    found: list[tuple[Part, Indicator]] = []
    for part in parts:
        others = [other for other in parts if other is not part]
        may = [each for each in policy.dimensions if each.full and _takes(part, each.name, "")]
        alone = [(each, nature) for each in may if (nature := _own_nature(part, each, others))]
        first = (part.natures or NATURES)[0]
        for dimension, nature in alone or [(each, first) for each in may]:
            full = exact_decimal(dimension.full)
            name = f"{part.name}·{dimension.name}"
            found.append((part, Indicator(name, dimension.name, full, nature=nature)))
    return found


def _takes(part: Part, dimension: str, nature: str) -> bool:
    fits = not nature or not part.natures or nature in part.natures
    return fits and (not part.dimensions or dimension in part.dimensions)


def _own_nature(part: Part, dimension: Dimension, others: Iterable[Part]) -> str | None:
    """A nature under which only this part counts the dimension."""
    for nature in part.natures or NATURES:
        if not any(_takes(other, dimension.name, nature) for other in others):
            return nature
    return None


def made(
    person: Person,
    wanted: Wanted,
    indicators: Iterable[tuple[Part, Indicator]],
    policy: Policy,
    quarter: Quarter,
) -> Made | str:
    """What must stand in the register, or which part cannot come to its figure."""
    try:
        points = tuple(_share(each.full, wanted[part.name]) for part, each in indicators)
        sheets = {
            part.name: _sheets(part, wanted[part.name], policy)
            for part in policy.parts_from("ratings")
        }
    except Inexact:
        return "各部分配不出这个总分，改写 given.parts"
    months: list[MonthGrade] = []
    for part in policy.parts_from("months"):
        numbers = range(3 * quarter.number - 2, 3 * quarter.number + 1)
        grades = _mixed(wanted[part.name], part.points, (len(numbers),)) or ()
        months = [MonthGrade(n, g, g, Place()) for n, g in zip(numbers, grades, strict=False)]
    reviews = [
        Review(part.reviewers[0], grade, grade, Place())
        for part in policy.parts_from("review")
        for grade in _mixed(wanted[part.name], part.points, (1, 2, 3)) or ()
    ]
    ratings = {
        group.name: sheets[part.name]
        for part in policy.parts_from("ratings")
        for group in part.groups
        if not group.categories or person.category in group.categories
    }
    return Made(Points(0, points), ratings, months, reviews)


def unlike(wanted: Wanted, got: Mapping[str, Fraction | None]) -> list[str]:
    """The parts that could not be made to come to their figures."""
    return [
        f"given 配不出部分“{name}”{plain(score)} 分，换一个分数或改写 given.parts"
        for name, score in wanted.items()
        if got.get(name) != score
    ]


def _share(full: Decimal | Fraction, score: Fraction) -> Decimal:
    """`score` per cent of a full mark. Raises `Inexact` where that is no finite decimal."""
    return exact_decimal(Fraction(full) * score / 100)


def _sheets(part: Part, score: Fraction, policy: Policy) -> list[Rating]:
    """Sheets of one rater group that come to the score, enough of them to count."""
    if part.form == "vote":
        sizes = (1, 2, 3, 4) if part.aggregate == "mean" else (1,)
        grades = _mixed(score, part.points, sizes) or ()
        return [
            Rating(0, "", part.min_raters, (exact_decimal(part.points_of(grade) or score),), grade)
            for grade in grades
        ]
    if part.form == "total":
        return [Rating(0, "", part.min_raters, (_share(part.full, score),))]
    rated = policy.rated(part)
    marks = [_share(dimension.full, score) for dimension in rated]
    if "all-same" in part.void and len(marks) > 1:
        marks = _uneven(marks, [exact_decimal(each.full) for each in rated])
    return [Rating(0, "", part.min_raters, tuple(marks))]


def _uneven(marks: list[Decimal], full: list[Decimal]) -> list[Decimal]:
    """The same sum, a little of the first dimension moved to the second."""
    first, second, *rest = marks
    moved = EXACT.divide(min(first, full[1] - second), Decimal(8))
    return [first - moved, second + moved, *rest]


def _mixed(score: Fraction, points: GradePoints, sizes: Iterable[int]) -> tuple[str, ...] | None:
    """As few grades as can be (of these numbers) that come to the score on average."""
    for size in sizes:
        for chosen in combinations_with_replacement(points, size):
            if sum((each for _, each in chosen), Fraction(0)) == score * size:
                return tuple(grade for grade, _ in chosen)
    return None
