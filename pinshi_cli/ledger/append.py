"""Putting entries on record: all of them in one transaction, or none."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from pinshi_cli.ledger import chain
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.bulk import put_rows
from pinshi_cli.ledger.chain import Row, Sealed, canonical
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import (
    PARTIAL,
    WHOLE,
    Entry,
    Head,
    NewEntry,
    Result,
    UnitName,
)
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.ledger.units import Units, new_key, units_like
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.names import name_key, squeezed
from pinshi_cli.model.period import CHINA, Quarter

LONGEST = 200
"""Characters of a name or a code: an index cannot hold a longer one."""


def append(ledger: Ledger, new: NewEntry) -> Entry:
    """Put one entry on record. Raises `Refusal`; then nothing was written."""
    return append_all(ledger, (new,))[0]


def append_all(ledger: Ledger, news: Sequence[NewEntry]) -> list[Entry]:
    """Put entries on record in their order, all or none.

    Raises `Refusal`: L011 where another entry came since the one that `follows` names, L012 for
    a quarter that is not on record, L013–L015 for results that cannot be kept.
    """
    prepared = [prepare(new) for new in news]
    with ledger.writing() as connection:
        return write(connection, news, prepared)


def append_to_new(address: Address, news: Sequence[NewEntry]) -> list[Entry]:
    """As `append_all`, to a ledger that is made only once the entries can be kept."""
    prepared = [prepare(new) for new in news]
    with open_ledger(address, create=True) as ledger, ledger.writing() as connection:
        return write(connection, news, prepared)


class Prepared(NamedTuple):
    """What needs no look at the ledger, done before others have to wait."""

    salt: str
    head: str
    rows: list[Row]
    content: str


def write(
    connection: Connection, news: Sequence[NewEntry], prepared: Sequence[Prepared]
) -> list[Entry]:
    """Append within a transaction that writes."""
    head = last(connection)
    units = units_like(connection, [new.unit for new in news])
    latest = _latest(connection, news, units)
    made: list[Entry] = []
    entry_rows, result_rows = [], []
    for new, ready in zip(news, prepared, strict=True):
        key = units.key_of(new.unit) or new_key(new.unit)
        _check(connection, new, key, latest)
        sealed = _sealed(new, key, Head(head.seq + 1, head.hash), ready.content)
        head = Head(sealed.seq, chain.hash_of(sealed))
        units.add(key, sealed.unit_name, sealed.unit_plain, sealed.unit_code)
        latest[key, sealed.year, sealed.quarter] = sealed.seq
        entry_rows.append(_entry_row(sealed, ready, head.hash))
        result_rows += [(sealed.seq, *row) for row in ready.rows]
        made.append(_entry(new, sealed, head.hash))
    put_rows(connection, entries, entry_rows)
    put_rows(connection, results, result_rows)
    return made


def last(connection: Connection) -> Head:
    """The end of the chain."""
    found = connection.execute(
        select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
    ).first()
    return Head(*found) if found else Head(0, chain.START)


def head_of(ledger: Ledger) -> Head:
    """The end of the chain: what is printed on results and forms."""
    with ledger.reading() as connection:
        return last(connection)


def prepare(new: NewEntry) -> Prepared:
    """Check and hash what is to be appended. Raises `Refusal` (L013, L015)."""
    _check_texts(new)
    ids = [result.id for result in new.results]
    if len(set(ids)) < len(ids):
        twice = next(each for each in ids if ids.count(each) > 1)
        raise refuse("L013", f"编号 {twice} 在{_said(new)}里有两行", "核对名册，一人一个编号。")
    salt, head = chain.new_salt(), canonical(new.head)
    rows = [_row(position, result) for position, result in enumerate(new.results)]
    try:
        return Prepared(salt, head, rows, chain.content_of(salt, head, rows))
    except UnicodeEncodeError:
        raise _unwritable(new) from None


def _row(position: int, result: Result) -> Row:
    return Row(
        position,
        result.id,
        result.name,
        name_key(result.name),
        result.department,
        result.post,
        result.attendance,
        int(result.frontline),
        result.shown,
        result.grade,
        result.total,
        result.rating,
        chain.facts_text(result.marks),
        chain.facts_text(result.facts),
    )


def _sealed(new: NewEntry, key: str, after: Head, content: str) -> Sealed:
    year, quarter = new.quarter or (0, 0)
    unit = new.unit
    return Sealed(
        after.seq,
        new.kind,
        chain.moment_text(new.at),
        new.by,
        key,
        unit.name,
        squeezed(unit.name),
        squeezed(unit.code),
        year,
        quarter,
        content,
        after.hash,
    )


def _entry_row(sealed: Sealed, ready: Prepared, own: str) -> tuple[Any, ...]:
    return (*sealed[:10], ready.salt, ready.head, sealed.content, sealed.previous, own)


def _entry(new: NewEntry, sealed: Sealed, own: str) -> Entry:
    return Entry(
        sealed.seq,
        new.kind,
        new.at.astimezone(CHINA).replace(microsecond=0),
        new.by,
        UnitName(sealed.unit_name, sealed.unit_code),
        new.quarter,
        new.head,
        sealed.content,
        sealed.previous,
        own,
    )


_Latest = dict[tuple[str, int, int], int]


def _latest(connection: Connection, news: Sequence[NewEntry], units: Units) -> _Latest:
    """The last entry of each unit's quarter that is written to."""
    key, year, quarter = entries.c.unit_key, entries.c.year, entries.c.quarter
    found: _Latest = {}
    for each in {new.quarter for new in news if new.quarter}:
        chosen = select(key, year, quarter, func.max(entries.c.seq)).where(
            year == each.year, quarter == each.number
        )
        if len(news) == 1:
            chosen = chosen.where(key == (units.key_of(news[0].unit) or ""))
        rows = connection.execute(chosen.group_by(key, year, quarter))
        found.update({(row[0], row[1], row[2]): row[3] for row in rows})
    return found


def _check(connection: Connection, new: NewEntry, key: str, latest: _Latest) -> None:
    """Raises `Refusal` where the entry does not fit what is on record."""
    if new.quarter is None:  # it is about the ledger as a whole
        return
    follows = latest.get((key, *new.quarter), 0)
    if follows == 0 and new.kind not in WHOLE:
        raise refuse("L012", f"{_said(new)}还没有记入台账", "先用 pinshi record 记入。")
    if follows != new.follows:
        raise refuse(
            "L011",
            f"{_said(new)}刚有别人记了第 {follows} 笔，这一笔没有记入"
            if follows
            else f"{_said(new)}没有第 {new.follows} 笔，这一笔没有记入",
            "重新运行，看清新记的内容后再定。",
        )
    if new.kind in PARTIAL:
        _check_people(connection, new, key, new.quarter)


def _check_people(connection: Connection, new: NewEntry, key: str, quarter: Quarter) -> None:
    base = (
        select(func.max(entries.c.seq))
        .where(entries.c.unit_key == key, entries.c.kind.in_(WHOLE))
        .where(entries.c.year == quarter.year, entries.c.quarter == quarter.number)
        .scalar_subquery()
    )
    people = select(results.c.person_id).where(results.c.seq == base)
    known = set(connection.execute(people).scalars())
    for result in new.results:
        if result.id not in known:
            raise refuse(
                "L014",
                f"台账里{_said(new)}没有编号 {result.id} 的人",
                "核对编号；名册少了人的，先用 pinshi record --correct 更正。",
            )


def _check_texts(new: NewEntry) -> None:
    """Raises `Refusal` (L015) for what one of the two databases could not hold."""
    of_entry = (new.kind, new.by, new.unit.name, new.unit.code)
    if max(map(len, of_entry)) > LONGEST or not _is_text("".join(of_entry)):
        raise _unwritable(new)
    if new.quarter and not squeezed(new.unit.name):
        raise _unwritable(new)
    for result in new.results:
        standing = (result.attendance, result.shown, result.grade, result.total, result.rating)
        named = (result.id, result.name, result.department, result.post)
        too_long = len(result.id) > LONGEST or len(result.name) > LONGEST
        if too_long or "\0" in "".join((*named, *(text for text in standing if text))):
            raise _unwritable(new, result)


def _is_text(text: str) -> bool:
    """Whether a text is whole: no half of a character, no end in its middle."""
    return "\0" not in text and text == text.encode(errors="ignore").decode()


def _unwritable(new: NewEntry, result: Result | None = None) -> Refusal:
    where = f"{_said(new)}第 {new.results.index(result) + 1} 个人" if result else _said(new)
    return refuse(
        "L015",
        f"{where}有的文字台账存不了：有看不见的字符，或超过 {LONGEST} 个字",
        "核对单位名称、编号和姓名，重新输入。",
    )


def _said(new: NewEntry) -> str:
    name = new.unit.name[:LONGEST].encode(errors="ignore").decode().replace("\0", "")
    return f"{name}{new.quarter.chinese if new.quarter else ''}"
