"""Why a grade is not simply the band: said short, for tables on the screen and on paper."""

from collections import Counter
from collections.abc import Sequence

from pinshi_cli.grading.quarter import Graded, places_left, undecided_ties, why_not_given
from pinshi_cli.model.grade import GRADED, STANDING_WORDS, WITHHELD, Outcome
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy

UNSETTLED = "未定"
"""A graded person's grade that the quota or the meeting still leaves open."""


def grade_word(outcome: Outcome) -> str:
    """The grade, or what stands in its place."""
    if outcome.standing != GRADED:
        return STANDING_WORDS[outcome.standing]
    return outcome.grade or UNSETTLED


def remarks(outcome: Outcome, policy: Policy, *, adopted: bool) -> list[str]:
    """Measure, quota, tie, decision; or why there is no grade. `adopted`: the meeting has met."""
    if outcome.standing == WITHHELD:
        return ["数据有误，见问题清单"]
    if outcome.standing != GRADED:
        return [reason.text for reason in outcome.reasons]
    said = []
    if outcome.ceiling is not None:
        word = "定为" if outcome.ceiling.startswith("=") else "最高为"
        kinds = "、".join(outcome.held_by)
        said.append(f"{kinds}{word}“{outcome.ceiling.removeprefix('=')}”")
    if outcome.decided is not None:
        reason = outcome.reasons[-1].text  # the decision is the last step
        return [*said, reason]
    if outcome.tied:
        then = "会议未予调整" if adopted else "待集体研究"
        said.append(f"名额线上同分（并列第 {outcome.rank}），{then}")
    elif outcome.held_by_quota:
        said.append(f"名额已满（第 {outcome.rank} 名）")
    elif outcome.proposed is None and outcome.capped == policy.grades[0]:
        said.append("名额暂不分配")
    elif outcome.proposed is not None and outcome.grade is None:
        said.append("集体研究的审定等次有误，见问题清单")
    return said


def counts_line(outcomes: Sequence[Outcome], policy: Policy) -> str:
    """`共 16 人：好 2，较好 4，一般 2，较差 2，不确定等次 2 …`; what nobody has is left out."""
    counts = Counter(grade_word(outcome) for outcome in outcomes)
    said = [f"{grade} {counts[grade]}" for grade in policy.grades]
    others = [word for standing, word in STANDING_WORDS.items() if standing != GRADED]
    said += [f"{word} {counts[word]}" for word in (UNSETTLED, *others) if counts[word]]
    return f"共 {len(outcomes)} 人：{'，'.join(said)}"


def quota_lines(graded: Graded, register: Register, policy: Policy) -> list[str]:
    """The limit and how it is used; then who ties across it, where places are left."""
    quota, use = policy.quota, graded.quota
    if quota is None:
        return []
    adopted = register.unit.meeting_date is not None
    limit = "无法计算" if use.limit is None else f"{use.limit} 人"
    share = "" if use.share is None else f"（参加 {use.base} 人 × {plain(use.share)}，舍去小数）"
    line = f"“{quota.grade}”名额 {limit}{share}，达到“{quota.grade}”的 {use.eligible} 人"
    if use.given is None:
        why = why_not_given(graded.outcomes, use, register, quota.label)
        return [f"{line}，{why}，名额暂不分配"]
    final = sum(1 for outcome in graded.outcomes if outcome.grade == quota.grade)
    line += f"，{'审定' if adopted else '拟定'} {final} 人"
    still, free = undecided_ties(graded.outcomes), places_left(graded.outcomes, use, quota.grade)
    if not still or free <= 0:
        return [line]
    names = "、".join(outcome.person.name for outcome in still)
    word = "会议未予调整" if adopted else "待集体研究"
    return [line, f"{word}：{names}，名额线上完全同分，余 {free} 个名额"]
