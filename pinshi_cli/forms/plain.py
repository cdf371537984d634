"""Values of data as text in XML: never markup, a field or a formula, nothing that spoils a file."""

import re
from datetime import date
from decimal import Decimal

from jinja2 import Undefined

MAX_TEXT = 32_767
"""As many characters as a cell of Excel holds; no paragraph of a form is longer either."""
MAX_NUMBER = 10**30
_SHORT = 30
"""A number of so few characters is small enough to be printed as it is."""

_DIRTY = re.compile(
    "[^\\t\\n -~\\xa0-\\u200d\\u2010-\\u2027\\u202f-\\u2065\\u206a-\\ud7ff"
    "\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)
_LINES = re.compile("\\r\\n?|[\\v\\f\\x85\\u2028\\u2029]")
_MARKUP = re.compile('[&<>"]|_(?=x[0-9A-Fa-f]{4}_)')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "_": "_x005F_"}
_SPECIAL = re.compile("[&<>]")
# as _DIRTY, and with the signs of _MARKUP: one class of characters is searched for fast
_ODD = re.compile(_DIRTY.pattern.replace(" -~", " !#-%'-;=?-^`-~"))


class NotPlain(ValueError):
    """A value that cannot be printed; the text says why, in Chinese."""


def text_of(value: object) -> str:
    """A plain value as it is printed. Raises `NotPlain` for a list, a dict, anything else."""
    kind = type(value)
    if kind is str:
        return cleaned(value)  # type: ignore[arg-type]  # exactly a str, by the line above
    if value is None:
        return ""
    if kind is bool:
        return "是" if value else "否"
    if isinstance(value, int | Decimal) and kind in {int, Decimal}:
        return number_text(value)
    if isinstance(value, date) and kind is date:
        return f"{value.year}年{value.month}月{value.day}日"
    if kind in {list, dict}:
        raise NotPlain("这是一串数据，不是一项，不能直接填进去；用 {% for %} 一项一项地填")
    if isinstance(value, Undefined):
        str(value)  # raises, and names the field
    raise NotPlain("这不是可以填的数据")


def number_text(value: int | Decimal) -> str:
    """A number in plain digits, without an exponent."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise NotPlain("这不是一个数")
        text = str(value)
        if len(text) <= _SHORT and "E" not in text:
            return text
    if not -MAX_NUMBER < value < MAX_NUMBER or (
        isinstance(value, Decimal) and -int(value.as_tuple().exponent) > MAX_TEXT
    ):
        raise NotPlain("数太大或太长")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def cleaned(text: str) -> str:
    """Text without control characters, lone surrogates and signs that turn the writing round."""
    if len(text) > MAX_TEXT:
        raise NotPlain(f"文字有 {len(text)} 个字符，一格最多 {MAX_TEXT} 个")
    if _DIRTY.search(text):
        return _DIRTY.sub("", _LINES.sub("\n", text))
    return text


def word_xml(text: str) -> str:
    """Cleaned text inside a `<w:t>`: a new line is a break, a tab a tab."""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)
    if "\n" in text or "\t" in text:
        again = '<w:t xml:space="preserve">'
        text = text.replace("\n", f"</w:t><w:br/>{again}").replace("\t", f"</w:t><w:tab/>{again}")
    return text


def cell_xml(text: str) -> str:
    """Cleaned text inside a cell's `<t>`; what Excel would read as `_x0041_` stays as it is."""
    if _MARKUP.search(text):
        return _MARKUP.sub(lambda match: _ESCAPES[match[0]], text)
    return text


def cell_text(text: str) -> str:
    """Text of data inside a cell's `<t>`, cleaned."""
    if len(text) <= MAX_TEXT and not _ODD.search(text):
        return text
    return cell_xml(cleaned(text))


def header_xml(text: str) -> str:
    """Cleaned text in a sheet's header: `&` begins a code there, so it is doubled."""
    return cell_xml(text.replace("&", "&&"))
