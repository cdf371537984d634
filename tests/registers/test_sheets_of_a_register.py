"""Which sheets stand, 基本信息, and the sheets that no step of grading reads (registers.md)."""

from datetime import date

import pytest

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.period import Quarter
from pinshi_cli.sheets.cells import Sheet, Value
from tests.builders import (
    Rows,
    basic,
    book,
    found,
    grade,
    points,
    read,
    sheets_of,
    table,
    unit,
)

TOTALS = {"001": 80, "002": 70}


@pytest.mark.parametrize("name", ["基本信息", "人员名册", "指标评分", "民主测评"])
def test_a_required_sheet_that_lacks_is_an_error_without_a_cell(name: str) -> None:
    reading = read(unit(TOTALS, sheets={name: None}))
    assert ("S101", name, None) in found(reading.diagnostics)


@pytest.mark.parametrize(("name", "written"), [("指标评分", "指标得分"), ("民主测评", "民主评测")])
def test_a_misspelt_sheet_gets_a_guess(name: str, written: str) -> None:
    sheets = sheets_of(TOTALS)
    sheets = {(written if key == name else key): rows for key, rows in sheets.items()}
    said = [d for d in read(book(sheets)).diagnostics if d.is_error]
    assert {d.code for d in said} >= {"S101"}
    assert any(written in d.hint and name in d.hint for d in said if d.code == "S101")


def test_a_sheet_that_is_nearly_an_optional_one_is_an_error_with_a_guess() -> None:
    sheets = {"处分问则": table("编号 姓名 种类 生效日期", ("001", None, "警告", date(2026, 2, 1)))}
    result = grade(unit(TOTALS, sheets=sheets))
    (error,) = [d for d in result.diagnostics if d.is_error]
    assert (error.where.sheet, error.where.cell) == ("处分问则", None)
    assert "你是不是想写“处分问责”" in error.hint


def test_a_sheet_of_another_name_is_a_note_and_an_empty_one_nothing() -> None:
    result = grade(unit(TOTALS, sheets={"食堂菜单": [("周一",)], "Sheet3": []}))
    assert result.diagnostics[-1].code == "S109"
    assert result.notes() == [("S109", "食堂菜单", None)]


def test_sheet_names_match_after_nfkc_without_white_space() -> None:
    sheets = {f" {key[:2]} {key[2:]}　": rows for key, rows in sheets_of(TOTALS).items()}
    assert list(grade(book(sheets)).grades().values()) == ["较好", "一般"]


def test_two_sheets_alike_after_white_space_are_an_error() -> None:
    result = grade(unit(TOTALS, sheets={"人员 名册": [("编号", "姓名")]}))
    assert result.errors() == [("S108", "人员 名册", None)]


def test_what_the_file_reader_found_is_passed_on() -> None:
    note = Diagnostic("F132", Severity.NOTE, "隐藏", Place("季度.xlsx", "人员名册"))
    result = grade(unit(TOTALS)._replace(findings=(note,)))
    assert result.diagnostics == [note]


def test_hidden_rows_columns_and_sheets_are_read_like_others() -> None:
    sheets = [
        Sheet(name, rows, hidden=True, hidden_rows=frozenset({2}), hidden_columns=frozenset({1}))
        for name, rows in sheets_of(TOTALS).items()
    ]
    assert list(grade(book(sheets)).grades().values()) == ["较好", "一般"]


def test_every_problem_is_reported_in_one_run_sorted_by_sheet_and_cell() -> None:
    rows = [list(row) for row in points({f"{n:03d}": 80 for n in range(1, 41)})]
    for row in rows[1:]:
        row[2:7] = ["优", None, 99, "95分", True]
    totals = {f"{n:03d}": 80 for n in range(1, 41)}
    sheets: dict[str, Rows | None] = {
        "指标评分": rows,
        "处分问责": table(
            "编号 姓名 种类 生效日期", ("999", None, "警告", "x"), ("001", None, "警示", "y")
        ),
    }
    result = grade(unit(totals, sheets=sheets, items={"机关类别": "未知类"}))
    errors = [d for d in result.diagnostics if d.is_error]
    assert len(errors) == 1 + 200 + 4
    order = ["基本信息", "人员名册", "指标评分", "民主测评", "处分问责"]
    places = [(order.index(d.where.sheet), d.where.row, d.where.column) for d in errors]
    assert places == sorted(places)
    assert all(d.hint for d in errors)


# -- 基本信息 ----------------------------------------


@pytest.mark.parametrize(
    ("items", "quarter"),
    [
        ({"季度": "第三季度"}, Quarter(2026, 3)),
        ({"季度": "二季度", "年度": 2027.0}, Quarter(2027, 2)),
        ({"年度": "2026"}, Quarter(2026, 1)),
    ],
)
def test_the_quarter_is_read(items: dict[str, Value], quarter: Quarter) -> None:
    assert grade(unit(TOTALS, items=items)).register.quarter == quarter


@pytest.mark.parametrize("name", ["单位名称", "年度", "季度", "考核办法"])
def test_a_required_item_that_lacks_or_is_empty_is_an_error(name: str) -> None:
    lacking = read(unit(TOTALS, items={name: None}))
    assert found(lacking.diagnostics) == [("S110", "基本信息", None)]
    rows = [(key, None if key == name else value) for key, value in basic()]
    empty = read(unit(TOTALS, sheets={"基本信息": rows}))
    place = [row[0] for row in rows].index(name) + 1
    assert found(empty.diagnostics) == [("R201", "基本信息", f"B{place}")]
    if name != "单位名称":
        assert lacking.register is None
        assert empty.register is None


@pytest.mark.parametrize(
    ("items", "code", "cell"),
    [
        ({"年度": 26}, "R204", "B3"),
        ({"年度": "今年"}, "R203", "B3"),
        ({"年度": 2026.5}, "R212", "B3"),
        ({"季度": 5}, "R210", "B4"),
        ({"考核办法": "张电"}, "P601", "B5"),
        ({"年度": 2019, "考核办法": "zhangdian"}, "P613", "B5"),
        ({"会议日期": "四月"}, "R207", "B6"),
        ({"机关类别": "其他"}, "R208", "B6"),
        ({"联系点": "不是"}, "R208", "B6"),
        ({"奖金总额": "一万"}, "R203", "B6"),
        ({"优秀比例": "两成"}, "R203", "B6"),
    ],
)
def test_a_fault_in_an_item_is_an_error_at_its_content(
    items: dict[str, Value], code: str, cell: str
) -> None:
    assert found(read(unit(TOTALS, items=items)).diagnostics) == [(code, "基本信息", cell)]


def test_a_misspelt_required_item_gets_a_guess() -> None:
    reading = read(unit(TOTALS, items={"单位名称": None, "单位名": "统计局"}))
    said = next(d for d in reading.diagnostics if d.code == "S110")
    assert "“单位名”是不是想写“单位名称”" in said.hint


def test_an_unknown_item_is_a_note_and_a_near_miss_is_told() -> None:
    result = grade(unit(TOTALS, items={"口号": "x", "季度考核占比例": 0.6}))
    assert result.errors() == []
    assert [d.code for d in result.diagnostics] == ["S106", "S106"]
    assert "季度考核占比" in result.diagnostics[1].hint
    assert result.diagnostics[0].where.cell == "A6"


def test_an_item_twice_is_an_error_at_the_second() -> None:
    rows = [*basic(), ("年度（必填）", 2027)]
    reading = read(unit(TOTALS, sheets={"基本信息": rows}))
    assert found(reading.diagnostics) == [("N305", "基本信息", "A6")]


def test_an_item_may_carry_a_remark() -> None:
    rows = [("项目", "内容（必填）"), *((f"{key}（必填）", value) for key, value in basic()[1:])]
    assert grade(unit(TOTALS, sheets={"基本信息": rows})).diagnostics == []


def test_a_unit_sheet_without_its_headings_is_an_error() -> None:
    reading = read(unit(TOTALS, sheets={"基本信息": [("单位名称", "统计局")]}))
    assert ("S102", "基本信息", None) in found(reading.diagnostics)
    assert reading.register is None


def test_an_empty_roster_is_an_error() -> None:
    reading = read(unit({}))
    assert ("N309", "人员名册", None) in found(reading.diagnostics)
    assert reading.people == 0


# -- sheets that no step of the quarter reads ----------------------------------------


@pytest.mark.parametrize(
    ("sheet", "rows", "errors"),
    [
        (
            "工作纪实",
            table(
                "编号 姓名 周期 类别 内容 完成情况 涉密 填报日期",
                ("001", None, "2026-W60", "杂务", None, "做了", "不", "x"),
            ),
            [
                ("R213", "C2"),
                ("R208", "D2"),
                ("R201", "E2"),
                ("R208", "F2"),
                ("R208", "G2"),
                ("R207", "H2"),
            ],
        ),
        (
            "工作纪实",
            table(
                "编号 姓名 周期 内容", ("001", None, "2026-W14", "x"), ("001", None, "2026-04", "y")
            ),
            [],
        ),
        (
            "月度考核",
            table("编号 姓名 月份 建议等次 审定等次", ("001", None, "2026-13", "优", "好")),
            [("R213", "C2"), ("R208", "D2")],
        ),
        (
            "领导评鉴",
            table("编号 姓名 建议等次 评鉴日期", ("001", None, "好", "2026-02-30")),
            [("R207", "D2")],
        ),
        (
            "考勤",
            table(
                "编号 姓名 类别 起始日期 结束日期 天数",
                ("001", None, "迟到", "2026-02-02", "2026-02-01", "一天"),
            ),
            [("R218", "E2"), ("R203", "F2")],
        ),
        ("工作计划", table("编号 姓名 期间 类别 内容", ("001", None, "2026", "重点", "x")), []),
        ("工作计划", table("编号 姓名 期间 内容", ("001", None, "今年", "x")), [("R213", "C2")]),
        ("部门考评", table("内设机构 得分 中心工作", ("办公室", "优", "是")), [("R203", "B2")]),
        (
            "职级晋升",
            table("编号 姓名 拟晋升职级 类型 政治表现", ("001", None, None, "能人", "合格")),
            [("R201", "C2"), ("R208", "D2")],
        ),
        (
            "正反测评",
            table(
                "姓名 评价主体 评价人 忠诚",
                ("张三", "领导", "甲", "是"),
                ("无名", "领导", "甲", "是"),
            ),
            [("N302", "A3")],
        ),
        (
            "问题线索",
            table("编号 姓名 来源单位 事实 日期", ("001", "李四", "信访", "x", None)),
            [("N303", "B2")],
        ),
        (
            "年度测评",
            table("编号 姓名 得分", ("001", None, "95分"), ("003", None, 90)),
            [("R203", "C2"), ("N302", "A3")],
        ),
        (
            "奖励",
            table("编号 姓名 种类 日期", ("001", None, None, None)),
            [("R201", "C2"), ("R201", "D2")],
        ),
        ("奖励", table("编号 姓名 种类"), [("S102", None)]),
    ],
)
def test_every_other_sheet_is_held_against_its_contract(
    sheet: str, rows: Rows, errors: list[tuple[str, str | None]]
) -> None:
    result = grade(unit(TOTALS, sheets={sheet: rows}))
    assert result.errors() == [(code, sheet, cell) for code, cell in errors]
    assert set(result.standings().values()) == {"graded"}
