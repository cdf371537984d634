"""Exact numbers, and the one way of rounding (scoring.md, step 2)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinshi_cli.model.number import (
    MAX_DIGITS,
    fixed,
    half_up,
    is_short,
    plain,
    plain_number,
    shown,
)


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        (0.1 + 0.2, "0.3"),
        (1.1 * 3, "3.3"),
        (89.995, "89.995"),
        (13.5, "13.5"),
        (7.0, "7"),
        (1 / 3, "0.333333333333333"),
        (1e15, "1000000000000000"),
        (-0.5, "-0.5"),
    ],
)
def test_a_stored_number_is_the_decimal_that_excel_shows(stored: float, seen: str) -> None:
    assert shown(stored) == Decimal(seen)


def test_a_zero_keeps_its_sign_whichever_was_asked_for_before() -> None:
    assert [str(shown(zero)) for zero in (0.0, -0.0, 0.0)] == ["0", "-0", "0"]


@pytest.mark.parametrize("text", ["92", "+92", "-3", "92.5", "92.", ".5", "007", "0"])
def test_sign_digits_and_one_point_are_a_plain_number(text: str) -> None:
    assert plain_number(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "+",
        "1e3",
        "1,000",
        "95%",
        "95分",
        "约90",
        "1.2.3",
        "--1",
        "9 2",
        "NaN",
        "inf",
        "٣",
        "9" * (MAX_DIGITS + 1),
    ],
)
def test_anything_else_is_no_plain_number(text: str) -> None:
    assert plain_number(text) is None


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Fraction("89.995"), 2, Fraction(90)),
        (Fraction("89.9949999999999999999"), 2, Fraction("89.99")),
        (Fraction("89.994"), 2, Fraction("89.99")),
        (Fraction(2, 3), 2, Fraction("0.67")),
        (Fraction("0.5"), 0, Fraction(1)),
        (Fraction("-0.5"), 0, Fraction(-1)),
        (Fraction("-0.4"), 0, Fraction(0)),
        (Fraction(0), 2, Fraction(0)),
    ],
)
def test_rounding_is_half_up_and_exact(value: Fraction, decimals: int, rounded: Fraction) -> None:
    assert half_up(value, decimals) == rounded


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (Fraction(90), 2, "90.00"),
        (Fraction("89.995"), 2, "90.00"),
        (Fraction("0.05"), 2, "0.05"),
        (Fraction("-1.5"), 1, "-1.5"),
        (Fraction("2.5"), 0, "3"),
        (Fraction("-2.5"), 0, "-3"),
    ],
)
def test_a_total_is_written_with_exactly_the_policys_decimals(
    value: Fraction, decimals: int, written: str
) -> None:
    assert fixed(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written", "whole"),
    [
        (Fraction(7, 10), "0.7", True),
        (Decimal("15.00"), "15", True),
        (Fraction(1, 3), "0.333333", False),
        (Fraction(100), "100", True),
    ],
)
def test_a_number_for_people_is_short(value: Fraction | Decimal, written: str, whole: bool) -> None:
    assert plain(value) == written
    assert is_short(Fraction(value)) is whole


def test_a_number_for_people_may_be_whole() -> None:
    assert plain(Fraction(100), 0) == "100"


@settings(max_examples=60, deadline=None)
@given(st.fractions(min_value=-200, max_value=200), st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Fraction, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    rounded = half_up(value, decimals)
    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) <= unit / 2
    assert Fraction(fixed(value, decimals)) == rounded


@settings(max_examples=60, deadline=None)
@given(st.fractions(min_value=0, max_value=100), st.fractions(min_value=0, max_value=100))
def test_rounding_keeps_the_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert half_up(low, 2) <= half_up(high, 2)
