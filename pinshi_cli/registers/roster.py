"""人员名册, and the days of leave that it and 考勤 tell."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from pinshi_cli.grading.standing import attendance_rule, leave_rule
from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter, Span
from pinshi_cli.model.register import Person
from pinshi_cli.model.words import STATUSES
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import NOTHING, Read, finding, is_empty
from pinshi_cli.registers.columns import ID, NAME
from pinshi_cli.registers.people import People, footer_in, id_text, quoted_name
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value


class Roster(NamedTuple):
    """The people, and those of whom nobody can tell whether they take part.

    `nameless` is the number of rows that name nobody for sure: somebody more who may take part.
    """

    people: list[Person]
    unsettled: set[str]
    findings: list[Diagnostic]
    nameless: int = 0


def read_roster(table: Table, policy: Policy | None) -> Roster:
    """Everyone on the roster, in its order. A faulty row costs its own person only."""
    roster = Roster([], set(), [])
    seen: dict[str, Person] = {}
    nameless = 0
    for row in table.rows():
        if (footer := footer_in(table, row)) is not None:
            roster.findings.append(footer)
            continue
        person = _person(table, row, roster)
        if person is None:
            nameless += 1
            _with_dates(table, row, Person("", "", Place()), policy, roster)  # for its faults
            roster.unsettled.discard("")
            continue
        if person.id in seen:
            message = f"编号“{person.id}”已经是{seen[person.id].name}的"
            at = table.place(row.number, ID)
            roster.findings.append(finding("N301", message, at, "每人一个编号，改正其中一个。"))
            roster.unsettled.add(person.id)
            nameless += 1
            _with_dates(table, row, person, policy, roster)
            continue
        seen[person.id] = person
        roster.people.append(_with_dates(table, row, person, policy, roster))
    if not roster.people and not roster.findings:
        at = table.place(0, ID)._replace(column=0)
        roster.findings.append(finding("N309", "人员名册里没有人", at, "每人填一行。"))
    return roster._replace(nameless=nameless)


def _person(table: Table, row: Row, roster: Roster) -> Person | None:
    raw_id, raw_name = table.value(row, ID), table.value(row, NAME)
    id_at, name_at = table.place(row.number, ID), table.place(row.number, NAME)
    if is_empty(raw_id) and is_empty(raw_name):
        at = table.first_filled(row)
        roster.findings.append(
            finding("R211", "这一行有内容，但没有编号和姓名", at, "补上，或清空这一行。")
        )
        return None
    if is_empty(raw_id) or is_empty(raw_name):
        lacking, at = (ID, id_at) if is_empty(raw_id) else (NAME, name_at)
        roster.findings.append(
            finding("R201", f"名册里{lacking}没有填写", at, "编号和姓名都要填。")
        )
        return None
    id_, fault = id_text(raw_id, id_at)
    name = cells.text(raw_name, name_at)
    for each in (fault, name.finding):
        if each is not None:
            roster.findings.append(each)
            return None
    said = {
        heading: _read(cells.text, table, row, heading)
        for heading in ("内设机构", "职务", "职级", "考核类别", "层级")
    }
    for heading, read in said.items():
        if read.finding is not None:
            roster.findings.append(read.finding._replace(person=id_))
            if heading == "考核类别":
                roster.unsettled.add(id_)  # nobody knows which indicators apply
    words = {heading: str(read.value or "") for heading, read in said.items()}
    born = _read(cells.month, table, row, "出生年月").value
    return Person(
        id_,
        quoted_name(raw_name).strip(),
        id_at,
        department=words["内设机构"],
        post=words["职务"],
        rank=words["职级"],
        category=squeezed(words["考核类别"]),
        tier=words["层级"],
        birth=date(born[0], born[1], 1) if isinstance(born, tuple) else None,
        frontline=_is_yes(table, row, "一线岗位"),
        central=None if is_empty(table.value(row, "中心工作")) else _is_yes(table, row, "中心工作"),
        urgent=_is_yes(table, row, "急难险重"),
        secret=_may_be_yes(table, row, "涉密"),
    )


def _read(reader: Callable[[Value, Place], Read], table: Table, row: Row, heading: str) -> Read:
    value = table.value(row, heading)
    return NOTHING if value is None else reader(value, table.place(row.number, heading))


def _is_yes(table: Table, row: Row, heading: str) -> bool:
    """Whether a cell says 是; that one says neither 是 nor 否 is told elsewhere."""
    value = table.value(row, heading)
    return isinstance(value, str) and squeezed(value) == "是"


def _may_be_yes(table: Table, row: Row, heading: str) -> bool:
    """Whether a cell says anything but 否: of what cannot be read nothing may get out."""
    value = table.value(row, heading)
    return not is_empty(value) and not (isinstance(value, str) and squeezed(value) == "否")


def _with_dates(
    table: Table, row: Row, person: Person, policy: Policy | None, roster: Roster
) -> Person:
    """The person with 参加情况 and its dates, held against what the policy's rule needs."""
    at = table.place(row.number, "参加情况")
    status = cells.choice(table.value(row, "参加情况"), at, STATUSES, "参加情况")
    begin, end = (_read(cells.day, table, row, h) for h in ("起始日期", "结束日期"))
    faults = [read.finding for read in (begin, end) if read.finding is not None]
    first, last = begin.date, end.date
    if first is not None and last is not None and last < first:
        end_at = table.place(row.number, "结束日期")
        faults.append(
            finding("R218", f"结束日期 {last} 早于起始日期 {first}", end_at, "核对两个日期。")
        )
        last = None
    word = str(status.value or "")
    rule = None if policy is None else attendance_rule(policy, word)
    needs_dates = rule is not None and (rule.away_months or rule.leave_share) is not None
    if needs_dates and begin.finding is None and first is None:
        hint = f"“{word}”要看起止日期，填写起始日期，例如 2026-04-01。"
        begin_at = table.place(row.number, "起始日期")
        where = begin_at if begin_at.row else at
        faults.append(finding("R201", f"{person.name}“{word}”，没有填写起始日期", where, hint))
    if needs_dates and faults:
        roster.unsettled.add(person.id)
    if status.finding is not None:
        faults.append(status.finding)
        roster.unsettled.add(person.id)
    elif policy is not None and rule is None and not policy.is_base:
        hint = "改用别的参加情况，或在规则文件里补一条。"
        faults.append(finding("R208", f"本办法没有规定“{word}”如何处理", at, hint))
        roster.unsettled.add(person.id)
    roster.findings.extend(fault._replace(person=person.id) for fault in faults)
    known = word if status.finding is None else None
    return person._replace(attendance=known, begin=first, end=last)


def leaves_on_roster(
    people: list[Person], policy: Policy, quarter: Quarter
) -> dict[str, list[Span]]:
    """The leave that 参加情况 tells; an empty end is the quarter's end."""
    rule = leave_rule(policy)
    found: dict[str, list[Span]] = {}
    for person in people:
        if rule is not None and person.attendance in rule.statuses and person.begin is not None:
            end = person.end or max(quarter.last, person.begin)
            found[person.id] = [Span(person.begin, end)]
    return found


def leaves_in_attendance(
    table: Table, people: People, policy: Policy, quarter: Quarter
) -> tuple[list[tuple[str, Span]], set[str], list[Diagnostic]]:
    """The leave that 考勤 tells: (编号, leave), people whose rows are faulty, findings."""
    rule = leave_rule(policy)
    found: list[tuple[str, Span]] = []
    unsettled: set[str] = set()
    findings: list[Diagnostic] = []
    for row in table.rows():
        person, _, involved = people.find(table, row)
        kind = cells.text(table.value(row, "类别"), table.place(row.number, "类别"))
        if person is None or rule is None:
            unsettled.update(involved)  # the row may be somebody's; that it errs is said elsewhere
            continue
        word = squeezed(str(kind.value or ""))
        if kind.finding is not None:
            unsettled.add(person.id)
        elif word in rule.statuses:
            leave, fault = _absence(table, row, word, quarter)
            if leave is None:
                unsettled.add(person.id)
            else:
                found.append((person.id, leave))
            if fault is not None:
                findings.append(fault._replace(person=person.id))
    return found, unsettled, findings


def _absence(
    table: Table, row: Row, kind: str, quarter: Quarter
) -> tuple[Span | None, Diagnostic | None]:
    """One absence: its dates; or its first day and 天数; without an end it runs on.

    None where it cannot be told. Faults of single cells are found where every sheet is held
    against the contract; only what they mean together is said here.
    """
    at = table.place(row.number, "起始日期")
    begin = cells.day(table.value(row, "起始日期"), at)
    end = cells.day(table.value(row, "结束日期"), table.place(row.number, "结束日期"))
    days_at = table.place(row.number, "天数")
    days = cells.number(table.value(row, "天数"), days_at, typed=table.typed)
    first, last = begin.date, end.date
    if any(each.finding is not None and each.finding.is_error for each in (begin, end, days)):
        return None, None
    if first is None:
        where = at if at.row else table.first_filled(row)
        hint = "填写起始日期；只有天数，无法与名册的请假核对是否同一天。"
        return None, finding("R201", f"{kind}没有填写起始日期", where, hint)
    if isinstance(days.value, Decimal) and days.value <= 0:
        hint = "填写请假的天数；没有请假的，清空这一行。"
        return None, finding("R204", f"天数 {days.value:f} 应大于 0", days_at, hint)
    if last is not None and last < first:
        return None, None
    part = Fraction(1)
    if last is None and isinstance(days.value, Decimal):
        part = Fraction(days.value % 1) or part
        more = min(ceil(days.value) - 1, (date.max - first).days)
        last = first + timedelta(days=more)
    return Span(first, max(last or quarter.last, first), part), None
