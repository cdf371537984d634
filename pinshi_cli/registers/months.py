"""月度考核: what was proposed for each month, and what the unit fixed."""

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import MonthGrade
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.acting import Acting
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.rows import Line, Lines
from pinshi_cli.registers.tables import Table

MONTH, PROPOSED, FIXED = "月份", "建议等次", "审定等次"


def read_months(
    table: Table, lines: Lines, policy: Policy, quarter: Quarter | None
) -> Acting[MonthGrade]:
    """The rows of 月度考核; where months make a part of the score, 审定等次 must stand."""
    result = Acting[MonthGrade].of(lines, (MONTH, PROPOSED, FIXED))
    counts = bool(policy.parts_from("months"))
    if counts:
        result.findings.extend(table.lacking([] if FIXED in table.columns else [FIXED]))
    seen: set[tuple[str, int]] = set()
    for line in lines.lines:
        month = _month_of(line)
        if line.person is None or month is None:
            continue
        person, at = line.person, table.place(line.row, MONTH)
        if quarter is not None and (month[0], (month[1] + 2) // 3) != quarter:
            hint = f"只填{quarter.chinese}的三个月；别的月份，填到那个季度的登记簿。"
            message = f"{month[0]} 年 {month[1]} 月不在本季"
            result.blame(person.id, [finding("R220", message, at, hint)])
        elif (person.id, month[1]) in seen:
            message = f"{person.name}的 {month[1]} 月已经有一行"
            result.blame(person.id, [finding("N305", message, at, "每人每月只留一行。")])
        else:
            seen.add((person.id, month[1]))
            result.add(person.id, _grade(table, line, month[1]))
            if counts:
                result.blame(person.id, _gap(table, line, month[1], policy))
    return result


def _month_of(line: Line) -> tuple[int, int] | None:
    month = line.values.get(MONTH)
    if isinstance(month, tuple):
        return int(month[0]), int(month[1])
    return None


def _grade(table: Table, line: Line, month: int) -> MonthGrade:
    at = table.place(line.row, FIXED)
    if not at.row:
        at = table.place(line.row, PROPOSED)
    fixed = line.values.get(FIXED)
    said = None if fixed is None else str(fixed)
    return MonthGrade(month, line.text(PROPOSED), said, at)


def _gap(table: Table, line: Line, month: int, policy: Policy) -> list[Diagnostic]:
    """An empty 审定等次, where the quarter's score needs it."""
    told = any(heading == FIXED for heading, _ in line.faults)
    if told or FIXED in line.values or FIXED not in table.columns:
        return []
    at = table.place(line.row, FIXED)
    hint = f"季度审定时填写，可填：{'、'.join(policy.grades)}。"
    return [finding("R201", f"{month} 月的审定等次没有填写", at, hint)]
