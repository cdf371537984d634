"""The calendar: the years of chinesecalendar, and the unit's own file for years that it lacks."""

from datetime import date, timedelta

import pytest

from pinshi_cli.forms.working_days import EXAMPLE, announced, calendar_of, how_to_add
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.workdays import UnknownYear, term

OWN = """
[2031]
"依据" = "一份虚构的通知"
"休息日" = [2031-01-01, [2031-10-01, 2031-10-07]]
"调休上班日" = [2031-10-11]
"""


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (date(2026, 2, 13), date(2026, 2, 13), date(2026, 2, 26)),  # 14 worked; 15 to 23 off
        (date(2026, 4, 4), date(2026, 4, 7), date(2026, 4, 13)),  # 清明, to Monday the 6th
        (date(2026, 5, 1), date(2026, 5, 6), date(2026, 5, 11)),  # Saturday the 9th worked
        (date(2026, 9, 18), date(2026, 9, 18), date(2026, 9, 23)),  # Sunday the 20th worked
        (date(2026, 9, 28), date(2026, 9, 28), date(2026, 10, 9)),
    ],
)
def test_five_working_days_by_the_notice_of_the_state_council_for_2026(
    start: date, first: date, last: date
) -> None:
    assert term(announced(), start, 5) == (first, last)


@pytest.mark.parametrize(("year", "days"), [(2019, 250), (2024, 251), (2025, 248)])
def test_a_year_has_as_many_working_days_as_were_announced(year: int, days: int) -> None:
    calendar, first = announced(), date(year, 1, 1)
    every = [first + timedelta(days=at) for at in range((date(year + 1, 1, 1) - first).days)]
    assert sum(calendar.is_workday(day) for day in every) == days


def test_the_package_and_the_calendar_agree_on_every_day() -> None:
    from chinese_calendar import is_workday

    calendar = announced()
    for year in range(2019, 2027):
        days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
        assert [calendar.is_workday(day) for day in days] == [is_workday(day) for day in days]


def test_a_year_that_the_package_lacks_is_an_error_with_a_way_out() -> None:
    with pytest.raises(UnknownYear, match="没有2031年的放假和调休安排"):
        term(announced(), date(2031, 9, 30), 3)
    assert "“节假日.toml”" in how_to_add(2031)
    assert "2031年的休息日和调休上班日" in how_to_add(2031)


def test_the_units_own_file_adds_a_year() -> None:
    calendar = announced().with_years(calendar_of("节假日.toml", OWN.encode()))
    assert term(calendar, date(2031, 9, 30), 4) == (date(2031, 9, 30), date(2031, 10, 10))
    assert calendar.is_workday(date(2031, 10, 11))
    assert term(calendar, date(2026, 9, 28), 5)[1] == date(2026, 10, 9)


def test_the_example_that_clerks_are_shown_can_be_read() -> None:
    assert set(calendar_of("节假日.toml", EXAMPLE.encode()).years) == {2027}
    assert calendar_of("节假日.toml", b"\xef\xbb\xbf" + EXAMPLE.encode()).years


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("[2031", "T962", "“节假日.toml”读不懂"),
        ("[2031]\n休息日 = 1", "T962", "读不懂：第 2 行写得不对"),
        ("", "T963", "没有哪一年的安排"),
        ('["明年"]', "T963", "“明年”不是年份"),
        ("2031 = 1", "T963", "2031年应当写成 \\[2031\\] 一节"),
        ('[2031]\n"放假" = []', "T963", "2031年多出“放假”一项"),
        ("[2031]", "T963", "2031年没有休息日"),
        ('[2031]\n"休息日" = ["元旦"]', "T963", "休息日里“元旦”不是日期"),
        ('[2031]\n"休息日" = [2031-01-01T00:00:00]', "T963", "不是日期"),
        ('[2031]\n"休息日" = [2030-12-31]', "T963", "“2030-12-31”不在这一年"),
        ('[2031]\n"休息日" = [[2031-10-07, 2031-10-01]]', "T963", "先后颠倒"),
        ('[2031]\n"休息日" = [2031-10-04]\n"调休上班日" = [2031-10-04]', "T963", "又休息又上班"),
        ('[2031]\n"休息日" = [2031-01-01]\n"调休上班日" = [2031-10-10]', "T963", "不是调休"),
    ],
)
def test_a_fault_in_the_file_is_said(text: str, code: str, message: str) -> None:
    with pytest.raises(Refusal, match=message) as refusal:
        calendar_of("节假日.toml", text.encode())
    assert {found.code for found in refusal.value.diagnostics} == {code}
    assert all(found.where.file == "节假日.toml" for found in refusal.value.diagnostics)
    assert all(found.hint for found in refusal.value.diagnostics)


def test_all_faults_are_said_at_once() -> None:
    text = '["明年"]\n[2031]\n"休息日" = ["元旦", "春节"]\n[2032]\n"放假" = 1'
    with pytest.raises(Refusal) as refusal:
        calendar_of("节假日.toml", text.encode())
    keys = [found.where.key for found in refusal.value.diagnostics]
    assert keys == ["明年", "2031.休息日", "2031.休息日", "2032.放假"]


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Refusal, match="读不懂"):
        calendar_of("节假日.toml", OWN.encode("gbk"))
