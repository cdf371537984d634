"""Whatever else is in a workbook stays in it, and stays what it was."""

import io
import re

import pytest
from xlsxwriter import Workbook as Writer
from xlsxwriter.worksheet import Worksheet as Page

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.registers.annotated_list import listed_in
from pinshi_cli.registers.annotated_plain import plain_copy
from pinshi_cli.registers.annotated_sheet import deselected
from tests.annotated.returned import (
    assert_kept,
    assert_marked,
    assert_returned,
    finding,
    found_in,
    opened,
    parts,
    read,
    returned,
    values,
)
from tests.sheets.odd_files import SHEET1, sheet_xml, with_part, xlsx

ROSTER = "人员名册"
BOOK, RELS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
AT_B2 = [finding(ROSTER, 2, 2)]


def _table(book: Writer, sheet: Page) -> None:
    sheet.add_table(0, 0, 2, 2, {"columns": [{"header": h} for h in ("编号", "姓名", "得分")]})


def _drawn(book: Writer, sheet: Page) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={ROSTER}!$C$2:$C$3"})
    sheet.insert_chart("F2", chart)
    sheet.conditional_format("C2:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C2:C9", {"validate": "integer", "criteria": ">", "value": 0})
    sheet.set_header("&L&G", {"image_left": "x.png", "image_data_left": io.BytesIO(PNG)})
    sheet.protect("x")
    sheet.freeze_panes(1, 1)
    book.define_name("得分", f"={ROSTER}!$C$2:$C$3")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": f"={ROSTER}!$C$2:$C$3"})
    book.add_chartsheet("图").set_chart(line)


def _filled(book: Writer, sheet: Page) -> None:
    sheet.set_row(7, 20, book.add_format({"bg_color": "#00FF00"}))
    sheet.set_column(5, 6, 20, book.add_format({"num_format": "0.00", "bg_color": "#112233"}))


def _formulas(book: Writer, sheet: Page) -> None:
    sheet.write_formula("D2", "=C2*2", None, 191)
    sheet.write_array_formula("E2:E3", "{=C2:C3*2}", None, 191)
    sheet.write_rich_string("F2", book.add_format({"bold": True}), "粗", "细")
    book.add_worksheet("藏着").hide()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

BOOKS: dict[str, bytes] = {
    "a table": xlsx(more=_table),
    "charts, rules, protection, pictures in the header": xlsx(more=_drawn),
    "looks of rows and columns": xlsx(more=_filled),
    "formulas, rich text, hidden sheets": xlsx(more=_formulas),
    "days since 1904": xlsx(options={"date_1904": True}),
    "texts in the cells": xlsx(options={"in_memory": False, "constant_memory": True}),
    "merged cells": xlsx(more=lambda _, sheet: sheet.merge_range("A2:C3", "合")),
    "no rows at all": with_part(
        xlsx(), SHEET1, lambda xml: re.sub("<sheetData>.*</sheetData>", "<sheetData/>", xml)
    ),
    "rows without cells": with_part(
        xlsx(), SHEET1, sheet_xml('<row r="2"/><row r="5" spans="1:3"></row>')
    ),
    "rows and cells without an address": with_part(
        xlsx(), SHEET1, sheet_xml("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")
    ),
    "a comment in the XML that looks like a row": with_part(
        xlsx(), SHEET1, lambda xml: xml.replace("<sheetData>", '<sheetData><!-- <row r="2"> -->')
    ),
    "no styles": with_part(
        with_part(xlsx(), STYLES, None),
        RELS,
        lambda xml: re.sub("<Relationship [^>]*styles.xml[^>]*>", "", xml),
    ),
    "another sheet that is called 问题清单": xlsx(
        more=lambda book, _: book.add_worksheet("问题清单").write(0, 0, "自己的清单")
    ),
    "a name with quotes": xlsx(name="王's & <表>"),
    "macros": with_part(
        with_part(
            with_part(xlsx(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros"),
            "[Content_Types].xml",
            lambda xml: xml.replace(
                "openxmlformats-officedocument.spreadsheetml.sheet.main",
                "ms-excel.sheet.macroEnabled.main",
            ).replace(
                "</Types>",
                '<Default Extension="bin" '
                'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            ),
        ),
        RELS,
        lambda xml: xml.replace(
            "</Relationships>",
            '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/'
            'vbaProject" Target="vbaProject.bin"/></Relationships>',
        ),
    ),
}


@pytest.mark.parametrize("data", BOOKS.values(), ids=BOOKS)
def test_what_is_in_a_workbook_stays(data: bytes) -> None:
    name = read(data).sheets[0].name
    spots = [(1, 1), (2, 2), (3, 3), (2, 27), (4, 1), (8, 2), (9, 6), (1_048_576, 16_384)]
    found = [
        finding(name, row, column, severity)
        for (row, column), severity in zip(spots, list(Severity) * 3, strict=False)
    ]
    assert_returned(data, found)


def test_a_new_cell_has_the_look_of_its_row_or_column_beneath_the_mark() -> None:
    copy, _ = returned(BOOKS["looks of rows and columns"], [finding(ROSTER, 9, 6)])
    cell = opened(copy)[ROSTER]["F9"]
    assert cell.number_format == "0.00"
    assert cell.fill.patternType == "lightUp"


def test_macros_stay() -> None:
    data = BOOKS["macros"]
    assert read(data).kind == "xlsm"
    copy = assert_returned(data, AT_B2)
    assert read(copy).kind == "xlsm"
    assert parts(copy)["xl/vbaProject.bin"] == parts(data)["xl/vbaProject.bin"]


def test_the_workbook_opens_at_the_list_and_only_there() -> None:
    copy = parts(assert_returned(BOOKS["charts, rules, protection, pictures in the header"], AT_B2))
    assert b'activeTab="2"' in copy[BOOK]
    assert sum(b"tabSelected" in part for part in copy.values()) == 1


def test_a_chart_sheet_gives_up_being_selected() -> None:
    assert deselected(b'<chartsheet><sheetView tabSelected="1" x="2"/></chartsheet>') == (
        b'<chartsheet><sheetView x="2"/></chartsheet>'
    )


# -- text ------------------------------------------------------------------------------


def test_texts_are_texts_whatever_they_hold() -> None:
    evil = '=HYPERLINK("x")\x00\x1b</t><c/>&_x0041_\ud800证号11010519491231002X'
    copy, _ = returned(xlsx(), [finding(ROSTER, 2, 2, message=evil)])
    said = '=HYPERLINK("x")</t><c/>&_x0041_证号身份证号已隐去'
    listed = listed_in(read(copy))
    assert listed is not None
    assert listed[1][0].message.startswith(said)
    cell = opened(copy)["问题清单"]["G5"]
    assert cell.data_type == "s"
    assert said.replace("_x", "_x005F_x") in opened(copy)[ROSTER]["B2"].comment.text
    assert b"11010519491231002X" not in b"".join(parts(copy).values())


def test_a_cell_with_very_many_findings_has_a_comment_that_excel_holds() -> None:
    many = [finding(ROSTER, 2, 2, message="很长的话" * 50) for _ in range(300)]
    copy, _ = returned(xlsx(), many)
    assert len(opened(copy)[ROSTER]["B2"].comment.text) < 2_100


# -- other forms of XML ----------------------------------------------------------------


def _in_utf16(xml: str) -> str:
    return xml.replace('encoding="UTF-8"', 'encoding="UTF-16"')


def test_a_sheet_in_utf_16_is_marked() -> None:
    xml = _in_utf16(parts(xlsx())[SHEET1].decode())
    data = with_part(xlsx(), SHEET1, xml.encode("utf-16"))
    copy, problems = returned(data, AT_B2)
    assert values(read(data)) == values(read(copy))
    assert_marked(copy, problems)


def test_prefixes_are_kept() -> None:
    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml',
                           'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml')  # fmt: skip

    data = xlsx()
    for part in (BOOK, STYLES, SHEET1, "xl/sharedStrings.xml"):
        data = with_part(data, part, prefixed)
    copy, problems = returned(data, AT_B2)
    assert_kept(data, copy)
    assert_marked(copy, problems)
    assert returned(copy, AT_B2)[0] == copy


def test_strict_open_xml_stays_strict() -> None:
    def strict(xml: str) -> str:
        return xml.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    data = xlsx()
    for part in parts(data):
        data = with_part(data, part, strict)
    copy, _ = returned(data, AT_B2)
    assert_kept(data, copy)
    new = {name: body for name, body in parts(copy).items() if name not in parts(data)}
    assert len(new) == 4
    for name, body in new.items():
        if not name.endswith(".vml"):
            assert b"schemas.openxmlformats.org/spreadsheetml" not in body, name
            assert b"schemas.openxmlformats.org/officeDocument" not in body, name


# -- forms that cannot be edited -------------------------------------------------------


def test_the_values_of_another_form_are_copied_and_read_as_they_were() -> None:
    from pinshi_cli.workflow.samples import sample

    book = read(sample("quarter-with-errors.xlsx").read_bytes())
    plain = plain_copy(book)
    before, after = values(book), values(read(plain))
    assert before.keys() == after.keys()
    for name, cells in before.items():
        different = {at for at in cells if cells[at] != after[name].get(at)}
        # a formula without a result is a text here, and stays an error
        assert different == ({(14, 6)} if name == "指标评分" else set()), name
    codes = {(each.code, each.where.cell) for each in found_in(book)}
    again = {(each.code, each.where.cell) for each in found_in(read(plain))}
    # nor is there what was not read: a cell far away
    assert codes - again == {("R206", "F14"), ("F135", "D12000")}
