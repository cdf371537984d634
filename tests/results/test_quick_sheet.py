"""The quick sheet writes what XlsxWriter's own sheet writes, byte for byte."""

from datetime import date
from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from pinshi_cli.results.paper import new_book
from pinshi_cli.results.quick_sheet import QuickSheet

TEXTS = ("", "张三", " 前后空格 ", "=1+1", "<&\"'>", "一行\n两行", "_x0041_", "https://example.cn")
NUMBERS = (0.0, -1.5, 0.1, 100 / 3, 1e15, 1e-7, 123456789012345.6)
FORMULAS = (("=SUM(A1:A2)", 3.25), ('=IF(A1>"",1,"&")', "好"), ("=A1/0", "#DIV/0!"))


def written(kind: type[Worksheet]) -> bytes:
    """A workbook of every kind of cell that results hold, with and without a look."""
    held = BytesIO()
    book = new_book(held, "试", date(2026, 3, 31))
    look = book.add_format({"border": 1})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("表", worksheet_class=kind)
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text, look)
        sheet.write_string(row, 1, text)
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, 2, number, look)
        sheet.write_number(row, 30, number, bold)
    for row, (formula, value) in enumerate(FORMULAS):
        sheet.write_formula(row, 3, formula, look, value)
    sheet.write_blank(20, 5, None, bold)
    sheet.merge_range("A22:C22", "", look)
    sheet.write_rich_string(22, 0, bold, "试算", look, "题目", look)
    sheet.set_row(23, 30)
    book.close()
    return held.getvalue()


def test_it_writes_every_kind_of_cell_as_xlsxwriter_does() -> None:
    assert written(QuickSheet) == written(Worksheet)
