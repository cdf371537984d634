"""Identity-card numbers: pinshi does not need them, and lets none through."""

import hashlib
import re

_CANDIDATE = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"

HEADINGS = ("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "身份证", "证件号码")


def is_identity(digits: str) -> bool:
    """Whether 18 characters are an identity number: the check digit decides (GB 11643)."""
    total = sum(int(d) * weight for d, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _CHECK[total % 11]


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
    mark = hashlib.sha256(digits.upper().encode()).hexdigest()[:4]
    return f"身份证尾号{digits[-4:].upper()}-{mark}"
