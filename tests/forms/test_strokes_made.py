"""How the stroke data are made: the recipes against the data, and the rules of putting together."""

import pytest

from docs.strokes.make_strokes import HERE, Parts, against, joined, spelled, syllable, table
from pinshi_cli.forms.name_order import strokes

WHOLE = {character: drawn.strokes for character, drawn in strokes().items()}
PARTS = Parts(WHOLE, dict(table(HERE / "parts.txt")), {})


def test_the_data_are_what_the_recipes_say() -> None:
    recipes = table(HERE / "recipes.txt")
    assert len(recipes) > 250
    made = {one: "".join(spelled(piece, PARTS) for piece in rest) for one, *rest in recipes}
    assert made == {character: WHOLE[character] for character in made}


@pytest.mark.parametrize(
    ("kind", "parts", "strokes_", "made"),
    [
        ("a", ["女", "子"], ["531", "521"], "531521"),  # 好
        ("d", ["土", "口"], ["121", "251"], "121251"),  # 吉
        ("s", ["囗", "玉"], ["251", "11214"], "25112141"),  # 国: closed last
        ("sbl", ["辶", "文"], ["454", "4134"], "4134454"),  # 这: 辶 last
        ("sbl", ["走", "己"], ["1212134", "515"], "1212134515"),  # 起: 走 first
        ("sb", ["凵", "乂"], ["52", "34"], "3452"),  # 凶
        ("sl", ["匚", "王"], ["15", "1121"], "111215"),  # 匡
        ("w", ["行", "圭"], ["332112", "121121"], "332121121112"),  # 街
        ("r3tr", ["石"], ["13251"], "132511325113251"),  # 磊
        ("lock", ["戈", "一"], ["1534", "1"], ""),  # not to be told
    ],
)
def test_parts_are_written_in_the_order_of_the_structure(
    kind: str, parts: list[str], strokes_: list[str], made: str
) -> None:
    assert joined(kind, parts, strokes_) == made


def test_strokes_that_contradict_the_national_table_are_found() -> None:
    numbers = {"一": 1, "乙": 2, "二": 3, "十": 4, "丁": 5}
    right = {"一": "1", "乙": "5", "二": "11", "十": "12", "丁": "12"}
    assert against(numbers, right) == []
    assert against(numbers, {**right, "乙": "55"}) == ["乙"]


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [("lǜ", "lv4"), ("zhāng", "zhang1"), ("ǹg", "ng4"), ("de", "de5"), ("nü", "nv5")],
)
def test_pinyin_becomes_letters_and_a_tone(spelling: str, plain: str) -> None:
    assert syllable(spelling) == plain
