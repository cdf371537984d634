"""`pinshi verify` on the screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.record_view import show_differences
from pinshi_cli.cli.written import ledger_said, quoted, show_written
from pinshi_cli.workflow.ledger.verifying import Compared, Verification

if TYPE_CHECKING:
    from pinshi_cli.workflow.registers import Written


class Asked(NamedTuple):
    """The registers of a call, and where it would have the ledger's head written."""

    books: Sequence[Path]
    head_to: Path | None


def show_verified(
    screen: Screen, ledger: str, asked: Asked, found: Verification, exported: "Written | None"
) -> None:
    """The ledger's state, each register's, and the hash that stands for all of it."""
    # what a register now comes to stands in the table below
    shown = [each for each in found.diagnostics if each.code != "L077"]
    show_findings(screen, shown, on_result=False, files=len(found.books) > 1)
    for book in found.books:
        _show_book(screen, book)
    if asked.head_to is not None and exported is None:
        screen.complaint(f"校验值没有写出（{asked.head_to}）：先查明上面的错误", "warning")
    checked = found.verified
    if not checked.sound:
        screen.complaint(f"台账 {ledger} 与记入时不符（{counted(checked.faults)}）", "error")
        screen.message("下一步：不要再记；从备份恢复 pinshi restore，并查明谁动过台账")
        return
    screen.line(f"台账 {ledger}：{checked.entries} 笔，逐笔核对，没有改动", "good")
    screen.line(f"校验值 {checked.head}")
    if found.earlier is not None:
        screen.line(f"以前记下的第 {found.earlier.seq} 笔还在，校验值相同", "good")
    if not found.ok:
        _show_faulty(screen, ledger, asked, found)
    elif exported is not None:
        show_written(screen, exported)
        again = f"pinshi verify --head 文件{ledger_said(ledger)}"
        screen.message(f"下一步：把这个文件存到别处；以后 {again}")
    else:
        screen.message(
            f"下一步：pinshi verify --export-head 文件{ledger_said(ledger)}"
            "（校验值另存他处，删尾、重写都看得出）"
        )


def _show_faulty(screen: Screen, ledger: str, asked: Asked, found: Verification) -> None:
    """What is wrong with the registers, and the way out of what is worst."""
    books = list(zip(asked.books, found.books, strict=True))
    differing = [path for path, book in books if book.differs]
    unsound = [path for path, book in books if not book.quarter.ok]
    if differing:
        screen.complaint("登记簿与台账不符", "error")
    if unsound:
        screen.complaint("登记簿有错误，没有核对", "error")
    if differing:
        correct = f"pinshi record {quoted(differing[0])} --correct --why 理由{ledger_said(ledger)}"
        screen.message(f"下一步：找出记入时的登记簿；确实要改的，{correct}")
    elif unsound:
        screen.message(f"下一步：改好后再核对，pinshi check {quoted(unsound[0])}")
    else:
        screen.message("下一步：照上面的改法，再 pinshi verify 一次")


def _show_book(screen: Screen, book: Compared) -> None:
    if not book.seq:
        return
    file = "与记入时是同一份" if book.same_file else "与记入时不是同一份"
    if book.differences:
        screen.line(f"{book.quarter.file}：第 {book.seq} 笔，{file}，重新核定不一致", "error")
        show_differences(screen, book.differences)
    else:
        screen.line(f"{book.quarter.file}：第 {book.seq} 笔，{file}，重新核定一致", "good")
