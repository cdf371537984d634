"""What a workbook holds once it is read: sheets of cells that know their address."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic


class Lost(NamedTuple):
    """A cell that has no value to give, and must never be taken for an empty one.

    `kind` is "error" (`text` is Excel's word for it: `#REF!`) or "formula" (a formula whose
    result was never stored; `text` is the formula where it is known, else empty).
    """

    kind: str
    text: str


Value = str | float | int | bool | date | datetime | time | timedelta | Lost | None


class Sheet(NamedTuple):
    """One sheet.

    `rows[i][j]` is the cell at row `first_row + i`, column `first_column + j`, counted from 1.

    Rows may be of different length; what lies beyond is empty. An empty cell is None, never "".
    `merged` holds (first row, first column, last row, last column), all counted from 1.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


class Workbook(NamedTuple):
    """A whole register as cells.

    `file` is the name shown in messages; `kind` the format found in the bytes (`xlsx`, `xlsm`,
    `xls`, `xlsb`, `ods`, `csv`), which the file's name may deny; `typed` is False where the format
    knows text only (csv), so that a number in text is no finding there. `sha256` is of the bytes
    as they lie on the disk. `findings` are notes and warnings about the file itself.
    """

    file: str
    kind: str
    sha256: str
    sheets: tuple[Sheet, ...]
    typed: bool = True
    findings: tuple[Diagnostic, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
