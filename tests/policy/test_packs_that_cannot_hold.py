"""What the shipped pack would be refused for, were it changed so: a rule that could never act."""

import pytest

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.library import Edition, read_policy, shipped


def changed(*changes: tuple[str, str], more: str = "") -> list[Diagnostic]:
    """The faults of the pack of 张店 after these replacements (was, now), each of which bites."""
    text = shipped("zhangdian")[0].text
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    policy, faults = read_policy(Edition("demo.toml", text + more))
    assert (policy is None) == bool(faults)
    return faults


def test_the_pack_as_it_is_has_no_fault() -> None:
    assert changed() == []


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ('name = "群众"', 'name = "领导"', "P607"),
        ('label = "领导测评占比"', 'label = "季度考核占比"', "P607"),
        ('kinds = ["告诫"]', 'kinds = ["告戒"]', "P605"),
        ('"不参加"]', '"不参家"]', "P605"),
        ('"民主测评"]', '"民主测平"]', "P605"),
        ('sheet = "加减分"', 'sheet = "加减"', "P605"),
    ],
)
def test_a_word_twice_or_a_word_that_no_register_holds_is_refused(
    was: str, now: str, code: str
) -> None:
    assert code in {fault.code for fault in changed((was, now))}


def test_the_nearest_word_of_the_register_is_offered() -> None:
    (fault,) = changed(('"民主测评"]', '"民主测平"]'))
    assert "民主测评" in fault.hint


@pytest.mark.parametrize(
    ("grade", "share", "most", "why"),
    [
        ("好", "0.5", "0.9", "of its own beside the base's, not named in replaces"),
        ("较差", "0.4", "0.4", "nobody stands below the lowest grade"),
    ],
)
def test_a_second_quota_is_refused(grade: str, share: str, most: str, why: str) -> None:
    quota = f'[quota]\ngrade = "{grade}"\nshare = {share}\nmost = {most}\nlabel = "q"\ncite = "z"\n'
    assert changed(("[decision]", f"{quota}\n[decision]")), why


def test_a_quota_of_the_lowest_grade_is_refused_even_where_it_replaces_the_bases() -> None:
    quota = '\n[quota]\ngrade = "较差"\nshare = 0.4\nmost = 0.4\nlabel = "q"\ncite = "z"\n'
    faults = changed(('"attendance.leave"', '"attendance.leave", "quota"'), more=quota)
    assert [(fault.code, fault.where.key) for fault in faults] == [("P609", "quota.grade")]


def test_a_quota_may_replace_the_bases_by_name() -> None:
    quota = '\n[quota]\ngrade = "好"\nshare = 0.3\nmost = 0.35\nlabel = "q"\ncite = "z"\n'
    assert changed(('"attendance.leave"', '"attendance.leave", "quota"'), more=quota) == []


@pytest.mark.parametrize(
    "changes",
    [
        (
            ("weight = 0.6, label", "weight = 0, label"),
            ('"群众", weight = 0.4', '"群众", weight = 1'),
        ),
        (("weight = 0.7", "weight = 1"), ("weight = 0.3", "weight = 0")),
    ],
)
def test_a_weight_of_nothing_is_refused(changes: tuple[tuple[str, str], ...]) -> None:
    assert "P604" in {fault.code for fault in changed(*changes)}


def test_a_fault_of_form_does_not_hide_a_fault_of_sense() -> None:
    faults = changed(
        ("decimals = 2", "decimals = 2\nzzz = 1"), ("weight = 0.3\n", "weight = 0.4\n")
    )
    assert {fault.code for fault in faults} == {"P602", "P611"}


def test_a_rule_of_attendance_looks_at_time_away_or_at_leave_but_not_at_both() -> None:
    faults = changed(("away_months = 6", "away_months = 6\nleave_share = 0.5"))
    assert ("P608", "attendance[0]") in [(fault.code, fault.where.key) for fault in faults]


def test_a_rule_named_in_replaces_must_have_its_replacement() -> None:
    faults = changed(('"attendance.leave"', '"attendance.leave", "terms.警告"'))
    assert ("P618", "policy.replaces[4]") in [(fault.code, fault.where.key) for fault in faults]


def test_every_kind_of_fault_is_found_in_one_run() -> None:
    text = """
[policy]
id = "mine"
name = "本单位办法"
source = "某字〔2026〕1号"
base = "zhangdian"

[[parts]]
name = "季度考核"
from = "indicators"
weight = 1.1
wieght = 0.5
cite = "X1"

[[bands]]
grade = "好"
least = 0
cite = "X1"

[[measures]]
id = "warning"
title = "警告"
when = { kinds = ["警告"], span = "dated" }
then = { at_most = "优良" }
cite = "X1"

[[measures]]
id = "warning"
title = "记过"
when = { kinds = ["记过"], span = "dated" }
then = { at_most = "好" }
cite = "X1"
"""
    policy, faults = read_policy(Edition("mine.toml", text))
    assert policy is None
    assert {(fault.code, fault.where.key) for fault in faults} == {
        ("P602", "parts[0].wieght"),  # an unknown key
        ("P604", "parts[0].weight"),  # a weight of 1.1
        ("P606", "policy.effective_from"),  # an edition without a date
        ("P607", "measures[1]"),  # two rules of one id
        ("P609", "measures[0].then.at_most"),  # a grade that is none
        ("P615", "policy.base"),  # a base that names a base
    }
    assert all(fault.hint for fault in faults)
