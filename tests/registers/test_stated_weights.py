"""Weights that 基本信息 states under a policy's labels (scoring.md, step 2: they sum to 1)."""

from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.register import Stated
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.registers.stated import weights_that_miss_one
from pinshi_cli.sheets.cells import Value
from tests.builders import Result, grade, unit


def with_labels() -> Policy:
    """The pack of 张店 in which both rater groups have a label."""
    text = shipped("zhangdian")[0].text.replace(
        '"群众", weight = 0.4', '"群众", weight = 0.4, label = "群众测评占比"'
    )
    policy, faults = read_policy(Edition("demo.toml", text))
    assert policy is not None, faults
    return policy


def stated(leaders: Value, others: Value) -> Result:
    """A unit that states both weights, by that pack."""
    policy = with_labels()
    items = {"领导测评占比": leaders, "群众测评占比": others}
    return grade(unit([80, 70], items=items), lambda _named, _day: policy)


@pytest.mark.parametrize(
    ("leaders", "others"), [(0.6, 0.4), ("60%", 0.4), (0.1, 0.9), ("33.3%", "66.7%")]
)
def test_both_labels_of_a_sum_may_be_stated_where_they_make_one(
    leaders: Value, others: Value
) -> None:
    result = stated(leaders, others)
    assert result.errors() == []
    weights = [group.weight for group in result["001"].parts[1].groups]
    assert sum(weights) == 1
    assert weights[1] == Fraction(str(others).rstrip("%")) / (100 if "%" in str(others) else 1)


@pytest.mark.parametrize(
    ("leaders", "others"), [(0.6, 0.5), (0.6, 0.3), ("33.3%", "66.6%"), (0.999, 0.999)]
)
def test_both_labels_of_a_sum_that_miss_one_are_an_error_and_withhold_everyone(
    leaders: Value, others: Value
) -> None:
    result = stated(leaders, others)
    assert result.errors() == [("R209", "基本信息", "B7")]
    assert set(result.standings().values()) == {"withheld"}


@pytest.mark.parametrize(
    ("labels", "values", "at_fault"),
    [
        (["a", "b"], {"a": "0.6", "b": "0.4"}, set()),
        (["a", "b"], {"a": "0.6", "b": "0.39"}, {"b"}),
        (["a", "b"], {"a": "0.6"}, set()),
        (["a", "b"], {}, set()),
        # a third weight, stated or not, must be left something
        (["a", "b", "c"], {"a": "0.6", "b": "0.3"}, set()),
        (["a", "b", "c"], {"a": "0.6", "b": "0.4"}, {"b"}),
        (["a", "b", "c"], {"a": "0.6", "c": "0.5"}, {"c"}),
        (["a", "b", ""], {"a": "0.6", "b": "0.4"}, {"b"}),
        (["a", "b", ""], {"a": "0.6", "b": "0.3"}, set()),
        (["a", "b", "c"], {"a": "0.5", "b": "0.3", "c": "0.2"}, set()),
        (["a", "b", "c"], {"a": "0.5", "b": "0.3", "c": "0.1"}, {"c"}),
    ],
)
def test_stated_weights_leave_the_others_something_and_all_of_them_make_one(
    labels: list[str], values: dict[str, str], at_fault: set[str]
) -> None:
    said = {
        label: Stated(Fraction(value), Place("季度.xlsx", "基本信息", row, 2))
        for row, (label, value) in enumerate(values.items(), 2)
    }
    found = weights_that_miss_one(said, [labels])
    assert set(found) == at_fault
    for label, fault in found.items():
        assert (fault.code, fault.where) == ("R209", said[label].at)


def test_the_sums_of_different_parts_are_not_added_up_together() -> None:
    said = {label: Stated(Fraction("0.7"), Place()) for label in ("a", "b")}
    assert weights_that_miss_one(said, [["a", ""], ["b", ""]]) == {}
