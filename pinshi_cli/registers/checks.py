"""Identity-card numbers in a workbook: wherever one stands, it is pointed out."""

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.identity import holds_identity
from pinshi_cli.sheets.cells import Sheet, Workbook


def identity_numbers(book: Workbook) -> list[Diagnostic]:
    """A warning at each cell that holds a valid identity number; the number is not repeated."""
    found = []
    for sheet in book.sheets:
        long = {v for values in sheet.rows for v in values if type(v) is str and len(v) >= 18}
        if not any(map(holds_identity, long)):
            continue
        for index, values in enumerate(sheet.rows):
            for offset, value in enumerate(values):
                if type(value) is str and holds_identity(value):
                    at = _at(book.file, sheet, index, offset)
                    message = "单元格里有身份证号，平时考核用不到"
                    hint = "删去它，编号另用工号或序号；结果里不会出现完整号码。"
                    found.append(Diagnostic("R215", Severity.WARNING, message, at, hint))
    return found


def _at(file: str, sheet: Sheet, index: int, offset: int) -> Place:
    return Place(file, sheet.name, sheet.first_row + index, sheet.first_column + offset)
