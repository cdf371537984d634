"""Excel's day numbers, and the number formats that make a number a date."""

import re
from datetime import date, datetime, time, timedelta

from pinshi_cli.sheets.cells import Value

DATE, DURATION, PLAIN = "date", "duration", ""

_LAST_DAY = 2_958_466  # 10000-01-01, one past Excel's last date
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's clock has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")

# Chinese Excel writes these numbers for 2026年3月 and its like, and no format text with them.
EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
_BUILT_IN_DATES = frozenset({*range(14, 23), 45, 47}) | EAST_ASIAN_DATES


def kind_of_format(number: int, text: str | None) -> str:
    """Whether a number format shows a date, a duration or a plain number.

    `text` is the format code where the workbook gives one for `number`, else None.
    """
    if text is None:
        return DATE if number in _BUILT_IN_DATES else DURATION if number == 46 else PLAIN
    first = _LITERAL.sub("", text).split(";", 1)[0]
    if _ELAPSED.search(first):
        return DURATION
    bare = _BRACKETS.sub("", first)
    bare = re.sub(r"General|G/通用格式", "", bare, flags=re.IGNORECASE)
    return DATE if re.search(r"[dmhys]|a/p|am/pm", bare, re.IGNORECASE) else PLAIN


def from_serial(number: float, kind: str, *, is_1904: bool) -> Value:
    """The value that a stored number stands for.

    A number that Excel itself cannot show as a date stays the number it is.
    """
    if kind == DURATION:
        return timedelta(milliseconds=round(number * 86_400_000)) if abs(number) < 1e8 else number
    if kind != DATE or not 0 <= number < _LAST_DAY:
        return number
    if number < 1 and not is_1904:
        return _clock(number)
    if is_1904:
        moment = _EPOCH_1904 + timedelta(milliseconds=round(number * 86_400_000))
    else:
        # Excel believes in 1900-02-29: before it, its days are one off
        days = number if number >= 60 else number + 1
        moment = _EPOCH + timedelta(milliseconds=round(days * 86_400_000))
    if number == int(number):
        return date(moment.year, moment.month, moment.day)
    return moment


def _clock(fraction: float) -> time:
    milliseconds = min(round(fraction * 86_400_000), 86_399_999)
    seconds, rest = divmod(milliseconds, 1000)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, rest * 1000)
