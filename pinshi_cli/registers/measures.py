"""处分问责, 负面清单 and 集体研究: what acts on a grade beside the score."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from pinshi_cli.grading.measures import rule_for
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Decision, Measure
from pinshi_cli.model.words import KINDS, NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.people import People
from pinshi_cli.registers.scores import key_place
from pinshi_cli.registers.tables import Row, Table

_Each = TypeVar("_Each")


class Measures(NamedTuple):
    """Measures by person, faults in 处理等次 by person, people whose measures cannot be told."""

    measures: dict[str, list[Measure]]
    faults: dict[str, list[Diagnostic]]
    doubtful: set[str]
    findings: list[Diagnostic]


def merged(many: Iterable[Measures]) -> Measures:
    """The measures of several sheets together."""
    each = list(many)
    return Measures(
        by_person([one.measures for one in each]),
        by_person([one.faults for one in each]),
        {person for one in each for person in one.doubtful},
        [finding for one in each for finding in one.findings],
    )


def by_person(many: Iterable[Mapping[str, list[_Each]]]) -> dict[str, list[_Each]]:
    """Several lists by person as one."""
    both: dict[str, list[_Each]] = {}
    for each in many:
        for person, found in each.items():
            both.setdefault(person, []).extend(found)
    return both


def read_measures(table: Table, policy: Policy, people: People) -> Measures:
    """The rows of 处分问责. A bad date or an unknown 种类 is an error for everyone."""
    result = Measures({}, {}, set(), [])
    for row in table.rows():
        person = _whose(table, row, people, result)
        if person is None:
            continue
        kind = cells.choice(
            table.value(row, "种类"), table.place(row.number, "种类"), KINDS, "种类"
        )
        begin_at, end_at = (table.place(row.number, h) for h in ("生效日期", "解除日期"))
        begin = cells.day(table.value(row, "生效日期"), begin_at)
        end = cells.day(table.value(row, "解除日期"), end_at)
        found = [read.finding for read in (kind, begin, end) if read.finding is not None]
        if kind.value is None and kind.finding is None:
            at = table.place(row.number, "种类")
            found.append(finding("R201", "种类没有填写", at, f"可填：{'、'.join(KINDS)}。"))
        if begin.value is None and begin.finding is None:
            hint = "填写决定生效的日期，例如 2026-04-01。"
            found.append(finding("R201", "生效日期没有填写", begin_at, hint))
        first, last = _date(begin.value), _date(end.value)
        if first is not None and last is not None and last < first:
            message = f"解除日期 {last} 早于生效日期 {first}"
            found.append(finding("R218", message, end_at, "核对两个日期。"))
        if found:
            result.findings.extend(each._replace(person=person) for each in found)
            result.doubtful.add(person)
        else:
            _add(table, row, person, str(kind.value), first, last, policy, result)
    return result


def read_negative(
    table: Table, policy: Policy, people: People, quarter: Quarter | None
) -> Measures:
    """The rows of 负面清单: each acts in this quarter, and is found in it."""
    result = Measures({}, {}, set(), [])
    for row in table.rows():
        person = _whose(table, row, people, result)
        if person is None:
            continue
        at = table.place(row.number, "认定日期")
        found_on = cells.day(table.value(row, "认定日期"), at)
        fault = found_on.finding
        when = _date(found_on.value)
        if when is not None and quarter is not None and when not in quarter:
            hint = f"只填 {quarter.chinese} 认定的；别的季度认定的，填在那个季度。"
            fault = finding("R216", f"认定日期 {when} 不在本季", at, hint)
        if is_empty(table.value(row, "情形")):
            where = table.place(row.number, "情形")
            message = "情形没有填写"
            empty = Diagnostic("R201", Severity.WARNING, message, where, "写明是什么行为。")
            result.findings.append(empty._replace(person=person))
        if fault is not None:
            result.findings.append(fault._replace(person=person))
            result.doubtful.add(person)
        else:
            _add(table, row, person, NEGATIVE, when, None, policy, result)
    return result


def _whose(table: Table, row: Row, people: People, result: Measures) -> str | None:
    person, fault, involved = people.find(table, row)
    if person is not None:
        return person.id
    result.doubtful.update(involved)
    if fault is not None:
        result.findings.append(fault)
    return None


def _add(
    table: Table,
    row: Row,
    person: str,
    kind: str,
    begin: date | None,
    end: date | None,
    policy: Policy,
    result: Measures,
) -> None:
    """Add a measure whose kind and dates are sound; 处理等次 may still be at fault."""
    outcome_at = table.place(row.number, "处理等次")
    said = cells.text(table.value(row, "处理等次"), outcome_at)
    outcome = squeezed(str(said.value)) if said.value is not None else None
    fault = said.finding
    if outcome is not None and outcome not in policy.grades:
        fault = cells.unlisted(table.value(row, "处理等次"), outcome_at, policy.grades, "处理等次")
    if fault is not None:
        outcome = outcome or "?"  # a cell that is lost is not an empty one
        result.faults.setdefault(person, []).append(fault._replace(person=person))
    kind_at = table.place(row.number, "情形" if kind == NEGATIVE else "种类")
    if not outcome_at.row:
        outcome_at = kind_at
    rule = rule_for(policy, kind)
    settled = rule is not None and len(rule.exactly) == 1 and outcome not in (None, *rule.exactly)
    if settled and rule is not None and fault is None:
        message = f"“{kind}”按规定定为“{rule.exactly[0]}”，所填处理等次不采用"
        note = Diagnostic("G412", Severity.WARNING, message, outcome_at, "核对后清空处理等次。")
        result.findings.append(note._replace(person=person))
    begin_at = table.place(row.number, "认定日期" if kind == NEGATIVE else "生效日期")
    measure = Measure(person, kind, begin, end, outcome, kind_at, begin_at, outcome_at)
    result.measures.setdefault(person, []).append(measure)


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None


def read_decisions(
    table: Table, policy: Policy, people: People
) -> tuple[list[Decision], list[Diagnostic]]:
    """The rows of 集体研究, in their order."""
    decisions: list[Decision] = []
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for row in table.rows():
        person, fault, _ = people.find(table, row)
        if person is None:
            found += [fault] if fault is not None else []
            continue
        at = table.place(row.number, "审定等次")
        grade = cells.choice(table.value(row, "审定等次"), at, policy.grades, "审定等次")
        reason_at = table.place(row.number, "理由")
        reason = cells.text(table.value(row, "理由"), reason_at)
        faults = [each.finding for each in (grade, reason) if each.finding is not None]
        if grade.value is None and grade.finding is None:
            faults.append(
                finding("R201", "审定等次没有填写", at, f"可填：{'、'.join(policy.grades)}。")
            )
        if person.id in seen:
            message = f"{person.name}已经有一行集体研究"
            faults.append(finding("N305", message, key_place(table, row), "只留一行。"))
        seen.add(person.id)
        found += [each._replace(person=person.id) for each in faults]
        if not faults:
            where: Place = reason_at if reason_at.row else at
            said = str(reason.value or "")
            decisions.append(Decision(person.id, str(grade.value), said, at, where))
    return decisions, found
