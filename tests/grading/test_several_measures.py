"""Step 4: several measures at once, and faults in their rows."""

from datetime import date

import pytest

from pinshi_cli.model.grade import NO_GRADE, NOT_ASSESSED, PENDING, WITHHELD
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, grade, table, unit
from tests.grading.measured import IN, acting

D = date


# -- several at once ----------------------------------------


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        (["立案调查", "记过", "警告"], PENDING),
        (["记过", "警告"], NO_GRADE),
        (["开除", "立案调查"], NOT_ASSESSED),
    ],
)
def test_of_several_measures_the_strictest_holds(kinds: list[str], standing: str) -> None:
    for order in (kinds, kinds[::-1]):
        result = acting(*((kind, IN, None, None) for kind in order))
        assert result["001"].standing == standing
        assert [code for code, _, _ in result.notes()] == ["G405"]


@pytest.mark.parametrize(
    ("rows", "total", "graded", "ceiling"),
    [
        ([("警告", None), ("组织谈话", "较差")], 95, "较差", "=较差"),
        ([("警告", None), ("组织谈话", "一般")], 95, "一般", "=一般"),
        ([("组织谈话", "一般"), ("工作问责", "较差")], 95, "较差", "=较差"),
        ([("警告", None), ("告诫", None)], 95, "较差", "=较差"),
        ([("组织谈话", "一般"), ("告诫", None)], 50, "较差", "=较差"),
        ([("警告", None), ("警告", None)], 95, "一般", "一般"),
    ],
)
def test_the_grade_is_the_lowest_of_band_exact_and_ceiling(
    rows: list[tuple[str, str | None]], total: int, graded: str, ceiling: str
) -> None:
    result = acting(*((kind, IN, None, said) for kind, said in rows), total=total)
    assert (result["001"].grade, result["001"].ceiling) == (graded, ceiling)


def test_a_ceiling_below_a_fixed_grade_is_the_one_shown() -> None:
    result = acting(("警告", IN, None, None), negative=[("情形", IN, "较好")])
    assert (result["001"].grade, result["001"].ceiling) == ("一般", "一般")
    assert ("G405", "处分问责", "C2") in result.notes()


def test_a_measure_never_raises_a_grade() -> None:
    result = acting(("组织谈话", IN, None, "一般"), total=50)
    assert (result["001"].band, result["001"].grade) == ("较差", "较差")
    assert result["001"].ceiling == "=一般"


@pytest.mark.parametrize("kind", ["警告", "记过", "立案调查"])
@pytest.mark.parametrize(
    ("about", "standing"),
    [
        ({"参加情况": "退休"}, NOT_ASSESSED),
        ({"参加情况": "病假", "起始日期": D(2026, 1, 1)}, NO_GRADE),
    ],
)
def test_what_step_1_decided_stands(kind: str, about: Cells, standing: str) -> None:
    assert acting((kind, IN, None, None), about=about)["001"].standing == standing


# -- faults ----------------------------------------


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (("警示", IN, None, None), [("R208", "C2")]),
        ((None, IN, None, None), [("R201", "C2")]),
        (("警告", None, None, None), [("R201", "D2")]),
        (("警告", "2026年13月1日", None, None), [("R207", "D2")]),
        (("警告", IN, "没有", None), [("R207", "E2")]),
        (("警告", IN, D(2026, 1, 31), None), [("R218", "E2")]),
        (("警示", "x", "y", None), [("R208", "C2"), ("R207", "D2"), ("R207", "E2")]),
    ],
)
def test_a_measure_that_cannot_be_read_withholds_its_person(
    row: tuple[Value, ...], codes: list[tuple[str, str]]
) -> None:
    result = acting(row)
    assert result.errors() == [(code, "处分问责", cell) for code, cell in codes]
    assert result["001"].standing == WITHHELD
    assert result.graded.quota.given is None or result.graded.quota.eligible == 0
    assert result["002"].grade == "一般"


def test_a_finding_with_a_bad_date_withholds_its_person() -> None:
    result = acting(negative=[("情形", "昨天", "一般")])
    assert result.errors() == [("R207", "负面清单", "D2")]
    assert result["001"].standing == WITHHELD


@pytest.mark.parametrize("kind", ["开除", "立案调查"])
def test_a_standing_that_no_other_measure_can_loosen_stands_beside_a_bad_row(kind: str) -> None:
    result = acting((kind, IN, None, None), ("警告", "昨天", None, None))
    assert result["001"].standing == (NOT_ASSESSED if kind == "开除" else PENDING)


@pytest.mark.parametrize(
    ("rows", "about"),
    [
        ([], {"参加情况": "退休"}),
        ([], {"参加情况": "病假", "起始日期": D(2026, 1, 1)}),
        ([("记过", IN, None, None)], {}),
        ([("立案调查", IN, None, None)], {}),
    ],
)
def test_faults_of_people_without_a_grade_are_warnings(
    rows: list[tuple[Value, ...]], about: Cells
) -> None:
    sheets = {
        "处分问责": table(
            "编号 姓名 种类 生效日期 解除日期 处理等次",
            ("001", None, "组织谈话", IN, None, None),
            *(("001", None, *row) for row in rows),
        ),
        "指标评分": table(
            "编号 姓名 德 能 勤 绩 廉",
            ("001", None, "优", None, 99, 30, 10),
            ("002", None, 10, 10, 10, 30, 10),
        ),
        "民主测评": table(
            "编号 评价主体 评价人 德 能 勤 绩 廉",
            ("001", "外星人", "甲", "x", 10, 10, 30, 10),
            ("002", "领导", "甲", 10, 10, 10, 30, 10),
        ),
    }
    result = grade(unit([80, 70], people={"001": about}, sheets=sheets))
    assert result.errors() == []
    places = {(sheet, cell) for _, sheet, cell in result.warnings()}
    assert places >= {
        ("处分问责", "F2"),
        ("指标评分", "C2"),
        ("指标评分", "D2"),
        ("指标评分", "E2"),
        ("民主测评", "B2"),
        ("民主测评", "D2"),
    }


def test_people_without_a_grade_may_lack_scores_and_ratings() -> None:
    totals = {"002": 70}
    full = unit(totals)
    book = unit(
        {"001": 0, "002": 70},
        people={"001": {"参加情况": "退休"}},
        sheets={name: full.sheet(name).rows for name in ("指标评分", "民主测评")},  # type: ignore[union-attr]
    )
    result = grade(book)
    assert (result["001"].standing, result["001"].total) == (NOT_ASSESSED, None)
    assert [d for d in result.diagnostics if d.code != "G401"] == []


def test_faults_elsewhere_are_errors_for_everyone() -> None:
    result = acting(("警告", "昨天", None, None), about={"参加情况": "退休"})
    assert result.errors() == [("R207", "处分问责", "D2")]
    assert result["001"].standing == NOT_ASSESSED
