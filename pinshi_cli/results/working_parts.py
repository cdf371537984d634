"""计算过程: the columns of each kind of part, and what they hold of one person."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.grading.score import grade_in, is_counted
from pinshi_cli.grading.weights import Weights
from pinshi_cli.model.grade import PartScore
from pinshi_cli.model.register import Indicator, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part
from pinshi_cli.results.paper import fitting
from pinshi_cli.results.working_cells import (
    Block,
    Cell,
    Column,
    Parameters,
    added,
    cell,
    cells,
    mark,
    sheet_mark,
    step,
    worth,
)


class PartBlock(NamedTuple):
    """A part's columns; the last holds its score. `places` are the indicators that it counts."""

    part: Part
    block: Block
    places: tuple[int, ...] = ()


Laid = tuple[list[Column], str]
"""A part's columns but the last, and the formula of the last: the score."""


class Frame(NamedTuple):
    """What laying out a part's columns needs."""

    register: Register
    policy: Policy
    weights: Weights
    parameters: Parameters


def part_block(part: Part, first: int, frame: Frame) -> PartBlock:
    """The columns of one part, from column `first` on."""
    places: tuple[int, ...] = ()
    match part.kind:
        case "indicators":
            indicators = frame.register.indicators
            places = tuple(n for n, each in enumerate(indicators) if is_counted(each, part))
            columns, score = _indicators([indicators[place] for place in places], first)
        case "ratings":
            columns, score = _ratings(part, first, frame)
        case "months":
            columns, score = _months(part, first, frame)
        case "review":
            columns, score = _review(part, first, frame)
        case _:
            columns, score = [], step(frame.parameters.value(part.name))
    weight = frame.weights.parts[part.name]
    last = Column(f"{part.name.removesuffix('分')}分", "worked", score, weight, 10)
    return PartBlock(part, Block(part.name, first, (*columns, last)), places)


def part_cells(
    laid: PartBlock, score: PartScore, person: str, register: Register
) -> Sequence[Cell]:
    """What the part's columns hold of one person."""
    match laid.part.kind:
        case "indicators":
            own = _indicator_cells(laid, score, person, register)
        case "ratings":
            own = _rating_cells(score)
        case "months":
            fixed = {row.month: row.fixed for row in register.months.get(person, ())}
            own = [fixed.get(month) for month in register.quarter.months]
        case "review":
            own = _review_cells(laid.part, person, register)
        case _:
            own = []
    return [*own, score.score]


def _indicators(indicators: Sequence[Indicator], first: int) -> Laid:
    """One column for each indicator, then the points together and the full marks."""
    columns = [
        Column(
            f"{each.name}（反向）" if each.reverse else each.name,
            "figure",
            mark=each.full,
            width=fitting((each.name,), 7, 10),
        )
        for each in indicators
    ]
    points = first + len(indicators)
    reached = full = score = ""
    if indicators:
        last = points - 1
        reached = step(added(list(_terms(indicators, first))))
        full = step(f'SUMPRODUCT(({cells(first, last)}<>"")*{mark(first)}:{mark(last)})')
        score = step(f"{cell(points)}/{cell(points + 1)}*100")
    columns += [
        Column("得分合计", "worked_sum", reached),
        Column("满分合计", "worked_sum", full),
    ]
    return columns, score


def _terms(indicators: Sequence[Indicator], first: int) -> Iterator[str]:
    """Runs of indicators added up; one that counts backwards by what it leaves of its full mark."""
    begin = 0
    for place, indicator in enumerate(indicators):
        if indicator.reverse:
            if begin < place:
                yield f"SUM({cells(first + begin, first + place - 1)})"
            own = cell(first + place)
            yield f'IF({own}="",0,{mark(first + place)}-{own})'
            begin = place + 1
    if begin < len(indicators):
        yield f"SUM({cells(first + begin, first + len(indicators) - 1)})"


def _indicator_cells(
    laid: PartBlock, score: PartScore, person: str, register: Register
) -> list[Cell]:
    row = register.points.get(person)
    points = () if row is None else row.points
    own: list[Cell] = [points[n] if n < len(points) else None for n in laid.places]
    return own + ([None, None] if score.score is None else [score.points, score.full])


def _ratings(part: Part, first: int, frame: Frame) -> Laid:
    """Three columns for each group; a group without sheets weighs nothing.

    Of a trimmed mean or a median only the sheets that make it up are counted: their mean is it.
    """
    some = part.aggregate != "mean" or part.void or part.min_raters > 1
    counting = "计入" if some else ""
    means = {"mean": "均分", "trimmed": "均分", "median": "中位数"}[part.aggregate]
    columns, weighed, heard = [], [], []
    for place, group in enumerate(part.groups):
        sheets = first + 3 * place
        points, mean = sheets + 1, sheets + 2
        formula = step(f"{cell(points)}/{cell(sheets)}")
        weight = frame.weights.groups[group.name]
        columns += [
            Column(f"{group.name}{counting}张数", "whole", width=6),
            Column(f"{group.name}{counting}总分合计", "figure"),
            Column(f"{group.name}{means}", "worked", formula, weight),
        ]
        weighed.append(f"{mark(mean)}*{cell(mean)}")
        heard.append(f"{mark(mean)}*({cell(sheets)}>0)")
    full = frame.parameters.value(sheet_mark(part, frame.policy))
    return columns, step(f"({added(weighed)})/({added(heard)})/{full}*100")


def _rating_cells(score: PartScore) -> list[Cell]:
    own: list[Cell] = []
    for group in score.groups:
        if group.sheets:
            own += [group.sheets, group.points, group.points / group.sheets]
        else:
            own += [0, None, None]
    return own


def _months(part: Part, first: int, frame: Frame) -> Laid:
    """The fixed grade of each month; each counts its points, and they are averaged."""
    months = frame.register.quarter.months
    own = cells(first, first + len(months) - 1)
    parameters = frame.parameters
    worths = [
        f"SUMPRODUCT(({own}={parameters.label(grade)})*{parameters.value(worth(part, grade))})"
        for grade, _ in part.points
    ]
    columns = [Column(f"{month} 月", "centre", width=7) for month in months]
    return columns, step(f"({added(worths)})/COUNTA({own})")


def _review(part: Part, first: int, frame: Frame) -> Laid:
    """How many reviewers gave each grade; each counts its points, and they are averaged."""
    grades = [grade for grade, _ in part.points]
    worths = [
        f"{cell(column)}*{frame.parameters.value(worth(part, grade))}"
        for column, grade in enumerate(grades, start=first)
    ]
    columns = [Column(f"评鉴“{grade}”", "whole", width=7) for grade in grades]
    return columns, step(f"({added(worths)})/SUM({cells(first, first + len(grades) - 1)})")


def _review_cells(part: Part, person: str, register: Register) -> list[Cell]:
    rows = register.reviews.get(person, ())
    said = [grade_in(part, row) for row in rows if row.identity in part.reviewers]
    return [said.count(grade) for grade, _ in part.points]
