"""Step 6: the collective decision (ZD5)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.model.grade import NOT_ASSESSED, WITHHELD
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, Rows, grade, ident, points, table, unit

TOTALS = (95, 94, 93, 92, 80, 70)  # six people, two places, four at 好


def decided(
    *rows: Sequence[Value],
    totals: Sequence[object] = TOTALS,
    people: dict[str, Cells] | None = None,
) -> Result:
    """A unit whose meeting decided these (编号, 审定等次, 理由)."""
    sheet = table("编号 姓名 审定等次 理由", *((id_, None, *rest) for id_, *rest in rows))
    return grade(unit(totals, people=people, sheets={"集体研究": sheet}))


def test_without_a_row_the_proposal_is_the_grade() -> None:
    result = grade(unit(TOTALS))
    assert [o.decided for o in result.graded.outcomes] == [None] * 6
    assert [o.grade for o in result.graded.outcomes] == [o.proposed for o in result.graded.outcomes]


def test_zd5_the_row_sets_the_final_grade_and_the_proposal_stays_visible() -> None:
    result = decided(("005", "一般", "工作拖延"))
    outcome = result["005"]
    assert (outcome.proposed, outcome.decided, outcome.grade) == ("较好", "一般", "一般")
    assert outcome.reasons[-1].rule == "ZD5"
    assert "工作拖延" in outcome.reasons[-1].text
    assert result.errors() == []


@pytest.mark.parametrize(
    ("id_", "given"),
    [("001", "较好"), ("001", "一般"), ("001", "较差"), ("003", "一般"), ("006", "较差")],
)
def test_zd5_anybody_may_be_lowered(id_: str, given: str) -> None:
    result = decided((id_, given, "集体研究"))
    assert result.errors() == []
    assert result[id_].grade == given


@pytest.mark.parametrize(("id_", "given"), [("005", "好"), ("006", "好"), ("006", "较好")])
def test_zd5_nobody_is_raised_above_his_band(id_: str, given: str) -> None:
    result = decided((id_, given, "表现突出"))
    assert result.errors() == [("D501", "集体研究", "C2")]
    assert (result[id_].decided, result[id_].grade) == (None, None)


@pytest.mark.parametrize("given", ["好", "较好"])
def test_zd5_nobody_is_raised_above_a_ceiling(given: str) -> None:
    sheets = {
        "处分问责": table("编号 姓名 种类 生效日期", ("001", None, "警告", date(2026, 2, 1))),
        "集体研究": table("编号 姓名 审定等次 理由", ("001", None, given, "x")),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert result.errors() == [("D501", "集体研究", "C2")]


def test_zd5_a_fixed_outcome_may_be_lowered_and_not_raised() -> None:
    talk = table(
        "编号 姓名 种类 生效日期 处理等次", ("001", None, "组织谈话", date(2026, 2, 1), "一般")
    )
    for given, errors in [("较好", 1), ("一般", 0), ("较差", 0)]:
        sheets = {
            "处分问责": talk,
            "集体研究": table("编号 姓名 审定等次 理由", ("001", None, given, "x")),
        }
        assert len(grade(unit(TOTALS, sheets=sheets)).errors()) == errors


def test_zd5_a_place_that_is_given_up_may_go_to_whoever_was_held_back() -> None:
    result = decided(("001", "较好", "让出名额"), ("003", "好", "递补"))
    assert result.errors() == []
    assert [result[ident(n)].grade for n in (1, 2, 3, 4)] == ["较好", "好", "好", "较好"]


def test_zd5_a_row_that_lowers_frees_its_place_wherever_it_stands() -> None:
    result = decided(("003", "好", "递补"), ("001", "较好", "让出名额"))
    assert result.errors() == []


def test_zd5_the_free_places_of_a_tie_go_out_by_decision() -> None:
    result = decided(("002", "好", "群众公认"), totals=(95, 93, 93, 80, 70))
    assert result.errors() == []
    assert [result[ident(n)].grade for n in (1, 2, 3)] == ["好", "好", "较好"]


def test_a_tie_is_settled_once_every_one_of_it_has_a_row() -> None:
    rows = [("002", "好", "群众公认"), ("003", "较好", "")]
    result = decided(*rows, totals=(95, 93, 93, 80, 70))
    assert result.diagnostics == []


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([("003", "好")], ["C2"]),
        ([("003", "好"), ("004", "好")], ["C2", "C3"]),
        ([("001", "较好"), ("003", "好"), ("004", "好")], ["C4"]),
        ([("003", "好"), ("004", "好"), ("001", "较好")], ["C3"]),
        ([("001", "好"), ("002", "好"), ("003", "好")], ["C4"]),
        ([("003", "好"), ("001", "好")], ["C3"]),
        ([("001", "较好"), ("002", "较好"), ("003", "好"), ("004", "好")], []),
    ],
)
def test_zd5_p5_each_row_that_takes_the_number_over_the_limit_is_an_error(
    rows: list[tuple[str, str]], cells: list[str]
) -> None:
    result = decided(*((id_, given, "集体研究") for id_, given in rows))
    assert result.errors() == [("D503", "集体研究", cell) for cell in cells]


def test_zd5_a_row_that_may_not_stand_takes_no_place() -> None:
    result = decided(("005", "好", "x"), ("001", "较好", "让"), ("003", "好", "递补"))
    assert result.errors() == [("D501", "集体研究", "C2")]
    assert result["003"].grade == "好"


def test_zd5_whose_decision_cannot_stand_has_no_final_grade() -> None:
    result = decided(("003", "好", "x"))
    assert (result["003"].proposed, result["003"].decided, result["003"].grade) == (
        "较好",
        None,
        None,
    )


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_zd5_a_decision_unlike_the_proposal_needs_its_reason(reason: Value) -> None:
    result = decided(("005", "一般", reason))
    assert result.errors() == [("D505", "集体研究", "D2")]
    assert result["005"].grade is None


def test_zd5_a_row_may_be_at_fault_in_two_ways_and_both_are_told() -> None:
    result = decided(("003", "好", None))
    assert result.errors() == [("D503", "集体研究", "C2"), ("D505", "集体研究", "D2")]
    assert (result["003"].decided, result["003"].grade) == (None, None)


def test_zd5_a_decision_like_the_proposal_needs_none() -> None:
    result = decided(("005", "较好", None), ("001", "好", None))
    assert result.errors() == []
    assert result["005"].decided == "较好"


def test_zd5_a_reason_without_its_column_is_missed_at_the_grade() -> None:
    sheet = table("编号 姓名 审定等次", ("005", None, "一般"))
    result = grade(unit(TOTALS, sheets={"集体研究": sheet}))
    assert result.errors() == [("D505", "集体研究", "C2")]


@pytest.mark.parametrize(
    "about",
    [{"参加情况": "退休"}, {"参加情况": "病假", "起始日期": date(2026, 1, 1)}],
)
def test_zd5_a_decision_about_somebody_who_is_not_graded_is_an_error(about: Cells) -> None:
    result = decided(("005", "较好", None), people={"005": about})
    assert result.errors() == [("D504", "集体研究", "C2")]
    assert result["005"].grade is None


def test_a_decision_about_a_withheld_person_waits_for_the_data() -> None:
    # whether it may stand can only be told once there is a grade: a warning, beside the error
    rows = points({ident(n): total for n, total in enumerate(TOTALS, 1) if n != 5})
    sheets: dict[str, Rows | None] = {
        "指标评分": rows,
        "集体研究": table("编号 姓名 审定等次 理由", ("005", None, "一般", "x")),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert result.errors() == [("N306", "指标评分", None)]
    assert ("D506", "集体研究", "C2") in result.warnings()
    assert result["005"].standing == WITHHELD
    assert (result["005"].decided, result["005"].grade) == (None, None)


def test_zd5_pending_people_are_not_decided_either() -> None:
    sheets = {
        "处分问责": table("编号 姓名 种类 生效日期", ("001", None, "立案调查", date(2026, 2, 1))),
        "集体研究": table("编号 姓名 审定等次", ("001", None, "较差")),
    }
    assert grade(unit(TOTALS, sheets=sheets)).errors() == [("D504", "集体研究", "C2")]


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([("005", "优秀", "x")], [("R208", "C2")]),
        ([("005", None, "x")], [("R201", "C2")]),
        ([("099", "一般", "x")], [("N302", "A2")]),
        ([("005", "一般", "x"), ("005", "较差", "y")], [("N305", "A3")]),
    ],
)
def test_faults_in_a_row_of_the_meeting_are_errors_at_their_cell(
    rows: list[tuple[Value, ...]], errors: list[tuple[str, str]]
) -> None:
    result = decided(*rows)
    assert result.errors() == [(code, "集体研究", cell) for code, cell in errors]


def test_while_the_quota_is_open_nobody_eligible_is_decided() -> None:
    rows = [list(row) for row in points({ident(n): t for n, t in enumerate(TOTALS, 1)})]
    rows[1][2] = None
    sheets: dict[str, Rows | None] = {
        "指标评分": rows,
        "集体研究": table(
            "编号 姓名 审定等次 理由", ("002", None, "好", "x"), ("006", None, "较差", "x")
        ),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert result["001"].standing == WITHHELD
    assert (result["002"].proposed, result["002"].grade) == (None, None)
    assert result["006"].grade == "较差"


def test_the_meetings_date_is_read() -> None:
    result = grade(unit(TOTALS, items={"会议日期": "2026年4月8日", "会议名称": "局长办公会"}))
    assert result.register.unit.meeting_date == date(2026, 4, 8)
    assert result.register.unit.meeting_name == "局长办公会"
    assert grade(unit(TOTALS)).register.unit.meeting_date is None


@pytest.mark.parametrize("day", ["四月八日", "2026-04-31", True])
def test_a_bad_date_in_a_row_of_the_meeting_is_an_error_at_its_cell(day: Value) -> None:
    sheet = table("编号 姓名 审定等次 会议日期", ("005", None, "较好", day))
    result = grade(unit(TOTALS, sheets={"集体研究": sheet}))
    assert result.errors() == [("R207", "集体研究", "D2")]
    good = table("编号 姓名 审定等次 会议日期", ("005", None, "较好", "2026.4.8"))
    assert grade(unit(TOTALS, sheets={"集体研究": good})).errors() == []


def test_somebody_dismissed_cannot_be_decided_about() -> None:
    sheets = {
        "处分问责": table("编号 姓名 种类 生效日期", ("001", None, "开除", date(2025, 2, 1))),
        "集体研究": table("编号 姓名 审定等次", ("001", None, "较差")),
    }
    result = grade(unit(TOTALS, sheets=sheets))
    assert result["001"].standing == NOT_ASSESSED
    assert result.errors() == [("D504", "集体研究", "C2")]
