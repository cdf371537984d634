"""Numbers and dates in Chinese numerals: 四十八, 九十一点三五, 二〇二六年三月三十一日."""

from datetime import date
from decimal import Decimal

DIGITS = "〇一二三四五六七八九"
ZERO = "零"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")
LIMIT, MOST_DECIMALS = 10**20, 20
"""Numbers from here on, or with more decimals, have no agreed name."""


def in_digits(number: int) -> str:
    """Digit by digit, as years are written: 2026 is 二〇二六."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


def in_words(number: int | Decimal) -> str:
    """As a number is read: 48 is 四十八, 105 一百零五, 10 十, 91.35 九十一点三五.

    Raises `ValueError` for a number that has no name.
    """
    exact = Decimal(number)
    if not exact.is_finite() or exact.copy_abs() >= LIMIT:
        raise ValueError("数太大，没有通行的汉字写法")
    if -int(exact.as_tuple().exponent) > MOST_DECIMALS:
        raise ValueError("小数位太多，没有通行的汉字写法")
    whole, _, fraction = f"{exact.copy_abs():f}".partition(".")
    said = _whole(int(whole))
    if fraction:
        said += "点" + "".join((ZERO + DIGITS[1:])[int(digit)] for digit in fraction)
    return f"负{said}" if exact < 0 else said


def day_in_words(day: date) -> str:
    """2026-03-31 is 二〇二六年三月三十一日."""
    return f"{month_in_words(day.year, day.month)}{in_words(day.day)}日"


def month_in_words(year: int, month: int) -> str:
    """2026, 3 is 二〇二六年三月."""
    return f"{in_digits(year)}年{in_words(month)}月"


def _whole(number: int) -> str:
    if number == 0:
        return ZERO
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said = ""
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            continue
        gap = said and (group < 1000 or groups[at + 1] == 0)
        said += (ZERO if gap else "") + _group(group) + _GROUPS[at]
    return said.removeprefix("一") if said.startswith("一十") else said


def _group(number: int) -> str:
    """A number below ten thousand: 1005 is 一千零五."""
    said, gap = "", False
    for at, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            said = DIGITS[digit] + _UNITS[at] + (ZERO if gap and said else "") + said
        gap = not digit
    return said
