"""Step 1: 参加情况, secondment, leave (ZD3, ZD7.2, ZD8.2)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, WITHHELD
from pinshi_cli.sheets.cells import Value
from tests.builders import Result, grade, table, unit

D = date


def one(status: str, begin: Value = None, end: Value = None, quarter: int = 1) -> Result:
    """A unit in whose first row somebody of 80 points has that 参加情况."""
    about = {"参加情况": status, "起始日期": begin, "结束日期": end}
    return grade(unit([80, 70], people={"001": about}, items={"季度": quarter}))


@pytest.mark.parametrize("status", ["参加", "", None, "试用期", "新调入", " 试用期 "])
def test_present_people_and_newcomers_are_graded(status: str) -> None:
    result = one(status)
    assert (result["001"].standing, result["001"].grade) == (GRADED, "较好")
    assert result.errors() == []


@pytest.mark.parametrize(
    ("status", "rule"),
    [("领导成员", "ZD3"), ("退休", "ZD3"), ("调出", "ZD3"), ("不参加", "ZD8.2")],
)
def test_zd3_zd8_2_who_does_not_take_part(status: str, rule: str) -> None:
    result = one(status)
    outcome = result["001"]
    assert outcome.standing == NOT_ASSESSED
    assert rule in result.rules("001")
    nothing = (outcome.band, outcome.ceiling, outcome.proposed, outcome.grade, outcome.rank)
    assert nothing == (None,) * 5
    assert outcome.total is not None  # for information
    assert result.graded.quota.base == 1


@pytest.mark.parametrize("status", ["借调", "挂职", "援派", "学习培训"])
@pytest.mark.parametrize(
    ("begin", "end", "quarter", "standing"),
    [
        (D(2025, 9, 30), None, 1, NOT_ASSESSED),
        (D(2025, 10, 1), None, 1, GRADED),
        (D(2025, 12, 30), None, 2, NOT_ASSESSED),
        (D(2025, 12, 31), None, 2, NOT_ASSESSED),
        (D(2026, 1, 1), None, 2, GRADED),
        (D(2025, 8, 31), None, 1, NOT_ASSESSED),
        (D(2026, 3, 31), None, 3, NOT_ASSESSED),  # 31 March and six months: 30 September
        (D(2025, 1, 1), D(2026, 3, 31), 1, GRADED),  # back on the last day
        (D(2025, 1, 1), D(2026, 4, 1), 1, NOT_ASSESSED),
        (D(2025, 1, 1), D(2025, 9, 1), 1, GRADED),
        (D(2026, 5, 1), None, 1, GRADED),
    ],
)
def test_zd7_2_half_a_year_away_at_the_quarters_end(
    status: str, begin: date, end: date | None, quarter: int, standing: str
) -> None:
    result = one(status, begin, end, quarter)
    assert result["001"].standing == standing
    assert "ZD7.2" in result.rules("001")


def test_zd7_2_a_secondment_without_its_beginning_is_an_error_there() -> None:
    result = one("借调")
    assert result.errors() == [("R201", "人员名册", "D2")]
    assert result.standings() == {"001": WITHHELD, "002": GRADED}


@pytest.mark.parametrize("status", ["病假", "事假"])
@pytest.mark.parametrize(
    ("begin", "end", "standing"),
    [
        (D(2026, 1, 1), D(2026, 2, 14), GRADED),  # 45 of 90 days
        (D(2026, 1, 1), D(2026, 2, 15), NO_GRADE),  # 46
        (D(2026, 2, 14), None, NO_GRADE),  # 46 to the quarter's end
        (D(2026, 2, 15), None, GRADED),
        (D(2025, 1, 1), D(2026, 2, 15), NO_GRADE),
        (D(2025, 1, 1), D(2025, 12, 31), GRADED),
        (D(2026, 4, 1), None, GRADED),
        (D(2026, 2, 14), D(2026, 9, 1), NO_GRADE),
    ],
)
def test_leave_of_more_than_half_of_the_quarters_days_gives_no_grade(
    status: str, begin: date, end: date | None, standing: str
) -> None:
    result = one(status, begin, end)
    assert result["001"].standing == standing
    assert result.graded.quota.base == 2  # with no grade one still takes part


def test_leave_without_its_beginning_is_an_error_there() -> None:
    result = one("病假")
    assert result.errors() == [("R201", "人员名册", "D2")]
    assert result["001"].standing == WITHHELD


def test_leave_without_a_column_for_dates_is_an_error_at_the_status() -> None:
    result = grade(unit([80, 70], people={"001": {"参加情况": "病假"}}))
    assert result.errors() == [("R201", "人员名册", "C2")]


def test_an_unknown_status_withholds_one_person_and_the_quota() -> None:
    result = grade(unit([80, 95], people={"001": {"参加情况": "在家"}}))
    assert result.errors() == [("R208", "人员名册", "C2")]
    assert result["001"].standing == WITHHELD
    assert result.graded.quota.given is None
    assert (result["002"].standing, result["002"].grade) == (GRADED, None)


# -- 考勤 ----------------------------------------


def absent(*rows: Sequence[Value], about: dict[str, Value] | None = None) -> Result:
    sheet = table("编号 姓名 类别 起始日期 结束日期 天数", *rows)
    return grade(unit([80, 70], people={"001": about or {}}, sheets={"考勤": sheet}))


def row(kind: str, begin: Value, end: Value = None, days: Value = None) -> Sequence[Value]:
    return ("001", None, kind, begin, end, days)


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([row("病假", D(2026, 1, 1), D(2026, 2, 15))], NO_GRADE),
        ([row("病假", D(2026, 1, 1), None, 46)], NO_GRADE),
        ([row("病假", D(2026, 1, 1), None, 45)], GRADED),
        ([row("病假", D(2026, 2, 14))], NO_GRADE),
        (
            [row("病假", D(2026, 1, 1), D(2026, 1, 31)), row("事假", D(2026, 2, 1), None, 15)],
            NO_GRADE,
        ),
        (
            [row("病假", D(2026, 1, 1), D(2026, 1, 31)), row("事假", D(2026, 1, 31), None, 15)],
            GRADED,
        ),
        ([row("旷工", D(2026, 1, 1), D(2026, 3, 31))], GRADED),
        ([row("迟到", D(2026, 1, 1))], GRADED),
        ([row("迟到", None, None, 1)], GRADED),
    ],
)
def test_absences_add_up_and_a_day_counts_once(rows: list[Sequence[Value]], standing: str) -> None:
    result = absent(*rows)
    assert result["001"].standing == standing
    assert result.errors() == []
    assert result["002"].standing == GRADED


def test_days_of_the_roster_and_of_attendance_are_one_union() -> None:
    about: dict[str, Value] = {
        "参加情况": "病假",
        "起始日期": D(2026, 1, 1),
        "结束日期": D(2026, 1, 31),
    }
    same = absent(row("病假", D(2026, 1, 10), D(2026, 2, 14)), about=about)
    assert same["001"].standing == GRADED
    more = absent(row("病假", D(2026, 1, 10), D(2026, 2, 15)), about=about)
    assert more["001"].standing == NO_GRADE


def test_days_without_a_beginning_cannot_be_counted_and_are_an_error() -> None:
    result = absent(row("病假", None, None, 60))
    assert result.errors() == [("R201", "考勤", "D2")]
    assert result["001"].standing == WITHHELD


def test_days_without_a_column_for_the_beginning_are_an_error_at_the_row() -> None:
    sheet = table("编号 姓名 类别 天数", ("001", None, "病假", 60))
    result = grade(unit([80, 70], sheets={"考勤": sheet}))
    assert ("R201", "考勤", "A2") in result.errors()


def test_a_newcomer_on_leave_of_more_than_half_has_no_grade() -> None:
    result = absent(row("病假", D(2026, 1, 1), D(2026, 3, 31)), about={"参加情况": "试用期"})
    assert result["001"].standing == NO_GRADE


def test_somebody_retired_is_not_assessed_whatever_his_leave() -> None:
    result = absent(row("病假", D(2026, 1, 1), D(2026, 3, 31)), about={"参加情况": "退休"})
    assert result["001"].standing == NOT_ASSESSED


@pytest.mark.parametrize("status", ["借调", "挂职", "援派", "学习培训"])
def test_somebody_away_for_less_than_half_a_year_may_be_on_leave_as_others_are(status: str) -> None:
    about: dict[str, Value] = {"参加情况": status, "起始日期": D(2026, 1, 1)}
    more = absent(row("病假", D(2026, 1, 1), D(2026, 2, 15)), about=about)
    assert more["001"].standing == NO_GRADE
    half = absent(row("病假", D(2026, 1, 1), D(2026, 2, 14)), about=about)
    assert half["001"].standing == GRADED


@pytest.mark.parametrize("days", [0, -3])
def test_days_that_are_none_are_not_leave_to_the_quarters_end(days: int) -> None:
    result = absent(row("病假", D(2026, 1, 1), None, days))
    assert result.errors() == [("R204", "考勤", "F2")]
    assert result["001"].standing == WITHHELD
