"""Step 6: what the meeting decided, held against what it may decide."""

from collections.abc import Mapping, Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GRADED, STANDING_WORDS, WITHHELD, Outcome, QuotaUse, Reason
from pinshi_cli.model.register import Decision
from pinshi_cli.policy.book import Policy


def decide(
    outcomes: Sequence[Outcome], decisions: Sequence[Decision], policy: Policy, use: QuotaUse
) -> tuple[list[Outcome], list[Diagnostic]]:
    """The outcomes with `decided` and `grade`, and an error for each decision that cannot stand.

    Whoever's decision cannot stand has no final grade. Without a row the proposal is the grade.
    """
    by_id = {outcome.person.id: outcome for outcome in outcomes}
    faults = [
        *_unlawful(decisions, by_id, policy),
        *_over_the_limit(decisions, by_id, policy, use),
    ]
    refused = {fault.person for fault in faults if fault.is_error}
    final: dict[str, Outcome] = {}
    for decision in decisions:
        outcome = by_id[decision.person]
        sound = outcome.standing == GRADED and outcome.proposed is not None
        if sound and decision.person not in refused:
            said = f"集体研究定为“{decision.grade}”" + (
                f"：{decision.reason}" if decision.reason else ""
            )
            decided = outcome._replace(decided=decision.grade, grade=decision.grade)
            cite = policy.decision.source.cite if policy.decision is not None else ""
            final[decision.person] = decided.because(Reason(cite, said))
    return [
        final.get(outcome.person.id)
        or outcome._replace(grade=None if outcome.person.id in refused else outcome.proposed)
        for outcome in outcomes
    ], faults


def _unlawful(
    decisions: Sequence[Decision], by_id: Mapping[str, Outcome], policy: Policy
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for decision in decisions:
        outcome = by_id[decision.person]
        name, grade = outcome.person.name, decision.grade
        if outcome.standing == WITHHELD:
            message = f"{name}等次暂缺，这一行审定还没有核对"
            hint = "先改正登记簿的错误，再核查一次。"
            found.append(
                Diagnostic(
                    "D506", Severity.WARNING, message, decision.at, hint, "", decision.person
                )
            )
        elif outcome.standing != GRADED:
            message = f"{name}本季{STANDING_WORDS[outcome.standing]}，不能审定为“{grade}”"
            found.append(
                _fault(
                    "D504", decision, decision.at, message, "删去这一行，或先改正名册、处分问责。"
                )
            )
        elif outcome.capped is not None and policy.height(grade) > policy.height(outcome.capped):
            bound = "分数段" if outcome.capped == outcome.band else "处理决定"
            message = f"{name}审定为“{grade}”，超过{bound}允许的“{outcome.capped}”"
            hint = f"最高只能定为“{outcome.capped}”；认为分数或处理有误的，改正后重算。"
            found.append(_fault("D501", decision, decision.at, message, hint))
        elif outcome.proposed not in (None, grade) and not decision.reason:
            message = f"{name}由拟定“{outcome.proposed}”改为“{grade}”，没有写理由"
            found.append(
                _fault("D505", decision, decision.reason_at, message, "在“理由”一栏写明。")
            )
    return found


def _over_the_limit(
    decisions: Sequence[Decision], by_id: Mapping[str, Outcome], policy: Policy, use: QuotaUse
) -> list[Diagnostic]:
    """An error at each row that takes the best grade over its limit, counted in row order.

    Undecided proposals count first; a row that lowers somebody frees the place wherever it stands.
    Whoever has no proposal yet is not counted. Where the quota is split, it is the unit's limit.
    """
    quota = policy.quota
    if quota is None or use.limit is None:
        return []
    with_row = {decision.person for decision in decisions}
    count = sum(
        1
        for outcome in by_id.values()
        if outcome.proposed == quota.grade and outcome.person.id not in with_row
    )
    found: list[Diagnostic] = []
    for decision in decisions:
        outcome = by_id[decision.person]
        settled = outcome.proposed is not None and outcome.capped == quota.grade
        if decision.grade == quota.grade and settled:
            count += 1
            if count > use.limit:
                name = outcome.person.name
                message = f"{name}定为“{quota.grade}”后共 {count} 人，超过名额 {use.limit} 人"
                hint = "减少审定为“好”的人数，或先把其他人审定为较低等次。"
                found.append(
                    _fault("D503", decision, decision.at, message, hint, quota.source.cite)
                )
    return found


def _fault(
    code: str, decision: Decision, at: Place, message: str, hint: str, rule: str = ""
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, at, hint, rule, decision.person)
