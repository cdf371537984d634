"""A copy is whole or is not there."""

import sqlite3
import stat
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pinshi_cli.ledger import backup as backup_room
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append
from pinshi_cli.ledger.backup import backup, restore
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import Quarter
from tests.ledger.building import entry, run
from tests.ledger.conftest import Server
from tests.ledger.copies import add, back_up, code_of, filled, rows


def test_a_backup_is_the_same_chain_in_one_file(address: Address, copy: Path) -> None:
    head = filled(address)
    assert back_up(address, copy) == head
    assert rows(Address(copy)) == rows(address)
    assert not [path for path in copy.parent.iterdir() if "备份" in path.name and path != copy]
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_of_either_database_is_restored_into_either(
    address: Address, copy: Path, tmp_path: Path, server: Server
) -> None:
    head = filled(address)
    back_up(address, copy)
    (tmp_path / "other").mkdir()
    for number, other in enumerate(
        (
            Address(tmp_path / "other" / "pinshi.db"),
            server.new_database(f"restored_{tmp_path.name}"),
        )
    ):
        assert restore(copy, other).head == head, number
        with open_ledger(other, create=False) as ledger:
            assert verify(ledger, head).faults == ()
        assert rows(other) == rows(address)
        assert add(other).seq == head.seq + 1


def test_a_backup_overwrites_nothing(address: Address, copy: Path) -> None:
    filled(address)
    copy.write_bytes(b"mine")
    with pytest.raises(Refusal) as refused:
        back_up(address, copy)
    assert code_of(refused) == "L040"
    assert copy.read_bytes() == b"mine"


def test_what_came_to_the_name_meanwhile_stays(
    address: Address, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(address)
    trusted = backup_room._trusted  # noqa: SLF001 (to come in between)

    def meanwhile(ledger: object) -> object:
        copy.write_bytes(b"mine")
        return trusted(ledger)  # type: ignore[arg-type]

    monkeypatch.setattr(backup_room, "_trusted", meanwhile)
    with pytest.raises(Refusal) as refused:
        back_up(address, copy)
    assert code_of(refused) == "L040"
    assert copy.read_bytes() == b"mine"


def test_a_ledger_that_does_not_hold_gives_no_backup(address: Address, copy: Path) -> None:
    filled(address)
    run(address, "UPDATE results SET grade = '好' WHERE seq = 1 AND position = 1")
    with pytest.raises(Refusal, match="第 1 笔") as refused:
        back_up(address, copy)
    assert code_of(refused) == "L042"
    assert not [path for path in copy.parent.iterdir() if "备份" in path.name]


def test_a_folder_that_is_not_there_gets_no_backup(address: Address, copy: Path) -> None:
    filled(address)
    with pytest.raises(Refusal) as refused:
        back_up(address, copy.parent / "没有" / "x.db")
    assert code_of(refused) == "L007"


def test_a_backup_is_one_picture_while_others_write(address: Address, tmp_path: Path) -> None:
    filled(address)
    done = threading.Event()

    def write() -> None:
        with open_ledger(address, create=False) as ledger:
            for year in range(2027, 2040):
                for number in range(1, 5):
                    append(ledger, entry(quarter=Quarter(year, number)))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    taken = 0
    while not done.is_set() or not taken:
        taken += 1
        head = back_up(address, tmp_path / f"备份{taken}.db")
        with open_ledger(address, create=False) as ledger:
            assert verify(ledger, head).faults == ()
    thread.join()


def test_a_copy_that_makes_no_way_ends(copy: Path, tmp_path: Path) -> None:
    address = Address(tmp_path / "pinshi.db")
    filled(address)
    with open_ledger(address, create=False) as ledger:
        with ledger.writing(), pytest.raises(Refusal) as refused:
            backup(ledger, copy)
        assert code_of(refused) == "L010"
        assert not copy.exists()
        backup(ledger, copy)
