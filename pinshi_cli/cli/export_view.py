"""`pinshi export` on the screen."""

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import show_written
from pinshi_cli.workflow.ledger.exports import Exported
from pinshi_cli.workflow.registers import Written


def show_exported(screen: Screen, found: Exported, written: Written) -> None:
    """How many rows of what, the notes that go with them, the file."""
    show_findings(screen, found.diagnostics, on_result=False, files=True)
    if not found.ok:
        screen.complaint(f"什么也没有写出（{counted(found.diagnostics)}）", "error")
        screen.message("下一步：照上面的改法改好再导出；只要各季结果的，去掉 --codes")
        return
    screen.line(found.tables.title, "strong")
    for name, count in found.counts.items():
        screen.line(f"{name} {count} 行")
    for note in found.tables.notes:
        screen.line(note, "dim")
    show_written(screen, written)
    if written.dry:
        screen.message("下一步：去掉 --dry-run 写出")
    else:
        screen.message("下一步：打开核对；里面有个人信息，用完删去。")
