"""Step 2 and 3: parts, weights, totals, bands (ZD4.4, ZD7.1)."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import add

import pytest

from pinshi_cli.grading.unconfirmed import unconfirmed
from pinshi_cli.model.grade import GRADED, WITHHELD
from pinshi_cli.sheets.cells import Value
from tests.builders import DIMENSIONS, RATINGS_HEAD, Rows, grade, marks, points, table, unit


def sheets_about(*raters: tuple[str, str, object], id_: str = "001") -> list[Sequence[Value]]:
    """民主测评 with these sheets (group, rater, total) about one person."""
    rows = [(id_, None, group, rater, *marks(total)) for group, rater, total in raters]
    return [RATINGS_HEAD, *rows]


# -- bands and rounding ----------------------------------------


@pytest.mark.parametrize(
    ("total", "shown", "band"),
    [
        ("100", "100.00", "好"),
        ("90", "90.00", "好"),
        ("89.995", "90.00", "好"),
        ("89.99499999", "89.99", "较好"),
        ("89.99", "89.99", "较好"),
        ("75", "75.00", "较好"),
        ("74.995", "75.00", "较好"),
        ("74.9949", "74.99", "一般"),
        ("60", "60.00", "一般"),
        ("59.995", "60.00", "一般"),
        ("59.99", "59.99", "较差"),
        ("0", "0.00", "较差"),
    ],
)
def test_zd7_1_the_threshold_looks_at_the_rounded_total(total: str, shown: str, band: str) -> None:
    result = grade(unit([total, 60, 60]))
    assert (result.score("001"), result["001"].band) == (shown, band)
    assert "ZD7.1" in result.rules("001")


def test_zd7_1_the_total_is_seven_tenths_of_points_and_three_tenths_of_ratings() -> None:
    result = grade(
        unit([60], sheets={"民主测评": sheets_about(("领导", "甲", 100), ("群众", "乙", 50))})
    )
    parts = {part.name: part.score for part in result["001"].parts}
    assert parts == {"季度考核": 60, "民主测评": 80}
    assert result["001"].exact == 66


def test_a_mean_of_three_is_in_thirds_and_rounded_once() -> None:
    three = [("领导", "甲", 90), ("领导", "乙", 90), ("领导", "丙", 91), ("群众", "丁", 90)]
    result = grade(unit([90], sheets={"民主测评": sheets_about(*three)}))
    assert result["001"].parts[1].score == Fraction(90) + Fraction(6, 10) / 3
    assert result["001"].exact == Fraction("90.06")


def test_thirds_that_come_to_a_half_round_up() -> None:
    # one leader of 36 takes a point of 100 off: 90 − 0.3 × 0.6 / 36 is 89.995 exactly
    low = ("001", None, "领导", "低", 12.5, *marks(90)[1:])
    leaders = [("001", None, "领导", f"领{n}", *marks(90)) for n in range(35)]
    rows = [RATINGS_HEAD, low, *leaders, ("001", None, "群众", "丁", *marks(90))]
    result = grade(unit([90], sheets={"民主测评": rows}))
    assert result["001"].exact == Fraction("89.995")
    assert result.score("001") == "90.00"


def test_points_that_a_float_sum_would_miss_meet_the_threshold() -> None:
    # 13.8 + 14.7 + 13.9 + 36.8 + 10.8 is 89.99999999999999 in binary floats
    row = (13.8, 14.7, 13.9, 36.8, 10.8)
    assert reduce(add, row) != 90  # from Python 3.12 on, sum() itself makes up for it
    head = ("编号", "姓名", *(name for name, _ in DIMENSIONS))
    ratings: Rows = sheets_about(("领导", "甲", 90), ("群众", "乙", 90))
    result = grade(
        unit([90], sheets={"指标评分": [head, ("001", None, *row)], "民主测评": ratings})
    )
    assert result["001"].exact == 90
    assert result["001"].band == "好"


# -- 指标体系 ----------------------------------------


def indicators(*rows: Sequence[Value]) -> list[Sequence[Value]]:
    return table("指标名称 维度 性质 方向 满分 适用类别", *rows)


def scored(head: str, *row: Value, inds: Rows, category: str = "") -> Fraction | None:
    """The part 季度考核 of a person with these points under these indicators."""
    book = unit(
        [80],
        people={"001": {"考核类别": category}},
        sheets={"指标体系": inds, "指标评分": table(f"编号 姓名 {head}", ("001", "张三", *row))},
    )
    return grade(book)["001"].parts[0].score


def test_zd4_4_points_over_full_marks_times_100_without_weights_by_dimension() -> None:
    inds = indicators(("甲", "德", "共性", None, 10, None), ("乙", "绩", "个性", None, 20, None))
    assert scored("甲 乙", 9, 11, inds=inds) == Fraction(200, 3)


@pytest.mark.parametrize("nature", ["共性", "个性", "弹性", "负面"])
def test_the_nature_of_an_indicator_changes_nothing(nature: str) -> None:
    inds = indicators(("甲", "德", nature, None, 10, None))
    assert scored("甲", 7, inds=inds) == 70


def test_a_reverse_indicator_counts_full_mark_less_points() -> None:
    inds = indicators(
        ("甲", "德", "共性", "正向", 10, None), ("乙", "廉", "负面", "反向", 10, None)
    )
    assert scored("甲 乙", 8, 3, inds=inds) == 75


@pytest.mark.parametrize("separator", ["、", ",", "，", ";", "；"])
def test_the_categories_of_an_indicator_are_split_by_any_separator(separator: str) -> None:
    inds = indicators(
        ("甲", "德", "共性", None, 10, None),
        ("乙", "绩", "个性", None, 30, f"执法类{separator} 服务类"),
    )
    assert scored("甲 乙", 5, 30, inds=inds, category="服务类") == Fraction(3500, 40)
    assert scored("甲 乙", 5, None, inds=inds, category="综合类") == 50


def test_one_name_may_stand_for_different_categories_with_other_full_marks() -> None:
    inds = indicators(
        ("数量", "绩", "个性", None, 50, "执法类"), ("数量", "绩", "个性", None, 20, "服务类")
    )
    assert scored("数量", 20, inds=inds, category="服务类") == 100
    assert scored("数量", 20, inds=inds, category="执法类") == 40


def test_a_person_to_whom_no_indicator_applies_is_withheld_at_his_row() -> None:
    inds = indicators(("数量", "绩", "个性", None, 50, "执法类"))
    result = grade(
        unit(
            [80],
            people={"001": {"考核类别": "服务类"}},
            sheets={"指标体系": inds, "指标评分": table("编号 姓名 数量", ("001", "张三", None))},
        )
    )
    assert result["001"].standing == WITHHELD
    assert ("N308", "人员名册", "A2") in result.errors()


# -- 民主测评 ----------------------------------------


def rated(*raters: tuple[str, str, object]) -> Fraction | None:
    return grade(unit([80], sheets={"民主测评": sheets_about(*raters)}))["001"].parts[1].score


def test_a_group_counts_by_its_plain_mean() -> None:
    leaders = [("领导", "甲", 100), ("领导", "乙", 70), ("领导", "丙", 70)]
    assert rated(*leaders, ("群众", "丁", 90)) == 84


@pytest.mark.parametrize(("group", "other"), [("领导", "群众"), ("群众", "领导")])
def test_a_group_without_raters_gives_its_weight_to_the_other(group: str, other: str) -> None:
    result = grade(unit([80], sheets={"民主测评": sheets_about((group, "甲", 90))}))
    assert result["001"].parts[1].score == 90
    assert result["001"].standing == GRADED
    (warning,) = [d for d in result.diagnostics if d.code == "G401"]
    assert other in warning.message
    assert (warning.where.sheet, warning.where.cell) == ("民主测评", None)


def test_a_tally_of_votes_stands_for_so_many_equal_sheets() -> None:
    rows = [
        (*RATINGS_HEAD, "票数"),
        ("001", None, "领导", "甲", *marks(90), None),
        ("001", None, "群众", None, *marks(60), 3),
        ("001", None, "群众", "", *marks(100), 1),
    ]
    result = grade(unit([80], sheets={"民主测评": rows}))
    assert result["001"].parts[1].groups[1].sheets == 4
    assert result["001"].parts[1].score == Fraction("0.6") * 90 + Fraction("0.4") * 70


def test_the_ratings_keep_the_five_dimensions_whatever_the_indicators() -> None:
    inds = indicators(("数量", "绩", "个性", None, 50, None))
    result = grade(
        unit(
            [80],
            sheets={"指标体系": inds, "指标评分": table("编号 姓名 数量", ("001", "张三", 50))},
        )
    )
    assert [part.score for part in result["001"].parts] == [100, 80]


# -- labels in 基本信息 ----------------------------------------


def total_with(**items: Value) -> Fraction | None:
    """The total of somebody with 100 by points, 50 by leaders and 0 by the others."""
    sheets = {"民主测评": sheets_about(("领导", "甲", 50), ("群众", "乙", 0))}
    return grade(unit([100], items=items, sheets=sheets))["001"].exact


@pytest.mark.parametrize(
    ("label", "value", "total"),
    [
        ("季度考核占比", 0.6, Fraction(72)),
        ("季度考核占比", "60%", Fraction(72)),
        ("季度考核占比", " 60 % ", Fraction(72)),
        ("季度考核占比", "６０％", Fraction(72)),
        ("季度考核占比", "0.6", Fraction(72)),
        ("季度考核占比", 0.001, Fraction("0.1") + Fraction("0.999") * 30),
        ("季度考核占比", None, Fraction(79)),
        ("领导测评占比", 0.5, Fraction("77.5")),
        ("领导测评占比", "99.9%", Fraction(70) + Fraction("0.3") * Fraction("49.95")),
    ],
)
def test_a_label_states_a_weight_and_the_rest_is_the_others(
    label: str, value: Value, total: Fraction
) -> None:
    assert total_with(**{label: value}) == total


@pytest.mark.parametrize("label", ["季度考核占比", "领导测评占比"])
@pytest.mark.parametrize("value", [0, 1, 1.5, -0.1, 60, "100%", "0%", "-5%"])
def test_a_weight_out_of_its_range_is_an_error_and_withholds_everyone(
    label: str, value: Value
) -> None:
    result = grade(unit([80, 70], items={label: value}))
    assert result.errors() == [("R209", "基本信息", "B6")]
    assert set(result.standings().values()) == {WITHHELD}


@pytest.mark.parametrize(("value", "code"), [("六成", "R203"), (True, "R203")])
def test_a_weight_that_is_no_number_withholds_everyone(value: Value, code: str) -> None:
    result = grade(unit([80, 70], items={"季度考核占比": value}))
    assert result.errors() == [(code, "基本信息", "B6")]
    assert set(result.standings().values()) == {WITHHELD}


def test_defaults_stay_unconfirmed_until_the_register_states_them() -> None:
    result = grade(unit([80]))
    open_ = {each.title for each in unconfirmed(result.register, result.policy)}
    assert {"季度考核占比", "领导测评占比", "好等次比例"} <= open_
    said: dict[str, Value] = {"季度考核占比": 0.7, "领导测评占比": "60%", "好等次比例": 0.4}
    stated = grade(unit([80], items=said))
    left = {each.title for each in unconfirmed(stated.register, stated.policy)}
    assert not left & said.keys()
    assert left < open_


# -- what is missing ----------------------------------------


def test_an_empty_score_is_missing_and_never_zero() -> None:
    rows = points({"001": 95, "002": 80})
    rows[1] = (*rows[1][:5], None, rows[1][6])
    result = grade(unit([95, 80], sheets={"指标评分": rows}))
    assert result.errors() == [("R201", "指标评分", "F2")]
    assert (result["001"].standing, result["001"].total) == (WITHHELD, None)
    assert result["002"].grade == "较好"


def test_a_score_of_zero_counts() -> None:
    rows = points({"001": 0})
    result = grade(unit([0], sheets={"指标评分": rows}))
    assert (result.score("001"), result["001"].grade) == ("0.00", "较差")
    assert result.errors() == []


def test_somebody_without_a_row_of_points_is_an_error_without_a_cell() -> None:
    result = grade(unit([95, 80], sheets={"指标评分": points({"002": 80})}))
    assert result.errors() == [("N306", "指标评分", None)]
    assert result.standings() == {"001": WITHHELD, "002": GRADED}


def test_somebody_without_any_rating_is_an_error_without_a_cell() -> None:
    result = grade(unit([95, 80], sheets={"民主测评": sheets_about(("领导", "甲", 80), id_="002")}))
    assert ("N307", "民主测评", None) in result.errors()
    assert result.standings() == {"001": WITHHELD, "002": GRADED}


def test_a_sheet_of_bonus_points_is_not_counted_and_that_is_said() -> None:
    bonus = table("编号 姓名 类型 事项 分值", ("001", "张三", "加分", "获奖", 10))
    result = grade(unit([80], sheets={"加减分": bonus}))
    assert result.score("001") == "80.00"
    assert result.warnings() == [("G407", "加减分", None)]
