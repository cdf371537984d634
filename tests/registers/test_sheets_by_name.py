"""Which sheet is which, by its name: empty ones, near misses, sheets of one's own."""

from datetime import date

import pytest

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.sheets.cells import Value
from tests.builders import (
    REF,
    UNCACHED,
    Rows,
    basic,
    book,
    found,
    grade,
    read,
    sheets_of,
    table,
    unit,
)

TOTALS = {"001": 80, "002": 70}
OPTIONAL = ("指标体系", "加减分", "负面清单", "处分问责", "考勤", "集体研究", "年度测评", "奖励")
REQUIRED = ("基本信息", "人员名册", "指标评分", "民主测评")


@pytest.mark.parametrize("blank", [[], [()], [(None, None), ("", "　")]])
@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_sheet_that_is_wholly_empty_is_as_if_it_were_not_there(
    name: str, blank: Rows
) -> None:
    result = grade(unit(TOTALS, sheets={name: blank}))
    assert result.diagnostics == []
    assert list(result.grades().values()) == ["较好", "一般"]


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_sheet_that_is_wholly_empty_is_an_error_without_a_cell(name: str) -> None:
    reading = read(unit(TOTALS, sheets={name: [(None, " ")]}))
    assert ("S101", name, None) in found(reading.diagnostics)


@pytest.mark.parametrize("name", ["年度考核", "考勤说明", "民主测评汇总", "处分说明"])
def test_a_sheet_of_ones_own_is_no_error_however_near_its_name(name: str) -> None:
    result = grade(unit(TOTALS, sheets={name: [("甲",), ("乙",)]}))
    assert result.errors() == []
    assert list(result.grades().values()) == ["较好", "一般"]


@pytest.mark.parametrize(
    ("name", "rows", "severity"),
    [
        (
            "处份问责",
            table("编号 姓名 种类 生效日期", ("001", None, "警告", date(2026, 2, 1))),
            Severity.ERROR,
        ),
        ("处份问责", [("本表说明", "甲")], Severity.WARNING),
        (
            "负面清单表",
            table("编号 姓名 情形 处理等次", ("001", None, "x", "一般")),
            Severity.ERROR,
        ),
        ("负面清单表", [("情形", "说明")], Severity.WARNING),
    ],
)
def test_a_near_miss_is_an_error_only_where_its_headings_fit_too(
    name: str, rows: Rows, severity: Severity
) -> None:
    result = grade(unit(TOTALS, sheets={name: rows}))
    (said,) = result.diagnostics
    assert (said.code, said.severity) == ("S104", severity)
    assert (said.where.sheet, said.where.cell) == (name, None)
    # where a measure may stand on it, nobody's grade is sure
    standing = "withheld" if severity is Severity.ERROR else "graded"
    assert set(result.standings().values()) == {standing}


def test_a_near_miss_beside_the_sheet_itself_is_no_error() -> None:
    sheets = sheets_of(TOTALS) | {"指标评分2": [("编号", "姓名")]}
    assert grade(book(sheets)).errors() == []


# -- 基本信息 and single columns of the roster ----------------------------------------


def test_a_quarter_in_text_counts_with_a_warning() -> None:
    result = grade(unit(TOTALS, items={"季度": "1"}))
    assert result.warnings() == [("R202", "基本信息", "B4")]
    assert result.register.quarter.number == 1


def test_an_item_whose_name_excel_has_lost_is_an_error_at_its_cell() -> None:
    result = grade(unit(TOTALS, sheets={"基本信息": [*basic(), (REF, "x")]}))
    assert result.errors() == [("R205", "基本信息", "A6")]


@pytest.mark.parametrize("share", [0.2, "20%", 0.25, "25%", "0.01%"])
def test_a5_the_excellent_share_may_go_up_to_a_quarter(share: Value) -> None:
    assert grade(unit(TOTALS, items={"优秀比例": share})).errors() == []


@pytest.mark.parametrize("share", [0, -0.1, 0.2501, "26%", 25])
def test_a5_an_excellent_share_out_of_its_range_is_an_error_and_no_matter_of_the_quarter(
    share: Value,
) -> None:
    result = grade(unit(TOTALS, items={"优秀比例": share}))
    assert result.errors() == [("R209", "基本信息", "B6")]
    assert list(result.grades().values()) == ["较好", "一般"]


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("出生年月", "1995.13", "R213"),
        ("出生年月", "三月", "R213"),
        ("出生年月", "1995.03", None),
        ("出生年月", 199503, None),
        ("出生年月", date(1995, 3, 9), None),
        ("一线岗位", "有", "R208"),
        ("一线岗位", 1, "R208"),
        ("一线岗位", "是", None),
        ("一线岗位", " 否 ", None),
        ("一线岗位", None, None),
    ],
)
def test_columns_of_the_roster_that_no_step_reads_are_checked_all_the_same(
    heading: str, value: Value, code: str | None
) -> None:
    result = grade(unit(TOTALS, people={"001": {heading: value}}))
    assert result.errors() == ([] if code is None else [(code, "人员名册", "C2")])
    assert list(result.grades().values()) == ["较好", "一般"]


@pytest.mark.parametrize("heading", ["备注", "性别", "内设机构", "政治面貌", "一线岗位"])
def test_a_formula_without_result_in_the_roster_is_an_error_wherever_it_stands(
    heading: str,
) -> None:
    result = grade(unit(TOTALS, people={"001": {heading: UNCACHED}}))
    assert ("R206", "人员名册", "C2") in result.errors()
