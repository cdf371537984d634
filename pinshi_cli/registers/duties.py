"""What a policy asks of a register beside single cells (`[[checks]]`): its severity, its clause."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.grading.record_periods import periods_asked, periods_said
from pinshi_cli.grading.standing import standing_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.register import Indicator, Person, Register, SheetRow
from pinshi_cli.model.words import NATURES
from pinshi_cli.policy.book import Check, Policy
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.cells import is_empty
from pinshi_cli.registers.contract import INDICATORS, RECORDS, REVIEWS
from pinshi_cli.registers.indicators import Indicators

FEEDBACK = "feedback"
"""The check that is asked once the grades are known."""


class Duty(NamedTuple):
    """What a check may look at."""

    check: Check
    register: Register
    policy: Policy
    indicators: Indicators
    tables: Tables

    def found(self, code: str, message: str, at: Place, hint: str, person: str = "") -> Diagnostic:
        """A finding of the severity and clause that the policy gives."""
        severity, cite = Severity(self.check.severity), self.check.source.cite
        return Diagnostic(code, severity, message, at, hint, cite, person)

    def rows(self, sheet: str) -> Sequence[SheetRow]:
        return self.register.rows.get(sheet, ())

    def taking_part(self) -> Iterator[Person]:
        """Those who take part in this unit, and get a grade unless a measure stands in the way."""
        for person in self.register.people:
            if standing_of(person, self.register, self.policy)[0] == GRADED:
                yield person


def duties_of(
    register: Register, indicators: Indicators, policy: Policy, tables: Tables
) -> list[Diagnostic]:
    """What the register fails to show of all that the policy asks before anybody is graded."""
    found: list[Diagnostic] = []
    for check in policy.checks:
        if (duty := DUTIES.get(check.what)) is not None:
            found += duty(Duty(check, register, policy, indicators, tables))
    return found


def feedback_lacking(
    register: Register, policy: Policy, outcomes: Sequence[Outcome]
) -> list[Diagnostic]:
    """Who is graded in the lower half of the ladder, and has no 改进要求 in 领导评鉴."""
    told = {row.person for row in register.rows.get(REVIEWS, ()) if "改进要求" in row.values}
    lower = policy.grades[len(policy.grades) // 2 :]
    at = Place(register.file, REVIEWS)
    found = []
    for check in policy.checks:
        for outcome in outcomes if check.what == FEEDBACK else ():
            person = outcome.person
            if outcome.grade in lower and person.id not in told:
                message = f"{person.name}为“{outcome.grade}”，没有改进要求"
                hint = "在领导评鉴里填写对此人的改进要求。"
                severity, cite = Severity(check.severity), check.source.cite
                found.append(Diagnostic("N313", severity, message, at, hint, cite, person.id))
    return found


def _indicators(duty: Duty) -> list[Indicator]:
    """Those of 指标体系, or the policy's own; dimensions by themselves are none."""
    indicators = duty.indicators
    return [*indicators.indicators, *indicators.uncounted] if indicators.own else []


def _count(duty: Duty) -> Iterator[Diagnostic]:
    number, wanted = len(_indicators(duty)), duty.check.value
    if wanted is not None and number != wanted:
        message = f"指标体系有 {number} 项指标，办法规定 {wanted} 项"
        hint = "补齐或删去指标；适用类别不同的同名指标分别计数。"
        yield duty.found("S115", message, duty.tables.place(INDICATORS), hint)


def _directions(duty: Duty) -> Iterator[Diagnostic]:
    ways = {"反向" if each.reverse else "正向" for each in _indicators(duty)}
    yield from _absent(duty, ("正向", "反向"), ways, "方向")


def _natures(duty: Duty) -> Iterator[Diagnostic]:
    natures = {each.nature for each in _indicators(duty)}
    yield from _absent(duty, NATURES[:2], natures, "性质")


def _absent(
    duty: Duty, wanted: Sequence[str], found: set[str], heading: str
) -> Iterator[Diagnostic]:
    lacking = "、".join(word for word in wanted if word not in found)
    if lacking:
        message = f"指标体系没有{lacking}指标，办法要求{'、'.join(wanted)}都有"
        hint = f"补上{lacking}的指标，或核对“{heading}”一列。"
        yield duty.found("S115", message, duty.tables.place(INDICATORS), hint)


def _standards(duty: Duty) -> Iterator[Diagnostic]:
    table = duty.tables.get(INDICATORS)
    heading = "评分标准"
    if table is None and duty.policy.indicators:
        return  # the pack's own indicators: their standards are the pack's matter
    if table is None or heading not in table.columns:
        message = "指标体系没有写明评分标准"
        hint = "加上“评分标准”一列，逐项写明。"
        yield duty.found("S115", message, duty.tables.place(INDICATORS), hint)
        return
    for row in table.rows():
        if is_empty(table.value(row, heading)):
            name = str(table.value(row, "指标名称") or "")
            at = table.place(row.number, heading)
            yield duty.found("R201", f"指标“{name}”没有写明评分标准", at, "写明怎样得分、扣分。")


def _reasons(duty: Duty) -> Iterator[Diagnostic]:
    table = duty.tables.get(RECORDS)
    for row in duty.rows(RECORDS):
        if row.values.get("完成情况") == "未完成" and "未完成原因" not in row.values:
            at = row.at
            if table is not None and table.columns.get("未完成原因"):
                at = table.place(row.row, "未完成原因")
            message = "未完成的工作没有写明原因"
            yield duty.found("R201", message, at, "填写未完成原因。", row.person)


def _records(duty: Duty) -> Iterator[Diagnostic]:
    """Everybody who takes part has a record in each week or month that ends in the quarter."""
    rules = duty.policy.records
    if rules is None:
        return
    at = duty.tables.place(RECORDS)
    if RECORDS not in duty.register.rows:
        yield duty.found("N313", "没有工作纪实", at, "每人每期填写工作纪实。")
        return
    said: dict[str, set[str]] = {}
    for row in duty.rows(RECORDS):
        periods = periods_said(str(row.values.get("周期", "")), rules.every)
        said.setdefault(row.person, set()).update(periods)
    for person in duty.taking_part():
        asked = periods_asked(person, duty.register, duty.policy, rules.every)
        lacking = [each.name for each in asked if each.name not in said.get(person.id, ())]
        if lacking:
            named = "、".join(lacking[:5]) + (f" 等 {len(lacking)} 期" if len(lacking) > 5 else "")
            message = f"{person.name}缺 {named} 的工作纪实"
            hint = "补填；确不在岗的，核对参加情况和考勤。"
            yield duty.found("N313", message, at, hint, person.id)


def _summaries(duty: Duty) -> Iterator[Diagnostic]:
    at = duty.tables.place(REVIEWS)
    if REVIEWS not in duty.register.rows:
        yield duty.found("N313", "没有个人小结", at, "在领导评鉴里填写每人的个人小结。")
        return
    told = {row.person for row in duty.rows(REVIEWS) if "个人小结" in row.values}
    for person in duty.taking_part():
        if person.id not in told:
            hint = "在领导评鉴里填写此人的个人小结。"
            yield duty.found("N313", f"{person.name}没有个人小结", at, hint, person.id)


DUTIES: dict[str, Callable[[Duty], Iterator[Diagnostic]]] = {
    "indicator-count": _count,
    "indicator-directions": _directions,
    "indicator-natures": _natures,
    "indicator-standards": _standards,
    "record-reasons": _reasons,
    "records-of-everyone": _records,
    "summaries": _summaries,
}
"""The checks before grading."""
