"""kill -9 at random moments: a twentieth of what `python -m benchmarks.torture kills` does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.torture import kills
from benchmarks.torture.kills import Field
from benchmarks.torture.places import Server
from benchmarks.torture.seen import Seen
from tests.ledger.conftest import Server as Running

SHARE = 20


@pytest.fixture(params=["sqlite", "postgresql"])
def field(request: pytest.FixtureRequest, tmp_path: Path) -> Field:
    if request.param == "sqlite":
        return Field(tmp_path, None)
    running: Running = request.getfixturevalue("server")
    return Field(tmp_path, Server(running.conninfo))


@pytest.mark.parametrize(
    ("suite", "times"), kills.SUITES, ids=[s.__name__ for s, _ in kills.SUITES]
)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(
    suite: Callable[[Field, int], Seen], times: int, field: Field
) -> None:
    seen = suite(field, -(-times // SHARE))
    assert seen.faults == ()
    assert seen.tried == -(-times // SHARE)


def test_a_server_that_crashes_loses_nothing_acknowledged(tmp_path: Path, server: Running) -> None:
    running = Server(server.conninfo)
    seen = kills.crashing(Field(tmp_path, running), kills.CRASHES // SHARE, running)
    assert seen.faults == ()
    assert seen.tried == kills.CRASHES // SHARE
