"""`pinshi record` on the screen."""

from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import ledger_said, quoted
from pinshi_cli.ledger.entry import CORRECT, DECIDE, RECORD
from pinshi_cli.workflow.ledger.differences import Difference
from pinshi_cli.workflow.ledger.recording import SAME, Recorded, Records

MOST = 60
"""So many differences are shown; of more, how many there are."""


def show_recorded(screen: Screen, books: Sequence[Path], found: Records) -> None:
    """Each register: what was put on record, or why not; then where, and the next command.

    What `pinshi check` warns of in a register is not told again.
    """
    told = [d for each in found.books for d in each.diagnostics]
    shown = [each for each in told if each.is_error or each.code.startswith("L")]
    show_findings(screen, shown, on_result=False, files=len(books) > 1)
    for each in found.books:
        if found.ok:
            _show_one(screen, each, dry=found.dry)
        elif each.ok and each.sheet is not None and each.period is not None:
            where = f"{each.sheet.unit.name}　{each.period.chinese}"
            screen.line(f"{where}：没有错误，等别的改好了一起记")
    if not found.ok:
        screen.complaint(f"什么也没有记入台账（{counted(shown)}）", "error")
        faulty = [book for book, each in zip(books, found.books, strict=True) if not each.ok]
        screen.message(_mend(found, " ".join(quoted(each) for each in faulty)))
    elif not any(each.new is not None for each in found.books):
        screen.message(f"下一步：pinshi verify{ledger_said(found.ledger)}（核对台账）")
    elif found.dry:
        screen.message("下一步：去掉 --dry-run 记入")
    else:
        screen.line(f"已记入台账 {found.ledger}", "strong")
        screen.message(_next(found))


def _show_one(screen: Screen, each: Recorded, *, dry: bool) -> None:
    if each.sheet is None or each.period is None:
        return
    where = f"{each.sheet.unit.name}　{each.period.chinese}"
    number = "" if each.entry is None else f"第 {each.entry.seq} 笔，"
    will = "将" if dry else ""
    people = f"{len(each.sheet.results)} 人"
    state = "会议已审定" if each.decided else "会议尚未审定，记为拟定"
    if each.kind == SAME:
        screen.line(f"{where}：台账里已有，内容相同，不必再记（第 {each.before} 笔）")
    elif each.kind == RECORD:
        screen.line(f"{where}：{number}{will}记入 {people}，{state}", "good")
    elif each.kind == DECIDE:
        changed = len(each.new.results) if each.new is not None else 0
        said = f"只有会议审定不同，{will}单独记一笔：{changed} 人的等次或审定有变"
        screen.line(f"{where}：{number}{said}", "good")
        show_differences(screen, each.differences)
    elif each.kind == CORRECT:
        said = f"{will}更正第 {each.before} 笔，{people}，{state}"
        screen.line(f"{where}：{number}{said}", "warning")
        show_differences(screen, each.differences)


def show_differences(screen: Screen, found: Sequence[Difference]) -> None:
    """What was and what is, line by line."""
    columns = [Column("编号"), Column("姓名"), Column("项目")]
    columns += [Column("原来", grows=True), Column("现在", grows=True)]
    rows = [
        [
            Cell(each.id or "—"),
            Cell(each.name or "全单位"),
            Cell(each.what),
            Cell(each.before or ("有变动" if not each.after else "（无）")),
            Cell(each.after or ("" if not each.before else "（无）")),
        ]
        for each in found[:MOST]
    ]
    screen.table(columns, rows)
    if len(found) > MOST:
        screen.line(f"…… 共 {len(found)} 处，其余见 --json", "dim")


def _mend(found: Records, book: str) -> str:
    codes = {d.code for each in found.books for d in each.diagnostics if d.is_error}
    if "L051" in codes:
        return f"确实要更正的：pinshi record {book} --correct --why 理由{ledger_said(found.ledger)}"
    if all(code.startswith("L") for code in codes):  # nothing that `check` would find
        return "下一步：照上面的改法，再 pinshi record 一次"
    return f"下一步：改好后再 pinshi check {book}"


def _next(found: Records) -> str:
    if any(not each.decided for each in found.books if each.new is not None):
        return "下一步：会议审定后在登记簿填会议日期，再 pinshi record 一次"
    return f"下一步：pinshi verify{ledger_said(found.ledger)}（核对台账）"
