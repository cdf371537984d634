"""Names in order of their strokes (姓氏笔画), the strokes of each character passed in.

GF 3003-1999: fewer strokes first; of as many, by kinds in writing order, 横竖撇点折. A name goes by
its characters in turn, so a double surname needs no rule of its own. Where the strokes leave two
characters equal (田 and 由), the table's own order decides, which keeps one surname together.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pinshi_cli.model.names import name_key

PLAIN, HAN, UNKNOWN = range(3)
_SKIPPED = re.compile("[·\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""The dot between the parts of a name, and what chooses a shape of a character."""
_PLAIN = frozenset("LNPZ")
_DRAWN = ("Lo", "Lm", "Nl")


class Drawn(NamedTuple):
    """A character's strokes (1 横 2 竖 3 撇 4 点 5 折), and its place among those drawn alike."""

    strokes: str
    place: int


Strokes = Mapping[str, Drawn]
Key = tuple[tuple[int, int, str, int], ...]
"""What a name is ordered by."""


def strokes_from(lines: Iterable[str]) -> dict[str, Drawn]:
    """The table from lines of `strokes<tab>characters`, equals in their order."""
    drawn: dict[str, Drawn] = {}
    for line in lines:
        strokes, characters = line.rstrip("\n").split("\t")
        for place, one in enumerate(characters):
            drawn[one] = Drawn(strokes, place)
    return drawn


def ideographs(name: str) -> Iterable[str]:
    """The characters of a name that are drawn, not spelled: no letter, digit, dot or bracket."""
    return (one for one in spelled(name) if not _is_plain(one))


def spelled(name: str) -> str:
    """The characters that order a name: no white space, no dot between the parts of a name."""
    return _SKIPPED.sub("", name_key(name))


def stroke_key(name: str, strokes: Strokes) -> Key:
    """By what a name is ordered; namesakes have one key, so a stable sort leaves them as they were.

    A character whose strokes are unknown goes behind all others at its place.
    """
    return tuple(_key(one, strokes) for one in spelled(name))


def _key(one: str, strokes: Strokes) -> tuple[int, int, str, int]:
    if one in strokes:
        drawn = strokes[one]
        return HAN, len(drawn.strokes), drawn.strokes, drawn.place
    return PLAIN if _is_plain(one) else UNKNOWN, 0, "", ord(one)


def _is_plain(one: str) -> bool:
    kind = unicodedata.category(one)
    return kind[0] in _PLAIN and kind not in _DRAWN
