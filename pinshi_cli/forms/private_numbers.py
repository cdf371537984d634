"""Numbers that no notice may hold, found in text: identity numbers, phones, scores."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pinshi_cli.model.identity import is_identity
from pinshi_cli.model.names import squeezed

GAP = r"[ \t\r\n\u00a0\u3000\-‐‑–—_.·,，/|]"
_DIGIT = re.compile(r"\d")
_FIRST = re.compile(r"(?<!\d)\d")
_PHONE, _MOBILE_PHONE, _IDENTITY = 7, 11, 18
"""So many digits have a landline at least, a mobile number, an identity number."""
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BETWEEN = re.compile(GAP)
_MOST_BETWEEN = 4
_PREFIX = rf"(?:\+?\(?86\)?{GAP}?)?"
_MOBILE = re.compile(rf"(?<!\d){_PREFIX}(1[3-9]\d{GAP}?\d{{4}}{GAP}?\d{{4}})(?!\d)")
_SPACE = r"[ \t\r\n\u00a0\-‐‑–—_·]"
_RUN = re.compile(rf"\+?\d(?:{_SPACE}{{0,2}}\d)*")
_DATE = re.compile(
    rf"(?<!\d)(?:19|20)\d\d{_SPACE}?(?:0?[1-9]|1[0-2]){_SPACE}?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
)
_DAY = re.compile(rf"{_SPACE}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_ELSE = re.compile(
    r"(?:(?:编码|编号|代码|账号|帐号|卡号|文号|工号)[^\d，。；]{0,2}|(?<!\d)0\d{2,3}[-—–])$"
)
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[-—– ])\d{7,8}(?!\d)")
_SHORT = re.compile(r"(?:电话|手机|联系方式|致电|拨打)\D{0,8}?(?<!\d)([2-9]\d{6,7})(?!\d)")
_OFFICIAL = re.compile(
    r"(?:监督|举报|投诉|受理|联系|咨询|值班|公示|办公)\S{0,4}?(?:电话|热线|方式|号码)[^\d，。；]{0,4}$"
)
_SCORE = re.compile(
    r"(?<![\d.:/〔\[-])(\d{1,3}\.\d{1,4})(?![\d.%‰:/-])(?!\s*(?:%|个|年|月|日|元|万|亿|米|公里|公顷|倍|条|版|款))"
)
_POINTS = re.compile(
    r"(?<![\d.:])(\d{1,3}(?:\.\d+)?)\s*分(?![钟之管别配工局公类档段数成解析享布散为期级批次设离校支厂])"
)


class Found(NamedTuple):
    """A number as it stands, normalised, and whether a word beside it says it is an office's."""

    text: str
    official: bool = False


@lru_cache(maxsize=2_000)
def normal(text: str) -> str:
    """NFKC: full-width digits are digits; what has no width is nothing."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _NO_WIDTH.sub("", plain)


@lru_cache(maxsize=2_000)
def tight(text: str) -> str:
    """`squeezed`; one text of a notice is asked about several times, and many are alike."""
    return squeezed(text)


def has_digit(text: str) -> bool:
    """Whether any figure stands in normal text."""
    return _DIGIT.search(text) is not None


def holds_number(text: str) -> bool:
    """Whether normal text has as many digits as the shortest of these numbers."""
    return len(_DIGIT.findall(text)) >= _PHONE


def digits_of(text: str) -> str:
    """The digits alone, by which two spellings of a phone are one."""
    return "".join(filter(str.isdecimal, normal(text)))


def without_identities(text: str) -> tuple[list[str], str]:
    """Every valid identity number in normal text, and the text with them taken out."""
    spans = list(identity_spans(text)) if len(text) >= 18 else []
    rest = text
    for start, end in reversed(spans):
        rest = f"{rest[:start]}，{rest[end:]}"
    return [text[start:end] for start, end in spans], rest


def _identity_at(text: str, start: int) -> int:
    """Where the identity number that begins with this digit ends; 0 where none does.

    Written in one it needs only its check digit. Split up, it must be a person's in the rest, too:
    dates and codes that stand side by side fit the check digit one time in eleven.
    """
    taken = ""
    at, gap = start, 0
    while at < len(text) and len(taken) < 18:
        character = text[at]
        if _DIGIT.match(character) or (len(taken) == 17 and character in "Xx"):
            taken += character
            gap = 0
        elif _BETWEEN.match(character) and gap < _MOST_BETWEEN:
            gap += 1
        else:
            return 0
        at += 1
    ends = at >= len(text) or not _DIGIT.match(text[at])
    if len(taken) < 18 or not ends or not is_identity(taken):
        return 0
    return at if at - start == 18 or is_persons(taken) else 0


_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_BORN_BEFORE = 2019
"""Nobody who is assessed was born since the 平时考核办法 of 2019; the dates of notices all are."""


def is_persons(number: str) -> bool:
    """Whether 18 digits, however split, begin with a province and hold a birthday of an adult."""
    digits = "".join(filter(str.isalnum, number))
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    known = _PROVINCE.fullmatch(digits[:2]) is not None
    return known and 1900 <= born.year < _BORN_BEFORE


def mobiles(text: str) -> Iterator[Found]:
    """Eleven digits beginning with 13 to 19, however they are spaced; told without the spaces."""
    for start, end in mobile_spans(text):
        yield Found(digits_of(text[start:end])[-11:], _OFFICIAL.search(text[:start]) is not None)


def mobile_spans(text: str) -> list[tuple[int, int]]:
    """Where mobile numbers stand, in order; what is called a code, or has an area code, is none."""
    if len(_DIGIT.findall(text)) < _MOBILE_PHONE:
        return []
    found = [match.span() for match in _MOBILE.finditer(text) if not _DAY.search(match[0])]
    for run in _RUN.finditer(_blanked(text, found)):
        digits = digits_of(run[0])
        if digits[-11:-9] in _BEGINNINGS and digits[:-11] in ("", "86") and _is_spaced(run[0]):
            found.append(run.span())
    return [span for span in sorted(found) if not _ELSE.search(text[: span[0]])]


_BEGINNINGS = tuple(f"1{n}" for n in range(3, 10))


def _is_spaced(run: str) -> bool:
    """Whether the groups are such as a person makes: single digits, or at least two together."""
    number = re.sub(rf"^\+?86{_SPACE}*(?=1)", "", run)
    groups = [len(group) for group in re.split(rf"{_SPACE}+", number)]
    return _DATE.search(run) is None and (set(groups) == {1} or min(groups) >= 2)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "，" * (end - start) + text[end:]
    return text


def spanning(
    pieces: Sequence[str], find: Callable[[str], Iterable[tuple[int, int]]]
) -> Iterator[tuple[int, int, str]]:
    """Numbers that begin in one text and end in a later one: both places, and the number.

    Texts hang together where one ends and the next begins with a digit.
    """
    first = 0
    for last in range(len(pieces)):
        if last + 1 < len(pieces) and _hang_together(pieces[last], pieces[last + 1]):
            continue
        if last > first:
            chain = pieces[first : last + 1]
            joined = "\n".join(chain)
            for start, end in find(joined):
                begin = first + joined.count("\n", 0, start)
                finish = first + joined.count("\n", 0, end)
                if begin < finish:
                    yield begin, finish, joined[start:end]
        first = last + 1


def _hang_together(one: str, other: str) -> bool:
    if not one.rstrip(_EDGES)[-1:].isdecimal():
        return False
    return other.lstrip(_EDGES)[:1].isdecimal() or other.strip(_EDGES) in ("X", "x")


_EDGES = " \t\u00a0-‐‑–—_·"


def identity_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where identity numbers stand in normal text."""
    if len(_DIGIT.findall(text)) < _IDENTITY - 1:  # the last may be an X
        return
    at = 0
    while found := _FIRST.search(text, at):
        end = _identity_at(text, found.start())
        if end:
            yield found.start(), end
        at = max(end, found.end())


def landlines(text: str) -> Iterator[Found]:
    """Numbers with an area code, or after a word that says it is a phone."""
    rest = _blanked(text, mobile_spans(text))
    for match in _LANDLINE.finditer(rest):
        yield Found(match[0], _OFFICIAL.search(rest[: match.start()]) is not None)
    for match in _SHORT.finditer(_LANDLINE.sub("，", rest)):
        yield Found(match[1], _OFFICIAL.search(rest[: match.start(1)]) is not None)


def scores(text: str) -> list[str]:
    """Decimals that read as scores, and numbers of 分. Dates, shares and clauses are none."""
    if not has_digit(text):
        return []
    found = [match[1] for match in _SCORE.finditer(text) if _is_score(match[1])]
    found += [f"{match[1]}分" for match in _POINTS.finditer(text) if match[1] not in found]
    return found


def _is_score(number: str) -> bool:
    whole, _, part = number.partition(".")
    as_month = len(whole) < 2 and len(part) <= 2  # 3.2 is a clause or a day, hardly a score
    return not as_month and int(whole) <= 150


def any_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that stand in the text, the longest first; a word within one found is not told."""
    every = [word for word in words if word in text]
    if len(every) < 2:
        return every
    found: list[str] = []
    rest = text
    for word in sorted(every, key=len, reverse=True):
        if word in rest:
            found.append(word)
            rest = rest.replace(word, "，")
    return found
