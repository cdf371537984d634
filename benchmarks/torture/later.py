"""A ledger as a later pinshi would have it: one more step of migration than there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pinshi_cli.ledger import migrate

STEP = "torture_9999"


@contextmanager
def later_step() -> Iterator[None]:
    """Within it, opening a ledger brings it to the later step."""
    revisions, versions = migrate.REVISIONS, migrate.VERSIONS
    vars(migrate)["REVISIONS"] = (*revisions, STEP)
    vars(migrate)["VERSIONS"] = (*versions, Path(__file__).parent / "steps")
    try:
        yield
    finally:
        vars(migrate).update(REVISIONS=revisions, VERSIONS=versions)
