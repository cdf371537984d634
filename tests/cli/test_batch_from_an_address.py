"""`pinshi batch s3://…`: registers that lie elsewhere, by any address that fsspec reads."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pinshi_cli.city import address as addresses
from tests.city.made import break_into, sound_city
from tests.city.trees import outputs, tree
from tests.cli.running import Pinshi

MAKE = ("--make", "results,forms,notices,json", "--annotate")
OURS = ("pinshi-batch.jsonl", "批量清单.json")
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
