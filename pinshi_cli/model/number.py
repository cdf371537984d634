"""Exact numbers: what a cell shows, to the last digit, and one way of rounding.

A score is a `Decimal` as long as it is only added up, under `EXACT`, which refuses to round; it
becomes a `Fraction` at the first division. No binary float takes part in any sum.
"""

import re
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache

EXACT = Context(prec=600, traps=[Inexact])
"""Sums and products of decimals in it are exact, or raise `Inexact`: they are never rounded."""

MAX_DIGITS = 100
"""The longest number that a cell may hold as text: far beyond any score, far below `EXACT`."""

PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
ZERO = Fraction(0)


def shown(value: float) -> Decimal:
    """The decimal that Excel itself shows of a stored number: 15 significant digits."""
    return _shown(value) if value else Decimal(f"{value:.15g}")  # 0 and -0 are equal, not the same


@lru_cache(maxsize=8192)
def _shown(value: float) -> Decimal:
    """A city's registers hold the same few scores over and over."""
    return Decimal(f"{value:.15g}")


def plain_number(text: str) -> Decimal | None:
    """The number that a text states plainly (sign, digits, one point), or None.

    `text` is NFKC and trimmed already. Exponents, separators, % and overlong numbers are None.
    """
    if len(text) > MAX_DIGITS or not PLAIN.fullmatch(text):
        return None
    return Decimal(text)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded half up (away from zero at the half) to `decimals` places, exactly."""
    return Fraction(steps(*value.as_integer_ratio(), decimals), 10**decimals)


def steps(above: int, below: int, decimals: int) -> int:
    """How many units of the last place `above / below` comes to, rounded half up.

    In whole numbers; `below` is positive.
    """
    unit: int = 10**decimals
    found = (abs(above) * unit * 2 + below) // (below * 2)
    return found if above >= 0 else -found


def fixed(value: Fraction, decimals: int) -> str:
    """`value` rounded half up, written with exactly `decimals` places: 90 is `90.00`."""
    whole = steps(*value.as_integer_ratio(), decimals)
    digits = f"{abs(whole):0{decimals + 1}d}"
    sign = "-" if whole < 0 else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def exact_decimal(value: Fraction) -> Decimal:
    """A fraction that is a finite decimal, as that decimal. Raises `Inexact` where it is none."""
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def plain(value: Fraction | Decimal, places: int = 6) -> str:
    """`value` for people: exact where it is a short decimal (`0.7`), else rounded to `places`."""
    exact = Fraction(value)
    text = fixed(exact, places)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def is_short(value: Fraction, places: int = 6) -> bool:
    """Whether `plain` shows the whole of `value`."""
    return half_up(value, places) == value
