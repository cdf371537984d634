"""`pinshi import` on the screen."""

from pathlib import Path

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import counted, show_findings
from pinshi_cli.cli.written import ledger_said, quoted
from pinshi_cli.workflow.ledger.imports import Imported, Wish

MOST = 40
"""So many quarters are listed; of more, how many there are."""


def show_imported(screen: Screen, table: Path, wish: Wish, found: Imported) -> None:
    """Each unit's quarter with its entry, or what stands in the way."""
    show_findings(screen, found.diagnostics, on_result=False)
    if not found.ok:
        screen.complaint(f"什么也没有记入台账（{counted(found.diagnostics)}）", "error")
        said = f"{quoted(table)}{_said(wish)}{ledger_said(found.ledger)}"
        screen.message(f"下一步：改好表，再 pinshi import {said} --dry-run")
        return
    for place, new in enumerate(found.news[:MOST]):
        number = f"第 {found.entries[place].seq} 笔，" if found.entries else "将"
        when = "" if new.quarter is None else new.quarter.chinese
        screen.line(f"{new.unit.name}　{when}：{number}补录 {len(new.results)} 人")
    if len(found.news) > MOST:
        screen.line(f"…… 共 {len(found.news)} 个季度", "dim")
    if found.dry:
        screen.message("下一步：去掉 --dry-run 补录")
    else:
        screen.line(f"已记入台账 {found.ledger}：{found.people} 人次", "strong")
        screen.message(f"下一步：pinshi verify{ledger_said(found.ledger)}（核对台账）")


def _said(wish: Wish) -> str:
    """What the call said beside the table, as the next one must say it again."""
    words = [("--policy", wish.policy or ""), ("--unit", wish.unit)]
    words += [("--renamed", each) for each in wish.renamed]
    return "".join(f" {option} {quoted(word)}" for option, word in words if word)
