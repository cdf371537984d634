"""The figures of parts from grades: the months' fixed ones, and those of a review."""

from collections.abc import Sequence
from fractions import Fraction

from pinshi_cli.grading.score import grade_in
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.figure import Figure, made
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import MonthGrade, Review
from pinshi_cli.policy.score_book import Part


def months_figure(part: Part, rows: Sequence[MonthGrade]) -> Figure:
    """The mean of the months, each at the cell of its 审定等次."""
    grades = tuple(
        _grade(f"{row.month} 月", row.fixed, row.at, part)
        for row in sorted(rows, key=lambda each: each.month)
    )
    return _mean("各月合计", "月数", grades, part)


def review_figure(part: Part, rows: Sequence[Review]) -> Figure:
    """The mean of the reviewers' grades, each at its cell."""
    own = part.column == "个性等次"
    grades = tuple(
        _grade(row.reviewer or row.identity, grade, row.own_at if own else row.proposed_at, part)
        for row in rows
        if row.identity in part.reviewers and (grade := grade_in(part, row)) is not None
    )
    return _mean("各人评鉴合计", "评鉴人数", grades, part)


def _grade(name: str, grade: str | None, at: Place, part: Part) -> Figure:
    points = part.points_of(grade or "") or ZERO
    return Figure(f"{name}“{grade}”折算", points, "rule", at=at, rule=part.source.cite)


def _mean(total: str, count: str, grades: tuple[Figure, ...], part: Part) -> Figure:
    number = Figure(count, Fraction(len(grades)), "rule", rule=part.source.cite)
    inputs = (made(total, "sum", grades), number)
    return made(part.name, "quotient", inputs, rule=part.source.cite)
