"""Step 2: the kinds of part beside plain ratings (scoring.md): each worked by hand."""

from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.grade import GRADED, WITHHELD
from pinshi_cli.model.register import Indicator, MonthGrade, Points, Review
from pinshi_cli.policy.score_book import Part
from tests.grading.made import (
    at,
    indicator,
    item,
    month,
    outcome,
    part,
    points,
    policy_of,
    rating,
    register_of,
    review,
    rule,
    said,
    scored,
    totals,
)

# -- indicators ----------------------------------------

MIXED = (
    indicator("数量", 20, "个性", "绩"),
    indicator("质量", 10, "个性", "能"),
    indicator("出勤", 5, "共性", "勤"),
    indicator("差错", 10, "负面", "绩", reverse=True),
)
ENTERED = points(15, 7, 4, 3)


@pytest.mark.parametrize(
    ("natures", "dimensions", "score"),
    [
        ((), (), Fraction(15 + 7 + 4 + 7, 45)),
        (("个性",), (), Fraction(22, 30)),
        (("共性", "负面"), (), Fraction(4 + 7, 15)),
        ((), ("绩",), Fraction(15 + 7, 30)),
        (("个性",), ("绩", "勤"), Fraction(15, 20)),
    ],
)
def test_a_part_counts_the_indicators_of_its_natures_and_dimensions(
    natures: tuple[str, ...], dimensions: tuple[str, ...], score: Fraction
) -> None:
    policy = policy_of(part("indicators", natures=natures, dimensions=dimensions))
    register = register_of(indicators=MIXED, points=ENTERED)
    assert scored(policy, register).score == 100 * score


def test_jn1_personal_and_common_indicators_weigh_as_two_parts() -> None:
    personal = part("indicators", "0.7", name="个性", natures=("个性",))
    common = part("indicators", "0.3", name="共性", natures=("共性",))
    found = outcome(policy_of(personal, common), register_of(indicators=MIXED, points=ENTERED))
    assert found.exact == Fraction(7, 10) * Fraction(2200, 30) + Fraction(3, 10) * 80
    assert found.total == Fraction("75.33")


def test_a_point_that_lacks_withholds_only_where_the_part_counts_it() -> None:
    register = register_of(indicators=MIXED, points=points(15, 7, None, 3))
    assert scored(policy_of(part("indicators", natures=("个性",))), register).score is not None
    assert scored(policy_of(part("indicators", natures=("共性",))), register).score is None


def test_a_part_of_whose_natures_there_is_none_is_an_error_that_names_it() -> None:
    policy = policy_of(part("indicators", name="弹性工作", natures=("弹性",)))
    register = register_of(indicators=MIXED, points=ENTERED)
    assert said(policy, register) == [("error", "N308", "人员名册", "A2")]
    assert outcome(policy, register).standing == WITHHELD


def test_indicators_made_of_dimensions_have_no_nature() -> None:
    plain: tuple[Indicator, ...] = (indicator("德", 50, "", "德"), indicator("绩", 50, "", "绩"))
    register = register_of(indicators=plain, points=points(40, 45))
    assert scored(policy_of(part("indicators", dimensions=("绩",))), register).score == 90
    assert scored(policy_of(part("indicators", natures=("个性",))), register).score is None


def test_somebody_without_a_row_is_told_once_however_many_parts_lack() -> None:
    parts = (part("indicators", "0.5", name="一"), part("indicators", "0.5", name="二"))
    register = register_of(indicators=MIXED, points={})
    assert said(policy_of(*parts), register) == [("error", "N306", "指标评分", None)]


# -- months (CQ2) ----------------------------------------


@pytest.mark.parametrize(
    ("grades", "score"),
    [
        (("好", "好", "好"), Fraction(95)),
        (("好", "较好", "较好"), Fraction(95 + 80 + 80, 3)),
        (("较差", "一般", "好"), Fraction(30 + 65 + 95, 3)),
    ],
)
def test_cq2_months_count_their_fixed_grades_on_the_average(
    grades: tuple[str, ...], score: Fraction
) -> None:
    months = [month(number, grade) for number, grade in zip((4, 5, 6), grades, strict=True)]
    policy, register = policy_of(part("months")), register_of(months=months)
    assert scored(policy, register).score == score
    assert said(policy, register) == []


@pytest.mark.parametrize(
    ("rows", "score", "found"),
    [
        # 2 months of 3: averaged over those, with a warning
        (
            [month(4, "好"), month(6, "较好")],
            Fraction(175, 2),
            [("warning", "G433", "月度考核", None)],
        ),
        # a month whose grade nobody has fixed
        (
            [month(4, "好"), month(5, None), month(6, "好")],
            None,
            [("error", "R201", "月度考核", "D6")],
        ),
        ([], None, [("error", "N321", "月度考核", None)]),
    ],
)
def test_a_month_that_lacks_is_told_and_never_a_grade(
    rows: list[MonthGrade], score: Fraction | None, found: list[tuple[str, ...]]
) -> None:
    policy, register = policy_of(part("months")), register_of(months=rows)
    assert scored(policy, register).score == score
    assert said(policy, register) == found
    standing = outcome(policy, register).standing
    assert standing == (WITHHELD if score is None else GRADED)


def test_an_empty_month_that_the_reader_has_told_is_not_told_again() -> None:
    fault = Diagnostic("R201", Severity.ERROR, "没有填写", at("月度考核", 5))
    register = register_of(months=[month(4, None)], faults=[fault])
    assert said(policy_of(part("months")), register) == [("error", "R201", "月度考核", "D5")]


# -- review (JN3) ----------------------------------------


@pytest.mark.parametrize(
    ("column", "rows", "score"),
    [
        ("个性等次", [review("主要领导", "好", "较好")], Fraction(80)),
        ("建议等次", [review("主要领导", "好", "较好")], Fraction(95)),
        ("建议等次", [review("主要领导", "好"), review("分管领导", "一般", row=3)], Fraction(80)),
        # the third row has another identity, the second no opinion
        (
            "建议等次",
            [review("主要领导", "好"), review("分管领导", None), review("接收单位", "较差")],
            Fraction(95),
        ),
    ],
)
def test_jn3_a_review_counts_the_grade_of_its_reviewers(
    column: str, rows: list[Review], score: Fraction
) -> None:
    policy = policy_of(part("review", column=column, reviewers=("主要领导", "分管领导")))
    assert scored(policy, register_of(reviews=rows)).score == score


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([], ("error", "N322", "领导评鉴", None)),
        ([review("接收单位", "好", "好")], ("error", "N322", "领导评鉴", None)),
        ([review("主要领导", "好", None)], ("error", "R201", "领导评鉴", "E2")),
    ],
)
def test_without_a_review_there_is_no_grade(rows: list[Review], found: tuple[str, ...]) -> None:
    policy = policy_of(part("review", column="个性等次", reviewers=("主要领导",)))
    register = register_of(reviews=rows)
    assert said(policy, register) == [found]
    assert outcome(policy, register).standing == WITHHELD


# -- fixed points ----------------------------------------


def test_fixed_points_are_the_same_for_everyone() -> None:
    parts = (
        part("fixed", "0.25", name="基础", value=Fraction(60)),
        part("ratings", "0.75", name="测评"),
    )
    found = outcome(policy_of(*parts), register_of(ratings={"同事": totals(90, 91, 91)}))
    assert found.exact == Fraction(60, 4) + Fraction(3, 4) * Fraction(272, 3)


# -- 加减分 (DG1, JN2, HL3) ----------------------------------------

RATED = {"同事": totals(80)}
RULES = (
    rule("加分", 5, "表彰"),
    rule("加分", 3, "创新", "首创"),
    rule("减分", 10),
)


@pytest.mark.parametrize(
    ("items", "counted", "total"),
    [
        ([], (0, 0, 0), 80),
        ([item("加分", 2, group="表彰"), item("加分", "1.5", 3, "首创")], (2, "1.5", 0), "83.5"),
        # each rule by its own cap
        ([item("加分", 4, group="表彰"), item("加分", 4, 3, "表彰")], (5, 0, 0), 85),
        ([item("加分", 2, group="创新"), item("加分", 2, 3, "首创")], (0, 3, 0), 83),
        ([item("减分", 8), item("减分", 8, 3)], (0, 0, 10), 70),
        ([item("加分", 5, group="表彰"), item("减分", "0.25", 3)], (5, 0, "0.25"), "84.75"),
    ],
)
def test_jn2_items_count_under_their_rule_up_to_its_cap(
    items: list[object], counted: tuple[object, ...], total: object
) -> None:
    policy = policy_of(part(), adjustments=RULES)
    found = outcome(policy, register_of(ratings=RATED, adjustments=items))
    assert [each.counted for each in found.adjustments] == [Fraction(str(each)) for each in counted]
    assert found.exact == Fraction(str(total))
    assert found.adjustment == Fraction(str(total)) - 80


def test_one_event_counts_once_for_a_person_whatever_the_rule() -> None:
    items = [
        item("加分", 2, 2, "表彰", "2026-1"),
        item("加分", 3, 3, "创新", " 2026-1"),
        item("减分", 1, 4, "", "2026-2"),
        item("减分", 1, 5),
        item("减分", 1, 6),
    ]
    policy = policy_of(part(), adjustments=RULES)
    register = register_of(ratings=RATED, adjustments=items)
    assert outcome(policy, register).exact == 80 + 2 - 3
    assert said(policy, register) == [("warning", "G435", "加减分", "E3")]


@pytest.mark.parametrize(
    ("rated", "items", "total"),
    [
        (99, [item("加分", 5, group="表彰")], 100),
        (4, [item("减分", 8)], 0),
        # held once, at the end: what passes the maximum still makes up for a deduction
        (99, [item("加分", 5, group="表彰"), item("减分", 3, 3)], 100),
    ],
)
def test_the_total_is_held_within_0_and_the_maximum(
    rated: int, items: list[object], total: int
) -> None:
    policy = policy_of(part(), adjustments=RULES)
    register = register_of(ratings={"同事": totals(rated)}, adjustments=items)
    assert outcome(policy, register).exact == total


def test_a_faulty_row_of_adjustments_withholds_its_person() -> None:
    fault = Diagnostic("R204", Severity.ERROR, "分值应大于 0", at("加减分", 2, 5))
    policy = policy_of(part(), adjustments=RULES)
    assert outcome(policy, register_of(ratings=RATED, faults=[fault])).standing == WITHHELD


def test_the_total_is_rounded_once_after_everything() -> None:
    # 89.99 + 1/3 of a point in the mean, less 0.33: 89.99333… shows as 89.99
    sheets = [rating(2, "89.99"), rating(3, "89.99"), rating(4, "90.99")]
    policy = policy_of(part(), adjustments=RULES)
    register = register_of(ratings={"同事": sheets}, adjustments=[item("减分", "0.33")])
    found = outcome(policy, register)
    assert found.exact == Fraction("89.99") + Fraction(1, 3) - Fraction("0.33")
    assert found.total == Fraction("89.99")


def test_kinds_of_part_stand_side_by_side() -> None:
    parts: tuple[Part, ...] = (
        part("indicators", "0.4", name="实绩", natures=("个性",)),
        part("ratings", "0.2", name="测评"),
        part("months", "0.2", name="月度"),
        part("review", "0.1", name="评鉴", column="建议等次", reviewers=("分管领导",)),
        part("fixed", "0.1", name="基础", value=Fraction(100)),
    )
    register = register_of(
        indicators=MIXED,
        points=Points(2, ENTERED.points),
        ratings={"同事": totals(90, 80)},
        months=[month(4, "好"), month(5, "好"), month(6, "一般")],
        reviews=[review("分管领导", "较好")],
    )
    found = outcome(policy_of(*parts), register)
    by_hand = (
        Fraction(4, 10) * Fraction(2200, 30)
        + Fraction(2, 10) * 85
        + Fraction(2, 10) * 85
        + Fraction(1, 10) * 80
        + Fraction(1, 10) * 100
    )
    assert found.exact == by_hand
    assert found.total == Fraction("81.33")
