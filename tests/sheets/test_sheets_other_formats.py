"""The formats that are read in a process of their own, and folders of .csv."""

import io
import struct
from datetime import date, datetime, timedelta
from pathlib import Path

import msoffcrypto
import pytest

from pinshi_cli.sheets import child
from pinshi_cli.sheets.cells import Lost, Workbook
from pinshi_cli.sheets.child import Bounds, read_in_child
from pinshi_cli.sheets.read import cells_here, read_workbook
from pinshi_cli.sheets.wire import decoded, encoded
from tests.sheets.odd_files import (
    ROWS,
    cells,
    codes,
    ods,
    read,
    refusal_code,
    with_rows,
    xlsb,
    xlsb_cell,
    xlsb_row,
    xlsx,
)

DATA = Path(__file__).parent / "data"
RIGHT, WRONG = "平时考核2026", "平时考核2025"

# What LibreOffice wrote of one invented workbook, in its own two formats.
ODD = {
    "A1": "登记表",
    "A2": "编号",
    "B2": "姓名",
    "C2": "得分",
    "D2": "日期",
    "A3": "007",
    "B3": "𠮷某",
    "C3": 95.5,
    "D3": date(2026, 4, 1),
    "A4": "008",
    "B4": "李四",
    "C4": True,
    "D4": datetime(2026, 4, 1, 12, 30),  # noqa: DTZ001
    "A5": "009",
    "B5": " 空格 ",
    "C5": -3.0,
    "D5": timedelta(hours=30),
    "A6": Lost("error", "#DIV/0!"),
    "B6": 2.0,
    "C6": Lost("error", "#N/A"),
    "D6": Lost("error", "#DIV/0!"),
}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_wrote_reads_right(kind: str) -> None:
    book = read_workbook(DATA / f"odd.{kind}")
    assert book.kind == kind
    assert [sheet.name for sheet in book.sheets] == ["人员名册", "藏", "空"]
    roster = book.sheets[0]
    assert cells(roster) == ODD
    assert roster.hidden_rows == {4}
    assert roster.hidden_columns == {3}
    assert roster.merged == ((1, 1, 1, 4),)
    assert [sheet.hidden for sheet in book.sheets] == [False, True, False]
    assert cells(book.sheets[1]) == {"C5": "隐"}
    assert codes(book) == ["F133", "F134", "F132"]


def test_a_binary_workbook_reads_right() -> None:
    number = struct.pack("<d", 95.5)
    formula = struct.pack("<HI", 0, 0)
    rk = [struct.pack("<I", n) for n in (88 << 2 | 2, 9550 << 2 | 3, 46113 << 2 | 2)]
    negative = struct.pack("<i", (-3 << 2) | 2)
    rows = (
        xlsb_row(3)
        + xlsb_cell(7, 2, struct.pack("<I", 1))
        + xlsb_cell(6, 3, struct.pack("<I", 2) + "𠮷".encode("utf-16-le"))
        + xlsb_cell(5, 4, number)
        + xlsb_cell(2, 5, rk[0])
        + xlsb_cell(2, 6, rk[1])
        + xlsb_cell(2, 7, rk[2], style=1)
        + xlsb_cell(2, 8, negative)
        + xlsb_row(4, hidden=True)
        + xlsb_cell(3, 2, b"\x17")
        + xlsb_cell(11, 3, b"\x2a" + formula)
        + xlsb_cell(4, 4, b"\x01")
        + xlsb_cell(9, 5, number + formula)
        + xlsb_cell(1, 6, b"")
        + xlsb_cell(62, 7, b"\0" + struct.pack("<I", 1) + "甲".encode("utf-16-le"))
    )
    columns = bytes([60, 18]) + struct.pack("<IIIIH", 2, 2, 2000, 0, 1)
    merged = bytes([0xB0, 0x01, 16]) + struct.pack("<IIII", 0, 1, 0, 3)
    book = read(xlsb(rows, strings=["甲", "张三"], columns=columns, after=merged), "a.xlsb")
    sheet = book.sheets[0]
    assert cells(sheet) == {
        "B3": "张三",
        "C3": "𠮷",
        "D3": 95.5,
        "E3": 88.0,
        "F3": 95.5,
        "G3": date(2026, 4, 1),
        "H3": -3.0,
        "B4": Lost("error", "#REF!"),
        "C4": Lost("error", "#N/A"),
        "D4": True,
        "E4": 95.5,
        "G4": "甲",
    }
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {3}
    assert sheet.merged == ((1, 1, 2, 4),)
    assert codes(book) == ["F133", "F134"]


def test_a_binary_workbook_keeps_its_1904_dates_and_hidden_sheet() -> None:
    rows = xlsb_row(1) + xlsb_cell(5, 1, struct.pack("<d", 44651.0), style=1)
    book = cells_here(xlsb(rows, date_1904=True, state=2), "a.xlsb", None)
    assert cells(book.sheets[0]) == {"A1": date(2026, 4, 1)}
    assert codes(book) == ["F132"]


CELL = (
    '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p>'
    "</table:table-cell>"
)
ODS_ROWS = {
    "padding to the last row and column": (
        "<table:table-row>"
        + CELL.format(1, 1)
        + '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575" table:visibility="collapse">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        {"A1": 1.0},
    ),
    "repeated cells and rows": (
        '<table:table-row table:number-rows-repeated="2"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        "<text:p>甲</text:p></table:table-cell></table:table-row>",
        {"B3": "甲", "C3": "甲", "B4": "甲", "C4": "甲"},
    ),
    "an error told in the text only": (
        '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="float" '
        'office:value="0"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell '
        'table:formula="of:=X" office:value-type="float" office:value="0"><text:p>Err:502</text:p>'
        "</table:table-cell></table:table-row>",
        {"A1": Lost("error", "#DIV/0!"), "B1": Lost("error", "Err:502")},
    ),
    "a formula without a result": (
        '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>',
        {"A1": Lost("formula", "of:=1+1")},
    ),
    "a comment, a ruby, spaces and two paragraphs": (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation>'
        '<text:p>批注</text:p></office:annotation><text:p>张<text:s text:c="2"/><text:span>三'
        "</text:span><text:ruby><text:ruby-base>丰</text:ruby-base><text:ruby-text>feng"
        "</text:ruby-text></text:ruby></text:p><text:p>乙</text:p></table:table-cell>"
        "</table:table-row>",
        {"A1": "张  三丰\n乙"},
    ),
    "dates, truth and times": (
        '<table:table-row><table:table-cell office:value-type="date" '
        'office:date-value="2026-04-01"/><table:table-cell office:value-type="boolean" '
        'office:boolean-value="true"/><table:table-cell office:value-type="time" '
        'office:time-value="PT30H00M00S"/><table:table-cell office:value-type="percentage" '
        'office:value="0.4"/></table:table-row>',
        {"A1": date(2026, 4, 1), "B1": True, "C1": timedelta(hours=30), "D1": 0.4},
    ),
    "grouped and heading rows": (
        "<table:table-header-rows><table:table-row>" + CELL.format(1, 1) + "</table:table-row>"
        "</table:table-header-rows><table:table-row-group><table:table-row>"
        + CELL.format(2, 2)
        + "</table:table-row></table:table-row-group>",
        {"A1": 1.0, "A2": 2.0},
    ),
}


@pytest.mark.parametrize("name", ODS_ROWS)
def test_an_open_document_reads_right_with(name: str) -> None:
    rows, expected = ODS_ROWS[name]
    book = cells_here(ods(rows), "a.ods", None)
    assert cells(book.sheets[0]) == expected
    assert book.findings == ()


def test_libreoffice_stores_the_empty_text_as_nothing() -> None:
    rows, _ = ODS_ROWS["a formula without a result"]
    book = cells_here(ods(rows, generator="LibreOffice/7.4"), "a.ods", None)
    assert cells(book.sheets[0]) == {}


def test_rows_that_a_filter_hides_are_hidden_and_hidden_tables_too() -> None:
    rows = '<table:table-row table:visibility="filter">' + CELL.format(1, 1) + "</table:table-row>"
    style = (
        '<style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    book = cells_here(ods(rows, styles=style), "a.ods", None)
    assert book.sheets[0].hidden_rows == {1}
    assert book.sheets[0].hidden


def test_a_far_cell_of_an_open_document_is_an_error() -> None:
    rows = (
        "<table:table-row>" + CELL.format(1, 1) + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="500000"/>'
        "<table:table-row>" + CELL.format(9, 9) + "</table:table-row>"
    )
    book = cells_here(ods(rows), "a.ods", None)
    assert cells(book.sheets[0]) == {"A1": 1.0}
    assert [(f.code, f.where.cell) for f in book.findings] == [("F135", "A500002")]


def test_a_million_filled_rows_told_in_one_line_are_refused() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )
    assert refusal_code(lambda: read(ods(rows), "a.ods")) == "F112"


def test_an_encrypted_open_document_is_refused_with_the_way_out() -> None:
    data = ods("", manifest="<manifest:encryption-data/>")
    assert refusal_code(lambda: read(data, "a.ods")) == "F109"


def test_an_encrypted_workbook_asks_for_its_password() -> None:
    data = _encrypted(xlsx(), RIGHT)
    assert refusal_code(lambda: read(data)) == "F107"
    assert refusal_code(lambda: read(data, password=WRONG)) == "F108"
    book = read(data, password=RIGHT)
    assert book.kind == "xlsx"
    assert [list(row) for row in book.sheets[0].rows] == [list(row) for row in ROWS]
    assert book.findings == ()


def test_excels_own_password_is_tried_without_asking() -> None:
    assert len(read(_encrypted(xlsx(), "VelvetSweatshop")).sheets[0].rows) == len(ROWS)


def _encrypted(data: bytes, password: str) -> bytes:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def test_a_reader_that_aborts_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # calamine alone, without the guard, on one stray cell: the process dies by a signal
    monkeypatch.setattr(
        child,
        "_START",
        "import sys, io, json, resource; n = json.loads(sys.stdin.buffer.readline())['memory']; "
        "resource.setrlimit(resource.RLIMIT_AS, (n, n)); "
        "from python_calamine import CalamineWorkbook as W; "
        "W.from_filelike(io.BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0).to_python()",
    )
    data = with_rows(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    )
    assert refusal_code(lambda: read_in_child(data, "a.xlsx", None)) == "F113"


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import time; time.sleep(60)")
    bounds = Bounds(seconds=0.5)
    assert refusal_code(lambda: read_in_child(b"", "a.xls", None, bounds)) == "F114"


def test_a_reader_that_burns_its_processor_time_is_stopped() -> None:
    rows = ("<table:table-row>" + CELL.format(1, 1) * 9 + "</table:table-row>") * 60_000
    bounds = Bounds(processor_seconds=1)
    assert refusal_code(lambda: read_in_child(ods(rows), "a.ods", None, bounds)) == "F114"


def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    text = "张" * 2_000
    rows = f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell>"
    rows = (rows + "</table:table-row>") * 30_000
    bounds = Bounds(memory=100 << 20)
    code = refusal_code(lambda: read_in_child(ods(rows), "a.ods", None, bounds))
    assert code in {"F112", "F113"}


def test_the_wire_carries_every_kind_of_value() -> None:
    for name in ("odd.xls", "odd.ods"):
        book = cells_here((DATA / name).read_bytes(), name, None)
        assert _plain(decoded(b"".join(encoded(book)))) == _plain(book)


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    whole = b"".join(encoded(cells_here((DATA / "odd.ods").read_bytes(), "a.ods", None)))
    for cut in range(0, len(whole) - 1, len(whole) // 20):
        with pytest.raises(Exception, match=r"breaks off|Error"):
            decoded(whole[:cut])


def _plain(book: Workbook) -> object:
    return [(s._replace(rows=[list(r) for r in s.rows])) for s in book.sheets], book._replace(
        sheets=()
    )


# Folders of .csv
