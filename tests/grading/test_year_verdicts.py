"""A person's year by the quarters' grades, and what quarters still open leave of it."""

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest

from pinshi_cli.grading.year import rules_holding, verdict_of
from pinshi_cli.model.words import SHOWN, TO_STUDY
from pinshi_cli.policy.library import book_for
from tests.grading.years import NOTHING, ZD, rules, shown, year

OPEN = {None, "待定", "在外"}


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        ("好好好好", "可评优"),
        ("较较较好", "可评优"),
        ("较较较较", "称职"),
        ("好好好般", "称职"),
        ("较较较般", "称职"),
        ("好好般般", "基本称职"),
        ("好般般般", "基本称职"),
        ("般般般般", "基本称职"),
        ("好好好差", "需研究"),
        ("较较般差", "需研究"),
        ("好般般差", "需研究"),
        ("般般般差", "需研究"),
        ("好好差差", "不称职"),
        ("般般差差", "不称职"),
        ("差差差差", "不称职"),
        ("无无无无", "需研究"),
        ("册册册无", "需研究"),
        ("册册册较", "称职"),
        ("无册好无", "可评优"),
        ("册册般无", "称职"),
        ("册无差无", "需研究"),
    ],
)
def test_zd9_2_by_the_grades_that_stand(letters: str, verdict: str) -> None:
    found = year(letters)
    assert found.verdict == verdict
    assert rules(found)[0] == "ZD9.2"
    assert found.possible == ()


def test_the_order_of_the_quarters_does_not_matter() -> None:
    words = (*ZD.grades, "不确定等次", "未在册")
    for word in product(words, repeat=4):
        in_order = sorted(word, key=words.index)
        assert verdict_of(word, NOTHING, ZD) == verdict_of(in_order, NOTHING, ZD)


def test_of_two_rules_that_hold_both_are_said_and_the_heavier_decides() -> None:
    found = year("般般差差")
    assert found.verdict == "不称职"
    assert [("不称职" in each.text, "基本称职" in each.text) for each in found.reasons] == [
        (True, False),
        (False, True),
    ]
    holding = rules_holding(shown("般般差差"), NOTHING, ZD)
    assert {rule.verdict for rule in holding.rules} == {"不称职", "基本称职"}


# ---- quarters that may be any grade


@pytest.mark.parametrize("letters", ["好好好缺", "好定好好", "外好好好", "较较缺较", "般般缺定"])
def test_one_more_poor_quarter_would_open_any_other_verdict(letters: str) -> None:
    found = year(letters)
    assert found.verdict == "需研究"
    assert len(found.possible) > 1


@pytest.mark.parametrize("letters", ["差差缺缺", "差差定好", "外差差般"])
def test_two_poor_quarters_settle_the_year_whatever_the_others_are(letters: str) -> None:
    assert year(letters).verdict == "不称职"


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("好好好缺", "第四季度没有登记簿"),
        ("好定好好", "第二季度等次待定"),
        ("外好好好", "第一季度在外"),
    ],
)
def test_a_year_to_study_leads_with_the_quarter_that_lacks(letters: str, said: str) -> None:
    assert year(letters).reasons[0].text.startswith(said)


def test_the_reason_says_what_the_lacking_quarter_would_need_to_be() -> None:
    said = [reason.text for reason in year("好好好缺").reasons]
    assert "第四季度为“好”、“较好”的，可评优；为“一般”的，称职；为“较差”的，需研究" in said


def test_an_unknown_quarter_leaves_a_verdict_only_if_every_grade_brings_the_same() -> None:
    words = (*ZD.grades, "不确定等次", "待定", "在外", None)
    for quarters in product(words, repeat=4):
        if quarters[3] == "在外" or all(word is None for word in quarters):
            continue  # the latest quarter away settles the year; no register at all is said so
        if [word for word in quarters if word is not None][-1] == "在外":
            continue
        expected = {verdict_of(each, NOTHING, ZD).verdict for each in completions(quarters)}
        found = verdict_of(quarters, NOTHING, ZD)
        assert found.verdict == (expected.pop() if len(expected) == 1 else TO_STUDY), quarters


def completions(quarters: Sequence[str | None]) -> list[tuple[str, ...]]:
    """The year with every grade in place of each quarter that is open."""
    return list(product(*(ZD.grades if word in OPEN else (str(word),) for word in quarters)))


def test_a_year_without_any_register_is_to_study() -> None:
    found = year("缺缺缺缺")
    assert found.verdict == "需研究"
    assert "没有一个季度的登记簿" in found.reasons[0].text


# ---- by the national rules alone (A7), as packs without rules of their own take them

NATIONAL = book_for("national", date(2026, 12, 31))
A7 = ZD._replace(year_rules=NATIONAL.year_rules)


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        ("较较较好", "可评优"),
        ("较较较较", "称职"),
        ("好好好般", "称职"),
        ("好好般差", "称职"),
        ("好般般差", "需研究"),
        ("般般般般", "需研究"),
        ("差差差好", "需研究"),
        ("差差差差", "不称职"),
        ("差无册无", "不称职"),
        ("般较无无", "称职"),
        ("般差较无", "需研究"),
        ("无无无无", "需研究"),
    ],
)
def test_a7_more_than_half_of_the_quarters_that_stand(letters: str, verdict: str) -> None:
    assert year(letters, policy=A7).verdict == verdict


def test_a7_decides_every_year_there_is() -> None:
    for quarters in product((*ZD.grades, "不确定等次"), repeat=4):
        assert rules_holding(quarters, NOTHING, A7).rules, quarters


def test_a_policy_without_a_rule_for_the_year_leaves_it_to_the_unit() -> None:
    found = year("好好好好", policy=ZD._replace(year_rules=()))
    assert (found.verdict, found.reasons[0].rule) == ("需研究", "")
    assert "没有规定" in found.reasons[0].text


def test_every_word_that_a_quarter_may_show_brings_a_verdict_with_a_reason() -> None:
    for quarters in product((*ZD.grades, *SHOWN, None), repeat=4):
        found = verdict_of(quarters, NOTHING, ZD)
        assert found.reasons
