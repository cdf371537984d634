"""`pinshi backup`, `restore` and `prune` on the screen."""

from pinshi_cli.cli.console import Screen
from pinshi_cli.cli.findings import show_findings
from pinshi_cli.cli.written import ledger_said, quoted
from pinshi_cli.workflow.ledger.upkeep import Copied, Pruning


def show_backup(screen: Screen, copied: Copied) -> None:
    """What was copied, that it holds, and how to bring it back."""
    found = copied.verified
    show_findings(screen, found.faults, on_result=False)
    screen.line(f"台账 {copied.ledger}：{found.entries} 笔，核对无误，末笔 {found.head}")
    screen.line(f"已写出 {copied.file}", "strong")
    screen.message("下一步：把备份和末笔校验值分开保存；需要时：")
    screen.message(f"    pinshi restore {quoted(copied.file)}{ledger_said(copied.ledger)}")


def show_restored(screen: Screen, copied: Copied) -> None:
    """What the ledger holds now."""
    found = copied.verified
    show_findings(screen, found.faults, on_result=False)
    screen.line(f"已恢复台账 {copied.ledger}：{found.entries} 笔，末笔 {found.head}", "strong")
    screen.message(f"下一步：pinshi verify{ledger_said(copied.ledger)}（核对台账）")


def show_pruned(screen: Screen, found: Pruning) -> None:
    """How many entries were emptied, or would be."""
    if not found.seqs:
        screen.line(f"台账里没有 {found.before} 以前还没清理的内容。")
        screen.message(f"下一步：pinshi verify{ledger_said(found.ledger)}（核对台账）")
    elif found.entry is None:
        screen.line(f"将清理 {found.before} 以前的 {len(found.seqs)} 笔", "strong")
        said = ledger_said(found.ledger)
        screen.message(f"下一步：先 pinshi backup{said}，再去掉 --dry-run 清理")
    else:
        number = f"第 {found.entry.seq} 笔"
        said = f"已清理 {found.before} 以前的 {len(found.seqs)} 笔，记为{number}"
        screen.line(said, "strong")
        again = f"pinshi verify{ledger_said(found.ledger)}（核对台账）"
        screen.message(f"下一步：{again}；以前的备份里还有这些内容，也要处理。")
