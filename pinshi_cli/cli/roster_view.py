"""`pinshi roster diff` on the screen."""

from pathlib import Path

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.table_view import show_table
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.workflow.roster.diff import RosterDiff, sources_said
from pinshi_cli.workflow.roster.tables import diff_title, roster_tables


def show_diff(screen: Screen, before: Path, after: Path, found: RosterDiff) -> None:
    """The sums, then each table that has rows, the findings, the file written."""
    if found.change is not None:
        screen.line(diff_title(found.before, found.after), "strong")
        for line in sources_said(found):
            screen.line(line)
        for table in roster_tables(found.change):
            show_table(screen, table)
        if not (found.change.came or found.change.left or found.change.changed):
            screen.line("两季的名册没有变化。")
    for file in dict.fromkeys(roster.file for roster in found[:2]):
        own = [each for each in found.diagnostics if each.where.file == file]
        if any(each.where.sheet for each in own):
            screen.message(f"{file}：", "strong")
        show_findings(screen, own, on_result=False)
    show_written(screen, found.written)
    if found.change is None:
        said = f"名册有错误，没有比较（{counted(found.diagnostics)}）"
        screen.complaint(said, "error")
        screen.message(f"下一步：改好登记簿，再 pinshi check {quoted(before)} {quoted(after)}")
    elif found.written.planned:
        screen.message(f"下一步：核对变动，再 pinshi check {quoted(after)}")
    else:
        screen.message(
            f"下一步：pinshi roster diff {quoted(before)} {quoted(after)} -o 文件夹（写成工作簿）"
        )
