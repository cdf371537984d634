"""Rows of the sheets that lists and reports use, as they stand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Rows, found, grade, plain_unit, policy_of, read, table
from tests.registers.packs import pack

PLAIN = policy_of(pack())
CRITERIA = """
[[criteria]]
name = "对党忠诚"
aspect = "政治忠诚"
way = "正向"
cite = "D8"

[[criteria]]
name = "推诿扯皮"
aspect = "政治担当"
way = "反向"
cite = "D8"
"""
RATED = policy_of(pack(CRITERIA))


@pytest.mark.parametrize(
    ("name", "head", "row", "values"),
    [
        (
            "工作纪实",
            "编号 姓名 周期 类别 内容 完成情况 未完成原因 填报日期",
            ("001", None, "2026-w05", "常规工作", "审核", "未完成", "待批", "2026.2.3"),
            {
                "周期": "2026-W05",
                "类别": "常规工作",
                "内容": "审核",
                "完成情况": "未完成",
                "未完成原因": "待批",
                "填报日期": date(2026, 2, 3),
            },
        ),
        (
            "奖励",
            "编号 姓名 种类 日期",
            ("001", None, "嘉奖", date(2026, 1, 5)),
            {"种类": "嘉奖", "日期": date(2026, 1, 5)},
        ),
        (
            "工作计划",
            "编号 姓名 期间 内容",
            ("001", None, "2026.4", "普查"),
            {"期间": "2026-04", "内容": "普查"},
        ),
        (
            "职级晋升",
            "编号 姓名 拟晋升职级 类型",
            ("001", None, "四级主任科员", "老黄牛"),
            {"拟晋升职级": "四级主任科员", "类型": "老黄牛"},
        ),
        (
            "问题线索",
            "编号 姓名 来源单位 事实",
            ("001", None, "信访", "误事"),
            {"来源单位": "信访", "事实": "误事"},
        ),
        (
            "年度测评",
            "编号 姓名 得分 培训学时 理论测试成绩",
            ("001", None, 90.5, 40, 88),
            {"得分": Decimal("90.5"), "培训学时": Decimal(40), "理论测试成绩": Decimal(88)},
        ),
        (
            "专项考核",
            "编号 姓名 任务 日期 结果",
            ("001", None, "防汛", "2026-03-01", "优秀"),
            {"任务": "防汛", "日期": date(2026, 3, 1), "结果": "优秀"},
        ),
    ],
)
def test_a_person_s_row_stands_with_its_filled_cells(
    name: str, head: str, row: Sequence[Value], values: dict[str, object]
) -> None:
    result = grade(plain_unit(["001"], {name: table(head, row)}), PLAIN)
    assert result.errors() == []
    (read_row,) = result.register.rows[name]
    assert (read_row.person, read_row.row, read_row.at.cell) == ("001", 2, "A2")
    assert read_row.values == values


def test_the_ledger_of_a_contact_point_is_nobody_s() -> None:
    sheet = table("任务 完成情况 定量得分 定性评价", ("试点", "已完成", 95, "好"))
    result = grade(plain_unit(["001"], {"联系点台账": sheet}), PLAIN)
    (row,) = result.register.rows["联系点台账"]
    assert (row.person, row.at.cell) == ("", "A2")
    assert row.values["定量得分"] == 95


@pytest.mark.parametrize(
    ("name", "head", "row", "code", "cell"),
    [
        ("年度测评", "编号 姓名 得分", ("001", None, 100.5), "R204", "C2"),
        ("年度测评", "编号 姓名 得分", ("001", None, -1), "R204", "C2"),
        ("年度测评", "编号 姓名 得分", ("001", None, None), "R201", "C2"),
        ("年度测评", "编号 姓名 得分 培训学时", ("001", None, 90, -8), "R204", "D2"),
        ("年度测评", "编号 姓名 得分 理论测试成绩", ("001", None, 90, 101), "R204", "D2"),
        ("联系点台账", "任务 定量得分", ("试点", 101), "R204", "B2"),
    ],
)
def test_a_number_out_of_its_range_is_an_error_at_its_cell(
    name: str, head: str, row: Sequence[Value], code: str, cell: str
) -> None:
    result = grade(plain_unit(["001"], {name: table(head, row)}), PLAIN)
    assert result.errors() == [(code, name, cell)]


@pytest.mark.parametrize("value", [0, 100, 99.99])
def test_both_ends_of_the_range_count_in(value: Value) -> None:
    sheet = table("编号 姓名 得分", ("001", None, value))
    assert grade(plain_unit(["001"], {"年度测评": sheet}), PLAIN).errors() == []


def test_a_negative_bonus_is_an_error() -> None:
    reading = read(plain_unit(["001"], items={"奖金总额": -1}), PLAIN)
    assert found(reading.diagnostics) == [("R204", "基本信息", "B6")]


def test_the_unit_says_its_bonus_and_whether_it_is_a_contact_point() -> None:
    items: dict[str, Value] = {"奖金总额": "120000.50", "联系点": "是"}
    register = grade(plain_unit(["001"], items=items), PLAIN).register
    assert (register.unit.bonus, register.unit.contact) == (Decimal("120000.50"), True)


@pytest.mark.parametrize("said", ["是", " 是 ", "否", None])
def test_the_roster_says_birth_and_what_somebody_works_on(said: Value) -> None:
    cells = {"出生年月": "1995.03", "一线岗位": said, "中心工作": said, "急难险重": said}
    (person,) = grade(plain_unit({"001": cells}), PLAIN).register.people
    yes = said is not None and said != "否"
    assert person.birth == date(1995, 3, 1)
    assert (person.frontline, person.urgent) == (yes, yes)
    assert person.central is (None if said is None else yes)


@pytest.mark.parametrize(
    ("said", "secret"), [("是", True), (" 是 ", True), ("否", False), (None, False), ("有", True)]
)
def test_who_may_be_secret_is(said: Value, secret: bool) -> None:
    # what is neither 是 nor 否 is an error; until it is mended nothing may get out
    (person,) = grade(plain_unit({"001": {"涉密": said}}), PLAIN).register.people
    assert person.secret is secret


@pytest.mark.parametrize("heading", ["中心工作", "急难险重", "一线岗位", "涉密"])
def test_a_word_that_is_neither_yes_nor_no_is_an_error(heading: str) -> None:
    result = grade(plain_unit({"001": {heading: "有"}}), PLAIN)
    assert result.errors() == [("R208", "人员名册", "C2")]


# -- 正反测评 ----------------------------------------


@pytest.mark.parametrize(
    ("cell", "count"), [("是", 1), (" 否 ", 0), (3, 3), (0, 0), ("２", 2), (None, None)]
)
def test_a_criterion_is_counted(cell: Value, count: int | None) -> None:
    head = "姓名 评价主体 评价人 对党忠诚 推诿扯皮"
    sheets: dict[str, Rows | None] = {"正反测评": table(head, ("张三", "同级", "甲", cell, "否"))}
    for policy in (RATED, PLAIN):
        result = grade(plain_unit(["001"], sheets), policy)
        assert result.errors() == []
        (row,) = result.register.rows["正反测评"]
        assert row.values.get("对党忠诚") == count
        assert row.values["推诿扯皮"] == 0


@pytest.mark.parametrize(
    ("cell", "code"),
    [("有", "R208"), (-1, "R208"), (1.5, "R208"), (REF, "R205"), (True, "R208")],
)
@pytest.mark.parametrize("policy", [RATED, PLAIN], ids=["with criteria", "without"])
def test_what_is_neither_yes_nor_no_nor_a_count_is_an_error(
    cell: Value, code: str, policy: object
) -> None:
    head = "姓名 评价主体 评价人 对党忠诚 推诿扯皮"
    sheet = table(head, ("张三", "同级", "甲", cell, "否"))
    by = RATED if policy is RATED else PLAIN
    result = grade(plain_unit(["001"], {"正反测评": sheet}), by)
    assert result.errors() == [(code, "正反测评", "D2")]
    assert "对党忠诚" not in result.register.rows["正反测评"][0].values


def test_a_criterion_without_a_column_is_a_warning_and_a_strange_column_a_note() -> None:
    sheet = table("姓名 评价主体 评价人 对党忠诚 团结同志", ("张三", "同级", "甲", "是", "是"))
    result = grade(plain_unit(["001"], {"正反测评": sheet}), RATED)
    assert result.errors() == []
    assert ("S102", "正反测评", None) in result.warnings()
    assert ("S105", "正反测评", "E1") in result.notes()


# -- 负面清单 by classes ----------------------------------------

CLASSES = """
[[measures]]
id = "integrity"
title = "廉洁问题"
when = { kinds = ["负面清单"], span = "listed", classes = ["廉洁"] }
then = { exactly = ["较差"] }
cite = "D9"

[[measures]]
id = "discipline"
title = "作风问题"
when = { kinds = ["负面清单"], span = "listed", classes = ["作风"] }
then = { at_most = "一般" }
cite = "D9"
"""
REST = """
[[measures]]
id = "rest"
title = "其他"
when = { kinds = ["负面清单"], span = "listed" }
then = { at_most = "较好" }
cite = "D9"
"""
BY_CLASS, BY_CLASS_AND_REST = policy_of(pack(CLASSES)), policy_of(pack(CLASSES, REST))


@pytest.mark.parametrize(
    ("said", "rest", "code"),
    [
        ("廉洁", False, None),
        (" 作 风 ", False, None),
        ("迟到", False, "R208"),
        (None, False, "R201"),
        (REF, False, "R205"),
        ("迟到", True, None),
        (None, True, None),
    ],
)
def test_a_row_of_the_negative_list_needs_a_rule_for_its_class(
    said: Value, rest: bool, code: str | None
) -> None:
    sheet = table("编号 姓名 情形 类别", ("001", None, "甲", said))
    by = BY_CLASS_AND_REST if rest else BY_CLASS
    result = grade(plain_unit(["001", "002"], {"负面清单": sheet}), by)
    assert result.errors() == ([] if code is None else [(code, "负面清单", "D2")])
    standing = "graded" if code is None else "withheld"
    assert result.standings() == {"001": standing, "002": "graded"}
    if code is None:
        group = result.register.measures["001"][0].group
        assert group == str(said or "").replace(" ", "")


def test_the_class_without_its_column_is_asked_for_at_the_finding() -> None:
    sheet = table("编号 姓名 情形", ("001", None, "甲"))
    result = grade(plain_unit(["001"], {"负面清单": sheet}), BY_CLASS)
    assert result.errors() == [("R201", "负面清单", "C2")]
