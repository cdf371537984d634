"""`pinshi batch -o s3://…`: outputs that go elsewhere, by any address that fsspec writes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec import AbstractFileSystem

from pinshi_cli.city.local import Local
from tests.city.made import break_into, register, sound_city
from tests.city.trees import outputs, tree
from tests.cli.running import Pinshi

MAKE = ("--make", "results,notices,json")
THERE = "memory://桶/出"
MANIFEST = "批量清单.json"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    return folder


@pytest.fixture
def memory() -> Iterator[AbstractFileSystem]:
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def there(memory: AbstractFileSystem) -> dict[str, bytes]:
    """The files of the bucket, by path from the outputs on."""
    return {name.removeprefix("/桶/出/"): memory.cat_file(name) for name in memory.find("/桶")}


def fetched(memory: AbstractFileSystem, folder: Path) -> dict[str, str]:
    for name, data in there(memory).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return tree(folder)


def without_lock(found: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in found.items() if not name.endswith(".lock")}


def test_outputs_there_are_those_here_byte_for_byte(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem, tmp_path: Path
) -> None:
    break_into(city)
    here = pinshi("batch", city, "-o", tmp_path / "一", *MAKE, "--annotate")
    ended = pinshi("batch", city, "-o", THERE, *MAKE, "--annotate")
    assert (here.code, ended.code) == (1, 1)
    assert fetched(memory, tmp_path / "二") == without_lock(tree(tmp_path / "一"))
    assert len(outputs(tmp_path / "二")) > 10
    assert f"已写出 {THERE}：共" in ended.out
    assert "取回本机，再 pinshi overview" in ended.err


@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_the_document_names_the_files_there(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem, tmp_path: Path, scheme: str
) -> None:
    where = THERE if scheme == "memory" else f"file://{tmp_path}/出"
    said = pinshi("batch", city, "-o", where, "--json").json
    assert said["folder"] == where
    (name,) = said["books"][0]["outputs"]
    assert name == f"{where}/东山县/第02局/2026Q1/第02局-考核结果.xlsx"
    assert memory.exists(name) if scheme == "memory" else (tmp_path / "出" / MANIFEST).exists()


def test_what_has_not_changed_is_not_done_again_and_what_is_gone_goes(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem, tmp_path: Path
) -> None:
    assert pinshi("batch", city, "-o", THERE, *MAKE).code == 0
    (city / "西河县" / "第01局.xlsx").unlink()
    (city / "西河县" / "第03局.xlsx").write_bytes(register(3, people=6))
    ended = pinshi("batch", city, "-o", THERE, *MAKE, "--resume")
    assert "2 份没有变，没有重做" in ended.err
    assert pinshi("batch", city, "-o", tmp_path / "新", *MAKE).code == 0
    assert fetched(memory, tmp_path / "出") == without_lock(tree(tmp_path / "新"))


def test_what_somebody_has_changed_there_stays(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem
) -> None:
    pinshi("batch", city, "-o", THERE)
    mine = "/桶/出/东山县/第02局/2026Q1/第02局-考核结果.xlsx"
    memory.pipe(mine, b"mine")
    ended = pinshi("batch", city, "-o", THERE)
    assert (ended.code, "F121" in ended.err) == (1, True)
    assert memory.cat(mine) == b"mine"


def test_an_address_with_other_files_is_left_alone(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem
) -> None:
    memory.pipe("/桶/出/别的/总结.docx", b"-")
    ended = pinshi("batch", city, "-o", THERE)
    assert (ended.code, "B056" in ended.err) == (2, True)
    assert list(there(memory)) == ["别的/总结.docx"]


def test_an_address_that_cannot_be_written_to_is_told_once(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(memory, "pipe", broken)
    ended = pinshi("batch", city, "-o", THERE, "--json")
    assert ended.code == 2
    assert [each["code"] for each in ended.json["diagnostics"]] == ["B055"]


def test_what_is_done_when_the_run_is_broken_off_is_there_and_it_resumes(
    pinshi: Pinshi,
    city: Path,
    memory: AbstractFileSystem,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = Local.run

    def broken_off(self: Any, *arguments: Any) -> Iterator[Any]:  # noqa: ANN401  # as the method
        for count, done in enumerate(begun(self, *arguments)):
            if count == 2:
                raise KeyboardInterrupt
            yield done

    with monkeypatch.context() as patched:
        patched.setattr(Local, "run", broken_off)
        ended = pinshi("batch", city, "-o", THERE, *MAKE)
    assert (ended.code, "X904" in ended.err) == (2, True)
    assert MANIFEST not in there(memory)
    again = pinshi("batch", city, "-o", THERE, *MAKE, "--resume")
    assert (again.code, "2 份没有变，没有重做" in again.err) == (0, True)
    assert pinshi("batch", city, "-o", tmp_path / "新", *MAKE).code == 0
    assert fetched(memory, tmp_path / "出") == without_lock(tree(tmp_path / "新"))


def test_nothing_is_written_there_where_nothing_is_to_be_written(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem
) -> None:
    ended = pinshi("batch", city, "-o", THERE, "--dry-run")
    assert "将写出 4 个文件" in ended.out
    assert there(memory) == {}


def test_registers_of_any_name_are_done_there_again(
    pinshi: Pinshi, city: Path, memory: AbstractFileSystem
) -> None:
    (city / "西河县" / "第01局.xlsx").rename(city / "西河县" / "第01局[改].xlsx")
    (city / "西河县" / "第03局.xlsx").write_bytes(register(3, 单位名称="第[0-9]局"))
    first = pinshi("batch", city, "-o", THERE, *MAKE)
    again = pinshi("batch", city, "-o", THERE, *MAKE, "--resume")
    assert (first.code, again.code) == (0, 0)
    assert "4 份没有变，没有重做" in again.err
    (city / "西河县" / "第03局.xlsx").unlink()
    assert pinshi("batch", city, "-o", THERE, *MAKE, "--resume").code == 0
    assert not [name for name in there(memory) if "第[0-9]局" in name]


class Failing:
    """A network that breaks down after so many files have been sent or taken away."""

    def __init__(self, memory: AbstractFileSystem, patch: pytest.MonkeyPatch, most: int) -> None:
        self.left = most
        self._pipe, self._rm = memory.pipe_file, memory.rm_file
        patch.setattr(memory, "pipe_file", self._counted(self._pipe))
        patch.setattr(memory, "pipe", self._each)
        patch.setattr(memory, "rm", self._away)

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> None:  # noqa: ANN401  # as the method
            if self.left <= 0:
                raise OSError
            self.left -= 1
            call(*arguments)

        return counted

    def _each(self, files: dict[str, bytes]) -> None:
        for name, data in files.items():
            self._counted(self._pipe)(name, data)

    def _away(self, names: list[str]) -> None:
        for name in names:
            self._counted(self._rm)(name)


@pytest.mark.parametrize("most", range(0, 12, 2))
@pytest.mark.parametrize("done_before", [False, True])
def test_wherever_the_sending_breaks_off_it_is_run_again_and_whole(
    pinshi: Pinshi,
    city: Path,
    memory: AbstractFileSystem,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    *,
    done_before: bool,
) -> None:
    if done_before:
        assert pinshi("batch", city, "-o", THERE, *MAKE).code == 0
        (city / "西河县" / "第01局.xlsx").unlink()
        for number in (2, 3):
            path = city / ("东山县", "西河县")[number % 2] / f"第{number:02d}局.xlsx"
            path.write_bytes(register(number, people=6))
    with monkeypatch.context() as patched:
        Failing(memory, patched, most)
        ended = pinshi("batch", city, "-o", THERE, *MAKE)
    assert (ended.code, "B055" in ended.err) == (2, True)
    assert MANIFEST not in there(memory) or not most
    again = pinshi("batch", city, "-o", THERE, *MAKE, "--resume")
    assert again.code == 0, again.err
    assert pinshi("batch", city, "-o", tmp_path / "新", *MAKE).code == 0
    assert fetched(memory, tmp_path / "出") == without_lock(tree(tmp_path / "新"))
