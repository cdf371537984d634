"""`pinshi batch s3://…`: registers that lie elsewhere, by any address that fsspec reads."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.asyn_wrapper import AsyncFileSystemWrapper

from pinshi_cli.city import address as addresses
from tests.city.made import break_into, sound_city
from tests.city.trees import outputs, tree
from tests.cli.running import Pinshi

MAKE = ("--make", "results,forms,notices,json", "--annotate")
OURS = ("pinshi-batch.jsonl", ".pinshi-batch.places", "批量清单.json")
"""They say where the registers came from."""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    sound_city(folder, 4)
    break_into(folder)
    (folder / "考核输出").mkdir()
    (folder / "考核输出" / "旧的.xlsx").write_bytes(b"-")
    (folder / "节假日.toml").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def bucket(city: Path) -> Iterator[str]:
    """The same registers in memory."""
    memory = fsspec.filesystem("memory")
    for path in city.rglob("*"):
        if path.is_file():
            memory.pipe(f"/桶/报送/{path.relative_to(city).as_posix()}", path.read_bytes())
    yield "memory://桶/报送"
    memory.store.clear()


def made(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree(folder).items() if name not in OURS}


@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_registers_elsewhere_come_out_as_those_here_byte_for_byte(
    pinshi: Pinshi, city: Path, bucket: str, tmp_path: Path, scheme: str
) -> None:
    where = bucket if scheme == "memory" else f"file://{city}"
    here = pinshi("batch", city, "-o", tmp_path / "一", *MAKE)
    there = pinshi("batch", where, "-o", tmp_path / "二", *MAKE)
    assert (here.code, there.code) == (1, 1)
    assert made(tmp_path / "一") == made(tmp_path / "二")
    assert len(outputs(tmp_path / "二")) > 20
    assert there.out.startswith("报送　2026Q1"), "called by its own name, not by where it was put"


def test_what_has_not_changed_there_is_not_done_again(
    pinshi: Pinshi, bucket: str, tmp_path: Path
) -> None:
    first = pinshi("batch", bucket, "-o", tmp_path / "出")
    assert "同一条命令加 --resume" in first.err
    again = pinshi("batch", bucket, "-o", tmp_path / "出", "--resume")
    assert "没有变，没有重做" in again.err


def test_a_file_too_large_to_be_read_is_not_fetched(
    bucket: str, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (city / "西河县" / "第01局.xlsx").stat().st_size
    monkeypatch.setattr(addresses, "MOST", size - 1)
    with addresses.brought(bucket) as folder:
        assert (folder / "西河县" / "第01局.xlsx").read_bytes() == bytes(size)
        broken = (folder / "东山县" / "断了.xlsx").read_bytes()
    assert broken == (city / "东山县" / "断了.xlsx").read_bytes()


def test_a_name_that_leads_out_of_the_folder_is_no_register(
    pinshi: Pinshi, bucket: str, tmp_path: Path
) -> None:
    memory = fsspec.filesystem("memory")
    memory.store["/桶/报送/../../../越界.xlsx"] = memory.store["/桶/报送/东山县/第02局.xlsx"]
    ended = pinshi("batch", bucket, "-o", tmp_path / "出", "--json")
    assert not [book for book in ended.json["books"] if "越界" in book["file"]]


def refused(pinshi: Pinshi, *arguments: str | Path) -> str:
    ended = pinshi("batch", *arguments)
    assert ended.code == 2
    return ended.err


def test_an_address_needs_a_folder_for_the_outputs(pinshi: Pinshi, bucket: str) -> None:
    assert "U701" in refused(pinshi, bucket)


@pytest.mark.parametrize(
    ("where", "said"), [("没有://桶", "B054"), ("memory://空桶", "F102  这个文件夹里没有登记簿")]
)
def test_an_address_without_registers_is_refused(
    pinshi: Pinshi, tmp_path: Path, where: str, said: str
) -> None:
    assert said in refused(pinshi, where, "-o", tmp_path / "出")


def test_without_fsspec_it_is_said_how_to_install_it(
    pinshi: Pinshi, tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    said = refused(pinshi, bucket, "-o", tmp_path / "出")
    assert "B054" in said
    assert ".[cluster]" in said


def test_a_file_that_cannot_be_fetched_stops_all(
    pinshi: Pinshi, tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(fsspec.filesystem("memory"), "cat", broken)
    assert "B054" in refused(pinshi, bucket, "-o", tmp_path / "出")


ODD_NAMES = ("第09局[改].xlsx", "第09局*.xlsx", "第09局？?.xlsx", "[", "a[!b].xlsx")
"""A file system may take these for patterns."""


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_never_a_pattern(bucket: str, name: str, *, asynchronous: bool) -> None:
    memory = fsspec.filesystem("memory")
    system = AsyncFileSystemWrapper(memory) if asynchronous else memory
    said = {
        f"/桶/{each}": each.encode() for each in (name, "第09局改.xlsx", "第09局.xlsx", "b.xlsx")
    }
    memory.pipe(said)
    assert addresses.contents(system, list(said)) == said
    addresses.remove(system, [f"/桶/{name}"])
    assert {each for each in said if memory.exists(each)} == said.keys() - {f"/桶/{name}"}


def test_registers_of_any_name_are_brought(pinshi: Pinshi, city: Path, tmp_path: Path) -> None:
    (city / "西河县" / "第01局.xlsx").rename(city / "西河县" / "第01局[改].xlsx")
    ended = pinshi("batch", f"file://{city}", "-o", tmp_path / "出", "--json")
    books = {book["file"]: book["outputs"] for book in ended.json["books"]}
    assert books["西河县/第01局[改].xlsx"]


def test_outputs_that_lie_among_the_registers_are_none(pinshi: Pinshi, tmp_path: Path) -> None:
    sound_city(tmp_path / "报送", 2)
    there = f"file://{tmp_path}/报送"
    counts = [
        len(pinshi("batch", there, "-o", out, "--annotate", "--draft", "--json").json["books"])
        for out in (f"{there}/出", f"{there}/出", f"{there}/第二次", tmp_path / "报送" / "第三次")
    ]
    assert counts == [2, 2, 2, 2]


def test_what_pinshi_wrote_there_alone_is_no_register(pinshi: Pinshi, tmp_path: Path) -> None:
    (register, *_) = sound_city(tmp_path / "报送", 2)
    assert pinshi("grade", register, "-o", register.parent).code == 0
    ended = pinshi("batch", f"file://{tmp_path}/报送", "-o", tmp_path / "出", "--json")
    assert [book["file"] for book in ended.json["books"]] == [
        "东山县/第02局.xlsx",
        "西河县/第01局.xlsx",
    ]
