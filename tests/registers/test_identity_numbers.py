"""Reading rules: identity-card numbers are warned of, and never copied (registers.md)."""

import pytest

from pinshi_cli.model.identity import holds_identity, without_identity
from pinshi_cli.sheets.cells import Value
from tests.builders import Result, grade, points, ratings, table, unit

# invented, with a sound check digit
NUMBER, SMALL_X = "11010519491231002X", "11010519491231002x"


@pytest.mark.parametrize(
    "text", [NUMBER, SMALL_X, f"身份证{NUMBER}。", f"甲 {NUMBER} 乙", f"A{NUMBER}"]
)
def test_a_valid_number_is_seen_anywhere_in_a_text(text: str) -> None:
    assert holds_identity(text)
    assert NUMBER.upper() not in without_identity(text).upper()


@pytest.mark.parametrize(
    "text",
    ["110105194912310021", "01010519491231002X", f"1{NUMBER}", NUMBER[:-1], "", f"{NUMBER[:-1]}1X"],
)
def test_the_check_digit_counts(text: str) -> None:
    assert not holds_identity(text)
    assert without_identity(text) == text


def test_two_numbers_get_two_stand_ins() -> None:
    assert without_identity(NUMBER) != without_identity("110105194912310038")
    assert without_identity(NUMBER) == without_identity(SMALL_X)


def everything(result: Result) -> str:
    """All that a result could show of a register."""
    return repr((result.register, result.graded, result.diagnostics))


@pytest.mark.parametrize(
    ("sheet", "cell", "rows"),
    [
        (
            "工作纪实",
            "D2",
            table("编号 姓名 周期 内容", ("001", None, "2026-04", f"为{NUMBER}办证")),
        ),
        ("备忘", "A1", [(NUMBER,)]),
        ("奖励", "A2", table("编号 姓名 种类 日期", (NUMBER, None, "嘉奖", "2026-01-05"))),
        ("集体研究", "D2", table("编号 姓名 审定等次 理由", ("001", None, "一般", NUMBER))),
        ("负面清单", "C2", table("编号 姓名 情形 处理等次", ("001", None, NUMBER, NUMBER))),
        ("处分问责", "C2", table("编号 姓名 种类 生效日期", ("001", None, NUMBER, NUMBER))),
        ("指标评分", "C2", table("编号 姓名 德 能 勤 绩 廉", ("001", None, NUMBER, 1, 1, 1, 1))),
        ("部门考评", "A2", table("内设机构 得分", (NUMBER, 90), (NUMBER, 91))),
    ],
)
def test_a_number_in_any_cell_is_a_warning_and_goes_no_further(
    sheet: str, cell: str, rows: list[tuple[Value, ...]]
) -> None:
    result = grade(unit([80, 70], sheets={sheet: rows}))
    assert ("R215", sheet, cell) in result.warnings()
    assert NUMBER not in everything(result)


@pytest.mark.parametrize("heading", ["内设机构", "职务", "考核类别", "层级", "参加情况", "备注"])
def test_a_number_in_the_roster_is_a_warning_and_goes_no_further(heading: str) -> None:
    result = grade(unit([80, 70], people={"001": {heading: f"见{NUMBER}"}}))
    assert ("R215", "人员名册", "C2") in result.warnings()
    assert NUMBER not in everything(result)


@pytest.mark.parametrize("item", ["单位名称", "单位编码", "会议名称"])
def test_a_number_in_the_units_own_sheet_goes_no_further(item: str) -> None:
    result = grade(unit([80, 70], items={item: NUMBER}))
    assert "R215" in [code for code, _, _ in result.warnings()]
    assert NUMBER not in everything(result)


@pytest.mark.parametrize(
    "written", ["１１０１０５１９４９１２３１００２Ｘ", "１１０１０５１９４９１２３１００２ｘ"]
)
def test_a_number_in_full_width_digits_is_seen(written: str) -> None:
    result = grade(unit([80, 70], people={"001": {"职务": f"见{written}"}}))
    assert ("R215", "人员名册", "C2") in result.warnings()
    assert written not in everything(result)
    assert NUMBER not in everything(result)


def test_a_number_in_place_of_a_raters_code_goes_no_further() -> None:
    rows = [
        (*row[:3], row[3] if place == 0 else NUMBER, *row[4:])
        for place, row in enumerate(ratings({"001": 80, "002": 70}))
    ]
    result = grade(unit([80, 70], sheets={"民主测评": rows}))
    assert ("R215", "民主测评", "D2") in result.warnings()
    assert NUMBER not in everything(result)


def test_a_number_in_a_name_goes_no_further() -> None:
    result = grade(unit([80, 70], people={"001": {"姓名": f"张三{NUMBER}"}}))
    assert result["001"].grade == "较好"
    assert NUMBER not in everything(result)


def test_a_number_in_place_of_an_item_goes_no_further() -> None:
    result = grade(unit([80, 70], items={NUMBER: "x"}))
    assert ("R215", "基本信息", "A6") in result.warnings()
    assert NUMBER not in everything(result)


def test_people_known_by_their_number_are_told_apart_and_not_named_by_it() -> None:
    second = "110105194912310038"
    roster = [("编号", "姓名"), (NUMBER, "张三"), (second, "李四")]
    rows = points({"001": 80, "002": 70})
    rows[1], rows[2] = (SMALL_X, *rows[1][1:]), (second, *rows[2][1:])
    result = grade(unit([80, 70], sheets={"人员名册": roster, "指标评分": rows}))
    assert [o.total is None for o in result.graded.outcomes] == [True, True]  # nobody rated them
    assert [(p.score is None) for o in result.graded.outcomes for p in o.parts] == [False, True] * 2
    assert NUMBER not in everything(result)
    assert second not in everything(result)


@pytest.mark.parametrize(
    "heading", ["身份证号", "居民身份证号", "身份证号码", "公民身份号码（18位）", "身份 证号"]
)
def test_a_heading_that_asks_for_one_is_a_warning(heading: str) -> None:
    result = grade(unit([80, 70], people={"001": {heading: None}}))
    assert result.diagnostics[0].code == "R215"
    assert result.warnings() == [("R215", "人员名册", "C1")]
    rows = [(*row, None) for row in points({"001": 80, "002": 70})]
    rows[0] = (*rows[0][:-1], heading)
    free = grade(unit([80, 70], sheets={"指标评分": rows}))
    assert free.warnings() == [("R215", "指标评分", "H1")]
