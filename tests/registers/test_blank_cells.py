"""What the cells of an empty register say and take: lists, limits, notes of one place's rules."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.registers.blank_book import blank_workbook
from pinshi_cli.registers.blank_plan import blank_sheets, needed
from pinshi_cli.sheets.cells import Value
from pinshi_cli.workflow.policy.packs import policy_on
from tests.registers.blanks import HEADING, headings

DAY = date(2026, 6, 30)


def blank(pack: str) -> Workbook:
    policy = within(policy_on(pack, DAY), frozenset())
    items: dict[str, Value] = {"单位名称": "青禾区示范局", "年度": 2026, "季度": 2}
    items["考核办法"] = pack
    return load_workbook(io.BytesIO(blank_workbook(blank_sheets(policy, items), policy, "示范")))


def rule_at(page: Worksheet, cell: str) -> DataValidation:
    rules: list[DataValidation] = page.data_validations.dataValidation
    return next(each for each in rules if cell in each.sqref)


def cell_of(page: Worksheet, heading: str) -> str:
    """The first cell below a heading."""
    return f"{get_column_letter(headings(page).index(heading) + 1)}{HEADING + 1}"


def item_row(page: Worksheet, item: str) -> int:
    return next(row for row in range(HEADING + 1, 60) if page.cell(row, 1).value == item)


def note_on(page: Worksheet, item: str) -> str:
    comment = page.cell(item_row(page, item), 1).comment
    assert comment is not None
    return str(comment.text)


@pytest.mark.parametrize(
    ("pack", "item", "note"),
    [
        ("zhangdian", "季度考核占比", "不填就是 0.7。写成小数或百分数。"),
        ("hulunbuir", "联系点定量占比", "不填就是 0.5。写成小数或百分数。"),
        ("hulunbuir", "培养最少好次数", "不填就是 2。"),
        ("zhangdian", "好等次比例", "不填就是 0.4。写成小数或百分数。"),
        ("beijing", "联系点靠前名次", "原文没有定。不填，用到它的规则就不起作用。"),
    ],
)
def test_an_item_that_the_unit_may_state_says_what_holds_otherwise(
    pack: str, item: str, note: str
) -> None:
    assert note_on(blank(pack)["基本信息"], item) == note


def test_a_weight_is_a_share_and_a_number_is_a_number() -> None:
    page = blank("hulunbuir")["基本信息"]
    weight = rule_at(page, f"B{item_row(page, '指标评分占比')}")
    number = rule_at(page, f"B{item_row(page, '培养最少好次数')}")
    assert (weight.formula1, weight.formula2) == ("0", "1")
    assert (number.formula1, number.formula2) == ("0", "100000")


def test_texts_of_basic_information_keep_their_leading_zeros_and_fit_in() -> None:
    page = blank("zhangdian")["基本信息"]
    assert page.cell(item_row(page, "邮政编码"), 2).number_format == "@"
    assert page.cell(item_row(page, "会议日期"), 2).number_format == "yyyy-mm-dd"
    assert page.column_dimensions["B"].width >= 40


def test_which_organs_may_be_named_is_told_where_it_is_filled_in() -> None:
    note = note_on(blank("hulunbuir")["基本信息"], "适用机关")
    assert note.startswith("可填：公安局、检察院、")
    assert "几个之间用顿号" in note


@pytest.mark.parametrize(
    ("pack", "sheet", "heading", "words"),
    [
        ("jingning", "部门考评", "档次", '"好,一般"'),
        ("hulunbuir", "人员名册", "考核类别", '"综合管理类,行政执法类,专业技术类"'),
        ("zhangdian", "考勤", "类别", '"病假,事假"'),
    ],
)
def test_words_that_the_rules_know_are_offered_and_others_are_possible(
    pack: str, sheet: str, heading: str, words: str
) -> None:
    page = blank(pack)[sheet]
    rule = rule_at(page, cell_of(page, heading))
    assert (rule.formula1, rule.errorStyle) == (words, "warning")


def test_where_levels_may_stand_for_points_the_limit_is_told_too() -> None:
    page = blank("hulunbuir")["指标评分"]
    comment = page.cell(HEADING, headings(page).index("政治素质") + 1).comment
    assert comment is not None
    assert comment.text.startswith("填 0 到 15 分，或完成层次：高质量完成、")


def test_two_way_ratings_need_no_sheet_of_measures_or_leave() -> None:
    policy: Policy = policy_on("wangjiang", DAY)
    assert needed(policy, 4) == ["基本信息", "人员名册", "正反测评", "问题线索"]
    guide = blank("wangjiang")["填表说明"]
    said = " ".join(str(cell.value) for row in guide.iter_rows() for cell in row)
    assert "pinshi report 出分析报告" in said
    assert "pinshi grade" not in said
