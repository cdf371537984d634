"""Identity-card numbers: pinshi does not need them, and lets none through."""

import hashlib
import re
import unicodedata

_DIGIT = "0-9０-９"  # full-width digits are digits too
_CANDIDATE = re.compile(
    rf"(?<![{_DIGIT}])[{_DIGIT}]{{17}}(?:[XxＸｘ]|[{_DIGIT}](?![{_DIGIT}]))"  # X ends a number
)
_ASKS_FOR_ONE = re.compile("身份证|身份号码|证件号")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_identity(digits: str) -> bool:
    """Whether 18 characters are an identity number: the check digit decides (GB 11643)."""
    plain = unicodedata.normalize("NFKC", digits).upper()
    total = sum(int(d) * weight for d, weight in zip(plain[:17], _WEIGHTS, strict=True))
    return plain[0] != "0" and plain[17] == _CHECK[total % 11]


def asks_for_identity(heading: str) -> bool:
    """Whether a heading asks for an identity number."""
    return _ASKS_FOR_ONE.search(heading) is not None


def holds_identity(text: str) -> bool:
    """Whether a valid identity number stands anywhere in the text."""
    return len(text) >= 18 and any(is_identity(match[0]) for match in _CANDIDATE.finditer(text))


def without_identity(text: str) -> str:
    """The text with every valid identity number in it masked."""
    if len(text) < 18:
        return text
    return _CANDIDATE.sub(
        lambda match: _mask(match[0]) if is_identity(match[0]) else match[0], text
    )


def _mask(digits: str) -> str:
    """A stand-in that tells people apart without giving the number away."""
    plain = unicodedata.normalize("NFKC", digits).upper()
    mark = hashlib.sha256(plain.encode()).hexdigest()[:6]
    return f"身份证号已隐去-{mark}"
