"""What `template check` says of a template as paper, and that it says nothing of a sound one."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.forms.fonts import Fonts
from pinshi_cli.forms.kinds import BY_NAME, KINDS
from pinshi_cli.forms.paper_check import on_paper
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template
from tests.forms.made import saved

ALL = frozenset(("方正小标宋_GBK", "仿宋_GB2312", "黑体", "Calibri", "Cambria", "Times New Roman"))
HERE = Fonts(ALL, lambda _: "")


def said_of(data: bytes, fonts: Fonts = HERE) -> list[Diagnostic]:
    return list(on_paper("模板", data, fonts))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("ending", ENDINGS)
def test_our_own_templates_fit_their_paper(kind: object, ending: str) -> None:
    assert kind in KINDS
    found = said_of(bundled_template(BY_NAME[kind.name], ending).data)
    assert [(each.code, each.where, each.message) for each in found] == []


def _page(change: Callable[[Worksheet], object]) -> bytes:
    """Our 反馈表, changed as in Excel; A1 is its title, B3 a name, B6 and so on its fields."""
    data = bundled_template(BY_NAME["反馈表"], ".xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.active
    assert isinstance(page, Worksheet)
    change(page)
    return saved(book)


def _unfitted(page: Worksheet) -> None:
    assert page.sheet_properties.pageSetUpPr is not None
    page.sheet_properties.pageSetUpPr.fitToPage = False
    page.column_dimensions["F"].width = 60


def _squeezed(page: Worksheet) -> None:
    for letter in "ABCDEF":
        page.column_dimensions[letter].width = 40


def _one_page_high(page: Worksheet) -> None:
    page.page_setup.fitToHeight = 1
    for row in range(3, 16):
        page.row_dimensions[row].height = 200


def _low(page: Worksheet) -> None:
    page.row_dimensions[1].height = 12


def _low_label(page: Worksheet) -> None:
    page["A2"] = "第一行\n第二行\n第三行"
    page.row_dimensions[2].height = 20


def _unwrapped(page: Worksheet) -> None:
    cell = next(c for row in page.iter_rows() for c in row if c.value == "{{ 改进要求 }}")
    cell.alignment = Alignment(wrap_text=False)


def _narrow(page: Worksheet) -> None:
    page.column_dimensions["B"].width = 2.5


def _huge(page: Worksheet) -> None:
    page["A2"] = "{{ 个人小结 }}"
    page.row_dimensions[2].height = None
    page["A2"].font = Font(name="黑体", size=72)
    page["A2"].alignment = Alignment(wrap_text=True)


SPOILED: dict[str, tuple[Callable[[Worksheet], None], str, str, tuple[str, ...]]] = {
    "a column dragged wide, not fitted": (_unfitted, "T932", "", ("毫米", "F 列起")),
    "fitted until it cannot be read": (_squeezed, "T933", "", ("缩到",)),
    "one page high with high rows": (_one_page_high, "T933", "", ("缩到",)),
    "the title's row lower than its font": (_low, "T934", "A1", ("12 磅高", "一行 20 磅的字")),
    "three lines in a low row": (_low_label, "T934", "A2", ("20 磅高", "3 行字")),
    "no line break in a long field": (_unwrapped, "T935", "", ("没有设“自动换行”", "150 个字")),
    "a column dragged narrow": (_narrow, "T935", "B3", ("只放得下", "会折成")),
    "a summary in letters of 72 points": (_huge, "T935", "A2", ("800 个字", "409 磅")),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_spoiled_workbook_is_told_of_with_its_cell(spoiled: str) -> None:
    change, code, cell, words = SPOILED[spoiled]
    found = [each for each in said_of(_page(change)) if each.code == code]
    assert found
    assert found[0].severity is Severity.WARNING
    assert found[0].hint
    assert cell in {each.where.cell or "" for each in found} or not cell
    assert all(any(word in each.message for each in found) for word in words)


def test_each_spoiling_is_told_alone() -> None:
    """A spoiling that is told of under its own code brings no other complaint with it."""
    for change, code, _, _ in SPOILED.values():
        assert {each.code for each in said_of(_page(change))} == {code}


def test_the_scale_that_comes_out_is_the_one_that_is_told() -> None:
    """Six columns of 40 digits are 1260 points; A4 less 0.7 inch at either side has 494.5."""

    def bare(page: Worksheet) -> None:
        _squeezed(page)
        page.page_margins.left = page.page_margins.right = 0.7

    (found,) = said_of(_page(bare))
    assert "缩到 39%" in found.message


def _document(change: Callable[[Document], object]) -> bytes:
    data = bundled_template(BY_NAME["反馈表"], ".docx").data
    document = docx.Document(io.BytesIO(data))
    change(document)
    return saved(document)


def _exact_line(document: Document) -> None:
    title = document.paragraphs[0].paragraph_format
    title.line_spacing, title.line_spacing_rule = Pt(12), WD_LINE_SPACING.EXACTLY


def _exact_row(document: Document, text: str = "{{ 姓名 }}", height: int = 8) -> None:
    row = document.tables[0].rows[0]
    row.cells[1].paragraphs[0].runs[0].text = text
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY


def _wide_table(document: Document) -> None:
    for cell in document.tables[0].rows[0].cells:
        cell.width = Mm(60)


def _narrow_cell(document: Document) -> None:
    document.tables[0].rows[0].cells[1].width = Mm(8)


WORDS: dict[str, tuple[Callable[[Document], None], str, str, tuple[str, ...]]] = {
    "line spacing below the font": (_exact_line, "T934", "正文第 1 段", ("12 磅", "20 磅")),
    "a row of 3 mm": (lambda d: _exact_row(d, height=3), "T934", "正文表 1 第 1 行", ("11 磅",)),
    "a summary in a fixed row": (
        lambda d: _exact_row(d, "{{ 个人小结 }}"),
        "T935",
        "正文表 1 第 1 行第 2 格",
        ("800", "印不出来"),
    ),
    "a table over the margins": (_wide_table, "T932", "正文表 1", ("360 毫米", "170 毫米")),
    "a narrow cell": (_narrow_cell, "T935", "正文表 1 第 1 行第 2 格", ("会折成",)),
}


@pytest.mark.parametrize("spoiled", WORDS)
def test_a_spoiled_document_is_told_of_with_its_paragraph(spoiled: str) -> None:
    change, code, place, words = WORDS[spoiled]
    found = said_of(_document(change))
    assert {each.code for each in found} == {code}
    assert any(each.where.key.startswith(place) for each in found)
    assert all(any(word in each.message for each in found) for word in words)
