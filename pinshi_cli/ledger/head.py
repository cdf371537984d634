"""The end of a SQLite ledger's chain, read by the bare driver: results and forms print it.

No more than that, so that `grade` and `form` need not load what the ledger's own commands do.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from pinshi_cli.ledger.entry import Head

_WAIT = 2
_LAST = "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"


def head_of_file(path: Path) -> Head | None:
    """The head of the ledger in a file; None where it cannot be read as one."""
    where = f"{path.absolute().as_uri()}?mode=rw"  # the last to close it tidies up
    try:
        with closing(sqlite3.connect(where, timeout=_WAIT, uri=True)) as connection:
            connection.execute("PRAGMA query_only = ON")
            found = connection.execute(_LAST).fetchone()
        return Head(0, "") if found is None else Head(int(found[0]), str(found[1]))
    except (sqlite3.Error, ValueError):  # bytes that are no text, a number that is none
        return None
