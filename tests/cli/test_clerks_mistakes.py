"""What a clerk really gets wrong, and whether the answer helps her on."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.running import FAULTY, ROOT, SOUND, Pinshi, in_a_process

Edit = Callable[[openpyxl.Workbook], None]


def _made(folder: Path, edit: Edit) -> Path:
    book = openpyxl.load_workbook(SOUND)
    edit(book)
    path = folder / "季度.xlsx"
    book.save(path)
    return path


def _cells(sheet: Worksheet, heading: str) -> list[openpyxl.cell.Cell]:
    """The cells under a heading, down to the last row."""
    for row in sheet.iter_rows(max_row=10):
        for cell in row:
            if str(cell.value).startswith(heading):
                column = cell.column or 1
                below = sheet.iter_rows((row[0].row or 0) + 1, None, column, column)
                return [each[0] for each in below]  # type: ignore[misc]  # no merged cells there
    raise LookupError(heading)


def test_ids_as_numbers_get_the_way_out_that_fits(pinshi: Pinshi, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for cell in _cells(book["人员名册"], "编号"):
            cell.value = int(str(cell.value))

    out = pinshi("check", _made(tmp_path, edit)).out
    assert "名册里有编号“5”，编号按文字比较，请写成一样" in out


def test_one_wording_is_told_once_with_all_its_cells(pinshi: Pinshi, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for cell in _cells(book["民主测评"], "评价主体"):
            if cell.value == "领导":
                cell.value = "局领导"

    out = pinshi("check", _made(tmp_path, edit)).out
    assert out.count("评价主体“局领导”不在规定的取值之内") == 1
    assert "可填：领导、群众" in out
    assert "G401" not in out  # the rows are there: nobody has failed to rate


def test_two_hundred_faults_are_all_told_in_one_run(pinshi: Pinshi, tmp_path: Path) -> None:
    spoiled: list[str] = []

    def edit(book: openpyxl.Workbook) -> None:
        for heading in ("德", "能", "勤", "绩", "廉"):
            for number, cell in enumerate(_cells(book["民主测评"], heading)[12:52]):
                cell.value = f"约{number}分"
                spoiled.append(cell.coordinate)

    path = _made(tmp_path, edit)
    assert len(spoiled) == 200
    found = pinshi("check", path, "--json").json["books"][0]["diagnostics"]
    told = {each["cell"] for each in found if each["code"] == "R203" and each["hint"]}
    assert told == set(spoiled)
    out = pinshi("check", path).out
    assert [cell for cell in spoiled if f"    {cell}  “约" not in out] == []


def test_without_a_roster_nobody_is_called_unknown(pinshi: Pinshi, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["人员名册"].title = "花名册"

    found = pinshi("check", _made(tmp_path, edit), "--json").json["books"][0]["diagnostics"]
    codes = {each["code"] for each in found if each["severity"] == "error"}
    assert "N302" not in codes
    assert codes & {"S101", "S104"}


@pytest.mark.parametrize("said", ["合计", "平均分", "填表人：某某", "注：以上均已核对"])
def test_a_total_or_signature_below_a_table_is_called_so(
    pinshi: Pinshi, tmp_path: Path, said: str
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for name in ("人员名册", "指标评分"):
            book[name].append([said, None, 12])

    found = pinshi("grade", _made(tmp_path, edit), "--json").json
    errors = [each for each in found["diagnostics"] if each["severity"] == "error"]
    assert [each["code"] for each in errors] == ["R219", "R219"]
    assert found["quota"][0]["given"] is not None  # nobody more takes part


def test_a_name_that_begins_like_a_note_is_a_name(pinshi: Pinshi, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for name in ("人员名册", "指标评分", "民主测评"):
            for cell in _cells(book[name], "姓名"):
                if cell.value == "唐书言":
                    cell.value = "注书言"

    assert pinshi("check", _made(tmp_path, edit)).code == 0


def test_a_score_swallowed_by_a_merged_cell_is_said_to_be_so(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cells = _cells(book["指标评分"], "德")
        book["指标评分"].merge_cells(f"{cells[3].coordinate}:{cells[4].coordinate}")

    out = pinshi("check", _made(tmp_path, edit)).out
    assert "所在的单元格是合并的" in out
    assert "取消合并" in out


def test_a_register_of_a_meeting_that_was_speaks_of_no_open_decision(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for row in book["基本信息"].iter_rows():
            if row[0].value == "会议日期":
                row[1].value = date(2026, 4, 8)

    path = _made(tmp_path, edit)
    ended = pinshi("grade", path, "--dry-run")
    assert "审定等次" in ended.out
    assert "待集体研究" not in ended.out
    assert "会议未予调整" in ended.out
    assert "，审定 2 人" in ended.out
    found = pinshi("grade", path, "--json").json
    assert found["adopted"] is True
    assert ("G409", "note") in {(d["code"], d["severity"]) for d in found["diagnostics"]}


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("007", "警告最高为“一般”，分数再高本季也不变"),
        ("008", "告诫定为“较差”，分数再高本季也不变"),
        ("010", "距“一般”还差 1.73 分"),
    ],
    ids=["band 好, at most 一般", "band 一般, fixed 较差", "band 较差, fixed 一般"],
)
def test_explain_does_not_promise_what_a_measure_bars(pinshi: Pinshi, who: str, said: str) -> None:
    out = pinshi("explain", SOUND, who).out
    assert said in out
    assert ("未达到“好”" in out) == (who == "010")


@pytest.mark.parametrize("name", ["结果.xls", "结果.ods", "结果.txt"])
def test_a_result_of_another_kind_is_refused(pinshi: Pinshi, tmp_path: Path, name: str) -> None:
    ended = pinshi("grade", SOUND, "-o", tmp_path / name)
    assert ended.code == 2
    assert "U706" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_name_with_a_space_wants_quotes(pinshi: Pinshi) -> None:
    ended = pinshi("grade", "2026", "一季度.xlsx")
    assert ended.code == 2
    assert "多写了 一季度.xlsx" in ended.err
    assert "引号" in ended.err


def test_what_may_not_be_read_is_said_in_chinese(
    pinshi: Pinshi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typer would ask `os.access` before the reader can speak."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert pinshi("check", SOUND).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("policy show zhangdian", 0), ("check sample_data/quarter-with-errors.xlsx", 1)],
)
def test_a_pipe_whose_reader_goes_away_changes_no_exit_code(arguments: str, code: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "pinshi_cli", *arguments.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout is not None
    child.stdout.close()
    _, err = child.communicate(timeout=60)
    assert child.returncode == code
    assert b"Traceback" not in err
    assert b"X901" not in err


def test_a_full_disk_behind_stdout_is_no_fault_of_pinshi() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "pinshi_cli", "policy", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 2
    assert "X903" in ended.stderr.decode()


def test_no_line_begins_with_a_closing_mark() -> None:
    ended = in_a_process("grade", SOUND, "--dry-run", COLUMNS="80")
    lines = (ended.stdout + ended.stderr).decode().partition("编号")[0].splitlines()
    assert len(lines) > 3
    assert [line for line in lines if line[:1] in "、，。；）”"] == [""] * lines.count("")


def test_explain_calls_an_open_grade_open(pinshi: Pinshi) -> None:
    """014 is at 好, but with others withheld the quota cannot be given out."""
    out = pinshi("explain", FAULTY, "014").out
    assert out.splitlines()[-1] == "唐书言：未定"
