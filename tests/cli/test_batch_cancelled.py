"""Ctrl-C in a real `pinshi batch`: exit code 2, what is done stays, no process is left over.

The signal goes to the whole group, as a terminal sends it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pinshi_cli.city.found import JOURNAL
from pinshi_cli.city.journal import MANIFEST
from pinshi_cli.city.lock import NAME as LOCK
from tests.city.clusters import LoopbackCluster
from tests.city.made import sound_city
from tests.city.trees import tree
from tests.cli.running import ROOT, in_a_process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc")

MAKE = ("--make", "results,forms,notices")


@pytest.fixture(scope="module", autouse=True)
def hear_ctrl_c() -> Iterator[None]:
    """What is begun hears it, also where the tests are deaf to it, as a job in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "报送"
    sound_city(folder, 16)
    return folder


@pytest.fixture(scope="module")
def undisturbed(city: Path) -> dict[str, str]:
    out = city.parent / "一次"
    assert in_a_process("batch", city, "-o", out, *MAKE).returncode == 0
    return tree(out)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackCluster]:
    with LoopbackCluster(tmp_path_factory.mktemp("集群")) as running:
        yield running


def cancelled(
    city: Path, out: Path, *more: str, lines: int = 0, seconds: float = 0
) -> "subprocess.CompletedProcess[str]":
    """The run, cancelled as soon as so many registers are done; so long after it has its folder."""
    command = [sys.executable, "-m", "pinshi_cli", "batch", str(city), "-o", str(out), *MAKE]
    run = subprocess.Popen(
        [*command, *more],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while run.poll() is None and not ((out / LOCK).exists() and done(out) >= lines):
        time.sleep(0.005)
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    said, complained = run.communicate(timeout=60)
    assert at_work(run.pid) == []
    return subprocess.CompletedProcess(command, run.returncode, said, complained)


def done(out: Path) -> int:
    journal = out / JOURNAL
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def at_work(session: int) -> list[str]:
    """The processes of a session that have not ended; a moment is theirs."""
    left: list[str] = []
    for _ in range(100):
        left = [each for each in map(said_of, Path("/proc").glob("[0-9]*/stat")) if each]
        rows = [each.split() for each in left]
        left = [" ".join(row) for row in rows if row[0] != "Z" and row[3] == str(session)]
        if not left:
            break
        time.sleep(0.05)
    return left


def said_of(stat: Path) -> str:
    """The state of a process and what follows; empty where it has just gone."""
    try:
        return stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].strip()
    except OSError:
        return ""


@pytest.mark.parametrize("lines", [1, 6])
def test_while_registers_are_worked_on_what_is_done_stays_and_the_way_out_is_said(
    city: Path, undisturbed: dict[str, str], lines: int
) -> None:
    out = city.parent / f"断{lines}"
    ended = cancelled(city, out, "--jobs", "2", lines=lines)
    assert ended.returncode == 2
    assert ended.stderr.startswith("X904")
    assert "--resume" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (out / MANIFEST).exists()
    assert done(out) >= lines
    again = in_a_process("batch", city, "-o", out, *MAKE, "--resume")
    assert again.returncode == 0, again.stderr.decode()
    assert "没有变，没有重做" in again.stderr.decode()
    assert tree(out) == undisturbed


@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.4])
def test_while_it_begins_nothing_is_said_but_that_it_is_cancelled(
    city: Path, undisturbed: dict[str, str], tmp_path: Path, seconds: float
) -> None:
    ended = cancelled(city, tmp_path / "出", seconds=seconds)
    assert "Traceback" not in ended.stderr
    if ended.returncode == 0:  # a quick machine was done by then
        assert tree(tmp_path / "出") == undisturbed
    else:
        assert ended.returncode == 2
        assert "已取消" in ended.stderr


def test_with_json_one_document_says_so(city: Path, tmp_path: Path) -> None:
    ended = cancelled(city, tmp_path / "出", "--json", lines=2)
    assert ended.returncode == 2
    document = json.loads(ended.stdout)
    assert (document["schema"], document["ok"]) == ("pinshi/batch/1", False)
    assert [each["code"] for each in document["diagnostics"]] == ["X904"]


def test_on_a_cluster_too(
    city: Path, undisturbed: dict[str, str], cluster: LoopbackCluster
) -> None:
    out = city.parent / "集群断"
    ended = cancelled(city, out, "--cluster", cluster.address, lines=2)
    assert ended.returncode == 2
    assert ended.stderr.startswith("X904")
    assert all(worker.poll() is None for worker in cluster.workers), "the cluster is not ours"
    again = in_a_process("batch", city, "-o", out, *MAKE, "--resume", "--cluster", cluster.address)
    assert again.returncode == 0, again.stderr.decode()
    assert tree(out) == undisturbed
