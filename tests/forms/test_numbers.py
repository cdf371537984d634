"""Numbers on paper: in plain digits, however short the way to them."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from pinshi_cli.forms.case import number
from pinshi_cli.forms.plain import number_text

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**29), max_value=10**29)


@given(DECIMALS | st.integers(-(10**29), 10**29))
@example(Decimal("1E+3"))
@example(Decimal("1E-9"))
@example(Decimal("-0.00"))
@example(Decimal("12.30"))
def test_a_number_is_printed_in_plain_digits_with_the_places_that_it_has(
    value: Decimal | int,
) -> None:
    assert number_text(value) == format(value, "f" if isinstance(value, Decimal) else "d")


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_decimal_and_the_same_fraction_print_alike(value: Decimal) -> None:
    found = number(value)
    assert (type(found), str(found)) == (
        type(number(Fraction(value))),
        str(number(Fraction(value))),
    )
    assert found == value


def test_what_is_no_finite_decimal_has_two_places() -> None:
    assert number(Fraction(200, 3)) == Decimal("66.67")
