"""`pinshi grade`: what it prints, what it writes, how it ends."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from pinshi_cli.cli.console import display_width
from tests.cli.running import FAULTY, SOUND, Pinshi

RESULT = "quarter-考核结果.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(SOUND, tmp_path / "quarter.xlsx"))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return Path(shutil.copy(FAULTY, tmp_path / "faulty.xlsx"))


def test_a_sound_register_gives_the_result_beside_it_and_exit_0(pinshi: Pinshi, book: Path) -> None:
    before = book.read_bytes()
    ended = pinshi("grade", book)
    written = book.parent / "考核输出" / "2026Q1" / RESULT
    assert ended.code == 0
    assert openpyxl.load_workbook(written).sheetnames[:2] == ["考核结果", "计算过程"]
    assert ended.out.splitlines()[-1].startswith("已写出")
    assert str(written) in "".join(ended.out.split())
    assert "下一步：pinshi explain" in ended.err
    assert book.read_bytes() == before


def test_the_first_lines_name_what_nobody_confirmed(pinshi: Pinshi, book: Path) -> None:
    first = pinshi("grade", book).out.partition("编号")[0]
    assert "以下参数为默认值，本单位尚未确认：领导测评占比 0.6；" in first
    assert "以下等次均为拟定" in first


def test_the_table_says_who_was_held_back_and_why(pinshi: Pinshi, book: Path) -> None:
    out = pinshi("grade", book).out
    rows = {line[:3]: line for line in out.splitlines() if line[:3].isdigit()}
    assert "名额之外（第5名）" in rows["012"]
    assert "名额线上同分（并列第3），待集体研究" in rows["013"]
    assert "集体研究定为“较好”" in rows["015"]
    assert "警告最高为“一般”" in rows["007"]
    assert "告诫定为“较差”" in rows["008"]
    assert "待集体研究：林小满" in out
    assert "“好”名额 3 人（参加 13 人 × 0.3，舍去小数）" in out


@pytest.mark.parametrize("width", [80, 200])
def test_no_line_of_the_table_is_wider_than_the_screen(
    pinshi: Pinshi, book: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = pinshi("grade", book, "--dry-run").out
    table = out[: out.index("将写出")].splitlines()
    assert max(map(display_width, table)) <= width
    starts = {display_width(line[: line.index("好")]) for line in table if line.startswith("014")}
    assert starts  # the band stands in the table at either width
    assert ("内设机构" in out) == (width == 200)


def test_errors_write_nothing_and_end_in_1(pinshi: Pinshi, faulty: Path) -> None:
    ended = pinshi("grade", faulty)
    assert ended.code == 1
    assert list(faulty.parent.iterdir()) == [faulty]
    assert "没有写出结果" in ended.err
    assert "--draft" in ended.err


def test_a_draft_is_marked_and_still_ends_in_1(pinshi: Pinshi, faulty: Path) -> None:
    ended = pinshi("grade", faulty, "--draft")
    written = faulty.parent / "考核输出" / "2026Q1" / "faulty-考核结果-试算.xlsx"
    assert ended.code == 1
    assert "【试算】" in ended.out
    cells = [str(c.value) for row in openpyxl.load_workbook(written)["考核结果"] for c in row]
    assert any("试算" in text for text in cells)


def test_a_dry_run_writes_nothing_and_says_what_it_would(pinshi: Pinshi, book: Path) -> None:
    ended = pinshi("grade", book, "--dry-run")
    assert ended.code == 0
    assert "将写出" in ended.out
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.parametrize("out", ["folder", "file.xlsx"])
def test_out_is_a_folder_or_a_file(pinshi: Pinshi, book: Path, tmp_path: Path, out: str) -> None:
    assert pinshi("grade", book, "-o", tmp_path / out).code == 0
    expected = tmp_path / out if out.endswith(".xlsx") else tmp_path / out / RESULT
    assert expected.is_file()


def test_the_same_call_again_replaces_its_own_output(pinshi: Pinshi, book: Path) -> None:
    assert pinshi("grade", book).code == 0
    assert pinshi("grade", book).code == 0


def test_a_result_that_somebody_changed_is_not_replaced(pinshi: Pinshi, book: Path) -> None:
    pinshi("grade", book)
    written = book.parent / "考核输出" / "2026Q1" / RESULT
    written.write_bytes(written.read_bytes() + b"x")
    changed = written.read_bytes()
    ended = pinshi("grade", book)
    assert ended.code == 2
    assert "F121" in ended.err
    assert RESULT in ended.err
    assert written.read_bytes() == changed
    assert pinshi("grade", book, "--force").code == 0
    assert written.read_bytes() != changed


def test_the_register_itself_is_never_the_output(pinshi: Pinshi, book: Path) -> None:
    before = book.read_bytes()
    assert pinshi("grade", book, "-o", book, "--force").code == 2
    assert book.read_bytes() == before


def test_json_writes_files_only_where_out_is_given(pinshi: Pinshi, book: Path) -> None:
    assert pinshi("grade", book, "--json").json["outputs"] == []
    assert list(book.parent.iterdir()) == [book]
    ended = pinshi("grade", book, "--json", "-o", book.parent / "out")
    assert [Path(each).name for each in ended.json["outputs"]] == [RESULT]


def test_json_is_the_contract(pinshi: Pinshi, book: Path) -> None:
    document = pinshi("grade", book, "--json").json
    assert document["schema"] == "pinshi/grade/1"
    assert document["ok"] is True
    assert document["period"] == "2026Q1"
    assert document["policy"]["id"] == "zhangdian"
    assert document["unit"]["name"] == "青禾区统计局"
    assert [each["id"] for each in document["people"]] == [f"{n:03d}" for n in range(1, 17)]
    best = document["people"][13]
    assert best["score"] == "95.05"
    assert best["parts"] == [
        {"name": "季度考核", "weight": "0.7", "score": "95.50"},
        {"name": "民主测评", "weight": "0.3", "score": "94.00"},
    ]
    assert (best["band"], best["grade"], best["rank"]) == ("好", "好", 1)
    assert {"rule": "ZD7.1", "text": "总分 95.05，达到“好”的 90 分"} in best["reasons"]
    pending = document["people"][5]
    assert pending["standing"] == "pending"
    assert {
        pending[key] for key in ("band", "ceiling", "proposed", "decided", "grade", "rank")
    } == {None}
    assert document["quota"] == [
        {"group": "全体", "base": 13, "limit": 3, "eligible": 5, "given": 2, "tied": ["013", "016"]}
    ]


def test_json_with_errors_still_has_everybody(pinshi: Pinshi, faulty: Path) -> None:
    ended = pinshi("grade", faulty, "--json")
    document = ended.json
    assert ended.code == 1
    assert document["ok"] is False
    assert document["quota"][0]["given"] is None
    assert "withheld" in {each["standing"] for each in document["people"]}
    found = {(each["code"], each["sheet"], each["cell"]) for each in document["diagnostics"]}
    assert ("R203", "指标评分", "C7") in found


def test_quiet_keeps_errors_and_the_result(pinshi: Pinshi, book: Path, faulty: Path) -> None:
    assert pinshi("grade", book, "--quiet").err == ""
    assert "R203" in pinshi("grade", faulty, "--quiet").err


def test_findings_of_one_kind_in_one_column_are_told_once(pinshi: Pinshi, faulty: Path) -> None:
    err = pinshi("grade", faulty).err
    assert "指标评分!E4:E14  R202 警告  11 处以文本存放的数字" in err


def test_a_large_roster_shows_only_those_who_need_a_look(pinshi: Pinshi, tmp_path: Path) -> None:
    from benchmarks.registers import make_register

    book = tmp_path / "large.xlsx"
    make_register(book, 400, 3)
    out = pinshi("grade", book, "--dry-run").out
    assert "共 400 人，这里只列需要留意的" in out
    assert len(out.splitlines()) < 320
