"""The tree of figures of every kind of part and of 加减分, down to the cells."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinshi_cli.grading.outlook import next_step
from pinshi_cli.grading.trace import total_figure
from pinshi_cli.model.figure import Figure, recomputed
from pinshi_cli.policy.score_book import Level
from tests.grading.every_kind import every_kind, register_of_every_kind
from tests.grading.made import (
    graded,
    indicator,
    item,
    outcome,
    part,
    points,
    policy_of,
    rating,
    register_of,
    rule,
    source,
    totals,
)


def every(figure: Figure) -> Iterator[Figure]:
    yield figure
    for each in figure.inputs:
        yield from every(each)


def test_each_persons_tree_comes_to_the_total() -> None:
    policy, register = every_kind(), register_of_every_kind()
    found = graded(policy, register).outcomes
    # 003 lacks a month, so has no total; 004 has one for information
    assert [each.total is None for each in found] == [False, False, True, False]
    for each in found:
        figure = total_figure(each, register, policy)
        assert (figure is None) == (each.total is None)
        if figure is not None:
            assert figure.value == recomputed(figure) == each.total
            assert all(recomputed(one) == one.value for one in every(figure))


def names(figure: Figure) -> dict[str, Figure]:
    return {each.name: each for each in every(figure)}


@pytest.mark.parametrize(
    ("name", "sheet", "cell", "value"),
    [
        ("任务", "指标评分", "C2", Fraction("26.5")),
        ("质量（基本完成）", "指标评分", "D2", Fraction("22.5")),
        ("差错", "指标评分", "F2", Fraction(1)),
        ("4 月“好”折算", "月度考核", "D5", Fraction(95)),
        ("分管领导“一般”折算", "领导评鉴", "D3", Fraction(65)),
        ("“好”折算", "民主测评", "F23", Fraction(95)),
        ("甲7", "民主测评", "E7", Fraction("9.25")),
        ("事项5", "加减分", "E5", Fraction("0.4")),
    ],
)
def test_figures_stand_at_their_cells(name: str, sheet: str, cell: str, value: Fraction) -> None:
    policy, register = every_kind(), register_of_every_kind()
    figure = total_figure(graded(policy, register).outcomes[0], register, policy)
    assert figure is not None
    found = names(figure)[name]
    assert (found.value, found.at.sheet, found.at.cell) == (value, sheet, cell)


def test_a_level_of_completion_is_shown_with_its_word_and_its_share() -> None:
    policy = policy_of(part("indicators"), levels=(Level("完成", Fraction("0.8"), source("T3")),))
    register = register_of(
        indicators=(indicator("任务", 30), indicator("差错", 10, reverse=True)),
        points=points(24, 8, levels=("完成", "完成")),
    )
    figure = total_figure(outcome(policy, register), register, policy)
    assert figure is not None
    found = names(figure)
    assert [each.value for each in found["任务（完成）"].inputs] == [Fraction(4, 5), 30]
    assert found["任务（完成）"].inputs[0].rule == "T3"
    assert found["差错（反向）"].value == 2
    assert found["得分合计"].value == 26


def test_the_figure_says_which_sheets_make_it_up() -> None:
    policy, register = every_kind(), register_of_every_kind()
    figure = total_figure(graded(policy, register).outcomes[0], register, policy)
    assert figure is not None
    found = names(figure)
    trimmed = found["同事均分（去掉最高、最低各 1 张，废票 1 张不计）"]
    # of 9, 8.5, 9.5, 4 and 9.25 the middle three
    assert trimmed.value == Fraction("26.75") / 3
    assert [each.value for each in trimmed.inputs[0].inputs] == [
        Fraction("8.5"),
        9,
        Fraction("9.25"),
    ]
    median = found["群众中位数（6 张居中的）"]
    assert median.value == Fraction(95 + 80, 2)


def test_bonuses_come_on_and_deductions_go_off_each_held_at_its_cap() -> None:
    policy, register = every_kind(), register_of_every_kind()
    figure = total_figure(graded(policy, register).outcomes[0], register, policy)
    assert figure is not None
    found = names(figure)
    assert found["表彰奖励（封顶）"].how == "held"
    assert found["表彰奖励（封顶）"].value == 2
    assert found["创新创先"].value == Fraction("0.4")
    assert found["违规扣分（封顶）"].value == 4
    assert found["减分后"].value == found["加分后"].value - 4
    assert "事项4" not in found  # the event of 事项2 again


SHEETS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 3)), min_size=1, max_size=8)
ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["加分", "减分"]), st.integers(1, 40), st.sampled_from(["", "甲", "乙"])
    ),
    max_size=6,
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    SHEETS,
    ITEMS,
    st.sampled_from(["mean", "trimmed", "median"]),
    st.sampled_from([(), ("all-full",)]),
    st.integers(1, 3),
)
def test_any_tree_recomputes_to_the_total(
    sheets: list[tuple[int, int]],
    items: list[tuple[str, int, str]],
    aggregate: str,
    void: tuple[str, ...],
    least: int,
) -> None:
    policy = policy_of(
        part(weight="0.7", aggregate=aggregate, void=void, min_raters=least),
        part("fixed", "0.3", name="基础分", value=Fraction(100, 3)),
        adjustments=(rule("加分", 5), rule("减分", 6)),
    )
    rated = [rating(row, n / 4, votes=v) for row, (n, v) in enumerate(sheets, 2)]
    rows = [item(kind, n / 4, row, "", event) for row, (kind, n, event) in enumerate(items, 2)]
    register = register_of(ratings={"同事": rated}, adjustments=rows)
    found = outcome(policy, register)
    figure = total_figure(found, register, policy)
    assert (figure is None) == (found.total is None)
    if figure is not None:
        assert recomputed(figure) == figure.value == found.total


def test_what_lacks_to_the_next_grade_looks_past_what_is_held_at_0() -> None:
    policy = policy_of(
        part(weight="0.5"),
        part("fixed", "0.5", name="基础分", value=Fraction(0)),
        adjustments=(rule("减分", 30),),
    )
    register = register_of(ratings={"同事": totals(40)}, adjustments=[item("减分", 30)])
    found = outcome(policy, register)
    assert found.exact == 0  # 20 − 30
    step = next_step(found, policy)
    assert step is not None
    # 59.995 are enough, and 10 lie below 0: 69.995 at half weight is more than the 60 left
    assert step.by_part == ()
    more = register_of(ratings={"同事": totals(40)}, adjustments=[item("减分", 5)])
    near = next_step(
        outcome(policy_of(part(), adjustments=policy.adjustments), more), policy_of(part())
    )
    assert near is not None
    assert near.by_part == (("部分", Fraction("25")),)


def test_fixed_points_are_no_way_to_the_next_grade() -> None:
    policy = policy_of(part(weight="0.5"), part("fixed", "0.5", name="基础分", value=Fraction(50)))
    step = next_step(outcome(policy, register_of(ratings={"同事": totals(60)})), policy)
    assert step is not None
    # 55, and 59.995 are enough: 9.99 more of the half that people rate
    assert step.by_part == (("部分", Fraction("9.99")),)
