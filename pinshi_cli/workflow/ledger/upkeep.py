"""`pinshi backup`, `restore` and `prune`: the ledger as a whole."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.backup import backup, restore
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import Entry
from pinshi_cli.ledger.prune import prunable, prune
from pinshi_cli.ledger.verify import Verified
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, refuse
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.calls import quarter_named
from pinshi_cli.workflow.targets import target


class Copied(NamedTuple):
    """A backup made, or a ledger restored: which file, which ledger, what is in it."""

    file: Path
    ledger: str
    verified: Verified


class Pruning(NamedTuple):
    """What was emptied: entries of quarters before `before`; `entry` is None where none were."""

    before: Quarter
    seqs: tuple[int, ...]
    entry: Entry | None
    ledger: str
    dry: bool


def back_up(address: Address, out: Path | None, at: datetime) -> Copied:
    """Copy the ledger to `out` (a file, or a folder), checked. Raises `Refusal`."""
    path = target(out, f"pinshi-备份-{at:%Y%m%d-%H%M%S}.db")
    with open_ledger(address, create=False) as ledger:
        _make_folder(path.parent)
        return Copied(path, address.shown, backup(ledger, path))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = "建不了放备份的文件夹"
        raise refuse("F123", message, "换一个 -o。", file=str(folder)) from error


def bring_back(path: Path, address: Address, *, force: bool) -> Copied:
    """Bring the ledger to what the backup holds. Raises `Refusal`, F101 without a backup."""
    if not path.exists():
        hint = "核对文件名和所在文件夹；备份是 pinshi backup 写的那个文件。"
        raise refuse("F101", "找不到备份文件", hint, file=str(path))
    try:
        return Copied(path, address.shown, restore(path, address, force=force))
    except Refusal as refusal:
        raise Refusal(*(_of_backup(each, str(path)) for each in refusal.diagnostics)) from refusal


def _of_backup(found: Diagnostic, file: str) -> Diagnostic:
    """The same, with the way out where the backup is none: the codes tell of a ledger's file."""
    if found.where.file != file or found.code not in ("L001", "L003", "L004"):
        return found
    return found._replace(message="这不是备份", hint="写 pinshi backup 写的那个文件。")


def first_kept(said: str) -> Quarter:
    """The first quarter that stays: `2023` means 2023Q1. Raises `Refusal` U701."""
    year = squeezed(said).removesuffix("年")
    if re.fullmatch(r"20\d\d", year):
        return Quarter(int(year), 1)
    try:
        return quarter_named(said)
    except Refusal:
        message, hint = f"“{said}”不是年度，也不是季度", "写成 2023，或 2023Q1。"
        raise refuse("U701", message, hint) from None


Confirm = Callable[[str], bool]


class Wish(NamedTuple):
    """How a pruning is asked for; `confirm` is None where nobody can be asked."""

    before: Quarter
    why: str
    by: str
    at: datetime
    sure: bool = False
    confirm: Confirm | None = None
    dry: bool = False


def prune_before(ledger: Ledger, wish: Wish) -> Pruning:
    """Empty what is older, once somebody has agreed.

    Raises `Refusal`: L098 where nobody has, U701 where a quarter that runs would be emptied too.
    """
    if wish.at.date() < wish.before.first:
        hint = "只清理保存期满的，例如 --before 2023：2022 年及以前的。"
        raise refuse("U701", f"{wish.before} 还没有到，不能清理到那里", hint)
    seqs = prunable(ledger, wish.before)
    shown = ledger.address.shown
    if wish.dry:
        return Pruning(wish.before, seqs, None, shown, wish.dry)
    # where nothing is left to empty, what an earlier call could not wipe out is wiped out now
    if seqs and not (wish.sure or _agreed(wish, seqs)):
        hint = "先 pinshi backup；确认要清理的，加 --yes。"
        raise refuse("L098", "没有确认，什么也没有清理", hint)
    entry = prune(ledger, wish.before, wish.at, wish.by, wish.why)
    return Pruning(wish.before, seqs, entry, shown, wish.dry)


def _agreed(wish: Wish, seqs: tuple[int, ...]) -> bool:
    question = f"将清理 {wish.before} 以前的 {len(seqs)} 笔，里面的姓名、等次、理由不能恢复。确定吗"
    return wish.confirm is not None and wish.confirm(question)


def copied_document(command: str, copied: Copied) -> Document:
    """`pinshi backup --json` and `pinshi restore --json`."""
    found = copied.verified
    outputs = [str(copied.file)] if command == "backup" else []
    return document(
        command,
        ok=True,
        diagnostics=found.faults,
        ledger=copied.ledger,
        file=str(copied.file),
        entries=found.entries,
        head=str(found.head),
        outputs=outputs,
    )


def prune_document(found: Pruning) -> Document:
    """`pinshi prune --json`."""
    return document(
        "prune",
        ok=True,
        diagnostics=(),
        ledger=found.ledger,
        before=str(found.before),
        pruned=list(found.seqs),
        entry=None if found.entry is None else found.entry.seq,
        dry_run=found.dry,
    )
