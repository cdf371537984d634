"""A bonus divided: ZD9.4, TJ1, HL9. Nothing is lost in rounding, nobody favoured by chance."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.grading.use_bonus import CENT, coefficient_of, divide
from pinshi_cli.grading.use_examples import listed_for
from tests.grading.use_pack import CITY, lists

POLICY = lists()
WITH_YEAR = lists(
    CITY
    + "".join(
        f'[[coefficients]]\ngrade = "{grade}"\nfactor = {factor}\ncite = "ZD9.4"\n'
        for grade, factor in (("优秀", 2), ("称职", 1), ("基本称职", 0.5), ("不称职", 0))
    )
)


def amounts(total: str, *coefficients: str) -> list[str]:
    division = divide(Fraction(total), [Fraction(each) for each in coefficients])
    assert division is not None
    return [str(float(portion.amount)) for portion in division.portions]


def test_shares_follow_the_coefficients() -> None:
    assert amounts("1000", "1.5", "1", "0") == ["600.0", "400.0", "0.0"]


def test_a_cent_that_rounding_leaves_goes_to_the_largest_remainder() -> None:
    # 10 / 6 × 1.5 = 2.5, × 2.5 = 4.166…, × 2 = 3.333…: the cent left goes to the last
    assert amounts("10", "1.5", "2.5", "2") == ["2.5", "4.17", "3.33"]


def test_equal_remainders_go_by_the_roster_and_that_is_known() -> None:
    division = divide(Fraction(1), [Fraction(1)] * 3)
    assert division is not None
    assert [str(float(each.amount)) for each in division.portions] == ["0.34", "0.33", "0.33"]
    assert division.by_order


def test_where_the_last_cent_is_nobodys_question_no_order_is_spoken_of() -> None:
    division = divide(Fraction(1), [Fraction(1)] * 4)
    assert division is not None
    assert not division.by_order


def test_where_nobody_has_a_coefficient_nothing_is_given_out() -> None:
    assert divide(Fraction(100), [Fraction(0), Fraction(0)]) is None


@given(
    st.integers(1, 10**10),
    st.lists(st.fractions(0, 10, max_denominator=50), min_size=1, max_size=40),
)
def test_the_cents_always_add_up_and_nobody_is_a_cent_off(
    cents: int, coefficients: list[Fraction]
) -> None:
    division = divide(cents * CENT, coefficients)
    if division is None:
        assert not any(coefficients)
        return
    assert sum(portion.amount for portion in division.portions) == cents * CENT
    for portion in division.portions:
        assert abs(portion.amount - portion.exact) < CENT
        assert portion.coefficient or not portion.amount


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (["好", "好", "较好", "一般"], "4.5"),
        (["好", None, "较好", None], "2.5"),
        (["不确定等次", "在外", "好", "较差"], "1.5"),
        (["好", "待定", "好", "好"], None),
    ],
)
def test_the_quarters_factors_add_up_and_a_grade_to_come_leaves_it_open(
    shown: list[str | None], wanted: str | None
) -> None:
    found = coefficient_of(shown, "", Fraction(1), POLICY)
    assert found == (None if wanted is None else Fraction(wanted))


@pytest.mark.parametrize(("annual", "wanted"), [("优秀", 12), ("基本称职", 3), ("", None)])
def test_where_the_pack_names_the_years_grades_they_multiply(
    annual: str, wanted: int | None
) -> None:
    assert coefficient_of(["好"] * 4, annual, Fraction(1), WITH_YEAR) == wanted


def test_a_rules_own_factor_multiplies_too() -> None:
    facts = {"quarters": ["好"] * 4, "annual": "基本称职"}
    found = listed_for("bonus", facts, POLICY)
    assert [entry.listed for entry in found.entries] == ["不发"]
    assert found.factor == 0
