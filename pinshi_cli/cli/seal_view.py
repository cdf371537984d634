"""`pinshi seal` and `pinshi verify --sealed` on the screen."""

from pathlib import Path

from pinshi_cli import __version__
from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.model.grade import STANDING_WORDS
from pinshi_cli.workflow.seals.checks import Graded, SealCheck
from pinshi_cli.workflow.seals.sealing import Sealing


def show_sealing(screen: Screen, book: Path, sealing: Sealing) -> None:
    """What is in the archive, its SHA-256, where it lies."""
    show_findings(screen, sealing.diagnostics, on_result=False)
    if not sealing.ok:
        said = f"没有封存（{counted(sealing.diagnostics)}）"
        screen.complaint(said, "error")
        screen.message(f"下一步：改好登记簿，再 pinshi check {quoted(book)}")
        return
    manifest = sealing.manifest
    screen.line(f"{manifest['unit']}　{manifest['period']}", "strong")
    forms = "，连同各种表" if manifest["forms"] else ""
    screen.line(f"登记簿、办法和结果{forms}，由 pinshi {__version__} 封存")
    screen.line(f"SHA-256 {sealing.sha256}")
    show_written(screen, sealing.written)
    for each in sealing.written.planned:
        screen.message("下一步：把 SHA-256 另外记下，与封存件分开保存；以后核对：")
        screen.message(f"    pinshi verify --sealed {quoted(each.path)}")


def show_sealed(screen: Screen, path: Path, check: SealCheck) -> None:
    """Whether the archive makes itself again, and else who and what differs."""
    manifest = check.manifest
    screen.line(f"{manifest.get('unit')}　{manifest.get('period')}", "strong")
    screen.line(f"由 pinshi {manifest['pinshi']} 封存，SHA-256 {check.sha256}")
    if check.same:
        screen.line("重做出来与封存件逐字节相同。", "good")
    if check.grades:
        _changes(screen, check)
    for each in check.files:
        screen.line(f"    {each.name}：{each.what}")
    show_findings(screen, check.diagnostics, on_result=False)
    if check.ok and not check.same:
        screen.line("每个人的等次、状态和得分都没有变。", "good")
    if check.ok:
        screen.message("下一步：SHA-256 与封存时记下的对一对，一样才是那一份。")
    else:
        screen.message("下一步：照上面的提示处理，再核对一次：")
        screen.message(f"    pinshi verify --sealed {quoted(path)}")


def _changes(screen: Screen, check: SealCheck) -> None:
    columns = [Column("编号"), Column("姓名"), Column("封存时"), Column("现在")]
    columns.append(Column("为什么", grows=True))
    rows = [
        [
            Cell(each.id),
            Cell(each.name),
            Cell(_said(each.before)),
            Cell(_said(each.after)),
            Cell("；".join(each.why)),
        ]
        for each in check.grades
    ]
    screen.table(columns, rows)


def _said(graded: Graded) -> str:
    word = STANDING_WORDS.get(graded.standing or "", "没有这个人")
    said = graded.grade or word
    return f"{said} {graded.score}" if graded.score else said
