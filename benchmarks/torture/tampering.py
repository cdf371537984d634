"""Somebody changes what is on record, past pinshi: in the tables.

Each random tampering must be found with the head at hand that was written down before; which are
found without it is counted too. What changed nothing that anybody could read is not counted.
"""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from benchmarks.torture import checks
from benchmarks.torture.papers import AT, paper, people
from benchmarks.torture.places import Server
from benchmarks.torture.seen import Seen
from pinshi_cli.ledger import chain
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, append_all, head_of
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import CORRECT, DECIDE, REVIEW_DECIDE, Head
from pinshi_cli.ledger.prune import prune
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.ledger.exports import Asked as Export
from pinshi_cli.workflow.ledger.exports import export
from pinshi_cli.workflow.ledger.finds import Asked, find_results
from pinshi_cli.workflow.ledger.histories import histories

Tamper = Callable[[Connection, random.Random], None]


def made(address: Address) -> Head:
    """A ledger with entries of every kind, some of them pruned; its head is written down."""
    with open_ledger(address, create=True) as ledger:
        old = [paper(number, quarter=Quarter(2023, 1)) for number in range(1, 6)]
        append_all(ledger, [*old, *(paper(number) for number in range(1, 21))])
        prune(ledger, Quarter(2024, 1), AT, "钱有为", "期满")
        append(ledger, paper(1, CORRECT, 6, count=2))
        append(ledger, paper(2, DECIDE, 7, results=people(1, 5)))
        append(ledger, paper(3, REVIEW_DECIDE, 8, results=people(1, 7)))
        append_all(ledger, [paper(number, quarter=Quarter(2026, 2)) for number in range(1, 16)])
        return head_of(ledger)


def by_sql(times: int, place: Path, server: Server | None) -> Seen:
    """Random statements on the tables."""
    chance = random.Random(20260411)  # noqa: S311 (a game, no secret)
    sound = Address(place / "sound.db") if server is None else server.new()
    head = made(sound)
    before = checks.content_at(sound)
    happened: Counter[str] = Counter()
    faults: list[str] = []
    done = 0
    while done < times:
        name, tamper = chance.choice(TAMPERINGS)
        address = _copy(sound, place, server)
        try:
            with past_pinshi(address) as connection:
                tamper(connection, chance)
        except IntegrityError:  # two people of one number
            happened["数据库自己不许"] += 1
        else:
            done += judged(address, head, before, name, happened, faults)
        if server is not None:
            server.drop(address)
    return Seen("改动表中内容", done, happened, tuple(faults))


def _copy(sound: Address, place: Path, server: Server | None) -> Address:
    if server is not None:
        return server.new(sound)
    path = place / "tampered.db"
    assert sound.path is not None
    shutil.copyfile(sound.path, path)
    return Address(path)


@contextmanager
def past_pinshi(address: Address) -> Iterator[Connection]:
    """A connection that knows nothing of the ledger's rules; what it did stands at the end."""
    where = f"sqlite+pysqlite:///{address.path}" if address.path else address.url
    engine = create_engine(where, poolclass=NullPool)
    with engine.begin() as connection:
        if address.path is None:  # foreign keys, which SQLite leaves aside by itself
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection


def judged(
    address: Address,
    head: Head,
    before: object,
    name: str,
    happened: Counter[str],
    faults: list[str],
) -> int:
    """Whether it counted: 0 where nothing that can be read was changed."""
    if not _changed(address, before):
        happened["没有改到内容"] += 1
        return 0
    happened[name] += 1
    try:
        with open_ledger(address, create=False) as ledger:
            if verify(ledger, head).sound:
                faults.append(f"{name}：有校验值也没有查出")
            elif verify(ledger).sound:
                happened[f"{name}：没有校验值查不出"] += 1
    except Refusal:
        happened[f"{name}：打不开，说明了原因"] += 1
    except Exception as fault:  # noqa: BLE001 (whatever it is, it should have been a Refusal)
        faults.append(f"{name}：{type(fault).__name__}: {fault}"[:300])
    faults += [f"{name}，{each}" for each in _unsaid(address)]
    return 1


_READINGS: tuple[tuple[str, Callable[[Ledger], object]], ...] = (
    ("按编号查一个人", lambda ledger: histories(ledger, "001")),
    ("按姓名查一个人", lambda ledger: histories(ledger, people(1)[0].name)),
    ("按条件找", lambda ledger: find_results(ledger, Asked(year=2026), None, AT.date())),
    ("导出一年", lambda ledger: export(ledger, Export(year=2026), AT.date())),
)


def _unsaid(address: Address) -> Iterator[str]:
    """Readings that came to grief without saying that the ledger is damaged."""
    for name, read in _READINGS:
        try:
            with open_ledger(address, create=False) as ledger:
                read(ledger)
        except Refusal:
            continue
        except Exception as fault:  # noqa: BLE001 (whatever it is, it should have been a Refusal)
            yield f"{name}：{type(fault).__name__}: {fault}"[:300]


def _changed(address: Address, before: object) -> bool:
    """Whether anybody who reads past pinshi would see something else, or SQLite a damage."""
    if address.path is None:
        return checks.content_at(address) != before
    try:
        with closing(sqlite3.connect(address.path)) as file:
            now = tuple(
                tuple(file.execute(f"SELECT * FROM {table} ORDER BY 1, 2"))  # noqa: S608 (our own name)
                for table in ("entries", "results")
            )
            whole = list(file.execute("PRAGMA integrity_check")) == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return True
    return now != before or not whole


def edit(connection: Connection, chance: random.Random) -> None:
    """One value of one row becomes another."""
    table = chance.choice((entries, results, results))
    row = chance.choice(connection.execute(select(table)).mappings().all())
    column = chance.choice([each for each in table.columns if each.name not in ("seq", "position")])
    own = row[column.name]
    others = {r[0] for r in connection.execute(select(column).distinct())} - {own}
    if isinstance(own, int):
        other: Any = own + chance.choice((-1, 1))
    elif own and chance.random() < 0.5:
        at = chance.randrange(len(own))
        other = own[:at] + chance.choice("好差0 a1") + own[at + 1 :]
    else:
        other = chance.choice(sorted(others, key=repr) or ["改"])
    if other is None and not column.nullable:
        other = ""
    key = [each == row[each.name] for each in table.primary_key.columns]
    connection.execute(update(table).where(*key).values({column.name: other}))


def remove(connection: Connection, chance: random.Random) -> None:
    """Entries out of the middle, with or without their people; or some people."""
    seq = chance.randrange(1, _last(connection))
    until = min(seq + chance.choice((0, 0, 0, 1, 4)), _last(connection) - 1)
    of_entries, of_results = (
        delete(entries).where(entries.c.seq.between(seq, until)),
        delete(results).where(results.c.seq.between(seq, until)),
    )
    which = chance.randrange(4)
    if which == 3:
        one = chance.choice(connection.execute(select(results.c.seq, results.c.position)).all())
        of_results = delete(results).where(results.c.seq == one[0], results.c.position == one[1])
    if which != 0:
        connection.execute(of_results)
    if which in (0, 1):
        connection.execute(of_entries)


def swap(connection: Connection, chance: random.Random) -> None:
    """Two entries or two people change places, or two people their grades."""
    which = chance.randrange(3)
    if which == 0:
        last = _last(connection)
        one, other = chance.sample(range(1, last + 1), 2)
        for table in (results, entries):
            for old, new in ((one, -1), (other, one), (-1, other)):
                connection.execute(update(table).where(table.c.seq == old).values(seq=new))
        return
    rows = connection.execute(select(results)).mappings().all()
    first, second = chance.sample(rows, 2)
    names = ["grade", "shown", "total"] if which == 1 else ["name", "name_key", "facts", "marks"]
    for to, source in ((first, second), (second, first)):
        connection.execute(
            update(results)
            .where(results.c.seq == to["seq"], results.c.position == to["position"])
            .values({name: source[name] for name in names})
        )


def add(connection: Connection, chance: random.Random) -> None:
    """Somebody who was not there; an entry's people for an entry that is not there."""
    row = dict(chance.choice(connection.execute(select(results)).mappings().all()))
    row |= {"position": 900, "person_id": "900", "name": "插入的人"}
    if chance.random() < 0.3:
        row["seq"] = _last(connection) + 5
    connection.execute(insert(results).values(row))


def empty(connection: Connection, chance: random.Random) -> None:
    """An entry emptied as pruning does it, but no entry says so; or a pruned one filled again."""
    seq = chance.randrange(1, _last(connection) + 1)
    connection.execute(delete(results).where(results.c.seq == seq))
    salt, head = (None, None) if chance.random() < 0.8 else ("0" * 32, "{}")
    connection.execute(update(entries).where(entries.c.seq == seq).values(salt=salt, head=head))


def truncate(connection: Connection, chance: random.Random) -> None:
    """The last entries cut off cleanly, up to all of them."""
    last = _last(connection)
    left = last - chance.choice((1, 1, 2, 5, last))
    for table in (results, entries):
        connection.execute(delete(table).where(table.c.seq > left))


def forge(connection: Connection, chance: random.Random) -> None:
    """A grade changed, and the hashes of that entry made to fit again."""
    _forged(connection, chance, 1)


def rewrite(connection: Connection, chance: random.Random) -> None:
    """A grade changed, and all hashes from there to the end computed anew."""
    _forged(connection, chance, _last(connection))


def _forged(connection: Connection, chance: random.Random, many: int) -> None:
    row = chance.choice(connection.execute(select(results)).mappings().all())
    key = (results.c.seq == row["seq"], results.c.position == row["position"])
    connection.execute(update(results).where(*key).values(grade="改过", shown="改过"))
    previous = None
    names = (*chain.Sealed._fields,)
    for seq in range(row["seq"], min(row["seq"] + many, _last(connection) + 1)):
        entry = dict(
            connection.execute(select(entries).where(entries.c.seq == seq)).mappings().one()
        )
        if seq == row["seq"]:
            columns = [results.c[name] for name in chain.Row._fields]
            of_entry = select(*columns).where(results.c.seq == seq).order_by(results.c.position)
            people_of = [tuple(each) for each in connection.execute(of_entry)]
            entry["content"] = chain.content_of(entry["salt"], entry["head"], people_of)
        entry["previous"] = entry["previous"] if previous is None else previous
        previous = chain.hash_of([entry[name] for name in names])
        connection.execute(
            update(entries)
            .where(entries.c.seq == seq)
            .values(content=entry["content"], previous=entry["previous"], hash=previous)
        )


def _last(connection: Connection) -> int:
    return connection.execute(select(func.max(entries.c.seq))).scalar() or 0


TAMPERINGS: tuple[tuple[str, Tamper], ...] = (
    ("改", edit),
    ("改", edit),
    ("删", remove),
    ("换位", swap),
    ("添", add),
    ("清空", empty),
    ("截尾", truncate),
    ("改后重算一笔", forge),
    ("改后重算到底", rewrite),
)
