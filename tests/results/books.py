"""Result workbooks of registers made in memory, and their cells read back."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.register import Register
from pinshi_cli.results.workbook import result_workbook
from tests.builders import Result

SHA = "ab" * 32


def result_of(
    result: Result,
    *,
    draft: bool = False,
    register: Register | None = None,
    graded: Graded | None = None,
) -> bytes:
    """The bytes of a graded register's result workbook; parts of it may be others."""
    return result_workbook(
        register or result.register,
        result.policy,
        graded or result.graded,
        result.diagnostics,
        SHA,
        draft=draft,
    )


def opened(data: bytes, *, values: bool = True) -> Opened:
    """The workbook as another library reads it: values, or formulas."""
    return load_workbook(BytesIO(data), data_only=values)


def column(sheet: Worksheet, heading: str) -> list[object]:
    """The values below a heading of the table of people (or findings), which ends a blank B."""
    row = next(place_of(sheet, key)[0] for key in ("编号", "代码") if key in all_texts(sheet))
    col = [cell.value for cell in sheet[row]].index(heading) + 1
    found: list[object] = []
    for number in range(row + 1, sheet.max_row + 1):
        if sheet.cell(number, 2).value is not None:
            found.append(sheet.cell(number, col).value)
        elif found:
            break
    return found


def place_of(sheet: Worksheet, text: str) -> tuple[int, int]:
    """The first cell that holds this text: row and column, from 1."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                return cell.row, cell.column
    message = f"{sheet.title} has no cell {text!r}"
    raise AssertionError(message)


def all_texts(sheet: Worksheet) -> list[str]:
    """All texts of a sheet, in reading order."""
    values = (cell.value for row in sheet.iter_rows() for cell in row)
    return [value for value in values if isinstance(value, str)]
