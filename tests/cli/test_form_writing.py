"""`pinshi form` puts papers down one by one, and in place all together or not at all."""

from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.forms.read_texts import Reader
from pinshi_cli.forms.read_texts_slots import Rows
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.sheets.write import MANIFEST, Writing
from pinshi_cli.workflow.forms import run as forms
from tests.cli.running import SOUND, Pinshi


def names_in(folder: Path) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    return sorted(str(path.relative_to(folder)) for path in found)


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("before", [False, True], ids=["new", "over an earlier run's"])
@pytest.mark.parametrize("fault", ["differs", "unreadable"])
def test_what_is_wrong_with_the_very_last_document_leaves_everything_as_it_was(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, *, before: bool
) -> None:
    if before:
        assert pinshi("form", SOUND, "-o", tmp_path).code == 0
    stood = everything_in(tmp_path)
    put_down: list[int] = []

    rows = Reader.rows

    def wrong_at_last(self: Reader, data: bytes, file: str) -> Rows:
        if file != "登记表-打印.docx":
            return rows(self, data, file)
        put_down.append(len(everything_in(tmp_path)) - len(stood))
        if fault == "unreadable":
            raise refuse("F104", "文件是空的", "重新拷贝一份。", file=file)
        return []

    monkeypatch.setattr(Reader, "rows", wrong_at_last)
    ended = pinshi("form", SOUND, "-o", tmp_path)
    assert ended.code == (1 if fault == "differs" else 2)
    assert put_down == [2 * 13 + 1]
    assert everything_in(tmp_path) == stood
    assert before or list(tmp_path.iterdir()) == []


def test_each_document_is_put_down_before_the_next_is_made(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    add = Writing.add

    rows = Reader.rows

    def read(self: Reader, data: bytes, file: str) -> Rows:
        steps.append("read")
        return rows(self, data, file)

    def put(self: Writing, path: Path, data: bytes) -> None:
        steps.append("put down")
        add(self, path, data)

    monkeypatch.setattr(Reader, "rows", read)
    monkeypatch.setattr(Writing, "add", put)
    assert pinshi("form", SOUND, "-o", tmp_path).code == 0
    assert steps == ["read", "put down"] * (2 * (13 + 1))


def test_more_people_than_one_print_file_holds_have_several(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "PRINT_MOST", 5)
    ended = pinshi("form", SOUND, "--format", "xlsx", "-o", tmp_path)
    assert "13 人，13 份登记表，0 处不符" in ended.out
    sheets = [
        len(openpyxl.load_workbook(tmp_path / f"登记表/登记表-打印 {number}.xlsx").worksheets)
        for number in (1, 2, 3)
    ]
    assert sheets == [5, 5, 3]
    assert len(names_in(tmp_path)) == 13 + 3
    ended = pinshi("form", SOUND, "-o", tmp_path / "全部.xlsx")
    assert ended.code == 2
    assert "U706" in ended.err
    assert "每 5 人一个打印文件" in ended.err


def test_somebody_else_s_file_is_told_of_before_anything_is_made(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Reader, "rows")
    (tmp_path / "登记表").mkdir()
    (tmp_path / "登记表/登记表-打印.xlsx").write_bytes(b"mine")
    ended = pinshi("form", SOUND, "-o", tmp_path)
    assert ended.code == 2
    assert "F121" in ended.err
    assert names_in(tmp_path) == ["登记表/登记表-打印.xlsx"]
