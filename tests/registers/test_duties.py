"""`[[checks]]`: what a policy asks of a register, with its own severity and clause."""

from collections.abc import Sequence

import pytest

from pinshi_cli.model.words import CHECKS
from pinshi_cli.registers.duties import DUTIES, FEEDBACK, feedback_lacking
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, Sheets, grade, plain_unit, table
from tests.policy.demo_pack import faults_of
from tests.registers.packs import DIMENSIONS, GRADES, HEAD, INDICATORS, pack


def check(what: str, severity: str = "warning", more: str = "") -> str:
    return f"""
[[checks]]
id = "{what}"
title = "核查"
what = "{what}"
severity = "{severity}"
cite = "D8"
{more}
"""


RECORDS = """
[records]
every = "{}"
due_days = 5
late_least = 3
proposes = "告诫"
cite = "D9"
"""
INDICATOR_HEAD = "指标名称 维度 性质 方向 满分 评分标准"
COMMON: Sequence[Value] = ("出勤", "德", "共性", "正向", 40, "迟到扣分")
OWN: Sequence[Value] = ("差错", "绩", "个性", "反向", 60, "每处一分")


def told(result: Result, code: str) -> list[tuple[str, str | None]]:
    assert all(d.rule == "D8" for d in result.diagnostics if d.code == code)
    return [(d.where.sheet, d.where.cell) for d in result.diagnostics if d.code == code]


def with_indicators(rows: Sequence[Sequence[Value]], *tables: str) -> Result:
    names = " ".join(str(row[0]) for row in rows)
    sheets: Sheets = {
        "指标体系": table(INDICATOR_HEAD, *rows),
        "指标评分": table(f"编号 姓名 {names}", ("001", None, *(1 for _ in rows))),
    }
    return grade(plain_unit(["001"], sheets), pack(*tables, parts=INDICATORS))


@pytest.mark.parametrize(
    ("what", "rows", "at"),
    [
        ("indicator-natures", [COMMON, OWN], []),
        ("indicator-natures", [COMMON], [("指标体系", None)]),
        ("indicator-natures", [OWN], [("指标体系", None)]),
        ("indicator-directions", [COMMON, OWN], []),
        ("indicator-directions", [COMMON], [("指标体系", None)]),
        ("indicator-directions", [OWN], [("指标体系", None)]),
        ("indicator-directions", [(*COMMON[:3], None, *COMMON[4:]), OWN], []),
        ("indicator-standards", [COMMON, OWN], []),
    ],
)
def test_what_the_indicators_must_show(
    what: str, rows: Sequence[Sequence[Value]], at: list[tuple[str, str | None]]
) -> None:
    assert told(with_indicators(rows, check(what)), "S115") == at


@pytest.mark.parametrize(
    ("value", "at"), [(2, []), (3, [("指标体系", None)]), (1, [("指标体系", None)])]
)
def test_the_number_of_indicators_is_the_one_that_the_policy_says(
    value: int, at: list[tuple[str, str | None]]
) -> None:
    asked = check("indicator-count", more=f"value = {value}")
    assert told(with_indicators([COMMON, OWN], asked), "S115") == at


def test_each_indicator_must_say_how_it_is_scored() -> None:
    result = with_indicators([COMMON, (*OWN[:5], None)], check("indicator-standards"))
    assert told(result, "R201") == [("指标体系", "F3")]


@pytest.mark.parametrize(
    "what", ["indicator-natures", "indicator-directions", "indicator-standards"]
)
def test_a_register_without_indicators_shows_none_of_it(what: str) -> None:
    sheets: Sheets = {"指标评分": table("编号 姓名 德 绩", ("001", None, 1, 1))}
    result = grade(plain_unit(["001"], sheets), pack(check(what), parts=INDICATORS))
    assert told(result, "S115") == [("指标体系", None)]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_the_policy_says_how_severe_it_is_and_nobody_s_grade_is_withheld(severity: str) -> None:
    result = with_indicators([COMMON], check("indicator-natures", severity))
    assert [d.severity for d in result.diagnostics if d.code == "S115"] == [severity]
    assert result.standings() == {"001": "graded"}


# -- 工作纪实 ----------------------------------------

RECORD_HEAD = "编号 姓名 周期 内容 完成情况 未完成原因"


def recorded(
    rows: Sequence[Sequence[Value]],
    *tables: str,
    people: dict[str, Cells] | None = None,
    sheets: Sheets | None = None,
) -> Result:
    about = people if people is not None else {"001": {}}
    more = {"工作纪实": table(RECORD_HEAD, *rows), **(sheets or {})}
    return grade(plain_unit(about, more), pack(*tables))


@pytest.mark.parametrize(
    ("row", "at"),
    [
        (("001", None, "2026-01", "甲", "未完成", None), [("工作纪实", "F2")]),
        (("001", None, "2026-01", "甲", "未完成", "待批"), []),
        (("001", None, "2026-01", "甲", "已完成", None), []),
        (("001", None, "2026-01", "甲", None, None), []),
    ],
)
def test_unfinished_work_needs_its_reason(
    row: Sequence[Value], at: list[tuple[str, str | None]]
) -> None:
    assert told(recorded([row], check("record-reasons")), "R201") == at


def monthly(*months: int) -> list[Sequence[Value]]:
    return [("001", None, f"2026-{month:02}", "甲") for month in months]


@pytest.mark.parametrize(
    ("rows", "lacking"),
    [
        (monthly(1, 2, 3), ""),
        (monthly(1, 3), "2026-02"),
        ([*monthly(1, 3), ("001", None, "2026-W07", "甲")], ""),
        ([*monthly(2, 3), ("001", None, "2026-W05", "甲")], ""),
    ],
)
def test_everyone_has_a_record_in_each_month(rows: list[Sequence[Value]], lacking: str) -> None:
    result = recorded(rows, RECORDS.format("month"), check("records-of-everyone"))
    said = [d.message for d in result.diagnostics if d.code == "N313"]
    assert said == ([f"张三缺 {lacking} 的工作纪实"] if lacking else [])


def test_everyone_has_a_record_in_each_week_that_ends_in_the_quarter() -> None:
    weeks = range(1, 14)  # 2026: W01 began in 2025, W14 ends in April
    rows = [("001", None, f"2026-W{week:02}", "甲") for week in weeks]
    asked = (RECORDS.format("week"), check("records-of-everyone"))
    assert told(recorded(rows, *asked), "N313") == []
    result = recorded(rows[1:], *asked)
    assert told(result, "N313") == [("工作纪实", None)]
    assert "2026-W01" in next(d.message for d in result.diagnostics if d.code == "N313")


@pytest.mark.parametrize(
    "cells",
    [
        {"参加情况": "领导成员"},
        {"参加情况": "借调", "起始日期": "2026-02-01"},
        {"参加情况": "新调入", "起始日期": "2026-03-01"},
        {"参加情况": "病假", "起始日期": "2026-02-01", "结束日期": "2026-02-28"},
    ],
)
def test_nobody_owes_a_record_for_a_month_away(cells: Cells) -> None:
    rows = monthly(1, 3)
    rows = rows if cells["参加情况"] != "新调入" else monthly(3)
    rows = rows if cells["参加情况"] != "借调" else monthly(1)
    asked = (RECORDS.format("month"), check("records-of-everyone"))
    result = recorded(rows, *asked, people={"001": cells})
    assert told(result, "N313") == []
    short = recorded(monthly(), *asked, people={"001": cells})
    assert bool(told(short, "N313")) == (cells["参加情况"] != "领导成员")


def test_without_the_sheet_that_is_said_once() -> None:
    asked = (RECORDS.format("month"), check("records-of-everyone"), check("summaries"))
    result = grade(plain_unit(["001", "002"]), pack(*asked))
    assert told(result, "N313") == [("工作纪实", None), ("领导评鉴", None)]


# -- 领导评鉴 ----------------------------------------

REVIEW_HEAD = "编号 姓名 个人小结 改进要求"


def reviewed(*rows: Sequence[Value], asked: str) -> Result:
    sheets: Sheets = {"领导评鉴": table(REVIEW_HEAD, *rows)}
    people: dict[str, Cells] = {"001": {"参加情况": "参加"}, "002": {"参加情况": "领导成员"}}
    return grade(plain_unit(people, sheets), pack(asked))


@pytest.mark.parametrize(
    ("summary", "stands"), [("本季完成三项", True), (None, False), ("  ", False)]
)
def test_everyone_who_takes_part_has_a_summary(summary: Value, stands: bool) -> None:
    result = reviewed(("001", None, summary, "多下乡"), asked=check("summaries"))
    assert told(result, "N313") == ([] if stands else [("领导评鉴", None)])


@pytest.mark.parametrize(
    ("value", "request_", "told_of"),
    [
        (95, None, []),
        (80, None, []),
        (74, None, ["001"]),
        (40, None, ["001"]),
        (74, "多下乡", []),
        (40, " ", ["001"]),
    ],
)
def test_whoever_is_in_the_lower_half_of_the_ladder_gets_feedback(
    value: int, request_: Value, told_of: list[str]
) -> None:
    part = INDICATORS.replace("indicators", "fixed") + f"value = {value}\n"
    sheets: Sheets = {"领导评鉴": table(REVIEW_HEAD, ("001", None, None, request_))}
    result = grade(plain_unit(["001"], sheets), pack(check("feedback"), parts=part))
    found = feedback_lacking(result.register, result.policy, result.graded.outcomes)
    assert [(d.code, d.person, d.rule) for d in found] == [("N313", id_, "D8") for id_ in told_of]


# -- the packs ----------------------------------------


def test_every_check_that_a_pack_may_ask_for_is_one_that_a_register_is_held_against() -> None:
    assert set(CHECKS) == {*DUTIES, FEEDBACK}


@pytest.mark.parametrize(
    ("table_", "path"),
    [
        (check("indicator-counts", more="value = 3"), "checks[0].what"),
        (check("indicator-count"), "checks[0].value"),
        (check("records-of-everyone"), "records"),
    ],
)
def test_a_check_that_is_unknown_or_lacks_what_it_needs_is_refused(table_: str, path: str) -> None:
    text = "\n".join((HEAD, GRADES, DIMENSIONS, INDICATORS, table_))
    assert path in [d.where.key for d in faults_of(text)]
