"""A city among hostile workbooks, and one killed again and again: the twentieth of the torture.

All of it: `python -m benchmarks.torture city`.
"""

from pathlib import Path

import pytest

from benchmarks.city_registers import Unit, write_register
from benchmarks.torture import hostile as making
from benchmarks.torture.city import KILLS, UNITS, hostile, killed

SHARE = 20


def test_the_sound_come_out_as_alone_and_every_kind_of_hostile_file_is_reported(
    tmp_path: Path,
) -> None:
    many = len(making.MAKERS) + 2
    seen = hostile(tmp_path / "市", -(-UNITS // SHARE), many)
    assert seen.faults == ()
    assert seen.tried == many


def test_a_file_that_is_not_reported_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_register(tmp_path / "好的.xlsx", Unit(99, 3))
    sound = (tmp_path / "好的.xlsx").read_bytes()

    def no_harm(_sound: bytes, _chance: object) -> bytes:
        return sound

    monkeypatch.setattr(making, "MAKERS", (no_harm,))
    assert hostile(tmp_path / "市", 2, 3).faults == ("坏的/000-no_harm.xlsx：[]",)


def test_killed_at_random_moments_and_resumed_leaves_what_one_run_leaves(tmp_path: Path) -> None:
    seen = killed(tmp_path / "市", 12, KILLS // SHARE)
    assert seen.faults == ()
    assert seen.tried >= KILLS // SHARE
