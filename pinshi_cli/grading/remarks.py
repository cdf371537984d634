"""Why a grade is not simply the band: said short, for tables on the screen and on paper."""

from collections import Counter
from collections.abc import Sequence

from pinshi_cli.grading.open_ends import level_groups, level_seats, places_left, undecided_ties
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.grade import GRADED, STANDING_WORDS, WITHHELD, Outcome, QuotaUse
from pinshi_cli.model.number import is_short, plain
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
        said.append(f"名额线上同分（{outcome.group}并列第 {outcome.rank}），{then}")
    elif outcome.held_by_quota:
        said.append(f"名额之外（{outcome.group}第 {outcome.rank} 名）")
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
    """The limit and how it is used; each group's; then who ties, where places are left."""
    quota, use = policy.quota, graded.quota
    if quota is None:
        return []
    adopted = register.unit.meeting_date is not None
    limit = "无法计算" if use.limit is None else f"{use.limit} 人"
    share = "" if use.share is None else f"（参加 {use.base} 人 × {plain(use.share)}，舍去小数）"
    line = f"“{quota.grade}”名额 {limit}{share}，达到“{quota.grade}”的 {use.eligible} 人"
    lines = [f"{line}，{_taken(use, graded.outcomes, quota.grade, adopted=adopted)}"]
    for each in graded.groups:
        own = [outcome for outcome in graded.outcomes if outcome.group == each.group]
        taken = _taken(each, own, quota.grade, adopted=adopted)
        lines.append(f"{division_line(each)}；达到“{quota.grade}”的 {each.eligible} 人，{taken}")
    still, free = undecided_ties(graded.outcomes), places_left(graded.outcomes, use, quota.grade)
    word = "会议未予调整" if adopted else "待集体研究"
    level = level_groups(graded.groups)
    if level and use.given is not None and free > 0:
        seats = level_seats(use, graded.groups)
        said = f"{'、'.join(level)}的名额余数相同，{seats} 个名额不够每组一个，还余 {free} 个"
        lines.append(f"{word}：{said}")
    if still and free > 0:
        names = "、".join(outcome.person.name for outcome in still)
        lines.append(f"{word}：{names}，名额线上完全同分，余 {free} 个名额")
    return lines


def division_line(use: QuotaUse) -> str:
    """How a group comes to its limit, so that it can be checked with a calculator."""
    portion = use.portion
    if portion is None or use.limit is None:
        return f"{use.group}：参加 {use.base} 人，名额无法计算"
    worked = f"参加 {use.base} 人 × 系数 {plain(portion.factor)} ＝ 权数 {plain(portion.weight)}"
    if not portion.pool_weight:
        return f"{use.group}：{worked}，名额 {use.limit} 人"
    divided = f"{portion.pool} × {plain(portion.weight)} ÷ {plain(portion.pool_weight)}"
    about = "＝" if is_short(portion.ideal) else "≈"
    more = "，本组每人一个" if portion.full else ""
    ideal = f"应得 {divided} {about} {plain(portion.ideal)}"
    return f"{use.group}：{worked}，{ideal}，名额 {use.limit} 人{more}"


def _taken(use: QuotaUse, outcomes: Sequence[Outcome], best: str, *, adopted: bool) -> str:
    if use.given is None:
        return f"{use.awaits}，名额暂不分配"
    final = sum(1 for outcome in outcomes if outcome.grade == best)
    return f"{'审定' if adopted else '拟定'} {final} 人"
