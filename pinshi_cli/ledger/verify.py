"""Is the ledger as it was written? Every hash is recomputed from what stands there now.

One walk over both tables in the order of the chain. What was pruned is accepted where an entry
says so; against a cut tail or a ledger rewritten as a whole, the head helps that was written
down elsewhere.
"""

from collections.abc import Iterable, Iterator
from itertools import chain as joined
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from pinshi_cli.ledger import chain
from pinshi_cli.ledger.bulk import streamed
from pinshi_cli.ledger.entry import PRUNE, Head
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from pinshi_cli.ledger.connect import Ledger


class Verified(NamedTuple):
    """What a check found: how many entries, the end of the chain, and what is wrong."""

    entries: int
    head: Head
    faults: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was tampered with; a warning does not say so."""
        return not any(fault.is_error for fault in self.faults)


def verify(ledger: "Ledger", head: Head | None = None) -> Verified:
    """Check the whole ledger; with `head`, that it still holds what ended with that entry.

    Of the head's hash the beginning is enough.
    """
    with ledger.reading() as connection:
        found = verified(connection, ledger.address.shown, head)
        damage = tuple(_damage(connection, ledger.address.shown))
    return found._replace(faults=found.faults + damage)


def verified(connection: Connection, file: str, head: Head | None = None) -> Verified:
    """The check, within a transaction."""
    walk = _Walk(file, head)
    _go(connection, walk)
    walk.end()
    return Verified(walk.entries, Head(walk.seq, walk.hash), tuple(walk.faults))


def _damage(connection: Connection, file: str) -> Iterator[Diagnostic]:
    """What SQLite itself finds wrong with its file: an index that leads to the wrong rows."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
        if found != ["ok"]:
            message = "台账文件内部前后矛盾，按姓名、编号查到的可能不全"
            hint = "不要再写；用 pinshi restore 从备份恢复。"
            yield Diagnostic("L006", Severity.ERROR, message, Place(file=file), hint)


def _go(connection: Connection, walk: "_Walk") -> None:
    columns = entries.c
    of_entries = select(
        *(columns[name] for name in chain.Sealed._fields), columns.salt, columns.head, columns.hash
    ).order_by(columns.seq)
    of_results = select(results.c.seq, *(results.c[name] for name in chain.Row._fields)).order_by(
        results.c.seq, results.c.position
    )
    with (
        streamed(connection, of_results) as rows,
        streamed(connection, of_entries) as all_entries,
    ):
        _walked(walk, all_entries, rows)


def _walked(
    walk: "_Walk", all_entries: Iterator[tuple[Any, ...]], rows: Iterator[tuple[Any, ...]]
) -> None:
    row = next(rows, None)
    for entry in all_entries:
        seq = entry[0]
        own: list[tuple[Any, ...]] = []
        # a number that somebody made a text comes after all numbers
        while row is not None and isinstance(row[0], int) and row[0] <= seq:
            if row[0] == seq:
                own.append(row[1:])
            else:
                walk.stray(row[0])
            row = next(rows, None)
        walk.entry(entry, own)
    for each in joined(() if row is None else (row,), rows):
        walk.stray(each[0])


class _Walk:
    """Along the chain, entry by entry."""

    def __init__(self, file: str, expected: Head | None) -> None:
        self.entries = 0
        self.seq = 0
        self.hash = chain.START
        self.faults: list[Diagnostic] = []
        self._file = file
        self._expected = expected
        self._at = ""
        self._empty: set[int] = set()
        self._pruned: set[int] = set()

    def entry(self, row: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> None:
        """The next entry, with its results."""
        *sealed, salt, head, own = row
        seq, kind, at = sealed[:3]
        content, previous = sealed[-2:]
        if seq != self.seq + 1:
            self._fault(
                "L032", seq, f"第 {seq} 笔前面应是第 {seq - 1} 笔，台账里是第 {self.seq} 笔"
            )
        if previous != self.hash:
            self._fault("L033", seq, f"第 {seq} 笔与前一笔接不上")
        if _hash(sealed) != own:
            self._fault("L030", seq, f"第 {seq} 笔的单位、季度、时间、经办人等与校验值不符")
        if salt is None and head is None and not rows:
            self._empty.add(seq)
        elif _content(salt, head, rows) != content:
            self._fault("L031", seq, f"第 {seq} 笔的说明或人员结果与校验值不符")
        elif kind == PRUNE:
            self._pruned.update(each for each in covered(head or "") if each < seq)
        self._look_at_time(seq, at)
        self._look_at_head(seq, own)
        self.entries, self.seq, self.hash = self.entries + 1, seq, own

    def stray(self, seq: object) -> None:
        """A result that belongs to no entry."""
        message = f"有第 {seq} 笔的人员结果，却没有第 {seq} 笔"
        if not self.faults or self.faults[-1].message != message:
            self._fault("L034", seq, message)

    def end(self) -> None:
        """What only shows when all entries were seen."""
        for seq in sorted(self._empty - self._pruned):
            self._fault("L035", seq, f"第 {seq} 笔的内容不见了，没有一笔清理说清理过它")
        for seq in sorted(self._pruned - self._empty):
            self._fault("L036", seq, f"第 {seq} 笔清理过，内容却还在")
        if self._expected is not None and self._expected.seq > self.seq:
            self._fault(
                "L037",
                self._expected.seq,
                f"记下的末笔是第 {self._expected.seq} 笔，台账只到第 {self.seq} 笔",
            )

    def _look_at_time(self, seq: int, at: object) -> None:
        if isinstance(at, str) and at < self._at:
            self._fault("L039", seq, f"第 {seq} 笔的时间早于前一笔", Severity.WARNING)
        self._at = at if isinstance(at, str) else self._at

    def _look_at_head(self, seq: int, own: object) -> None:
        expected = self._expected
        if expected is None or expected.seq != seq:
            return
        # forms print only the beginning of a hash
        if not expected.hash or not str(own).startswith(expected.hash):
            self._fault("L038", seq, f"第 {seq} 笔的校验值与记下的不同")

    def _fault(
        self, code: str, seq: object, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        where = Place(file=self._file, key=f"第 {seq} 笔")
        self.faults.append(Diagnostic(code, severity, message, where))


def covered(head: str) -> Iterable[int]:
    """The entries that an entry of pruning names."""
    spans: Any = chain.facts_of(head).get("pruned", ())
    for first, last in spans:
        yield from range(first, last + 1)


def _hash(sealed: list[Any]) -> str | None:
    try:
        return chain.hash_of(sealed)
    except (TypeError, UnicodeEncodeError, ValueError):  # bytes, or no number at all
        return None


def _content(salt: str | None, head: str | None, rows: list[tuple[Any, ...]]) -> str | None:
    if salt is None or head is None:
        return None
    try:
        return chain.content_of(salt, head, rows)
    except (TypeError, UnicodeEncodeError, ValueError):
        return None
