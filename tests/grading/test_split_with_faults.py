"""What a fault keeps back of a split quota (JN5, BJ3, CQ3): what it could change, and no more."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.model.grade import WITHHELD
from pinshi_cli.policy.book import Policy, QuotaGroup
from pinshi_cli.policy.library import book_for
from pinshi_cli.policy.source import Source
from tests.builders import Cells, Table, grade, ident, points, table, unit
from tests.grading.split import CENTRAL, best, factor, given, limits, split


def faulty_points(totals: Sequence[float], *places: int) -> Table:
    """指标评分 in which these people have no points under the first dimension."""
    rows = [list(row) for row in points({ident(n): t for n, t in enumerate(totals, 1)})]
    for place in places:
        rows[place][2] = None
    return [tuple(row) for row in rows]


TWO = {"甲": [95, 94, 93, 80, 70], "乙": [93, 92, 91, 80, 70]}
TOTALS = [total for members in TWO.values() for total in members]


def test_a_withheld_person_keeps_back_the_quota_of_the_own_group_only() -> None:
    result = split("层级", TWO, sheets={"指标评分": faulty_points(TOTALS, 4)})
    assert result["004"].standing == WITHHELD
    assert (limits(result), given(result)) == ({"甲": 2, "乙": 2}, {"甲": None, "乙": 2})
    assert [result[ident(n)].grade for n in (1, 2, 5)] == [None, None, "一般"]
    assert best(result) == ["006", "007"]
    (said,) = [each for each in result.diagnostics if each.code == "G408"]
    assert said.message == "“好”名额（甲）暂不分配：赵六等次暂缺，3 人的等次和名次待定"
    assert result.graded.quota.given is None


def test_a_withheld_person_who_cannot_come_to_it_keeps_nothing_back() -> None:
    warned = table("编号 姓名 种类 生效日期", ("004", None, "警告", date(2026, 2, 1)))
    sheets = {"指标评分": faulty_points(TOTALS, 4), "处分问责": warned}
    assert given(split("层级", TWO, sheets=sheets)) == {"甲": 2, "乙": 2}


def test_where_it_is_open_who_takes_part_every_limit_is() -> None:
    result = split("层级", TWO, people={"004": {"参加情况": "出差"}})
    assert given(result) == {"甲": None, "乙": None}
    dismissed = table("编号 姓名 种类 生效日期", ("004", None, "开除", "昨天"))
    result = split("层级", TWO, sheets={"处分问责": dismissed})
    assert given(result) == {"甲": None, "乙": None}


@pytest.mark.parametrize("by", ["层级", "内设机构", "考核类别"])
@pytest.mark.parametrize("total", [95, 50])
def test_whoever_is_of_no_group_could_be_of_any(by: str, total: int) -> None:
    groups = {"甲": [95, 94, 93, 80, 70], "乙": [93, 92, 91, 80, total]}
    result = split(by, groups, people={"010": {by: None}})
    assert result.errors() == [("N320", "人员名册", "A11")]
    assert (limits(result), given(result)) == ({"甲": None, "乙": None}, {"甲": None, "乙": None})
    assert best(result) == []
    (said,) = [each for each in result.diagnostics if each.code == "G408"]
    assert f"陈二没有{by}" in said.message


def test_where_nobody_has_a_group_the_unit_is_told_so() -> None:
    result = split("层级", {"": [95, 94, 93]})
    assert [code for code, _, _ in result.errors()] == ["N320"] * 3
    assert (result.graded.groups, result.graded.quota.given) == ((), None)
    assert [o.proposed for o in result.graded.outcomes] == [None] * 3
    assert "G408" in [each.code for each in result.diagnostics]


def test_whoever_does_not_take_part_needs_no_group() -> None:
    people = {"010": {"层级": None, "参加情况": "退休"}}
    result = split("层级", TWO, people=people)
    assert result.errors() == []


def test_a_faulty_share_leaves_every_group_open() -> None:
    result = split("层级", TWO, items={"好等次比例": 0.5})
    assert (limits(result), given(result)) == ({"甲": None, "乙": None}, {"甲": None, "乙": None})


@pytest.mark.parametrize(("by", "open_yet"), [("内设机构", True), (CENTRAL, True), ("层级", False)])
def test_a_faulty_evaluation_of_departments_leaves_open_what_rests_on_it(
    by: str, open_yet: bool
) -> None:
    factors = [factor(CENTRAL, "是", "2")]
    result = split(by, TWO, factors, {"甲": True, "乙": False}, broken=frozenset({"部门考评"}))
    assert (None in given(result).values()) is open_yet


def test_jn5_a_fault_in_the_register_s_evaluation_leaves_the_quota_open() -> None:
    rows = table("内设机构 得分", ("甲", "九十"), ("乙", 80))
    people: dict[str, Cells] = {
        ident(n): {"内设机构": "甲" if n < 6 else "乙"} for n in range(1, 11)
    }
    book = unit(TOTALS, people=people, sheets={"部门考评": rows})

    def choose(named: str, day: date) -> Policy:
        ways = (QuotaGroup("内设机构", Source("JN5")),)
        factors = (factor("得分", 90, "1.5"),)
        return book_for(named, day)._replace(quota_groups=ways, quota_factors=factors)

    result = grade(book, choose)
    assert result.errors() == [("R203", "部门考评", "B2")]
    assert given(result) == {"甲": None, "乙": None}
    assert best(result) == []


def test_a_unit_of_two_organs_that_split_it_differently_must_say_which() -> None:
    result = split("层级", TWO, also_by="考核类别")
    assert result.errors() == [("G423", "基本信息", None)]
    assert (limits(result), given(result)) == ({"甲": None, "乙": None}, {"甲": None, "乙": None})


def test_jn5_a_department_without_evaluation_is_told() -> None:
    rows: dict[str, str | float | bool] = {"甲": 95, "乙": "优"}
    result = split("内设机构", TWO, [factor("得分", 90, "1.5")], rows)
    assert result.warnings() == [("G422", "部门考评", "A3")]
    result = split("内设机构", TWO, [factor("得分", 90, "1.5")])
    assert result.warnings() == [("G422", "部门考评", None)]
    assert limits(result) == {"甲": 2, "乙": 2}


def test_decisions_about_a_group_that_waits_take_no_place_yet() -> None:
    # 4 places, 2 of them given to 乙: three rows more would be too many, once 甲 is known
    rows = [(ident(n), None, "好", "表现突出") for n in (1, 2, 3)]
    sheets = {
        "指标评分": faulty_points(TOTALS, 4),
        "集体研究": table("编号 姓名 审定等次 理由", *rows),
    }
    result = split("层级", TWO, sheets=sheets)
    assert [(sheet, cell) for _, sheet, cell in result.errors()] == [("指标评分", "C5")]
    assert best(result) == ["006", "007"]


def test_a_seat_between_equal_groups_is_told_only_once_the_rest_is_given_out() -> None:
    items = {"好等次比例": 0.3}
    assert "G421" in [each.code for each in split("层级", TWO, items=items).diagnostics]
    waiting = split("层级", TWO, items=items, sheets={"指标评分": faulty_points(TOTALS, 4)})
    assert "G421" not in [each.code for each in waiting.diagnostics]
