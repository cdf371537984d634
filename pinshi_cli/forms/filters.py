"""The filters of templates, each under a Chinese and an English name.

Plain data in, plain data out. What is empty stays empty; what a filter cannot show raises
`NotPlain`, whose text says why.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pinshi_cli.forms import name_order
from pinshi_cli.forms.plain import NotPlain, text_of
from pinshi_cli.model.numerals import day_in_words, in_words, month_in_words

NAME = "姓名"
TICKED, UNTICKED = "☑", "☐"
MOST_IN_A_ROW, LONGEST_WORD = 100, 20
SHORTEST_PARAGRAPH, LONGEST_PARAGRAPH = 20, 2_000
_ENDS = "。；！？"
_NOTHING = {"", "否", "无", "0"}
_DAY = re.compile("(\\d{4})(?:[-./年])(\\d{1,2})(?:[-./月])(\\d{1,2})日?")
_MONTH = re.compile("(\\d{4})[-./年]?(\\d{1,2})月?")

List = list[Any]


def shown_date(value: object) -> str:
    """2026年3月31日; a month without its day is 2026年3月."""
    return _dated(
        value, lambda day: f"{day.year}年{day.month}月{day.day}日", lambda y, m: f"{y}年{m}月"
    )


def date_in_words(value: object) -> str:
    """二〇二六年三月三十一日; a month without its day is 二〇二六年三月."""
    return _dated(value, day_in_words, month_in_words)


def month_words(value: object) -> str:
    """二〇二六年三月, of a day too."""
    return _dated(value, lambda day: month_in_words(day.year, day.month), month_in_words)


def year_month(value: object) -> str:
    """1995.03, as personnel files write it."""
    return _dated(
        value, lambda day: f"{day.year}.{day.month:02}", lambda year, month: f"{year}.{month:02}"
    )


def chinese_number(value: object) -> str:
    """四十八; 九十一点三五."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise NotPlain("这不是数，写不成汉字数字")
    try:
        return in_words(Decimal(value))
    except (InvalidOperation, ValueError) as fault:
        raise NotPlain(f"{_quoted(value)}写不成汉字数字") from fault


def by_strokes(value: object, key: str = NAME) -> List:
    """Names, or rows by their 姓名, 按姓氏笔画; namesakes stay as they were."""
    return _ordered(value, key, name_order.by_strokes)


def by_pinyin(value: object, key: str = NAME) -> List:
    """Names, or rows by their 姓名, by pinyin; namesakes stay as they were."""
    return _ordered(value, key, name_order.by_pinyin)


def rows(value: object, width: int = 1) -> list[List]:
    """`width` in a row; the last row is filled up with empty ones of the same shape."""
    if isinstance(width, bool) or not isinstance(width, int) or not 1 <= width <= MOST_IN_A_ROW:
        raise NotPlain(f"每行的个数要写 1 到 {MOST_IN_A_ROW} 的整数")
    items = _listed(value)
    full = [items[at : at + width] for at in range(0, len(items), width)]
    if full:
        first = items[0]
        empty = dict.fromkeys(first, "") if isinstance(first, Mapping) else ""
        full[-1] = full[-1] + [empty] * (width - len(full[-1]))
    return full


def paragraphs(value: object, most: int = 300) -> list[str]:
    """The paragraphs of a text; one longer than `most` characters is parted after a sentence."""
    low, high = SHORTEST_PARAGRAPH, LONGEST_PARAGRAPH
    if isinstance(most, bool) or not isinstance(most, int) or not low <= most <= high:
        raise NotPlain(f"分段的字数要写 {low} 到 {high} 的整数")
    found = []
    for line in text_of(value).splitlines():
        rest = line.strip()
        while len(rest) > most:
            at = max(rest.rfind(end, 0, most) for end in _ENDS) + 1 or most
            found.append(rest[:at])
            rest = rest[at:].strip()
        found += [rest] if rest else []
    return found


def tick(value: object, *words: object) -> str:
    """☑ where the value is one of `words` (or, being a list, holds one), else ☐.

    Without words: ☑ for anything but an empty value, 否, 无 and 0.
    """
    held = {text_of(one).strip() for one in (value if isinstance(value, list) else [value])}
    said = {text_of(word).strip() for word in words}
    return TICKED if (held & said if words else held - _NOTHING) else UNTICKED


def joined(value: object, between: str = "、", key: str = NAME) -> str:
    """张三、李四: names, or the 姓名 of rows, those that are not empty."""
    texts = [text_of(_named(item, key)) for item in _listed(value)]
    return _word(between).join(text for text in texts if text)


def _listed(value: object) -> List:
    if isinstance(value, list | tuple):
        return list(value)
    raise NotPlain("这不是一串数据，不能排列、分行或连写")


def _word(given: object) -> str:
    if not isinstance(given, str) or len(given) > LONGEST_WORD:
        raise NotPlain(f"这里要写一个词，最多 {LONGEST_WORD} 个字")
    return given


def _quoted(value: object) -> str:
    """A value as a message shows it."""
    shown = value if isinstance(value, str) else text_of(value)
    return f"“{shown[:LONGEST_WORD]}”"


def _named(item: object, key: str) -> object:
    if not isinstance(item, Mapping):
        return item
    if _word(key) not in item:
        raise NotPlain(f"这些数据里没有“{key}”一项")
    return item[key]


def _ordered(value: object, key: str, key_of: Callable[[str], Any]) -> List:
    return sorted(_listed(value), key=lambda item: key_of(text_of(_named(item, key))))


def _dated(
    value: object, of_day: Callable[[date], str], of_month: Callable[[int, int], str]
) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return of_day(value)
    written = text_of(value).strip()
    try:
        if found := _DAY.fullmatch(written):
            return of_day(date(*map(int, found.groups())))
        if found := _MONTH.fullmatch(written):
            month = date(int(found[1]), int(found[2]), 1)
            return of_month(month.year, month.month)
    except ValueError as fault:
        raise NotPlain(f"{_quoted(written)}不是日期") from fault
    raise NotPlain(f"{_quoted(written)}不是日期")


FILTERS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("日期", "date"), shown_date),
    **dict.fromkeys(("大写日期", "chinese_date"), date_in_words),
    **dict.fromkeys(("大写年月", "chinese_month"), month_words),
    **dict.fromkeys(("年月", "year_month"), year_month),
    **dict.fromkeys(("大写", "chinese_number"), chinese_number),
    **dict.fromkeys(("笔画序", "by_strokes"), by_strokes),
    **dict.fromkeys(("拼音序", "by_pinyin"), by_pinyin),
    **dict.fromkeys(("每行", "rows"), rows),
    **dict.fromkeys(("分段", "paragraphs"), paragraphs),
    **dict.fromkeys(("勾选", "tick"), tick),
    **dict.fromkeys(("顿号", "join"), joined),
}
"""Every filter by its names; a template may call no other."""
