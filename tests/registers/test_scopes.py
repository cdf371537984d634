"""适用机关 and 机关类别: which rules speak for a unit, and no grade where that is open."""

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Rows, found, grade, plain_unit, policy_of, read
from tests.registers.packs import pack

SCOPED = """
[[scopes]]
name = "窗口单位"
cite = "D8"

[[scopes]]
name = "公安局"
cite = "D8"

[[parts]]
name = "基础分"
from = "fixed"
weight = 1
value = 95
scope = ["窗口单位"]
cite = "D9"

[[parts]]
name = "基础分"
from = "fixed"
weight = 1
value = 65
scope = ["执法类"]
cite = "D9"
"""
POLICY = policy_of(pack(SCOPED))


@pytest.mark.parametrize(
    ("items", "scopes", "score"),
    [
        ({}, set(), "80.00"),
        ({"适用机关": "窗口单位"}, {"窗口单位"}, "95.00"),
        ({"适用机关": " 窗口 单位 "}, {"窗口单位"}, "95.00"),
        ({"适用机关": "公安局"}, {"公安局"}, "80.00"),
        ({"适用机关": "公安局、窗口单位"}, {"公安局", "窗口单位"}, "95.00"),
        ({"适用机关": "公安局;窗口单位"}, {"公安局", "窗口单位"}, "95.00"),
        ({"机关类别": "执法类"}, {"执法类"}, "65.00"),
        ({"机关类别": "综合类"}, {"综合类"}, "80.00"),
    ],
)
def test_the_words_of_the_unit_choose_its_rules(
    items: dict[str, Value], scopes: set[str], score: str
) -> None:
    result = grade(plain_unit(["001"], items=items), POLICY)
    assert result.errors() == []
    assert result.register.unit.scopes == scopes
    assert result.score("001") == score
    assert len(result.policy.parts) == 1


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ({"适用机关": "检察院"}, "R208"),
        ({"适用机关": "窗口单位、检察院"}, "R208"),
        ({"适用机关": "执法类"}, "R208"),
        ({"适用机关": REF}, "R205"),
        ({"机关类别": "其他类"}, "R208"),
        ({"机关类别": REF}, "R205"),
    ],
)
def test_where_the_rules_are_in_doubt_there_is_an_error_at_the_cell_and_no_grade(
    items: dict[str, Value], code: str
) -> None:
    result = grade(plain_unit(["001"], items=items), POLICY)
    assert result.errors() == [(code, "基本信息", "B6")]
    assert result.standings() == {"001": "withheld"}


def test_the_error_lists_the_words_that_there_are() -> None:
    (error,) = read(plain_unit(["001"], items={"适用机关": "检察院"}), POLICY).diagnostics
    assert "窗口单位、公安局" in error.hint


def test_a_policy_without_scopes_says_that_the_item_does_nothing() -> None:
    result = grade(plain_unit(["001"], items={"适用机关": "窗口单位"}), pack())
    assert result.warnings()[0] == ("R208", "基本信息", "B6")
    assert result["001"].grade is not None


def test_a_faulty_kind_of_unit_does_no_harm_where_no_rule_asks_for_it() -> None:
    result = grade(plain_unit(["001"], items={"机关类别": "其他类"}), pack())
    assert result.errors() == [("R208", "基本信息", "B6")]
    assert result.standings() == {"001": "graded"}


# -- policies by which nobody is graded -------------------------------------------------------

BASE = """
[policy]
id = "base"
name = "底本"
source = "乙"
effective_from = 2020-01-01

[[measures]]
id = "m"
title = "告诫"
when = { kinds = ["告诫"], span = "dated" }
then = { later = "年度考核" }
cite = "B1"

[[criteria]]
name = "对党忠诚"
aspect = "政治忠诚"
way = "正向"
cite = "B2"
"""


def test_a_policy_that_grades_nobody_is_refused_for_grading() -> None:
    reading = read(plain_unit(["001"]), BASE)
    assert (reading.register, found(reading.diagnostics)) == (None, [("P617", "基本信息", "B5")])


def test_but_people_measures_and_rows_are_read_by_it_where_that_is_wanted() -> None:
    sheets: dict[str, Rows | None] = {
        "处分问责": [("编号", "姓名", "种类", "生效日期"), ("001", None, "告诫", "2026-02-01")],
        "指标评分": [("编号", "姓名", "德"), ("001", None, "优")],
        "民主测评": [("姓名", "评价主体", "评价人", "德"), ("张三", "领导", "甲", "优")],
        "加减分": [("编号", "姓名", "类型", "事项", "分值"), ("001", None, "加分", "甲", -1)],
        "集体研究": [("编号", "姓名", "审定等次"), ("001", None, "好")],
        "正反测评": [("姓名", "评价主体", "评价人", "对党忠诚"), ("张三", "领导", "甲", "是")],
    }
    reading = read(plain_unit(["001"], sheets), BASE, any_policy=True)
    assert reading.diagnostics == []
    register = reading.register
    assert register is not None
    assert [each.kind for each in register.measures["001"]] == ["告诫"]
    assert [row.values["对党忠诚"] for row in register.rows["正反测评"]] == [1]
    assert (register.points, register.ratings, register.decisions) == ({}, {}, [])
