"""Workbooks of Excel 97-2003, through xlrd, which tells errors from empty cells."""

import io
from typing import TYPE_CHECKING, Any

from pinshi_cli.sheets.cells import Lost, Value
from pinshi_cli.sheets.faults import Damaged, NeedsPassword
from pinshi_cli.sheets.grid import Found, settle
from pinshi_cli.sheets.serials import DATE, from_serial, kind_of_format
from pinshi_cli.sheets.xlsx import Loaded

if TYPE_CHECKING:
    from pinshi_cli.model.diagnostic import Diagnostic
    from pinshi_cli.sheets.cells import Sheet


# xlrd's cell types
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOL, _ERROR, _BLANK = range(7)


def open_book(data: bytes, *, on_demand: bool = False) -> Any:  # noqa: ANN401 - xlrd has no types
    """The book as xlrd sees it. Raises `NeedsPassword`, `Damaged`."""
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=on_demand, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise NeedsPassword(str(error)) from error
        raise Damaged(str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # xlrd asserts, indexes and unpacks what a broken file says
        raise Damaged(repr(error)) from error


def read_xls(data: bytes, file: str) -> Loaded:
    """Read an .xls. Raises a `Fault`; runs in the child process only."""
    book = open_book(data)
    sheets: list[Sheet] = []
    findings: list[Diagnostic] = []
    for sheet in book.sheets():
        settled = settle(_found(book, sheet), file)
        sheets.append(settled.sheet)
        findings += settled.findings
    if not sheets:
        raise Damaged("no sheets")
    return Loaded(tuple(sheets), tuple(findings))


def _found(book: Any, sheet: Any) -> Found:  # noqa: ANN401 - xlrd has no types
    found = Found(sheet.name, hidden=sheet.visibility != 0)
    shown = [_shown(book, style) for style in book.xf_list]
    is_1904 = bool(book.datemode)
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in {_EMPTY, _BLANK} or value == "":
                continue
            cell: Value
            if kind in {_NUMBER, _DATE}:
                style = sheet.cell_xf_index(row, column)
                form = shown[style] if 0 <= style < len(shown) else ""
                # before Excel 97 a format's number means another: xlrd has looked at its text
                form = form or (DATE if kind == _DATE else "")
                cell = from_serial(float(value), form, is_1904=is_1904)
            else:
                cell = _plain(kind, value)
            found.put(row + 1, column + 1, cell)
    found.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = frozenset(
        column + 1 for column, info in sheet.colinfo_map.items() if info.hidden and column < 256
    )
    found.merged = [(top + 1, left + 1, low, right) for top, low, left, right in sheet.merged_cells]
    return found


def _plain(kind: int, value: Any) -> Value:  # noqa: ANN401
    import xlrd

    if kind == _ERROR:
        return Lost("error", xlrd.error_text_from_code.get(value, "#N/A"))
    return bool(value) if kind == _BOOL else str(value)


def _shown(book: Any, style: Any) -> str:  # noqa: ANN401
    form = book.format_map.get(style.format_key)
    return kind_of_format(
        style.format_key, form.format_str if form and style.format_key >= 164 else None
    )
