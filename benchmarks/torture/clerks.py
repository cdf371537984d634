"""Two clerks on one ledger: nobody's entry is lost, nobody writes over what he has not seen."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from benchmarks.torture import checks, crew
from benchmarks.torture.papers import QUARTER, paper, people, unit
from benchmarks.torture.places import Server, folder
from benchmarks.torture.seen import Seen
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, append_all, head_of
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import CORRECT, DECIDE, RECORD, REVIEW_OPEN, Entry, Head
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal

CLERKS = st.integers(0, 1)
UNITS = st.integers(1, 3)
LIMIT = 5
"""Seconds within which a conflict must show."""


def all_clerks(share: int, server: Server | None = None) -> Iterator[Seen]:
    """Both forms, with a `share`-th of ten thousand operations, and the wait for a lock."""
    yield interleaved(-(-10_000 // share), server)
    yield at_once(-(-10_000 // share), server)
    yield waiting(-(-20 // share), server)


class Clerks(RuleBasedStateMachine):
    """Two open ledgers, and by their side what must be in them."""

    place: ClassVar[Path]
    server: ClassVar[Server | None]
    happened: ClassVar[Counter[str]]
    _numbers: ClassVar[Iterator[int]] = count(1)

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[int, list[Entry]] = {1: [], 2: [], 3: []}
        self.chain: list[Entry] = []
        self.seen = ({1: 0, 2: 0, 3: 0}, {1: 0, 2: 0, 3: 0})
        self.pictures: dict[int, tuple[ExitStack, Head]] = {}
        self.stack = ExitStack()

    @initialize()
    def open_both(self) -> None:
        if self.server is None:
            self.address = Address(self.place / f"{next(self._numbers)}.db")
        else:
            self.address = self.server.new()
        self.ledgers = [self._opened(), self._opened()]

    def _opened(self) -> Ledger:
        return self.stack.enter_context(open_ledger(self.address, create=True))

    @rule(clerk=CLERKS, number=UNITS)
    def look(self, clerk: int, number: int) -> None:
        """A clerk sees what stands, unless he still has an older picture before him."""
        found = standing(self.ledgers[clerk], unit(number), QUARTER)
        self._count("看")
        latest = 0 if found is None else found.latest.seq
        self.seen[clerk][number] = latest
        if clerk not in self.pictures:
            assert latest == self._latest(number)
        else:
            assert latest <= self._latest(number)

    @rule(clerk=CLERKS, number=UNITS, kind=st.sampled_from([RECORD, CORRECT, DECIDE, REVIEW_OPEN]))
    def write(self, clerk: int, number: int, kind: str) -> None:
        """A clerk writes on what he saw last: it goes through if that is still the last."""
        if clerk in self.pictures:
            return
        follows = self.seen[clerk][number]
        results = {DECIDE: people(1, follows), REVIEW_OPEN: ()}.get(kind, people(3, follows))
        news = [paper(number, kind, follows, results=results)]
        try:
            entry = append(self.ledgers[clerk], news[0])
        except Refusal as refusal:
            code = refusal.diagnostics[0].code
            self._count(f"拒绝 {code}")
            if code == "L012":  # nothing to decide on yet
                assert not self.model[number]
                assert kind in {DECIDE, REVIEW_OPEN}
            else:
                assert code == "L011"
                assert follows != self._latest(number)
            return
        self._count("写成")
        assert follows == self._latest(number)
        self._stands(clerk, number, entry)

    @rule(clerk=CLERKS, first=UNITS, second=UNITS)
    def write_two(self, clerk: int, first: int, second: int) -> None:
        """Two units in one call: both or none."""
        if clerk in self.pictures or first == second:
            return
        seen = self.seen[clerk]
        news = [paper(number, CORRECT, seen[number]) for number in (first, second)]
        fits = all(seen[number] == self._latest(number) for number in (first, second))
        try:
            entries = append_all(self.ledgers[clerk], news)
        except Refusal as refusal:
            self._count(f"两笔都拒绝 {refusal.diagnostics[0].code}")
            assert not fits
            return
        assert fits
        self._count("两笔都写成")
        for number, entry in zip((first, second), entries, strict=True):
            self._stands(clerk, number, entry)

    @rule(clerk=CLERKS)
    def begin_picture(self, clerk: int) -> None:
        """A long reading begins: all of it is of one moment."""
        if clerk not in self.pictures:
            reading = ExitStack()
            reading.enter_context(self.ledgers[clerk].reading())
            self.pictures[clerk] = (reading, head_of(self.ledgers[clerk]))
            self._count("长读开始")

    @precondition(lambda self: self.pictures)
    @rule(clerk=CLERKS)
    def end_picture(self, clerk: int) -> None:
        if clerk in self.pictures:
            reading, head = self.pictures.pop(clerk)
            assert head_of(self.ledgers[clerk]) == head
            reading.close()
            self._count("长读结束")

    @rule(clerk=CLERKS)
    def come_back(self, clerk: int) -> None:
        """A clerk closes the ledger and opens it again."""
        if clerk not in self.pictures:
            self.ledgers[clerk] = self._opened()
            self._count("重开")

    @invariant()
    def heads_agree(self) -> None:
        for clerk in {0, 1} - set(self.pictures):
            if hasattr(self, "ledgers"):
                last = self.chain[-1] if self.chain else None
                assert head_of(self.ledgers[clerk])[0] == (last.seq if last else 0)

    def teardown(self) -> None:
        for reading, _ in self.pictures.values():
            reading.close()
        with self.stack:
            if hasattr(self, "ledgers"):
                self._all_is_there()
        if self.server is not None and hasattr(self, "address"):
            self.server.drop(self.address)

    def _all_is_there(self) -> None:
        head = Head(self.chain[-1].seq, self.chain[-1].hash) if self.chain else None
        found = verify(self.ledgers[0], head)
        assert found.faults == ()
        assert found.head.seq == len(self.chain)
        for number, entries in self.model.items():
            state = standing(self.ledgers[1], unit(number), QUARTER)
            kept = [] if state is None else [entry.hash for entry in state.entries]
            assert kept == [entry.hash for entry in entries]

    def _stands(self, clerk: int, number: int, entry: Entry) -> None:
        assert entry.seq == len(self.chain) + 1
        self.chain.append(entry)
        self.model[number].append(entry)
        self.seen[clerk][number] = entry.seq

    def _latest(self, number: int) -> int:
        return self.model[number][-1].seq if self.model[number] else 0

    def _count(self, what: str) -> None:
        self.happened[what] += 1


def interleaved(times: int, server: Server | None) -> Seen:
    """So many operations of two clerks in one process, in orders that hypothesis thinks of."""
    happened: Counter[str] = Counter()
    steps = 50
    with folder() as place:
        kind = type("These", (Clerks,), {"place": place, "server": server, "happened": happened})
        while sum(happened.values()) < times:
            left = times - sum(happened.values())
            chosen = settings(
                max_examples=-(-left // steps),
                stateful_step_count=steps,
                deadline=None,
                database=None,
                derandomize=False,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )
            run_state_machine_as_test(kind, settings=chosen)
    return Seen("两个经办人交错（一个进程）", sum(happened.values()), happened, ())


def clerk_at_work(pipe: Connection, address: Address, seed: int, times: int) -> None:
    """Look, think for a moment, correct; say each entry that stands."""
    chance = random.Random(seed)  # noqa: S311 (a game, no secret)
    with open_ledger(address, create=True) as ledger:
        for _ in range(times):
            number = chance.randint(1, 3)
            found = standing(ledger, unit(number), QUARTER)
            follows = 0 if found is None else found.latest.seq
            counted = 1 if found is None else _count_of(found.latest) + 1
            if chance.random() < 0.2:
                time.sleep(chance.uniform(0, 0.003))
            kind = CORRECT if follows else RECORD
            try:
                entry = append(ledger, paper(number, kind, follows, count=counted))
            except Refusal as refusal:
                pipe.send_bytes(f"refused {refusal.diagnostics[0].code}".encode())
            else:
                pipe.send_bytes(f"{entry.seq}:{entry.hash}".encode())


def _count_of(entry: Entry) -> int:
    counted = (entry.head or {}).get("count", 0)
    return counted if isinstance(counted, int) else 0


def at_once(times: int, server: Server | None) -> Seen:
    """Two real processes, each with half of the operations, each counting on from what it saw."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    done = 0
    with folder() as place:
        while done < times:
            each = min(250, -(-(times - done) // 2))
            address = Address(place / f"{done}.db") if server is None else server.new()
            with open_ledger(address, create=True):
                pass
            both = [crew.start(clerk_at_work, address, done + n, each) for n in range(2)]
            said = [word for child in both for word in child.said()]
            refused = [word for word in said if word.startswith("refused")]
            happened.update(refused)
            stood = [checks.head(word) for word in said if not word.startswith("refused")]
            happened["写成"] += len(stood)
            if len(said) != 2 * each:
                faults.append(f"{2 * each} 次操作，只有 {len(said)} 次有结果")
            faults += [f"不该有的拒绝：{word}" for word in refused if word != "refused L011"]
            faults += checks.wrong(address, stood)
            faults += _lost(address, len(stood))
            done += 2 * each
    return Seen("两个经办人同时（两个进程）", done, happened, tuple(faults))


def _lost(address: Address, stood: int) -> list[str]:
    """Each unit's entries count 1, 2, 3 … where no update was lost."""
    found = 0
    with open_ledger(address, create=False) as ledger:
        for number in (1, 2, 3):
            state = standing(ledger, unit(number), QUARTER)
            counted = [] if state is None else [_count_of(entry) for entry in state.entries]
            found += len(counted)
            if counted != list(range(1, len(counted) + 1)):
                return [f"丢了更新：{counted}"]
    return [] if found == stood else [f"答应了 {stood} 笔，有 {found} 笔"]


def waiting(times: int, server: Server | None) -> Seen:
    """One clerk holds the ledger and does not let go: the other is told within five seconds."""
    happened: Counter[str] = Counter()
    faults: list[str] = []
    with folder() as place, ExitStack() as stack:
        address = Address(place / "pinshi.db") if server is None else server.new()
        one, other = (stack.enter_context(open_ledger(address, create=True)) for _ in range(2))
        longest = 0.0
        for _ in range(times):
            before = head_of(other)
            with one.writing():
                begin = time.monotonic()
                try:
                    append(other, paper(1))
                    faults.append("写成了，尽管别人正在写")
                except Refusal as refusal:
                    happened[refusal.diagnostics[0].code] += 1
                took = time.monotonic() - begin
            longest = max(longest, took)
            if took > LIMIT:
                faults.append(f"{took:.1f} s 才说")
            if head_of(other) != before:
                faults.append("没有写成，台账却变了")
        append(other, paper(1))
    happened[f"最长 {longest:.1f} s"] += 1
    return Seen("别人占着台账", times, happened, tuple(faults))
