"""Work on this machine: every item comes back once, whatever the others do to their workers."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from pinshi_cli.city.executor import (
    DIED,
    FAULT,
    MEMORY,
    Done,
    Work,
    chunk_size,
    chunks_of,
)
from pinshi_cli.city.executor import SLOW as TOO_SLOW
from pinshi_cli.city.local import Local, seconds_for
from tests.city.works import (
    DEADLY,
    FAULTY,
    GREEDY,
    HANGING,
    SLOW,
    doubling,
    hostile,
    never,
    telling,
)

ROOT = Path(__file__).parents[2]


def run(
    work: Work[int, int], items: list[int], *, jobs: int = 2, size: int = 4, seconds: float = 20
) -> list[Done[int, int]]:
    pool = Local(jobs, lambda _item: seconds, preload=["tests.city.works"])
    return list(pool.run(work, chunks_of(items, size)))


@pytest.mark.parametrize(("jobs", "size"), [(1, 1), (2, 3), (3, 100)])
def test_the_results_are_the_same_for_any_number_of_workers_and_any_chunk(
    jobs: int, size: int
) -> None:
    done = run(doubling, list(range(20)), jobs=jobs, size=size)
    assert sorted((each.item, each.result) for each in done) == [(n, 2 * n) for n in range(20)]


@pytest.mark.parametrize(
    ("bad", "how"),
    [(DEADLY, DIED), (HANGING, TOO_SLOW), (FAULTY, FAULT)],
)
def test_an_item_that_harms_its_worker_is_lost_alone(bad: int, how: str) -> None:
    items = [*range(6), bad, *range(6, 12)]
    done = run(hostile, items, size=13, seconds=1)
    assert Counter(each.item for each in done) == Counter(items), "each comes back exactly once"
    lost = [(each.item, each.lost.how) for each in done if each.lost is not None]
    assert lost == [(bad, how)]
    assert all(each.result == 2 * each.item for each in done if each.lost is None)


@pytest.mark.skipif(sys.platform != "linux", reason="only there memory is limited for sure")
def test_a_worker_has_a_gigabyte_and_no_more() -> None:
    done = run(hostile, [1, GREEDY, 2], size=3)
    lost = {each.item: each.lost.how for each in done if each.lost is not None}
    assert lost == {GREEDY: MEMORY}
    assert len(done) == 3


def test_a_fault_of_ours_is_told_without_anything_of_the_data() -> None:
    (done,) = run(hostile, [FAULTY])
    assert done.lost is not None
    assert "ValueError" in done.lost.detail
    assert "works.py" in done.lost.detail
    assert "张三" not in done.lost.detail
    assert "95" not in done.lost.detail


def test_an_item_may_ask_for_more_time() -> None:
    (done,) = run(hostile, [SLOW], seconds=0.8)
    assert (done.result, done.lost) == (2 * SLOW, None)


def test_several_killers_in_one_chunk_are_each_found() -> None:
    items = [DEADLY, 1, DEADLY, 2, DEADLY]
    done = run(hostile, items, jobs=1, size=5)
    assert sum(each.lost is not None for each in done) == 3
    assert sorted(each.item for each in done if each.lost is None) == [1, 2]


def test_workers_that_cannot_begin_are_given_up() -> None:
    with pytest.raises(RuntimeError, match="do not begin"):
        run(never, [1, 2, 3])


def test_workers_end_with_the_run_that_is_given_up(tmp_path: Path) -> None:
    pool = Local(2, lambda item: 60.0 if item else 0.5)
    running = pool.run(telling(str(tmp_path)), [[0], [1]])
    assert next(running).lost is not None, "the first is too slow; the other one is at work"
    pids = _begun(tmp_path, 2)
    running.close()  # type: ignore[attr-defined]
    assert len(pids) == 2
    assert not any(_lives(pid) for pid in pids)


def _begun(folder: Path, number: int) -> list[int]:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        pids = [int(path.name) for path in folder.iterdir()]
        if len(pids) >= number:
            return pids
        time.sleep(0.05)
    return []


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of POSIX")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = (
        "from pinshi_cli.city.local import Local\n"
        "from tests.city.works import telling\n"
        f"list(Local(2, lambda _: 60.0).run(telling({str(tmp_path)!r}), [[1], [2]]))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    pids = _begun(tmp_path, 2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert len(pids) == 2
    until = time.monotonic() + 10
    while time.monotonic() < until and any(_lives(pid) for pid in pids):
        time.sleep(0.05)
    assert not any(_lives(pid) for pid in pids)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_chunks_keep_the_order_and_leave_nothing_out() -> None:
    assert list(chunks_of(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(chunks_of([], 3)) == []


@pytest.mark.parametrize(
    ("items", "jobs", "size"), [(1, 2, 1), (60, 2, 3), (1072, 2, 32), (100_000, 8, 32)]
)
def test_a_chunk_is_large_enough_to_pay_and_small_enough_to_share(
    items: int, jobs: int, size: int
) -> None:
    assert chunk_size(items, jobs) == size


@pytest.mark.parametrize(
    ("items", "together", "size"),
    [(0, 0, 1), (11, 200_000, 11), (32, 400_000, 32), (33, 400_000, 2), (11, 600_000, 1)],
)
def test_a_few_small_registers_are_not_worth_a_second_worker(
    items: int, together: int, size: int
) -> None:
    assert chunk_size(items, 2, together) == size


def test_no_more_workers_begin_than_there_are_chunks(tmp_path: Path) -> None:
    pool = Local(3, lambda _item: 1.0)
    done = list(pool.run(telling(str(tmp_path)), [[0], [1]]))
    assert sorted(each.item for each in done) == [0, 1]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("size", "seconds"), [(0, 10), (40_000, 10), (1 << 20, 30), (5 << 20, 110)]
)
def test_a_register_of_the_usual_size_has_ten_seconds(size: int, seconds: float) -> None:
    assert seconds_for(size) == seconds
