"""A register whose own form cannot be edited (.xls, .ods, .csv …), as .xlsx with its values."""

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from pinshi_cli.registers.annotated_list import is_findings
from pinshi_cli.sheets.cells import Lost, Sheet, Value, Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Looks = dict[type, Format]

_MADE_ON = datetime(2020, 1, 1)  # noqa: DTZ001  # a stamp without a zone, so that bytes are the same
_LONGEST = 32_767


def plain_copy(book: Workbook) -> bytes:
    """The values of every sheet at their places, as .xlsx: it can be mended and sent in, too."""
    from xlsxwriter import Workbook as Written

    held = io.BytesIO()
    with Written(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as written:
        written.set_properties({"created": _MADE_ON})
        shapes = {
            datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss",
            timedelta: "[h]:mm:ss",
        }  # fmt: skip
        looks = {kind: written.add_format({"num_format": shape}) for kind, shape in shapes.items()}
        shown = False
        for sheet in book.sheets:
            if is_findings(sheet.name):
                continue
            page = written.add_worksheet(sheet.name)
            _fill(page, sheet, looks)
            if sheet.hidden and shown:
                page.hide()
            shown = shown or not sheet.hidden
    return held.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, looks: "Looks") -> None:
    for row, values in enumerate(sheet.rows, start=sheet.first_row - 1):
        for column, value in enumerate(values, start=sheet.first_column - 1):
            if value is not None:
                _write(page, row, column, value, looks)
    page.set_column(0, 60, 14)
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        page.set_column(column - 1, column - 1, None, None, {"hidden": True})


def _write(page: "Worksheet", row: int, column: int, value: Value, looks: "Looks") -> None:
    if isinstance(value, Lost):
        if value.kind == "error":
            page.write_formula(row, column, f"={value.text}", None, value.text)
        else:
            page.write_string(row, column, f"={value.text}"[:_LONGEST])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif isinstance(value, str):
        page.write_string(row, column, value[:_LONGEST])
    elif value is not None:
        page.write_datetime(row, column, value, looks[type(value)])
