"""The year's rules of a pack: each fault an error with its key path."""

import pytest

from tests.policy.demo_pack import SOUND, faults_of

YEAR = (
    SOUND
    + """
[[shares]]
label = "优秀比例"
most = 0.25
cite = "D11"

[year]
weight = 0.6
decimals = 2
cite = "D12"

[year_quota]
share = 0.2
label = "优秀比例"
cite = "D11"

[[year_ties]]
by = "best"
cite = "D11"

[[year_ends]]
id = "demerit"
title = "记过"
verdict = "不确定等次"
when = { kinds = ["记过"] }
cite = "D13"

[[year_ends]]
id = "refused"
title = "不参加"
verdict = "不参加"
when = { shown = ["不参加"] }
cite = "D14"

[[year_rules]]
id = "best"
title = "都是优"
verdict = "可评优"
when = [{ grades = ["优"], least = 1 }, { grades = ["良"], most = 0 }]
cite = "D15"

[[year_rules]]
id = "rest"
title = "有良"
verdict = "称职"
when = [{ grades = ["良"], over = 0.5 }]
cite = "D15"

[[year_ceilings]]
id = "warned"
title = "警告"
kinds = ["警告"]
bars = ["可评优"]
verdict = "称职"
cite = "D16"
"""
)


def test_the_year_that_these_tests_spoil_is_sound() -> None:
    assert faults_of(YEAR) == []


@pytest.mark.parametrize(
    ("was", "now", "code", "key"),
    [
        # words
        ('verdict = "可评优"\nwhen', 'verdict = "优秀"\nwhen', "P605", "year_rules[0].verdict"),
        ('{ grades = ["优"], least', '{ grades = ["好"], least', "P609", "year_rules[0].when"),
        ('kinds = ["记过"]', 'kinds = ["记过处分"]', "P605", "year_ends[0].when.kinds"),
        ('shown = ["不参加"]', 'shown = ["缺考"]', "P605", "year_ends[1].when.shown"),
        ('shown = ["不参加"]', 'latest = ["请假"]', "P605", "year_ends[1].when.latest"),
        ('kinds = ["警告"]\nbars', 'kinds = ["警吿"]\nbars', "P605", "year_ceilings[0].kinds"),
        ('bars = ["可评优"]', 'bars = ["好"]', "P605", "year_ceilings[0].bars[0]"),
        ('by = "best"', 'by = "age"', "P605", "year_ties[0].by"),
        # one condition
        ('{ kinds = ["记过"] }', "{ }", "P608", "year_ends[0].when"),
        (
            '{ kinds = ["记过"] }',
            '{ kinds = ["记过"], leave_share = 0.5 }',
            "P608",
            "year_ends[0].when",
        ),
        (
            'shown = ["不参加"]',
            'shown = ["不参加"], years = [-1]',
            "P602",
            "year_ends[1].when.years",
        ),
        (
            'kinds = ["记过"] }',
            'kinds = ["记过"], span = "open", over_months = 12 }',
            "P602",
            "year_ends[0].when.over_months",
        ),
        # numbers
        ("least = 1 }", "least = 5 }", "P604", "year_rules[0].when[0].least"),
        ("most = 0 }", "most = 0, share = 1 }", "P602", "year_rules[0].when[1].share"),
        ("over = 0.5", "over = 1.5", "P604", "year_rules[1].when[0].over"),
        ("over = 0.5", "over = 1", "P604", "year_rules[1].when"),
        ("least = 1 }", "least = 3, most = 2 }", "P604", "year_rules[0].when"),
        (
            "least = 1 }",
            "least = 3 }, { grades = ['良'], least = 2 }",
            "P604",
            "year_rules[0].when",
        ),
        ("weight = 0.6\ndecimals", "weight = 6\ndecimals", "P604", "year.weight"),
        # the quota and its share
        ("share = 0.2\n", "share = 0.3\n", "P604", "year_quota.share"),
        (
            'share = 0.2\nlabel = "优秀比例"',
            'share = 0.2\nlabel = "优比"',
            "P610",
            "year_quota.label",
        ),
        # a ceiling only makes heavier
        ('bars = ["可评优"]', 'bars = ["不称职"]', "P608", "year_ceilings[0].bars"),
        ('bars = ["可评优"]', 'bars = ["称职"]', "P608", "year_ceilings[0].bars"),
    ],
)
def test_a_fault_of_the_year_stands_at_its_key(was: str, now: str, code: str, key: str) -> None:
    assert YEAR.count(was) == 1
    found = faults_of(YEAR.replace(was, now))
    assert [(each.code, each.where.key) for each in found] == [(code, key)]
    assert all(each.hint for each in found)
