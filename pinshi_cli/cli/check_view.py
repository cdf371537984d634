"""`pinshi check`, and how `grade` and `explain` end: findings, files written, the next command."""

from collections.abc import Sequence
from pathlib import Path

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.grade_view import show_explained, show_grades
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.model.grade import GRADED
from pinshi_cli.registers.annotated_since import Compared
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.checks import Checked
from pinshi_cli.workflow.registers import Explained, Written

_SHOWN = 40
"""So many findings of each kind are told in a comparison."""


def show_checked(
    screen: Screen, found: Sequence[Checked], books: Sequence[Path], written: Written | None = None
) -> None:
    """Each book's findings, then how it stands; last the copies written and the next command."""
    for each, path in zip(found, books, strict=True):
        kept = [d for d in each.diagnostics if d.is_error or not screen.quiet]
        show_findings(screen, kept, on_result=True)
        state = "读不了" if each.unreadable else f"{each.people} 人"
        verdict = "没有错误" if each.ok else "有错误"
        count = counted(each.diagnostics)
        said = f"{each.file}：{state}，{verdict}" + (f"（{count}）" if count else "")
        screen.line(said, "good" if each.ok else "error")
        if each.since is not None:
            _show_since(screen, each.since)
        if each.remark:
            screen.message(f"{each.file}：{each.remark}")
        if each.ok:
            if written is not None:
                screen.message(f"{each.file}：没有错误，不用退回")
            command = "report" if each.two_way else "grade"
            screen.message(f"下一步：pinshi {command} {quoted(path)}")
    if written is not None:
        show_written(screen, written)
    if any(not each.ok for each in found):
        if written is not None and written.planned:
            screen.message("把退回件发回单位；送回来后：pinshi check 新的登记簿 --since 退回件")
        else:
            screen.message("改好后再核查一次；不明白某个代码：pinshi rule 代码")


def _show_since(screen: Screen, since: Compared) -> None:
    """What became of the findings of the last time."""
    mended, new, standing = since
    screen.line(
        f"与上次相比：改好 {len(mended)}，新出现 {len(new)}，仍未改 {len(standing)}", "strong"
    )
    for word, problems in (("改好", mended), ("新出现", new)):
        for each in problems[:_SHOWN]:
            place = "!".join(filter(None, (each.sheet, each.cell)))
            screen.line(f"  {word}  {place}  {each.code}  {each.message}")
        if len(problems) > _SHOWN:
            screen.line(f"  {word}的其余 {len(problems) - _SHOWN} 处见 --json 或退回件", "dim")


def show_quarter(
    screen: Screen, book: Path, quarter: Quarter, written: Written, *, draft: bool
) -> None:
    """Grades, findings, then the file written and the next command."""
    show_grades(screen, quarter, draft=draft)
    found = quarter.diagnostics
    show_findings(screen, found, on_result=False)
    if not quarter.ok:
        said = "登记簿有错误，没有写出结果" if not written.planned else "登记簿有错误，写出的是试算"
        screen.complaint(f"{said}（{counted(found)}）", "error")
        if not written.planned:
            screen.message(f"改好后重算；要先看个大概：pinshi grade {quoted(book)} --draft")
    show_written(screen, written)
    if written.planned and quarter.ok:
        who = quoted(_worth_a_look(quarter))
        screen.message(f"下一步：pinshi explain {quoted(book)} {who}（看一个人怎么来的）")
    elif written.planned:
        screen.message(f"下一步：改好登记簿，再 pinshi check {quoted(book)}")


def _worth_a_look(quarter: Quarter) -> str:
    """The 编号 of whom people will ask about first: a tie, one held back, else anyone graded."""
    outcomes = quarter.graded.outcomes if quarter.graded is not None else ()
    graded = [outcome for outcome in outcomes if outcome.standing == GRADED]
    chosen = [each for each in graded if each.tied and each.decided is None]
    chosen += [each for each in graded if each.held_by_quota] + graded + list(outcomes)
    return chosen[0].person.id if chosen else "编号"


def show_person(screen: Screen, found: Explained) -> None:
    """One person's tree, then the findings about them."""
    show_explained(screen, found)
    show_findings(screen, found.diagnostics, on_result=False)
