"""Marks and comments come and go; what a unit wrote itself stays."""

import io
import re
import time
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as Writer
from xlsxwriter.worksheet import Worksheet as Page

from pinshi_cli.registers.annotated_notes import BEGIN, END
from pinshi_cli.sheets.faults import Fault
from tests.annotated.returned import assert_returned, finding, opened, parts, returned
from tests.annotated.test_odd_workbooks import AT_B2, BOOKS, ROSTER
from tests.sheets.odd_files import with_part, xlsx

THREADED = "xl/threadedComments/threadedComment1.xml"


def by_openpyxl(change: Callable[[openpyxl.Workbook, Worksheet], None]) -> bytes:
    """The small roster, with something done to it by openpyxl."""
    book = opened(xlsx())
    change(book, book[ROSTER])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


# -- comments that are there already ---------------------------------------------------


def _commented(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
    sheet["B2"].comment = Comment("请核对 <此人>", "王处长")
    sheet["B3"].comment = Comment("另一条", "王处长")


def test_a_comment_keeps_its_text_and_ours_stands_below() -> None:
    copy = assert_returned(by_openpyxl(_commented), AT_B2)
    sheet = opened(copy)[ROSTER]
    assert sheet["B2"].comment.text.startswith(f"请核对 <此人>\n\n{BEGIN}\n错误 R203：有误")
    assert sheet["B2"].comment.text.endswith(END)
    assert sheet["B3"].comment.text == "另一条"


def test_once_mended_a_comment_is_what_it_was() -> None:
    data = by_openpyxl(_commented)
    copy, _ = returned(data, [*AT_B2, finding(ROSTER, 3, 3)])
    again, _ = returned(copy, [finding(ROSTER, 2, 3)])
    sheet = opened(again)[ROSTER]
    assert sheet["B2"].comment.text == "请核对 <此人>"
    assert sheet["C3"].comment is None
    assert sheet["C2"].comment is not None
    drawing = next(body for name, body in parts(again).items() if "vmlDrawing" in name or
                   name.endswith(".vml"))  # fmt: skip
    assert len(re.findall(rb"<\w+:Row>", drawing)) == 3


def test_ours_is_found_again_when_it_was_cut_into_runs() -> None:
    def cut(xml: str) -> str:
        return xml.replace("有误", "有</t></r><r><t>误").replace("\n【意见完】", "&#10;【意见完】")

    copy, _ = returned(by_openpyxl(_commented), AT_B2)
    part = "xl/comments/comment1.xml"
    again, _ = returned(with_part(copy, part, cut), AT_B2)
    assert opened(again)[ROSTER]["B2"].comment.text == opened(copy)[ROSTER]["B2"].comment.text
    mended, _ = returned(with_part(copy, part, cut), [finding(ROSTER, 3, 3)])
    assert opened(mended)[ROSTER]["B2"].comment.text == "请核对 <此人>"


def test_what_a_clerk_writes_beside_ours_stays() -> None:
    copy, _ = returned(xlsx(), AT_B2)
    answered = with_part(
        copy, "xl/comments1.xml", lambda xml: xml.replace(END, f"{END}已改，见附件")
    )
    again, _ = returned(answered, [finding(ROSTER, 3, 3)])
    assert opened(again)[ROSTER]["B2"].comment.text == "已改，见附件"


def test_a_conversation_is_left_alone_and_the_list_says_so() -> None:
    data = by_openpyxl(_commented)
    data = with_part(data, "xl/comments/comment1.xml", lambda xml: xml.replace(
        "<author>王处长</author>", "<author>tc={A}</author>"))  # fmt: skip
    data = with_part(data, THREADED, b"<ThreadedComments/>")
    copy = assert_returned(data, AT_B2)
    assert parts(copy)[THREADED] == b"<ThreadedComments/>"
    hints = [row[7].value for row in opened(copy)["问题清单"].iter_rows(min_row=5)]
    assert "对话式批注" in str(hints[0])


def test_boxes_of_form_controls_stay() -> None:
    def button(_: Writer, sheet: Page) -> None:
        sheet.insert_button("E2", {"caption": "算"})

    data = xlsx(more=button)
    copy = parts(assert_returned(data, AT_B2))
    assert b'ObjectType="Button"' in copy["xl/drawings/vmlDrawing1.vml"]
    assert copy["xl/drawings/vmlDrawing1.vml"].count(b"<x:ClientData") == 2
    ids = re.findall(rb'id="(_x0000_s\d+)"', copy["xl/drawings/vmlDrawing1.vml"])
    assert len(set(ids)) == 2


# -- marks come and go -----------------------------------------------------------------


def test_a_mended_cell_has_its_own_ground_again() -> None:
    def look(book: Writer, sheet: Page) -> None:
        dark = book.add_format({"bg_color": "#1F3864", "font_color": "#FFFFFF", "bold": True})
        sheet.write_string("B2", "张三", dark)
        sheet.write_string("C2", "甲", book.add_format({"num_format": "0.0"}))

    data = xlsx(more=look)
    copy, _ = returned(data, [finding(ROSTER, 2, 2), finding(ROSTER, 2, 3)])
    marked = opened(copy)[ROSTER]["B2"]
    assert marked.fill.bgColor.rgb == "FFFFC7CE"
    assert marked.font.color is None or marked.font.color.rgb != "FFFFFFFF"
    assert marked.font.bold
    again, _ = returned(copy, [finding(ROSTER, 3, 3)])
    for place in ("B2", "C2"):
        old, new = opened(data)[ROSTER][place], opened(again)[ROSTER][place]
        assert repr(new.fill) == repr(old.fill)
        assert repr(new.font) == repr(old.font)
        assert new.number_format == old.number_format


def test_a_moved_row_takes_the_look_of_its_column() -> None:
    copy, _ = returned(BOOKS["looks of rows and columns"], [finding(ROSTER, 2, 6)])
    book = opened(copy)
    book[ROSTER].move_range("F2:F2", rows=3)
    held = io.BytesIO()
    book.save(held)
    again, _ = returned(held.getvalue(), AT_B2)
    assert opened(again)[ROSTER]["F5"].fill.fgColor.rgb == "FF112233"


def test_a_look_that_was_tampered_with_is_none() -> None:
    copy, _ = returned(BOOKS["looks of rows and columns"], [finding(ROSTER, 2, 6)])
    tampered = with_part(
        copy, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("&lt;fill", "&lt;evil")
    )
    again, _ = returned(tampered, AT_B2)
    assert opened(again)[ROSTER]["F2"].fill.patternType is None


def painted(data: bytes, colours: dict[str, tuple[str, str, str]]) -> bytes:
    """The workbook with these grounds, as other programs save it: sheet and cell, ground."""
    book = opened(data)
    for place, ground in colours.items():
        sheet, _, cell = place.rpartition("!")
        pattern: Any = ground[0]  # openpyxl names each in its types
        book[sheet][cell].fill = PatternFill(pattern, *ground[1:])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


BLUE = ("solid", "FFDDEBF7", "FFDDEBF7")
"""What scripts write for the lightest blue of Excel; our own notes had it once."""

BAD = ("solid", "FFFFC7CE", "FFFFC7CE")
"""What Excel's style of that name is."""

RED = ("solid", "FFFAB8BD", "FFBFBFBF")
"""What LibreOffice makes of our stripes."""

PINK = ("solid", "FFFF0001", "FFFF0002")
"""What another program may make of them."""


@pytest.mark.parametrize("ground", [BLUE, BAD, ("gray125", "FF000000", "FFFFFFFF")])
def test_a_ground_of_the_unit_s_own_stays_where_nothing_was_found(
    ground: tuple[str, str, str],
) -> None:
    data = painted(xlsx(), {f"{ROSTER}!A1": ground, f"{ROSTER}!B2": ground})
    copy, _ = returned(data, AT_B2)
    assert repr(opened(copy)[ROSTER]["A1"].fill) == repr(opened(data)[ROSTER]["A1"].fill)
    mended, _ = returned(copy, [finding(ROSTER, 3, 3)])
    for place in ("A1", "B2"):
        old, new = opened(data)[ROSTER][place], opened(mended)[ROSTER][place]
        assert repr(new.fill) == repr(old.fill)


@pytest.mark.parametrize("ground", [RED, BLUE, PINK])
@pytest.mark.parametrize("own", [None, ("solid", "FF112233", "FF112233")])
def test_a_mark_that_another_program_saved_is_known_by_the_list(
    ground: tuple[str, str, str], own: tuple[str, str, str] | None
) -> None:
    data = painted(xlsx(), {f"{ROSTER}!B2": own} if own else {})
    copy, _ = returned(data, [*AT_B2, finding(ROSTER, 3, 3)])
    saved = painted(copy, dict.fromkeys((f"{ROSTER}!B2", f"{ROSTER}!C3", "问题清单!B5"), ground))
    mended, _ = returned(saved, [finding(ROSTER, 3, 3)])
    fill = opened(mended)[ROSTER]["B2"].fill
    assert (fill.fgColor.rgb if fill.patternType else None) == (own[1] if own else None)
    assert "原底色" not in [cell.value for cell in opened(mended)["问题清单"][4]]


def test_a_listed_cell_keeps_the_ground_that_the_unit_gave_it_since() -> None:
    copy, _ = returned(xlsx(), AT_B2)
    again, _ = returned(painted(copy, {f"{ROSTER}!B2": BLUE}), [finding(ROSTER, 3, 3)])
    assert opened(again)[ROSTER]["B2"].fill.fgColor.rgb == BLUE[1]


def test_marks_go_when_the_list_was_deleted_too() -> None:
    copy, _ = returned(xlsx(), AT_B2)
    book = opened(copy)
    del book["问题清单"]
    held = io.BytesIO()
    book.save(held)
    again, _ = returned(held.getvalue(), [finding(ROSTER, 3, 3)])
    assert opened(again)[ROSTER]["B2"].fill.patternType is None


# -- parts that were made to harm ------------------------------------------------------


def _hostile_comments(text: str) -> bytes:
    data, _ = returned(xlsx(), AT_B2)
    return with_part(data, "xl/comments1.xml", lambda xml: xml.replace(BEGIN, text + BEGIN))


HOSTILE = {
    "beginnings of ours without an end": _hostile_comments(BEGIN * 50_000),
    "white space without an end": _hostile_comments(" " * 400_000 + "x"),
    "shapes without an end": with_part(
        _hostile_comments("x"),
        "xl/drawings/vmlDrawing1.vml",
        lambda xml: xml.replace("</xml>", "<v:shape >" * 50_000 + "</xml>"),
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_part_made_to_harm_takes_no_long_time(data: bytes) -> None:
    begin = time.process_time()
    copy, _ = returned(data, AT_B2)
    assert time.process_time() - begin < 5
    assert b"R203" in parts(copy)["xl/comments1.xml"]


@pytest.mark.parametrize("body", ["<!DOCTYPE x><comments/>", "<comments>", "", "<a/>" * 3])
def test_a_part_that_is_not_whole_is_a_fault(body: str) -> None:
    data, _ = returned(xlsx(), AT_B2)
    with pytest.raises(Fault):
        returned(with_part(data, "xl/comments1.xml", body), AT_B2)
