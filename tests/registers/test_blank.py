"""`pinshi init`: an empty register that obeys the contract, for every pack."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.grade import GRADED
from pinshi_cli.model.words import UNIT_KINDS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import heads
from pinshi_cli.policy.scopes import scope_words, within
from pinshi_cli.registers.blank_book import blank_workbook
from pinshi_cli.registers.blank_plan import blank_sheets, needed
from pinshi_cli.registers.contract import GUIDE
from pinshi_cli.sheets.cells import Value
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import grade_book
from pinshi_cli.workflow.policy.packs import policy_on
from pinshi_cli.workflow.two_way import analysed
from tests.registers.blanks import HEADING, add_rows, filled, headings

DAY = date(2026, 6, 30)
PACKS = sorted({head["id"] for head in heads() if head["gradable"]})


def blank(policy: Policy, scope: str = "", quarter: int = 2) -> bytes:
    items: dict[str, Value] = {"单位名称": "青禾区示范局", "年度": 2026, "季度": quarter}
    items["考核办法"] = policy.head.id
    if scope:
        items["机关类别" if scope in UNIT_KINDS else "适用机关"] = scope
    return blank_workbook(blank_sheets(policy, items), policy, "青禾区示范局")


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def graded(path: Path) -> Graded:
    quarter = grade_book(path, policy_on)
    errors = [each for each in quarter.diagnostics if each.is_error]
    assert errors == []
    assert quarter.graded is not None
    return quarter.graded


@pytest.mark.parametrize("pack", PACKS)
def test_what_init_writes_filled_in_is_accepted_and_graded(pack: str, tmp_path: Path) -> None:
    policy = within(policy_on(pack, DAY), frozenset())
    path = tmp_path / "register.xlsx"
    filled(blank(policy), policy, 2).save(path)
    outcomes = graded(path).outcomes
    assert len(outcomes) == 5
    assert all(each.standing == GRADED and each.total is not None for each in outcomes)


@pytest.mark.parametrize(
    ("pack", "scope"), [(pack, w) for pack in PACKS for w in scope_words(policy_on(pack, DAY))]
)
def test_so_is_one_of_each_organ_with_rules_of_its_own(
    pack: str, scope: str, tmp_path: Path
) -> None:
    policy = within(policy_on(pack, DAY), frozenset([scope]))
    path = tmp_path / "register.xlsx"
    filled(blank(policy, scope), policy, 2).save(path)
    assert len(graded(path).outcomes) == 5


def test_a_two_way_register_filled_in_is_accepted_and_reported(tmp_path: Path) -> None:
    policy = policy_on("wangjiang", DAY)  # WJ1: 41 criteria; nobody is graded by it
    book = opened(blank(policy))
    assert headings(book["正反测评"])[-42:-1] == [each.name for each in policy.criteria]
    who = {"编号": "01", "姓名": "梁望舒"}
    add_rows(book["人员名册"], [{**who, "参加情况": "领导成员"}])
    answers = {each.name: "是" if each.way == "正向" else "否" for each in policy.criteria}
    raters = [{**who, "评价主体": "群众", "评价人": f"Q{n}", **answers} for n in range(5)]
    add_rows(book["正反测评"], raters)
    path = tmp_path / "two-way.xlsx"
    book.save(path)
    made = analysed(read_workbook(path), None, None)
    assert made.ok
    leader = made.portraits[1]
    assert len(leader.strengths) == 24
    assert leader.shortcomings == ()


@pytest.mark.parametrize("pack", PACKS)
def test_it_has_the_sheets_that_the_policy_reads_and_no_others(pack: str) -> None:
    policy = policy_on(pack, DAY)
    book = opened(blank(policy))
    assert book.sheetnames == [GUIDE, *needed(policy, 2)]
    assert set(policy.required_sheets) <= set(book.sheetnames)


def test_zhangdian_needs_no_sheet_that_it_does_not_read() -> None:
    names = needed(policy_on("zhangdian", DAY), 1)
    assert "加减分" not in names  # ZD4.4: 100 points and nothing beside
    assert "月度考核" not in names
    assert {"基本信息", "人员名册", "指标评分", "民主测评", "处分问责", "负面清单"} <= set(names)


def test_the_last_quarter_closes_the_year() -> None:
    policy = policy_on("zhangdian", DAY)
    assert "年度测评" in needed(policy, 4)  # ZD9.1
    assert "年度测评" not in needed(policy, 3)


def test_cells_have_lists_limits_and_notes() -> None:
    policy = policy_on("zhangdian", DAY)
    book = opened(blank(policy))
    ratings = book["民主测评"]
    names = headings(ratings)
    rules = {
        str(rule.sqref).partition(":")[0].rstrip("0123456789"): rule
        for rule in ratings.data_validations.dataValidation
    }
    letter = {name: get_column_letter(place) for place, name in enumerate(names, start=1)}
    assert rules[letter["评价主体"]].formula1 == '"领导,群众"'
    assert (rules[letter["绩"]].formula1, rules[letter["绩"]].formula2) == ("0", "40")
    assert rules[letter["票数"]].type == "whole"
    comment = ratings.cell(HEADING, names.index("评价人") + 1).comment
    assert comment is not None
    assert "不要写姓名" in comment.text
    assert ratings.freeze_panes == "C4"
    assert ratings.page_setup.paperSize == 9
    roster = book["人员名册"]
    assert roster.column_dimensions["A"].number_format == "@"


def test_a_drop_down_of_a_grade_has_only_what_the_rule_lets_one_choose() -> None:
    book = opened(blank(policy_on("zhangdian", DAY)))
    page = book["处分问责"]
    column = get_column_letter(headings(page).index("处理等次") + 1)
    rule = next(r for r in page.data_validations.dataValidation if str(r.sqref).startswith(column))
    assert rule.formula1 == '"一般,较差"'  # ZD7.3


def test_the_guide_is_written_from_the_pack() -> None:
    book = opened(blank(policy_on("zhangdian", DAY)))
    said = [str(cell.value) for row in book[GUIDE].iter_rows() for cell in row if cell.value]
    assert any("满 90 分" in each for each in said)
    assert "ZD7.4" in said


def test_the_same_call_writes_the_same_bytes() -> None:
    policy = policy_on("zhangdian", DAY)
    assert blank(policy) == blank(policy)
