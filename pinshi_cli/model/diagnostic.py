"""Findings as values: what is wrong, where, and the way out."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: an error stops the result, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where a finding stands.

    `row` and `column` count from 1 and are 0 where no single cell is meant; `key` is the path
    into a policy pack (`parts[0].weight`), where the file is one.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0
    key: str = ""

    @property
    def cell(self) -> str | None:
        """The address as Excel writes it (`F7`), or None where no cell is meant."""
        if not self.row or not self.column:
            return None
        return f"{column_letters(self.column)}{self.row}"


class Diagnostic(NamedTuple):
    """One finding. `code` is a key of `pinshi_cli.model.codes.CATALOGUE`; `rule` a clause's ID."""

    code: str
    severity: Severity
    message: str
    where: Place = Place()
    hint: str = ""
    rule: str = ""
    person: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class Refusal(Exception):
    """The one exception of pinshi: a file that cannot be read, a call that cannot be served.

    Data never raises it: a fault in a cell is a `Diagnostic`.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("；".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


def refuse(code: str, message: str, hint: str = "", *, file: str = "", key: str = "") -> Refusal:
    """A `Refusal` with one error, about a whole file (or a key path in it)."""
    return Refusal(Diagnostic(code, Severity.ERROR, message, Place(file=file, key=key), hint=hint))


def column_letters(column: int) -> str:
    """Excel's letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def in_order(diagnostics: list[Diagnostic], sheets: tuple[str, ...]) -> list[Diagnostic]:
    """Sorted by sheet (in the workbook's order), row, column, code; the file's own come first."""
    place_of = {name: index for index, name in enumerate(sheets)}
    return sorted(
        diagnostics,
        key=lambda d: (
            place_of.get(d.where.sheet, len(sheets)) if d.where.sheet else -1,
            d.where.sheet,
            d.where.row,
            d.where.column,
            d.code,
            d.message,
        ),
    )
