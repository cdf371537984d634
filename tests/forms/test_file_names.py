"""File names from people's names: safe on Windows, each one other, none leaving its folder."""

import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.forms.file_names import NAMELESS, file_names, safe_stem, same_file
from tests.forms.hostile_names import NAMES

TEXTS = st.text(st.characters(exclude_categories=())) | st.sampled_from([one for one, _ in NAMES])
RESERVED = re.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])([. ].*)?", re.IGNORECASE)


def test_the_table_of_hostile_names_has_sixty_rows_at_least_each_of_its_own() -> None:
    assert len({name for name, _ in NAMES}) == len(NAMES) >= 60


@pytest.mark.parametrize(("given", "stem"), NAMES)
def test_a_hostile_name_becomes_a_sound_one(given: str, stem: str) -> None:
    assert safe_stem(given) == stem
    assert _is_sound(f"{safe_stem(given)}.xlsx")


def test_all_hostile_names_together_collide_with_none() -> None:
    names = file_names([name for name, _ in NAMES], ".xlsx")
    assert len({same_file(name) for name in names}) == len(NAMES)
    assert len({name.casefold() for name in names}) == len(NAMES)
    assert all(_is_sound(name) for name in names)


@given(TEXTS)
def test_any_text_becomes_a_sound_name(text: str) -> None:
    assert _is_sound(f"{safe_stem(text)}.docx")


@given(st.lists(TEXTS, max_size=12), st.lists(TEXTS, max_size=3))
def test_any_texts_become_names_that_are_all_different(texts: list[str], there: list[str]) -> None:
    taken = file_names(there, ".xlsx")
    names = file_names(texts, ".xlsx", taken)
    assert len(names) == len(texts)
    assert len({same_file(name) for name in (*names, *taken)}) == len(texts) + len(taken)
    assert all(_is_sound(name) for name in names)


@given(TEXTS)
def test_a_sound_stem_stays_as_it_is(text: str) -> None:
    assert safe_stem(safe_stem(text)) == safe_stem(text)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["张三", "张三", "李四", "张三"], ["张三", "张三(2)", "李四", "张三(3)"]),
        (["Anna", "ANNA", "ａｎｎａ"], ["Anna", "ANNA(2)", "ａｎｎａ(3)"]),
        (["e\u0301", "é"], ["é", "é(2)"]),
        (["张三", "张三(2)", "张三"], ["张三", "张三(2)", "张三(3)"]),
        (["..", ""], [NAMELESS, f"{NAMELESS}(2)"]),
    ],
)
def test_namesakes_are_numbered(wanted: list[str], names: list[str]) -> None:
    assert file_names(wanted, ".xlsx") == [f"{name}.xlsx" for name in names]


def test_a_name_that_lies_in_the_folder_is_left_alone() -> None:
    assert file_names(["张三"], ".xlsx", ["张三.XLSX"]) == ["张三(2).xlsx"]


def test_a_long_name_is_cut_between_letters_and_keeps_its_number() -> None:
    first, second = file_names(["𠮷" * 90] * 2, ".xlsx")
    assert first == f"{'𠮷' * 40}.xlsx"
    assert second == f"{'𠮷' * 38}(2).xlsx"
    assert safe_stem("a" * 79 + "e\u0323\u0301") == "a" * 79


def _is_sound(name: str) -> bool:
    """What Windows, Linux and macOS ask of a file name, said another way than the program does."""
    stem = name.rpartition(".")[0]
    return (
        bool(stem)
        and PureWindowsPath(name).name == PurePosixPath(name).name == name
        and not PureWindowsPath(name).drive
        and not set(name) & set('<>:"/\\|?*')
        and all(ord(one) >= 0x20 and not 0x7F <= ord(one) < 0xA0 for one in name)
        and not any(0xD800 <= ord(one) < 0xE000 for one in name)
        and stem == stem.strip(" .")
        and not RESERVED.fullmatch(stem)
        and not RESERVED.fullmatch(name)
        and len(name.encode()) <= 200
        and len(name.encode("utf-16-le")) <= 200
    )
