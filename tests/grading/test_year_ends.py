"""What ends or limits a year whatever its quarters show: the annual clock."""

from datetime import date
from fractions import Fraction

import pytest

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from tests.grading.years import ZD, measure, rules, shown, year

# ---- outcomes that end it


@pytest.mark.parametrize(
    ("letters", "verdict", "rule"),
    [
        ("不好好好", "不参加", "ZD8.2"),
        ("差差差不", "不参加", "ZD8.2"),
        ("好好好外", "不参加", "A12"),
        ("好好外缺", "不参加", "A12"),  # the latest quarter is the highest given
    ],
)
def test_what_a_quarter_shows_may_end_the_year(letters: str, verdict: str, rule: str) -> None:
    found = year(letters)
    assert (found.verdict, rules(found)) == (verdict, [rule])


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("领导成员", "不参加"),
        ("退休", "不参加"),
        ("调出", "不参加"),
        ("试用期", "不确定等次"),
        ("新调入", "可评优"),
        ("借调", "可评优"),
        ("", "可评优"),
    ],
)
def test_who_takes_part_at_the_latest_quarter(status: str, verdict: str) -> None:
    assert year("好好好好", status=status).verdict == verdict


D = date
MEASURES = [
    # kind, 生效日期, 解除日期, verdict of a year of 好
    ("开除", D(2026, 12, 31), None, "不参加"),
    ("开除", D(2023, 5, 1), None, "不参加"),
    ("开除", D(2027, 1, 1), None, "可评优"),
    ("撤销党内职务", D(2026, 1, 1), None, "不称职"),
    ("撤销党内职务", D(2025, 12, 31), None, "可评优"),
    ("留党察看", D(2026, 12, 31), None, "不称职"),
    ("留党察看", D(2025, 1, 1), D(2026, 1, 1), "不确定等次"),
    ("留党察看", D(2024, 3, 1), D(2025, 3, 1), "可评优"),
    ("留党察看", D(2024, 3, 1), D(2026, 3, 1), "不确定等次"),
    ("留党察看", D(2024, 3, 1), None, "不确定等次"),
    ("留党察看", D(2023, 12, 31), D(2025, 12, 31), "可评优"),
    ("开除党籍", D(2026, 6, 1), None, "不称职"),
    ("开除党籍", D(2024, 1, 1), None, "不确定等次"),
    ("开除党籍", D(2023, 12, 31), None, "可评优"),
    ("责令辞职", D(2026, 6, 1), None, "不确定等次"),
    ("免职", D(2026, 1, 1), None, "不确定等次"),
    ("降职", D(2025, 12, 31), None, "可评优"),
    ("记大过", D(2026, 6, 1), None, "不确定等次"),
    ("记大过", D(2025, 1, 1), D(2025, 7, 1), "不确定等次"),
    ("记大过", D(2024, 12, 31), None, "可评优"),
    ("降级", D(2025, 6, 1), None, "不确定等次"),
    ("撤职", D(2025, 6, 1), None, "不确定等次"),
    ("记过", D(2026, 12, 31), None, "不确定等次"),
    ("记过", D(2025, 12, 31), None, "可评优"),
    ("党内严重警告", D(2026, 2, 1), None, "不确定等次"),
    ("立案调查", D(2026, 12, 31), None, "不确定等次"),
    ("立案调查", D(2024, 6, 1), None, "不确定等次"),
    ("立案调查", D(2026, 6, 1), D(2027, 1, 1), "不确定等次"),
    ("立案调查", D(2026, 6, 1), D(2026, 12, 31), "可评优"),
    ("立案调查", D(2027, 1, 1), None, "可评优"),
    ("警告", D(2026, 1, 1), None, "称职"),
    ("警告", D(2026, 12, 31), None, "称职"),
    ("警告", D(2025, 12, 31), None, "可评优"),
    ("党内警告", D(2026, 6, 1), None, "称职"),
    ("诫勉", D(2026, 6, 1), None, "称职"),
    ("调整职务", D(2026, 6, 1), None, "称职"),
    ("组织谈话", D(2026, 6, 1), None, "称职"),
    ("工作问责", D(2026, 6, 1), None, "称职"),
    ("责任追究", D(2026, 6, 1), None, "称职"),
    ("责任追究", D(2025, 6, 1), D(2026, 6, 1), "可评优"),
    ("告诫", D(2026, 6, 1), None, "可评优"),
]


@pytest.mark.parametrize(("kind", "begin", "end", "verdict"), MEASURES)
def test_the_calendar_year_is_the_annual_clock(
    kind: str, begin: date, end: date | None, verdict: str
) -> None:
    assert year("好好好好", measure(kind, begin, end)).verdict == verdict


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(Fraction(365, 2), "可评优"), (Fraction(183), "不确定等次"), (Fraction(0), "可评优")],
)
def test_a13_leave_of_more_than_half_the_years_days(days: Fraction, verdict: str) -> None:
    assert year("好好好好", leave_days=days).verdict == verdict


def test_a_leap_year_has_a_day_more() -> None:
    assert YearFacts(2028).days == 366
    known = YearFacts(2028, leave_days=Fraction(183))
    assert verdict_of(shown("好好好好"), known, ZD).verdict == "可评优"


def test_the_first_end_decides_and_all_that_hold_are_listed() -> None:
    found = year("差差不无", measure("记过", D(2026, 2, 1)), measure("撤销党内职务", D(2026, 2, 1)))
    assert found.verdict == "不参加"
    assert rules(found) == ["ZD8.2", "A15", "A15"]
    assert "撤销党内职务" in found.reasons[1].text
    assert "记过" in found.reasons[2].text


# ---- ceilings

TWICE = (measure("告诫", D(2026, 2, 1)), measure("告诫", D(2026, 5, 1)))


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        ("无无好好", "需研究"),
        ("无无较较", "需研究"),
        ("无无般般", "基本称职"),
        ("差差好好", "不称职"),
    ],
)
def test_zd8_2_two_admonitions_bar_competent_and_above(letters: str, verdict: str) -> None:
    assert year(letters, *TWICE).verdict == verdict


def test_the_admonitions_lead_where_they_make_the_year_one_to_study() -> None:
    assert rules(year("无无好好", *TWICE)) == ["ZD8.2", "ZD9.2"]


def test_two_ceilings_one_after_the_other_end_at_the_heavier() -> None:
    found = year("无无好好", *TWICE, measure("诫勉", D(2026, 6, 1)))
    assert found.verdict == "需研究"
    assert rules(found)[:2] == ["ZD8.2", "A15"]


def test_a_ceiling_acts_on_what_an_unknown_quarter_may_still_bring() -> None:
    found = year("好好好缺", measure("警告", D(2026, 6, 1)))
    assert found.possible == ("称职", "需研究")


@pytest.mark.parametrize("letters", ["好般般好", "好好好差", "差差好好"])
def test_a_ceiling_that_bars_nothing_is_no_reason(letters: str) -> None:
    assert "A15" not in rules(year(letters, measure("诫勉", D(2026, 6, 1))))
