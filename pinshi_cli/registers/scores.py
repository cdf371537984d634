"""指标体系 and 指标评分: the indicators that count, and each person's points."""

from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import exact_decimal
from pinshi_cli.model.register import Indicator, Person, Points
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.contract import ID, NAME
from pinshi_cli.registers.people import People
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value

MOST_POINTS = 100_000
"""More than any full mark: beyond it stands a slip of the pen."""

_SEPARATORS = str.maketrans(dict.fromkeys("，,;；", "、"))


class Indicators(NamedTuple):
    """The indicators that count; `sound` is False where 指标体系 cannot be relied on."""

    indicators: list[Indicator]
    sound: bool
    findings: list[Diagnostic]


def own_indicators(policy: Policy) -> Indicators:
    """One indicator of each dimension, where the register has no 指标体系 (ZD4.4)."""
    own = [Indicator(each.name, each.name, exact_decimal(each.full)) for each in policy.dimensions]
    return Indicators(own, sound=True, findings=[])


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
    return Indicators(indicators, sound, found)


def _indicator(
    table: Table, row: Row, name: str, policy: Policy
) -> tuple[Indicator | None, list[Diagnostic]]:
    def at(heading: str) -> Place:
        return table.place(row.number, heading)

    dimensions = tuple(each.name for each in policy.dimensions)
    dimension = cells.choice(table.value(row, "维度"), at("维度"), dimensions, "维度")
    nature = cells.choice(
        table.value(row, "性质"), at("性质"), ("共性", "个性", "弹性", "负面"), "性质"
    )
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
    listed = str(categories.value or "").translate(_SEPARATORS).split("、")
    kinds = frozenset(squeezed(each) for each in listed if each.strip())
    reverse = way.value == "反向"
    where, full_at = at("指标名称"), at("满分")
    indicator = Indicator(name, str(dimension.value), full.value, reverse, kinds, where, full_at)
    return indicator, found


def _clash(indicator: Indicator, before: list[Indicator]) -> Diagnostic | None:
    for other in before:
        if squeezed(other.name) == squeezed(indicator.name):
            overlap = not other.categories or not indicator.categories
            if overlap or other.categories & indicator.categories:
                hint = "改名，或让两行的适用类别不重叠。"
                return finding("N305", f"指标“{indicator.name}”写了两行", indicator.at, hint)
    return None


class Scores(NamedTuple):
    """Each person's points, faults in them by person, people whose rows cannot be told apart."""

    points: dict[str, Points]
    faults: dict[str, list[Diagnostic]]
    suspect: set[str]
    findings: list[Diagnostic]
    columns: list[int]


def read_scores(table: Table, indicators: list[Indicator], people: People) -> Scores:
    """The rows of 指标评分. A cell that lacks or is faulty is a fault of its person."""
    keys = {squeezed(heading): column for heading, column in table.columns.items()}
    columns = [keys.get(squeezed(each.name), 0) for each in indicators]
    lacking = [
        each.name
        for each, column in zip(indicators, columns, strict=True)
        if not column and any(map(each.applies_to, people.by_id.values()))
    ]
    scores = Scores({}, {}, set(), table.lacking(lacking), columns)
    for row in table.rows():
        person, fault, involved = people.find(table, row)
        if person is None:
            scores.suspect.update(involved)
            if fault is not None:
                scores.findings.append(fault)
        elif person.id in scores.points:
            at = key_place(table, row)
            hint = "只留一行。"
            message = f"{person.name}已经有一行指标评分"
            scores.findings.append(finding("N305", message, at, hint)._replace(person=person.id))
            scores.suspect.add(person.id)
            _row_points(table, row, person, indicators, scores._replace(points={}))
        else:
            _row_points(table, row, person, indicators, scores)
    return scores


def key_place(table: Table, row: Row) -> Place:
    """The cell that says who the row is about: 编号 where it stands, else 姓名."""
    heading = NAME if is_empty(table.value(row, ID)) else ID
    return table.place(row.number, heading)


def _row_points(
    table: Table, row: Row, person: Person, indicators: list[Indicator], scores: Scores
) -> None:
    found: list[Diagnostic] = []
    if not is_empty(table.value(row, "月份")):
        at = table.place(row.number, "月份")
        hint = "本办法按季度评分：每人只留一行，月份不填。"
        found.append(finding("R217", "本办法不收分月的评分", at, hint))
    points: list[Decimal | None] = []
    for indicator, column in zip(indicators, scores.columns, strict=True):
        value = table.cell(row, column)
        at = Place(table.file, table.sheet.name, row.number, column)
        if not indicator.applies_to(person):
            points.append(None)
        elif column:
            points.append(_points(value, at, indicator, table, found))
        else:
            points.append(None)
    scores.points[person.id] = Points(row.number, tuple(points))
    _note_spare(table, row, person, indicators, scores)
    if found:
        named = [each._replace(person=person.id) for each in found]
        scores.faults.setdefault(person.id, []).extend(named)


def _points(
    value: Value, at: Place, indicator: Indicator, table: Table, found: list[Diagnostic]
) -> Decimal | None:
    read = cells.number(value, at, typed=table.typed)
    if read.finding is not None:
        found.append(read.finding)
    if read.value is None and read.finding is None:
        found.append(table.missing(at, indicator.name, "填写分数；得零分的填 0。"))
    if isinstance(read.value, Decimal):
        if 0 <= read.value <= indicator.full:
            return read.value
        found.append(out_of_range(read.value, indicator.name, indicator.full, at))
    return None


def out_of_range(value: Decimal, name: str, full: Decimal, at: Place) -> Diagnostic:
    """The error of points below 0 or above the full mark."""
    message = f"“{name}”{value:f} 分，应在 0 到 {full:f} 之间"
    return finding("R204", message, at, f"核对分数；满分是 {full:f}。")


def _note_spare(
    table: Table, row: Row, person: Person, indicators: list[Indicator], scores: Scores
) -> None:
    """A note on points under an indicator that does not apply to the person."""
    applied = {
        column
        for indicator, column in zip(indicators, scores.columns, strict=True)
        if indicator.applies_to(person)
    }
    for indicator, column in zip(indicators, scores.columns, strict=True):
        if column and column not in applied and not is_empty(table.cell(row, column)):
            at = Place(table.file, table.sheet.name, row.number, column)
            category = person.category or "（空）"
            message = f"“{indicator.name}”不适用于考核类别{category}，不计分"
            hint = "核对人员名册的考核类别与指标体系的适用类别。"
            scores.findings.append(Diagnostic("S111", Severity.WARNING, message, at, hint))


def categories_unknown(people: list[Person], indicators: list[Indicator]) -> list[Diagnostic]:
    """A warning for each 考核类别 that no indicator names, where indicators name any."""
    named = {category for indicator in indicators for category in indicator.categories}
    found = []
    if named:
        for person in people:
            if person.category not in named:
                said = f"“{person.category}”" if person.category else "没有填写，"
                message = f"{person.name}的考核类别{said}不在指标体系的适用类别之内"
                hint = f"适用类别有：{'、'.join(sorted(named))}。只按通用指标计分的，不用改。"
                at = person.at
                found.append(Diagnostic("S112", Severity.WARNING, message, at, hint, "", person.id))
    return found
