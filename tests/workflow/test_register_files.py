"""Which registers a folder means."""

import hashlib
import json
from pathlib import Path

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets.write import MANIFEST
from pinshi_cli.workflow.register_files import find_registers


def _put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def test_a_folder_means_every_register_below_it_sorted(tmp_path: Path) -> None:
    _put(tmp_path, "乙/2.xlsx", "乙/1.xls", "甲.ods", "乙/深/3.et", "乙/说明.docx", "乙/读.txt")
    found = find_registers([tmp_path])
    names = [found.name_of(path) for path in found.files]
    assert names == ["甲.ods", "乙/1.xls", "乙/2.xlsx", "乙/深/3.et"]


def test_lock_files_hidden_files_and_outputs_are_left_out(tmp_path: Path) -> None:
    _put(tmp_path, "~$甲.xlsx", ".藏.xlsx", ".git/x.xlsx", "考核输出/2026Q1/甲.xlsx", "甲.xlsx")
    assert [path.name for path in find_registers([tmp_path]).files] == ["甲.xlsx"]


def test_a_folder_of_csv_is_one_register(tmp_path: Path) -> None:
    _put(tmp_path, "甲局/基本信息.csv", "甲局/人员名册.csv", "乙.xlsx")
    found = find_registers([tmp_path])
    assert [found.name_of(path) for path in found.files] == ["乙.xlsx", "甲局"]
    alone = find_registers([tmp_path / "甲局"])
    assert (alone.files, alone.folders) == ((tmp_path / "甲局",), ())


def test_files_are_taken_as_they_are_in_their_order(tmp_path: Path) -> None:
    files = [tmp_path / "2.xlsx", tmp_path / "没有.xlsx", tmp_path / "1.xlsx"]
    _put(tmp_path, "1.xlsx", "2.xlsx")
    assert find_registers(files).files == tuple(files)


def test_only_what_pinshi_wrote_and_nobody_touched_is_skipped(tmp_path: Path) -> None:
    _put(tmp_path, "甲.xlsx", "结果.xlsx", "填过的.xlsx")
    written = {
        "结果.xlsx": hashlib.sha256("结果.xlsx".encode()).hexdigest(),
        "填过的.xlsx": "0" * 64,
    }
    manifest = {"schema": "pinshi/manifest/1", "files": written}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    found = find_registers([tmp_path])
    assert [path.name for path in found.skipped] == ["结果.xlsx"]
    assert [path.name for path in found.files] == ["填过的.xlsx", "甲.xlsx"]


@pytest.mark.parametrize("names", [(), ("说明.docx",)])
def test_a_folder_without_registers_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    _put(tmp_path, *names)
    with pytest.raises(Refusal) as refusal:
        find_registers([tmp_path])
    assert [each.code for each in refusal.value.diagnostics] == ["F102"]
