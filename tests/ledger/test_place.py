"""A ledger's file is a plain file of one's own, on a disk of this machine."""

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pinshi_cli.ledger import migrate, place
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from tests.ledger.building import Q2, entry, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这种权限和链接")


def _refused(path: Path, *, create: bool = True) -> str:
    with pytest.raises(Refusal) as refused, open_ledger(Address(path), create=create):
        pass
    [finding] = refused.value.diagnostics
    assert finding.hint
    assert finding.where.file == str(path)
    return finding.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pinshi.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())
    return path


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o177])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@POSIX
def test_only_the_owner_can_read_the_files_whatever_the_umask(path: Path, umask: None) -> None:
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == {"pinshi.db": 0o600, "pinshi.db-wal": 0o600, "pinshi.db-shm": 0o600}


def test_the_settings_that_keep_it_safe_are_on(path: Path) -> None:
    with open_ledger(Address(path), create=True) as ledger:
        found = {
            name: ledger.alone(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.parametrize("name", ["台账 #1?a=%20&b.db", "a;b'c\".db", "x" * 200 + ".db"])
@POSIX
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with open_ledger(Address(tmp_path / name), create=True) as ledger:
        append(ledger, entry())
    with open_ledger(Address(tmp_path / name), create=False) as ledger:
        assert head_of(ledger).seq == 1
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_nothing_is_made_where_nothing_was_to_be_made(path: Path) -> None:
    assert _refused(path, create=False) == "L001"
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(path: Path) -> None:
    assert _refused(path.parent / "没有" / "pinshi.db") == "L007"
    assert _refused(path.parent / ("长" * 300)) == "L007"


def test_a_folder_is_no_ledger(path: Path) -> None:
    path.mkdir()
    assert _refused(path) == "L003"


@POSIX
@pytest.mark.parametrize("target", ["pinshi.db", "没有.db", "."])
def test_a_link_is_not_followed(filled: Path, target: str) -> None:
    link = filled.with_name("link.db")
    link.symlink_to(target)
    assert _refused(link) == "L003"
    assert not filled.with_name("没有.db").exists()


@POSIX
def test_a_pipe_is_no_ledger(path: Path) -> None:
    os.mkfifo(path)
    assert _refused(path) == "L003"


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"x", b"SQLite format 4\0" * 999])
def test_another_file_is_no_ledger_and_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert _refused(path) == "L004"
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_database_of_others_is_no_ledger(path: Path) -> None:
    run(Address(path), "CREATE TABLE entries (seq INTEGER)")
    assert _refused(path) == "L004"


def test_a_newer_ledger_is_not_touched(filled: Path) -> None:
    run(Address(filled), "UPDATE alembic_version SET version_num = 'ledger_9999'")
    assert _refused(filled) == "L005"


def test_an_empty_file_becomes_a_ledger_when_something_is_recorded(path: Path) -> None:
    path.touch()
    assert _refused(path, create=False) == "L001"
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())
        assert verify(ledger).faults == ()


def test_a_database_without_tables_becomes_one_too(path: Path) -> None:
    """As an older way of making it, killed in the middle, may have left it."""
    run(Address(path), "PRAGMA journal_mode = WAL", "BEGIN", "CREATE TABLE a (b)", "ROLLBACK")
    run(Address(path), "VACUUM")
    assert _refused(path, create=False) == "L001"
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())


def test_a_making_that_was_stopped_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "upgrade", stopped)
        with pytest.raises(KeyboardInterrupt), open_ledger(Address(path), create=True):
            pass
    assert list(path.parent.iterdir()) == []
    with open_ledger(Address(path), create=True) as ledger:
        assert head_of(ledger).seq == 0


def test_two_who_make_it_at_once_come_to_one_ledger(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = migrate.upgrade

    def meanwhile(connection: object) -> None:
        monkeypatch.setattr(migrate, "upgrade", upgrade)
        with open_ledger(Address(path), create=True) as other:
            append(other, entry())
        upgrade(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(migrate, "upgrade", meanwhile)
    with open_ledger(Address(path), create=True) as ledger:
        assert head_of(ledger).seq == 1
        append(ledger, entry(quarter=Q2))
    assert [each.name for each in path.parent.iterdir()] == ["pinshi.db"]


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_a_damaged_file_is_refused_or_found_out(filled: Path, where: float) -> None:
    whole = filled.read_bytes()
    begin = int(len(whole) * where) // 4096 * 4096
    filled.write_bytes(whole[:begin] + b"\xff" * 4096 + whole[begin + 4096 :])

    def read_all() -> None:
        with open_ledger(Address(filled), create=False) as ledger:
            verify(ledger)
            ledger.alone("REINDEX")

    with pytest.raises(Refusal) as refused:
        read_all()
    assert refused.value.diagnostics[0].code == "L006"


def test_a_file_cut_short_is_refused(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:9000])
    with pytest.raises(Refusal) as refused, open_ledger(Address(filled), create=False) as ledger:
        verify(ledger)
    assert refused.value.diagnostics[0].code == "L006"


def test_a_full_disk_changes_nothing(filled: Path) -> None:
    with open_ledger(Address(filled), create=False) as ledger:
        pages = ledger.alone("PRAGMA page_count")[0][0]
        ledger.alone(f"PRAGMA max_page_count = {pages + 2}")
        large = entry(quarter=Q2, head={"why": "长" * 100_000})
        with pytest.raises(Refusal) as refused:
            append(ledger, large)
        assert refused.value.diagnostics[0].code == "L008"
        assert head_of(ledger).seq == 1
        assert verify(ledger).faults == ()
        ledger.alone("PRAGMA max_page_count = 100000")
        append(ledger, large)
        assert verify(ledger).faults == ()


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user reaches.

    Not below pytest's: another run of it takes the rights on that away again.
    """
    with tempfile.TemporaryDirectory(prefix="pinshi-tests-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def _somebody_else() -> Iterator[None]:
    """Another user than the administrator, to whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def _let(path: Path, mode: int) -> None:
    """What others may do; for who is no administrator, what he himself may do."""
    path.chmod(mode if os.geteuid() == 0 else (mode & 0o7) << 6)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="只有一种用户")
@pytest.mark.parametrize(
    ("of_file", "of_folder", "code"),
    [
        (0o600, 0o777, "L007"),  # another's ledger
        (0o644, 0o777, "L007"),  # may be read and not written
        (0o666, 0o755, "L007"),  # the folder takes no file beside it
        (None, 0o755, "L007"),  # nor a new ledger
        (0o666, 0o777, None),
    ],
)
def test_what_may_not_be_read_or_written_is_said(
    open_to_all: Path, of_file: int | None, of_folder: int, code: str | None
) -> None:
    folder = open_to_all / "台账"
    folder.mkdir()
    path = folder / "pinshi.db"
    if of_file is not None:
        with open_ledger(Address(path), create=True) as ledger:
            append(ledger, entry())
        _let(path, of_file)
    _let(folder, of_folder)
    try:
        with _somebody_else(), open_ledger(Address(path), create=True) as ledger:
            append(ledger, entry(quarter=Q2))
        found = None
    except Refusal as refusal:
        found = refusal.diagnostics[0].code
    finally:
        folder.chmod(0o700)
    assert found == code


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="只有 Linux 有这张表")
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "drvfs"])
def test_a_network_drive_is_refused(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path.resolve()} {kind} rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", table)
    assert _refused(filled) == "L009"
    assert _refused(tmp_path / "new.db") == "L009"
    assert not (tmp_path / "new.db").exists()


def test_a_place_without_hard_links_gets_the_ledger_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    with open_ledger(Address(path), create=True) as ledger:
        append(ledger, entry())
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    beside = place.new_file(path)
    assert not place.put_in_place(beside, path)
    assert not beside.exists()
