"""The tree of figures down to the cells, the way to the next grade, the place in the order."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest

from pinshi_cli.grading.outlook import next_step, place_in_order
from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.grading.trace import total_figure
from pinshi_cli.model.figure import Figure, recomputed
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.sheets.cells import Value
from tests.builders import RATINGS_HEAD, Result, grade, marks, points, table, unit


def tree(result: Result, id_: str = "001") -> Figure:
    figure = total_figure(result[id_], result.register, result.policy)
    assert figure is not None
    return figure


def every(figure: Figure) -> Iterator[Figure]:
    yield figure
    for each in figure.inputs:
        yield from every(each)


def leaves(figure: Figure) -> dict[tuple[str, str | None], Fraction]:
    """The cells that a figure rests on, with what stands there."""
    return {
        (each.at.sheet, each.at.cell): each.value
        for each in every(figure)
        if each.how == "cell" and not each.inputs
    }


ROWS: list[Sequence[Value]] = [
    (*RATINGS_HEAD, "票数"),
    ("001", None, "领导", "甲", *marks(90), None),
    ("001", None, "领导", "乙", *marks(91), None),
    ("001", None, "领导", "丙", *marks(91), None),
    ("001", None, "群众", None, *marks(60), 3),
]


@pytest.mark.parametrize(
    "items",
    [
        {},
        {"季度考核占比": "60%"},
        {"领导测评占比": 0.5},
        {"季度考核占比": 0.9, "领导测评占比": 0.1},
    ],
)
@pytest.mark.parametrize("rows", [ROWS, ROWS[:4], [ROWS[0], ROWS[4]]])
def test_the_tree_recomputes_its_own_root(
    items: dict[str, Value], rows: list[Sequence[Value]]
) -> None:
    result = grade(unit([91.3], items=items, sheets={"民主测评": rows}))
    figure = tree(result)
    assert figure.value == result["001"].total
    for each in every(figure):
        assert recomputed(each) == each.value


def test_the_leaves_are_the_cells_of_the_register() -> None:
    cells = leaves(tree(grade(unit([80], items={"季度考核占比": 0.6}))))
    assert cells["指标评分", "C2"] == 12
    assert cells["指标评分", "F2"] == 32
    assert cells["民主测评", "E2"] == 12
    assert cells["民主测评", "I3"] == 12
    assert cells["基本信息", "B6"] == Fraction("0.6")


def test_a_reverse_indicator_shows_the_points_that_were_entered() -> None:
    inds = table(
        "指标名称 维度 性质 方向 满分",
        ("甲", "德", "共性", None, 10),
        ("乙", "廉", "负面", "反向", 10),
    )
    rows = table("编号 姓名 甲 乙", ("001", None, 8, 3))
    result = grade(unit([80], sheets={"指标体系": inds, "指标评分": rows}))
    figure = tree(result)
    assert leaves(figure)["指标评分", "D2"] == 3
    assert figure.value == result["001"].total
    assert recomputed(figure) == figure.value


def test_without_a_total_there_is_no_tree() -> None:
    result = grade(unit([80, 70], sheets={"指标评分": points({"002": 70})}))
    assert total_figure(result["001"], result.register, result.policy) is None


def _lenient() -> str:
    """The pack of 张店 with a maximum of 80, and with nobody allowed to be unheard."""
    text = shipped("zhangdian")[0].text
    text = text.replace("maximum = 100", "maximum = 80").replace('"share"', '"error"')
    return text.replace("least = 90", "least = 79")


def test_a_total_beyond_the_maximum_is_held_there_and_the_tree_says_so() -> None:
    policy, faults = read_policy(Edition("demo.toml", _lenient()))
    assert policy is not None, faults
    result = grade(unit([95, 60, 50]))
    graded = grade_quarter(result.register, policy)
    outcome = graded.outcomes[0]
    assert outcome.total == outcome.exact == 80
    figure = total_figure(outcome, result.register, policy)
    assert figure is not None
    assert figure.value == recomputed(figure) == 80
    assert any(each.how == "held" for each in every(figure))


def test_a_policy_may_make_a_missing_group_an_error() -> None:
    policy, faults = read_policy(Edition("demo.toml", _lenient()))
    assert policy is not None, faults
    result = grade(unit([70], sheets={"民主测评": [RATINGS_HEAD, ROWS[1][:-1]]}))
    assert result["001"].total is not None
    graded = grade_quarter(result.register, policy)
    assert graded.outcomes[0].standing == "withheld"
    assert [(d.code, d.where.cell) for d in graded.diagnostics if d.is_error] == [("N307", None)]


# -- the next grade, the place in the order ----------------------------------------


def test_the_next_grade_says_how_many_points_lack() -> None:
    result = grade(unit([80, 50]))
    step = next_step(result["001"], result.policy)
    assert step is not None
    assert step.grade == "好"
    assert step.points == 10
    # 9.995 points of the total: 14.28 of 季度考核; 33.32 of 民主测评 would pass 100
    assert step.by_part == (("季度考核", Fraction("14.28")),)


@pytest.mark.parametrize("total", [59.99, 74.5, 88.8, 60, 12.34])
def test_with_the_points_that_lack_the_next_grade_is_reached(total: float) -> None:
    result = grade(unit([total, 50]))
    outcome = result["001"]
    step = next_step(outcome, result.policy)
    assert step is not None
    band = next(band for band in result.policy.bands if band.grade == step.grade)
    assert outcome.total is not None
    assert outcome.total + step.points == band.least
    for name, more in step.by_part:
        part = next(part for part in outcome.parts if part.name == name)
        assert outcome.exact is not None
        raised = outcome.exact + part.weight * more
        assert raised >= band.least - Fraction("0.005")
        assert raised - part.weight * Fraction("0.01") < band.least - Fraction("0.005")


def test_at_the_top_or_without_a_grade_there_is_no_next_one() -> None:
    result = grade(unit([95, 80], people={"002": {"参加情况": "退休"}}))
    assert next_step(result["001"], result.policy) is None
    assert next_step(result["002"], result.policy) is None


def test_the_place_in_the_order_has_its_neighbours() -> None:
    result = grade(unit([95, 94, 93, 92, 60]))
    place = place_in_order(result["002"], result.graded.quota)
    assert place is not None
    assert (place.rank, place.compared, place.limit) == (2, 4, 2)
    assert (place.before, place.after) == (("001", Fraction(95)), ("003", Fraction(93)))
    first = place_in_order(result["001"], result.graded.quota)
    last = place_in_order(result["004"], result.graded.quota)
    assert first is not None
    assert last is not None
    assert (first.before, last.after) == (None, None)
    assert place_in_order(result["005"], result.graded.quota) is None


def test_a_base_alone_grades_nobody() -> None:
    policy, _ = read_policy(shipped("national")[0])
    assert policy is not None
    with pytest.raises(ValueError, match="national"):
        grade_quarter(grade(unit([80])).register, policy)
