"""kill -9 at random moments of recording, correcting, migrating, backing up, restoring, pruning.

What a child acknowledged must be there afterwards, whole; what it did not may be there or not,
but never half.
"""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.torture import checks, crew, later, work
from benchmarks.torture.papers import paper
from benchmarks.torture.places import Server, folder
from benchmarks.torture.seen import Seen
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append_all
from pinshi_cli.ledger.backup import backup
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import Head
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter

_EARLIER = Quarter(2025, 1)
_TOGETHER = 25
"""So many kills fall on one ledger, one after the other; then a new one is begun."""


class Field:
    """Where ledgers are made anew for each round."""

    def __init__(self, place: Path, server: Server | None) -> None:
        self.folder = place
        self.server = server
        self.chance = random.Random(20260410)  # noqa: S311 (a game, no secret)

    def new(self, like: Address | None = None) -> Address:
        """A place without a ledger, or with a copy of one that nobody has open."""
        if self.server is not None:
            return self.server.new(like)
        path = self.folder / "pinshi.db"
        if like is not None and like.path is not None:
            shutil.copyfile(like.path, path)
        return Address(path)

    def made(self, name: str, units: int, quarter: Quarter) -> Address:
        """A ledger with data."""
        address = Address(self.folder / name) if self.server is None else self.server.new()
        with open_ledger(address, create=True) as ledger:
            news = [paper(number, quarter=quarter) for number in range(1, units + 1)]
            append_all(ledger, news)
        return address

    def quiet(self, address: Address) -> None:
        if self.server is not None:
            self.server.quiet(address)

    def clear(self, address: Address) -> None:
        """Take a round's ledger away, with all that lies beside it."""
        if self.server is not None:
            self.server.drop(address)
        for path in self.folder.glob("*pinshi*"):
            path.unlink()

    def killer(self, what: Callable[..., None], *arguments: object) -> crew.Killer:
        """One who kills at that work, having seen how long it takes."""
        killer = crew.Killer(self.chance, what)
        killer.watch(*arguments)
        return killer


def recording(field: Field, times: int) -> Seen:
    """Kills of a clerk who records new units, beginning without a ledger."""
    return _appending(field, times, work.record, "记入时 kill -9")


def correcting(field: Field, times: int) -> Seen:
    """Kills of a clerk who corrects."""
    return _appending(field, times, work.correct, "更正时 kill -9")


def _appending(field: Field, times: int, what: Callable[..., None], name: str) -> Seen:
    happened: Counter[str] = Counter()
    faults: list[str] = []
    done = 0
    tried = field.new()
    killed = field.killer(what, tried)
    field.clear(tried)
    while done < times:
        address = field.new()
        acknowledged: list[Head] = []
        with ExitStack() as held:
            for _ in range(min(_TOGETHER, times - done)):
                said = killed(address)
                field.quiet(address)
                acknowledged += map(checks.head, said)
                happened["答应过的笔"] += len(said)
                happened["一笔未答应即被杀"] += not said
                faults += checks.wrong(address, acknowledged)
                done += 1
                if done % 8 == 0 and acknowledged:  # somebody else keeps it open: the log stays
                    held.enter_context(open_ledger(address, create=False))
        field.clear(address)
    return Seen(name, done, happened, tuple(faults))


def crashing(field: Field, times: int, server: Server) -> Seen:
    """Kills of the server's process that serves the clerk: all of the server starts anew."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    address = field.new()
    with open_ledger(address, create=True):
        pass
    acknowledged: list[Head] = []
    for _ in range(times):
        child = crew.start(work.record_until_refused, address)
        time.sleep(field.chance.uniform(0.02, 0.2))
        struck = server.strike(address)
        said = child.said() if struck else child.kill()
        server.back()
        refused = [word for word in said if word.startswith("refused")]
        happened.update(refused)
        stood = [checks.head(word) for word in said if not word.startswith("refused")]
        happened["答应过的笔"] += len(stood)
        if struck and refused not in (["refused L018"], ["refused L020"]):
            faults.append(f"没有说明原因：{said[-1:]}")
        acknowledged += stood
        faults += checks.wrong(address, acknowledged)
    return Seen("数据库的进程被 kill -9", times, happened, tuple(faults))


def migrating(field: Field, times: int) -> Seen:
    """Kills in the middle of a step of migration: all of it is there, or nothing."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    old = field.made("old.db", 120, _EARLIER)
    done = field.new(old)
    shape_before, content_before = _looks(old)
    with later.later_step():
        shape_after, _ = _looks(done)
    field.clear(done)
    tried = field.new(old)
    killed = field.killer(work.upgrade, tried)
    field.clear(tried)
    for _ in range(times):
        address = field.new(old)
        said = killed(address)
        field.quiet(address)
        # opened as the later pinshi of which it has the tables, so that looking changes nothing
        now = _shape_as_it_is(address)
        happened["升级成了"] += now == shape_after
        happened["没有升级"] += now == shape_before
        if now not in (shape_before, shape_after):
            faults.append(f"表的样子停在半路：{now}")
        if said and now != shape_after:
            faults.append("答应升级好了，却没有")
        with later.later_step():
            shape, content = _looks(address)
            faults += checks.wrong(address, ())
        if shape != shape_after or content != content_before:
            faults.append("再打开时没有升级好，或内容变了")
        for kept in field.folder.glob("pinshi-升级前-*.db"):
            faults += checks.wrong(Address(kept), ())
        field.clear(address)
    return Seen("升级表结构时 kill -9", times, happened, tuple(faults))


def _looks(address: Address) -> tuple[Any, Any]:
    with open_ledger(address, create=False) as ledger:
        return checks.shape(ledger), checks.content(ledger)


def _shape_as_it_is(address: Address) -> object:
    """The shape of a ledger, whichever of the two pinshi it belongs to."""
    try:
        with open_ledger(address, create=False) as ledger:
            return checks.shape(ledger)
    except Refusal:  # the older pinshi refuses newer tables
        with later.later_step(), open_ledger(address, create=False) as ledger:
            return checks.shape(ledger)


def backing_up(field: Field, times: int) -> Seen:
    """Kills of backups: a file is there whole and checked, or not at all."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    address = field.made("ledger.db", 60, _EARLIER)
    with open_ledger(address, create=False) as ledger:
        content = checks.content(ledger)
    with folder() as target:
        killed = field.killer(work.back_up, address, target)
    for _ in range(times):
        with folder() as target:
            said = killed(address, target)
            there = {path.name for path in target.iterdir() if not path.name.startswith(".")}
            happened["完整的备份"] += len(there)
            happened["杀在半路，没有备份"] += not there
            happened["剩下临时文件"] += any(path.name.startswith(".") for path in target.iterdir())
            faults += [f"备份 {name} 答应过，却没有" for name in set(said) - there]
            for name in there:
                copy = Address(target / name)
                faults += checks.wrong(copy, ())
                if checks.content_at(copy) != content:
                    faults.append(f"备份 {name} 与台账不同")
        faults += checks.wrong(address, ())
    return Seen("备份时 kill -9", times, happened, tuple(faults))


def pruning(field: Field, times: int) -> Seen:
    """Kills of pruning: emptied and noted, or neither."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    full = field.made("full.db", 120, _EARLIER)
    tried = field.new(full)
    killed = field.killer(work.clear, tried)
    field.clear(tried)
    for _ in range(times):
        address = field.new(full)
        said = killed(address)
        field.quiet(address)
        with open_ledger(address, create=False) as ledger:
            _, left = checks.content(ledger)
        happened["清理了" if not left else "没有清理"] += 1
        faults += _wrong_when_pruned(address, [checks.head(each) for each in said])
        field.clear(address)
    return Seen("清理时 kill -9", times, happened, tuple(faults))


def _wrong_when_pruned(address: Address, acknowledged: list[Head]) -> list[str]:
    with open_ledger(address, create=False) as ledger:
        counted = checks.counts(ledger)
    if len(counted) not in (0, 120):
        return [f"清理停在半路：还有 {len(counted)} 笔的人员"]
    return checks.wrong(address, acknowledged)


def restoring(field: Field, times: int) -> Seen:
    """Kills of `restore --force`: the old ledger or the new, and the old one never lost."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    old = field.made("old.db", 40, _EARLIER)
    backed_up = field.folder / "backup.db"
    with open_ledger(field.made("new.db", 50, Quarter(2026, 2)), create=False) as ledger:
        backup(ledger, backed_up)
    contents = {checks.content_at(old): "旧的", checks.content_at(Address(backed_up)): "恢复的"}
    tried = field.new(old)
    killed = field.killer(work.bring_back, backed_up, tried)
    field.clear(tried)
    for _ in range(times):
        address = field.new(old)
        said = killed(backed_up, address)
        field.quiet(address)
        now = contents.get(checks.content_at(address), "都不是")
        happened[f"留下{now}"] += 1
        if now == "都不是" or (said and now != "恢复的"):
            faults.append(f"恢复以后留下的{now}")
        else:
            faults += checks.wrong(address, ())
        if now == "恢复的" and address.path is not None:
            kept = [checks.content_at(Address(each)) for each in _kept(address.path)]
            if all(contents.get(each) != "旧的" for each in kept):
                faults.append("原来的台账没有留下")
        field.clear(address)
    return Seen("恢复时 kill -9", times, happened, tuple(faults))


def _kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}-恢复前-*{path.suffix}"))


SUITES: tuple[tuple[Callable[[Field, int], Seen], int], ...] = (
    (recording, 350),
    (correcting, 250),
    (migrating, 200),
    (backing_up, 200),
    (pruning, 100),
    (restoring, 100),
)
"""What is killed, and how often: a thousand times in all, and two suites more."""

CRASHES = 60


def all_kills(share: int, server: Server | None = None) -> Iterator[Seen]:
    """Every suite, with a `share`-th of the full counts."""
    for suite, times in SUITES:
        with folder() as place:
            yield suite(Field(place, server), -(-times // share))
    if server is not None:
        with folder() as place:
            yield crashing(Field(place, server), -(-CRASHES // share), server)
