"""Workbooks of Excel since 2007: every form a sheet's XML may take, and what must not be lost."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.sheets import xlsx as xlsx_module
from pinshi_cli.sheets.cells import Lost
from tests.sheets.odd_files import (
    ROWS,
    SHEET1,
    STRINGS,
    cells,
    codes,
    first,
    read,
    sheet_xml,
    with_part,
    with_rows,
    with_style,
    xlsx,
)

N = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_a_plain_sheet_reads_with_its_values() -> None:
    book = read(xlsx())
    assert book.kind == "xlsx"
    assert book.typed
    assert book.findings == ()
    assert [list(row) for row in book.sheets[0].rows] == [list(row) for row in ROWS]
    assert type(book.sheets[0].rows[2][2]) is float


def test_addresses_are_right_on_a_sheet_that_begins_at_c5() -> None:
    sheet = read(xlsx([["甲", None], [None, 2]], at=(5, 3))).sheets[0]
    assert (sheet.first_row, sheet.first_column) == (5, 3)
    assert cells(sheet) == {"C5": "甲", "D6": 2.0}


BODIES = {
    "an error": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>',
        {"A1": 1.0, "B1": Lost("error", "#REF!")},
    ),
    "an error of a formula": (
        '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        {"B2": Lost("error", "#DIV/0!")},
    ),
    "errors around the filled cells": (
        '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
        '<row r="5"><c r="D5" t="e"><v>#N/A</v></c></row>',
        {"A2": Lost("error", "#N/A"), "B3": 1.0, "D5": Lost("error", "#N/A")},
    ),
    "a formula with a result": ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', {"A1": 2.0}),
    "a formula without a result": (
        '<row r="1"><c r="A1"><f>SUM(B1&lt;2)</f></c></row>',
        {"A1": Lost("formula", "SUM(B1<2)")},
    ),
    "a formula with an empty result of no type": (
        '<row r="1"><c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>2</f><v/></c></row>',
        {"A1": Lost("formula", "1+1"), "B1": Lost("formula", "2")},
    ),
    "a formula whose result is the empty text": (
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>',
        {"B1": 1.0},
    ),
    "a member of a shared formula without a result": (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>3</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>',
        {"A1": 3.0, "A2": Lost("formula", "")},
    ),
    "text of a formula": (
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>好 &amp; 中</v></c></row>',
        {"A1": "好 & 中"},
    ),
    "cells without addresses": (
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        {"A1": 1.0, "C1": 2.0, "A2": 3.0},
    ),
    "rows out of order": (
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        {"A1": 1.0, "A3": 3.0},
    ),
    "a row in two pieces": (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        {"A1": 1.0, "B1": 2.0},
    ),
    "a cell that says another row": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B7"><v>2</v></c></row>',
        {"A1": 1.0, "B7": 2.0},
    ),
    "comments and CDATA": (
        '<row r="1"><!-- <c r="C1"><v>9</v></c> --><c r="A1" t="str"><v><![CDATA[a<b]]></v></c>'
        "</row>",
        {"A1": "a<b"},
    ),
    "indented markup": (
        '\n <row r="1">\n  <c r="A1">\n <v>1</v>\n </c>\n </row>\n',
        {"A1": 1.0},
    ),
    "single quotes and other orders of attributes": (
        "<row spans='1:2' r='1'><c s='0' r='A1'><v>1</v></c><c t='e' r='B1'><v>#N/A</v></c></row>",
        {"A1": 1.0, "B1": Lost("error", "#N/A")},
    ),
    "inline text, rich, with phonetics": (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r>'
        '<rPh sb="0" eb="1"><t>zhang</t></rPh></is></c>'
        '<c r="B1" t="inlineStr"><is><t>𠮷㐂䶮</t></is></c></row>',
        {"A1": "张三", "B1": "𠮷㐂䶮"},
    ),
    "white space that is kept, and white space alone": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 张 </t></is></c>'
        '<c r="B1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>',
        {"A1": " 张 ", "B1": "  "},
    ),
    "truth": (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>',
        {"A1": True, "B1": False},
    ),
    "dates in ISO form": (
        '<row r="1"><c r="A1" t="d"><v>2026-04-01</v></c>'
        '<c r="B1" t="d"><v>2026-04-01T08:30:00Z</v></c></row>',
        {"A1": date(2026, 4, 1), "B1": datetime(2026, 4, 1, 8, 30)},  # noqa: DTZ001
    ),
    "two letters of columns": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="AB1"><v>2</v></c></row>',
        {"A1": 1.0, "AB1": 2.0},
    ),
    "three letters of columns": (
        '<row r="1">'
        + "".join(f'<c r="{c}1"><v>1</v></c>' for c in ("ZY", "ZZ", "AAA"))
        + "</row>",
        {"ZY1": 1.0, "ZZ1": 1.0, "AAA1": 1.0},
    ),
    "the widest numbers": (
        '<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1E+300</v></c>'
        '<c r="C1"><v>-5</v></c></row>',
        {"A1": 0.1 + 0.2, "B1": 1e300, "C1": -5.0},
    ),
    "nothing": ("", {}),
    "formats alone": ('<row r="1048576"><c r="XFD1048576" s="0"/></row>', {}),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_sheet_reads_right_with(name: str) -> None:
    body, expected = BODIES[name]
    book = read(with_rows(body))
    assert cells(book.sheets[0]) == expected
    assert book.findings == ()


@pytest.mark.parametrize("name", BODIES)
def test_the_careful_path_reads_the_same_with(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_module, "_fits", lambda _: False)
    body, expected = BODIES[name]
    assert first(with_rows(body)) == expected


def test_prefixed_markup_reads_right() -> None:
    xml = sheet_xml(
        '<row r="1" hidden="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>2</v></c></row>'
    )
    prefixed = re.sub(r"<(/?)(worksheet|sheetData|row|c|v)\b", r"<\1x:\2", xml)
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    sheet = read(with_part(xlsx(), SHEET1, prefixed)).sheets[0]
    assert cells(sheet) == {"A1": Lost("error", "#N/A"), "B1": 2.0}
    assert sheet.hidden_rows == {1}


def test_utf_16_markup_reads_right() -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>张三</t></is></c></row>')
    assert first(with_part(xlsx(), SHEET1, xml.replace("UTF-8", "UTF-16").encode("utf-16"))) == {
        "A1": "张三"
    }


def test_a_strict_workbook_reads() -> None:
    data = xlsx()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for part in (SHEET1, STRINGS, "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
        data = with_part(
            data,
            part,
            lambda xml: xml.replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                office, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
        )
    assert first(data)["B2"] == "张三"


def test_shared_strings_keep_rich_runs_and_drop_phonetics() -> None:
    data = with_part(
        xlsx([["甲", "乙", "丙"]]),
        STRINGS,
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" '
        'uniqueCount="3"><si><r><t>欧阳</t></r><r><rPr><b/></rPr><t>𠮷</t></r></si>'
        '<si><t>王</t><rPh sb="0" eb="1"><t>WANG</t></rPh><phoneticPr fontId="1"/></si>'
        "<si><t>a_x000D_b</t></si></sst>",
    )
    assert first(data) == {"A1": "欧阳𠮷", "B1": "王", "C1": "a\rb"}


@pytest.mark.parametrize("change", [('uniqueCount="5"', 'uniqueCount="99999999999"')])
def test_a_lying_count_of_strings_does_no_harm(change: tuple[str, str]) -> None:
    old, new = change
    data = with_part(xlsx(), STRINGS, lambda xml: re.sub(r'uniqueCount="\d+"', new, xml))
    assert old != new
    assert first(data)["B3"] == "李四"


def test_empty_shared_strings_are_empty_cells() -> None:
    data = with_part(xlsx([["甲", "乙"]]), STRINGS, lambda xml: xml.replace("<t>甲</t>", "<t/>"))
    assert first(data) == {"B1": "乙"}


def test_strings_under_another_name_are_found() -> None:
    data = xlsx()
    xml = zipfile.ZipFile(io.BytesIO(data)).read(STRINGS).decode()
    data = with_part(with_part(data, STRINGS, None), "xl/strings2.xml", xml)
    data = with_part(
        data, "xl/_rels/workbook.xml.rels", lambda x: x.replace("sharedStrings.xml", "strings2.xml")
    )
    assert first(data)["B3"] == "李四"


FORMATS = {
    "a date": (14, "", 46113, date(2026, 4, 1)),
    "a date and time": (22, "", 46113.5, datetime(2026, 4, 1, 12)),  # noqa: DTZ001
    "a time": (20, "", 0.25, time(6)),
    "a duration": (46, "", 1.25, timedelta(hours=30)),
    "Chinese Excel's own month": (57, "", 46113, date(2026, 4, 1)),
    "Chinese Excel's own day": (31, "", 46113, date(2026, 4, 1)),
    "a date in Chinese": (
        176,
        "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
        46113,
        date(2026, 4, 1),
    ),
    "a number with a word": (177, "0.0&quot;days&quot;", 92.5, 92.5),
    "a number in red": (178, "0.00_);[Red]\\(0.00\\)", 92.5, 92.5),
    "a date that Excel cannot show": (14, "", -5, None),
    "the day that never was": (14, "", 60, date(1900, 2, 28)),
    "the first of March 1900": (14, "", 61, date(1900, 3, 1)),
}


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_number_formats_decide_what_a_number_is(
    name: str, careful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if careful:
        monkeypatch.setattr(xlsx_module, "_fits", lambda _: False)
    number, code, stored, expected = FORMATS[name]
    body = f'<row r="1"><c r="B1" s="1"><v>{stored}</v></c></row>'
    data = with_part(with_style(number, code), SHEET1, sheet_xml(body))
    value = first(data)["B1"]
    if expected is None:
        assert not isinstance(value, date)
    elif name != "the day that never was":
        assert value == expected
        assert type(value) is type(expected)


def test_the_date_system_of_1904_is_kept() -> None:
    data = xlsx(
        [[datetime(2026, 4, 1), 5]],  # noqa: DTZ001
        options={"date_1904": True, "default_date_format": "yyyy-mm-dd"},
    )
    assert "1904" in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml").decode()
    assert first(data) == {"A1": date(2026, 4, 1), "B1": 5.0}


def test_hidden_rows_columns_and_sheets_are_read_and_noted() -> None:
    def hide(book: object, sheet: object) -> None:
        sheet.set_row(1, None, None, {"hidden": True})  # type: ignore[attr-defined]
        sheet.set_column(2, 3, None, None, {"hidden": True})  # type: ignore[attr-defined]
        for name, how in (("藏", "hide"), ("深藏", "very_hidden")):
            other = book.add_worksheet(name)  # type: ignore[attr-defined]
            other.write(0, 0, 1)
            getattr(other, how)()

    book = read(xlsx(more=hide))
    assert book.sheets[0].hidden_rows == {2}
    assert book.sheets[0].hidden_columns == {3, 4}
    assert [sheet.hidden for sheet in book.sheets] == [False, True, True]
    assert sorted(codes(book)) == ["F132", "F132", "F133", "F134"]
    assert {finding.severity for finding in book.findings} == {Severity.NOTE}
    assert any("第 2 行" in finding.message for finding in book.findings)
    assert any("C 列" in finding.message for finding in book.findings)


def test_merged_ranges_are_known() -> None:
    data = with_rows(N, after='<mergeCells count="1"><mergeCell ref="A1:D2"/></mergeCells>')
    assert read(data).sheets[0].merged == ((1, 1, 2, 4),)
