"""Defaults that nobody confirmed are named in every result (scoring.md)."""

from typing import Any

from pinshi_cli.grading.weights import unconfirmed_line
from pinshi_cli.policy.book import Policy
from pinshi_cli.sheets.cells import Value
from tests.builders import grade, unit


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
