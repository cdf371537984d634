"""`pinshi records`: the quarter's list of work."""

from pathlib import Path

from openpyxl import load_workbook

from pinshi_cli.workflow.samples import sample
from tests.cli.running import FAULTY, SOUND, Pinshi
from tests.cli.use_books import register

RECORDS = sample("zhangdian/records.xlsx")


def test_classes_people_unfinished_and_late_are_shown(pinshi: Pinshi) -> None:
    ended = pinshi("records", RECORDS)
    assert ended.code == 0
    assert "重点工作任务　13 项：已完成 12，未完成 1，推进中 0" in ended.out  # CZ1
    assert "邵明哲　2026-W13　企业调查：（没有填写原因）" in ended.out  # QS3
    assert "石清泉：迟报 2 次，漏报 1 次，建议告诫" in ended.out  # ZD8.2: proposed, never imposed
    assert "由主管领导决定" in ended.out


def test_json_says_the_same(pinshi: Pinshi) -> None:
    found = pinshi("records", RECORDS, "--json").json
    assert {each["category"]: each["undone"] for each in found["totals"]} == {
        "重点工作任务": 1,
        "常规工作": 0,
    }
    late = {each["name"]: (len(each["late"]), each["proposed"]) for each in found["people"]}
    assert late["石清泉"] == (3, "告诫")
    assert late["叶知春"] == (2, None)


def test_the_workbook_has_the_same_people(pinshi: Pinshi, tmp_path: Path) -> None:
    assert pinshi("records", RECORDS, "-o", tmp_path).code == 0
    book = load_workbook(tmp_path / "records-工作纪实清单.xlsx")
    names = {row[1] for page in book for row in page.iter_rows(min_row=3, values_only=True)}
    assert {"叶知春", "石清泉", "邵明哲"} <= names


def test_with_errors_the_list_is_shown_but_not_written(pinshi: Pinshi, tmp_path: Path) -> None:
    ended = pinshi("records", FAULTY, "-o", tmp_path)
    assert ended.code == 1
    assert list(tmp_path.iterdir()) == []
    assert "登记簿有错误，不能写成清单" in ended.err
    assert "pinshi check" in ended.err.splitlines()[-1]
    assert ended.out.splitlines()[0] == "2026年第一季度工作纪实"


def test_a_register_without_records_is_told_what_to_add(pinshi: Pinshi) -> None:
    ended = pinshi("records", SOUND)
    assert ended.code == 0
    assert "加一张“工作纪实”表" in ended.err
    assert "-o 文件夹" not in ended.err


def test_of_secret_work_neither_content_nor_reason_comes_out(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    head = ("编号", "姓名", "周期", "类别", "内容", "完成情况", "未完成原因", "涉密", "填报日期")
    secret = (
        "001",
        "张三",
        "2026-W02",
        "常规工作",
        "某项任务",
        "未完成",
        "某处未批",
        "是",
        "2026-01-12",
    )
    book = register(tmp_path, sheets={"工作纪实": [head, secret]})
    out = tmp_path / "清单.xlsx"
    said = pinshi("records", book, "-o", out).out + pinshi("records", book, "--json").out
    cells = {
        str(value)
        for page in load_workbook(out)
        for row in page.iter_rows(values_only=True)
        for value in row
    }
    assert "（涉密）：（涉密）" in said
    assert "（涉密）" in cells
    assert not any(word in said + " ".join(cells) for word in ("某项任务", "某处未批"))
