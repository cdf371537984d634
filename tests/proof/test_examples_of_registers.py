"""Examples by whole registers, by a year, and by the lists: what each may expect."""

from collections.abc import Sequence

import pytest

from pinshi_cli.policy.book import Policy
from pinshi_cli.proof.worked import Worked
from pinshi_cli.unit import grade_workbook
from tests.builders import unit
from tests.proof.packs import ZHANGDIAN, faults

QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


def opened(name: str, without: Sequence[str], policy: Policy) -> Worked | str:
    """Five people, of whom two tie at 93; q1 to q4 are the same in each quarter."""
    if name not in (*QUARTERS, "ties"):
        return f"找不到登记簿 {name}.xlsx"
    items = {"季度": QUARTERS.get(name, 1)}
    book = unit([95, 93, 93, 80, 74], items=items)
    sheets = tuple(sheet for sheet in book.sheets if sheet.name not in without)
    found = grade_workbook(book._replace(sheets=sheets), lambda _named, _day: policy)
    return Worked(found.register, found.policy, found.graded, found.diagnostics)


def about(given: str, expect: str) -> list[str]:
    return faults(given, expect, ZHANGDIAN, opened)


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ('register = "ties", person = "001"', 'grade = "好", rank = 1, score = "95.00"'),
        (
            'register = "ties", person = "002"',
            'grade = "较好", band = "好", rule = ["ZD7.1", "P5"]',
        ),
        ('register = "ties", person = "004"', 'parts = { "民主测评" = "80.00" }, decided = ""'),
        ('register = "ties"', 'grades = { "001" = "好", "005" = "一般" }'),
        ('register = "ties"', 'scores = { "002" = "93.00" }, standings = { "005" = "graded" }'),
        (
            'register = "ties"',
            'quota = { "全体" = { given = 1, tied = ["003", "002"] } }, codes = ["G409"]',
        ),
        ('register = "ties", without = ["民主测评"]', 'codes = ["S101"], grades = { "001" = "" }'),
    ],
)
def test_what_a_register_shows_is_as_expected(given: str, expect: str) -> None:
    assert about(given, expect) == []


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ('register = "ties", person = "002"', 'grade = "好"', "grade 应为 好，得到 较好"),
        ('register = "ties", person = "002"', 'codes = ["S101"]', "应提示 S101，实际提示 G409"),
        ('register = "ties", person = "009"', 'grade = "好"', "名册里没有编号“009”"),
        ('register = "无"', 'grades = { "001" = "好" }', "找不到登记簿 无.xlsx"),
        ('register = "ties"', 'grades = { "009" = "好" }', "grades.009 应为 好，得到 无"),
        (
            'register = "ties"',
            'quota = { "全体" = { given = 2 } }',
            "quota.全体.given 应为 2，得到 1",
        ),
        (
            'register = "ties", without = ["基本信息"], person = "001"',
            'grade = "好"',
            "或登记簿读不出（S101）",
        ),
        ('registers = ["q1", "无"]', 'verdicts = { "001" = "称职" }', "找不到登记簿 无.xlsx"),
        (
            'registers = ["q1"], without = ["基本信息"]',
            'verdicts = { "001" = "称职" }',
            "登记簿 q1 读不出",
        ),
        ('registers = ["q1"], person = "009"', 'verdict = "称职"', "名册里没有编号“009”"),
    ],
)
def test_what_a_register_does_not_show_is_said(given: str, expect: str, said: str) -> None:
    (fault,) = about(given, expect)
    assert said in fault


ALL_YEAR = 'registers = ["q1", "q2", "q3", "q4"]'


def test_a_year_of_registers_is_worked_out_for_one_or_for_all() -> None:
    assert about(f'{ALL_YEAR}, person = "001"', 'verdict = "可评优", rank = 1') == []
    expect = 'verdicts = { "001" = "可评优", "005" = "基本称职" }'
    assert about(ALL_YEAR, expect) == []
    (fault,) = about(f'{ALL_YEAR}, person = "001"', 'verdict = "称职"')
    assert fault == "verdict 应为 称职，得到 可评优"


def test_a_year_in_a_line_is_worked_out_with_its_measures() -> None:
    good = 'quarters = ["好", "较好", "好", "较好"]'
    assert about(good, 'verdict = "可评优", rule = "ZD9.2"') == []
    assert about(f'{good}, measures = ["警告"]', 'verdict = "称职"') == []
    assert about('quarters = ["好", "好", "好", ""]', 'verdict = "需研究"') == []
    (fault,) = about(good, 'verdict = "不称职"')
    assert fault == "verdict 应为 不称职，得到 可评优"


def test_a_list_in_a_line_names_where_the_facts_lead() -> None:
    rules = ZHANGDIAN.partition("# ---- 结果运用")[0] + (
        '[[uses]]\nid = "first"\nkind = "promotion"\ntitle = "优先"\nthen = "优先考虑"\n'
        'when = [{ what = "count:好", least = 2 }]\ncite = "ZD9.3"\n'
    )
    given = 'use = "promotion", facts = { quarters = ["好", "好", "较好", "较好"] }'
    assert faults(given, 'listed = "优先考虑", open = false, rule = "ZD9.3"', rules) == []
    (fault,) = faults(given, 'listed = ""', rules)
    assert fault == "listed 应为 无，得到 优先考虑"
