"""Reading rules: dates, months, periods, words of a list (registers.md)."""

from datetime import date, datetime, time, timedelta

import pytest

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import Read
from pinshi_cli.sheets.cells import Lost, Value
from tests.builders import REF

AT = Place("季度.xlsx", "指标评分", 7, 6)
D = date


def code_of(read: Read) -> str | None:
    if read.finding is not None:
        assert read.finding.where == AT
        assert read.finding.hint
    return None if read.finding is None else read.finding.code


# -- dates ----------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        D(2026, 4, 1),
        datetime(2026, 4, 1),  # noqa: DTZ001
        datetime(2026, 4, 1, 23, 59),  # noqa: DTZ001
        "2026-04-01",
        "2026-4-1",
        "2026/4/1",
        "2026/04/01",
        "2026.4.1",
        "2026年4月1日",
        " 2026 年 4 月 1 日 ",
        "２０２６－０４－０１",
        "20260401",
        20260401,
        20260401.0,
    ],
)
def test_a_date_in_every_form(value: Value) -> None:
    assert cells.day(value, AT) == Read(D(2026, 4, 1))


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-00-01",
        "2026-04-00",
        "2026年2月29日",
        "20260431",
        20260431.0,
        "2026-04/01",
        "2026-04",
        "2026年4月1",
        "2026-4-1日",
        "4月1日",
        "26-04-01",
        "昨天",
        46113.0,
        2026,
        True,
        time(8, 0),
        timedelta(days=2),
        "1026-04-01",
    ],
)
def test_an_impossible_date_is_an_error(value: Value) -> None:
    read = cells.day(value, AT)
    assert (read.value, code_of(read)) == (None, "R207")


def test_a_leap_day_is_a_date() -> None:
    assert cells.day("2024-02-29", AT).value == D(2024, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        "1995.03",
        "1995-03",
        "199503",
        "1995年3月",
        "1995/3",
        199503,
        1995.03,
        "1995-03-09",
        D(1995, 3, 9),
    ],
)
def test_a_month_in_every_form(value: Value) -> None:
    assert cells.month(value, AT) == Read((1995, 3))


@pytest.mark.parametrize("value", ["1995.13", "1995.00", "95.03", "1995", "三月", "1895.03"])
def test_what_is_no_month(value: Value) -> None:
    read = cells.month(value, AT)
    assert (read.value, code_of(read)) == (None, "R213")


@pytest.mark.parametrize(
    ("value", "weeks", "said"),
    [
        ("2026-W14", True, "2026-W14"),
        ("2026-w01", True, "2026-W01"),
        ("2026-04", True, "2026-04"),
        ("2026", False, "2026"),
        (2026.0, False, "2026"),
        ("2026.4", False, "2026-04"),
        (None, True, None),
    ],
)
def test_a_period_is_a_week_a_month_or_a_year(value: Value, weeks: bool, said: object) -> None:
    assert cells.period(value, AT, weeks=weeks) == Read(said)


@pytest.mark.parametrize(
    ("value", "weeks"),
    [("2026-W54", True), ("2026-W00", True), ("上周", True), ("2026-W14", False)],
)
def test_what_is_no_period(value: Value, weeks: bool) -> None:
    assert code_of(cells.period(value, AT, weeks=weeks)) == "R213"


def test_a_lost_period_is_lost() -> None:
    assert code_of(cells.period(REF, AT, weeks=True)) == "R205"


# -- texts and choices ----------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (" 办公室 ", "办公室"),
        (370303.0, "370303"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (D(2026, 1, 9), "2026-01-09"),
        (datetime(2026, 1, 9), "2026-01-09"),  # noqa: DTZ001
        (datetime(2026, 1, 9, 8), "2026-01-09 08:00:00"),  # noqa: DTZ001
    ],
)
def test_text_is_what_the_cell_shows(value: Value, shown: str) -> None:
    assert cells.text(value, AT) == Read(shown)


def test_a_lost_value_is_quoted_by_excels_word() -> None:
    assert cells.quoted(REF) == "#REF!"
    assert cells.quoted(Lost("formula", "")) == "公式"


@pytest.mark.parametrize("value", ["是", " 是 ", "　是"])
def test_a_choice_is_taken_white_space_aside(value: str) -> None:
    assert cells.choice(value, AT, ("是", "否"), "一线岗位") == Read("是")


def test_a_word_off_its_list_is_an_error_with_the_nearest_and_the_list() -> None:
    read = cells.choice("病休假", AT, ("病假", "事假"), "参加情况")
    assert code_of(read) == "R208"
    assert read.finding is not None
    assert "你是不是想写“病假”" in read.finding.hint
    assert "事假" in read.finding.hint
