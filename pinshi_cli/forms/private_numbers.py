"""Numbers that no notice may hold, found in text: identity numbers, phones, scores."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pinshi_cli.model.identity import is_identity

GAP = r"[ \t\r\n\u00a0\u3000\-‐‑–—_.·,，]"
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(GAP)
_MOST_BETWEEN = 2
_MOBILE = re.compile(rf"(?<!\d)(?:\+?\(?86\)?{GAP}?)?(1\d{{2}}{GAP}?\d{{4}}{GAP}?\d{{4}})(?!\d)")
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


def normal(text: str) -> str:
    """NFKC: full-width digits are digits; what has no width is nothing."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)


def digits_of(text: str) -> str:
    """The digits alone, by which two spellings of a phone are one."""
    return "".join(character for character in normal(text) if character.isdecimal())


def without_identities(text: str) -> tuple[list[str], str]:
    """Every valid identity number in normal text, and the text with them taken out."""
    found: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(text):
        end = _identity_at(text, at)
        if end:
            found.append(text[at:end])
            rest.append("，")
            at = end
        else:
            rest.append(text[at])
            at += 1
    return found, "".join(rest)


def _identity_at(text: str, start: int) -> int:
    """Where the identity number that begins here ends; 0 where none does.

    Written in one it needs only its check digit. Split up, its birthday must be one too.
    """
    if not _DIGIT.match(text[start]) or (start and _DIGIT.match(text[start - 1])):
        return 0
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
    return at if at - start == 18 or _is_birthday(taken[6:14]) else 0


def _is_birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


def mobiles(text: str) -> Iterator[Found]:
    """Eleven digits beginning with 1, however they are spaced."""
    for match in _MOBILE.finditer(text):
        yield Found(match[1], _OFFICIAL.search(text[: match.start()]) is not None)


def landlines(text: str) -> Iterator[Found]:
    """Numbers with an area code, or after a word that says it is a phone."""
    rest = _MOBILE.sub("，", text)
    for match in _LANDLINE.finditer(rest):
        yield Found(match[0], _OFFICIAL.search(rest[: match.start()]) is not None)
    for match in _SHORT.finditer(_LANDLINE.sub("，", rest)):
        yield Found(match[1], _OFFICIAL.search(rest[: match.start(1)]) is not None)


def scores(text: str) -> list[str]:
    """Decimals that read as scores, and numbers of 分. Dates, shares and clauses are none."""
    found = [match[1] for match in _SCORE.finditer(text) if _is_score(match[1])]
    found += [f"{match[1]}分" for match in _POINTS.finditer(text) if match[1] not in found]
    return found


def _is_score(number: str) -> bool:
    whole, _, part = number.partition(".")
    as_month = len(whole) < 2 and len(part) <= 2  # 3.2 is a clause or a day, hardly a score
    return not as_month and int(whole) <= 150


def any_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that stand in the text, the longest first; a word within one found is not told."""
    found: list[str] = []
    rest = text
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            found.append(word)
            rest = rest.replace(word, "，")
    return found
