"""`pinshi batch -o s3://…`: outputs that go elsewhere, by any address that fsspec writes."""

from collections.abc import Iterator
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
    return {name.removeprefix("/桶/出/"): memory.cat(name) for name in memory.find("/桶")}


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
