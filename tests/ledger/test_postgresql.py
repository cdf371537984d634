"""A PostgreSQL that is not there, that lets nobody in, or that belongs to others: said, no more."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from pinshi_cli.ledger.address import Address, ledger_address
from pinshi_cli.ledger.append import append, head_of
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.ledger.verify import verify
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from tests.ledger.building import Q2, entry, run
from tests.ledger.conftest import Server

_numbers = count(1)


@pytest.fixture
def name(server: Server) -> str:
    made = f"office_{next(_numbers)}"
    server.new_database(made)
    return made


def _refused(address: Address, *, create: bool = True) -> Diagnostic:
    with pytest.raises(Refusal) as refused, open_ledger(address, create=create):
        pass
    [finding] = refused.value.diagnostics
    assert finding.hint
    assert finding.where.file == address.shown
    return finding


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://li:s3cret@127.0.0.1:9/x",
        "postgresql://li:s3cret@/x?host=/nowhere",
        "postgresql://li:s3cret@no-such-host.invalid/x",
        "postgresql://li:s3cret@127.0.0.1/x?no_such_setting=1",
    ],
)
def test_a_server_that_cannot_be_reached(url: str) -> None:
    finding = _refused(ledger_address(url, None, Path()))
    assert finding.code == "L018"
    assert "s3cret" not in str(finding)


@pytest.fixture
def clerk(server: Server, name: str) -> Iterator[str]:
    """A user who needs a password."""
    rules = server.data / "pg_hba.conf"
    before = rules.read_text()
    user = f"clerk_{next(_numbers)}"
    with psycopg.connect(server.conninfo, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {user} LOGIN PASSWORD 'r1ght'".encode())
        rules.write_text(f"local all {user} scram-sha-256\n{before}")
        admin.execute("SELECT pg_reload_conf()")
        yield user
        rules.write_text(before)
        admin.execute("SELECT pg_reload_conf()")


def test_a_wrong_password_is_not_repeated(server: Server, name: str, clerk: str) -> None:
    right = server.address_of(name, f"{clerk}:r1ght")
    with psycopg.connect(right.url.replace("+psycopg", "")) as database:
        database.execute("SELECT 1")
    for password in ("wr0ng", "wr0ng%40"):
        finding = _refused(server.address_of(name, f"{clerk}:{password}"))
        assert finding.code == "L018"
        assert "wr0ng" not in str(finding)
    assert _refused(server.address_of("nobody_made_this", f"{clerk}:r1ght")).code == "L018"


def test_rights_that_lack(server: Server, name: str, clerk: str) -> None:
    address = server.address_of(name, f"{clerk}:r1ght")
    assert _refused(address).code == "L019"
    with open_ledger(server.address_of(name), create=True) as ledger:
        append(ledger, entry())
    run(server.address_of(name), f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {clerk}")
    with open_ledger(address, create=False) as ledger:
        assert verify(ledger).faults == ()
        with pytest.raises(Refusal) as refused:
            append(ledger, entry(quarter=Q2))
        assert refused.value.diagnostics[0].code == "L019"
        assert head_of(ledger).seq == 1


def test_without_the_driver_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    finding = _refused(ledger_address("postgresql://li@db/x", None, Path()))
    assert finding.code == "L017"
    assert 'install ".[postgres]"' in finding.hint


def test_a_database_of_others_is_no_ledger(server: Server, name: str) -> None:
    address = server.address_of(name)
    assert _refused(address, create=False).code == "L001"
    run(address, "CREATE TABLE salaries (name text)")
    assert _refused(address).code == "L004"
    assert _refused(address, create=False).code == "L004"


def test_a_newer_ledger_is_not_touched(server: Server, name: str) -> None:
    with open_ledger(server.address_of(name), create=True):
        pass
    run(server.address_of(name), "UPDATE alembic_version SET version_num = 'ledger_9999'")
    assert _refused(server.address_of(name)).code == "L005"


def test_a_lost_connection_loses_no_entry(server: Server, name: str) -> None:
    address = server.address_of(name)
    with open_ledger(address, create=True) as ledger:
        append(ledger, entry())
        [(other,)] = run(
            address, "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            f"AND datname = '{name}'",
        )  # fmt: skip
        run(address, f"SELECT pg_terminate_backend({other})")
        with pytest.raises(Refusal) as refused:
            append(ledger, entry(quarter=Q2))
        assert refused.value.diagnostics[0].code == "L020"
    with open_ledger(address, create=False) as ledger:
        assert head_of(ledger).seq == 1
        append(ledger, entry(quarter=Q2))


def test_no_text_of_a_failure_holds_a_name(server: Server, name: str) -> None:
    """What is hidden: the values that a statement was given."""
    address = server.address_of(name)
    with open_ledger(address, create=True) as ledger, ledger.reading() as connection:
        assert connection.engine.hide_parameters
