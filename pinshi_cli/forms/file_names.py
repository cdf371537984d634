"""File names from people's names: sound on Windows, each one other, none leaving its folder."""

import re
import unicodedata
from collections.abc import Iterable

NAMELESS = "未命名"
MOST_UNITS, MOST_BYTES = 80, 180
"""The longest stem, in UTF-16 units and in UTF-8: a path of Windows ends at 260, a name of Linux
at 255 bytes, and the ending and the folders need room too."""

_FORBIDDEN = re.compile(
    '[\\[\\]<>:"/\\\\|?*\\u2044\\u2215\\u29f5\\u29f8\\uff0f\\uff3c\\uff1a\\ue000-\\uf8ff]'
)
"""What Windows forbids, what looks like it, brackets (for Excel), and the private characters that
some file systems take for it."""
_EDGES = " ._~$-\u3000"
_BLANK = re.compile("\\s+")
_UNSEEN = re.compile("[\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufffe\\uffff\\U000e0100-\\U000e01ef]")
_DROPPED = frozenset(("Cc", "Cf", "Cs"))
_RESERVED = re.compile(
    "(?:con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[. ].*)?", re.IGNORECASE
)


def safe_stem(text: str) -> str:
    """`text` as a file name without its ending: NFC, nothing a file system minds, never empty."""
    shown = text
    if not text.isprintable() or _UNSEEN.search(text):
        shown = "".join(one for one in text if _shown(one))
    composed = unicodedata.normalize("NFC", shown)
    stem = _BLANK.sub(" ", _FORBIDDEN.sub("_", composed)).strip(_EDGES)
    stem = _cut(stem, MOST_UNITS, MOST_BYTES) or NAMELESS
    return f"{NAMELESS}_{stem}" if _RESERVED.fullmatch(stem) else stem


def file_names(wanted: Iterable[str], ending: str, taken: Iterable[str] = ()) -> list[str]:
    """One file name for each text, in order, all different on every file system.

    `ending` holds its dot; `taken` are names already in the folder. A second 张三 becomes 张三(2).
    """
    used = {same_file(name) for name in taken}
    following: dict[str, int] = {}
    names = []
    for text in wanted:
        stem = safe_stem(text)
        alike = same_file(stem)
        number = following.get(alike, 1)
        name = f"{stem}{ending}"
        while (file := same_file(name)) in used:
            number += 1
            mark = f"({number})"
            room = _cut(stem, MOST_UNITS - len(mark), MOST_BYTES - len(mark))
            name = f"{room}{mark}{ending}"
        following[alike] = number
        used.add(file)
        names.append(name)
    return names


def same_file(name: str) -> str:
    """The form in which two names are one file somewhere: no difference of case or composition."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name)).casefold()
    return unicodedata.normalize("NFC", folded)


def _shown(one: str) -> bool:
    if one.isspace():
        return True
    return unicodedata.category(one) not in _DROPPED and not _UNSEEN.match(one)


def _cut(stem: str, units: int, size: int) -> str:
    """As much of a stem as fits; no mark is parted from its letter."""
    kept = stem
    while len(kept.encode("utf-16-le")) > 2 * units or len(kept.encode()) > size:
        kept = kept[:-1]
    if kept != stem and unicodedata.combining(stem[len(kept)]):
        kept = kept.rstrip("".join(one for one in kept if unicodedata.combining(one)))[:-1]
    return kept.rstrip(_EDGES)
