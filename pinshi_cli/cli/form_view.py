"""`pinshi form` on the screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.cli.console import Cell, Column, Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import quoted, show_written
from pinshi_cli.forms.kinds import KINDS, PRINT

if TYPE_CHECKING:
    from pinshi_cli.workflow.forms.run import Formed
    from pinshi_cli.workflow.registers import Written

FEW = 6
"""So many files are named one by one; of more, how many in which folder."""


def show_kinds(screen: Screen) -> None:
    """Every form: its name, how many, when, what is left for the pen."""
    columns = [
        Column("表名"),
        Column("份数"),
        Column("什么时候做", grows=True),
        Column("留给手写", grows=True),
    ]
    rows = []
    for kind in KINDS:
        when = kind.when if not kind.made_by else f"{kind.when}（{kind.made_by}）"
        per = f"年度，{kind.per}" if kind.annual else kind.per
        rows.append([Cell(kind.name), Cell(per), Cell(when), Cell("、".join(kind.pen))])
    screen.table(columns, rows)
    screen.message("下一步：pinshi form 登记簿.xlsx --kind 表名，或 --all 全部做齐")


def show_formed(screen: Screen, books: Sequence[Path], made: "Formed") -> None:
    """How each form compares with the grades, what is blank, where the files are."""
    show_findings(screen, made.diagnostics, on_result=False, files=len(books) > 1)
    book = quoted(books[-1])
    if not made.plan.ok:
        screen.complaint(f"登记簿有错误，没有做表（{counted(made.diagnostics)}）", "error")
        named = " ".join(quoted(each) for each in books)
        screen.message(f"下一步：改好登记簿，再 pinshi check {named}")
        return
    for each in made.checked:
        screen.line(each.said, "error" if each.differences else "good")
    if not made.ok:
        screen.complaint("核对不符，一份表也没有留下", "error")
        screen.message("下一步：pinshi template check（查自己改过的模板）")
        return
    for blank in made.blanks:
        empty = f"；登记簿里没有内容：{'、'.join(blank.empty)}" if blank.empty else ""
        screen.message(f"{blank.label}留给手写：{'、'.join(blank.pen)}{empty}", "dim")
    written = made.written
    if len(written.planned) <= FEW:
        show_written(screen, written)
    else:
        _by_folder(screen, written)
    if written.planned and not written.dry:
        screen.message(f"下一步：打开“{PRINT}”文件或各表核对、打印、签名{_notice(made, book)}")
    elif written.planned:
        screen.message("下一步：去掉 --dry-run 写出")


def _notice(made: "Formed", book: str) -> str:
    """The command of the notice that can be made now; none after the forms of a year."""
    if all(each.kind.annual for each in made.plan.sets):
        return ""
    register = made.plan.quarters[-1].register
    if register is not None and register.unit.meeting_date is None:
        return f"；会前征求意见：pinshi notice {book} --draft"
    return f"；公示：pinshi notice {book}"


def _by_folder(screen: Screen, written: "Written") -> None:
    folders: dict[Path, int] = {}
    for each in written.planned:
        folders[each.path.parent] = folders.get(each.path.parent, 0) + 1
    for folder, number in folders.items():
        screen.line(
            f"{'将写出' if written.dry else '已写出'} {folder}（{number} 个文件）", "strong"
        )
