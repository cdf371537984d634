"""Copies of a ledger, and a ledger from a copy.

A copy is always one SQLite file, whatever the ledger is kept in: the chain is the same.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, delete, select

from pinshi_cli.ledger import place
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import last
from pinshi_cli.ledger.bulk import put_rows, streamed
from pinshi_cli.ledger.connect import Ledger, copy_file, open_copy, open_ledger
from pinshi_cli.ledger.entry import Head
from pinshi_cli.ledger.failures import no_ledger, said_of_file
from pinshi_cli.ledger.tables import entries, results
from pinshi_cli.ledger.verify import Verified, verified, verify
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.sheets.staging import second_name, sweep_folders

_PREFIX = "pinshi-restore-"


def backup(ledger: Ledger, path: Path) -> Verified:
    """Copy a ledger into a new file, whole and checked, while others may go on writing.

    Raises `Refusal`: L040 where something stands at `path`, L042 where the copy does not hold.
    """
    address = Address(path)
    if os.path.lexists(path):
        raise _taken(path)
    with said_of_file(address):
        beside = place.new_file(path)
        try:
            if ledger.address.path is not None:
                ledger.copy_to(beside)
            with open_copy(beside, address, create=True) as copy:
                if ledger.address.path is None:
                    with ledger.reading() as source, copy.writing() as target:
                        _copy_rows(source, target)
                found = _trusted(copy)
            _synced(beside)
            if not place.put_in_place(beside, path):
                raise _taken(path)
        finally:
            place.clear(beside)
    return found


def restore(path: Path, address: Address, *, force: bool = False) -> Verified:
    """Bring a ledger to what a backup holds; it is made where there is none.

    Raises `Refusal`: L042 for a backup that does not hold, L041 where the ledger has entries
    that the backup lacks. With `force` these give way; a SQLite ledger is then kept beside,
    under another name, and may even be one that cannot be read.
    """
    with _copied(path) as copy:
        found = _trusted(copy)
        if force and address.path is not None:
            with said_of_file(address):
                place.stands(address, address.path)
                _exchange(copy, address, address.path)
            return found
        with open_ledger(address, create=True) as ledger:
            _replace(copy, ledger, found.head, force=force)
    return found


@contextmanager
def _copied(path: Path) -> Iterator[Ledger]:
    """A backup's own copy: the backup itself is never written to, its tables may be older."""
    address = Address(path)
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        sweep_folders(Path(folder), _PREFIX)
        with said_of_file(address):
            if not place.stands_anywhere(address, path):
                raise no_ledger("L001", address)
            copy = place.new_file(Path(folder) / path.name)
            _copy_out(path, copy)
        with open_copy(copy, address, create=False) as ledger:
            yield ledger


def _copy_out(path: Path, copy: Path) -> None:
    """Copy a backup with what its log holds; beside it nothing comes or goes.

    SQLite reads one that somebody has open; else it would leave its own files there, and on a
    disk that can only be read it would not open the backup at all.
    """
    if os.path.lexists(path.with_name(f"{path.name}-shm")):
        place_of = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(place_of, uri=True)) as source:
            copy_file(source, copy)
        return
    for suffix in ("", "-wal", "-journal"):
        own, other = (each.with_name(each.name + suffix) for each in (path, copy))
        if not suffix or os.path.lexists(own):
            shutil.copyfile(own, other)
    with closing(sqlite3.connect(copy)) as whole:
        whole.execute("PRAGMA journal_mode = DELETE")


def _trusted(copy: Ledger) -> Verified:
    """What verifying a copy found. Raises `Refusal` (L042) where anything is wrong."""
    found = verify(copy)
    if not found.sound:
        first = found.faults[0].message
        message = f"备份校验不通过：{first}"
        raise refuse("L042", message, "换一份备份。", file=copy.address.shown)
    return found


def _replace(copy: Ledger, ledger: Ledger, head: Head, *, force: bool) -> None:
    """All that a ledger holds by what the copy holds, in one transaction."""
    with copy.reading() as source, ledger.writing() as target:
        own = last(target)
        if own.seq and not force and not _holds(source, own):
            raise refuse(
                "L041",
                f"现有台账到第 {own.seq} 笔，备份到第 {head.seq} 笔，恢复会丢掉备份里没有的记录",
                "先用 pinshi backup 备份现有台账；确认不要了，加 --force。",
                file=ledger.address.shown,
            )
        target.execute(delete(results))
        target.execute(delete(entries))
        _copy_rows(source, target)
        if verified(target, ledger.address.shown).head != head:
            raise refuse("L042", "恢复后校验不通过，台账没有改动", "换一份备份。")


def _holds(source: Connection, head: Head) -> bool:
    chosen = select(entries.c.hash).where(entries.c.seq == head.seq)
    return source.execute(chosen).scalar() == head.hash


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in (entries, results):
        with streamed(source, select(table).order_by(*table.primary_key.columns)) as rows:
            put_rows(target, table, rows)


def _exchange(copy: Ledger, address: Address, path: Path) -> None:
    """Put the copy in a ledger's place, which is kept beside under another name.

    At no moment there is nothing in that place, or a file beside another one's log. Raises
    `Refusal` (L010) where somebody else is using the ledger.
    """
    beside = place.new_file(path)
    try:
        copy.copy_to(beside)
        _synced(beside)
        kept = _kept(address, path)
        placed = False
        try:
            beside.replace(path)
            placed = True
            place.sync_folder(path.parent)
        except OSError:
            if _put_back(kept, path) or not placed:
                raise
            # it cannot be taken back: then it is done
    finally:
        place.clear(beside)


def _put_back(kept: Sequence[tuple[Path, Path]], path: Path) -> bool:
    """Give the old ledger its place again; False where the disk does not even allow that."""
    try:
        if all(own != path for _, own in kept):
            path.unlink(missing_ok=True)
        for name, own in kept:
            name.replace(own)
            name.unlink(missing_ok=True)  # where both were names of one file
    except OSError:
        return False
    return True


def _kept(address: Address, path: Path) -> list[tuple[Path, Path]]:
    """Other names for the file and for a log that SQLite cannot put into it; with the old ones."""
    if os.path.lexists(path):
        try:
            with closing(sqlite3.connect(path)) as old:
                old.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:  # else it is one that cannot be read, kept as it is
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise no_ledger("L010", address) from error
    free = _free_name(path)
    kept = []
    for suffix in (*place.LOGS, ""):
        own, name = (each.with_name(each.name + suffix) for each in (path, free))
        if os.path.lexists(own):
            kept.append((name, own))
            if suffix or not second_name(own, name):
                own.rename(name)
    return kept


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.stem}-恢复前-{number}{path.suffix}")):
        number += 1
    return kept


def _synced(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _taken(path: Path) -> Refusal:
    return refuse("L040", f"{path.name} 已存在，没有备份", "换一个文件名。", file=str(path))
