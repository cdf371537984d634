"""Every problem of a workbook is reported in one run, by its place (registers.md, last rule)."""

import pytest

from tests.builders import (
    Result,
    Rows,
    Table,
    book,
    found,
    grade,
    ident,
    marks,
    points,
    ratings,
    read,
    sheets_of,
    table,
    unit,
)

TOTALS = (95, 80, 80, 70, 70)
IDS = {ident(place): total for place, total in enumerate(TOTALS, 1)}


def without(rows: Table, id_: str) -> Table:
    """The rows, save those about one person."""
    return [row for row in rows if row[0] != id_]


def as_text(rows: Table, id_: str) -> Table:
    """The rows, the numbers of one person's stored as text."""
    return [[str(v) if isinstance(v, float) and row[0] == id_ else v for v in row] for row in rows]


def places(result: Result) -> list[tuple[str, str | None]]:
    return [(sheet, cell) for _, sheet, cell in result.errors()]


# -- a person without a row, beside other findings about the same person -----------------


def test_somebody_rated_by_himself_alone_has_no_rating() -> None:
    rows = [*without(ratings(IDS), "001"), ("001", None, "领导", "001", *marks(95))]
    result = grade(unit(TOTALS, sheets={"民主测评": rows}))
    assert ("N307", "民主测评", None) in result.errors()
    assert result["001"].standing == "withheld"


def test_numbers_in_text_on_one_sheet_do_not_hide_the_row_that_lacks_on_another() -> None:
    sheets: dict[str, Rows | None] = {
        "民主测评": as_text(ratings(IDS), "001"),
        "指标评分": without(points(IDS), "001"),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert result.errors() == [("N306", "指标评分", None)]
    assert {code for code, _, _ in result.warnings()} >= {"R202"}


def test_a_fault_on_one_sheet_does_not_hide_the_row_that_lacks_on_another() -> None:
    rows = [list(row) for row in points(IDS)]
    rows[1][2] = "优"
    sheets: dict[str, Rows | None] = {
        "指标评分": rows,
        "民主测评": without(ratings(IDS), "001"),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert places(result) == [("指标评分", "C2"), ("民主测评", None)]


def test_a_raters_second_row_after_a_faulty_first_one_is_still_the_second() -> None:
    rows = [
        *ratings(IDS),
        ("001", None, "群众", "乙", "优", *marks(95)[1:]),
        ("001", None, "群众", "乙", *marks(95)),
    ]
    result = grade(unit(TOTALS, sheets={"民主测评": rows}))
    assert result.errors() == [("R203", "民主测评", "E12"), ("G403", "民主测评", "D13")]


def test_a_place_names_its_sheet_as_the_book_calls_it() -> None:
    sheets = {
        ("指标 评分" if name == "指标评分" else name): rows for name, rows in sheets_of(IDS).items()
    }
    sheets["指标 评分"] = without(points(IDS), "001")
    assert grade(book(sheets)).errors() == [("N306", "指标 评分", None)]


# -- what stands where nobody can be graded ----------------------------------------


@pytest.mark.parametrize("named", ["national", "公务员平时考核国家规定", "NATIONAL"])
def test_a_base_as_the_policy_is_an_error_at_its_cell(named: str) -> None:
    reading = read(unit(TOTALS, items={"考核办法": named}))
    assert found(reading.diagnostics) == [("P617", "基本信息", "B5")]
    assert reading.register is None


@pytest.mark.parametrize(
    "named",
    [
        "ZHANGDIAN",
        " zhangdian ",
        "Ｚｈａｎｇｄｉａｎ",
        "张店区统计局公务员平时考核实施方案",
        "张店区统计局　公务员 平时考核实施方案",
    ],
)
def test_the_policy_is_found_in_any_case_and_width_white_space_aside(named: str) -> None:
    result = grade(unit(TOTALS, items={"考核办法": named}))
    assert (result.policy.head.id, result.diagnostics) == ("zhangdian", [])


def test_without_the_units_own_sheet_the_rest_is_told() -> None:
    people = {"001": {"参加情况": "在家"}}
    reading = read(unit(TOTALS, people=people, sheets={"基本信息": None}))
    assert set(found(reading.diagnostics)) == {
        ("S101", "基本信息", None),
        ("R208", "人员名册", "C2"),
    }


def test_with_an_unknown_policy_the_rest_is_told_and_nothing_false() -> None:
    sheets = {
        "处分问责": table("编号 姓名 种类 生效日期", ("999", None, "警告", "昨天")),
        "领导评鉴": table("编号 姓名 建议等次", ("001", None, "好")),
    }
    reading = read(unit(TOTALS, items={"考核办法": "没有"}, sheets=sheets))
    assert found(reading.diagnostics) == [
        ("P601", "基本信息", "B5"),
        ("N302", "处分问责", "A2"),
        ("R207", "处分问责", "D2"),
    ]
