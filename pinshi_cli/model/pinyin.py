"""Names in order of their pinyin, the readings passed in.

GB/T 13418-1992: letter by letter within a syllable, then by tone; the syllables of a name in turn;
characters of one reading by their strokes. A surname goes by its reading as a surname (单 Shàn,
万俟 Mòqí), every other character by its usual one.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pinshi_cli.model.strokes import HAN, UNKNOWN, Strokes, spelled, stroke_key

LONGEST_SURNAME = 2
_UMLAUT = str.maketrans("v", "u")

Key = tuple[tuple[int, str, str, int, int, int, str, int], ...]
"""What a name is ordered by."""


class Readings(NamedTuple):
    """The usual reading of a character, and those of surnames: letters and a tone, shan4."""

    usual: Mapping[str, str]
    surnames: Mapping[str, tuple[str, ...]]


def readings_from(usual: Iterable[str], surnames: Iterable[str]) -> Readings:
    """From lines of `syllable<tab>characters`, and of `surname<tab>syllables`."""
    found: dict[str, str] = {}
    for line in usual:
        syllable, characters = line.rstrip("\n").split("\t")
        found |= dict.fromkeys(characters, syllable)
    said = (line.rstrip("\n").split("\t") for line in surnames)
    return Readings(found, {name: tuple(syllables.split()) for name, syllables in said})


def read(name: str, readings: Readings) -> list[str]:
    """A name as it is read, syllable by syllable; "" for a character whose reading is unknown."""
    characters = spelled(name)
    for length in range(LONGEST_SURNAME, 0, -1):
        surname = readings.surnames.get(characters[:length])
        if surname and len(characters) > length:
            return [*surname, *_usual(characters[length:], readings)]
    return _usual(characters, readings)


def pinyin_key(name: str, readings: Readings, strokes: Strokes) -> Key:
    """By what a name is ordered; what has no reading goes behind all others at its place."""
    drawn = stroke_key(name, strokes)
    return tuple(
        (_group(syllable, group), *_syllable(syllable), group, count, code, place)
        for syllable, (group, count, code, place) in zip(read(name, readings), drawn, strict=True)
    )


def _group(syllable: str, group: int) -> int:
    if syllable:
        return HAN
    return UNKNOWN if group == HAN else group


def _usual(characters: str, readings: Readings) -> list[str]:
    return [readings.usual.get(one, "") for one in characters]


def _syllable(syllable: str) -> tuple[str, str, int]:
    """Letters with ü as u, the letters themselves, the tone: lu, lü, luan as dictionaries go."""
    letters, tone = syllable[:-1], syllable[-1:]
    return letters.translate(_UMLAUT), letters, int(tone or 0)
