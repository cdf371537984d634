"""The quick book writes what XlsxWriter's own writes, byte for byte in each of its parts."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from pinshi_cli.results.paper import Worksheet
from pinshi_cli.results.quick_book import QuickBook
from pinshi_cli.sheets.package import Package

TEXTS = (
    *("张三", " 前后空格 ", "　", "=1+1", "<&\"'>", "一行\n两行", "制\t表", "_x0041_", "下_划"),
    *("\ufffe", "https://example.cn", "<r>不是格式</r>", "12", "0.10", "😀"),
)
NUMBERS = (0, 0.0, -1.5, 0.1, 100 / 3, 1e15, 1e-7, 123456789012345.6)
FORMULAS = (("=SUM(A1:A2)", 3.25), ('=IF(A1>"",1,"&")', "好"), ('=IF(A1<2,"甲","乙")', "<&>"))


def filled(book: Any) -> None:  # noqa: ANN401  # XlsxWriter has no types
    """Every kind of cell and dress that `Page` asks for, on sheets that are full and empty."""
    made = datetime(2026, 3, 31)  # noqa: DTZ001  # a workbook knows no zones
    book.set_properties({"title": "试", "created": made})
    look = book.add_format({"border": 1})
    bold = book.add_format({"bold": True})
    unused = book.add_format({"italic": True})
    sheet = book.add_worksheet("表")
    later = book.add_worksheet("后")
    book.add_worksheet("空")
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text, look)
        sheet.write_string(row, 1, "同样的", bold)
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, 30, number, bold)
        sheet.write_number(row, 2, number, look)
    for row, (formula, value) in enumerate(FORMULAS):
        sheet.write_formula(row, 3, formula, look, value)
    sheet.write_blank(40, 5, None, bold)
    sheet.merge_range(41, 0, 41, 2, "", look)
    sheet.write_string(41, 0, "合并", look)
    sheet.write_rich_string(42, 0, bold, "试算", look, "题目", look)
    sheet.set_row(43, 30)
    sheet.set_row(0, 15)
    sheet.write_string(1_048_576, 0, "表外", look)
    sheet.write_number(0, 16_384, 1, look)
    dress(later, unused)
    chart = book.add_chart({"type": "column"})
    cells = {"categories": ["表", 0, 0, 3, 0], "values": ["表", 0, 2, 3, 2]}
    chart.add_series({"name": "人数", **cells})
    sheet.insert_chart(0, 5, chart, {"object_position": 3})


def dress(sheet: Worksheet, look: object) -> None:
    """What a sheet wears besides its cells."""
    sheet.set_default_row(18)
    sheet.set_column(0, 0, 12)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.7, 0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C试算")
    sheet.set_footer("&C第 &P 页")
    sheet.write_number(20, 0, 1, look)
    sheet.write_number(20, 3, 1, look)
    sheet.set_row(20, 33)
    sheet.set_row(19, 18)
    sheet.repeat_rows(1, 1)
    sheet.repeat_columns(0, 1)
    sheet.freeze_panes(2, 1)
    sheet.print_area(0, 0, 30, 4)
    sheet.autofilter(2, 0, 9, 3)
    sheet.ignore_errors({"number_stored_as_text": "B2:B9"})
    wrong = {"type": "cell", "criteria": "==", "value": '"错"', "format": look}
    sheet.conditional_format(1, 1, 9, 1, wrong)


def parts_of(data: bytes) -> dict[str, bytes]:
    """What a package holds, in its order."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def plainly() -> bytes:
    """The same by XlsxWriter alone."""
    held = BytesIO()
    book = Workbook(held, {"in_memory": True})
    filled(book)
    book.close()
    return held.getvalue()


def quickly() -> bytes:
    """The same by the quick book."""
    book = QuickBook({})
    filled(book)
    return book.finished()


def test_it_writes_every_part_as_xlsxwriter_does() -> None:
    quick, plain = parts_of(quickly()), parts_of(plainly())
    assert list(quick) == list(plain)
    for name, part in plain.items():
        assert quick[name].decode() == part.decode(), name


def test_a_second_book_is_the_first_again() -> None:
    assert quickly() == quickly()


def test_our_own_reader_takes_it_for_a_sound_package() -> None:
    assert "xl/workbook.xml" in Package(quickly())


def test_a_book_without_texts_has_no_table_of_texts() -> None:
    book = QuickBook({})
    book.add_worksheet("空")
    assert "xl/sharedStrings.xml" not in parts_of(book.finished())
