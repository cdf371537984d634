"""加减分: the items that add points and take them, each under its rule."""

from datetime import date
from decimal import Decimal

from pinshi_cli.grading.adjustments import adjustment_rule
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Adjustment
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import AdjustmentRule
from pinshi_cli.registers import cells
from pinshi_cli.registers.acting import Acting
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.rows import Line, Lines
from pinshi_cli.registers.tables import Table

_ACTING = ("类型", "类别", "分值", "事件编号")


def read_adjustments(table: Table, lines: Lines, policy: Policy) -> Acting[Adjustment]:
    """The rows of 加减分. A row at fault withholds its person."""
    result = Acting[Adjustment].of(lines, _ACTING)
    for line in lines.lines:
        if line.person is None:
            continue
        faults = _faults(table, line, policy)
        result.blame(line.person.id, faults)
        if not faults and not any(heading in _ACTING for heading, _ in line.faults):
            result.add(line.person.id, _adjustment(table, line, line.person.id))
    return result


def _adjustment(table: Table, line: Line, person: str) -> Adjustment:
    points, day = line.values["分值"], line.values.get("认定日期")
    return Adjustment(
        person,
        line.text("类型"),
        line.text("事项"),
        points if isinstance(points, Decimal) else Decimal(0),
        table.place(line.row, "分值"),
        squeezed(line.text("类别")),
        squeezed(line.text("事件编号")),
        day if isinstance(day, date) else None,
    )


def _faults(table: Table, line: Line, policy: Policy) -> list[Diagnostic]:
    """What is wrong with the row beyond its single cells: no rule for it, points out of range."""
    kind, group = line.text("类型"), squeezed(line.text("类别"))
    if not kind or any(heading == "类别" for heading, _ in line.faults):
        return []
    rule = adjustment_rule(policy, kind, group)
    if rule is None:
        return [_no_rule(table, line, [each for each in policy.adjustments if each.kind == kind])]
    points = line.values.get("分值")
    if not isinstance(points, Decimal):
        return []
    at = table.place(line.row, "分值")
    if points <= 0:
        hint = "写正数；减分的，类型填“减分”。"
        return [finding("R204", f"分值 {points:f} 应大于 0", at, hint)]
    if rule.each is not None and points > rule.each:
        message = f"“{rule.title}”一项最多 {plain(rule.each)} 分，这里是 {points:f} 分"
        hint = "核对分值，改到限额以内。"
        return [finding("R204", message, at, hint)._replace(rule=rule.source.cite)]
    return []


def _no_rule(table: Table, line: Line, rules: list[AdjustmentRule]) -> Diagnostic:
    kind = line.text("类型")
    kind_at, at = (table.place(line.row, heading) for heading in ("类型", "类别"))
    if not rules:
        return finding("R208", f"本办法没有{kind}的项目", kind_at, "核对类型，或清空这一行。")
    classes = tuple(name for rule in rules for name in rule.classes)
    where = at if at.row else kind_at
    if not line.text("类别"):
        hint = f"可填：{'、'.join(classes)}。"
        return finding("R201", f"{kind}没有填写类别", where, hint)
    if not classes:
        hint = "清空类别。"
        said = cells.quoted(line.text("类别"))
        return finding("R208", f"本办法的{kind}不分类别，这里是“{said}”", where, hint)
    return cells.unlisted(line.text("类别"), where, classes, f"{kind}的类别")
