"""Lint finds the holes of a rule book: each kind of hole, and none where there is none."""

from fractions import Fraction

import pytest

from pinshi_cli.model.words import NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import read_policy, shipped
from pinshi_cli.policy.score_book import AdjustmentRule, Part
from pinshi_cli.policy.source import Source
from pinshi_cli.proof.lint import Linted, lint
from pinshi_cli.proof.lint_finding import ASSUMED, CONFLICT, OPEN, UNCITED, UNREACHABLE, WEIGHTS

CITED = Source("X1", origin="mine")


@pytest.fixture(scope="module")
def zhangdian() -> Policy:
    policy, faults = read_policy(shipped("zhangdian")[0])
    assert policy is not None, faults
    return policy


def said(linted: Linted, kind: str) -> str:
    return "\n".join(each.says for each in linted.findings if each.kind == kind)


def test_it_goes_through_every_quarter_and_every_year(zhangdian: Policy) -> None:
    linted = lint(zhangdian)
    shown = len(zhangdian.grades) + 6
    assert linted.years == shown**4
    assert linted.quarters > 1000


def test_a_measure_that_no_rule_settles_is_open(zhangdian: Policy) -> None:
    measures = tuple(rule for rule in zhangdian.measures if rule.id != "warning")
    found = said(lint(zhangdian._replace(measures=measures)), OPEN)
    assert "警告在本季怎样影响等次没有规定" in found
    assert "警告" not in said(lint(zhangdian), OPEN)


def test_a_class_of_the_negative_list_that_acts_later_is_not_open(zhangdian: Policy) -> None:
    negative = next(rule for rule in zhangdian.measures if NEGATIVE in rule.kinds)
    later = negative._replace(
        id="later", classes=("廉洁",), at_most="", exactly=(), standing="", later="年度时"
    )
    kept = tuple(rule for rule in zhangdian.measures if NEGATIVE not in rule.kinds)
    assert "廉洁" not in said(lint(zhangdian._replace(measures=(*kept, later))), OPEN)


def test_a_status_that_no_rule_settles_is_open(zhangdian: Policy) -> None:
    attendance = tuple(rule for rule in zhangdian.attendance if rule.id != "newcomer")
    found = said(lint(zhangdian._replace(attendance=attendance)), OPEN)
    assert "参加情况“试用期、新调入”没有规定" in found


def test_units_too_small_for_a_place_are_told(zhangdian: Policy) -> None:
    assert "参加考核的只有 1–2 人时，“好”名额取整为 0" in said(lint(zhangdian), OPEN)
    quota = zhangdian.quota
    assert quota is not None
    whole = zhangdian._replace(quota=quota._replace(share=Fraction(1)))
    assert "取整为 0" not in said(lint(whole), OPEN)


def test_the_case_that_the_source_leaves_open_is_told(zhangdian: Policy) -> None:
    assert "较差 1 次" in said(lint(zhangdian), OPEN)  # ZD9.2 says nothing of exactly one


def test_two_year_rules_that_say_otherwise_are_a_conflict(zhangdian: Policy) -> None:
    found = [each for each in lint(zhangdian).findings if each.kind == CONFLICT]
    assert any("一般 2 次、较差 2 次" in each.says for each in found)  # ZD9.2: both rules speak


def test_a_year_that_no_rule_decides_is_told(zhangdian: Policy) -> None:
    without = [
        zhangdian._replace(
            year_rules=tuple(rule for rule in zhangdian.year_rules if rule.id != gone.id)
        )
        for gone in zhangdian.year_rules
    ]
    assert any("没有规定年度结论" in said(lint(each), OPEN) for each in without)


def test_a_year_rule_that_never_decides_is_unreachable(zhangdian: Policy) -> None:
    never = zhangdian.year_rules[0]
    contrary = never._replace(
        id="never",
        title="不可能的一条",
        when=tuple(count._replace(least=5, most=None) for count in never.when),
    )
    twice = zhangdian._replace(year_rules=(*zhangdian.year_rules, contrary))
    assert "不可能的一条" in said(lint(twice), UNREACHABLE)


def test_bands_that_no_total_can_reach_are_told(zhangdian: Policy) -> None:
    fixed = zhangdian.parts[1]._replace(kind="fixed", groups=(), value=Fraction(100))
    low = zhangdian._replace(parts=(zhangdian.parts[0]._replace(weight=Fraction(1, 10)), fixed))
    low = low._replace(parts=(low.parts[0], fixed._replace(weight=Fraction(9, 10))))
    assert "分数段“较差”谁也落不进去" in said(lint(low), UNREACHABLE)
    minus = AdjustmentRule("minus", "减分", "减分", Fraction(40), CITED)
    assert said(lint(low._replace(adjustments=(minus,))), UNREACHABLE) == ""


def test_weights_that_miss_1_only_for_a_unit_of_two_scopes_are_told(zhangdian: Policy) -> None:
    first, second = zhangdian.parts
    words = ("公安局", "窗口单位")
    parts: tuple[Part, ...] = (
        first,
        second,
        first._replace(weight=Fraction(1, 2), source=CITED._replace(scope=words[:1])),
        second._replace(weight=Fraction(1, 2), source=CITED._replace(scope=words[:1])),
        second._replace(weight=Fraction(3, 10), source=CITED._replace(scope=words[1:])),
    )
    found = said(lint(zhangdian._replace(parts=parts)), WEIGHTS)
    assert "公安局、窗口单位" in found


def test_what_is_only_assumed_and_what_cites_no_clause_is_listed(zhangdian: Policy) -> None:
    linted = lint(zhangdian)
    assert "原文只说“按比例汇总”" in said(linted, ASSUMED)
    band = zhangdian.bands[0]
    vague = band._replace(source=band.source._replace(cite="惯例"))
    uncited = lint(zhangdian._replace(bands=(vague, *zhangdian.bands[1:])))
    assert "分数段·好" in said(uncited, UNCITED)
    assert said(linted, UNCITED) == ""


@pytest.mark.parametrize("pack", sorted({each.file for each in shipped()}))
def test_every_shipped_pack_can_be_linted_and_weighs_1_in_every_scope(pack: str) -> None:
    edition = next(each for each in shipped() if each.file == pack)
    policy, faults = read_policy(edition)
    assert policy is not None, faults
    linted = lint(policy)
    assert said(linted, WEIGHTS) == ""
    assert said(linted, UNCITED) == ""
