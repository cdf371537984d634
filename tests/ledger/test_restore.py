"""Nothing is lost by bringing a copy back."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.backup import restore
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.entry import CORRECT, Head
from pinshi_cli.ledger.query import entries
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets import staging
from tests.ledger.building import Q1, Q2, UNIT, entry, people, run
from tests.ledger.copies import add, back_up, code_of, filled


def test_a_backup_with_the_same_beginning_brings_back_what_lacks(
    address: Address, copy: Path
) -> None:
    filled(address)
    head = add(address)
    back_up(address, copy)
    run(address, "DELETE FROM results WHERE seq > 3", "DELETE FROM entries WHERE seq > 3")
    assert restore(copy, address).head == head
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, head).faults == ()
    assert restore(copy, address).head == head  # twice is once


def test_a_restore_mends_what_was_tampered_with(address: Address, copy: Path) -> None:
    head = filled(address)
    back_up(address, copy)
    run(address, "UPDATE results SET grade = '好'")
    restore(copy, address)
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, head).faults == ()


def test_a_restore_refuses_to_lose_later_entries(address: Address, copy: Path) -> None:
    filled(address)
    back_up(address, copy)
    later = add(address)
    with pytest.raises(Refusal) as refused:
        restore(copy, address)
    assert code_of(refused) == "L041"
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, later).faults == ()
        assert head_of(ledger) == later


def test_a_restore_refuses_to_replace_another_ledger(
    address: Address, copy: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Address(tmp_path / "other" / "pinshi.db")
    filled(other)
    add(other)
    back_up(other, copy)
    own = filled(address)
    with pytest.raises(Refusal) as refused:
        restore(copy, address)
    assert code_of(refused) == "L041"
    with open_ledger(address, create=False) as ledger:
        assert head_of(ledger) == own


def test_with_force_the_backup_takes_the_place_and_a_file_is_kept(
    address: Address, copy: Path
) -> None:
    head = filled(address)
    back_up(address, copy)
    later = add(address)
    assert restore(copy, address, force=True).head == head
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, head).faults == ()
        append(ledger, entry(quarter=Q2, head={"why": "重记"}))
    if address.path is not None:
        kept = Address(address.path.with_name("pinshi-恢复前-1.db"))
        with open_ledger(kept, create=False) as ledger:
            assert head_of(ledger) == later
        restore(copy, address, force=True)
        assert address.path.with_name("pinshi-恢复前-2.db").exists()


def test_a_ledger_that_cannot_be_read_is_replaced_with_force_only(
    copy: Path, tmp_path: Path
) -> None:
    address = Address(tmp_path / "pinshi.db")
    head = filled(address)
    back_up(address, copy)
    assert address.path is not None
    address.path.write_bytes(b"\xff" * 20000)
    with pytest.raises(Refusal) as refused:
        restore(copy, address)
    assert code_of(refused) == "L004"
    assert address.path.read_bytes() == b"\xff" * 20000
    assert restore(copy, address, force=True).head == head
    assert (tmp_path / "pinshi-恢复前-1.db").read_bytes() == b"\xff" * 20000
    assert add(address).seq == head.seq + 1


def test_a_log_without_its_ledger_is_not_put_into_another(copy: Path, tmp_path: Path) -> None:
    """The file was deleted, its log was not: SQLite would write the log into the next file."""
    address = Address(tmp_path / "pinshi.db")
    head = filled(address)
    back_up(address, copy)
    assert address.path is not None
    with open_ledger(address, create=False) as ledger:
        append(ledger, entry(quarter=Q2))
        for name in ("pinshi.db", "pinshi.db-wal"):
            shutil.copy(tmp_path / name, tmp_path / f"{name}.kept")
    address.path.unlink()
    (tmp_path / "pinshi.db-wal.kept").rename(tmp_path / "pinshi.db-wal")
    for attempt in (lambda: restore(copy, address), lambda: filled(address)):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert code_of(refused) == "L006"
    assert restore(copy, address, force=True).head == head
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, head).faults == ()
        assert head_of(ledger) == head


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "L001"), (b"PK\x03\x04", "L004"), (b"x" * 5000, "L004"), (None, "L001")],
)
def test_what_is_no_backup_restores_nothing(
    address: Address, copy: Path, content: bytes | None, code: str
) -> None:
    head = filled(address)
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        restore(copy, address, force=True)
    assert code_of(refused) == code
    with open_ledger(address, create=False) as ledger:
        assert head_of(ledger) == head


def test_a_tampered_backup_restores_nothing(address: Address, copy: Path) -> None:
    head = filled(address)
    back_up(address, copy)
    run(Address(copy), "UPDATE results SET grade = '好'")
    for force in (False, True):
        with pytest.raises(Refusal, match="校验不通过") as refused:
            restore(copy, address, force=force)
        assert code_of(refused) == "L042"
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger, head).faults == ()


def test_a_backup_is_not_written_to_by_restoring(address: Address, copy: Path) -> None:
    filled(address)
    back_up(address, copy)
    before = copy.read_bytes()
    copy.chmod(0o400)
    restore(copy, address)
    assert copy.read_bytes() == before


def _in_a_log(path: Path) -> Head:
    """A ledger of one file whose last entry is still in the log beside it, as after a kill."""
    address = Address(path)
    filled(address)
    with open_ledger(address, create=False) as ledger:
        append(ledger, entry(quarter=Q2))
        head = head_of(ledger)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{path}{suffix}.kept")
    for suffix in ("", "-wal"):
        Path(f"{path}{suffix}.kept").rename(f"{path}{suffix}")
    return head


@pytest.mark.parametrize("log", [False, True], ids=["alone", "with a log"])
def test_restoring_leaves_the_backups_folder_as_it_was(log: bool, tmp_path: Path) -> None:
    """A ledger itself may be the backup; SQLite would leave its own files beside it."""
    folder = tmp_path / "别人的盘"
    folder.mkdir()
    source = folder / "pinshi.db"
    head = _in_a_log(source) if log else filled(Address(source))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(before) == 1 + log
    assert restore(source, Address(tmp_path / "pinshi.db")).head == head
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("work", ["backup", "restore", "restore --force", "a new ledger"])
def test_what_a_killed_run_left_beside_is_swept_away_by_the_next(
    work: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are in it; but what is younger than a day may be somebody's who is at work."""
    address, copy = Address(tmp_path / "pinshi.db"), tmp_path / "备份.db"
    filled(address)
    back_up(address, copy)
    left = tmp_path / ".备份.db.0123456789ab.pinshi-tmp"
    log = tmp_path / f"{left.name}-journal"
    works: dict[str, Callable[[], Head]] = {
        "backup": lambda: back_up(address, tmp_path / "又一份.db"),
        "restore": lambda: restore(copy, Address(tmp_path / "别的.db")).head,
        "restore --force": lambda: restore(copy, address, force=True).head,
        "a new ledger": lambda: filled(Address(tmp_path / "新的.db")),
    }
    for each in (left, log):
        each.write_bytes(b"half")
    back_up(address, tmp_path / "早.db")
    assert left.exists()
    monkeypatch.setattr(staging, "_STALE", 0.2)  # a day
    time.sleep(0.3)
    works[work]()
    assert not left.exists()
    assert not log.exists()


def test_a_live_ledger_serves_as_a_backup_with_what_is_in_its_log(
    address: Address, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    live = Address(tmp_path / "live" / "pinshi.db")
    with open_ledger(live, create=True) as ledger:
        append(ledger, entry(people("好")))
        append(ledger, entry(people("较好"), CORRECT, 1))
        assert live.path is not None
        assert restore(live.path, address).head == head_of(ledger)
    with open_ledger(address, create=False) as ledger:
        found = standing(ledger, UNIT, Q1)
        assert len(entries(ledger)) == 2
    assert found is not None
    assert found.results[0].grade == "较好"
