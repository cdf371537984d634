"""A unit's year from its registers: what a quarter shows, what is joined, what is said."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pinshi_cli.grading.year_facts import YearQuarter, year_quarter
from pinshi_cli.grading.year_unit import UnitYear, YearPerson, rulings, year_of
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.number import fixed
from pinshi_cli.model.register import SheetRow
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Sheets, grade, table, unit

MEASURES = "编号 姓名 种类 生效日期 解除日期 处理等次"


def quarter(
    number: int,
    totals: Sequence[object] | Mapping[str, object],
    *,
    people: Mapping[str, Cells] | None = None,
    items: Cells | None = None,
    measures: Sequence[Sequence[Value]] = (),
    ratings: Mapping[str, str] | None = None,
    frontline: Sequence[str] = (),
) -> YearQuarter:
    """A quarter of 2026, without an error. `ratings` are 年度测评 by 编号."""
    sheets: Sheets = {"处分问责": table(MEASURES, *measures)} if measures else {}
    made = grade(
        unit(totals, people=people, items={"季度": number, **(items or {})}, sheets=sheets)
    )
    assert made.errors() == []
    rows = [
        SheetRow(row, id_, {"得分": Decimal(score)}, Place())
        for row, (id_, score) in enumerate((ratings or {}).items(), start=2)
    ]
    register = made.register._replace(
        rows={"年度测评": rows},
        people=[p._replace(frontline=p.id in frontline) for p in made.register.people],
    )
    return year_quarter(register, made.graded, made.policy)


def person(year: UnitYear, id_: str) -> YearPerson:
    return next(each for each in year.people if each.person.id == id_)


def codes(year: UnitYear) -> list[str]:
    return [each.code for each in year.diagnostics]


FOUR = (80, 80, 80, 80, 80)
"""Five people at 80 points: 较好, one place of 优秀 in the year."""


def test_a_quarter_shows_the_final_grade_or_the_word_in_its_place() -> None:
    away = {"参加情况": "借调", "起始日期": "2025-01-01"}
    sick = {"参加情况": "病假", "起始日期": "2026-01-01"}
    people = {
        "002": {"参加情况": "不参加"},
        "003": away,
        "004": {"参加情况": "退休"},
        "005": sick,
        "006": {"参加情况": "领导成员"},
    }
    rows = [
        ("007", "吴九", "开除", date(2026, 2, 1), None, None),
        ("008", "郑十", "立案调查", date(2026, 2, 1), date(2026, 3, 1), None),
        ("009", "冯一", "警告", date(2026, 2, 1), None, None),
    ]
    first = quarter(1, [95] * 9, people=people, measures=rows)
    year = year_of([first, quarter(2, [80] * 10)])
    shown = {each.person.id: each.shown[0] for each in year.people}
    assert shown == {
        "001": "好",
        "002": "不参加",
        "003": "在外",
        "004": "未在册",
        "005": "不确定等次",
        "006": "未在册",
        "007": "未在册",
        "008": "待定",
        "009": "一般",
        "010": "未在册",
    }
    assert year.people[0].shown == ("好", "较好", None, None)


def test_people_are_those_of_the_highest_quarter_given_in_whatever_order() -> None:
    year = year_of([quarter(3, {"002": 80, "001": 80}), quarter(1, {"001": 80, "003": 80})])
    assert [each.person.id for each in year.people] == ["002", "001"]
    assert codes(year) == ["Y806", "Y807"]
    assert year.diagnostics[0].person == "003"


def test_a_measure_of_an_earlier_register_counts_in_the_year() -> None:
    once = [("001", "张三", "诫勉", date(2026, 2, 1), None, None)]
    quarters = [quarter(1, [95, *FOUR[1:]], measures=once)]
    quarters += [quarter(number, FOUR) for number in (2, 3, 4)]
    assert person(year_of(quarters), "001").verdict.verdict == "称职"


def test_the_latest_registers_row_of_the_same_measure_holds() -> None:
    """An investigation of Q1 whose end stands in Q4's row is not open at the year's end."""
    opened = [("001", "张三", "立案调查", date(2025, 12, 1), None, None)]
    closed = [("001", "张三", "立案调查", date(2025, 12, 1), date(2025, 12, 20), None)]
    quarters = [quarter(1, FOUR, measures=opened), quarter(4, FOUR, measures=closed)]
    found = person(year_of(quarters), "001")
    assert found.verdict.verdict == "需研究"  # Q1 was pending
    assert "A14" not in [reason.rule for reason in found.reasons]


def test_the_same_admonition_in_two_registers_is_one() -> None:
    once = [("001", "张三", "告诫", date(2026, 2, 1), None, None)]
    sick = {"001": {"参加情况": "病假", "起始日期": "2026-01-01", "结束日期": "2026-03-31"}}
    quarters = [quarter(1, FOUR, people=sick, measures=once)]
    quarters += [quarter(number, FOUR, measures=once) for number in (2, 3, 4)]
    assert person(year_of(quarters), "001").verdict.verdict == "称职"
    twice = [*once, ("001", "张三", "告诫", date(2026, 2, 2), None, None)]
    quarters[0] = quarter(1, FOUR, people=sick, measures=twice)
    assert person(year_of(quarters), "001").verdict.verdict == "需研究"


def test_a13_leave_adds_up_over_the_year_each_row_within_its_own_quarter() -> None:
    """90 + 91 + 2 days are 183 of 365. A row that runs on counts in its quarter only."""

    def sick(begin: str, end: str | None) -> Mapping[str, Cells]:
        return {"001": {"参加情况": "病假", "起始日期": begin, "结束日期": end}}

    quarters = [quarter(1, FOUR, people=sick("2026-01-01", None))]
    quarters += [quarter(2, FOUR, people=sick("2026-01-01", "2026-12-31"))]
    quarters += [quarter(3, FOUR, people=sick("2026-07-01", "2026-07-01")), quarter(4, FOUR)]
    assert person(year_of(quarters), "001").verdict.verdict == "称职"
    quarters[2] = quarter(3, FOUR, people=sick("2026-07-01", "2026-07-02"))
    found = person(year_of(quarters), "001")
    assert (found.verdict.verdict, found.reasons[0].rule) == ("不确定等次", "A13")
    assert "183/365" in found.reasons[0].text


def test_who_joined_within_the_year_is_judged_by_the_quarters_that_stand() -> None:
    quarters = [quarter(number, [80]) for number in (1, 2)]
    quarters += [quarter(number, [80, 80]) for number in (3, 4)]
    found = person(year_of(quarters), "002")
    assert found.shown == ("未在册", "未在册", "较好", "较好")
    assert found.verdict.verdict == "称职"


def test_zd9_1_the_score_is_of_the_graded_quarters_and_the_annual_rating() -> None:
    quarters = [quarter(1, [90.01]), quarter(2, [91]), quarter(4, [92], ratings={"001": "88.5"})]
    found = person(year_of(quarters), "001")
    assert found.score is not None
    assert fixed(found.score, 2) == "90.00"  # 0.6 × 91.00333… + 0.4 × 88.5 = 90.002
    assert "ZD9.1" in [reason.rule for reason in found.reasons]


def test_who_is_out_of_the_year_needs_no_annual_rating() -> None:
    people = {"002": {"参加情况": "调出"}}
    first = quarter(1, [90, 80], ratings={"001": "90", "002": "90"})
    year = year_of([first, quarter(4, [90, 80], ratings={"001": "90"}, people=people)])
    assert person(year, "002").totals
    assert codes(year) == []


def test_without_the_annual_rating_there_is_no_score_and_a_warning() -> None:
    year = year_of([quarter(4, [90, 80], ratings={"001": "90"})])
    assert [each.score is None for each in year.people] == [False, True]
    [warning] = year.diagnostics
    assert (warning.code, warning.where.sheet) == ("Y807", "年度测评")
    assert "李四" in warning.message
    assert "张三" not in warning.message


def test_a5_the_latest_register_states_the_share_of_the_best() -> None:
    first = quarter(1, [95] * 8, items={"优秀比例": 0.25})
    latest = [quarter(4, [95] * 8), quarter(4, [95] * 8, items={"优秀比例": 0.25})]
    assert [year_of([first, each]).quota.limit for each in latest] == [1, 2]


def test_the_quota_is_given_to_who_has_more_and_the_frontline_breaks_a_tie() -> None:
    best = [95, 95, 80, 80, 80]
    quarters = [quarter(n, best) for n in (1, 2, 3)] + [quarter(4, best, frontline=["002"])]
    year = year_of(quarters)
    assert year.quota.given == 1
    assert {each.person.id: each.proposed for each in year.people if each.rank} == {
        "001": "称职",
        "002": "优秀",
    }


def test_a_tie_across_the_line_is_a_warning_that_names_them() -> None:
    best = [95, 95, 80, 80, 80]
    year = year_of([quarter(n, best) for n in (1, 2, 3, 4)])
    assert year.quota.tied == ("001", "002")
    assert [person(year, each).tied for each in ("001", "002", "003")] == [True, True, False]
    tie = year.diagnostics[-1]
    assert tie.code == "Y808"
    assert "张三、李四" in tie.message


def test_who_has_a_measure_is_not_judged_like_who_shows_the_same() -> None:
    best = [95, 95, 80, 80, 80]
    warned = [("002", "李四", "诫勉", date(2026, 2, 1), None, None)]
    quarters = [quarter(1, best, measures=warned)] + [quarter(n, best) for n in (2, 3, 4)]
    year = year_of(quarters)
    assert person(year, "001").shown == person(year, "002").shown
    assert [person(year, each).verdict.verdict for each in ("001", "002")] == ["可评优", "称职"]


def test_the_annual_rating_is_the_latest_registers_that_has_one() -> None:
    quarters = [quarter(2, [90], ratings={"001": "60"}), quarter(3, [90], ratings={"001": "80"})]
    assert person(year_of([*quarters, quarter(4, [90])]), "001").score == 86
    assert person(year_of(quarters[::-1]), "001").score == 86


def test_whom_the_latest_annual_rating_leaves_out_has_no_score() -> None:
    quarters = [quarter(3, [90, 90], ratings={"001": "80", "002": "80"})]
    quarters.append(quarter(4, [90, 90], ratings={"001": "80"}))
    assert [each.score for each in year_of(quarters).people] == [86, None]


def test_many_units_share_what_one_policy_rules_and_come_to_the_same() -> None:
    units = [[quarter(n, [95, 80, 80, 80, 80]) for n in (1, 2)], [quarter(4, FOUR)]]
    policy = units[0][0].policy
    units = [[each._replace(policy=policy) for each in unit] for unit in units]
    ruled = rulings(policy)
    assert [year_of(unit, ruled) for unit in units] == [year_of(unit) for unit in units]
