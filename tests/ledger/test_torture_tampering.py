"""Tampering: a twentieth of what `python -m benchmarks.torture tampering` does."""

from pathlib import Path

import pytest

from benchmarks.torture import spoiling, tampering
from benchmarks.torture.places import Server
from tests.ledger.conftest import Server as Running

TIMES = 50


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_change_in_the_tables_is_found_with_the_head_at_hand(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shared = None
    if database == "postgresql":
        running: Running = request.getfixturevalue("server")
        shared = Server(running.conninfo)
    seen = tampering.by_sql(TIMES, tmp_path, shared)
    assert seen.faults == ()
    assert seen.tried == TIMES


def test_every_change_of_the_files_bytes_that_matters_is_found(tmp_path: Path) -> None:
    seen = spoiling.by_bytes(TIMES, tmp_path)
    assert seen.faults == ()
    assert seen.tried == TIMES
