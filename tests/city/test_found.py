"""Which files below a folder are registers."""

import json
from pathlib import Path

from pinshi_cli.city.found import Found, registers_below
from pinshi_cli.sheets.write import Output, write_outputs


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(folder: Path) -> list[str]:
    return [each.file for each in registers_below(folder)]


def test_workbooks_of_every_kind_at_any_depth_sorted(tmp_path: Path) -> None:
    put(
        tmp_path,
        "乙/b.xls",
        "乙/丙/c.XLSX",
        "a.ods",
        "d.xlsm",
        "e.et",
        "f.xlsb",
        "说明.docx",
        "g.txt",
    )
    assert names(tmp_path) == ["a.ods", "d.xlsm", "e.et", "f.xlsb", "乙/b.xls", "乙/丙/c.XLSX"]


def test_what_is_no_register_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", ".隐.xlsx", "~$a.xlsx", "考核输出/2026Q1/a.xlsx", "模板/登记表.xlsx")
    put(tmp_path, "以前/pinshi-batch.jsonl", "以前/甲/a.xlsx", ".git/b.xlsx")
    assert names(tmp_path) == ["a.xlsx"]


def test_what_pinshi_wrote_is_left_out_until_somebody_fills_it_in(tmp_path: Path) -> None:
    write_outputs(
        [Output(tmp_path / "a.xlsx", b"1"), Output(tmp_path / "b.xlsx", b"2")], force=True
    )
    (tmp_path / "b.xlsx").write_bytes(b"filled in")
    assert names(tmp_path) == ["b.xlsx"]


def test_a_folder_of_csv_with_the_units_sheet_is_one_register(tmp_path: Path) -> None:
    put(
        tmp_path,
        "甲/基本信息.csv",
        "甲/人员名册.csv",
        "乙/杂项.csv",
        "丙/基本信息.csv",
        "丙/d.xlsx",
    )
    assert registers_below(tmp_path) == [Found("丙/d.xlsx", 1), Found("甲", 2)]


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    put(tmp_path, "甲/a.xlsx")
    (tmp_path / "甲" / "回").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["甲/a.xlsx"]


def test_files_and_folders_that_are_named_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "名单.xlsx", "出/b.xlsx")
    found = registers_below(tmp_path, [tmp_path / "名单.xlsx", tmp_path / "出"])
    assert found == [Found("a.xlsx", 1)]


def test_a_manifest_that_lies_hides_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx")
    said = {"schema": "pinshi/manifest/1", "files": {"a.xlsx": "0" * 64}}
    (tmp_path / "pinshi-manifest.json").write_text(json.dumps(said))
    assert names(tmp_path) == ["a.xlsx"]
