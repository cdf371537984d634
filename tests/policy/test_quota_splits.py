"""What a pack may not say of the split of the quota."""

import pytest

from tests.policy.demo_pack import SOUND, faults_of

BY_OFFICE = '[[quota_groups]]\nby = "内设机构"\ncite = "D11"\n'
BY_TIER = '[[quota_groups]]\nby = "层级"\ncite = "D11"\n'
BY_WORK = '[[quota_groups]]\nby = "中心工作"\ncite = "D11"\n'
SCOPES = '[[scopes]]\nname = "公安局"\ncite = "D12"\n[[scopes]]\nname = "检察院"\ncite = "D12"\n'


def factor(said: str) -> str:
    return f'[[quota_factors]]\nid = "f"\nfactor = 1.5\ncite = "D11"\n{said}\n'


def scoped(rule: str, word: str) -> str:
    return f'{rule}scope = ["{word}"]\n'


@pytest.mark.parametrize(
    "more",
    [
        BY_TIER,
        BY_OFFICE + factor('of = "得分"\nleast = 90'),
        BY_OFFICE + factor('of = "档次"\nvalue = "优"'),
        BY_OFFICE + factor('of = "中心工作"\nvalue = "否"'),
        BY_WORK + factor('of = "中心工作"\nvalue = "是"'),
        BY_OFFICE + factor('of = "档次"\nvalue = "差"').replace("1.5", "0"),
        SCOPES + scoped(BY_TIER, "公安局") + scoped(BY_OFFICE, "综合类"),
        SCOPES + scoped(BY_OFFICE, "公安局") + scoped(BY_TIER, "检察院"),
    ],
)
def test_a_split_that_can_act_is_sound(more: str) -> None:
    assert faults_of(f"{SOUND}\n{more}") == []


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        (BY_OFFICE + factor('of = "得分"'), "P606", "quota_factors[0].least"),
        (BY_OFFICE + factor('of = "得分"\nvalue = "优"'), "P602", "quota_factors[0].value"),
        (BY_OFFICE + factor('of = "档次"'), "P606", "quota_factors[0].value"),
        (BY_OFFICE + factor('of = "档次"\nleast = 9'), "P602", "quota_factors[0].least"),
        (BY_OFFICE + factor('of = "中心工作"\nvalue = "对"'), "P605", "quota_factors[0].value"),
        (BY_TIER + factor('of = "得分"\nleast = 90'), "P602", "quota_factors[0].of"),
        (BY_WORK + factor('of = "档次"\nvalue = "优"'), "P602", "quota_factors[0].of"),
        (factor('of = "中心工作"\nvalue = "是"'), "P602", "quota_factors[0].of"),
        (BY_TIER + BY_OFFICE, "P607", "quota_groups"),
        (SCOPES + BY_TIER + scoped(BY_OFFICE, "公安局"), "P607", "quota_groups"),
        (
            SCOPES + scoped(BY_OFFICE, "公安局") + scoped(BY_TIER, "公安局"),
            "P607",
            "quota_groups",
        ),
        (
            SCOPES
            + scoped(BY_OFFICE, "公安局")
            + scoped(factor('of = "档次"\nvalue = "优"'), "检察院"),
            "P602",
            "quota_factors[0].of",
        ),
    ],
)
def test_a_split_that_cannot_act_or_acts_twice_is_an_error(more: str, code: str, key: str) -> None:
    faults = faults_of(f"{SOUND}\n{more}")
    assert (code, key) in [(fault.code, fault.where.key) for fault in faults]
    assert all(fault.hint for fault in faults)
