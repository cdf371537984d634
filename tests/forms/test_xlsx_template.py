"""An .xlsx template: what it keeps, what moves, what grows, what leaves no trace."""

import io
import re
import struct
import zlib
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Color, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.made import (
    PEOPLE,
    VALUES,
    codes,
    compiled,
    foot_of,
    head_of,
    parts,
    refusal,
    rendered,
    sheet,
    table,
    texts_of,
)

LOOP = {"A1": "名单", "A2": "{% for 人 in 人员 %}", "A3": "{{ 人.姓名 }}", "B3": "{{ 人.总分 }}",
        "A4": "{% endfor %}", "A5": "合计"}  # fmt: skip


def test_numbers_stay_numbers_and_dates_dates() -> None:
    page = rendered(sheet({"A1": "{{ 总分 }}", "A2": "{{ 名次 }}", "A3": "{{ 会议日期 }}"}))
    assert page["A1"].value == 91.35
    assert page["A2"].value == 3
    assert page["A3"].value == datetime(2026, 3, 31)  # noqa: DTZ001
    assert page["A3"].number_format == 'yyyy"年"m"月"d"日"'


def test_a_date_keeps_the_format_of_its_cell_and_a_text_cell_stays_text() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"], page["A2"], page["A3"] = "{{ 会议日期 }}", "{{ 会议日期 }}", "{{ 名次 }}"
        page["A1"].number_format = "yyyy-mm"
        page["A2"].number_format = page["A3"].number_format = "@"

    page = rendered(sheet(fill))
    assert (page["A1"].is_date, page["A1"].number_format) == (True, "yyyy-mm")
    assert page["A2"].value == "2026年3月31日"
    assert page["A3"].value == "3"


def test_a_placeholder_within_text_is_text_and_filters_apply() -> None:
    page = rendered(sheet({"A1": "共 {{ 总分 }} 分", "A2": "{{ 姓名 | 喊(2) }}"}))
    assert (page["A1"].value, page["A2"].value) == ("共 91.35 分", "张三！！")


@pytest.mark.parametrize("value", [10**17, Decimal("1.2345678901234567")])
def test_a_number_of_more_digits_than_excel_holds_stays_whole_as_text(value: object) -> None:
    page = rendered(sheet({"A1": "{{ 编号 }}"}), {"编号": value})
    assert page["A1"].value == str(value)


def test_the_rows_between_for_and_endfor_repeat_and_the_rest_moves_down() -> None:
    assert table(rendered(sheet(LOOP))) == [
        ["名单"], ["张三", 92.5], ["李四", 88], ["王五", 91.35], ["合计"],
    ]  # fmt: skip


def test_for_and_endfor_may_stand_in_the_first_and_last_cell_of_one_row() -> None:
    cells = {
        "A1": "{% for 人 in 人员 %}{{ 循环.序号 }}",
        "B1": "{{ 人.姓名 }}{% endfor %}",
        "A2": "完",
    }
    assert table(rendered(sheet(cells))) == [[1, "张三"], [2, "李四"], [3, "王五"], ["完"]]


def test_an_empty_list_leaves_no_row() -> None:
    assert table(rendered(sheet(LOOP), {"人员": []})) == [["名单"], ["合计"]]


def test_loops_and_conditions_may_nest() -> None:
    cells = {
        "A1": "{% for 组 in 名单 %}", "A2": "{{ 组.分组 }}", "A3": "{% for 人 in 组.人员 %}",
        "A4": "{% if 人.等次 == '好' %}", "A5": "{{ 人.姓名 }}", "A6": "{% elif 人.等次 != '' %}",
        "A7": "（{{ 人.姓名 }}）", "A8": "{% else %}", "A9": "略", "A10": "{% endif %}",
        "A11": "{% endfor %}", "A12": "{% endfor %}",
    }  # fmt: skip
    values = {"名单": [{"分组": "一科", "人员": PEOPLE}, {"分组": "二科", "人员": [{"等次": ""}]}]}
    assert [row[0] for row in table(rendered(sheet(cells), values))] == [
        "一科", "张三", "（李四）", "王五", "二科", "略",
    ]  # fmt: skip


def test_a_condition_and_a_loop_within_one_cell() -> None:
    cells = {
        "A1": "{% if 理由 %}理由：{{ 理由 }}{% else %}无{% endif %}",
        "A2": "{% for 人 in 人员 %}{{ 人.姓名 }}{% if not loop.last %}、{% endif %}{% endfor %}",
        "A3": "{{ 会议日期 | 日期 }}{% if 总分 >= 91.3 and 名次 in [1, 2, 3] %}，前三{% endif %}",
    }
    found = table(rendered(sheet(cells)))
    assert found == [["无"], ["张三、李四、王五"], ["〔2026-03-31〕，前三"]]


def test_merges_prints_breaks_formats_and_lists_move_with_their_rows() -> None:
    def fill(page: Worksheet) -> None:
        for address, value in LOOP.items():
            page[address] = value
        page.merge_cells("B3:C3")
        page.merge_cells("A5:C5")
        page.merge_cells("A7:C8")
        page.print_area = "A1:C8"
        page.print_title_rows = "1:1"
        page.row_breaks.append(Break(id=5))
        rule = Rule(type="cellIs", operator="equal", formula=['"好"'])
        page.conditional_formatting.add("B3", rule)
        page.conditional_formatting.add("A1:C8", rule)
        choice = DataValidation(type="list", formula1='"好,较好"')
        choice.add("B5:B8")
        page.add_data_validation(choice)
        page.auto_filter.ref = "A3:C3"

    page = rendered(sheet(fill))
    assert sorted(str(area) for area in page.merged_cells.ranges) == [
        "A5:C5", "A7:C8", "B2:C2", "B3:C3", "B4:C4",
    ]  # fmt: skip
    assert page.print_area == "'表'!$A$1:$C$8"
    assert page.print_title_rows == "$1:$1"
    assert [each.id for each in page.row_breaks.brk] == [5]
    assert [str(each.sqref) for each in page.conditional_formatting] == ["B2 B3 B4", "A1:C8"]
    assert [str(each.sqref) for each in page.data_validations.dataValidation] == ["B5:B8"]
    assert page.auto_filter.ref == "A2:C4"


def drawn(rows: list[str], picture_at: tuple[int, int]) -> bytes:
    """A template by XlsxWriter: shared strings, a whole-column print area, a picture."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet("表")
        page.write_column(0, 0, rows)
        page.print_area(0, 0, 1_048_575, 2)
        page.insert_image(*picture_at, "红.png", {"image_data": io.BytesIO(png())})
    return held.getvalue()


def png() -> bytes:
    """A red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def test_a_whole_column_print_area_stays() -> None:
    template = drawn(["名单", "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}"], (6, 1))
    book = parts(compiled(template).render(VALUES))["xl/workbook.xml"].decode()
    assert "'表'!$A:$C</definedName>" in book


def test_a_merge_over_a_whole_loop_grows_with_it() -> None:
    def fill(page: Worksheet) -> None:
        for address, value in LOOP.items():
            page[address] = value
        page.merge_cells("D1:D5")

    assert [str(area) for area in rendered(sheet(fill)).merged_cells.ranges] == ["D1:D5"]
    many = rendered(sheet(fill), {"人员": PEOPLE * 3})
    assert [str(area) for area in many.merged_cells.ranges] == ["D1:D11"]


def test_styles_widths_heights_headers_and_margins_stay() -> None:
    def fill(page: Worksheet) -> None:
        page["A1"], page["B2"] = "{{ 姓名 }}", "不变"
        page["A1"].font = Font(name="方正小标宋简体", size=22, bold=True)
        page.column_dimensions["A"].width = 33
        page.row_dimensions[1].height = 44
        page.page_margins.left = 1.5
        head_of(page).text = "{{ 单位名称 }}"
        foot_of(page).text = "第 &P 页"

    page = rendered(sheet(fill), {**VALUES, "单位名称": "A&B 局"})
    assert (page["A1"].font.name, page["A1"].font.size, page["A1"].font.bold) == (
        "方正小标宋简体", 22, True,
    )  # fmt: skip
    assert (page.column_dimensions["A"].width, page.row_dimensions[1].height) == (33, 44)
    assert (page["B2"].value, page.page_margins.left) == ("不变", 1.5)
    assert (head_of(page).text, foot_of(page).text) == ("A&&B 局", "第 &P 页")


def test_a_value_never_joins_a_font_size_of_a_header() -> None:
    def fill(page: Worksheet) -> None:
        head_of(page).text = "{{ 名次 }}"
        head_of(page).size = 12

    xml = parts(compiled(sheet(fill)).render(VALUES))["xl/worksheets/sheet1.xml"].decode()
    assert "&amp;12 3" in xml


def test_a_placeholder_split_over_runs_rejoins_and_keeps_the_look_of_its_first_run() -> None:
    red = InlineFont(color=Color("FFFF0000"))
    rich = CellRichText("姓名：{", TextBlock(red, "{ 姓"), TextBlock(red, "名 }"), "}，好")
    page = only_rich(compiled(sheet({"A1": rich})).render(VALUES))
    value = page["A1"].value
    assert str(value) == "姓名：张三，好"


def test_a_placeholder_alone_in_a_run_keeps_its_look() -> None:
    rich = CellRichText(TextBlock(InlineFont(b=True), "{{ 姓"), TextBlock(InlineFont(), "名 }}"))
    value = only_rich(compiled(sheet({"A1": rich})).render(VALUES))["A1"].value
    assert isinstance(value, CellRichText)
    assert isinstance(value[0], TextBlock)
    assert (value[0].text, value[0].font.b) == ("张三", True)


def only_rich(data: bytes) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(data), rich_text=True).active
    assert isinstance(page, Worksheet)
    return page


def wrapped(page: Worksheet, address: str, width: float = 20) -> None:
    page[address] = "{{ 个人小结 }}"
    page[address].alignment = Alignment(wrap_text=True)
    page.column_dimensions[address[0]].width = width


def test_a_row_grows_with_its_text_and_never_shrinks() -> None:
    def fill(page: Worksheet) -> None:
        wrapped(page, "A1")
        page.row_dimensions[1].height = 20

    short = rendered(sheet(fill), {"个人小结": "短"})
    long = rendered(sheet(fill), {"个人小结": "长文字" * 30})
    assert short.row_dimensions[1].height == 20
    assert (long.row_dimensions[1].height or 0) >= 10 * 14


def test_merged_cells_have_their_height_written_and_share_it() -> None:
    def fill(page: Worksheet) -> None:
        wrapped(page, "A1")
        page.merge_cells("A1:B3")
        for row in (1, 2, 3):
            page.row_dimensions[row].height = 20

    page = rendered(sheet(fill), {"个人小结": "字" * 120})
    heights = [page.row_dimensions[row].height or 0 for row in (1, 2, 3)]
    assert heights[:2] == [20, 20]
    lines = -(-240 // (2 * int((20 + 13) * 7 / 14.7)))
    assert sum(heights) >= lines * 14


def test_a_text_too_long_for_its_cell_is_refused_by_name_and_not_cut() -> None:
    def fill(page: Worksheet) -> None:
        wrapped(page, "B2")
        page.merge_cells("B2:C2")

    found = refusal(sheet(fill), {"个人小结": "字" * 3000})
    assert codes(found) == ["T907"]
    assert (found[0].where.cell, "往下多合并几行" in found[0].hint) == ("B2", True)


def test_pictures_stay_and_move_and_each_sheet_has_its_own() -> None:
    template = compiled(
        drawn(["名单", "{% for 人 in 人员 %}", "{{ 人.姓名 }}", "{% endfor %}"], (6, 1))
    )
    found = parts(template.render({"人员": PEOPLE * 2}))
    assert re.findall(r"<xdr:row>(\d+)", found["xl/drawings/drawing1.xml"].decode())[0] == "9"
    assert found["xl/media/image1.png"] == png()
    many = parts(template.render_many([VALUES, VALUES]))
    for number in (1, 2):
        links = many[f"xl/worksheets/_rels/sheet{number}.xml.rels"].decode()
        assert f"/xl/drawings/drawing{number}.xml" in links
        assert b"image1.png" in many[f"xl/drawings/_rels/drawing{number}.xml.rels"]


def test_shared_texts_without_marks_stay_shared_and_the_others_are_gone() -> None:
    template = drawn(["不变的字", "{{ 姓名 }}", "{{ 姓名 }}同志"], (6, 1))
    found = parts(compiled(template).render(VALUES))
    assert texts_of(found["xl/sharedStrings.xml"]) == "\n不变的字"
    page = texts_of(found["xl/worksheets/sheet1.xml"])
    assert ("张三" in page, "张三同志" in page) == (True, True)
