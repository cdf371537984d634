"""Values of a pack set otherwise, for `pinshi whatif`."""

from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.form import Raw
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.policy.settings import rebalanced, setting, with_settings

ZHANGDIAN = shipped("zhangdian")[0]


def changed(*texts: str, rebalance: bool = False, edition: Edition = ZHANGDIAN) -> Policy:
    settings = [setting(text) for text in texts]

    def change(raws: list[Raw]) -> list[Raw]:
        raws = with_settings(raws, settings)
        return [rebalanced(raw, settings) for raw in raws] if rebalance else raws

    policy, faults = read_policy(edition, change=change)
    if policy is None:
        raise Refusal(*faults)
    return policy


def weights(policy: Policy) -> dict[str, Fraction]:
    named = [(part.name, part.weight) for part in policy.parts]
    named += [(group.name, group.weight) for part in policy.parts for group in part.groups]
    return dict(named)


def test_a_band_is_set_by_its_grade() -> None:
    assert changed("bands.好.least=88").bands[0].least == 88


def test_a_rule_of_the_base_is_set_as_well() -> None:
    quota = changed("quota.share=30%").quota
    assert quota is not None
    assert quota.share == Fraction(3, 10)
    assert quota.source.origin == "national"


def test_all_settings_apply_together() -> None:
    policy = changed("parts.季度考核.weight=0.6", "parts.民主测评.weight=0.4")
    assert weights(policy)["季度考核"] == Fraction(3, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("parts.民主测评.weight=0.5", "P611"),
        ("parts.民主测评.weight=1.1", "P604"),
        ("parts.民主测评.wieght=0.3", "P602"),
        ("bands.好.least=很高", "P604"),
        ("measures.warning.then.at_most=良好", "P609"),
        ("bands.很好.least=88", "U709"),
        ("bands.好=88", "U709"),
        ("parts.民主测评.weight", "U708"),
        ("weight=0.5", "U708"),
        ("parts..weight=0.5", "U708"),
    ],
)
def test_a_setting_that_cannot_hold_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        changed(text)
    assert code in {each.code for each in refused.value.diagnostics}


def test_who_sets_one_weight_is_told_how_the_others_follow() -> None:
    with pytest.raises(Refusal) as refused:
        changed("parts.民主测评.weight=0.5")
    assert {each.hint for each in refused.value.diagnostics} == {
        "改到合计正好为 1；试算的加 --rebalance，其余的按比例变。"
    }


def test_rebalancing_scales_the_other_parts_and_leaves_what_was_set() -> None:
    policy = changed("parts.民主测评.weight=0.5", rebalance=True)
    assert weights(policy)["季度考核"] == Fraction(1, 2)
    assert weights(policy)["领导"] == Fraction(3, 5)


def test_rebalancing_rater_groups_leaves_the_parts_alone() -> None:
    policy = changed("parts.民主测评.groups.领导.weight=0.7", rebalance=True)
    assert weights(policy) == {
        "季度考核": Fraction(7, 10),
        "民主测评": Fraction(3, 10),
        "领导": Fraction(7, 10),
        "群众": Fraction(3, 10),
    }


def test_rebalancing_in_thirds_is_exact() -> None:
    text = ZHANGDIAN.text.replace(
        '{ name = "群众", weight = 0.4 },',
        '{ name = "群众", weight = 0.3 }, { name = "服务对象", weight = 0.1 },',
    )
    edition = Edition("mine.toml", text)
    policy = changed("parts.民主测评.groups.领导.weight=0.5", rebalance=True, edition=edition)
    assert weights(policy)["群众"] == Fraction(3, 8)
    assert weights(policy)["服务对象"] == Fraction(1, 8)


def test_a_rule_of_one_scope_is_told_apart_by_its_word() -> None:
    part = ZHANGDIAN.text.index("[[dimensions]]")
    window = """
[[scopes]]
name = "窗口单位"
cite = "X1"

[[parts]]
name = "民主测评"
from = "ratings"
weight = 0.3
groups = [{ name = "同事", weight = 0.5 }, { name = "服务对象", weight = 0.5 }]
cite = "X1"
scope = ["窗口单位"]

"""
    edition = Edition("mine.toml", ZHANGDIAN.text[:part] + window + ZHANGDIAN.text[part:])
    policy = changed("parts.民主测评@窗口单位.missing=error", edition=edition)
    said = {part.source.scope: part.missing for part in policy.parts if part.name == "民主测评"}
    assert said == {(): "share", ("窗口单位",): "error"}


def test_the_pack_itself_stays_as_it_was() -> None:
    changed("bands.好.least=88")
    policy, _ = read_policy(ZHANGDIAN)
    assert policy is not None
    assert policy.bands[0].least == 90
