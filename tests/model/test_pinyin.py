"""拼音序: the rule alone, over readings made by hand (GB/T 13418-1992)."""

from itertools import pairwise

import pytest

from pinshi_cli.model.pinyin import pinyin_key, read, readings_from
from pinshi_cli.model.strokes import strokes_from

STROKES = strokes_from(
    [
        "111111111111111\t鲁",
        "1111111\t陆张",
        "111111\t吕",
        "11111\t史",
        "11111111\t单林",
        "11111111111\t章",
        "1111\t于",
    ]
)
USUAL = {
    "lin2": "林",
    "lu3": "鲁",
    "lu4": "陆",
    "lv3": "吕",
    "luan2": "栾",
    "dan1": "单",
    "shi3": "史",
    "zhang1": "张章",
    "yu2": "于",
}
READINGS = readings_from(
    [f"{syllable}\t{characters}" for syllable, characters in USUAL.items()],
    ["单\tshan4", "单于\tchan2 yu2"],
)


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (["林", "鲁", "史", "张"], "letters"),
        (["鲁", "陆"], "tones"),
        (["鲁", "陆", "吕", "栾"], "ü behind u, before any other letter"),
        (["张", "章"], "one reading: by strokes"),
        (["单", "史", "张"], "a surname goes by its reading as a surname"),
        (["单于林", "林单", "单林"], "a double surname, and a given name by its usual reading"),
        (["林", "林·林", "林张"], "a shorter name first, whatever its dots"),
        (["林A", "林林", "林𪚥"], "letters, characters, what cannot be read"),
    ],
)
def test_gb_t_13418(names: list[str], rule: str) -> None:
    keys = [pinyin_key(name, READINGS, STROKES) for name in names]
    assert all(before < after for before, after in pairwise(keys)), rule


def test_what_has_strokes_and_no_reading_goes_behind_too() -> None:
    strokes = {**STROKES, **strokes_from(["1\t一"])}
    assert pinyin_key("林张", READINGS, strokes) < pinyin_key("林一", READINGS, strokes)


def test_a_surname_alone_is_read_as_a_word() -> None:
    assert read("单", READINGS) == ["dan1"]
    assert read("单林", READINGS) == ["shan4", "lin2"]
    assert read("单于林", READINGS) == ["chan2", "yu2", "lin2"]
