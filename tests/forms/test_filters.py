"""The filters of templates: what each prints, and that nothing else comes out or goes in."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pinshi_cli.forms.filters import FILTERS
from pinshi_cli.forms.plain import NotPlain
from pinshi_cli.forms.template import compile_template
from tests.forms.made import sheet

DAY = date(2026, 3, 31)
PEOPLE = [{"姓名": "王伟", "序": 1}, {"姓名": "丁一", "序": 2}, {"姓名": "王伟", "序": 3}]


@pytest.mark.parametrize(
    ("name", "value", "arguments", "printed"),
    [
        ("日期", DAY, (), "2026年3月31日"),
        ("日期", "2026-03-31", (), "2026年3月31日"),
        ("日期", "2026.3", (), "2026年3月"),
        ("日期", "", (), ""),
        ("日期", None, (), ""),
        ("大写日期", DAY, (), "二〇二六年三月三十一日"),
        ("大写日期", "2026年3月", (), "二〇二六年三月"),
        ("大写年月", DAY, (), "二〇二六年三月"),
        ("年月", date(1995, 3, 8), (), "1995.03"),
        ("年月", "1995年3月", (), "1995.03"),
        ("年月", "199503", (), "1995.03"),
        ("年月", Decimal("1995.03"), (), "1995.03"),
        ("年月", "", (), ""),
        ("大写", 48, (), "四十八"),
        ("大写", Decimal("91.35"), (), "九十一点三五"),
        ("大写", "12", (), "十二"),
        ("大写", "", (), ""),
        ("顿号", ["张三", "", "李四"], (), "张三、李四"),
        ("顿号", PEOPLE, (), "王伟、丁一、王伟"),
        ("顿号", PEOPLE, ("，", "序"), "1，2，3"),
        ("顿号", [], (), ""),
        ("勾选", "好", ("好", "较好"), "☑"),
        ("勾选", "一般", ("好", "较好"), "☐"),
        ("勾选", ["公示", "反馈"], ("反馈",), "☑"),
        ("勾选", "是", (), "☑"),
        ("勾选", "否", (), "☐"),
        ("勾选", "", (), "☐"),
        ("勾选", True, (), "☑"),
        ("勾选", False, (), "☐"),
        ("勾选", 0, (), "☐"),
        ("勾选", Decimal(1), (1,), "☑"),
        ("笔画序", ["李四", "丁一", "王五"], (), ["丁一", "王五", "李四"]),
        ("笔画序", PEOPLE, (), [PEOPLE[1], PEOPLE[0], PEOPLE[2]]),
        ("拼音序", ["王五", "李四", "丁一"], (), ["丁一", "李四", "王五"]),
        ("每行", ["甲", "乙", "丙"], (2,), [["甲", "乙"], ["丙", ""]]),
        ("每行", PEOPLE, (2,), [PEOPLE[:2], [PEOPLE[2], {"姓名": "", "序": ""}]]),
        ("每行", [], (4,), []),
        ("分段", "　　一。\n\n二。", (), ["一。", "二。"]),
        ("分段", "核对报表；" * 9, (20,), ["核对报表；" * 4, "核对报表；" * 4, "核对报表；"]),
        ("分段", "字" * 45, (20,), ["字" * 20, "字" * 20, "字" * 5]),
        ("分段", "", (), []),
    ],
)
def test_a_filter_prints(name: str, value: object, arguments: tuple[Any], printed: object) -> None:
    assert FILTERS[name](value, *arguments) == printed


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("日期", "date"),
        ("大写日期", "chinese_date"),
        ("大写年月", "chinese_month"),
        ("年月", "year_month"),
        ("大写", "chinese_number"),
        ("笔画序", "by_strokes"),
        ("拼音序", "by_pinyin"),
        ("每行", "rows"),
        ("分段", "paragraphs"),
        ("勾选", "tick"),
        ("顿号", "join"),
    ],
)
def test_every_filter_has_a_chinese_and_an_english_name(chinese: str, english: str) -> None:
    assert FILTERS[chinese] is FILTERS[english]
    assert len(FILTERS) == 22


@pytest.mark.parametrize(
    ("name", "value", "arguments", "why"),
    [
        ("日期", "三月底", (), "“三月底”不是日期"),
        ("日期", "2026-02-30", (), "“2026-02-30”不是日期"),
        ("年月", "2026.13", (), "不是日期"),
        ("日期", ["2026-03-31"], (), "这是一串数据"),
        ("日期", 10**29, (), "不是日期"),
        ("大写", "很多", (), "“很多”写不成汉字数字"),
        ("大写", "1E+999999999", (), "写不成汉字数字"),
        ("大写", "1E-999999999", (), "写不成汉字数字"),
        ("大写", 10**25, (), "写不成汉字数字"),
        ("大写", True, (), "这不是数"),
        ("大写", [1], (), "这不是数"),
        ("笔画序", "张三", (), "这不是一串数据"),
        ("笔画序", PEOPLE, ("名字",), "没有“名字”一项"),
        ("拼音序", PEOPLE, (["姓名"],), "这里要写一个词"),
        ("笔画序", [["张三"]], (), "这是一串数据"),
        ("顿号", ["甲", "乙"], ("、" * 1000,), "这里要写一个词，最多 20 个字"),
        ("顿号", ["甲", {}], (), "没有“姓名”一项"),
        ("每行", ["甲"], (0,), "每行的个数"),
        ("每行", ["甲"], (10**9,), "每行的个数"),
        ("每行", ["甲"], ("2",), "每行的个数"),
        ("每行", ["甲"], (True,), "每行的个数"),
        ("分段", "一。", (0,), "分段的字数"),
        ("分段", "一。", (True,), "分段的字数"),
        ("分段", ["一。"], (), "这是一串数据"),
        ("勾选", {"好": 1}, ("好",), "这是一串数据"),
        ("勾选", "好", (["好"],), "这是一串数据"),
    ],
)
def test_a_filter_says_what_it_cannot_print(
    name: str, value: object, arguments: tuple[Any], why: str
) -> None:
    with pytest.raises(NotPlain, match=why):
        FILTERS[name](value, *arguments)


def test_a_filter_changes_nothing_that_it_is_given() -> None:
    names, people = ["李四", "丁一"], [dict(one) for one in PEOPLE]
    FILTERS["笔画序"](names)
    FILTERS["每行"](people, 2)[-1].append("more")
    assert names == ["李四", "丁一"]
    assert people == PEOPLE


def test_the_guide_lists_every_filter_under_both_names_with_an_example_that_compiles() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
    rows = [
        re.split(r"(?<!\\)\|", line)[1:4]
        for line in guide.splitlines()
        if line.startswith("| ") and ("{{" in line or "{%" in line)
    ]
    named = {word.strip() for chinese, english, _ in rows for word in (chinese, english)}
    assert named == set(FILTERS)
    for chinese, english, example in rows:
        assert FILTERS[chinese.strip()] is FILTERS[english.strip()]
        for written in re.findall("`([^`]+)`", example.replace("\\|", "|")):
            ends = "x{% endfor %}" if "{% for" in written else ""
            assert chinese.strip() in example
            compile_template("模板.xlsx", sheet({"A1": written.replace("行[0]", "人员[0]") + ends}))
