"""Numbers and dates in Chinese numerals."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.model.numerals import LIMIT, day_in_words, in_digits, in_words, month_in_words

VALUES = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (48, "四十八"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (10_000, "一万"),
        (17_000, "一万七千"),
        (10_500, "一万零五百"),
        (100_000, "十万"),
        (120_003, "十二万零三"),
        (100_001_234, "一亿零一千二百三十四"),
        (10**12, "一万亿"),
        (-48, "负四十八"),
        (Decimal("91.35"), "九十一点三五"),
        (Decimal("0.05"), "零点零五"),
        (Decimal("90.00"), "九十点零零"),
        (Decimal("1E+3"), "一千"),
    ],
)
def test_a_number_is_written_as_it_is_read(number: int | Decimal, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    "number", [LIMIT, -LIMIT, Decimal("NaN"), Decimal("Infinity"), Decimal("1E-999999")]
)
def test_a_number_without_a_name_is_refused(number: int | Decimal) -> None:
    with pytest.raises(ValueError, match="没有通行的汉字写法"):
        in_words(number)


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_is_read_back_as_the_same_number(number: int) -> None:
    assert _read(in_words(number)) == number


def test_years_go_digit_by_digit_and_months_and_days_as_numbers() -> None:
    assert in_digits(2026) == "二〇二六"
    assert day_in_words(date(2026, 3, 31)) == "二〇二六年三月三十一日"
    assert day_in_words(date(2020, 10, 10)) == "二〇二〇年十月十日"
    assert month_in_words(2026, 12) == "二〇二六年十二月"


def _read(words: str) -> int:
    """The number of Chinese words, found by adding up: another way than the program's."""
    total = group = digit = 0
    for word in words:
        if word in VALUES:
            digit = VALUES[word]
        elif word in UNITS:
            group += (digit or 1) * UNITS[word]
            digit = 0
        else:
            total = (
                (total + group + digit) * {"万": 10**4, "亿": 10**8}[word]
                if word == "亿"
                else (total + (group + digit) * 10**4)
            )
            group = digit = 0
    return total + group + digit
