"""`pinshi whatif` on the screen."""

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.grading.remarks import counts_line, grade_word
from pinshi_cli.workflow.whatif import Compared


def show_compared(screen: Screen, found: Compared) -> None:
    """What is set, who would be graded otherwise and why, the counts before and after."""
    ours = [each for each in found.now.diagnostics if each.is_error]
    show_findings(screen, [*ours, *found.caused], on_result=False)
    now, then = found.now, found.then
    if now.graded is None or then.graded is None or now.policy is None or then.policy is None:
        return
    for each in found.settings:
        screen.line(f"改为：{each.key} = {each.said}")
    if now.policy.head.id != then.policy.head.id:
        screen.line(f"改用：{then.policy.head.name}（{then.policy.head.source}）")
    people = len(now.graded.outcomes)
    if not found.changes:
        screen.line(f"{people} 人的等次都不变。", "good")
    else:
        screen.line(f"{people} 人中有 {len(found.changes)} 人的等次会不同：", "strong")
        columns = [
            Column("编号"),
            Column("姓名"),
            Column("现在"),
            Column("改后"),
            Column("为什么", grows=True),
        ]
        screen.table(
            columns,
            [
                [
                    Cell(each.before.person.id),
                    Cell(each.before.person.name),
                    Cell(grade_word(each.before)),
                    Cell(grade_word(each.after), "strong"),
                    Cell("；".join(each.why)),
                ]
                for each in found.changes
            ],
        )
    screen.line(f"现在：{counts_line(now.graded.outcomes, now.policy)}")
    screen.line(f"改后：{counts_line(then.graded.outcomes, then.policy)}")
    screen.message("这是试算，没有写出任何文件。要改规则，另存一份规则文件，用 --policy 指明。")
