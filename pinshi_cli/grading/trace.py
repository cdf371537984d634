"""A person's trace: the tree of figures from the total down to the cells.

Built only when somebody asks for it; grading itself keeps no more than this needs.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.grading.score import HUNDRED, Scale, scale_of
from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.figure import Figure, recomputed
from pinshi_cli.model.grade import Outcome, PartScore
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import Indicator, Person, Rating, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part

_NOWHERE = Place()


def total_figure(outcome: Outcome, register: Register, policy: Policy) -> Figure | None:
    """The total's figure, or None where the person has no total."""
    rules = policy.score
    if outcome.total is None or rules is None:
        return None
    scale = scale_of(register, policy, weights_in(register, policy))
    labels = {part.name: part.label for part in policy.parts}
    weighed = []
    for part, score in zip(policy.parts, outcome.parts, strict=True):
        figure = part_figure(part, score, outcome.person, register, scale)
        weight = _weight(part.name, score.weight, part.source.cite, labels, register)
        weighed.append(_made(f"{part.name} × 权重", "product", (weight, figure)))
    total = _made("各部分合计", "sum", tuple(weighed), rule=policy.parts[0].source.cite)
    most = Figure("满分", rules.maximum, "rule", rule=rules.source.cite)
    held = _made("限在 0 与满分之间", "held", (total, most))
    exact = total if recomputed(held) == total.value else held
    rounded = Figure("总分", ZERO, "rounded", (exact,), rule=rules.source.cite)
    rounded = rounded._replace(decimals=rules.decimals)
    return rounded._replace(value=recomputed(rounded))


def part_figure(
    part: Part, score: PartScore, person: Person, register: Register, scale: Scale
) -> Figure:
    """The figure of one part, out of 100."""
    if part.kind == "indicators":
        return _indicators(part, person, register, scale)
    return _ratings(part, score, person, register, scale)


def _made(
    name: str, how: str, inputs: tuple[Figure, ...], *, rule: str = "", at: Place = _NOWHERE
) -> Figure:
    figure = Figure(name, ZERO, how, inputs, at, rule)
    return figure._replace(value=recomputed(figure))


def _weight(
    name: str, weight: Fraction, rule: str, siblings: dict[str, str], register: Register
) -> Figure:
    """A weight: what 基本信息 states, what that leaves of 1, or the policy's own.

    `siblings` gives the label of each weight that sums to 1 with it, its own included.
    """
    own = register.stated.get(siblings[name])
    if own is not None:
        return Figure(siblings[name], weight, "cell", at=own.at)
    others = [label for sibling, label in siblings.items() if sibling != name]
    if len(others) == 1 and others[0] in register.stated:
        stated = register.stated[others[0]]
        one = Figure("权重合计", Fraction(1), "rule", rule=rule)
        other = Figure(others[0], stated.value, "cell", at=stated.at)
        return _made(f"{name}权重", "difference", (one, other))
    return Figure(f"{name}权重", weight, "rule", rule=rule)


def _indicators(part: Part, person: Person, register: Register, scale: Scale) -> Figure:
    taken = scale.taken_by(person)
    row = register.points[person.id]
    points, fulls = [], []
    for place in taken.places:
        indicator = scale.indicators[place]
        column = register.indicator_columns[place] if register.indicator_columns else 0
        at = register.points_at._replace(row=row.row, column=column)
        entered = row.points[place]
        points.append(_entered(indicator, entered or Decimal(0), at))
        fulls.append(
            Figure(
                f"{indicator.name}满分",
                Fraction(indicator.full),
                "rule",
                at=indicator.full_at,
                rule="" if indicator.full_at.sheet else part.source.cite,
            )
        )
    total = _made("得分合计", "sum", tuple(points))
    full = _made("满分合计", "sum", tuple(fulls))
    share = _made("得分 ÷ 满分", "quotient", (total, full))
    return _made(part.name, "product", (share, _hundred()), rule=part.source.cite)


def _entered(indicator: Indicator, points: Decimal, at: Place) -> Figure:
    entered = Figure(indicator.name, Fraction(points), "cell", at=at)
    if not indicator.reverse:
        return entered
    full = Figure(f"{indicator.name}满分", Fraction(indicator.full), "rule", at=indicator.full_at)
    return _made(f"{indicator.name}（反向）", "difference", (full, entered))


def _ratings(
    part: Part, score: PartScore, person: Person, register: Register, scale: Scale
) -> Figure:
    by_group = register.ratings.get(person.id, {})
    labels = {group.name: group.label for group in part.groups}
    weighed, weights = [], []
    for group in part.groups:
        sheets = by_group.get(group.name, ())
        if not sheets:
            continue
        weight = scale.weights.groups[group.name]
        figure = _weight(group.name, weight, part.source.cite, labels, register)
        weights.append(figure)
        weighed.append(
            _made(
                f"{group.name} × 权重",
                "product",
                (figure, _mean(group.name, sheets, register, scale)),
            )
        )
    total = _made("各评价主体合计", "sum", tuple(weighed))
    if len(weights) < len(part.groups):
        shared = _made("有测评的权重合计", "sum", tuple(weights))
        total = _made("缺席权重按比例分摊", "quotient", (total, shared))
    full = Figure("测评满分", score.full, "rule", rule=scale.policy.dimensions[0].source.cite)
    share = _made("得分 ÷ 满分", "quotient", (total, full))
    return _made(part.name, "product", (share, _hundred()), rule=part.source.cite)


def _mean(group: str, sheets: Sequence[Rating], register: Register, scale: Scale) -> Figure:
    """The plain mean of a group's sheets; a tally counts as many times as its votes."""
    points, votes = [], []
    for rating in sheets:
        sheet = _sheet(rating, register, scale)
        count = Figure("张数", Fraction(rating.votes), "rule")
        if rating.votes != 1:
            sheet = _made(f"{sheet.name} × {rating.votes} 票", "product", (sheet, count))
        points.append(sheet)
        votes.append(count)
    total = _made(f"{group}各张合计", "sum", tuple(points))
    return _made(f"{group}均分", "quotient", (total, _made(f"{group}张数", "sum", tuple(votes))))


def _sheet(rating: Rating, register: Register, scale: Scale) -> Figure:
    """One sheet: the sum of its dimensions, each at its cell."""
    columns = [register.rating_columns.get(each.name, 0) for each in scale.policy.dimensions]
    cells = tuple(
        Figure(
            dimension.name,
            Fraction(points),
            "cell",
            at=register.ratings_at._replace(row=rating.row, column=column),
        )
        for dimension, points, column in zip(
            scale.policy.dimensions, rating.points, columns, strict=True
        )
    )
    name = rating.rater or f"第 {rating.row} 行"
    return _made(name, "sum", cells, at=register.ratings_at._replace(row=rating.row))


def _hundred() -> Figure:
    return Figure("百分制", HUNDRED, "rule")
