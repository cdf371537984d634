"""Two clerks: a twentieth of what `python -m benchmarks.torture clerks` does."""

import pytest

from benchmarks.torture import clerks
from benchmarks.torture.places import Server
from tests.ledger.conftest import Server as Running

SHARE = 20


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Server | None:
    if request.param == "sqlite":
        return None
    running: Running = request.getfixturevalue("server")
    return Server(running.conninfo)


def test_no_update_is_lost_in_whatever_order_two_clerks_work(shared: Server | None) -> None:
    seen = clerks.interleaved(10_000 // SHARE, shared)
    assert seen.tried >= 10_000 // SHARE
    assert seen.happened["拒绝 L011"] > 0


def test_two_processes_at_once_lose_no_update(shared: Server | None) -> None:
    seen = clerks.at_once(10_000 // SHARE, shared)
    assert seen.faults == ()
    assert seen.happened["写成"] > 0


def test_a_conflict_shows_within_five_seconds(shared: Server | None) -> None:
    seen = clerks.waiting(1, shared)
    assert seen.faults == ()
    assert seen.happened["L010"] == 1
