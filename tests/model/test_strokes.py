"""姓氏笔画: the rule alone, over a small table made by hand (GF 3003-1999)."""

from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.model.strokes import ideographs, stroke_key, strokes_from

# 1 横 2 竖 3 撇 4 点 5 折
TABLE = strokes_from(
    [
        "1\t一",
        "5\t乙",
        "12\t十丁",
        "34\t八人入",
        "111\t三",
        "1121\t王",
        "25121\t田由",
        "1234521\t李",
    ]
)
NAMES = st.lists(st.text("一乙丁十八人王田由李·Ａ𪚥", max_size=4), max_size=12)


def _ordered(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: stroke_key(name, TABLE))


def test_gf_3003_fewer_strokes_go_first() -> None:
    assert _ordered(["李", "王", "丁", "一"]) == ["一", "丁", "王", "李"]


def test_gf_3003_of_as_many_strokes_their_kinds_decide_in_writing_order() -> None:
    assert _ordered(["乙", "八", "丁", "一"]) == ["一", "乙", "丁", "八"]


def test_gf_3003_what_is_drawn_alike_stands_in_the_order_of_the_table() -> None:
    assert _ordered(["由一", "田王", "由丁", "田一"]) == ["田一", "田王", "由一", "由丁"]


def test_a_name_goes_by_its_characters_in_turn_the_shorter_first() -> None:
    assert _ordered(["王李", "王一一", "王", "王一"]) == ["王", "王一", "王一一", "王李"]


def test_dots_white_space_and_shapes_of_characters_do_not_order() -> None:
    keys = {stroke_key(name, TABLE) for name in ("王·一", "王•一", "王 一", "王\U000e0100一")}
    assert len(keys) == 1


def test_letters_go_before_characters_and_unknown_characters_behind_all() -> None:
    assert _ordered(["王𪚥", "王李", "王\ue000", "王B"]) == ["王B", "王李", "王\ue000", "王𪚥"]


def test_only_characters_that_are_drawn_are_asked_for() -> None:
    assert "".join(ideographs("王A1·（大）𪚥\ue000")) == "王大𪚥\ue000"


@given(NAMES)
def test_an_order_loses_nobody_and_stays_as_it_is(names: list[str]) -> None:
    ordered = _ordered(names)
    assert sorted(ordered) == sorted(names)
    assert _ordered(ordered) == ordered


@given(NAMES)
def test_one_surname_stands_together(names: list[str]) -> None:
    surnames = [name[0] for name in _ordered([f"田{name}" for name in names] + ["由", "由一"])]
    assert surnames == ["田"] * len(names) + ["由"] * 2
