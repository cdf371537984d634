"""Work on a real cluster: the same bytes as here, whoever dies on the way."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import distributed
import pytest
from distributed.comm import CommClosedError

from pinshi_cli.city import cluster as clusters
from pinshi_cli.city import outpost
from pinshi_cli.city.cluster import Cluster
from pinshi_cli.city.executor import DIED, Done
from pinshi_cli.city.executor import SLOW as TOO_SLOW
from pinshi_cli.city.found import JOURNAL
from tests.city.clusters import ROOT, LoopbackCluster
from tests.city.made import break_into, sound_city
from tests.city.trees import tree
from tests.city.works import DEADLY, HANGING, REGICIDE, Named, kit_of, named
from tests.cli.running import Pinshi, in_a_process

MAKE = ("--make", "results,forms,notices,json", "--annotate", "--year")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackCluster]:
    with LoopbackCluster(tmp_path_factory.mktemp("集群")) as running:
        yield running


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound registers and bad ones, one as .csv, with the authority's own calendar beside them."""
    folder = tmp_path_factory.mktemp("市") / "报送"
    sound_city(folder, 14)
    break_into(folder)
    (folder / "表").mkdir()
    (folder / "表" / "基本信息.csv").write_text("项目,内容\n单位名称,第30局\n", encoding="utf-8")
    (folder / "东山县" / "死链.xlsx").symlink_to("没有.xlsx")
    return folder


@pytest.fixture(scope="module")
def here(city: Path) -> dict[str, str]:
    """What a run on this machine leaves."""
    out = city.parent / "本机"
    assert in_a_process("batch", city, "-o", out, "--quiet", *MAKE).returncode == 1
    return tree(out)


def test_a_worker_that_is_killed_in_the_middle_changes_no_byte(
    city: Path, here: dict[str, str], cluster: LoopbackCluster
) -> None:
    out = city.parent / "集群"
    with _begun("batch", city, "-o", out, "--quiet", "--cluster", cluster.address, *MAKE) as run:
        until = time.monotonic() + 60
        while time.monotonic() < until and _lines(out) < 5 and run.poll() is None:
            time.sleep(0.01)
        cluster.kill()
        in_the_middle = 0 < _lines(out) < 22
        cluster.add()
        assert run.wait(60) == 1
    assert in_the_middle
    assert tree(out) == here


def test_what_stands_is_not_sent_again(
    city: Path, here: dict[str, str], cluster: LoopbackCluster, pinshi: Pinshi
) -> None:
    out = city.parent / "接着"
    assert pinshi("batch", city, "-o", out, *MAKE).code == 1
    (out / "批量清单.json").unlink()
    again = pinshi("batch", city, "-o", out, "--cluster", cluster.address, "--resume", *MAKE)
    assert again.code == 1
    assert "没有变，没有重做" in again.err
    assert tree(out) == here


# -- items that harm whoever works on them ----------------------------------------------------


def run(address: str, numbers: list[int]) -> list[Done[Named, int]]:
    items = [Named(f"{at}", number) for at, number in enumerate(numbers)]
    landed: list[str] = []
    by: Cluster[Named, int] = Cluster(
        address, kit_of, lambda item: {item.file: b"-"}, lambda item, _: landed.append(item.file)
    )
    done = list(by.run(named, [items]))
    assert sorted(each.item for each in done) == sorted(items), "each comes back exactly once"
    assert sorted(landed) == sorted(each.item.file for each in done if each.lost is None)
    assert all(each.result == 2 * each.item.number for each in done if each.lost is None)
    return done


def lost(done: list[Done[Named, int]]) -> list[tuple[int, str]]:
    return [(each.item.number, each.lost.how) for each in done if each.lost is not None]


@pytest.mark.parametrize(("bad", "how"), [(DEADLY, DIED), (HANGING, TOO_SLOW)])
def test_an_item_that_harms_its_reader_is_lost_alone_and_the_worker_lives(
    cluster: LoopbackCluster, bad: int, how: str
) -> None:
    assert lost(run(cluster.address, [1, 2, bad, 3])) == [(bad, how)]
    assert all(worker.poll() is None for worker in cluster.workers)


@pytest.mark.skipif(sys.platform != "linux", reason="finds its worker by /proc")
def test_an_item_that_kills_every_worker_of_the_cluster_is_lost_alone(tmp_path: Path) -> None:
    with LoopbackCluster(tmp_path / "集群", workers=1, nanny=True) as cluster:
        assert lost(run(cluster.address, [1, REGICIDE, 2])) == [(REGICIDE, DIED)]


# -- clusters that cannot be used -------------------------------------------------------------


def refused(pinshi: Pinshi, city: Path, address: str) -> str:
    ended = pinshi("batch", city, "-o", city.parent / "拒", "--cluster", address)
    assert ended.code == 2
    return ended.err


def test_without_dask_it_is_said_how_to_install_it(
    pinshi: Pinshi, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = refused(pinshi, city, "tcp://127.0.0.1:8786")
    assert "B050" in said
    assert ".[cluster]" in said


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "哪里"])
def test_an_address_without_a_scheduler_is_refused(
    pinshi: Pinshi, city: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1.0)
    assert "B051" in refused(pinshi, city, address)


def test_a_scheduler_without_workers_is_refused(
    pinshi: Pinshi, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 2.0)
    with LoopbackCluster(tmp_path / "集群", workers=0) as empty:
        assert "B051" in refused(pinshi, city, empty.address)


def meeting(met: Exception | dict[str, int]) -> Callable[..., dict[str, int]]:
    """A call of Dask that ends so."""

    def call(*_: object, **__: object) -> dict[str, int]:
        if isinstance(met, Exception):
            raise met
        return met

    return call


@pytest.mark.parametrize(
    ("call", "met", "code"),
    [
        ("wait_for_workers", AttributeError(), "B053"),
        ("nthreads", {}, "B051"),
        ("submit", CommClosedError(), "B053"),
    ],
)
def test_whatever_dask_meets_is_a_cluster_that_cannot_be_used(
    pinshi: Pinshi,
    city: Path,
    cluster: LoopbackCluster,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    met: Exception | dict[str, int],
    code: str,
) -> None:
    monkeypatch.setattr(distributed.Client, call, meeting(met))
    assert code in refused(pinshi, city, cluster.address)


def test_whatever_dask_meets_at_its_beginning_is_a_scheduler_that_is_not_there(
    pinshi: Pinshi, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "Client", meeting(AssertionError()))
    assert "B051" in refused(pinshi, city, "tcp://127.0.0.1:9")


def test_a_full_disk_here_is_no_cluster_that_is_lost(cluster: LoopbackCluster) -> None:
    def full(_item: Named, _files: dict[str, bytes]) -> None:
        raise OSError(errno.ENOSPC, "full")

    by: Cluster[Named, int] = Cluster(cluster.address, kit_of, lambda item: {item.file: b"-"}, full)
    with pytest.raises(OSError, match="full") as met:
        list(by.run(named, [[Named("0", 1)]]))
    assert met.value.errno == errno.ENOSPC


def test_what_dask_meets_while_it_takes_its_leave_hides_nothing(
    pinshi: Pinshi, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = distributed.Client.close

    def fails(client: distributed.Client) -> None:
        was = client.status
        close(client)
        if was != "closed":  # else it is only being collected
            raise AssertionError

    monkeypatch.setattr(clusters, "PATIENCE", 1.0)
    monkeypatch.setattr(distributed.Client, "close", fails)
    with LoopbackCluster(tmp_path / "集群", workers=0) as empty:
        assert "B051" in refused(pinshi, city, empty.address)


def test_a_worker_with_another_version_is_refused(
    pinshi: Pinshi, city: Path, cluster: LoopbackCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = outpost.seal() | {"xlsxwriter": "9.9.9"}
    monkeypatch.setattr(outpost, "seal", lambda: ours)
    said = refused(pinshi, city, cluster.address)
    assert "B052" in said
    assert "xlsxwriter" in said
    assert "9.9.9" in said


def test_a_worker_that_comes_later_is_held_against_us_too() -> None:
    other = outpost.seal() | {"pinshi": "0.0.0"}
    assert outpost.carry_out(b"", other, b"") == outpost.Otherwise(outpost.seal())


def test_a_scheduler_that_is_lost_is_told_and_what_is_done_stays(
    city: Path, tmp_path: Path
) -> None:
    out = tmp_path / "出"
    with LoopbackCluster(tmp_path / "集群", workers=1) as short:
        running = _begun("batch", city, "-o", out, "--cluster", short.address)
        until = time.monotonic() + 60
        while time.monotonic() < until and _lines(out) < 3 and running.poll() is None:
            time.sleep(0.01)
        short.scheduler.kill()
        _, said = running.communicate(timeout=90)
    assert running.returncode == 2
    assert "B053" in said.decode()
    assert _lines(out) >= 3


def _begun(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "pinshi_cli", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _lines(out: Path) -> int:
    journal = out / JOURNAL
    return journal.read_bytes().count(b"\n") if journal.exists() else 0
