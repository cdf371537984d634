"""部门考评: how each 内设机构 did, by which the quota may be split unevenly."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.grading.standing import attendance_rule
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import NOT_ASSESSED
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.model.register import Department, Person
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.cells import quoted
from pinshi_cli.registers.rows import Line, Lines
from pinshi_cli.registers.tables import Table

NAME = "内设机构"


def splits_by_department(policy: Policy) -> bool:
    """Whether rows of 部门考评 say how much of the quota a group gets."""
    return bool(policy.quota_groups and policy.quota_factors)


class Departments(NamedTuple):
    """The departments by the names that the roster gives them; `sound` where none is at fault."""

    departments: dict[str, Department]
    sound: bool
    findings: list[Diagnostic]


def read_departments(
    table: Table, lines: Lines, policy: Policy, people: Sequence[Person]
) -> Departments:
    """The rows of 部门考评. Where factors go by 内设机构, each of the roster should have one."""
    found = lines.every
    sound = not any(each.is_error for each in found)
    named: dict[str, list[str]] = {}
    for person in people:
        if person.department:
            spellings = named.setdefault(squeezed(person.department), [])
            if person.department not in spellings:
                spellings.append(person.department)
    departments: dict[str, Department] = {}
    for line in lines.lines:
        name = squeezed(line.text(NAME))
        if name and name not in named:
            found.append(_nobody_there(line, list(named)))
        for spelling in named.get(name, ()):
            departments.setdefault(spelling, _department(line, spelling))
    by_department = any(group.by == NAME for group in policy.quota_groups)
    if by_department and policy.quota_factors and departments:
        at = Place(table.file, table.sheet.name)
        here = {person.department for person in people if _takes_part(person, policy)}
        for spellings in named.values():
            if spellings[0] not in departments and here & set(spellings):
                message = f"“{quoted(spellings[0])}”没有部门考评，名额按不增不减分配"
                hint = "有考评结果的，补上一行。"
                found.append(Diagnostic("N312", Severity.WARNING, message, at, hint))
    return Departments(departments, sound, found)


def _takes_part(person: Person, policy: Policy) -> bool:
    """Whether 参加情况 leaves it open that the person counts for the quota."""
    rule = attendance_rule(policy, person.attendance or "")
    return rule is None or rule.standing != NOT_ASSESSED or rule.away_months is not None


def _department(line: Line, name: str) -> Department:
    score = line.values.get("得分")
    return Department(
        name,
        score if isinstance(score, Decimal) else None,
        squeezed(line.text("档次")),
        line.text("中心工作") == "是",
        line.at,
    )


def _nobody_there(line: Line, known: list[str]) -> Diagnostic:
    name = line.text(NAME)
    close = nearest(squeezed(name), known, 0.5)
    guess = f"你是不是想写“{close}”？" if close else ""
    hint = f"{guess}与人员名册的内设机构写成一样。"
    message = f"名册里没有人在“{quoted(name)}”"
    return Diagnostic("N311", Severity.WARNING, message, line.at, hint)
