"""A run that is killed at any moment, and resumed, leaves what an undisturbed one leaves."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pinshi_cli.city.found import JOURNAL
from pinshi_cli.city.journal import MANIFEST
from tests.city.made import break_into, sound_city

ROOT = Path(__file__).parents[2]
MAKE = ("--make", "results,forms,notices,json")


def command(city: Path, out: Path, *more: str) -> list[str]:
    start = [sys.executable, "-m", "pinshi_cli", "batch", str(city), "-o", str(out)]
    return [*start, *MAKE, "--jobs", "2", "--quiet", *more]


def begun(city: Path, out: Path, *more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command(city, out, *more),
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "报送"
    sound_city(folder, 12)
    break_into(folder)
    return folder


def test_a_run_that_is_killed_leaves_no_manifest(city: Path) -> None:
    out = city.parent / "半途"
    run = begun(city, out)
    until = time.monotonic() + 30
    journal = out / JOURNAL
    while time.monotonic() < until and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (out / MANIFEST).exists()


def test_two_runs_never_write_into_one_folder(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pinshi_cli.city import lock
    from pinshi_cli.cli.main import main

    out = city.parent / "同时"
    out.mkdir()
    handle = lock.hold(out)
    assert handle is not None
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with lock.held(handle):
        assert main(["batch", str(city), "-o", str(out)]) == 2
    assert "B020" in capsys.readouterr().err
