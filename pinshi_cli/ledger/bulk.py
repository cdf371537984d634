"""Many rows in and out, the way the driver does it: a plain tuple each, and nothing around it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Select, Table, insert

_AT_ONCE = 5000


@contextmanager
def streamed(connection: Connection, chosen: Select[Any]) -> Iterator[Iterator[Any]]:
    """The rows of a query without parameters, few of them in memory at a time."""
    compiled = chosen.compile(dialect=connection.dialect)
    driver: Any = connection.connection.driver_connection
    # PostgreSQL sends all rows at once where the cursor has no name
    named = (f"rows_{id(compiled)}",) if _is_postgresql(connection) else ()
    cursor = driver.cursor(*named)
    try:
        cursor.execute(str(compiled))
        yield chain.from_iterable(iter(lambda: cursor.fetchmany(_AT_ONCE), []))
    finally:
        cursor.close()


def fetched(connection: Connection, chosen: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query, whose parameters are single values."""
    compiled = chosen.compile(dialect=connection.dialect)
    values: Any = compiled.construct_params()
    if compiled.positional:
        values = [values[name] for name in compiled.positiontup or ()]
    driver: Any = connection.connection.driver_connection
    rows: list[tuple[Any, ...]] = driver.execute(str(compiled), values).fetchall()
    return rows


def put_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, each with a value for every column in order."""
    driver: Any = connection.connection.driver_connection
    if _is_postgresql(connection):
        quote = connection.dialect.identifier_preparer.quote
        names = ", ".join(quote(column.name) for column in table.columns)
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    statement = str(insert(table).compile(dialect=connection.dialect))
    remaining = iter(rows)
    while many := list(islice(remaining, _AT_ONCE)):
        driver.executemany(statement, many)


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
