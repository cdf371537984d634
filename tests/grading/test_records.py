"""工作纪实: classes of task (CZ1), unfinished work with its reason (QS3), who is late (ZD8.2)."""

from datetime import date

import pytest

from pinshi_cli.grading.records import PersonRecords, records_of, totals_of
from pinshi_cli.model.period import Quarter, periods_in
from pinshi_cli.policy.book import Policy, Records
from pinshi_cli.policy.library import book_for
from pinshi_cli.policy.source import Source
from tests.builders import Cells, Table, read, unit

HEAD = ("编号", "姓名", "周期", "类别", "内容", "完成情况", "未完成原因", "涉密", "填报日期")
MONTHLY = Records("month", 5, 1, "告诫", Source("X1"))
WEEKLY = Records("week", 3, 2, "告诫", Source("X1"))
NAMES = {"001": "张三", "002": "李四"}


def policy(records: Records | None) -> Policy:
    return book_for("zhangdian", date(2026, 3, 31))._replace(records=records)


def row(id_: str, period: str, state: str = "已完成", **more: object) -> tuple[object, ...]:
    said = {"类别": "常规工作", "内容": "统计月报", "完成情况": state, **more}
    return (id_, NAMES[id_], period, *(said.get(heading) for heading in HEAD[3:]))


def found(
    *rows: tuple[object, ...],
    records: Records | None = MONTHLY,
    people: dict[str, Cells] | None = None,
) -> dict[str, PersonRecords]:
    table: Table = [HEAD, *rows]  # type: ignore[list-item]  # cells of any kind
    book = unit({"001": 80, "002": 80}, people=people, sheets={"工作纪实": table})
    register = read(book).register
    assert register is not None
    return {each.person.id: each for each in records_of(register, policy(records))}


def in_time(id_: str, *months: int) -> list[tuple[object, ...]]:
    return [row(id_, f"2026-{month:02d}", 填报日期=date(2026, month + 1, 2)) for month in months]


def test_tasks_are_counted_by_class_and_state_cz1() -> None:
    each = found(
        row("001", "2026-01", 类别="绩效目标任务"),
        row("001", "2026-02", "未完成", 类别="重点工作任务", 未完成原因="数据未到"),
        row("001", "2026-03", "推进中", 类别="重点工作任务"),
        row("002", "2026-03", 类别="重点工作任务"),
    )
    tallies = {t.category: (t.tasks, t.done, t.undone, t.under_way) for t in each["001"].tallies}
    assert tallies == {"绩效目标任务": (1, 1, 0, 0), "重点工作任务": (2, 0, 1, 1)}
    totals = {t.category: t.tasks for t in totals_of(list(each.values()))}
    assert totals == {"绩效目标任务": 1, "重点工作任务": 3}


def test_unfinished_work_stands_with_its_reason_qs3() -> None:
    each = found(row("001", "2026-02", "未完成", 未完成原因="数据未到"))["001"]
    assert [(task.content, task.reason) for task in each.undone] == [("统计月报", "数据未到")]


def test_a_record_in_time_is_not_late() -> None:
    each = found(*in_time("001", 1, 2, 3), *in_time("002", 1, 2, 3))
    assert [one.late for one in each.values()] == [(), ()]


@pytest.mark.parametrize(("day", "late"), [(5, 0), (6, 1)])
def test_late_begins_the_day_after_the_last_day_allowed(day: int, late: int) -> None:
    rows = [*in_time("001", 2, 3), row("001", "2026-01", 填报日期=date(2026, 2, day))]
    assert len(found(*rows, *in_time("002", 1, 2, 3))["001"].late) == late


def test_a_period_without_a_record_is_late_and_never_filed_zd8_2() -> None:
    each = found(*in_time("001", 1, 3), *in_time("002", 1, 2, 3))["001"]
    assert [(late.period, late.due, late.filed) for late in each.late] == [
        ("2026-02", date(2026, 3, 5), None)
    ]
    assert each.proposed == "告诫"


def test_a_record_without_a_date_cannot_be_told_to_be_late() -> None:
    each = found(*in_time("001", 1, 2), row("001", "2026-03"), *in_time("002", 1, 2, 3))["001"]
    assert each.late == ()


def test_nothing_is_proposed_before_the_number_that_the_policy_says() -> None:
    weeks = periods_in(Quarter(2026, 1), "week")
    rows = [row("001", week.name, 填报日期=week.last) for week in weeks]
    assert found(*rows[1:], records=WEEKLY)["001"].proposed == ""
    assert found(*rows[2:], records=WEEKLY)["001"].proposed == "告诫"


def test_who_is_on_leave_for_a_whole_period_owes_no_record() -> None:
    leave: Cells = {"参加情况": "病假", "起始日期": date(2026, 2, 1), "结束日期": date(2026, 2, 28)}
    each = found(*in_time("001", 1, 3), *in_time("002", 1, 2, 3), people={"001": leave})["001"]
    assert each.late == ()


def test_who_does_not_take_part_owes_no_record() -> None:
    each = found(*in_time("001", 1, 2, 3), people={"002": {"参加情况": "领导成员"}})
    assert list(each) == ["001"]


def test_a_policy_without_a_calendar_finds_nobody_late_bj4() -> None:
    assert found(row("001", "2026-01"), records=None)["001"].late == ()


def test_nothing_of_it_touches_a_grade() -> None:
    table: Table = [HEAD, row("001", "2026-01", "未完成")]  # type: ignore[list-item]
    with_records = read(unit({"001": 80}, sheets={"工作纪实": table})).register
    without = read(unit({"001": 80})).register
    assert with_records is not None
    assert without is not None
    assert with_records.measures == without.measures


@pytest.mark.parametrize(
    ("quarter", "every", "names"),
    [
        (Quarter(2026, 2), "month", ["2026-04", "2026-05", "2026-06"]),
        (Quarter(2026, 1), "week", [f"2026-W{week:02d}" for week in range(1, 14)]),
        (Quarter(2026, 2), "week", [f"2026-W{week:02d}" for week in range(14, 27)]),
    ],
)
def test_a_week_belongs_to_the_quarter_in_which_it_ends(
    quarter: Quarter, every: str, names: list[str]
) -> None:
    assert [period.name for period in periods_in(quarter, every)] == names
