"""What of a register goes on record, and what must not."""

import json
from pathlib import Path

import pytest

from pinshi_cli.ledger.chain import canonical
from pinshi_cli.ledger.entry import Result
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import Quarter, grade_book, grade_workbook
from pinshi_cli.workflow.ledger.entries import Sheet, sheet_of
from tests.builders import Cells, Sheets, table, unit
from tests.cli.running import FAULTY, SOUND

ID_NUMBER = "11010519491231002X"


def graded(sheets: Sheets | None = None, cells: Cells | None = None) -> Quarter:
    """Four people, the first with these cells of the roster."""
    people = {} if cells is None else {"001": cells}
    return grade_workbook(unit((92, 80, 70, 50), sheets=sheets, people=people), book_for)


def on_record(quarter: Quarter) -> Sheet:
    found = sheet_of(quarter)
    assert found is not None
    return found


def person(quarter: Quarter, id_: str = "001") -> Result:
    return next(each for each in on_record(quarter).results if each.id == id_)


def test_a_register_with_errors_makes_no_entry() -> None:
    assert sheet_of(grade_book(FAULTY, book_for)) is None


def test_everyone_on_the_roster_is_on_record_in_its_order() -> None:
    quarter = grade_book(SOUND, book_for)
    found = on_record(quarter).results
    assert quarter.register is not None
    assert [each.id for each in found] == [each.id for each in quarter.register.people]
    shown = {each.id: (each.shown, each.grade, each.facts["standing"]) for each in found}
    assert shown["001"] == ("未在册", None, "not-assessed")
    assert shown["002"] == ("在外", None, "not-assessed")
    assert shown["003"] == ("不参加", None, "not-assessed")
    assert shown["005"] == ("不确定等次", None, "no-grade")
    assert shown["006"] == ("待定", None, "pending")
    assert shown["014"] == ("好", "好", "graded")


def test_measures_and_leave_are_kept_as_the_year_asks_for_them() -> None:
    quarter = grade_book(SOUND, book_for)
    assert person(quarter, "005").marks["measures"] == [{"kind": "记过", "begin": "2025-09-10"}]
    assert person(quarter, "004").marks["leave"] == "82"
    assert "leave" not in person(quarter, "014").marks


def test_a_total_that_made_no_grade_is_only_for_information() -> None:
    without = person(grade_book(SOUND, book_for), "005")
    assert without.total is None
    assert without.facts["information"] == "76.76"


def test_neither_raters_nor_their_points_nor_birth_dates_are_on_record() -> None:
    quarter = graded(cells={"性别": "男", "出生年月": "1980.05", "级别": "科员"})
    said = canonical([list(each) for each in on_record(quarter).results])
    for absent in ("领导甲", "群众甲", "1980", "评价人", "科员"):
        assert absent not in said


@pytest.mark.parametrize("heading", ["姓名", "职务", "内设机构"])
def test_an_identity_number_stands_nowhere(heading: str) -> None:
    found = on_record(graded(cells={heading: f"张三{ID_NUMBER}"}))
    everything = canonical([found.head, [list(each) for each in found.results]])
    assert "身份证号已隐去" in everything
    assert ID_NUMBER not in everything


def test_work_is_on_record_and_what_is_secret_is_not() -> None:
    records = table(
        "编号 姓名 周期 类别 内容 完成情况 涉密",
        ("001", "张三", "2026-W02", "常规工作", "编制季报", "已完成", "否"),
        ("001", "张三", "2026-W03", "重点工作任务", "核查涉密名录", "已完成", "是"),
    )
    plans = table(
        "编号 姓名 期间 类别 内容",
        ("001", "张三", "2026-02", "常规", "入户调查"),
        ("001", "张三", "2026-01", "重点", "核查涉密名录"),
    )
    work = person(graded({"工作纪实": records, "工作计划": plans})).facts["work"]
    assert work == [
        {
            "period": "2026-W02",
            "class": "常规工作",
            "content": "编制季报",
            "state": "已完成",
        },
        {"period": "2026-02", "class": "常规", "content": "入户调查", "state": "工作计划"},
    ]


def test_the_head_tells_what_the_grades_rest_on(tmp_path: Path) -> None:
    quarter = graded()
    head = on_record(quarter).head
    assert json.loads(canonical(head)) == head
    assert head["decided"] is False
    assert head["quota"] == [
        {"group": "全体", "base": 4, "limit": 1, "eligible": 1, "given": 1, "tied": []}
    ]
