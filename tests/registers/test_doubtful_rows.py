"""A row that cannot be read for sure withholds whomever it may mean (registers.md, Rows, Who)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, Rows, grade, ident, roster, table, unit

D = date
TOTALS = (95, 80, 80, 70, 70)


# -- 考勤 ----------------------------------------


def absent(*row: Value) -> Result:
    """A unit of five whose first has this (类别, 起始日期, 结束日期, 天数) in 考勤."""
    sheet = table("编号 姓名 类别 起始日期 结束日期 天数", ("001", None, *row))
    return grade(unit(TOTALS, sheets={"考勤": sheet}))


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (("病假", "abc", None, None), ("R207", "D2")),
        (("病假", D(2026, 3, 1), "abc", None), ("R207", "E2")),
        (("病假", D(2026, 3, 1), None, "多"), ("R203", "F2")),
        (("病假", D(2026, 3, 1), D(2026, 2, 1), None), ("R218", "E2")),
        ((REF, D(2026, 1, 1), None, None), ("R205", "C2")),
        (("病假", D(2026, 1, 1), None, 0), ("R204", "F2")),
        (("病假", D(2026, 1, 1), None, -3), ("R204", "F2")),
    ],
)
def test_leave_that_cannot_be_counted_withholds_its_person(
    row: tuple[Value, ...], error: tuple[str, str]
) -> None:
    result = absent(*row)
    assert result.errors() == [(error[0], "考勤", error[1])]
    assert result["001"].standing == "withheld"
    assert result["002"].grade == "较好"


@pytest.mark.parametrize("kind", ["迟到", "早退", "旷工"])
def test_a_fault_in_an_absence_that_is_no_leave_withholds_nobody(kind: str) -> None:
    result = absent(kind, "abc", None, None)
    assert result.errors() == [("R207", "考勤", "D2")]
    assert result["001"].standing == "graded"


@pytest.mark.parametrize("kind", ["病 假", " 病假 ", "病\n假", "事　假"])
def test_the_kind_of_an_absence_is_compared_white_space_aside(kind: str) -> None:
    assert absent(kind, D(2026, 1, 1), D(2026, 3, 31), None)["001"].standing == "no-grade"


# -- rows of measures that name nobody for sure ----------------------------------------


@pytest.mark.parametrize("id_", ["999", REF, 7.5])
def test_a_measure_under_an_unknown_id_withholds_whoever_bears_its_name(id_: Value) -> None:
    rows = table("编号 姓名 种类 生效日期", (id_, "张三", "记过", D(2026, 2, 1)))
    result = grade(unit(TOTALS, sheets={"处分问责": rows}))
    assert [(sheet, cell) for _, sheet, cell in result.errors()] == [("处分问责", "A2")]
    assert result["001"].standing == "withheld"
    assert result["002"].standing == "graded"


def test_a_measure_of_namesakes_without_an_id_withholds_them_all() -> None:
    rows = table("编号 姓名 种类 生效日期", (None, "张三", "记过", D(2026, 2, 1)))
    people = {"002": {"姓名": "张三"}}
    result = grade(unit(TOTALS, people=people, sheets={"处分问责": rows}))
    assert result.errors() == [("N304", "处分问责", "B2")]
    assert result.standings() == {
        "001": "withheld",
        "002": "withheld",
        "003": "graded",
        "004": "graded",
        "005": "graded",
    }


# -- rows of the roster ----------------------------------------


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ((None, "陈二"), ("R201", "A6")),
        (("009", None), ("R201", "B6")),
        ((None, None, "办公室"), ("R211", "C6")),
        ((REF, "陈二"), ("R205", "A6")),
        ((7.5, "陈二"), ("R214", "A6")),
    ],
)
def test_p5_a_roster_row_that_names_nobody_may_be_somebody_more_so_the_quota_stays_open(
    row: Sequence[Value], error: tuple[str, str]
) -> None:
    # with the row a base of five has two places, without it four people have one
    rows: Rows = [*roster({ident(n): {"内设机构": None} for n in range(1, 5)}), row]
    result = grade(unit([95, 80, 70, 60], sheets={"人员名册": rows}))
    assert result.errors() == [(error[0], "人员名册", error[1])]
    quota = result.graded.quota
    assert (quota.given, quota.tied, quota.eligible) == (None, (), 1)
    assert (result["001"].proposed, result["001"].grade, result["001"].rank) == (None, None, None)
    assert result["002"].grade == "较好"
    (said,) = [d for d in result.diagnostics if d.code == "G408"]
    assert "名册有 1 行认不出是谁" in said.message


def test_a_category_that_excel_has_lost_withholds_its_person() -> None:
    inds = table(
        "指标名称 维度 性质 满分 适用类别",
        ("德", "德", "共性", 15, None),
        ("能", "能", "共性", 15, "执法类"),
        ("勤", "勤", "共性", 15, None),
        ("绩", "绩", "个性", 40, None),
        ("廉", "廉", "共性", 15, None),
    )
    people = {"001": {"考核类别": REF}}
    result = grade(unit(TOTALS, people=people, sheets={"指标体系": inds}))
    assert ("R205", "人员名册", "C2") in result.errors()
    assert result["001"].standing == "withheld"
