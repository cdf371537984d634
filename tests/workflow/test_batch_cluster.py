"""What of a batch goes to a cluster, and what is done here all the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pinshi_cli.city.executor import Done
from pinshi_cli.workflow.batch.cluster import Abroad
from pinshi_cli.workflow.batch.settings import Settings
from pinshi_cli.workflow.batch.work import Task, work
from tests.city.made import register

TEMPLATE = "平时考核登记表.xlsx"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A folder with a register, a calendar and a template; others where pinshi is run."""
    folder, here = tmp_path / "报送", tmp_path / "这里"
    for place in (folder, here):
        (place / "模板").mkdir(parents=True)
        (place / "节假日.toml").write_bytes(place.name.encode())
        (place / "模板" / TEMPLATE).write_bytes(place.name.encode())
    (folder / "甲.xlsx").write_bytes(register(1))
    (folder / "表").mkdir()
    for name in ("基本信息.csv", "人员名册.csv", "说明.txt"):
        (folder / "表" / name).write_bytes(name.encode())
    monkeypatch.chdir(here)
    return Settings(folder, tmp_path / "出").sealed()


@pytest.fixture
def sent(settings: Settings) -> Callable[..., tuple[list[Any], list[Done[Any, Any]]]]:
    """Runs tasks on a cluster that only notes what it is given."""

    def run(*chunks: Sequence[Task]) -> tuple[list[Any], list[Done[Any, Any]]]:
        abroad = Abroad(settings, "tcp://-", [])
        given: list[Any] = []

        class Noting:
            def run(
                self, _work: object, chunks: Iterable[Sequence[Task]]
            ) -> Iterator[Done[Any, Any]]:
                for chunk in chunks:
                    given.extend(chunk)
                    yield from (Done(each, None) for each in chunk)

        abroad.cluster = Noting()  # type: ignore[assignment]
        return given, list(abroad.run(work(settings), list(chunks)))

    return run


def test_what_cannot_be_read_is_done_here_in_the_same_words(
    sent: Callable[..., tuple[list[Any], list[Done[Any, Any]]]],
) -> None:
    given, done = sent([Task("甲.xlsx", 1), Task("没有.xlsx", 0)])
    assert [each.file for each in given] == ["甲.xlsx"]
    (here,) = [(each.item, each.result) for each in done if each.result is not None]
    assert here[0].file == "没有.xlsx"
    assert b"F101" in here[1].line


def test_where_nothing_can_go_the_cluster_is_not_asked(
    sent: Callable[..., tuple[list[Any], list[Done[Any, Any]]]],
) -> None:
    given, (done,) = sent([Task("没有.xlsx", 0)])
    assert given == []
    assert done.item.file == "没有.xlsx"


def test_a_folder_of_csv_goes_whole_without_what_is_not_read(settings: Settings) -> None:
    files = Abroad(settings, "tcp://-", []).cluster.pack(Task("表", 0))
    assert set(files) == {"登记簿/表/基本信息.csv", "登记簿/表/人员名册.csv"}


def test_a_register_that_is_gone_since_is_sent_without_its_file(settings: Settings) -> None:
    (settings.folder / "甲.xlsx").unlink()
    assert Abroad(settings, "tcp://-", []).cluster.pack(Task("甲.xlsx", 1)) == {}


def test_what_lies_beside_the_registers_goes_to_the_same_places(settings: Settings) -> None:
    policy = settings.folder / "本地.toml"
    policy.write_bytes(b"-")
    abroad = Abroad(settings._replace(policy=None), "tcp://-", [])
    abroad.settings = settings._replace(policy=str(policy))
    files = abroad.cluster.kit(work(settings)).files
    assert {name: data.decode() for name, data in files.items()} == {
        "登记簿/节假日.toml": "报送",
        f"登记簿/模板/{TEMPLATE}": "报送",
        "节假日.toml": "这里",
        f"模板/{TEMPLATE}": "这里",
        "考核办法/本地.toml": "-",
    }
