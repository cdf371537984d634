"""The figures of a part from indicators: each at its cell, over the full marks."""

from decimal import Decimal
from fractions import Fraction

from pinshi_cli.grading.score import HUNDRED, Scale
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.figure import Figure, made
from pinshi_cli.model.register import Indicator, Person, Register
from pinshi_cli.policy.score_book import Part


def indicators_figure(part: Part, person: Person, register: Register, scale: Scale) -> Figure:
    """The points over the full marks, times 100."""
    row = register.points[person.id]
    points, fulls = [], []
    for place in scale.taken_by(person, part).places:
        indicator = scale.indicators[place]
        column = register.indicator_columns[place] if register.indicator_columns else 0
        at = register.points_at._replace(row=row.row, column=column)
        full = _full(indicator, part, scale)
        word = row.levels[place] if row.levels else ""
        entered = _entered(indicator, row.points[place] or Decimal(0), word, at, scale)
        if indicator.reverse:
            entered = made(f"{indicator.name}（反向）", "difference", (full, entered))
        points.append(entered)
        fulls.append(full)
    total = made("得分合计", "sum", tuple(points))
    full = made("满分合计", "sum", tuple(fulls))
    share = made("得分 ÷ 满分", "quotient", (total, full))
    hundred = Figure("百分制", HUNDRED, "rule")
    return made(part.name, "product", (share, hundred), rule=part.source.cite)


def _full(indicator: Indicator, part: Part, scale: Scale) -> Figure:
    """The full mark: a cell's of 指标体系, else by the policy's indicator or by the part."""
    name, value = f"{indicator.name}满分", Fraction(indicator.full)
    if indicator.full_at.sheet:
        return Figure(name, value, "rule", at=indicator.full_at)
    own = (rule for rule in scale.policy.indicators if rule.name == indicator.name)
    cite = next((rule.source.cite for rule in own), part.source.cite)
    return Figure(name, value, "rule", rule=cite)


def _entered(indicator: Indicator, points: Decimal, word: str, at: Place, scale: Scale) -> Figure:
    """What stands in the cell: points, or a level of completion, which is a share of them."""
    level = next((level for level in scale.policy.levels if level.name == word), None)
    if level is None:
        return Figure(indicator.name, Fraction(points), "cell", at=at)
    share = Figure(f"“{word}”得满分的", level.share, "rule", rule=level.source.cite)
    full = Figure(f"{indicator.name}满分", Fraction(indicator.full), "rule", at=indicator.full_at)
    return made(f"{indicator.name}（{word}）", "product", (share, full), at=at)
