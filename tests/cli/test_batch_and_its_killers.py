"""Registers that harm their reader: the run goes on, and says which they are."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pinshi_cli.city.executor import More
from pinshi_cli.city.local import Local
from pinshi_cli.workflow.batch.lines import found_again
from pinshi_cli.workflow.batch.run import How, batch
from pinshi_cli.workflow.batch.settings import Settings
from pinshi_cli.workflow.batch.work import Task, Worked, begin
from tests.city.made import sound_city


def harmful(settings: Settings) -> Callable[[Task, More], Worked]:
    """The real work, but that some registers do to their worker what their name says."""
    bench = begin(settings)

    def work(task: Task, more: More) -> Worked:
        if "abort" in task.file:
            os.abort()
        if "hang" in task.file:
            time.sleep(60)
        if "greedy" in task.file:
            raise MemoryError
        if "fault" in task.file:
            raise KeyError(task.file)
        return bench(task, more)

    return work


class Harmed(Local):
    """A pool in which the work is `harmful`."""

    def run(self, work, chunks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201  # as its parent's
        bound = work.args[0]
        return super().run(partial(harmful, bound), chunks)


@pytest.mark.parametrize(
    ("name", "code"),
    [("abort", "B001"), ("hang", "B002"), ("greedy", "B003"), ("fault", "B004")],
)
def test_only_the_register_that_harms_is_lost(tmp_path: Path, name: str, code: str) -> None:
    folder = tmp_path / "报送"
    sound_city(folder, 6)
    (folder / "东山县" / f"{name}.xlsx").write_bytes(b"x")
    pool = Harmed(2, lambda _task: 2.0)
    settings = Settings(folder, tmp_path / "出")
    with batch(settings, How(jobs=1), pool) as done:
        bad = [book.file for book in done.books if not done.is_ok(book)]
        assert bad == [f"东山县/{name}.xlsx"]
        (line,) = done.lines(bad)
        (found,) = [found_again(each) for each in line["diagnostics"]]
        assert found.code == code
        assert name not in found.message, "nothing of the register is in a fault of ours"
        assert done.totals.outputs == 6
        assert not done.ok
