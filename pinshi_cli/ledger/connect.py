"""Opening a ledger, and the two ways to use one that is open: to read, and to write.

SQLite's driver is kept from beginning transactions by itself: each begins here, `IMMEDIATE`
where it writes, so that who waits, waits at the beginning and not in the middle.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from pinshi_cli.ledger import migrate, place
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.damage import damage_said
from pinshi_cli.ledger.failures import no_ledger, said, said_of_file
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.extras import to_install

WAIT = 3
"""Seconds until somebody else's writing is taken for a conflict; it must show within five."""

_LOCK = 0x70_69_6E_73_68_69
"""The number under which PostgreSQL keeps the writers' queue: “pinshi”."""

_POSTGRESQL_BEGINS = {
    True: (
        # the picture is taken after the wait, not before
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
        f"SET LOCAL lock_timeout = '{WAIT}s'",
        "SET LOCAL synchronous_commit = on",
        f"SELECT pg_advisory_xact_lock({_LOCK})",
    ),
    # one picture for all that is read in one go
    False: ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
}


class Ledger:
    """An open ledger. One connection, for one thread."""

    def __init__(self, address: Address, connection: Connection) -> None:
        self.address = address
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging picture of the ledger; within another such, the same one."""
        if self._connection.in_transaction():
            yield self._connection
            return
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer until the end; what was written stands if the end is reached."""
        with self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with said(self.address):
            self._connection.info["writes"] = writes
            with self._connection.begin():
                yield self._connection

    def alone(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run what has no place in a transaction; what the last statement gives."""
        driver: Any = self._connection.connection.driver_connection
        is_shared = self.address.path is None
        with said(self.address):
            if is_shared:
                driver.autocommit = True
            try:
                for statement in statements:
                    cursor = driver.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
            finally:
                if is_shared:
                    driver.autocommit = False

    def copy_to(self, target: Path) -> None:
        """Copy a SQLite ledger into an empty file; others may go on writing meanwhile."""
        source = self._connection.connection.driver_connection
        with said(self.address):
            copy_file(cast("sqlite3.Connection", source), target)


@contextmanager
def open_ledger(address: Address, *, create: bool) -> Iterator[Ledger]:
    """Open the ledger at an address, brought up to date; with `create`, make it where it lacks.

    Raises `Refusal` (L001–L009, L017–L020); L006 too where what is done with it comes to grief on
    what somebody has changed.
    """
    if address.path is None:
        engine = _postgresql(address)
    else:
        with said_of_file(address):
            _made_ready(address, address.path, create=create)
            engine = _sqlite(address.path)
    with _connected(address, engine) as ledger:
        _brought_up_to_date(ledger, create=create, keep=address.path)
        with damage_said(ledger):
            yield ledger


@contextmanager
def _connected(address: Address, engine: Engine) -> Iterator[Ledger]:
    try:
        connection = _connect(address, engine)
        try:
            yield Ledger(address, connection)
        finally:
            connection.close()
    finally:
        engine.dispose()


def _connect(address: Address, engine: Engine) -> Connection:
    if address.path is not None:
        with said(address):
            return engine.connect()
    try:
        return engine.connect()
    except DBAPIError:  # its text may repeat the address
        raise no_ledger("L018", address) from None


def _made_ready(address: Address, path: Path, *, create: bool) -> None:
    """There is a file. A new one gets its name when it is whole.

    One that stands is not looked into here: who closes a file takes away the locks that SQLite
    holds on it for this process, and only SQLite knows whether it holds any.
    """
    if place.stands(address, path):
        return
    if not create:
        raise no_ledger("L001", address)
    place.check_alone(address, path)
    beside = place.new_file(path)
    try:
        # without a log beside: nobody would hear of it if that could not be put into the file
        engine = _sqlite(beside, "delete")
        with _connected(address, engine) as ledger, ledger.writing() as connection:
            migrate.upgrade(connection)
        place.put_in_place(beside, path)
    finally:
        place.clear(beside)


def _brought_up_to_date(ledger: Ledger, *, create: bool, keep: Path | None) -> None:
    found = _known_revision(ledger)
    if found == migrate.REVISIONS[-1]:
        return
    if found is None and not create:
        raise no_ledger("L001", ledger.address)
    _upgraded(ledger, keep)


def _known_revision(ledger: Ledger) -> str | None:
    with ledger.reading() as connection:
        found = migrate.revision_of(connection)
    if found == "":
        raise no_ledger("L004", ledger.address)
    if found is not None and found not in migrate.REVISIONS:
        raise no_ledger("L005", ledger.address)
    return found


def _upgraded(ledger: Ledger, keep: Path | None) -> None:
    """Bring the tables up to date; of a ledger at `keep` a copy is put beside it before."""
    with ledger.writing() as connection:
        found = migrate.revision_of(connection)
        if found == migrate.REVISIONS[-1]:  # another did it while this one waited
            return
        if keep is not None and found is not None:
            with said_of_file(ledger.address):
                _kept_before(keep, found)
        migrate.upgrade(connection)


def _kept_before(path: Path, revision: str) -> None:
    """A whole copy beside the ledger, from before its tables are changed."""
    beside = place.new_file(path)
    try:
        # a connection that writes gives no copy; another sees what stood before
        with closing(sqlite3.connect(path, timeout=WAIT)) as source:
            copy_file(source, beside)
        beside.replace(path.with_name(f"{path.stem}-升级前-{revision}{path.suffix}"))
        place.sync_folder(path.parent)
    finally:
        place.clear(beside)


def copy_file(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database into an empty file, as one picture, in one file without a log beside."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # nobody else knows this file: a log shared between processes is never made
        copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        source.backup(copy, progress=_Patience())
        copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def open_copy(path: Path, address: Address, *, create: bool) -> Iterator[Ledger]:
    """Open a file that nobody else uses, brought up to date; `address` is what is said of it."""
    with _connected(address, _sqlite(path, "delete")) as ledger:
        _brought_up_to_date(ledger, create=create, keep=None)
        yield ledger


class _Patience:
    """Ends a copy that makes no way: Python alone would try again for ever, each quarter second."""

    def __init__(self) -> None:
        self._tries = 4 * WAIT

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        self._tries -= status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if self._tries < 0:
            error = sqlite3.OperationalError("the copy makes no way")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error


def _sqlite(path: Path, log: str = "wal") -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": WAIT, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(driver: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
        ):
            driver.execute(f"PRAGMA {pragma}")
        if driver.execute("PRAGMA journal_mode").fetchone() != (log,):
            driver.execute(f"PRAGMA journal_mode = {log}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = " IMMEDIATE" if connection.info.get("writes") else ""
        connection.exec_driver_sql(f"BEGIN{immediate}")

    return engine


def _postgresql(address: Address) -> Engine:
    try:
        engine = create_engine(
            make_url(address.url),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"connect_timeout": WAIT, "client_encoding": "utf8"},
        )
    except (ImportError, NoSuchModuleError):
        raise refuse(
            "L017",
            "这台电脑没有安装连接 PostgreSQL 的组件",
            f"{to_install('postgres')}。",
            file=address.shown,
        ) from None
    except (ArgumentError, ValueError):
        raise no_ledger("L018", address) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        for statement in _POSTGRESQL_BEGINS[bool(connection.info.get("writes"))]:
            connection.exec_driver_sql(statement)

    return engine
