"""Several faults in one row are all reported; and nobody slips through a row in doubt."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, grade, ident, points, ratings, roster, table, unit

TOTALS = [95, 94, 80, 70, 60]
IDS = {ident(place): total for place, total in enumerate(TOTALS, 1)}
WHO = "编号 姓名 "
MEASURES = WHO + "种类 生效日期 解除日期 处理等次"

Row = tuple[Value, ...]


def _graded(**sheets: Sequence[Sequence[Value]]) -> Result:
    return grade(
        unit(TOTALS, sheets={name: [tuple(r) for r in rows] for name, rows in sheets.items()})
    )


def _errors(result: Result) -> list[tuple[str, str | None]]:
    return [(sheet, cell) for _, sheet, cell in result.errors()]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("999", None, "警告", "昨天", None, None), ["A2", "D2"]),
        (("001", "李四", "警示", "昨天", "明天", None), ["B2", "C2", "D2", "E2"]),
        (("001", None, "警告", "昨天", None, "劣"), ["D2", "F2"]),
    ],
    ids=["unknown person", "names that disagree", "date and grade"],
)
def test_every_fault_of_a_measure_is_told(row: Row, cells: list[str]) -> None:
    result = _graded(处分问责=[*table(MEASURES), row])
    assert _errors(result) == [("处分问责", cell) for cell in cells]


def test_every_fault_of_a_finding_is_told() -> None:
    row: Row = ("001", None, "x", date(2025, 1, 1), "劣")
    result = _graded(负面清单=[*table(WHO + "情形 认定日期 处理等次"), row])
    assert _errors(result) == [("负面清单", "D2"), ("负面清单", "E2")]


def test_a_lost_situation_is_an_error_though_an_empty_one_is_a_warning() -> None:
    row: Row = ("001", None, REF, "一般")
    result = _graded(负面清单=[*table(WHO + "情形 处理等次"), row])
    assert _errors(result) == [("负面清单", "C2")]


def test_every_fault_of_a_decision_about_somebody_unknown_is_told() -> None:
    result = _graded(集体研究=[*table(WHO + "审定等次"), ("999", None, "优")])
    assert _errors(result) == [("集体研究", "A2"), ("集体研究", "C2")]


def test_every_fault_of_a_second_row_of_one_id_is_told() -> None:
    people = roster({key: {"参加情况": None, "起始日期": None} for key in IDS})
    result = _graded(人员名册=[*map(tuple, people), ("001", "王五", "在家", "去年")])
    assert _errors(result) == [("人员名册", cell) for cell in ("A7", "C7", "D7")]


def test_every_fault_of_a_second_row_of_points_is_told() -> None:
    result = _graded(指标评分=[*map(tuple, points(IDS)), ("001", None, "优", 99, 1, 1, 1)])
    assert _errors(result) == [("指标评分", cell) for cell in ("A7", "C7", "D7")]


def test_a_measure_whose_name_is_lost_withholds_whom_its_id_names() -> None:
    row: Row = ("001", REF, "记过", date(2026, 2, 1), None, None)
    assert _graded(处分问责=[*table(MEASURES), row])["001"].standing == "withheld"


def test_a_rating_whose_name_is_lost_withholds_whom_its_id_names() -> None:
    rows = [(r[0], REF, *r[2:]) if k == 1 else tuple(r) for k, r in enumerate(ratings(IDS))]
    assert _graded(民主测评=rows)["001"].standing == "withheld"


def test_points_whose_name_is_lost_are_one_error() -> None:
    rows = [(r[0], REF, *r[2:]) if k == 1 else tuple(r) for k, r in enumerate(points(IDS))]
    assert _graded(指标评分=rows).errors() == [("R205", "指标评分", "B2")]


@pytest.mark.parametrize("who", [("999", "张三"), ("001", "李四"), (REF, "张三"), ("001", REF)])
def test_leave_that_may_be_somebodys_withholds_them(who: Row) -> None:
    row: Row = (*who, "病假", date(2026, 1, 1), date(2026, 3, 31))
    result = _graded(考勤=[*table(WHO + "类别 起始日期 结束日期"), row])
    assert result["001"].standing == "withheld"


LEAVE = WHO + "类别 起始日期 结束日期 天数"


def test_a_leave_at_the_end_of_the_calendar_is_no_leave_of_this_quarter() -> None:
    row: Row = ("001", None, "病假", date(9999, 12, 30), None, 5)
    assert _graded(考勤=[*table(LEAVE), row])["001"].standing == "graded"


@pytest.mark.parametrize(
    ("halves", "standing"), [(2, "graded"), (3, "no-grade")], ids=["just half", "more than half"]
)
def test_half_days_of_leave_count_as_halves(halves: int, standing: str) -> None:
    rows: list[Row] = [("001", None, "病假", date(2026, 1, 1), date(2026, 2, 13), 44)]
    rows += [("001", None, "事假", date(2026, 3, n + 2), None, 0.5) for n in range(halves)]
    assert _graded(考勤=[*table(LEAVE), *rows])["001"].standing == standing


@pytest.mark.parametrize("space", ["\u200b", "\ufeff", "\u2060"])
def test_white_space_of_no_width_in_a_name_is_no_other_name(space: str) -> None:
    rows = [
        (r[0], f"张{space}三", *r[2:]) if k == 1 else tuple(r) for k, r in enumerate(points(IDS))
    ]
    assert _graded(指标评分=rows).errors() == []


def test_a_full_mark_beyond_reason_is_an_error_not_a_crash() -> None:
    row: Row = ("德", "德", "共性", "反向", 1.7e308)
    result = _graded(指标体系=[*table("指标名称 维度 性质 方向 满分"), row])
    assert ("R204", "指标体系", "E2") in result.errors()


def test_a_long_item_is_shown_short() -> None:
    result = grade(unit(TOTALS, items={"长" * 400: "x"}))
    assert result.diagnostics
    assert all(len(each.message) < 120 for each in result.diagnostics)
