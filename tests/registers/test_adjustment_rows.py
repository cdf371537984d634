"""加减分: every row belongs to a rule, and a row at fault withholds its person alone."""

from collections.abc import Sequence

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, grade, plain_unit, policy_of, table
from tests.registers.packs import pack

RULES = """
[[adjustments]]
id = "praise"
title = "上级表扬"
kind = "加分"
cap = 5
each = 3
classes = ["批示", "先进"]
cite = "D8"

[[adjustments]]
id = "other"
title = "其他加分"
kind = "加分"
cap = 2
cite = "D8"

[[adjustments]]
id = "breach"
title = "违纪"
kind = "减分"
cap = 10
classes = ["违纪"]
cite = "D8"
"""
ONE_WAY = RULES.partition('[[adjustments]]\nid = "breach"')[0]
POLICY, WITHOUT_BREACH = policy_of(pack(RULES)), policy_of(pack(ONE_WAY))
HEAD = "编号 姓名 类型 事项 分值 类别 事件编号 认定日期"


def adjusted(*rows: Sequence[Value], policy: object = POLICY, head: str = HEAD) -> Result:
    lines = [("001", None, *row) for row in rows]
    by = WITHOUT_BREACH if policy is WITHOUT_BREACH else POLICY
    return grade(plain_unit(["001", "002"], {"加减分": table(head, *lines)}), by)


@pytest.mark.parametrize(
    ("row", "points", "group"),
    [
        (("加分", "获批示", 3, "批示"), "3", "批示"),
        (("加分", "获批示", 0.5, " 先 进 "), "0.5", "先进"),
        (("加分", "帮扶", 100), "100", ""),
        (("减分", "通报", 4, "违纪", "E1", "2026-02-03"), "4", "违纪"),
    ],
)
def test_a_row_is_read_for_its_person(row: Sequence[Value], points: str, group: str) -> None:
    result = adjusted(row)
    assert result.errors() == []
    (read,) = result.register.adjustments["001"]
    assert (read.kind, read.item) == row[:2]
    assert (str(read.points), read.group) == (points, group)
    assert read.at.cell == "E2"
    assert result.standings() == {"001": "graded", "002": "graded"}


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("加分", "甲", 3.01, "批示"), "R204", "E2"),
        (("加分", "甲", 0, "批示"), "R204", "E2"),
        (("加分", "甲", -1), "R204", "E2"),
        (("加分", "甲", None), "R201", "E2"),
        (("加分", "甲", "两分"), "R203", "E2"),
        (("加分", "甲", 1, "荣誉"), "R208", "F2"),
        (("加分", "甲", 1, "违纪"), "R208", "F2"),
        (("加分", "甲", 1, REF), "R205", "F2"),
        (("减分", "甲", 1), "R201", "F2"),
        (("扣分", "甲", 1), "R208", "C2"),
        ((None, "甲", 1), "R201", "C2"),
        (("加分", "甲", 1, None, REF), "R205", "G2"),
    ],
)
def test_a_row_at_fault_withholds_its_person_alone(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = adjusted(row, ("加分", "乙", 1))
    assert result.errors() == [(code, "加减分", cell)]
    assert result.standings() == {"001": "withheld", "002": "graded"}
    assert [each.item for each in result.register.adjustments["001"]] == ["乙"]


def test_a_kind_without_any_rule_is_an_error_at_its_cell() -> None:
    result = adjusted(("减分", "甲", 1, "违纪"), policy=WITHOUT_BREACH)
    assert result.errors() == [("R208", "加减分", "C2")]


def test_without_a_column_for_classes_the_error_is_at_the_kind() -> None:
    result = adjusted(("减分", "甲", 1), head="编号 姓名 类型 事项 分值")
    assert result.errors() == [("R201", "加减分", "C2")]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("加分", None, 1), "R201", "D2"),
        (("加分", "甲", 1, None, None, "二月"), "R207", "H2"),
    ],
)
def test_a_fault_that_changes_no_points_is_an_error_and_withholds_nobody(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = adjusted(row)
    assert result.errors() == [(code, "加减分", cell)]
    assert result.standings() == {"001": "graded", "002": "graded"}


def test_a_row_of_nobody_known_for_sure_withholds_whom_it_may_mean() -> None:
    sheet = table(HEAD, ("009", "李四", "减分", "甲", 1, "违纪"))
    result = grade(plain_unit(["001", "002"], {"加减分": sheet}), POLICY)
    assert result.errors() == [("N302", "加减分", "A2")]
    assert result.standings() == {"001": "graded", "002": "withheld"}


def test_where_the_sheet_cannot_be_read_nobody_is_graded() -> None:
    result = grade(plain_unit(["001"], {"加减分": table("编号 姓名 类型 分值")}), POLICY)
    assert result.errors() == [("S102", "加减分", None)]
    assert result.standings() == {"001": "withheld"}
