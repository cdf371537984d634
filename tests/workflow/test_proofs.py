"""A pack that grades nobody: its examples ask what the register shows beside grades."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from pinshi_cli.policy.library import Edition, read_policy
from pinshi_cli.proof.examples import run_examples
from pinshi_cli.workflow.policy.examples import Shelf

PACK = """
[policy]
id = "leaders"
name = "正反测评办法"
source = "甲〔2026〕1号"
effective_from = 2026-01-01
base = "national"

[report]
strong = 0.9
weak = 0.5
against = 0.5
spread = 0.6
min_raters = 2
cite = "W1"

[records]
every = "month"
due_days = 3
late_least = 2
proposes = "告诫"
cite = "W2"

[[criteria]]
name = "信念坚定"
aspect = "忠诚"
way = "正向"
cite = "W3"

[[criteria]]
name = "推诿扯皮"
aspect = "担当"
way = "反向"
cite = "W3"

[[fact_sources]]
name = "纪委"
every = "季度"
cite = "W4"
"""

SHEETS: dict[str, list[tuple[str | int | date, ...]]] = {
    "基本信息": [
        ("项目", "内容"),
        ("单位名称", "青禾区统计局"),
        ("年度", 2026),
        ("季度", 1),
        ("考核办法", "leaders"),
    ],
    "人员名册": [("编号", "姓名"), ("001", "叶知春")],
    "正反测评": [
        ("编号", "姓名", "评价主体", "评价人", "信念坚定", "推诿扯皮"),
        ("001", "叶知春", "领导", "L1", "是", "否"),
        ("001", "叶知春", "群众", "M1", "是", "是"),
    ],
    "问题线索": [
        ("编号", "姓名", "来源单位", "事实", "核实情况", "结果"),
        ("001", "叶知春", "信访局", "窗口推诿", "属实", "已整改"),
    ],
    "工作纪实": [
        ("编号", "姓名", "周期", "内容", "填报日期"),
        ("001", "叶知春", "2026-01", "月报", date(2026, 2, 2)),
        ("001", "叶知春", "2026-02", "月报", date(2026, 3, 9)),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with xlsxwriter.Workbook(tmp_path / "册.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return tmp_path


def _faults(folder: Path, given: str, expect: str) -> list[str]:
    example = f'[[examples]]\nname = "例"\ngiven = {{ {given} }}\nexpect = {{ {expect} }}\n'
    policy, faults = read_policy(Edition("leaders.toml", PACK + example))
    assert policy is not None, faults
    found = run_examples(policy, "leaders.toml", Shelf(folder).open)
    return [each.message.removeprefix("例证“例”：") for each in found]


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ("", 'strengths = ["信念坚定"], shortcomings = ["推诿扯皮"], few = false'),
        (', person = "001"', 'split = ["推诿扯皮"], late = 2, due = "告诫"'),
        ("", 'codes = ["G430"], rule = "W4"'),
        (', without = ["问题线索"]', "codes = []"),
    ],
)
def test_what_the_register_shows_is_as_expected(folder: Path, given: str, expect: str) -> None:
    assert _faults(folder, f'register = "册"{given}', expect) == []


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ('register = "册"', 'split = ["信念坚定"]', "split 应为 信念坚定，得到 推诿扯皮"),
        ('register = "册"', "codes = []", "应没有提示，实际提示 G430"),
        ('register = "册", person = "001"', 'grade = "好"', "grade 应为 好，得到 无"),
        ("total = 90", 'grade = "好"', "这部规则不核定等次"),
    ],
)
def test_what_it_does_not_show_is_said(folder: Path, given: str, expect: str, said: str) -> None:
    (fault,) = _faults(folder, given, expect)
    assert said in fault
