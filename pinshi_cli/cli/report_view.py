"""`pinshi report` on the screen."""

from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.reports.portraits import Told, told
from pinshi_cli.workflow.two_way import Reported


def show_report(screen: Screen, book: Path, made: Reported) -> None:
    """Each portrait: aspects, strengths, shortcomings, where raters differ, facts."""
    show_findings(screen, made.diagnostics, on_result=False)
    if not made.ok or made.register is None or made.policy is None:
        screen.complaint(f"登记簿有错误，没有出报告（{counted(made.diagnostics)}）", "error")
        screen.message(f"下一步：改好登记簿，再 pinshi report {quoted(book)}")
        return
    for each in told(made.portraits, made.register, made.policy).portraits:
        _portrait(screen, each)
    show_written(screen, made.written)
    if made.written.planned:
        screen.message("下一步：打开报告核对，报领导班子分析研判。")
    else:
        screen.message(f"下一步：pinshi report {quoted(book)} -o 文件夹（写成 Word 报告）")


def _portrait(screen: Screen, each: Told) -> None:
    screen.line(each.title, "strong")
    screen.line(each.below, "dim")
    if each.warning:
        screen.line(each.warning, "warning")
    titles = ("方面", "正向答“是”", "与上次比", "反向答“是”", "与上次比")
    screen.table(
        [Column(title) for title in titles],
        [[Cell(text) for text in texts] for texts in each.aspects],
    )
    for title, items in each.lists:
        screen.line(title)
        for item in items or ("没有。",):
            screen.line(f"    {item}")
    screen.line("五、具体事实")
    for texts in each.facts or (("没有。",),):
        screen.line(f"    {'　'.join(texts)}")
    screen.line()
