"""Fonts that are not on the machine: one font under two names is one, and nothing is guessed."""

import io
import struct

import openpyxl
import pytest
from openpyxl.styles import Font

from pinshi_cli.forms.font_names import families_in
from pinshi_cli.forms.fonts import Fonts, Used, missing_fonts, same_font
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.forms.paper_check import on_paper
from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.workflow.templates.machine import registered, this_machine
from pinshi_cli.workflow.templates.places import bundled_template
from tests.forms.made import foot_of, sheet


def machine(*names: str, stand_in: str = "") -> Fonts:
    return Fonts(frozenset(names), lambda _: stand_in)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("仿宋_GB2312", "FangSong_GB2312"),
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        ("黑体", "SimHei"),
        ("宋体", "simsun"),
        ("楷体", "KaiTi"),
        ("@仿宋", "FangSong"),
        ("思源黑体", "Source Han Sans CN"),
    ],
)
def test_a_font_is_one_under_its_chinese_and_its_english_name(one: str, other: str) -> None:
    assert same_font(one) == same_font(other)
    assert list(missing_fonts("模板", [Used(one, "A1")], machine(other), {})) == []
    assert list(missing_fonts("模板", [Used(other, "A1")], machine(one), {})) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("仿宋", "仿宋_GB2312"), ("方正小标宋简体", "方正小标宋_GBK"), ("宋体", "NSimSun")],
)
def test_fonts_that_look_alike_are_not_one(one: str, other: str) -> None:
    (found,) = missing_fonts("模板", [Used(one, "A1")], machine(other), {})
    assert f"“{other}”" in found.hint or "新宋体" in found.hint


def test_a_missing_font_is_told_with_its_places_and_what_is_taken() -> None:
    used = [Used("方正小标宋简体", place) for place in ("A1", "B2", "C3", "D4", "E5", "A1")]
    (found,) = missing_fonts("模板", used, machine("黑体", stand_in="Noto Sans CJK SC"), {})
    assert (found.code, found.severity) == ("T930", Severity.WARNING)
    assert "“方正小标宋简体”" in found.message
    assert "A1、B2、C3、D4 等 5 处" in found.message
    assert "会换成“Noto Sans CJK SC”" in found.message


def test_the_font_that_the_document_names_instead_goes_first() -> None:
    fonts = machine("仿宋", stand_in="DejaVu Sans")
    others = {"仿宋_GB2312": "FangSong"}
    (found,) = missing_fonts("模板", [Used("仿宋_GB2312", "A1")], fonts, others)
    assert "会换成“FangSong”" in found.message


def test_a_stand_in_that_looks_alike_is_only_a_note() -> None:
    fonts = machine("Noto Sans CJK SC", stand_in="Noto Sans CJK SC")
    (found,) = missing_fonts("模板", [Used("黑体", "A1")], fonts, {})
    assert found.severity is Severity.NOTE
    assert "不用处理" in found.hint


def test_where_fonts_cannot_be_known_nothing_is_guessed() -> None:
    nobody = Fonts(None, lambda _: "")
    (found,) = missing_fonts("模板", [Used("黑体", "A1"), Used("宋体", "A2")], nobody, {})
    assert (found.code, found.severity) == ("T931", Severity.NOTE)
    assert "“黑体”、“宋体”" in found.message


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_our_form_names_three_fonts(ending: str) -> None:
    data = bundled_template(BY_NAME["反馈表"], ending).data
    found = list(on_paper("反馈表", data, machine("华文彩云")))
    assert [each.code for each in found] == ["T930"] * 3
    said = "".join(each.message for each in found)
    assert all(name in said for name in ("方正小标宋_GBK", "仿宋_GB2312", "黑体"))


def test_fonts_in_headers_and_in_part_of_a_cell_count_and_those_of_bare_statements_do_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet({"A1": "{{ 姓名 }}", "A2": "x"})))
    page = book.active
    assert page is not None
    page["A1"].font = Font(name="隶书")
    page["A2"].value = "{% for 人 in 人员 %}"
    page["A2"].font = Font(name="幼圆")
    foot_of(page).text, foot_of(page).font = "表", "华文行楷,Regular"
    held = io.BytesIO()
    book.save(held)
    said = [each.message for each in on_paper("模板", held.getvalue(), machine("黑体"))]
    assert any("“隶书”" in each and "A1" in each for each in said)
    assert any("“华文行楷”" in each and "页眉页脚" in each for each in said)
    assert not any("幼圆" in each for each in said)


def _font(*names: tuple[int, int, int, bytes]) -> bytes:
    """A font file with nothing but names: (platform, encoding, kind, text)."""
    records, texts = b"", b""
    for platform, encoding, kind, text in names:
        records += struct.pack(">6H", platform, encoding, 0x804, kind, len(text), len(texts))
        texts += text
    table = struct.pack(">3H", 0, len(names), 6 + len(records)) + records + texts
    head = b"\0\1\0\0" + struct.pack(">4H", 1, 0, 0, 0)
    return head + struct.pack(">4s3L", b"name", 0, 28, len(table)) + table


@pytest.mark.parametrize(
    ("data", "families"),
    [
        (_font((3, 1, 1, "仿宋_GB2312".encode("utf-16-be"))), {"仿宋_GB2312"}),
        (_font((3, 1, 1, "黑体".encode("utf-16-be")), (1, 0, 1, b"SimHei")), {"黑体", "SimHei"}),
        (_font((3, 3, 1, "宋体".encode("gbk")), (3, 1, 4, b"\0x")), {"宋体"}),
        (_font((1, 25, 16, "楷体".encode("gbk"))), {"楷体"}),
        (b"MZ not a font at all", set()),
        (b"", set()),
        (_font((3, 1, 1, "断".encode("utf-16-be")))[:20], set()),
    ],
)
def test_the_names_in_a_font_file_are_read_in_all_languages(
    data: bytes, families: set[str]
) -> None:
    assert families_in(lambda at, size: data[at : at + size]) == families


@pytest.mark.parametrize(
    ("value", "families"),
    [
        ("宋体 & 新宋体 (TrueType)", ["宋体", "新宋体"]),
        ("方正小标宋简体 (TrueType)", ["方正小标宋简体"]),
        ("Arial", ["Arial"]),
    ],
)
def test_the_fonts_that_windows_has_registered(value: str, families: list[str]) -> None:
    assert registered(value) == families


def test_this_machine_is_asked_without_a_fault() -> None:
    here = this_machine()
    assert here.fonts.names is None or all(here.fonts.names)
    assert isinstance(here.fonts.stand_in("方正小标宋简体"), str)
