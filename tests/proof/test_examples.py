"""A pack's examples: run, held against what they expect, and told where they are no examples."""

import pytest

from tests.proof.packs import faults


def test_an_example_that_holds_says_nothing() -> None:
    assert faults("total = 90", 'grade = "好", score = "90.00", rule = "ZD7.1"') == []


def test_an_example_is_told_what_came_out_instead() -> None:
    first, second = faults("total = 89", 'grade = "好", rule = "ZD9"')
    assert first == "grade 应为 好，得到 较好"
    assert second == "应依据 ZD9，实际依据 ZD7.1"


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ("", 'grade = "好"', "given.total 应写"),
        ('total = "九十"', 'grade = "好"', "given.total 应写"),
        ("total = 101", 'grade = "好"', "given.total 应写"),
        ("total = true", 'grade = "好"', "given.total 应写"),
        ('total = 90, parts = { "季度考核" = 90, "民主测评" = 90 }', 'grade = "好"', "只写一个"),
        ('parts = { "季度考核" = 90 }', 'grade = "好"', "given.parts 里没有部分“民主测评”"),
        ('parts = { "考核" = 90 }', 'grade = "好"', "given.parts 不认识部分“考核”"),
        ('parts = { "季度考核" = "好" }', 'grade = "好"', "given.parts 应写"),
        ('total = 90, quarter = "2026"', 'grade = "好"', "given.quarter 应写"),
        ('total = 90, attendance = "在家"', 'grade = "好"', "given.attendance 应写"),
        ('total = 90, begin = "元旦"', 'grade = "好"', "given.begin 应写"),
        ("total = 90, end = 2026", 'grade = "好"', "given.end 应写"),
        ('total = 90, measures = "警告"', 'grade = "好"', "given.measures 应写"),
        ("total = 90, measures = [{ kind = 1 }]", 'grade = "好"', "given.measures 应写"),
        ("total = 90, measures = [{ since = 1 }]", 'grade = "好"', "given.measures 应写"),
        ("total = 90, others = [200]", 'grade = "好"', "given.others 应写"),
        ("total = 90, scope = [1]", 'grade = "好"', "given.scope 应写"),
        ('total = 90, scope = ["公安局"]', 'grade = "好"', "“公安局”不是适用机关"),
        ("total = 90, category = 1", 'grade = "好"', "given.category 应写"),
        ('total = 90, adjustments = [{ kind = "加" }]', 'grade = "好"', "given.adjustments 应写"),
        ("total = 90, grand = 1", 'grade = "好"', "given 不认识 grand"),
        ("total = 90", "graed = 1", "expect 不认识 graed"),
        ("total = 90", 'verdict = "称职"', "expect 不认识 verdict"),
        ("total = 90", "", "expect 没有写要得到什么"),
        ('register = "甲", total = 90', 'grade = "好"', "given 不认识 total"),
        ('register = "甲", without = ["别的"]', "codes = []", "given.without 应写"),
        ('register = "甲"', 'grade = "好"', "expect 不认识 grade"),
        ('quarters = "好"', 'verdict = "称职"', "given.quarters 应写"),
        ('quarters = ["好"]', 'verdict = "称职"', "given.quarters 应写四个季度"),
        ('quarters = ["好", "优", "好", "好"]', 'verdict = "称职"', "given.quarters 应写四个季度"),
        ('quarters = ["好", "好", "好", "好"], leave_days = 0.5', "rule = 'x'", "leave_days 应写"),
        ('use = "promotion"', 'listed = ""', "given.facts 应写"),
        ('use = "promoting", facts = {}', 'listed = ""', "given.use 应写"),
        ('use = "promotion", facts = { age = "老" }', 'listed = ""', "given.facts.age 应写数"),
    ],
)
def test_an_example_that_is_none_is_an_error_not_a_crash(
    given: str, expect: str, said: str
) -> None:
    found = faults(given, expect)
    assert any(said in fault for fault in found), found


def test_a_status_that_no_rule_settles_leaves_nobody_graded() -> None:
    """As the reader has it: an example cannot pass by a word that the pack forgets."""
    from tests.policy.demo_pack import SOUND

    assert faults('total = 90, attendance = "试用期"', 'standing = "withheld"', SOUND) == []
    assert faults("total = 90", 'standing = "graded", grade = "优"', SOUND) == []
