"""A pack's examples: run, held against what they expect, and told where they are no examples."""

import pytest

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.proof.examples import run_examples

ZHANGDIAN = shipped("zhangdian")[0]


def _with(given: str, expect: str) -> Policy:
    """The pack of 张店 with this one example in place of its own."""
    rules = ZHANGDIAN.text.partition("[[examples]]")[0]
    example = f'[[examples]]\nname = "例"\ngiven = {{ {given} }}\nexpect = {{ {expect} }}\n'
    policy, faults = read_policy(Edition("例.toml", rules + example))
    assert policy is not None, faults
    return policy


@pytest.mark.parametrize("edition", shipped(), ids=lambda edition: edition.file)
def test_every_example_of_a_shipped_pack_holds(edition: Edition) -> None:
    policy, faults = read_policy(edition)
    assert policy is not None, faults
    assert run_examples(policy, edition.file) == []


def test_an_example_is_told_what_came_out_instead() -> None:
    faults = run_examples(_with("total = 89", 'grade = "好", rule = "ZD9"'), "例.toml")
    assert [fault.code for fault in faults] == ["P619", "P619"]
    assert "grade 应为 好，得到 较好" in faults[0].message
    assert "应依据 ZD9，实际依据 ZD7.1" in faults[1].message
    assert faults[0].where.key == "examples[0]"


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ("", 'grade = "好"', "given.total 应写"),
        ('total = "九十"', 'grade = "好"', "given.total 应写"),
        ("total = 101", 'grade = "好"', "given.total 应写"),
        ("total = true", 'grade = "好"', "given.total 应写"),
        ('total = 90, quarter = "2026"', 'grade = "好"', "given.quarter 应写"),
        ('total = 90, attendance = "在家"', 'grade = "好"', "given.attendance 应写"),
        ('total = 90, begin = "元旦"', 'grade = "好"', "given.begin 应写"),
        ("total = 90, end = 2026", 'grade = "好"', "given.end 应写"),
        ('total = 90, measures = "警告"', 'grade = "好"', "given.measures 应写"),
        ("total = 90, measures = [{ kind = 1 }]", 'grade = "好"', "given.measures 应写"),
        ("total = 90, measures = [{ since = 1 }]", 'grade = "好"', "given.measures 应写"),
        ("total = 90, others = [200]", 'grade = "好"', "given.others 应写"),
        ("total = 90, grand = 1", 'grade = "好"', "given 不认识 grand"),
        ("total = 90", "graed = 1", "expect 不认识 graed"),
        ("total = 90", "", "expect 没有写要得到什么"),
    ],
)
def test_an_example_that_is_none_is_an_error_not_a_crash(
    given: str, expect: str, said: str
) -> None:
    faults = run_examples(_with(given, expect), "例.toml")
    assert any(said in fault.message for fault in faults)
    assert {fault.code for fault in faults} == {"P619"}
