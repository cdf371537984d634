"""What the tortures found once, each by itself."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pinshi_cli.ledger import connect, place
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.backup import backup, restore
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import Facts, Head
from pinshi_cli.ledger.query import entries, history
from pinshi_cli.ledger.state import year_rows
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.workflow.ledger.exports import Asked as Export
from pinshi_cli.workflow.ledger.exports import export
from pinshi_cli.workflow.ledger.histories import histories
from pinshi_cli.workflow.ledger.upkeep import Wish, prune_before
from pinshi_cli.workflow.year.on_record import Ask, annual_on_record
from tests.ledger.building import NOON, Q2, entry, run
from tests.ledger.conftest import Server


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "pinshi.db"
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())
    return path


def _codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [each.code for each in refused.value.diagnostics]


_LOOK = (
    "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM entries').fetchall()"
)


def test_opening_a_ledger_twice_in_one_process_takes_no_lock_away(ledger_file: Path) -> None:
    """Who closes a file loses all of its process's locks on it: only SQLite may open it.

    Another process then takes itself for the last one, and does away with the log.
    """
    log = ledger_file.with_name("pinshi.db-wal")
    with open_ledger(Address(ledger_file), create=False) as first:
        append(first, entry(quarter=Q2))
        with open_ledger(Address(ledger_file), create=False) as second:
            assert head_of(second).seq == 2
        subprocess.run([sys.executable, "-c", _LOOK, ledger_file], check=True)
        assert log.exists()
    assert not log.exists()


def test_a_new_ledger_is_whole_without_a_log_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite says nothing where it cannot put a log into the file when the file is closed."""
    seen = []
    put_in_place = place.put_in_place

    def look(beside: Path, path: Path) -> bool:
        log_version = beside.read_bytes()[18:20]
        seen.append((log_version, [each.name for each in tmp_path.iterdir()] == [beside.name]))
        return put_in_place(beside, path)

    monkeypatch.setattr(place, "put_in_place", look)
    with open_ledger(Address(tmp_path / "pinshi.db"), create=True):
        pass
    assert seen == [(b"\x01\x01", True)]


def test_a_backup_that_fails_leaves_no_log_behind(
    ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_source: object, target: Path) -> None:
        target.with_name(f"{target.name}-journal").write_bytes(b"half")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(connect, "copy_file", fail)
    with open_ledger(Address(ledger_file), create=False) as ledger:
        before = {each.name for each in tmp_path.iterdir()}
        with pytest.raises((Refusal, sqlite3.OperationalError)):
            backup(ledger, tmp_path / "copy.db")
        assert {each.name for each in tmp_path.iterdir()} == before


@pytest.fixture
def folder_fails(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A new name cannot be made to last."""

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(place, "sync_folder", fail)
        yield


def test_a_backup_that_may_not_last_is_none(
    ledger_file: Path, tmp_path: Path, folder_fails: None
) -> None:
    with (
        open_ledger(Address(ledger_file), create=False) as ledger,
        pytest.raises(Refusal) as refused,
    ):
        backup(ledger, tmp_path / "copy.db")
    assert _codes(refused) == ["L020"]
    assert [each.name for each in tmp_path.iterdir()] == ["pinshi.db"]


def test_a_restoring_that_may_not_last_leaves_the_old_ledger(
    ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    with open_ledger(Address(ledger_file), create=False) as ledger:
        backup(ledger, copy)
        head = append(ledger, entry(quarter=Q2)).seq

    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(place, "sync_folder", fail)
    with pytest.raises(Refusal) as refused:
        restore(copy, Address(ledger_file), force=True)
    assert _codes(refused) == ["L020"]
    with open_ledger(Address(ledger_file), create=False) as ledger:
        assert head_of(ledger).seq == head
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "pinshi.db"]


def test_a_ledger_in_use_is_not_put_aside(ledger_file: Path, tmp_path: Path) -> None:
    """What the other clerk recorded next would be in the file put aside."""
    copy = tmp_path / "copy.db"
    with open_ledger(Address(ledger_file), create=False) as ledger:
        backup(ledger, copy)
        head = append(ledger, entry(quarter=Q2)).seq
        with pytest.raises(Refusal) as refused:
            restore(copy, Address(ledger_file), force=True)
        assert _codes(refused) == ["L010"]
        assert head_of(ledger).seq == head
    assert not list(tmp_path.glob("*恢复前*"))


def test_an_index_that_leads_to_the_wrong_rows_is_found(ledger_file: Path) -> None:
    """All rows are as they were recorded, but a history would lack one."""
    _lead_astray(ledger_file, "results_name")
    with open_ledger(Address(ledger_file), create=False) as ledger:
        assert [each.code for each in verify(ledger).faults] == ["L006"]


def test_a_person_whom_one_index_knows_and_another_does_not_is_a_damaged_ledger(
    ledger_file: Path,
) -> None:
    _lead_astray(ledger_file, "results_person")
    with (
        pytest.raises(Refusal) as refused,
        open_ledger(Address(ledger_file), create=False) as ledger,
    ):
        histories(ledger, "周1")
    assert _codes(refused) == ["L006"]
    assert "pinshi verify" in refused.value.diagnostics[0].hint


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE results SET total = '改'",
        "UPDATE results SET rating = 'nan'",
        """UPDATE results SET marks = '{"leave":"很久"}'""",
        """UPDATE results SET marks = '{"measures":[{"begin":"去年","kind":"警告"}]}'""",
    ],
)
def test_a_value_that_no_rule_can_read_is_a_damaged_ledger(
    address: Address, tampering: str
) -> None:
    """Nobody can foresee all of them: what comes to grief on it, verify is asked about."""
    head: Facts = {"decided": True, "policy": {"id": "zhangdian"}}
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(head=head))
        annual_on_record(ledger, Ask(2026))
    run(address, tampering)
    with pytest.raises(Refusal) as refused, open_ledger(address, create=False) as ledger:
        annual_on_record(ledger, Ask(2026))
    assert _codes(refused) == ["L006"]


def test_bytes_where_a_text_should_be_are_a_damaged_ledger(ledger_file: Path) -> None:
    run(Address(ledger_file), "UPDATE results SET total = x'fffe'")
    reads: list[Callable[[Ledger], object]] = [
        lambda ledger: history(ledger, "001"),
        lambda ledger: export(ledger, Export(year=2026), NOON.date()),
    ]
    for read in reads:
        with (
            pytest.raises(Refusal) as refused,
            open_ledger(Address(ledger_file), create=False) as ledger,
        ):
            read(ledger)
        assert _codes(refused) == ["L006"]


@pytest.mark.parametrize("column", ["person_id", "name", "department", "post", "shown"])
def test_bytes_that_a_year_would_only_print_are_a_damaged_ledger_too(
    tmp_path: Path, column: str
) -> None:
    address = Address(tmp_path / "台账.db")
    head: Facts = {"decided": True, "policy": {"id": "zhangdian"}}
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry(head=head))
    run(address, f"UPDATE results SET {column} = x'fffe' WHERE position = 0")
    with pytest.raises(Refusal) as refused, open_ledger(address, create=False) as ledger:
        annual_on_record(ledger, Ask(2026))
    assert _codes(refused) == ["L006"]


def test_a_fault_of_pinshis_own_is_not_laid_to_the_ledger(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
    with pytest.raises(KeyError, match="own"), open_ledger(address, create=False):
        raise KeyError("own")


def _lead_astray(ledger_file: Path, index: str) -> None:
    """Have an index lead to nobody for the first person of each entry."""
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as file:
        rows = file.execute("SELECT * FROM results WHERE position = 0").fetchall()
        file.execute("PRAGMA writable_schema = ON")
        change = "UPDATE sqlite_master SET sql = ? WHERE name = ?"
        (sql,) = file.execute("SELECT sql FROM sqlite_master WHERE name = ?", [index]).fetchone()
        file.execute(change, [f"{sql} WHERE 0", index])
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as file:
        file.execute("DELETE FROM results WHERE position = 0")
        marks = ", ".join("?" * len(rows[0]))
        file.executemany(f"INSERT INTO results VALUES ({marks})", rows)
        file.execute("PRAGMA writable_schema = ON")
        file.execute(change, [sql, index])


@pytest.mark.parametrize(
    "tampering",
    ["UPDATE entries SET at = '去年'", "UPDATE entries SET head = '{'"],
)
def test_a_row_that_pinshi_did_not_write_so_is_refused_and_verify_names_it(
    address: Address, tampering: str
) -> None:
    with open_ledger(address, create=True) as ledger:
        made = append(ledger, entry())
    run(address, tampering)
    with open_ledger(address, create=False) as ledger:
        for read in (lambda: entries(ledger), lambda: history(ledger, "001")):
            with pytest.raises(Refusal) as refused:
                read()
            assert _codes(refused) == ["L006"]
        found = verify(ledger, Head(made.seq, made.hash[:16]))
        assert [each.where.key for each in found.faults] == ["第 1 笔"]


def test_marks_that_pinshi_did_not_write_so_are_refused(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
    run(address, "UPDATE results SET marks = '['")
    with open_ledger(address, create=False) as ledger, pytest.raises(Refusal) as refused:
        list(year_rows(ledger, 2026))
    assert _codes(refused) == ["L006"]


def test_the_beginning_of_a_hash_is_held_against_the_whole(address: Address) -> None:
    with open_ledger(address, create=True) as ledger:
        made = append(ledger, entry())
        assert verify(ledger, Head(1, made.hash[:16])).sound
        other = "0" if made.hash[0] != "0" else "1"
        for wrong in (other + made.hash[1:16], ""):
            faults = verify(ledger, Head(1, wrong)).faults
            assert [each.code for each in faults] == ["L038"]


def test_a_damaged_description_of_the_tables_is_a_damaged_ledger(ledger_file: Path) -> None:
    """SQLite's message quotes it, and Python cannot read the quotation."""
    data = ledger_file.read_bytes()
    assert data.count(b"CREATE TABLE results") == 1
    ledger_file.write_bytes(data.replace(b"CREATE TABLE results", b"CREATE TABL\xff \xffesults"))
    with (
        pytest.raises(Refusal) as refused,
        open_ledger(Address(ledger_file), create=False),
    ):
        pass
    assert _codes(refused) == ["L006"]


def test_what_a_pruning_could_not_wipe_out_the_next_one_does(server: Server) -> None:
    """Somebody reads, so the tables cannot be written anew; that shows, and soon."""
    address = server.new_database("pruned_while_read")
    wish = Wish(Q2, "期满", "钱有为", NOON, sure=True)
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
        with open_ledger(address, create=False) as other, other.reading():
            history(other, "001")
            with pytest.raises(Refusal) as refused:
                prune_before(ledger, wish)
        assert _codes(refused) == ["L043"]
        (before,) = run(address, "SELECT pg_relation_filenode('results')")
        found = prune_before(ledger, wish)
        assert found.entry is None
        assert run(address, "SELECT pg_relation_filenode('results')") != [before]
