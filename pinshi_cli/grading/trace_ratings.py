"""The figures of a part from ratings: sheet by sheet, group by group."""

from collections.abc import Sequence
from fractions import Fraction

from pinshi_cli.grading.ratings import (
    Ballot,
    counting,
    is_trimmed,
    valid_sheets,
    votes_of,
)
from pinshi_cli.grading.score import HUNDRED, Scale
from pinshi_cli.grading.trace_weights import weight_figure
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.figure import Figure, made
from pinshi_cli.model.grade import GroupScore, PartScore
from pinshi_cli.model.register import Person, Rating, Register
from pinshi_cli.policy.score_book import Part

TOTAL, VOTE = "总分", "等次"
"""The columns of 民主测评 where a sheet is not rated by dimension."""


def ratings_figure(
    part: Part, score: PartScore, person: Person, register: Register, scale: Scale
) -> Figure:
    """The groups' figures, weighed, over the full mark of a sheet, times 100."""
    by_group = register.ratings.get(person.id, {})
    labels = {group.name: group.label for group in part.groups}
    weighed, weights = [], []
    for group in score.groups:
        if not group.sheets:
            continue
        weight = weight_figure(group.name, group.weight, part.source.cite, labels, register)
        weights.append(weight)
        figure = _group(group, by_group[group.name], part, register, scale)
        weighed.append(made(f"{group.name} × 权重", "product", (weight, figure)))
    total = made("各评价主体合计", "sum", tuple(weighed))
    if len(weights) < len(part.groups):
        shared = made("有测评的权重合计", "sum", tuple(weights))
        total = made("缺席权重按比例分摊", "quotient", (total, shared))
    hundred = Figure("百分制", HUNDRED, "rule")
    full = Figure("测评满分", score.full, "rule", rule=_full_cite(part, scale))
    share = made("得分 ÷ 满分", "quotient", (total, full))
    return made(part.name, "product", (share, hundred), rule=part.source.cite)


def _full_cite(part: Part, scale: Scale) -> str:
    rated = scale.policy.rated(part)
    return rated[0].source.cite if rated else part.source.cite


def _group(
    group: GroupScore, sheets: Sequence[Rating], part: Part, register: Register, scale: Scale
) -> Figure:
    """The mean of the sheets that make up the group's figure, each as often as its votes count."""
    ballot = scale.ballots[part.name]
    valid = valid_sheets(sheets, ballot)
    points, votes = [], []
    for rating, counted in counting(valid, part):
        sheet = _sheet(rating, ballot, register, scale)
        count = Figure("张数", Fraction(counted), "rule")
        if counted != 1:
            sheet = made(f"{sheet.name} × {counted} 票", "product", (sheet, count))
        points.append(sheet)
        votes.append(count)
    total = made(f"{group.name}各张合计", "sum", tuple(points))
    number = made(f"{group.name}张数", "sum", tuple(votes))
    return made(f"{group.name}{_manner(group, valid, part)}", "quotient", (total, number))


def _manner(group: GroupScore, valid: Sequence[Rating], part: Part) -> str:
    """How the group's sheets came to its figure: `均分（去掉最高、最低各 1 张，废票 1 张不计）`."""
    name, notes = "均分", []
    if part.aggregate == "median":
        name = "中位数"
        notes.append(f"{group.given} 张居中的")
    elif part.aggregate == "trimmed" and is_trimmed(votes_of(valid), part):
        notes.append(f"去掉最高、最低各 {part.trim} 张")
    if group.void:
        notes.append(f"废票 {group.void} 张不计")
    return f"{name}（{'，'.join(notes)}）" if notes else name


def _sheet(rating: Rating, ballot: Ballot, register: Register, scale: Scale) -> Figure:
    """One sheet: the sum of its dimensions, each at its cell; a total; or a vote for a grade."""
    part = ballot.part
    if part.form == "vote":
        name = f"“{rating.vote}”折算"
        at = _at(rating, VOTE, register)
        return Figure(name, Fraction(rating.points[0]), "rule", at=at, rule=part.source.cite)
    name = rating.rater or f"第 {rating.row} 行"
    if part.form == "total":
        return Figure(name, Fraction(rating.points[0]), "cell", at=_at(rating, TOTAL, register))
    cells = tuple(
        Figure(dimension.name, Fraction(points), "cell", at=_at(rating, dimension.name, register))
        for dimension, points in zip(scale.policy.rated(part), rating.points, strict=True)
    )
    return made(name, "sum", cells, at=register.ratings_at._replace(row=rating.row))


def _at(rating: Rating, heading: str, register: Register) -> Place:
    column = register.rating_columns.get(heading, 0)
    return register.ratings_at._replace(row=rating.row, column=column)
