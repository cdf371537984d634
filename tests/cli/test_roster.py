"""`pinshi roster diff`: what became of everyone between two registers."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import Cells
from tests.cli.running import FAULTY, SOUND, Pinshi
from tests.cli.use_books import register

SECOND = {"季度": 2}


def two(folder: Path, before: Mapping[str, Cells], after: Mapping[str, Cells]) -> tuple[Path, Path]:
    """Two quarters' registers whose people (by 编号) have these cells."""
    made = []
    for name, people, items in (("一季度", before, {}), ("二季度", after, SECOND)):
        totals = dict.fromkeys(people, 90)
        made.append(register(folder, name, totals, items=items, people=people))  # type: ignore[arg-type]
    return made[0], made[1]


BEFORE: Mapping[str, Cells] = {
    "001": {"姓名": "张三", "内设机构": "办公室", "出生年月": "1990.01"},
    "002": {"姓名": "李伟", "内设机构": "普查中心", "参加情况": "参加"},
    "003": {"姓名": "王五", "职级": "一级科员", "出生年月": "1985.06"},
    "004": {"姓名": "赵六", "参加情况": "挂职", "起始日期": "2025-01-01"},
}
AFTER: Mapping[str, Cells] = {
    "001": {"姓名": "张珊", "内设机构": "综合科", "出生年月": "1990.01"},
    "002": {"姓名": "李伟", "内设机构": "普查中心", "参加情况": "借调", "起始日期": "2026-04-01"},
    "004": {"姓名": "赵六", "参加情况": "参加"},
    "005": {"姓名": "李伟"},
    "103": {"姓名": "王五", "职级": "一级科员", "出生年月": "1985.06"},
}


def test_every_change_is_shown(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("roster", "diff", *two(tmp_path, BEFORE, AFTER))
    assert ended.code == 0
    assert "2026Q1 4 人 → 2026Q2 5 人：4 − 走 1 + 来 2 = 5" in ended.out
    assert "疑似同一人换了编号：王五，003 和 103（姓名和出生年月相同）" in ended.err
    assert "编号 001 先后是“张三”和“张珊”" in ended.err
    assert "下一步：pinshi roster diff" in ended.err


def test_json_says_who(pinshi: Pinshi, tmp_path: Path) -> None:
    found = pinshi("roster", "diff", *two(tmp_path, BEFORE, AFTER), "--json").json
    assert found["schema"] == "pinshi/roster-diff/1"
    assert [each["id"] for each in found["came"]] == ["005", "103"]
    assert [each["id"] for each in found["left"]] == ["003"]
    changes = {each["id"]: [one["what"] for one in each["changes"]] for each in found["changed"]}
    assert changes == {"001": ["姓名", "内设机构"], "002": ["外派"], "004": ["回来"]}
    assert found["suspects"] == [{"name": "王五", "from": "003", "to": "103", "same_birth": True}]
    assert found["namesakes"] == [{"name": "李伟", "from": ["002"], "to": ["002", "005"]}]
    assert [each["code"] for each in found["diagnostics"]] == ["L082", "L083"]
    assert found["outputs"] == []


def test_the_workbook_has_the_same_people(pinshi: Pinshi, tmp_path: Path) -> None:
    out = tmp_path / "变动.xlsx"
    ended = pinshi("roster", "diff", *two(tmp_path, BEFORE, AFTER), "-o", out)
    assert "已写出" in ended.out
    book = load_workbook(out)
    rows = {
        sheet.title: [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)]
        for sheet in book
    }
    assert rows == {
        "来的人": ["005", "103"],
        "走的人": ["003"],
        "有变化的人": ["001", "001", "002", "004"],
        "需核对": ["疑似换了编号", "同名"],
    }


def test_a_cell_never_becomes_a_formula(pinshi: Pinshi, tmp_path: Path) -> None:
    before, after = two(tmp_path, BEFORE, AFTER)
    book = load_workbook(after)
    cell = next(cell for row in book["人员名册"] for cell in row if cell.value == "综合科")
    cell.value, cell.data_type = '=HYPERLINK("x")', "s"
    book.save(after)
    out = tmp_path / "变动.xlsx"
    pinshi("roster", "diff", before, after, "-o", out)
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert '=HYPERLINK("x")' in {cell.value for cell in cells if cell.data_type == "s"}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("items", "code"),
    [({"单位名称": "白石区统计局", "季度": 2}, "L080"), ({"年度": 2025, "季度": 4}, "L081")],
)
def test_another_unit_or_an_earlier_quarter_is_said(
    items: Cells, code: str, pinshi: Pinshi, tmp_path: Path
) -> None:
    one, other = register(tmp_path, "一"), register(tmp_path, "二", items=items)
    found = pinshi("roster", "diff", one, other, "--json")
    assert found.code == 0
    assert [each["code"] for each in found.json["diagnostics"]] == [code]


def test_a_unit_is_the_same_by_its_code_whatever_its_name(pinshi: Pinshi, tmp_path: Path) -> None:
    one = register(tmp_path, "一", items={"单位编码": "3701"})
    renamed: Cells = {"单位名称": "白石区统计局", "单位编码": "3701", "季度": 2}
    other = register(tmp_path, "二", items=renamed)
    assert pinshi("roster", "diff", one, other, "--json").json["diagnostics"] == []


def test_a_faulty_roster_is_not_compared(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("roster", "diff", SOUND, FAULTY, "-o", tmp_path)
    assert ended.code == 1
    assert "名册有错误，没有比较" in ended.err
    assert "quarter-with-errors.xlsx" in ended.err
    assert list(tmp_path.iterdir()) == []
    document = pinshi("roster", "diff", SOUND, FAULTY, "--json").json
    assert document["ok"] is False
    assert "came" not in document


def test_faults_of_other_sheets_do_not_matter(pinshi: Pinshi, tmp_path: Path) -> None:
    one = register(tmp_path, "一", sheets={"指标评分": None, "民主测评": None})
    assert pinshi("roster", "diff", one, register(tmp_path, "二", items=SECOND)).code == 0


def test_an_input_is_never_written_over(pinshi: Pinshi, tmp_path: Path) -> None:
    one, other = two(tmp_path, BEFORE, AFTER)
    assert pinshi("roster", "diff", one, other, "-o", other, "--force").code == 2
    assert pinshi("roster", "diff", one, tmp_path / "没有.xlsx", "--json").json["ok"] is False


def test_two_registers_of_one_quarter_are_said_to_be_so(pinshi: Pinshi, tmp_path: Path) -> None:
    one, other = register(tmp_path, "一"), register(tmp_path, "二")
    (said,) = pinshi("roster", "diff", one, other, "--json").json["diagnostics"]
    assert (said["code"], said["message"]) == ("L081", "两本都是 2026Q1 的")


def test_registers_of_one_name_are_told_apart(pinshi: Pinshi, tmp_path: Path) -> None:
    books = []
    for folder, number in (("2025", 4), ("2026", 1)):
        (tmp_path / folder).mkdir()
        items: Cells = {"年度": int(folder), "季度": number}
        books.append(register(tmp_path / folder, "季度", items=items))
    found = pinshi("roster", "diff", *books, "--json").json
    assert (found["from"]["file"], found["to"]["file"]) == ("2025/季度.xlsx", "2026/季度.xlsx")
