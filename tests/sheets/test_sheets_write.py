"""Outputs: whole or not at all, and never over somebody else's work."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets import staging
from pinshi_cli.sheets.write import (
    MANIFEST,
    Output,
    Writing,
    manifest_bytes,
    plan_outputs,
    read_manifest,
    write_outputs,
)
from tests.sheets.odd_files import refusal_code


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_outputs_are_written_with_their_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "考核输出" / "2026Q1"
    planned = write_outputs(
        [Output(folder / "结果.xlsx", b"one"), Output(folder / "公示.docx", b"two")], force=False
    )
    assert [plan.replaces for plan in planned] == [False, False]
    assert (folder / "结果.xlsx").read_bytes() == b"one"
    assert _names(folder) == sorted(["公示.docx", "结果.xlsx", MANIFEST])
    assert set(read_manifest(folder)) == {"结果.xlsx", "公示.docx"}


def test_pinshis_own_unchanged_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "结果.xlsx"
    write_outputs([Output(path, b"one")], force=False)
    (planned,) = write_outputs([Output(path, b"two")], force=False)
    assert planned.replaces
    assert path.read_bytes() == b"two"
    write_outputs([Output(path, b"three")], force=False)
    assert path.read_bytes() == b"three"


def test_what_a_killed_run_left_is_swept_away_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".结果.xlsx.0123456789ab.pinshi-tmp"
    others = [tmp_path / name for name in (".x.pinshi-tmp", "a.0123456789ab.pinshi-tmp", ".b")]
    for each in (left, *others):
        each.write_bytes(b"half")
    write_outputs([Output(tmp_path / "结果.xlsx", b"one")], force=False)
    assert left.exists()  # it may be a run that goes on
    monkeypatch.setattr(staging, "_STALE", -60.0)  # as if a day had gone by
    write_outputs([Output(tmp_path / "结果.xlsx", b"two")], force=False)
    assert not left.exists()
    assert all(each.exists() for each in others)
    assert (tmp_path / "结果.xlsx").read_bytes() == b"two"


def test_a_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "结果.xlsx"
    write_outputs([Output(path, b"one")], force=False)
    path.write_bytes(b"edited by hand")
    assert refusal_code(lambda: write_outputs([Output(path, b"two")], force=False)) == "F121"
    assert refusal_code(lambda: plan_outputs([path], force=False)) == "F121"
    assert path.read_bytes() == b"edited by hand"
    write_outputs([Output(path, b"two")], force=True)
    assert path.read_bytes() == b"two"


def test_a_strangers_file_stops_all_outputs(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "c").write_bytes(b"old")
    outputs = [Output(tmp_path / name, b"new") for name in "abc"]
    with pytest.raises(Refusal) as caught:
        write_outputs(outputs, force=False)
    assert [finding.code for finding in caught.value.diagnostics] == ["F121", "F121"]
    assert "--force" in caught.value.diagnostics[0].hint
    assert _names(tmp_path) == ["b", "c"]


def test_planning_writes_nothing(tmp_path: Path) -> None:
    (planned,) = plan_outputs([tmp_path / "新" / "a"], force=False)
    assert not planned.replaces
    assert _names(tmp_path) == []


@pytest.mark.parametrize("fail_at", range(1, 5))
def test_a_failing_step_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int
) -> None:
    old, new = tmp_path / "old", tmp_path / "deep" / "new"
    write_outputs([Output(old, b"one")], force=False)
    before = {name: (tmp_path / name).read_bytes() for name in _names(tmp_path)}
    real, calls = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == fail_at:
            raise OSError(errno.ENOSPC, "full")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    outputs = [Output(old, b"two"), Output(new, b"three")]
    assert refusal_code(lambda: write_outputs(outputs, force=False)) == "F123"
    assert {name: (tmp_path / name).read_bytes() for name in _names(tmp_path)} == before


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    outputs = [Output(tmp_path / "新" / "a", b"x")]
    with pytest.raises(Refusal, match="磁盘已满"):
        write_outputs(outputs, force=False)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("count", [1, 40])
def test_everything_is_on_the_disk_before_the_first_output_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    steps: list[tuple[str, int]] = []
    fsync, replace = os.fsync, Path.replace

    def to_disk(handle: int) -> None:
        steps.append(("fsync", os.fstat(handle).st_size))
        fsync(handle)

    def named(self: Path, target: Path) -> Path:
        steps.append(("replace", self.stat().st_size))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", to_disk)
    monkeypatch.setattr(Path, "replace", named)
    write_outputs([Output(tmp_path / f"{n}", b"x" * (n + 1)) for n in range(count)], force=False)
    manifest = (tmp_path / MANIFEST).stat().st_size
    sizes = [*range(1, count + 1), manifest]
    assert steps[: 2 * len(sizes)] == [
        *(("fsync", size) for size in sizes),
        *(("replace", size) for size in sizes),
    ]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_outputs([Output(tmp_path / "a", b"x")], force=False)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("lock", ["~$结果.xlsx", "~$季度考核结果汇总表.xlsx"])
def test_an_output_that_excel_holds_open_is_said_so(tmp_path: Path, lock: str) -> None:
    name = lock.removeprefix("~$")
    (tmp_path / lock).write_bytes(b"owner")
    outputs = [Output(tmp_path / name, b"x")]
    for force in (False, True):
        assert refusal_code(lambda f=force: write_outputs(outputs, force=f)) == "F122"  # type: ignore[misc]


def test_a_target_that_may_not_be_replaced_is_said_to_be_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def deny(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", deny)
    assert refusal_code(lambda: write_outputs([Output(path, b"x")], force=True)) == "F122"
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.xlsx"]


def test_a_folder_in_the_way_or_above_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    for path in (tmp_path / "a", tmp_path / "file" / "b", tmp_path / ("长" * 300)):
        output = Output(path, b"x")
        assert refusal_code(lambda o=output: write_outputs([o], force=True)) == "F123"  # type: ignore[misc]
    assert _names(tmp_path) == ["a", "file"]


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    outputs = [Output(tmp_path / "a.xlsx", b"1"), Output(tmp_path / "A.xlsx", b"2")]
    assert refusal_code(lambda: write_outputs(outputs, force=True)) == "F123"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 建链接要特权")
def test_a_link_at_the_target_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "别处"
    other.write_bytes(b"precious")
    link = tmp_path / "a.xlsx"
    link.symlink_to(other)
    assert refusal_code(lambda: write_outputs([Output(link, b"x")], force=False)) == "F121"
    write_outputs([Output(link, b"x")], force=True)
    assert other.read_bytes() == b"precious"
    assert not link.is_symlink()
    assert link.read_bytes() == b"x"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些权限位")
def test_new_files_get_ordinary_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_outputs([Output(tmp_path / "a", b"x")], force=False)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"schema": "pinshi/manifest/1", "files": 3}', "\0"]
)
def test_a_broken_manifest_only_makes_more_careful(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a"
    write_outputs([Output(path, b"one")], force=False)
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert refusal_code(lambda: write_outputs([Output(path, b"two")], force=False)) == "F121"


@pytest.mark.parametrize("name", ["\udcb5\udcda01.xlsx", "\\udcb5.xlsx", "第01局.xlsx"])
def test_a_manifest_keeps_every_name_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest_bytes({name: "0"}))
    assert read_manifest(tmp_path) == {name: "0"}


def test_a_manifest_keeps_what_other_runs_wrote(tmp_path: Path) -> None:
    write_outputs([Output(tmp_path / "a", b"1")], force=False)
    write_outputs([Output(tmp_path / "b", b"2")], force=False)
    document = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert set(document["files"]) == {"a", "b"}


def test_outputs_put_down_one_by_one_have_no_name_until_all_are_there(tmp_path: Path) -> None:
    old, new = tmp_path / "甲.xlsx", tmp_path / "单份" / "乙.xlsx"
    write_outputs([Output(old, b"one")], force=False)
    with Writing([old, new], force=False) as writing:
        writing.add(old, b"two")
        writing.add(new, b"three")
        assert old.read_bytes() == b"one"
        assert not new.exists()
        writing.put_in_place()
    assert [each.replaces for each in writing.planned] == [True, False]
    assert (old.read_bytes(), new.read_bytes()) == (b"two", b"three")
    assert _names(tmp_path) == sorted(["单份", MANIFEST, "甲.xlsx"])
    assert _names(new.parent) == sorted([MANIFEST, "乙.xlsx"])
    assert set(read_manifest(new.parent)) == {"乙.xlsx"}


def _given_up(path: Path) -> None:
    with Writing([path], force=False) as writing:
        writing.add(path, b"x")


def _failing(path: Path) -> None:
    """A fault that is not of writing passes through as it is."""
    with pytest.raises(OSError, match="elsewhere"):  # noqa: SIM117, PT012 - the `with` is tested
        with Writing([path], force=False) as writing:
            writing.add(path, b"x")
            raise OSError(errno.ENOSPC, "elsewhere")


@pytest.mark.parametrize("stop", [_given_up, _failing])
def test_outputs_that_are_never_put_in_place_leave_nothing_behind(
    tmp_path: Path, stop: Callable[[Path], None]
) -> None:
    stop(tmp_path / "新" / "深" / "甲.xlsx")
    assert _names(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from pinshi_cli.sheets.write import Writing

paths = [Path(each) for each in sys.argv[1:]]
with Writing(paths, force=False) as writing:
    for path in paths:
        writing.add(path, b"new")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 SIGKILL")
def test_a_run_that_is_killed_has_given_no_output_its_name(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    write_outputs([Output(old, b"one")], force=False)
    manifest = (tmp_path / MANIFEST).read_bytes()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), str(new)], check=False, cwd=Path.cwd(), timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    assert old.read_bytes() == b"one"
    assert not new.exists()
    assert (tmp_path / MANIFEST).read_bytes() == manifest
    assert sorted(tmp_path.glob("*.xlsx")) == [old]


def test_a_long_chinese_name_leaves_room_for_the_name_it_has_while_it_is_put_down(
    tmp_path: Path,
) -> None:
    path = tmp_path / f"{'长' * 82}.xlsx"  # 251 bytes; a name may have 255
    write_outputs([Output(path, b"x")], force=False)
    assert path.read_bytes() == b"x"
