"""The sheets of a workbook, each found by its name and as a table, once."""

from collections.abc import Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.contract import (
    ATTENDANCE,
    INDICATORS,
    MEASURES,
    NEGATIVE,
    POINTS,
    RATINGS,
    ROSTER,
    SHEETS,
    UNIT,
)
from pinshi_cli.registers.tables import Table, find_table
from pinshi_cli.sheets.cells import Sheet, Workbook

_ACTING = (ROSTER, INDICATORS, POINTS, RATINGS, MEASURES, NEGATIVE, ATTENDANCE)
"""The sheets that act on a grade: where one cannot be read for sure, no grade may stand."""


class Tables:
    """The contract's sheets in a book. What is wrong with sheets and headings gathers in `found`.

    `unreliable` becomes true where a sheet that acts on a grade cannot be read for sure.
    """

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.found: list[Diagnostic] = []
        self.unreliable = False
        self.sheets = self._by_name()
        self._tables: dict[str, Table | None] = {}

    def get(self, name: str, extra: Sequence[str] = ()) -> Table | None:
        """The sheet's table; `extra` are headings that the policy or 指标体系 adds.

        None where the sheet lacks, or (an error in `found`) its headings do.
        """
        sheet = self.sheets.get(name)
        if sheet is not None and name not in self._tables:
            typed = self.book.typed
            table, found = find_table(self.book.file, sheet, SHEETS[name], extra, typed=typed)
            self._tables[name] = table
            self.found += found
            if name in _ACTING and any(each.is_error for each in found):
                self.unreliable = True
        return self._tables.get(name)

    def require(self, names: Sequence[str]) -> None:
        """An error for each of these sheets that lacks."""
        spare = [each.name for each in self.book.sheets if squeezed(each.name) not in SHEETS]
        for name in dict.fromkeys(names):
            if name not in self.sheets:
                close = nearest(name, spare, 0.4)
                guess = (
                    f"“{close}”是不是想写“{name}”？" if close else f"加一个名为“{name}”的工作表。"
                )
                at = Place(self.book.file, name)
                self.found.append(finding("S101", f"缺少工作表“{name}”", at, guess))

    def _by_name(self) -> dict[str, Sheet]:
        """The contract's sheets that stand in the book; a note or an error for every other."""
        found: dict[str, Sheet] = {}
        for sheet in self.book.sheets:
            name = squeezed(sheet.name)
            if name in found:
                at = Place(self.book.file, sheet.name)
                message = f"有两个“{name}”工作表"
                self.found.append(finding("S108", message, at, "只留一个，其余的改名或删去。"))
                self.unreliable = self.unreliable or name in _ACTING
            elif name in SHEETS:
                found[name] = sheet
        for sheet in self.book.sheets:
            if squeezed(sheet.name) not in SHEETS and sheet.rows:
                self.found.append(self._unknown(sheet, [n for n in SHEETS if n not in found]))
        return found

    def _unknown(self, sheet: Sheet, absent: Sequence[str]) -> Diagnostic:
        """An unread sheet: an error where its name nearly is one that lacks, else a note."""
        at = Place(self.book.file, sheet.name)
        name = squeezed(sheet.name)
        acting = [each for each in absent if each in (UNIT, *_ACTING)]
        close = nearest(name, acting, 0.5) or nearest(name, absent, 0.6)
        if close is not None:
            self.unreliable = self.unreliable or close in _ACTING
            message = f"不认识的工作表“{sheet.name}”"
            hint = f"你是不是想写“{close}”？改成这个名字；确不相干的，换一个不相近的名字。"
            return finding("S104", message, at, hint)
        message = f"工作表“{sheet.name}”不在登记簿的约定之内，未读取"
        return Diagnostic("S109", Severity.NOTE, message, at, "不需要处理。")
