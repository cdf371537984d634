"""`pinshi notice` on the screen."""

from collections.abc import Iterator
from pathlib import Path

from pinshi_cli.cli.console import SEVERITY_WORDS, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.forms.notice_obstacles import MOST_NAMED
from pinshi_cli.forms.notice_page import notice_lines
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.workflow.notices.checks import CheckedNotice
from pinshi_cli.workflow.notices.run import Noticed
from pinshi_cli.workflow.registers import Written

UNDECIDED, TIED = "T940", "T943"
"""What a draft need not wait for; what only the meeting can settle, before it or after."""


def show_notice(screen: Screen, book: Path, made: Noticed, written: Written) -> None:
    """The notice as it will read, then what to look at, the files, and the next command."""
    if made.notice is None:
        of_register = set(made.quarter.diagnostics)  # `pinshi check` tells them, with their cells
        own = [each for each in made.diagnostics if each not in of_register]
        show_findings(screen, own, on_result=False)
        screen.complaint(f"没有写出公示（{counted(own)}）", "error")
        screen.message(_way_on(book, made))
        return
    for place, line in enumerate(notice_lines(made.notice)):
        screen.line(line, "strong" if place == 0 else "")
    screen.line()
    show_findings(screen, made.diagnostics, on_result=False)
    _show_unlisted(screen, made)
    show_written(screen, written)
    for each in written.planned[:1] if not written.dry else ():
        check = f"pinshi notice {quoted(book)} --check {quoted(each.path)}"
        screen.message(f"下一步：打开核对，盖章张贴；改过的再查一遍：{check}")


def _show_unlisted(screen: Screen, made: Noticed) -> None:
    """Whom the notice does not name, and why: on the screen only."""
    for why in dict.fromkeys(each.why for each in made.unlisted):
        people = [each.person for each in made.unlisted if each.why == why]
        names = "、".join(f"{who.name}（{who.id}）" for who in people[:MOST_NAMED])
        more = "等" if len(people) > MOST_NAMED else ""
        screen.message(f"没有列名 {len(people)} 人，{why}：{names}{more}")


def _way_on(book: Path, made: Noticed) -> str:
    if not made.quarter.ok:
        return f"下一步：pinshi check {quoted(book)}，改好后再公示"
    codes = {each.code for each in made.diagnostics if each.is_error}
    if UNDECIDED in codes:
        return f"会前先征求意见：pinshi notice {quoted(book)} --draft"
    if TIED in codes:
        return f"下一步：填好集体研究，再 pinshi notice {quoted(book)}"
    return f"下一步：填好后再 pinshi notice {quoted(book)}"


def show_checked_notice(screen: Screen, path: Path, checked: CheckedNotice) -> None:
    """Each finding at its place, with the way out; last how the notice stands."""
    for each in checked.diagnostics:
        if each.is_error or not screen.quiet:
            for text, style in _told(each):
                screen.line(text, style)
    against = f"，与 {checked.against} 对照" if checked.against else ""
    verdict = "没有发现不该公示的内容" if checked.ok else "有不该公示的内容"
    count = counted(checked.diagnostics)
    said = f"{checked.file}：{verdict}{against}" + (f"（{count}）" if count else "")
    screen.line(said, "good" if checked.ok else "error")
    if not checked.ok:
        screen.message(f"改好后再查一遍：pinshi notice --check {quoted(path)}")
    elif not checked.against:
        screen.message(f"对照登记簿再查：pinshi notice 登记簿.xlsx --check {quoted(path)}")


def _told(found: Diagnostic) -> Iterator[tuple[str, str]]:
    where = found.where
    cell = where.cell or where.key
    place = "!".join(filter(None, (where.sheet, cell))) or where.file
    severity = str(found.severity)
    yield f"{place}  {found.code} {SEVERITY_WORDS[severity]}  {found.message}", severity
    yield f"    改法：{found.hint}", "dim"
