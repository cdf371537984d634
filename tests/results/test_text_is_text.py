"""Text from a register is never a formula, a link or a number, and never spoils the file."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from pinshi_cli.results.paper import LONGEST, clean, lines, width
from tests.builders import RATINGS_HEAD, grade, marks, name_of, table, unit
from tests.results.books import all_texts, column, opened, result_of
from tests.results.recalculated import formulas

HOSTILE = [
    "=1+1",
    "{=1+1}",
    "@SUM(A1)",
    "+A1",
    "-2+3",
    "http://x",
    "mailto:a@b",
    "internal:依据!A1",
    "007",
    "1e5",
    "#REF!",
    "TRUE",
    "_x0041_",
    "<b>&amp;</b>",
    "'=1",
    "&P&D",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    result = grade(
        unit(
            (95, 80),
            people={"001": {"姓名": text, "内设机构": text, "职务": text}},
            items={"单位名称": text, "会议名称": text, "会议日期": "2026-04-01"},
        )
    )
    assert result["001"].person.name == text
    data = result_of(result, draft=True)
    book = opened(data)
    sheet = book["考核结果"]
    assert [column(sheet, heading)[0] for heading in ("姓名", "内设机构", "职务")] == [text] * 3
    assert column(book["名额"], "姓名") == [text]
    assert text in all_texts(book["依据"])
    assert str(sheet["A1"].value).startswith(f"试算　{text}2026年")
    ours = ("=ROUND(", "=COUNTIF(", "=IF(", "=INT(ROUND(", "=B4-C4", "=F4-H4")
    assert [each for each in formulas(data) if not each.formula.startswith(ours)] == []
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not any("externalLink" in name for name in archive.namelist())


def test_a_number_of_digits_keeps_its_zeros() -> None:
    result = grade(unit({"007": 95, "7": 90, "0012": 80}, people={"7": {"姓名": "钱七"}}))
    book = opened(result_of(result))
    assert column(book["考核结果"], "编号") == ["007", "7", "0012"]
    assert column(book["名额"], "编号") == ["007", "7"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("张\x00三", "张�三"),
        ("张\x1f\x7f三", "张��三"),
        ("张\ud800三", "张�三"),
        ("张\uffff三", "张�三"),
        ("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五"),
        ("𠮷野·ｘ　y", "𠮷野·ｘ　y"),
        ("\U0002ebf0", "\U0002ebf0"),  # a character newer than this Python knows
    ],
)
def test_what_xml_forbids_is_replaced_and_nothing_else(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_a_text_too_long_for_a_cell_is_cut_by_utf16_units() -> None:
    assert clean("长" * 40_000) == "长" * LONGEST
    assert clean("𠮷" * 20_000) == "𠮷" * (LONGEST // 2)
    assert clean("x" * LONGEST) == "x" * LONGEST


def test_control_characters_and_overlong_text_leave_the_file_sound() -> None:
    strange = "坏\x01\ud83d\uffff" + "长" * 40_000
    result = grade(
        unit(
            (95, 80),
            people={"001": {"内设机构": strange}},
            sheets={"集体研究": table("编号 姓名 审定等次 理由", ("001", None, "较好", strange))},
        )
    )
    data = result_of(result)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314  # our own file
    texts = all_texts(opened(data)["考核结果"])
    assert max(len(text) for text in texts) == LONGEST
    assert any(text.startswith("坏���长") for text in texts)


def test_raters_stay_anonymous() -> None:
    rows = [
        (id_, name_of(id_), group, f"密{number}", *marks(90))
        for id_ in ("001", "002")
        for group in ("领导", "群众")
        for number in range(3)
    ]
    result = grade(unit((95, 80), sheets={"民主测评": [RATINGS_HEAD, *rows]}))
    data = result_of(result)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not any("密".encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("ab1", 3), ("张三a", 5), ("（）", 4)])
def test_a_chinese_character_is_two_wide(text: str, wide: int) -> None:
    assert width(text) == wide


@pytest.mark.parametrize(("text", "needed"), [("", 1), ("张三", 1), ("张三李", 2), ("a\nb\nc", 3)])
def test_a_row_is_as_high_as_its_text_needs(text: str, needed: int) -> None:
    assert lines(text, 4) == needed
