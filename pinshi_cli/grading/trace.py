"""A person's trace: the tree of figures from the total down to the cells.

Built only when somebody asks for it; grading itself keeps no more than this needs.
"""

from collections.abc import Sequence
from fractions import Fraction

from pinshi_cli.grading.adjustments import items_of, items_under
from pinshi_cli.grading.score import Scale, scale_of
from pinshi_cli.grading.trace_grades import months_figure, review_figure
from pinshi_cli.grading.trace_indicators import indicators_figure
from pinshi_cli.grading.trace_ratings import ratings_figure
from pinshi_cli.grading.trace_weights import weight_figure
from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.figure import Figure, made, recomputed
from pinshi_cli.model.grade import Outcome, PartScore
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import Adjustment, Person, Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import AdjustmentRule, Part


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
        weight = weight_figure(part.name, score.weight, part.source.cite, labels, register)
        weighed.append(made(f"{part.name} × 权重", "product", (weight, figure)))
    total = made("各部分合计", "sum", tuple(weighed), rule=policy.parts[0].source.cite)
    total = _adjusted(total, register.adjustments.get(outcome.person.id, ()), policy)
    most = Figure("满分", rules.maximum, "rule", rule=rules.source.cite)
    held = made("限在 0 与满分之间", "held", (total, most))
    exact = total if held.value == total.value else held
    rounded = Figure("总分", ZERO, "rounded", (exact,), rule=rules.source.cite)
    rounded = rounded._replace(decimals=rules.decimals)
    return rounded._replace(value=recomputed(rounded))


def part_figure(
    part: Part, score: PartScore, person: Person, register: Register, scale: Scale
) -> Figure:
    """The figure of one part, out of 100."""
    match part.kind:
        case "indicators":
            return indicators_figure(part, person, register, scale)
        case "ratings":
            return ratings_figure(part, score, person, register, scale)
        case "months":
            return months_figure(part, register.months.get(person.id, ()))
        case "review":
            return review_figure(part, register.reviews.get(person.id, ()))
        case _:
            return Figure(f"{part.name}（固定分）", part.value, "rule", rule=part.source.cite)


def _adjusted(total: Figure, rows: Sequence[Adjustment], policy: Policy) -> Figure:
    """The parts together, plus what each rule of 加分 comes to, less what those of 减分 do."""
    counted = items_of(rows).counted
    figures: dict[str, list[Figure]] = {"加分": [], "减分": []}
    for rule in policy.adjustments:
        items = items_under(rule, counted, policy)
        if items:
            figures[rule.kind].append(_items(rule, items))
    if figures["加分"]:
        total = made("加分后", "sum", (total, *figures["加分"]))
    if figures["减分"]:
        off = tuple(figures["减分"])
        less = off[0] if len(off) == 1 else made("减分合计", "sum", off)
        total = made("减分后", "difference", (total, less))
    return total


def _items(rule: AdjustmentRule, rows: Sequence[Adjustment]) -> Figure:
    """The items under one rule, each at its cell; held at the cap where they pass it."""
    cells = tuple(Figure(row.item, Fraction(row.points), "cell", at=row.at) for row in rows)
    raw = made(rule.title, "sum", cells, rule=rule.source.cite)
    if raw.value <= rule.cap:
        return raw
    cap = Figure(f"{rule.title}上限", rule.cap, "rule", rule=rule.source.cite)
    return made(f"{rule.title}（封顶）", "held", (raw, cap))
