"""指标体系: the indicators that count, from the register or from the policy."""

from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.grading.score import is_counted
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed, words_in
from pinshi_cli.model.number import exact_decimal
from pinshi_cli.model.register import Indicator, Person
from pinshi_cli.model.words import NATURES
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.tables import Row, Table

MOST_POINTS = 100_000
"""More than any full mark: beyond it stands a slip of the pen."""


class Indicators(NamedTuple):
    """The indicators that count; `sound` is False where 指标体系 cannot be relied on.

    `uncounted` are those that no part of the policy counts. `own` tells that they stand in the
    register or in the policy, and are not merely its dimensions.
    """

    indicators: list[Indicator]
    sound: bool
    findings: list[Diagnostic]
    uncounted: tuple[Indicator, ...] = ()
    own: bool = True


def own_indicators(policy: Policy) -> Indicators:
    """The policy's indicators where the register has no 指标体系, else one of each dimension."""
    stated = [
        Indicator(
            each.name,
            each.dimension,
            exact_decimal(each.full),
            each.reverse,
            frozenset(map(squeezed, each.categories)),
            nature=each.nature,
        )
        for each in policy.indicators
    ]
    own = [Indicator(each.name, each.name, exact_decimal(each.full)) for each in policy.dimensions]
    counted, uncounted = _parted(stated or own, policy)
    return Indicators(counted, sound=True, findings=[], uncounted=uncounted, own=bool(stated))


def _parted(
    indicators: list[Indicator], policy: Policy
) -> tuple[list[Indicator], tuple[Indicator, ...]]:
    """The indicators that some part of the policy counts, and those that none does."""
    parts = policy.parts_from("indicators")
    counted = [each for each in indicators if any(is_counted(each, part) for part in parts)]
    return counted, tuple(each for each in indicators if each not in counted)


def read_indicators(table: Table, policy: Policy) -> Indicators:
    """The rows of 指标体系; of one name there may be several, for different 适用类别."""
    found: list[Diagnostic] = []
    indicators: list[Indicator] = []
    for row in table.rows():
        name = cells.text(table.value(row, "指标名称"), table.place(row.number, "指标名称"))
        if name.value is None:
            at = table.first_filled(row)
            gap = finding("R211", "这一行有内容，但没有指标名称", at, "补上，或清空这一行。")
            found.append(name.finding or gap)
            continue
        indicator, faults = _indicator(table, row, str(name.value), policy)
        found += faults
        if indicator is not None:
            clash = _clash(indicator, indicators)
            if clash is not None:
                found.append(clash)
            else:
                indicators.append(indicator)
    sound = not any(each.is_error for each in found)
    counted, uncounted = _parted(indicators, policy)
    for each in uncounted:
        message = f"“{each.name}”（{each.nature}、{each.dimension}）不在任何计分部分之内，不计分"
        hint = "核对性质和维度；确不计分的，删去这一行。"
        found.append(Diagnostic("S114", Severity.WARNING, message, each.at, hint))
    return Indicators(counted, sound, found, uncounted)


def _indicator(
    table: Table, row: Row, name: str, policy: Policy
) -> tuple[Indicator | None, list[Diagnostic]]:
    def at(heading: str) -> Place:
        return table.place(row.number, heading)

    dimensions = tuple(each.name for each in policy.dimensions)
    dimension = cells.choice(table.value(row, "维度"), at("维度"), dimensions, "维度")
    nature = cells.choice(table.value(row, "性质"), at("性质"), NATURES, "性质")
    way = cells.choice(table.value(row, "方向"), at("方向"), ("正向", "反向"), "方向")
    full = cells.number(table.value(row, "满分"), at("满分"), typed=table.typed)
    categories = cells.text(table.value(row, "适用类别"), at("适用类别"))
    found = [
        each.finding
        for each in (dimension, nature, way, full, categories)
        if each.finding is not None
    ]
    for heading, read in (("维度", dimension), ("性质", nature), ("满分", full)):
        if read.value is None and read.finding is None:
            found.append(
                finding("R201", f"指标“{name}”没有填写{heading}", at(heading), "填写后重试。")
            )
    if isinstance(full.value, Decimal) and not 0 < full.value <= MOST_POINTS:
        message = f"指标“{name}”的满分应大于 0、不超过 {MOST_POINTS}"
        found.append(finding("R204", message, at("满分"), "填写这项的满分。"))
    if any(each.is_error for each in found) or not isinstance(full.value, Decimal):
        return None, found
    indicator = Indicator(
        name,
        str(dimension.value),
        full.value,
        way.value == "反向",
        frozenset(words_in(str(categories.value or ""))),
        at("指标名称"),
        at("满分"),
        str(nature.value),
    )
    return indicator, found


def _clash(indicator: Indicator, before: list[Indicator]) -> Diagnostic | None:
    for other in before:
        if squeezed(other.name) == squeezed(indicator.name):
            overlap = not other.categories or not indicator.categories
            if overlap or other.categories & indicator.categories:
                hint = "改名，或让两行的适用类别不重叠。"
                return finding("N305", f"指标“{indicator.name}”写了两行", indicator.at, hint)
    return None


def categories_unknown(people: list[Person], indicators: list[Indicator]) -> list[Diagnostic]:
    """A warning for each 考核类别 that no indicator names, where indicators name any."""
    named = {category for indicator in indicators for category in indicator.categories}
    found = []
    if named:
        for person in people:
            if person.category not in named:
                said = f"“{person.category}”" if person.category else "没有填写，"
                message = f"{person.name}的考核类别{said}不在指标的适用类别之内"
                hint = f"适用类别有：{'、'.join(sorted(named))}。只按通用指标计分的，不用改。"
                at = person.at
                found.append(Diagnostic("S112", Severity.WARNING, message, at, hint, "", person.id))
    return found
