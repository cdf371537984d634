"""指标体系 and the points of 指标评分 and 民主测评 (registers.md, ZD)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import (
    DIMENSIONS,
    RATINGS_HEAD,
    REF,
    UNCACHED,
    Result,
    Rows,
    grade,
    marks,
    points,
    table,
    unit,
)

TOTALS = {"001": 80, "002": 70}
# -- points ----------------------------------------


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "R201"),
        ("", "R201"),
        ("95分", "R203"),
        ("优", "R203"),
        (True, "R203"),
        (date(2026, 1, 1), "R203"),
        (15.01, "R204"),
        (-0.01, "R204"),
        ("-1", "R204"),
        (REF, "R205"),
        (UNCACHED, "R206"),
    ],
)
@pytest.mark.parametrize("sheet", ["指标评分", "民主测评"])
def test_a_faulty_point_is_an_error_at_its_cell_and_withholds_its_person(
    sheet: str, value: Value, code: str
) -> None:
    rows = [list(row) for row in points(TOTALS)]
    cell = "C2"
    if sheet == "民主测评":
        rows = [list(RATINGS_HEAD)]
        rows += [[id_, None, "领导", "甲", *marks(total)] for id_, total in TOTALS.items()]
        cell = "E2"
    rows[1]["CDE".index(cell[0]) + 2] = value
    result = grade(unit(TOTALS, sheets={sheet: rows}))
    assert result.errors() == [(code, sheet, cell)]
    assert result.standings() == {"001": "withheld", "002": "graded"}


@pytest.mark.parametrize("value", [0, 15, 15.0, "15", 0.0])
def test_the_ends_of_the_range_belong_to_it(value: Value) -> None:
    rows = [list(row) for row in points(TOTALS)]
    rows[1][2] = value
    assert grade(unit(TOTALS, sheets={"指标评分": rows})).errors() == []


def test_points_by_month_are_not_taken() -> None:
    rows = [
        (*row, month) for row, month in zip(points(TOTALS), ["月份", "2026-01", None], strict=True)
    ]
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert result.errors() == [("R217", "指标评分", "H2")]
    assert result.standings() == {"001": "withheld", "002": "graded"}


def test_points_short_of_columns_are_missing() -> None:
    rows = points(TOTALS)
    rows[1] = rows[1][:4]
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert result.errors() == [("R201", "指标评分", cell) for cell in ("E2", "F2", "G2")]


# -- 指标体系 ----------------------------------------


def with_indicators(
    *rows: Sequence[Value], head: str = "指标名称 维度 性质 方向 满分 适用类别"
) -> Result:
    scores = table("编号 姓名 甲", ("001", None, 8), ("002", None, 7))
    return grade(unit(TOTALS, sheets={"指标体系": table(head, *rows), "指标评分": scores}))


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (("甲", "体", "共性", None, 10), [("R208", "B2")]),
        (("甲", None, "共性", None, 10), [("R201", "B2")]),
        (("甲", "德", "其他", None, 10), [("R208", "C2")]),
        (("甲", "德", None, None, 10), [("R201", "C2")]),
        (("甲", "德", "共性", "倒", 10), [("R208", "D2")]),
        (("甲", "德", "共性", None, None), [("R201", "E2")]),
        (("甲", "德", "共性", None, "十分"), [("R203", "E2")]),
        (("甲", "德", "共性", None, 0), [("R204", "E2")]),
        (("甲", "德", "共性", None, -5), [("R204", "E2")]),
        (
            ("甲", "体", "其他", "倒", "十"),
            [("R208", "B2"), ("R208", "C2"), ("R208", "D2"), ("R203", "E2")],
        ),
        ((REF, "德", "共性", None, 10), [("R205", "A2")]),
    ],
)
def test_a_faulty_indicator_is_an_error_and_nobody_is_scored_by_the_rest(
    row: Sequence[Value], errors: list[tuple[str, str]]
) -> None:
    result = with_indicators(row)
    assert result.errors() == [(code, "指标体系", cell) for code, cell in errors]
    assert set(result.standings().values()) == {"withheld"}


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (None, None, True),
        ("执法类", None, True),
        ("执法类", "服务类、执法类", True),
        ("执法类", "服务类", False),
    ],
)
def test_one_name_twice_is_an_error_where_both_could_apply(
    first: str | None,
    second: str | None,
    clash: bool,
) -> None:
    rows = [("甲", "德", "共性", None, 10, first), (" 甲", "绩", "共性", None, 10, second)]
    result = with_indicators(*rows)
    assert (("N305", "指标体系", "A3") in result.errors()) is clash


def test_a_sheet_of_no_indicators_leaves_the_dimensions() -> None:
    inds = table("指标名称 维度 性质 满分")
    result = grade(unit(TOTALS, sheets={"指标体系": inds}))
    assert result.score("001") == "80.00"
    assert result.notes() == [("S113", "指标体系", None)]


def test_a_sheet_of_indicators_without_headings_withholds_everyone() -> None:
    result = grade(unit(TOTALS, sheets={"指标体系": [("名称", "满分")]}))
    assert result.errors() == [("S102", "指标体系", None)]
    assert set(result.standings().values()) == {"withheld"}


def test_points_under_an_indicator_that_does_not_apply_are_told_and_not_counted() -> None:
    inds = table(
        "指标名称 维度 性质 满分 适用类别",
        ("甲", "德", "共性", 10, None),
        ("乙", "绩", "个性", 90, "执法类"),
    )
    scores = table("编号 姓名 甲 乙", ("001", None, 8, 90), ("002", None, 7, None))
    result = grade(
        unit(
            TOTALS,
            people={"001": {"考核类别": "服务类"}, "002": {"考核类别": "服务类"}},
            sheets={"指标体系": inds, "指标评分": scores},
        )
    )
    assert result.errors() == []
    assert ("S111", "指标评分", "D2") in result.warnings()
    assert [code for code, _, _ in result.warnings()].count("S112") == 2
    assert result["001"].parts[0].score == 80


BY_CATEGORY = "指标名称 维度 性质 满分 适用类别"


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("综合（一线）", "综合（一线）"),
        ("综合（一线）", "综合(一线)"),
        ("综合 类", "综合类"),
        ("执法类、综合类", " 综合类　"),
    ],
)
def test_categories_alike_after_nfkc_and_white_space_match(listed: str, written: str) -> None:
    inds = table(BY_CATEGORY, ("甲", "德", "共性", 10, None), ("乙", "绩", "个性", 90, listed))
    scores = table("编号 姓名 甲 乙", ("001", None, 10, 45))
    sheets: dict[str, Rows | None] = {"指标体系": inds, "指标评分": scores}
    result = grade(unit([80], people={"001": {"考核类别": written}}, sheets=sheets))
    assert result["001"].parts[0].score == 55
    assert result.diagnostics == []


def test_an_indicator_that_applies_to_nobody_needs_no_column() -> None:
    own = [(name, name, "共性", full, None) for name, full in DIMENSIONS]
    inds = table(BY_CATEGORY, *own, ("执法量", "绩", "个性", 10, "执法类"))
    result = grade(unit(TOTALS, sheets={"指标体系": inds}))
    assert result.errors() == []
    assert result.score("001") == "80.00"


# -- dates of the roster and of measures ----------------------------------------


def test_an_end_before_its_start_is_an_error_at_the_end() -> None:
    about: dict[str, Value] = {
        "参加情况": "借调",
        "起始日期": "2026年3月1日",
        "结束日期": "2026.2.28",
    }
    result = grade(unit(TOTALS, people={"001": about}))
    assert result.errors() == [("R218", "人员名册", "E2")]
    assert result["001"].standing == "withheld"


def test_a_bad_date_that_nothing_depends_on_is_an_error_and_withholds_nobody() -> None:
    result = grade(unit(TOTALS, people={"001": {"参加情况": "参加", "起始日期": "去年"}}))
    assert result.errors() == [("R207", "人员名册", "D2")]
    assert result["001"].standing == "graded"


def test_a_finding_without_its_facts_is_a_warning_and_counts() -> None:
    rows = table("编号 姓名 情形 处理等次", ("001", None, None, "一般"))
    result = grade(unit(TOTALS, sheets={"负面清单": rows}))
    assert result.warnings() == [("R201", "负面清单", "C2")]
    assert result["001"].grade == "一般"


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (("009", None, "x", "一般"), ("N302", "负面清单", "A2")),
        ((None, None, "x", "一般"), ("R211", "负面清单", "C2")),
        (("001", None, "x", REF), ("R205", "负面清单", "D2")),
    ],
)
def test_a_finding_that_cannot_be_read_is_an_error_at_its_cell(
    row: Sequence[Value], error: tuple[str, str, str]
) -> None:
    rows = table("编号 姓名 情形 处理等次", row)
    assert error in grade(unit(TOTALS, sheets={"负面清单": rows})).errors()


@pytest.mark.parametrize("lost", [REF, UNCACHED])
def test_a_name_that_the_roster_has_lost_is_an_error(lost: Value) -> None:
    roster = [("编号", "姓名"), ("001", "张三"), ("002", lost)]
    errors = grade(unit(TOTALS, sheets={"人员名册": roster})).errors()
    assert ("人员名册", "B3") in [(sheet, cell) for _, sheet, cell in errors]


def test_a_name_may_be_a_number_cell() -> None:
    result = grade(unit(TOTALS, people={"001": {"姓名": 108.0}}))
    assert result["001"].person.name == "108"
