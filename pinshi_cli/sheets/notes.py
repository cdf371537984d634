"""What the clerk should know of a workbook's form: hidden sheets, rows and columns."""

from collections.abc import Iterable
from itertools import groupby

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, column_letters
from pinshi_cli.sheets.cells import Sheet

_SHOWN = 8


def notes_of(sheets: Iterable[Sheet], file: str) -> tuple[Diagnostic, ...]:
    """Notes on what is hidden and yet counts."""
    return tuple(note for sheet in sheets for note in _notes(sheet, file))


def _notes(sheet: Sheet, file: str) -> Iterable[Diagnostic]:
    last_row = sheet.first_row + len(sheet.rows) - 1
    if sheet.hidden and sheet.rows:
        yield _note("F132", "工作表是隐藏的，照样读入", Place(file, sheet.name))
    rows = sorted(row for row in sheet.hidden_rows if sheet.first_row <= row <= last_row)
    rows = [row for row in rows if any(v is not None for v in sheet.rows[row - sheet.first_row])]
    if rows:
        message = f"第 {_ranges(rows, str)} 行是隐藏的，照样读入"
        yield _note("F133", message, Place(file, sheet.name))
    if sheet.hidden_columns:
        width = max((len(row) for row in sheet.rows), default=0)
        last = sheet.first_column + width - 1
        columns = sorted(c for c in sheet.hidden_columns if sheet.first_column <= c <= last)
        if columns:
            message = f"{_ranges(columns, column_letters)} 列是隐藏的，照样读入"
            yield _note("F134", message, Place(file, sheet.name))


def _note(code: str, message: str, where: Place) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, message, where, "不该算进去的请删除；要看就取消隐藏。")


def _ranges(numbers: list[int], name: "type[str] | object") -> str:
    """`3、5–9`: sorted numbers, neighbours joined."""
    spell = name if callable(name) else str
    runs: list[str] = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        first, last = spell(run[0]), spell(run[-1])
        runs.append(f"{first}" if len(run) == 1 else f"{first}–{last}")
    more = f" 等 {len(numbers)} 处" if len(runs) > _SHOWN else ""
    return "、".join(runs[:_SHOWN]) + more
