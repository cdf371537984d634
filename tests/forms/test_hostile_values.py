"""Values are always text: nothing from data becomes a formula, a field, a link or markup."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinshi_cli.forms.plain import cell_text, cleaned, word_xml
from tests.forms.made import (
    codes,
    compiled,
    lines,
    only,
    parts,
    refusal,
    rendered,
    sheet,
    word,
)

SHEET = sheet({"A1": "{{ 姓名 }}", "B2": "姓名：{{ 姓名 }}"})
WORD = word("{{ 姓名 }}", "姓名：{{ 姓名 }}")
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","点")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "{=1}",
    "<f>1+1</f>",
    "</t></is></c><c><f>1+1</f></c>",
    "]]><f/>",
    '<w:fldSimple w:instr="DDEAUTO c:\\\\x"/>',
    "</w:t></w:r><w:hyperlink/>",
    "&lt;script&gt;",
    "&#61;1+1",
    "&xxe;",
    "{{ 总分 }}",
    "{% for x in y %}",
    "_x003D_1+1",
    "_x005F_x0041_",
    '"><x a="',
    "'=1",
    "http://example.com",
    "&A&P&[Path]",
    "𠮷䶮㐂",
    "阿卜杜热合曼·买买提",
    "é e\u0301",
    " 前后有空格 ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_printed_as_it_is(text: str) -> None:
    page = rendered(SHEET, {"姓名": text})
    # openpyxl leaves Excel's escape of a low line as it is written
    assert str(page["A1"].value).replace("_x005F_", "_") == text
    assert (page["A1"].data_type, page["B2"].data_type) == ("s", "s")
    xml = parts(compiled(SHEET).render({"姓名": text}))["xl/worksheets/sheet1.xml"]
    assert not re.search(rb"<f[ >/]|<hyperlink", xml)
    found = compiled(WORD).render({"姓名": text})
    assert lines(found) == [text, f"姓名：{text}"]
    assert not re.search(rb"<w:(fld|instr|hyperlink)", parts(found)["word/document.xml"])


def test_an_escape_of_excel_in_data_is_no_character() -> None:
    xml = parts(compiled(SHEET).render({"姓名": "_x003D_1"}))["xl/worksheets/sheet1.xml"]
    assert b"_x005F_x003D_1" in xml


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("甲\0\x01\x08乙", "甲乙"),
        ("甲\ud800乙\udfff", "甲乙"),
        ("甲\ufffe\uffff乙", "甲乙"),
        ("甲\x7f\x9f乙", "甲乙"),
        ("甲\r\n乙\r丙\v丁\f戊\u2028己", "甲\n乙\n丙\n丁\n戊\n己"),
        ("\x00\x02\x03\x04\x05", ""),
    ],
)
def test_control_characters_and_lone_surrogates_do_not_spoil_a_file(
    given: str, printed: str
) -> None:
    page = rendered(SHEET, {"姓名": given})
    assert (page["A1"].value or "") == printed
    found = compiled(WORD).render({"姓名": given})
    assert lines(found)[0] == printed


@given(st.text())
def test_any_text_gives_well_formed_xml_that_says_it(text: str) -> None:
    shown = cleaned(text)
    cell = ET.fromstring(f"<t>{cell_text(shown)}</t>")  # noqa: S314
    assert (cell.text or "").replace("_x005F_", "_") == shown
    body = f'<r xmlns:w="w"><w:t>{word_xml(shown)}</w:t></r>'.replace("xml:space", "space")
    found = ET.fromstring(body)  # noqa: S314
    signs = {"{w}br": "\n", "{w}tab": "\t"}
    assert "".join(signs.get(each.tag, each.text or "") for each in found) == shown


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+99"), 10**40, "长" * 40_000]
)
def test_what_no_cell_holds_is_refused_with_its_cell(value: object) -> None:
    found = refusal(SHEET, {"姓名": value})
    assert codes(found) == ["T907"]
    assert found[0].where.cell == "A1"


def test_numbers_are_printed_in_plain_digits() -> None:
    page = only(compiled(sheet({"A1": "共{{ 数 }}"})).render({"数": Decimal("1.50E+3")}))
    assert page["A1"].value == "共1500"


def test_nothing_is_printed_for_what_is_empty() -> None:
    page = rendered(sheet({"A1": "{{ 姓名 }}", "A2": "（{{ 姓名 }}）"}), {"姓名": None})
    assert (page["A1"].value, page["A2"].value) == (None, "（）")


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u200f", "\u2069"])
def test_a_sign_that_turns_the_writing_round_is_left_out(sign: str) -> None:
    assert rendered(SHEET, {"姓名": f"张三{sign}等次：好"})["A1"].value == "张三等次：好"


def test_a_joiner_within_a_name_stays() -> None:
    assert cleaned("\u0627\u200d\u0628") == "\u0627\u200d\u0628"
