"""`pinshi grade` and `explain` on the screen."""

import re
from collections import Counter

from pinshi_cli.cli.console import Branch, Cell, Column, Screen
from pinshi_cli.grading.quarter import places_left, undecided_ties
from pinshi_cli.grading.weights import unconfirmed_line
from pinshi_cli.model.figure import Figure
from pinshi_cli.model.grade import (
    GRADED,
    NO_GRADE,
    NOT_ASSESSED,
    PENDING,
    STANDING_WORDS,
    WITHHELD,
    Outcome,
)
from pinshi_cli.model.number import fixed, is_short, plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.registers import Explained

MOST_ROWS = 300
"""A longer roster shows on the screen only those who need a look; the workbook has all."""

WIDE = 110
"""From so many columns on, the table also has department, parts and place."""


def show_grades(screen: Screen, quarter: Quarter, *, draft: bool) -> None:
    """The heading, the table, the counts and the quota."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        return
    show_heading(screen, register, policy, draft=draft)
    outcomes = list(graded.outcomes)
    if len(outcomes) > MOST_ROWS:
        outcomes = [outcome for outcome in outcomes if _remark(outcome, policy)][:MOST_ROWS]
        screen.line(f"共 {len(graded.outcomes)} 人，这里只列需要留意的 {len(outcomes)} 人：")
    _table(screen, outcomes, policy, adopted=register.unit.meeting_date is not None)
    screen.line(_counts(quarter))
    for line in _quota_lines(quarter):
        screen.line(line)


def show_heading(screen: Screen, register: Register, policy: Policy, *, draft: bool) -> None:
    """Whose quarter, by which rules, what nobody confirmed, whether the meeting has decided."""
    unit = register.unit
    mark = "【试算】" if draft else ""
    screen.line(f"{mark}{unit.name}　{register.quarter.chinese}公务员平时考核", "strong")
    screen.line(f"依据：{policy.head.name}（{policy.head.source}）", "dim")
    if line := unconfirmed_line(register, policy):
        screen.line(line, "warning")
    if unit.meeting_date is None:
        screen.line("基本信息没有填写会议日期，以下等次均为拟定。", "dim")


def _table(screen: Screen, outcomes: list[Outcome], policy: Policy, *, adopted: bool) -> None:
    wide = screen.width >= WIDE
    named = [part.name for part in policy.parts]
    grade = "审定等次" if adopted else "拟定等次"
    columns = [Column("编号"), Column("姓名")]
    if wide:
        columns += [Column("内设机构"), *(Column(name, right=True) for name in named)]
    columns += [Column("总分", right=True), Column("分数段")]
    if wide:
        columns.append(Column("名次", right=True))
    columns += [Column(grade), Column("说明", grows=True)]
    screen.table(columns, [_row(outcome, policy, wide=wide) for outcome in outcomes])


def _row(outcome: Outcome, policy: Policy, *, wide: bool) -> list[Cell]:
    decimals = policy.score.decimals if policy.score is not None else 2
    graded = outcome.standing == GRADED
    shade = "" if graded else "dim"
    total = fixed(outcome.total, decimals) if outcome.total is not None else "—"
    cells = [Cell(outcome.person.id, shade), Cell(outcome.person.name, shade)]
    if wide:
        cells.append(Cell(outcome.person.department, shade))
        for part in outcome.parts:
            shown = "—" if part.score is None else fixed(part.score, decimals)
            cells.append(Cell(shown, shade))
    cells += [Cell(total, shade), Cell(outcome.band or "—", shade)]
    if wide:
        cells.append(Cell("" if outcome.rank is None else str(outcome.rank)))
    grade = outcome.grade or _SHORT.get(outcome.standing, "未定")
    return [*cells, Cell(grade, _grade_style(outcome, policy)), Cell(_remark(outcome, policy))]


def _grade_style(outcome: Outcome, policy: Policy) -> str:
    if outcome.standing == WITHHELD:
        return "error"
    if outcome.grade is None:
        return "dim"
    if outcome.grade == policy.grades[0]:
        return "good"
    return {0: "error", 1: "warning"}.get(policy.height(outcome.grade), "")


def _remark(outcome: Outcome, policy: Policy) -> str:
    """Why the grade is not simply the band: quota, tie, measure, decision, standing."""
    if outcome.standing == WITHHELD:
        return "数据有误，见下面的问题"
    said = [_DATED.sub("", reason.text) for reason in outcome.reasons]
    if outcome.standing != GRADED:
        return said[-1] if said else ""
    remarks = []
    if outcome.ceiling is not None:
        ceiling = f"“{outcome.ceiling.removeprefix('=')}”"
        remarks.append(next(text for text in said if "：" in text and ceiling in text))
    if outcome.decided is not None:
        remarks.append(f"集体研究定为“{outcome.decided}”")
    elif outcome.tied:
        remarks.append(f"名额线上同分（并列第 {outcome.rank}），待集体研究")
    elif outcome.held_by_quota:
        remarks.append(f"名额已满（第 {outcome.rank} 名）")
    elif outcome.capped == policy.grades[0] and outcome.proposed is None:
        remarks.append("名额暂不分配")
    return "；".join(remarks)


_DATED = re.compile(r"（[^（）]*生效）")
"""The date of a measure: in the reasons, too long for a table."""

_SHORT = {NO_GRADE: "不定等次", NOT_ASSESSED: "不参加", PENDING: "待定", WITHHELD: "暂缺"}


def _counts(quarter: Quarter) -> str:
    graded, policy = quarter.graded, quarter.policy
    if graded is None or policy is None:
        return ""
    grades = Counter(outcome.grade for outcome in graded.outcomes if outcome.grade)
    standings = Counter(outcome.standing for outcome in graded.outcomes)
    said = [f"{grade} {grades[grade]}" for grade in policy.grades]
    said += [
        f"{STANDING_WORDS[standing]} {standings[standing]}"
        for standing in (NO_GRADE, PENDING, NOT_ASSESSED, WITHHELD)
        if standings[standing]
    ]
    return f"共 {len(graded.outcomes)} 人：{'，'.join(said)}"


def _quota_lines(quarter: Quarter) -> list[str]:
    graded, policy = quarter.graded, quarter.policy
    if graded is None or policy is None or policy.quota is None:
        return []
    use, grade = graded.quota, policy.quota.grade
    limit = "无法计算" if use.limit is None else f"{use.limit} 人"
    share = "" if use.share is None else f"（参加 {use.base} 人 × {plain(use.share)}，取整）"
    lines = [f"“{grade}”名额 {limit}{share}，达到“{grade}”的 {use.eligible} 人"]
    if use.given is None:
        lines[0] += "，有人等次暂缺，名额暂不分配"
    else:
        lines[0] += f"，拟定 {use.given} 人"
    still, free = undecided_ties(graded.outcomes), places_left(graded.outcomes, use, grade)
    if still and free > 0:
        names = "、".join(o.person.name for o in still)
        lines.append(f"待集体研究：{names}，名额线上完全同分，余 {free} 个名额。")
    return lines


def show_explained(screen: Screen, found: Explained) -> None:
    """The tree from grade to cells, then how far the next grade is, and the place in the order."""
    register, policy = found.quarter.register, found.quarter.policy
    if register is None or policy is None:
        return
    outcome = found.outcome
    show_heading(screen, register, policy, draft=False)
    who = outcome.person
    shown = outcome.grade or STANDING_WORDS[outcome.standing]
    head = " ".join(filter(None, (who.name, who.id, who.department, who.post)))
    steps = tuple(Branch(f"{reason.text}　［{reason.rule}］") for reason in outcome.reasons)
    screen.tree(Branch(f"{head}：{shown}", "strong", steps))
    if found.figure is not None:
        screen.tree(_branch(found.figure, policy))
    for line in _outlook(found, policy):
        screen.line(line)


def _branch(figure: Figure, policy: Policy) -> Branch:
    at = figure.at
    place = f"　{at.sheet}!{at.cell}" if at.cell is not None else ""
    if at.sheet and at.row and not at.column:
        place = f"　{at.sheet} 第 {at.row} 行"
    rule = f"　［{figure.rule}］" if figure.rule else ""
    about = "" if is_short(figure.value) else "≈"
    value = fixed(figure.value, figure.decimals) if figure.how == "rounded" else plain(figure.value)
    how = _HOW.get(figure.how, "")
    text = f"{figure.name} {about or '='} {value}{how}{place}{rule}"
    below = tuple(_branch(each, policy) for each in figure.inputs)
    return Branch(text, "strong" if figure.how == "rounded" else "", below)


_HOW = {
    "sum": "（合计）",
    "difference": "（相减）",
    "product": "（相乘）",
    "quotient": "（相除）",
    "held": "（限值）",
    "rounded": "（四舍五入）",
}


def _outlook(found: Explained, policy: Policy) -> list[str]:
    lines = []
    decimals = policy.score.decimals if policy.score is not None else 2
    step, order = found.step, found.order
    if step is not None:
        alone = "，或".join(f"{name}提高 {plain(points)} 分" for name, points in step.by_part)
        more = f"（其他不变，{alone}）" if alone else ""
        lines.append(f"距“{step.grade}”还差 {fixed(step.points, decimals)} 分{more}")
    if order is not None:
        names = (
            {o.person.id: o.person.name for o in found.quarter.graded.outcomes}
            if found.quarter.graded
            else {}
        )
        place = f"{order.compared} 人中列第 {order.rank}，名额 {order.limit} 人"
        line = f"“{policy.grades[0]}”的排序：{place}"
        for word, beside in (("前一位", order.before), ("后一位", order.after)):
            if beside is not None:
                line += f"；{word} {names[beside[0]]} {fixed(beside[1], decimals)}"
        lines.append(line)
    elif found.outcome.standing == GRADED and found.outcome.capped != policy.grades[0]:
        lines.append(f"未达到“{policy.grades[0]}”，不参加名额排序")
    return lines
