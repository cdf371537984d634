"""Files on their way to their names, and what a kill left of them."""

import errno
import os
from pathlib import Path

import pytest

from pinshi_cli.sheets import staging
from pinshi_cli.sheets.staging import second_name, staged_name, sweep_files, sweep_folders

_DAY = 24 * 60 * 60


def test_a_second_name_is_the_same_file(tmp_path: Path) -> None:
    own, name = tmp_path / "a", tmp_path / "b"
    own.write_bytes(b"one")
    assert second_name(own, name)
    assert name.samefile(own)


def test_what_stands_there_keeps_its_name(tmp_path: Path) -> None:
    own, name = tmp_path / "a", tmp_path / "b"
    own.write_bytes(b"one")
    name.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        second_name(own, name)
    assert name.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "failure", [PermissionError(errno.EPERM, "FAT"), OSError(errno.EOPNOTSUPP), NotImplementedError]
)
def test_a_drive_without_second_names_says_so(
    failure: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(os, "link", fail)
    assert not second_name(tmp_path / "a", tmp_path / "b")


def test_a_staged_file_of_the_longest_chinese_name_can_be_made_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / ("账" * 80 + ".db")
    beside = staged_name(path)
    for suffix in ("", "-journal"):
        beside.with_name(beside.name + suffix).write_bytes(b"x")


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_what_a_killed_run_left_is_swept_away_once_it_is_a_day_old(
    suffix: str, tmp_path: Path
) -> None:
    left = tmp_path / f".备份.db.0123456789ab.pinshi-tmp{suffix}"
    others = [
        tmp_path / name
        for name in (".x.pinshi-tmp", "备份.db.0123456789ab.pinshi-tmp", f"备份.db{suffix}x")
    ]
    for each in (left, *others):
        each.write_bytes(b"half")
    now = left.stat().st_mtime
    sweep_files(tmp_path, now + _DAY - 60)  # it may be a run that goes on
    assert left.exists()
    sweep_files(tmp_path, now + _DAY + 60)
    assert sorted(tmp_path.iterdir()) == sorted(others)


def test_a_link_by_such_a_name_is_nobodys_leftover(tmp_path: Path) -> None:
    link = tmp_path / ".备份.db.0123456789ab.pinshi-tmp"
    link.symlink_to(tmp_path / "别的")
    sweep_files(tmp_path, link.lstat().st_mtime + 2 * _DAY)
    assert link.is_symlink()


def test_folders_that_killed_runs_left_are_swept_away_once_they_are_a_day_old(
    tmp_path: Path,
) -> None:
    own, left, young, other = (tmp_path / name for name in ("p-own", "p-left", "p-young", "q"))
    for each in (own, left, young, other):
        each.mkdir()
        (each / "登记簿").write_bytes(b"names")
    link = tmp_path / "p-link"
    link.symlink_to(other, target_is_directory=True)
    before = own.stat().st_mtime - staging._STALE - 60  # noqa: SLF001 (the very limit)
    os.utime(left, (before, before))
    os.utime(link, (before, before), follow_symlinks=False)
    sweep_folders(own, "p-")
    assert sorted(tmp_path.iterdir()) == sorted([own, young, other, link])
