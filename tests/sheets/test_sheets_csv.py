"""A folder of .csv files as a register: encodings, order, what cannot be read."""

from pathlib import Path

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.sheets.read import read_workbook
from tests.sheets.odd_files import (
    cells,
    refusal_code,
)


def _folder(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "一季度"
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.csv").write_bytes(data)
    return folder


TEXT = '编号,姓名,说明\r\n007,张三,"一,二\n三"\r\n,,\r\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_folder_of_csv_reads_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    book = read_workbook(_folder(tmp_path, 人员名册=TEXT.encode(encoding)))
    assert (book.kind, book.typed) == ("csv", False)
    assert [list(row) for row in book.sheets[0].rows] == [
        ["编号", "姓名", "说明"],
        ["007", "张三", "一,二\n三"],
        [None, None, None],
    ]


def test_excels_unicode_text_is_split_at_tabs(tmp_path: Path) -> None:
    book = read_workbook(_folder(tmp_path, 人员名册="编号\t姓名\r\n1\t张,三\r\n".encode("utf-16")))
    assert cells(book.sheets[0])["B2"] == "张,三"


def test_sheets_of_a_folder_stand_in_a_fixed_order(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 加减分=b"a\n", 人员名册=b"a\n", 基本信息=b"a\n", 考勤=b"a\n")
    (folder / "~$人员名册.csv").write_bytes(b"x")
    (folder / "说明.txt").write_bytes(b"x")
    names = [sheet.name for sheet in read_workbook(folder).sheets]
    assert names[:2] == ["基本信息", "人员名册"]
    assert sorted(names[2:]) == names[2:]
    assert len(names) == 4


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xff\xff\x00", "F115"), (b"\x81", "F115"), (b'a,"b\n', "F106")]
)
def test_a_csv_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    folder = _folder(tmp_path, 人员名册=data)
    with pytest.raises(Refusal) as caught:
        read_workbook(folder)
    assert caught.value.diagnostics[0].code == code
    assert "人员名册.csv" in caught.value.diagnostics[0].where.file


def test_a_folder_without_csv_is_refused(tmp_path: Path) -> None:
    assert refusal_code(lambda: read_workbook(_folder(tmp_path))) == "F102"
