"""A template with a fault: every fault at once, each with the template, the place, the way out."""

from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.made import VALUES, codes, compiled, refusal, saved, sheet, with_part, word


def test_all_faults_are_told_at_once_each_with_its_cell() -> None:
    found = refusal(
        sheet({
            "A1": "{{ 姓名 }", "B2": "{{ 姓名 | 日其 }}", "C3": "{% for 人 in 人员 %}",
            "D4": "{{ 总分 * 2 }}", "E5": "{% endif %}x", "A6": "{{ 会议日期 日期 }}",
        })
    )  # fmt: skip
    assert sorted((each.where.cell or "", each.code) for each in found) == [
        ("A1", "T902"), ("A6", "T902"), ("B2", "T904"), ("C3", "T905"), ("D4", "T903"),
        ("E5", "T905"),
    ]  # fmt: skip
    assert {each.where.file for each in found} == {"模板.xlsx"}
    assert {each.where.sheet for each in found} == {"表"}
    assert all(each.hint for each in found)


def test_a_filter_that_is_nearly_right_is_guessed() -> None:
    found = refusal(sheet({"A1": "{{ 会议日期 | 日起 }}"}))
    assert found[0].message == "没有“日起”这个过滤器"
    assert "你是不是想写“日期”？" in found[0].hint


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{% for 人 in 人员 %}", "{{ 姓名 }}"), "没有结束"),
        (("{% if 姓名 %}", "{{ 姓名 }}", "{% endfor %}"), "前面没有 {% for %}"),
        (("{% for 人 in 人员 %}", "{% if 姓名 %}", "{% endfor %}", "{% endif %}"), "还有没结束"),
        (("{{ 姓名 }}", "{% else %}"), "前面没有 {% if %}"),
        (("{% for 人 in 人员 %}", "甲{% endfor %}乙"), "不在同一层"),
        (("{% for 人 人员 %}", "{{ 姓名 }}", "{% endfor %}"), "写法认不出"),
        (("{% while 姓名 %}", "{{ 姓名 }}"), "不许用"),
        (("{{ 姓名", "}}"), "花括号不成对"),
        (("{{ 姓名 }}", "｛｛ 等次 ｝｝"), "花括号是全角的"),
        (("{{ 姓名 ｝｝",), "花括号是全角的"),
        (("{{ }}",), "没有写要填什么"),
        (("{% if %}", "x", "{% endif %}"), "if 后面要写条件"),
    ],
)
def test_a_statement_in_the_wrong_place_is_told(lines: tuple[str, ...], said: str) -> None:
    in_word = refusal(word(*lines))
    assert any(said in each.message for each in in_word)
    in_sheet = refusal(sheet({f"A{row}": line for row, line in enumerate(lines, start=1)}))
    assert any(said in each.message for each in in_sheet)


def test_a_name_that_the_data_lack_is_told_with_its_cell_and_nothing_is_made() -> None:
    found = refusal(sheet({"A1": "{{ 姓名 }}", "C7": "{{ 人员[0].姓明 }}"}), VALUES)
    assert codes(found) == ["T907"]
    assert (found[0].message, found[0].where.cell) == ("数据里没有“姓明”这一项", "C7")
    found = refusal(word("{{ 姓名 }}", "{% if 姓明 %}", "x", "{% endif %}"), VALUES)
    assert (found[0].message, found[0].where.key) == ("数据里没有“姓明”这一项", "正文第 2 段")


def test_a_name_that_is_lacking_in_a_later_turn_is_told_too() -> None:
    template = sheet({"A1": "{% for 人 in 人员 %}", "B2": "{{ 人.姓名 }}", "A3": "{% endfor %}"})
    found = refusal(template, {"人员": [{"姓名": "甲"}, {}]})
    assert (codes(found), found[0].where.cell) == (["T907"], "B2")


def book_with(change: Callable[[openpyxl.Workbook, Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page["A1"] = "{{ 姓名 }}"
    change(book, page)
    return saved(book)


def hidden(book: openpyxl.Workbook, page: Worksheet) -> None:
    book.create_sheet("旧数据").sheet_state = "hidden"


def commented(book: openpyxl.Workbook, page: Worksheet) -> None:
    page["B2"].comment = Comment("旧话", "甲")


def computed(book: openpyxl.Workbook, page: Worksheet) -> None:
    page["B3"] = "=SUM(A1:A2)"


def tabled(book: openpyxl.Workbook, page: Worksheet) -> None:
    page["A5"], page["A6"] = "列", "值"
    page.add_table(Table(displayName="T", ref="A5:A6"))


def counting_from_1904(book: openpyxl.Workbook, page: Worksheet) -> None:
    book.epoch = CALENDAR_MAC_1904


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (hidden, "隐藏的工作表“旧数据”"),
        (commented, "批注"),
        (computed, "公式"),
        (tabled, "表格"),
        (counting_from_1904, "1904"),
    ],
)
def test_what_a_form_must_not_carry_is_refused(
    change: Callable[[openpyxl.Workbook, Worksheet], object], said: str
) -> None:
    found = refusal(book_with(change))
    assert set(codes(found)) == {"T906"}
    assert any(said in each.message for each in found)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T901"),
        (b"%PDF-1.7", "T901"),
        (b"PK\3\4 cut short", "F106"),
        (b"PK" + b"x" * (11 << 20), "T901"),
        (sheet({"A1": "没有占位符"}), "T902"),
        (word("没有占位符"), "T902"),
    ],
    ids=["empty", "a pdf", "cut short", "too large", "no field", "no field in Word"],
)
def test_a_file_that_is_no_template_is_refused(data: bytes, code: str) -> None:
    assert codes(refusal(data)) == [code]


def test_a_mark_where_nothing_is_filled_in_is_told() -> None:
    def foot(xml: bytes) -> bytes:
        return xml.replace(b"</a:theme>", "<a:t>{{ 姓名 }}</a:t></a:theme>".encode())

    found = refusal(with_part(sheet({"A1": "{{ 姓名 }}"}), "xl/theme/theme1.xml", foot))
    assert codes(found) == ["T905"]
    assert "填不到" in found[0].message


def test_macros_are_refused() -> None:
    def macro(xml: bytes) -> bytes:
        kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        return xml.replace(
            b"</Relationships>",
            f'<Relationship Id="r" Type="{kind}" Target="vba.bin"/></Relationships>'.encode(),
        )

    found = refusal(with_part(sheet({"A1": "{{ 姓名 }}"}), "xl/_rels/workbook.xml.rels", macro))
    assert [each.message for each in found] == ["模板里有宏，不能用"]


def test_a_template_that_is_right_has_no_fault() -> None:
    assert refusal(sheet({"A1": "{{ 姓名 }}"}), VALUES) == ()
    assert compiled(word("{{ 姓名 }}")).suffix == ".docx"
