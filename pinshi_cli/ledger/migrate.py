"""Which tables stand in a database, and how they are brought up to date."""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, inspect, text

REVISIONS = ("ledger_0001",)
"""Every step there is, in order; the last is what this program works with."""

VERSIONS: tuple[Path, ...] = (Path(str(files(__package__) / "migrations" / "versions")),)
"""The folders in which Alembic finds the steps."""


def revision_of(connection: Connection) -> str | None:
    """The step a database stands at: None where it is empty, "" where its tables are others'."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return None
    if "alembic_version" not in names:
        return ""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return found[0] if len(found) == 1 else ""


def upgrade(connection: Connection) -> None:
    """Bring the tables to the last step, within the transaction that `connection` is in."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    folder = str(files(__package__) / "migrations")
    # a percent sign in a folder's name would be read as a reference
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = "\n".join(str(path) for path in VERSIONS)
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    command.upgrade(config, REVISIONS[-1])
