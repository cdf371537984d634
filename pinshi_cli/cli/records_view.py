"""`pinshi records` on the screen."""

from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.grading.records import PersonRecords, Tally, totals_of
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.contract import RECORDS
from pinshi_cli.workflow.records import Listed


def show_records(screen: Screen, book: Path, listed: Listed) -> None:
    """The classes of the whole unit, then each person, what is unfinished, who is late."""
    quarter = listed.quarter
    told = [each for each in quarter.diagnostics if each.is_error or each.where.sheet == RECORDS]
    show_findings(screen, told, on_result=False)
    register, policy = quarter.register, quarter.policy
    if register is not None and policy is not None:
        _show_quarter(screen, register, policy, listed.people)
    show_written(screen, listed.written)
    if not quarter.ok:
        said = f"登记簿有错误，不能写成清单（{counted(quarter.diagnostics)}）"
        screen.complaint(said, "error")
        screen.message(f"下一步：改好登记簿，再 pinshi check {quoted(book)}")
    elif listed.written.planned:
        screen.message("下一步：打开清单核对，交主管领导审核评鉴。")
    elif _any_tasks(listed.people):
        said = quoted(book)
        screen.message(f"下一步：pinshi records {said} -o 文件夹（写成工作簿，供审核评鉴用）")
    else:
        screen.message("下一步：在登记簿里加一张“工作纪实”表，每项工作填一行，再运行。")


def _any_tasks(people: Sequence[PersonRecords]) -> bool:
    return any(each.tasks for each in people)


def _show_quarter(
    screen: Screen, register: Register, policy: Policy, people: Sequence[PersonRecords]
) -> None:
    title = f"{register.unit.name}　{register.quarter.chinese}工作纪实"
    screen.line(title.strip("　"), "strong")
    if not _any_tasks(people):
        screen.line("登记簿里没有“工作纪实”。", "dim")
    else:
        _tallies(screen, totals_of(people))
        _people(screen, people)
        _undone(screen, people)
    _late(screen, people, "" if policy.records is None else policy.records.source.cite)


def _tallies(screen: Screen, tallies: Sequence[Tally]) -> None:
    for each in tallies:
        screen.line(
            f"{each.category}　{each.tasks} 项：已完成 {each.done}，未完成 {each.undone}，"
            f"推进中 {each.under_way}"
        )


def _people(screen: Screen, people: Sequence[PersonRecords]) -> None:
    columns = [Column("编号"), Column("姓名"), Column("类别", grows=True)]
    columns += [Column(word, right=True) for word in ("任务", "已完成", "未完成", "推进中")]
    rows = []
    for each in people:
        for tally in each.tallies:
            counts = (tally.tasks, tally.done, tally.undone, tally.under_way)
            texts = (each.person.id, each.person.name, tally.category, *map(str, counts))
            rows.append([Cell(text) for text in texts])
    screen.table(columns, rows)


def _undone(screen: Screen, people: Sequence[PersonRecords]) -> None:
    if any(each.undone for each in people):
        screen.line("未完成：", "strong")
    for each in people:
        for task in each.undone:
            content, reason = task.shown
            screen.line(f"    {each.person.name}　{task.period}　{content}：{reason}")


def _late(screen: Screen, people: Sequence[PersonRecords], cite: str) -> None:
    late = [each for each in people if each.late]
    if late:
        screen.line("迟报、漏报：", "strong")
    for each in late:
        never = sum(1 for one in each.late if one.filed is None)
        said = f"迟报 {len(each.late) - never} 次，漏报 {never} 次"
        then = f"，建议{each.proposed}（{cite}），由主管领导决定" if each.proposed else ""
        screen.line(f"    {each.person.name}：{said}{then}", "warning" if each.proposed else "")
