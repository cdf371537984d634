"""Steps 1 and 4: which measures act in the quarter, and what they leave of a grade."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import NO_GRADE, NOT_ASSESSED, PENDING, Reason
from pinshi_cli.model.period import Quarter, add_months
from pinshi_cli.model.register import Measure
from pinshi_cli.policy.book import MeasureRule, Policy


class Acting(NamedTuple):
    """What the measures in force do together to one person.

    `standing` is empty, or the strictest of not-assessed, pending and no-grade. `exactly` and
    `at_most` are the lowest of their kind. `faults` are errors about 处理等次, and `may_reach` the
    best grade that they leave open. `held_by` are the kinds that set the ceiling.
    """

    standing: str
    exactly: str | None
    at_most: str | None
    may_reach: str | None
    held_by: tuple[str, ...]
    reasons: tuple[Reason, ...]
    faults: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]

    def ceiling(self, policy: Policy) -> str | None:
        """The grade allowed at most; with `=` before it where a measure fixes it (`=较差`)."""
        if self.exactly is None:
            return self.at_most
        if self.at_most is not None and policy.height(self.at_most) < policy.height(self.exactly):
            return self.at_most
        return f"={self.exactly}"


def rule_for(policy: Policy, kind: str, group: str) -> MeasureRule | None:
    """The rule that says what a 种类 (with 类别) does, or None where the policy has none.

    One that names the class goes before one without classes.
    """
    rules = [rule for rule in policy.measures if kind in rule.kinds]
    named = [rule for rule in rules if group in rule.classes]
    return next(iter([*named, *(rule for rule in rules if not rule.classes)]), None)


def term_end(measure: Measure, policy: Policy) -> date | None:
    """The day from which the measure is no longer in force: 解除日期, else begin plus the term."""
    if measure.end is not None or measure.begin is None:
        return measure.end
    months = next((term.months for term in policy.terms if term.kind == measure.kind), None)
    return None if months is None else add_months(measure.begin, months)


def is_acting(measure: Measure, rule: MeasureRule, quarter: Quarter, policy: Policy) -> bool:
    """Whether the measure acts in the quarter, by the rule's span."""
    if rule.span == "listed":
        return True
    begin = measure.begin
    if begin is None:
        return False
    match rule.span:
        case "dated":
            return begin in quarter
        case "dated-or-open":
            open_span = measure.end is not None and quarter.touches(begin, measure.end)
            return begin in quarter or open_span
        case "open":
            return quarter.touches(begin, measure.end)
        case "since":
            return begin <= quarter.last
        case _:
            return quarter.touches(begin, term_end(measure, policy))


def acting_on(measures: Sequence[Measure], quarter: Quarter, policy: Policy) -> Acting:
    """What these measures of one person do in the quarter, the strictest holding."""
    if not measures:
        return NOTHING
    found = _Found(policy)
    for measure in measures:
        rule = rule_for(policy, measure.kind, measure.group)
        if rule is None:
            found.unknown(measure)
        elif is_acting(measure, rule, quarter, policy):
            found.add(measure, rule)
    return found.together()


NOTHING = Acting("", None, None, None, (), (), (), ())
"""What no measure at all does."""


class _Found:
    """Collects the outcomes of one person's measures."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.standings: list[str] = []
        self.exactly: list[str] = []
        self.at_most: list[str] = []
        self.may_reach: list[str] = []
        self.kinds: list[tuple[str, str]] = []
        self.reasons: list[Reason] = []
        self.faults: list[Diagnostic] = []
        self.notes: list[Diagnostic] = []
        self.first = Place()

    def unknown(self, measure: Measure) -> None:
        message = f"本办法对“{measure.kind}”没有规定，未作处理"
        hint = "请人工核对它是否影响等次；需要的，在规则文件里补一条。"
        self.notes.append(Diagnostic("G411", Severity.WARNING, message, measure.at, hint))

    def add(self, measure: Measure, rule: MeasureRule) -> None:
        cite = rule.source.cite
        self.first = self.first if self.first.sheet else measure.at
        dated = f"（{measure.begin} 生效）" if measure.begin else ""
        what = f"{measure.kind}{dated}"
        if rule.later:
            message = f"“{measure.kind}”本季不影响等次，{rule.later}时起作用"
            where = measure.at
            self.notes.append(Diagnostic("G410", Severity.NOTE, message, where, "无须处理。", cite))
            self.reasons.append(Reason(cite, f"{what}：本季不影响等次，{rule.later}时起作用"))
        elif rule.standing:
            self.standings.append(rule.standing)
            self.reasons.append(Reason(cite, f"{what}：{_STANDING_SAID[rule.standing]}"))
        elif rule.at_most:
            self.at_most.append(rule.at_most)
            self.kinds.append((rule.at_most, measure.kind))
            self.reasons.append(Reason(cite, f"{what}：本季最高为“{rule.at_most}”"))
        else:
            self._exactly(measure, rule, what)

    def _exactly(self, measure: Measure, rule: MeasureRule, what: str) -> None:
        grade = measure.outcome if rule.by_case else rule.exactly[0]
        cite = rule.source.cite
        if grade in rule.exactly and grade is not None:
            self.exactly.append(grade)
            self.kinds.append((grade, measure.kind))
            self.reasons.append(Reason(cite, f"{what}：定为“{grade}”"))
            return
        self.may_reach.append(max(rule.exactly, key=self.policy.height))
        if grade is not None and grade not in self.policy.grades:
            return  # no grade at all: the reader has said so at its cell
        found = "没有填写" if measure.outcome is None else f"是“{measure.outcome}”"
        message = f"“{measure.kind}”在本季有效，处理等次{found}"
        hint = f"按认定结果填 {'、'.join(rule.exactly)} 中的一个。"
        self.faults.append(
            Diagnostic("G406", Severity.ERROR, message, measure.outcome_at, hint, cite)
        )

    def together(self) -> Acting:
        if len({*self.exactly, *self.at_most, *self.standings}) > 1:
            message = "几项处理同时有效，结果不同，按最重的一项"
            hint = "核对处分问责和负面清单；确有一项已解除的，填写解除日期。"
            self.notes.append(Diagnostic("G405", Severity.NOTE, message, self.first, hint))
        lower = self.policy.lower
        grades = [*self.exactly, *self.at_most, *self.may_reach]
        ceiling = lower(*self.exactly, *self.at_most) if self.exactly or self.at_most else ""
        return Acting(
            next((s for s in (NOT_ASSESSED, PENDING, NO_GRADE) if s in self.standings), ""),
            lower(*self.exactly) if self.exactly else None,
            lower(*self.at_most) if self.at_most else None,
            lower(*grades) if grades else None,
            tuple(dict.fromkeys(kind for grade, kind in self.kinds if grade == ceiling)),
            tuple(self.reasons),
            tuple(self.faults),
            tuple(self.notes),
        )


_STANDING_SAID = {
    NOT_ASSESSED: "不再参加考核",
    PENDING: "结案前等次待定",
    NO_GRADE: "只写评价意见，不确定等次",
}
