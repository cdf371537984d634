"""`pinshi history` on the screen."""

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.written import ledger_said, quoted, show_written, unit_said
from pinshi_cli.workflow.ledger.histories import Histories, PersonHistory, QuarterLived
from pinshi_cli.workflow.registers import Written


def show_histories(screen: Screen, found: Histories, written: Written) -> None:
    """Each person by themselves: their quarters, then what each entry says."""
    show_findings(screen, found.diagnostics, on_result=False)
    for each in found.people:
        _person(screen, each)
    screen.line(f"台账 {found.ledger}，末笔 {found.head}", "dim")
    show_written(screen, written)
    if written.planned:
        screen.message("下一步：核对后打印，归入本人的平时考核档案。")
    elif len(found.people) == 1:
        said = f"{_whom(found.people[0])}{ledger_said(found.ledger)}"
        screen.message(f"下一步：pinshi history {said} -o 文件夹（写成长档案）")
    else:
        said = f"{_whom(found.people[0])}{ledger_said(found.ledger)}"
        screen.message(f"下一步：pinshi history {said}（只看一个人）")


def _whom(person: PersonHistory) -> str:
    return f"{quoted(person.id)} --unit {unit_said(person.unit)}"


def _person(screen: Screen, person: PersonHistory) -> None:
    former = f"（曾用名 {'、'.join(person.names[:-1])}）" if len(person.names) > 1 else ""
    screen.line(f"{person.unit.name}　{person.id}　{person.name}{former}", "strong")
    columns = [Column("季度"), Column("等次"), Column("得分", right=True), Column("审定")]
    columns += [Column("内设机构"), Column("处分问责", grows=True), Column("台账", right=True)]
    screen.table(columns, [_row(each) for each in person.quarters])
    for each in person.quarters:
        for step in each.steps:
            what = f"{step.at:%Y-%m-%d} {step.word}　{step.said}（{step.by}）"
            screen.line(f"    {each.quarter}　第 {step.seq} 笔　{what}")


def _decided(lived: QuarterLived) -> Cell:
    if not lived.listed:
        return Cell("")
    return Cell("已审定") if lived.decided else Cell("拟定", "warning")


def _row(lived: QuarterLived) -> list[Cell]:
    return [
        Cell(str(lived.quarter)),
        Cell(lived.shown),
        Cell(lived.result.total or ""),
        _decided(lived),
        Cell(lived.result.department),
        Cell("；".join(lived.measures)),
        Cell(f"第 {lived.seq} 笔"),
    ]
