"""Defaults that nobody confirmed are named in every result (scoring.md)."""

from fractions import Fraction
from typing import Any

from pinshi_cli.grading.unconfirmed import unconfirmed_line
from pinshi_cli.policy.book import Policy, QuotaFactor, QuotaGroup
from pinshi_cli.policy.score_book import IndicatorRule, Level
from pinshi_cli.sheets.cells import Value
from tests.builders import grade, unit
from tests.grading.made import group, part, policy_of, register_of, rule, source


def sure(rule: Any) -> Any:  # noqa: ANN401 - any rule that has a source
    return rule._replace(source=rule.source._replace(assumed=""))


def confirmed(policy: Policy) -> Policy:
    """The policy as if its sources said everything that it assumes."""
    many = ("parts", "dimensions", "bands", "attendance", "measures", "terms", "ties")
    rules: dict[str, Any] = {kind: tuple(map(sure, getattr(policy, kind))) for kind in many}
    return policy._replace(score=sure(policy.score), quota=sure(policy.quota), **rules)


def test_the_line_names_each_open_parameter_with_its_default() -> None:
    result = grade(unit([80]))
    line = unconfirmed_line(result.register, result.policy)
    assert line.startswith("以下参数为默认值，本单位尚未确认：")
    for said in ("季度考核占比 0.7", "领导测评占比 0.6", "好等次比例 0.4", "2 位小数"):
        assert said in line


def test_what_the_register_states_is_no_longer_open() -> None:
    items: dict[str, Value] = {"季度考核占比": 0.6, "领导测评占比": "50%", "好等次比例": 0.3}
    result = grade(unit([80], items=items))
    line = unconfirmed_line(result.register, result.policy)
    for label in items:
        assert label not in line


def test_a_weight_that_is_stated_settles_what_it_leaves_to_the_other() -> None:
    result = grade(unit([80], items={"季度考核占比": 0.6}))
    line = unconfirmed_line(result.register, result.policy)
    assert "季度考核占比" not in line
    assert "领导测评占比" in line


def test_a_policy_that_assumes_nothing_leaves_nothing_open() -> None:
    result = grade(unit([80]))
    assert unconfirmed_line(result.register, confirmed(result.policy)) == ""


def assumed(*rules: Any) -> tuple[Any, ...]:  # noqa: ANN401 - rules of any kind
    return tuple(each._replace(source=source("T1", "原文未定")) for each in rules)


def named(**more: Any) -> list[str]:  # noqa: ANN401 - any table of a policy
    """What the line names of a policy that is sure of everything else."""
    policy = confirmed(policy_of(part()))._replace(**more)
    _, _, line = unconfirmed_line(register_of(), policy).partition("：")
    return line.split("；") if line else []


def test_every_table_that_a_quarter_is_graded_by_may_hold_defaults() -> None:
    policy = policy_of(part())
    five = (*assumed(policy.dimensions[0]), *policy.dimensions[1:])
    assert named(dimensions=five) == ["维度满分 德15 能15 勤15 绩40 廉15"]
    assert named(bands=assumed(*policy.bands)) == ["分数线 好90 较好75 一般60 较差0"]
    assert named(adjustments=assumed(rule("加分", 5, title="表彰"))) == ["表彰上限 5"]
    assert named(levels=assumed(Level("完成", Fraction("0.8"), source()))) == ["完成档次“完成” 0.8"]
    own = IndicatorRule("任务", "绩", "个性", Fraction(30), source())
    assert named(indicators=assumed(own)) == ["指标“任务”满分 30"]
    assert named(quota_groups=assumed(QuotaGroup("层级", source()))) == ["名额分组 按层级"]
    factor = QuotaFactor("一", "档次", Fraction("1.2"), source(), value="优秀")
    assert named(quota_factors=assumed(factor)) == ["名额系数（档次优秀） 1.2"]


def test_of_a_table_with_many_defaults_only_their_number_is_told() -> None:
    rules = [rule("加分", n, title=f"加分{n}") for n in range(1, 5)]
    assert named(adjustments=assumed(*rules[:3])) == ["加分1上限 1", "加分2上限 2", "加分3上限 3"]
    assert named(adjustments=assumed(*rules)) == ["加减分上限 4 项"]


def test_an_assumed_part_says_how_it_is_reckoned() -> None:
    (whole,) = assumed(part(aggregate="trimmed", trim_from=5, void=("all-full",), min_raters=3))
    assert named(parts=(whole,)) == ["部分 满 5 张去掉最高最低各 1 张、废票不计、至少 3 张"]
    halves = assumed(part("fixed", "0.5", name="甲"), part("months", "0.5", name="乙"))
    assert named(parts=halves) == [
        *("甲权重 0.5", "乙权重 0.5", "甲 固定 100 分", "乙 折算 好95 较好80 一般65 较差30"),
    ]


def test_a_weight_that_is_the_whole_is_nothing_to_confirm() -> None:
    assert named(parts=assumed(part(groups=(group("同事"),)))) == []
