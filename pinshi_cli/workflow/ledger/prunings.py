"""What a look into the ledger cannot show any more, because it was pruned."""

from collections.abc import Iterator
from datetime import date

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.prune import prunings
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.workflow.ledger.entries import text


def told_pruned(ledger: Ledger, as_of: date | None) -> Iterator[Diagnostic]:
    """A note of the last pruning: who was on record before it cannot be told any more."""
    for entry in prunings(ledger, as_of)[-1:]:
        before = text(entry.head, "before")
        message = f"{before} 以前的已经清理（第 {entry.seq} 笔，{entry.at:%Y-%m-%d}），这里没有"
        hint = "清理以前的备份里有原来的内容。"
        yield Diagnostic("L059", Severity.NOTE, message, Place(), hint)
