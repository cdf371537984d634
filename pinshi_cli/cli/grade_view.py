"""`pinshi grade` and `explain` on the screen."""

from pinshi_cli.cli.console import Branch, Cell, Column, Screen
from pinshi_cli.grading.outlook import is_barred
from pinshi_cli.grading.remarks import counts_line, grade_word, quota_lines, remarks
from pinshi_cli.grading.unconfirmed import unconfirmed_line
from pinshi_cli.model.figure import Figure
from pinshi_cli.model.grade import (
    GRADED,
    NOT_ASSESSED,
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
        outcomes = [each for each in outcomes if remarks(each, policy, adopted=False)][:MOST_ROWS]
        screen.line(f"共 {len(graded.outcomes)} 人，这里只列需要留意的 {len(outcomes)} 人：")
    _table(screen, outcomes, policy, adopted=register.unit.meeting_date is not None)
    screen.line(counts_line(graded.outcomes, policy))
    for line in quota_lines(graded, register, policy):
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
        if policy.adjustments:
            columns.append(Column("加减分", right=True))
    columns += [Column("总分", right=True), Column("分数段")]
    if wide:
        columns.append(Column("名次", right=True))
    columns += [Column(grade), Column("说明", grows=True)]
    screen.table(
        columns, [_row(outcome, policy, wide=wide, adopted=adopted) for outcome in outcomes]
    )


def _row(outcome: Outcome, policy: Policy, *, wide: bool, adopted: bool) -> list[Cell]:
    graded = outcome.standing == GRADED
    shade = "" if graded else "dim"
    total = fixed(outcome.total, policy.decimals) if outcome.total is not None else "—"
    cells = [Cell(outcome.person.id, shade), Cell(outcome.person.name, shade)]
    if wide:
        cells.append(Cell(outcome.person.department, shade))
        for part in outcome.parts:
            shown = "—" if part.score is None else fixed(part.score, policy.decimals)
            cells.append(Cell(shown, shade))
        if policy.adjustments:
            counted = "—" if outcome.total is None else plain(outcome.adjustment)
            cells.append(Cell(counted, shade))
    cells += [Cell(total, shade), Cell(outcome.band or "—", shade)]
    if wide:
        cells.append(Cell("" if outcome.rank is None else str(outcome.rank)))
    remark = "；".join(remarks(outcome, policy, adopted=adopted))
    grade = _SHORT.get(outcome.standing) or grade_word(outcome)
    return [*cells, Cell(grade, _grade_style(outcome, policy)), Cell(remark)]


_SHORT = {NOT_ASSESSED: "不参加"}


def _grade_style(outcome: Outcome, policy: Policy) -> str:
    if outcome.standing == WITHHELD:
        return "error"
    if outcome.grade is None:
        return "dim"
    if outcome.grade == policy.grades[0]:
        return "good"
    return {0: "error", 1: "warning"}.get(policy.height(outcome.grade), "")


def show_explained(screen: Screen, found: Explained) -> None:
    """The tree from grade to cells, then how far the next grade is, and the place in the order."""
    register, policy = found.quarter.register, found.quarter.policy
    if register is None or policy is None:
        return
    outcome = found.outcome
    show_heading(screen, register, policy, draft=False)
    who = outcome.person
    shown = grade_word(outcome)
    head = " ".join(filter(None, (who.name, who.id, who.department, who.post)))
    steps = tuple(Branch(f"{reason.text}　［{reason.rule}］") for reason in outcome.reasons)
    screen.tree(Branch(f"{head}：{shown}", "strong", steps))
    if found.figure is not None:
        screen.tree(_branch(found.figure))
    for line in _outlook(found, policy):
        screen.line(line)
    screen.line(f"{who.name}：{shown}", "strong")


def _branch(figure: Figure) -> Branch:
    at = figure.at
    place = f"　{at.sheet}!{at.cell}" if at.cell is not None else ""
    rule = f"　［{figure.rule}］" if figure.rule else ""
    about = "=" if is_short(figure.value) else "≈"
    value = fixed(figure.value, figure.decimals) if figure.how == "rounded" else plain(figure.value)
    style = "strong" if figure.how == "rounded" else ""
    if figure.how == "sum" and figure.inputs and _on_one_row(figure):
        cells = [each.at.cell for each in figure.inputs]
        said = "+".join(plain(each.value) for each in figure.inputs)
        sheet = figure.inputs[0].at.sheet
        return Branch(f"{figure.name} = {value} = {said}　{sheet}!{cells[0]}…{cells[-1]}")
    text = f"{figure.name} {about} {value}{_HOW.get(figure.how, '')}{place}{rule}"
    counts = figure.how == "sum" and all(each.how == "rule" for each in figure.inputs)
    below = () if counts and not figure.inputs[0].at.cell else figure.inputs
    shown = (each for each in below if each.how != "rule" or each.at.cell or each.rule)
    return Branch(text, style, tuple(map(_branch, shown)))


def _on_one_row(figure: Figure) -> bool:
    """Whether a sum is of cells of one rater's sheet: that is told in one line."""
    rows = {(each.at.sheet, each.at.row) for each in figure.inputs}
    return figure.at.row > 0 and len(rows) == 1 and all(e.how == "cell" for e in figure.inputs)


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
    decimals = policy.decimals
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
        among = f"（{order.group}）" if order.group else ""
        line = f"“{policy.grades[0]}”的排序{among}：{place}"
        for word, beside in (("前一位", order.before), ("后一位", order.after)):
            if beside is not None:
                line += f"；{word} {names[beside[0]]} {fixed(beside[1], decimals)}"
        if order.sharing > 1:
            line += f"；同列这一位的共 {order.sharing} 人"
        lines.append(line)
    elif is_barred(found.outcome, policy):
        held = "；".join(remarks(found.outcome, policy, adopted=False))
        lines.append(f"{held}，分数再高本季也不变，不参加“{policy.grades[0]}”的排序")
    elif found.outcome.standing == GRADED and found.outcome.capped != policy.grades[0]:
        lines.append(f"未达到“{policy.grades[0]}”，不参加名额排序")
    return lines
