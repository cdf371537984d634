"""`pinshi review` on the screen."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.written import ledger_said, quoted, show_written
from pinshi_cli.workflow.ledger.entries import text
from pinshi_cli.workflow.ledger.reviews import Review, Reviewed

if TYPE_CHECKING:
    from pinshi_cli.workflow.registers import Written


def show_opened(screen: Screen, found: Reviewed, ledger: str) -> None:
    """What was taken on in that ledger, by when it must be decided, and the next command."""
    show_findings(screen, found.diagnostics, on_result=False)
    _said(screen, found, f"受理复核，原等次“{found.before or '没有等次'}”")
    terms = found.terms
    if terms.decide_by is not None:
        screen.line(f"应在 {terms.decide_by} 前作出决定（{terms.cite}）")
        if terms.assumed:
            screen.message(f"期限：{terms.assumed}", "dim")
    form = f"pinshi form 登记簿 --kind 复核申请表 --person {quoted(found.person.id)}"
    screen.message(f"申请表：{form}")
    screen.message(
        f"下一步：pinshi review decide {_whose(found, ledger)} --found 情况 "
        "--why 理由 --confirm（或 --grade 等次）"
    )


def _whose(found: Reviewed, ledger: str) -> str:
    """Whose review of which quarter the next command is about, and in which ledger."""
    unit = found.entry.unit
    named = quoted(unit.code or unit.name)  # several units may have one name
    who, quarter = quoted(found.person.id), found.entry.quarter
    return f"{who} --unit {named} --quarter {quarter}{ledger_said(ledger)}"


def show_decided(screen: Screen, found: Reviewed, written: "Written", ledger: str) -> None:
    """What was decided, and how the letter is made."""
    show_findings(screen, found.diagnostics, on_result=False)
    if found.before == found.after:
        _said(screen, found, f"复核决定，维持“{found.after or '没有等次'}”")
    else:
        _said(screen, found, f"复核决定，“{found.before or '没有等次'}”改为“{found.after}”")
    if written.planned:
        show_letter(screen, written)
    else:
        said = f"pinshi review letter {_whose(found, ledger)} --book 登记簿 -o 复核"
        screen.message(f"下一步：{said}（做决定书）")


def show_letter(screen: Screen, written: "Written") -> None:
    """The letter that was made."""
    show_written(screen, written)
    screen.message("下一步：核对决定书，盖章，送达本人")


def _said(screen: Screen, found: Reviewed, what: str) -> None:
    entry, person = found.entry, found.person
    when = "" if entry.quarter is None else entry.quarter.chinese
    who = f"{person.name}（{person.id}）"
    screen.line(f"{entry.unit.name}　{when}　{who}：第 {entry.seq} 笔，{what}", "good")


def show_reviews(
    screen: Screen, found: Sequence[Review], day: date, ledger: str, *, every: bool
) -> None:
    """Each request, and how many days are left of it; `every`: decided ones were asked for too."""
    if not found:
        screen.line("没有复核" if every else "没有未办结的复核", "good")
        return
    columns = [Column("单位", grows=True), Column("季度"), Column("编号"), Column("姓名")]
    columns += [Column("原等次"), Column("申请日期"), Column("期限"), Column("情况")]
    screen.table(columns, [_row(each, day) for each in found])
    if any(each.decision is None for each in found):
        screen.message(
            f"下一步：pinshi review decide 编号 --unit 单位 --quarter 季度{ledger_said(ledger)} "
            "--found 情况 --why 理由 --confirm"
        )


def _row(each: Review, day: date) -> list[Cell]:
    head = each.request.head
    state, style = _state(each, day)
    return [
        Cell(each.request.unit.name),
        Cell(str(each.request.quarter)),
        Cell(text(head, "person")),
        Cell(text(head, "name")),
        Cell(text(head, "grade") or "—"),
        Cell(text(head, "asked")),
        Cell("" if each.decide_by is None else each.decide_by.isoformat()),
        Cell(state, style),
    ]


def _state(each: Review, day: date) -> tuple[str, str]:
    if each.decision is not None:
        head = each.decision.head
        grade, was = text(head, "grade"), text(head, "was")
        return ("维持" if grade == was else f"改为“{grade}”"), "good"
    left = each.days_left(day)
    if left is None:
        return "未办结", ""
    if left < 0:
        return f"逾期 {-left} 天", "error"
    return f"还有 {left} 天", "warning" if left <= 5 else ""
