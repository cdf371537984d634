"""How texts are compared: names of people and units, 编号, words from a closed list."""

import unicodedata
from collections.abc import Iterable

_ONE_WAY = str.maketrans(
    {**dict.fromkeys("•・‧．", "·"), **dict.fromkeys("\u200b\u2060\ufeff", None)}
)
"""Middle dots are one; white space of no width is none."""


def trimmed(text: str) -> str:
    """NFKC, without white space around: the form in which 编号 and numbers are read."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip()


def squeezed(text: str) -> str:
    """NFKC, without any white space: the form in which headings and listed words are compared."""
    return "".join(trimmed(text).split())


_SEPARATORS = str.maketrans(dict.fromkeys("，,;；", "、"))


def words_in(text: str) -> list[str]:
    """The words of a text that names several, split by 、 , ， ; or ；."""
    return [squeezed(each) for each in text.translate(_SEPARATORS).split("、") if each.strip()]


def name_key(text: str) -> str:
    """The form in which names of people are compared: NFC, no white space, one middle dot."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return "".join(composed.split()).translate(_ONE_WAY)


def same_unit(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two are one unit, by 单位编码 where both have one, else by 单位名称."""
    (name, code), (other_name, other_code) = one, other
    if code and other_code:
        return squeezed(code) == squeezed(other_code)
    return squeezed(name) == squeezed(other_name)


def nearest(word: str, words: Iterable[str], likeness: float) -> str | None:
    """The one of `words` most like `word`, or None where none is `likeness` (0 to 1) alike."""
    from difflib import get_close_matches

    close = get_close_matches(word, words, n=1, cutoff=likeness)
    return close[0] if close else None
