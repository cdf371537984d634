"""A cell's value, read strictly: what it holds, or a finding at its place, never a guess."""

import math
import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import nearest, squeezed, trimmed
from pinshi_cli.model.number import EXACT, plain_number, shown
from pinshi_cli.registers.columns import Column
from pinshi_cli.sheets.cells import Lost, Value

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})(?:[-.年/])?(\d{1,2})月?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"第?([一二三四1-4])季度?")


class Read(NamedTuple):
    """What came of one cell. `value` is None where it is empty or faulty; both may stand."""

    value: object = None
    finding: Diagnostic | None = None

    @property
    def date(self) -> date | None:
        """The value where it is a date, else None."""
        return self.value if isinstance(self.value, date) else None


NOTHING = Read()
"""What comes of an empty cell."""


def finding(code: str, message: str, at: Place, hint: str) -> Diagnostic:
    """An error at a cell."""
    return Diagnostic(code, Severity.ERROR, message, at, hint)


def is_empty(value: Value) -> bool:
    """Empty, or nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def quoted(value: Value) -> str:
    """A value as it is shown in a message: short, and never an identity number."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time() else str(value)
    elif isinstance(value, Lost):
        text = value.text or "公式"
    else:
        text = without_identity(" ".join(str(value).split()))
    return text if len(text) <= 20 else text[:19] + "…"


def lost(value: Value, at: Place) -> Diagnostic | None:
    """The error of a cell whose value Excel itself has lost, or None where it has not."""
    if not isinstance(value, Lost):
        return None
    if value.kind == "formula":
        hint = "用 Excel 或 WPS 打开，按 F9 重算后保存；或改填数值。"
        return finding("R206", "公式没有存下结果", at, hint)
    hint = "改正公式，或直接填写正确的内容。"
    return finding("R205", f"单元格是错误值 {value.text}", at, hint)


def number(value: Value, at: Place, *, typed: bool = True) -> Read:
    """An exact number: what Excel shows of a number cell, or text that is a plain number."""
    if type(value) is float or type(value) is int:
        if isinstance(value, float) and not math.isfinite(value):
            return Read(None, finding("R203", "不是有效的数字", at, "填写普通的数字。"))
        return Read(shown(value))
    if is_empty(value):
        return NOTHING
    if (gone := lost(value, at)) is not None:
        return Read(None, gone)
    if isinstance(value, str):
        plain = plain_number(trimmed(value))
        if plain is not None:
            return Read(plain, text_number(value, at) if typed else None)
        hint = "只填数字，例如 95。"
        return Read(None, finding("R203", f"“{quoted(value)}”不是数字", at, hint))
    what = "逻辑值" if isinstance(value, bool) else "日期或时间"
    hint = "把单元格格式改为“数值”，重新填写分数。"
    return Read(None, finding("R203", f"“{quoted(value)}”是{what}，不是数字", at, hint))


def text_number(value: str, at: Place) -> Diagnostic:
    """The warning of a number that stands as text."""
    message = f"“{quoted(value)}”是以文本存放的数字，已按数字计"
    return Diagnostic("R202", Severity.WARNING, message, at, "选中后“转换为数字”即可。")


def share(value: Value, at: Place, *, typed: bool = True) -> Read:
    """A share as a fraction of one: a number, or text like `40%`."""
    if isinstance(value, str):
        text = trimmed(value)
        plain = plain_number(text.removesuffix("%").rstrip()) if text.endswith("%") else None
        if plain is not None:
            return Read(plain.scaleb(-2, EXACT))
    read = number(value, at, typed=typed)
    if isinstance(value, str) and read.value is None and read.finding is not None:
        return Read(None, read.finding._replace(hint="例如 0.4 或 40%。"))
    return read


def whole(value: Value, at: Place, *, typed: bool = True) -> Read:
    """A whole number; a text like `2026年` is not one."""
    read = number(value, at, typed=typed)
    if isinstance(read.value, Decimal):
        if read.value != read.value.to_integral_value():
            hint = "填写整数。"
            return Read(None, finding("R212", f"“{quoted(value)}”不是整数", at, hint))
        return Read(int(read.value), read.finding)
    return read


def day(value: Value, at: Place) -> Read:
    """A date: a date cell, or text in one of the contract's forms."""
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, date):
        return Read(value)
    if is_empty(value):
        return NOTHING
    if (gone := lost(value, at)) is not None:
        return Read(None, gone)
    found = _day_in_text(quoted(value) if isinstance(value, float) else str(value))
    if found is not None and not isinstance(value, (bool, time, timedelta)):
        return Read(found)
    hint = "填写日期，例如 2026-04-01 或 2026年4月1日。"
    return Read(None, finding("R207", f"“{quoted(value)}”不是有效的日期", at, hint))


def _day_in_text(text: str) -> date | None:
    text = squeezed(text)
    if len(text) == 8 and text.isdecimal():
        parts = [text[:4], text[4:6], text[6:]]
    else:
        match = _DATE.fullmatch(text)
        if match is None or (text.endswith("日") != ("年" in text)):
            return None
        parts = [part for part in match.groups() if part]
    year, month, number_of_day = map(int, parts)
    if year < 1900 or not 1 <= month <= 12:
        return None
    if not 1 <= number_of_day <= monthrange(year, month)[1]:
        return None
    return date(year, month, number_of_day)


def month(value: Value, at: Place) -> Read:
    """A month (year, month): a date cell, a date in text, or `1995.03`, `1995-03`, `199503`."""
    read = day(value, at)
    if isinstance(read.value, date):
        return Read((read.value.year, read.value.month))
    if read.finding is not None and read.finding.code == "R207":
        text = f"{value:.2f}" if isinstance(value, float) and value % 1 else quoted(value)
        match = _MONTH.fullmatch(squeezed(text))
        if match is not None and 1 <= int(match[2]) <= 12 and int(match[1]) >= 1900:
            return Read((int(match[1]), int(match[2])))
        hint = "填写年月，例如 1995.03。"
        return Read(None, finding("R213", f"“{quoted(value)}”不是有效的年月", at, hint))
    return read


def quarter(value: Value, at: Place, *, typed: bool = True) -> Read:
    """A quarter's number: 1 to 4, 一季度 or 第一季度."""
    if (gone := lost(value, at)) is not None:
        return Read(None, gone)
    if is_empty(value):
        return NOTHING
    text = squeezed(quoted(value)) if isinstance(value, (str, int, float)) else ""
    match = _QUARTER.fullmatch(text)
    if match is not None:
        return Read(_QUARTERS[match[1]])
    if text in _QUARTERS and text.isascii():
        as_text = typed and isinstance(value, str)
        return Read(_QUARTERS[text], text_number(str(value), at) if as_text else None)
    hint = "填写 1、2、3、4，或“第一季度”。"
    return Read(None, finding("R210", f"季度“{quoted(value)}”看不懂", at, hint))


def text(value: Value, at: Place) -> Read:
    """Text as the cell shows it, trimmed, never with an identity number in it."""
    if isinstance(value, str):
        return Read(without_identity(value.strip()) or None)
    if (gone := lost(value, at)) is not None:
        return Read(None, gone)
    return Read(None if value is None else quoted(value))


def choice(value: Value, at: Place, words: tuple[str, ...], what: str) -> Read:
    """One of a closed list of words, white space aside."""
    read = text(value, at)
    if read.value is None:
        return read
    word = squeezed(str(read.value))
    if word in words:
        return Read(word)
    return Read(None, unlisted(value, at, words, what))


def unlisted(value: Value, at: Place, words: tuple[str, ...], what: str) -> Diagnostic:
    """The error of a word that is not on its list, with the nearest one that is."""
    close = nearest(squeezed(quoted(value)), words, 0.5)
    guess = f"你是不是想写“{close}”？" if close else ""
    hint = f"{guess}可填：{'、'.join(words)}。"
    return finding("R208", f"{what}“{quoted(value)}”不在规定的取值之内", at, hint)


_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")


def period(value: Value, at: Place, *, weeks: bool) -> Read:
    """A month (`2026-04`); with `weeks` also a week (`2026-W14`), else also a year (`2026`)."""
    if is_empty(value):
        return NOTHING
    said = squeezed(quoted(value)).upper()
    if weeks and _WEEK.fullmatch(said):
        return Read(said)
    if not weeks and len(said) == 4 and said.isdecimal():
        return Read(said)
    read = month(value, at)
    if isinstance(read.value, tuple):
        return Read("{}-{:02}".format(*read.value))
    if read.finding is not None and read.finding.code == "R213":
        example = "2026-W14 或 2026-04" if weeks else "2026 或 2026-04"
        hint = f"填写 {example}。"
        return Read(None, finding("R213", f"“{quoted(value)}”不是有效的期间", at, hint))
    return read


def of_column(
    column: Column, value: Value, at: Place, words: tuple[str, ...], *, typed: bool
) -> Read:
    """A cell as its column wants it, within its bounds; `words` are those of a list."""
    kind, what = column.kind, column.heading
    if kind in ("choice", "grade", "yes-no"):
        return choice(value, at, ("是", "否") if kind == "yes-no" else words, what)
    if kind in ("number", "whole", "share"):
        read = {"number": number, "whole": whole, "share": share}[kind](value, at, typed=typed)
        return _bounded(column, read, at)
    if kind in ("week", "year-or-month"):
        return period(value, at, weeks=kind == "week")
    return {"date": day, "month": month}.get(kind, text)(value, at)


def _bounded(column: Column, read: Read, at: Place) -> Read:
    """The number, or an error where it lies outside what its column takes."""
    found, (least, most) = read.value, (column.least, column.most)
    if not isinstance(found, (Decimal, int)):
        return read
    if (least is None or found >= least) and (most is None or found <= most):
        return read
    within = f"{'' if least is None else f'{least} 以上'}{'' if most is None else f'、{most} 以下'}"
    hint = f"核对后填写 {within}的数。"
    return Read(None, finding("R204", f"{column.heading} {found} 超出范围", at, hint))
