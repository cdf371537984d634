"""处分问责, 负面清单 and 集体研究: what acts on a grade beside the score."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from pinshi_cli.grading.measures import rule_for
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Decision, Measure
from pinshi_cli.model.words import KINDS, NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.people import People
from pinshi_cli.registers.rows import key_place
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
        at = table.place(row.number, "种类")
        kind = cells.choice(table.value(row, "种类"), at, KINDS, "种类")
        begin_at, end_at = (table.place(row.number, h) for h in ("生效日期", "解除日期"))
        begin = cells.day(table.value(row, "生效日期"), begin_at)
        end = cells.day(table.value(row, "解除日期"), end_at)
        found = [read.finding for read in (kind, begin, end) if read.finding is not None]
        if kind.value is None and kind.finding is None:
            found.append(finding("R201", "种类没有填写", at, f"可填：{'、'.join(KINDS)}。"))
        if begin.value is None and begin.finding is None:
            hint = "填写决定生效的日期，例如 2026-04-01。"
            found.append(finding("R201", "生效日期没有填写", begin_at, hint))
        first, last = begin.date, end.date
        if first is not None and last is not None and last < first:
            message = f"解除日期 {last} 早于生效日期 {first}"
            found.append(finding("R218", message, end_at, "核对两个日期。"))
        measure = Measure(person, str(kind.value), first, last, None, at, at)
        _settle(table, row, measure, found, policy, result)
    return result


def read_negative(
    table: Table, policy: Policy, people: People, quarter: Quarter | None
) -> Measures:
    """The rows of 负面清单: each acts in this quarter, and is found in it."""
    result = Measures({}, {}, set(), [])
    for row in table.rows():
        person = _whose(table, row, people, result)
        date_at, at = (table.place(row.number, h) for h in ("认定日期", "情形"))
        found_on = cells.day(table.value(row, "认定日期"), date_at)
        found = [found_on.finding] if found_on.finding is not None else []
        when = found_on.date
        if when is not None and quarter is not None and when not in quarter:
            hint = f"只填{quarter.chinese}认定的；别的季度认定的，填在那个季度。"
            found.append(finding("R216", f"认定日期 {when} 不在本季", date_at, hint))
        what = cells.text(table.value(row, "情形"), at)
        if what.finding is not None:
            found.append(what.finding)
        elif what.value is None:
            empty = Diagnostic("R201", Severity.WARNING, "情形没有填写", at, "写明是什么行为。")
            result.findings.append(empty._replace(person=person))
        measure = Measure(person, NEGATIVE, when, None, None, at, at)
        group, fault = _group(table, row, policy)
        if fault is not None and person:
            result.faults.setdefault(person, []).append(fault._replace(person=person))
            result.findings.extend(each._replace(person=person) for each in found)
        else:
            found += [fault] if fault is not None else []
            _settle(table, row, measure._replace(group=group), found, policy, result)
    return result


def _group(table: Table, row: Row, policy: Policy) -> tuple[str, Diagnostic | None]:
    """类别 of a row of 负面清单; an error where rules go by classes, and none takes this one."""
    at = table.place(row.number, "类别")
    read = cells.text(table.value(row, "类别"), at)
    group = squeezed(str(read.value or ""))
    rules = [rule for rule in policy.measures if NEGATIVE in rule.kinds]
    classes = tuple(name for rule in rules for name in rule.classes)
    if read.finding is not None:
        return "", read.finding
    if not classes or rule_for(policy, NEGATIVE, group) is not None:
        return group, None
    if group:
        return group, cells.unlisted(table.value(row, "类别"), at, classes, "类别")
    where = at if at.row else table.place(row.number, "情形")
    hint = f"可填：{'、'.join(classes)}。"
    return "", finding("R201", "负面清单的类别没有填写", where, hint)


def _whose(table: Table, row: Row, people: People, result: Measures) -> str:
    """The 编号 of the row's person, "" where nobody is named for sure."""
    person, fault, involved = people.find(table, row)
    if person is not None:
        return person.id
    result.doubtful.update(involved)
    if fault is not None:
        result.findings.append(fault)
    return ""


def _settle(
    table: Table,
    row: Row,
    measure: Measure,
    found: list[Diagnostic],
    policy: Policy,
    result: Measures,
) -> None:
    """Read 处理等次 too; then the measure is kept, or whoever it is about becomes doubtful."""
    person = measure.person
    at = table.place(row.number, "处理等次")
    said = cells.text(table.value(row, "处理等次"), at)
    outcome = squeezed(str(said.value)) if said.value is not None else None
    fault = said.finding
    if outcome is not None and policy.grades and outcome not in policy.grades:
        fault = cells.unlisted(table.value(row, "处理等次"), at, policy.grades, "处理等次")
    if found or not person:
        every = [*found, fault] if fault is not None else found
        result.findings.extend(each._replace(person=person) for each in every)
        result.doubtful.update([person] if person else [])
        return
    if fault is not None:
        outcome = outcome or "?"  # a cell that is lost is not an empty one
        result.faults.setdefault(person, []).append(fault._replace(person=person))
    else:
        _note_unused(measure, outcome, at, policy, result)
    outcome_at = at if at.row else measure.at
    kept = measure._replace(outcome=outcome, outcome_at=outcome_at)
    result.measures.setdefault(person, []).append(kept)


def _note_unused(
    measure: Measure, outcome: str | None, at: Place, policy: Policy, result: Measures
) -> None:
    """A warning where the rule itself says the grade, and 处理等次 says another."""
    kind = measure.kind
    rule = rule_for(policy, kind, measure.group)
    if rule is not None and len(rule.exactly) == 1 and outcome not in (None, *rule.exactly):
        message = f"“{kind}”按规定定为“{rule.exactly[0]}”，所填处理等次不采用"
        note = Diagnostic("G412", Severity.WARNING, message, at, "核对后清空处理等次。")
        result.findings.append(note._replace(person=measure.person))


def read_decisions(
    table: Table, policy: Policy, people: People
) -> tuple[list[Decision], list[Diagnostic]]:
    """The rows of 集体研究, in their order."""
    decisions: list[Decision] = []
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for row in table.rows():
        person, fault, _ = people.find(table, row)
        at = table.place(row.number, "审定等次")
        grade = cells.choice(table.value(row, "审定等次"), at, policy.grades, "审定等次")
        reason_at = table.place(row.number, "理由")
        reason = cells.text(table.value(row, "理由"), reason_at)
        faults = [each.finding for each in (grade, reason) if each.finding is not None]
        if grade.value is None and grade.finding is None:
            faults.append(
                finding("R201", "审定等次没有填写", at, f"可填：{'、'.join(policy.grades)}。")
            )
        if person is None:
            found += [*([fault] if fault is not None else []), *faults]
            continue
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
