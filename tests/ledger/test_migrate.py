"""The tables come from the migrations alone, and are changed whole or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pinshi_cli.ledger import migrate
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.backup import backup, restore
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.tables import metadata
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Refusal
from tests.ledger.building import Q2, entry, run

NEXT = '''"""A step that only this test knows."""

import sqlalchemy as sa
from alembic import op

revision = "ledger_test"
down_revision = "ledger_0001"


def upgrade() -> None:
    op.create_table("notes", sa.Column("seq", sa.Integer, primary_key=True))
    op.execute("INSERT INTO notes SELECT seq FROM entries")
'''


@pytest.fixture
def old(address: Address) -> Address:
    """A ledger that the next step has not reached."""
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
    return address


def _take(patch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "ledger_test.py").write_text(text, encoding="utf-8")
    patch.setattr(migrate, "VERSIONS", (*migrate.VERSIONS, folder))
    patch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "ledger_test"))


@pytest.fixture
def newer(old: Address, tmp_path: Path) -> Iterator[Address]:
    with pytest.MonkeyPatch.context() as patch:
        _take(patch, tmp_path / "100% steps", NEXT)
        yield old


def test_the_migrations_build_the_tables_that_the_program_works_with(old: Address) -> None:
    with open_ledger(old, create=False) as ledger, ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_list_of_steps_is_the_migrations_own() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    script = ScriptDirectory(str(folder), version_locations=[str(migrate.VERSIONS[0])])
    known = [each.revision for each in script.walk_revisions()]
    assert tuple(reversed(known)) == migrate.REVISIONS


def test_an_older_ledger_is_brought_up_to_date_when_it_is_opened(newer: Address) -> None:
    with open_ledger(newer, create=False) as ledger:
        append(ledger, entry(quarter=Q2))
        assert verify(ledger).faults == ()
    assert run(newer, "SELECT seq FROM notes") == [(1,)]
    assert run(newer, "SELECT version_num FROM alembic_version") == [("ledger_test",)]


def test_a_file_is_copied_before(newer: Address) -> None:
    with open_ledger(newer, create=False):
        pass
    if newer.path is not None:
        kept = newer.path.with_name("pinshi-升级前-ledger_0001.db")
        assert run(Address(kept), "SELECT version_num FROM alembic_version") == [("ledger_0001",)]
        assert run(Address(kept), "SELECT count(*) FROM entries") == [(1,)]
        assert kept.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


@pytest.mark.parametrize("stop", ["raise KeyboardInterrupt", "op.execute('SELECT * FROM no_such')"])
def test_a_step_that_stops_in_the_middle_leaves_the_old_tables(
    old: Address, tmp_path: Path, stop: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _take(patch, tmp_path / "steps", NEXT + f"    {stop}\n")
        with pytest.raises((KeyboardInterrupt, Refusal)), open_ledger(old, create=False):
            pass
    with open_ledger(old, create=False) as ledger:
        assert head_of(ledger).seq == 1
        append(ledger, entry(quarter=Q2))
        assert verify(ledger).faults == ()
        with ledger.reading() as connection:
            assert migrate.revision_of(connection) == "ledger_0001"


def test_only_one_of_two_brings_it_up_to_date(
    newer: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrate.revision_of
    calls = []

    def meanwhile(connection: object) -> str | None:
        found = known(connection)  # type: ignore[arg-type]
        calls.append(found)
        if len(calls) == 1:
            with open_ledger(newer, create=False):
                pass
        return found

    monkeypatch.setattr(migrate, "revision_of", meanwhile)
    with open_ledger(newer, create=False) as ledger:
        assert verify(ledger).faults == ()
    assert calls == ["ledger_0001", "ledger_0001", "ledger_0001", "ledger_test"]
    assert run(newer, "SELECT seq FROM notes") == [(1,)]
    if newer.path is not None:
        kept = newer.path.with_name("pinshi-升级前-ledger_0001.db")
        assert run(Address(kept), "SELECT version_num FROM alembic_version") == [("ledger_0001",)]


def test_an_older_backup_is_brought_up_to_date_and_stays_as_it_is(
    old: Address, tmp_path: Path
) -> None:
    copy, fresh = tmp_path / "备份.db", Address(tmp_path / "新.db")
    with open_ledger(old, create=False) as ledger:
        backup(ledger, copy)
    before = copy.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        _take(patch, tmp_path / "steps", NEXT)
        restore(copy, fresh)
        with open_ledger(fresh, create=False) as ledger:
            assert verify(ledger).faults == ()
    assert copy.read_bytes() == before


def test_a_ledger_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    path = tmp_path / "pinshi.db"
    with open_ledger(Address(path), create=True):
        pass
    look = (
        "import sys; from pathlib import Path; from pinshi_cli.ledger.address import Address; "
        "from pinshi_cli.ledger.connect import open_ledger\n"
        f"with open_ledger(Address(Path({str(path)!r})), create=False): pass\n"
        "print([name for name in sys.modules if name.startswith(('alembic', 'psycopg', 'mako'))])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=60
    )
    assert ended.stdout.strip() == "[]"


def test_where_the_ledger_lies_costs_no_database_library() -> None:
    look = (
        "import sys, pinshi_cli.ledger.address, pinshi_cli.ledger.entry; "
        "print('sqlalchemy' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=60
    )
    assert ended.stdout.strip() == "False"


def test_several_versions_in_one_ledger_are_none(old: Address) -> None:
    run(old, "INSERT INTO alembic_version VALUES ('ledger_0000')")
    with pytest.raises(Refusal) as refused, open_ledger(old, create=False):
        pass
    assert refused.value.diagnostics[0].code == "L004"
