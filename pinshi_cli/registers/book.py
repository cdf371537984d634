"""The sheets of a workbook, each found by its name and as a table, once."""

from collections.abc import Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import nearest, squeezed
from pinshi_cli.model.words import NEGATIVE
from pinshi_cli.registers.cells import finding, is_empty, quoted
from pinshi_cli.registers.contract import (
    ATTENDANCE,
    FINDINGS_NAME,
    GUIDE,
    INDICATORS,
    MEASURES,
    POINTS,
    RATINGS,
    ROSTER,
    SHEETS,
    UNIT,
)
from pinshi_cli.registers.tables import Table, find_table
from pinshi_cli.sheets.cells import Sheet, Workbook

ACTING = (ROSTER, INDICATORS, POINTS, RATINGS, MEASURES, NEGATIVE, ATTENDANCE)
"""The sheets that act on a grade: where one cannot be read for sure, no grade may stand."""


class Tables:
    """The contract's sheets in a book. What is wrong with sheets and headings gathers in `found`.

    `empty` are those on which nothing stands, with the names that they have; `doubtful` those that
    cannot be read for sure.
    """

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.found: list[Diagnostic] = []
        self.empty: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self.sheets = self._by_name()
        self._tables: dict[str, Table | None] = {}

    def get(self, name: str, extra: Sequence[str] | None = ()) -> Table | None:
        """The sheet's table; `extra` are headings that the policy or 指标体系 adds.

        With `extra` None nobody knows them, and no column is called unknown; nor is one of a free
        sheet to which nothing is added.

        None where the sheet lacks or is empty, or (an error in `found`) its headings lack.
        """
        sheet = self.sheets.get(name)
        if sheet is not None and name not in self._tables:
            typed = self.book.typed
            rule = SHEETS[name]
            if extra:
                rule = rule._replace(free=False)
            table, found = find_table(self.book.file, sheet, rule, extra, typed=typed)
            self._tables[name] = table
            self.found += found
            if any(each.is_error for each in found):
                self.doubtful.add(name)
        return self._tables.get(name)

    def place(self, name: str) -> Place:
        """The sheet as a place, by the name that it has in this book."""
        sheet = self.sheets.get(name)
        return Place(self.book.file, name if sheet is None else sheet.name)

    def require(self, names: Sequence[str]) -> None:
        """An error for each of these sheets that lacks."""
        spare = [each.name for each in self.book.sheets if _may_be_meant(each.name)]
        for name in dict.fromkeys(names):
            if name in self.empty:
                at = Place(self.book.file, self.empty[name])
                hint = "填写表头和内容。"
                self.found.append(finding("S101", f"工作表“{name}”是空的", at, hint))
            elif name not in self.sheets:
                close = nearest(name, spare, 0.4)
                guess = f"加一个名为“{name}”的工作表。"
                if close is not None:
                    guess = f"“{quoted(close)}”是不是想写“{name}”？"
                at = Place(self.book.file, name)
                self.found.append(finding("S101", f"缺少工作表“{name}”", at, guess))

    def _by_name(self) -> dict[str, Sheet]:
        """The contract's sheets that hold anything; a finding for every other that does."""
        found: dict[str, Sheet] = {}
        for sheet in self.book.sheets:
            name = squeezed(sheet.name)
            if name in SHEETS and is_blank(sheet):
                self.empty.setdefault(name, sheet.name)
            elif name in found:
                at = Place(self.book.file, sheet.name)
                message = f"有两个“{name}”工作表"
                self.found.append(finding("S108", message, at, "只留一个，其余的改名或删去。"))
                self.doubtful.add(name)
            elif name in SHEETS:
                found[name] = sheet
        for sheet in self.book.sheets:
            if _may_be_meant(sheet.name) and not is_blank(sheet):
                self.found.append(self._unknown(sheet, [n for n in SHEETS if n not in found]))
        return found

    def _unknown(self, sheet: Sheet, absent: Sequence[str]) -> Diagnostic:
        """An unread sheet: an error where name and headings nearly are those of one that lacks."""
        at = Place(self.book.file, sheet.name)
        name, shown = squeezed(sheet.name), quoted(sheet.name)
        acting = [each for each in absent if each in (UNIT, *ACTING)]
        close = nearest(name, acting, 0.5) or nearest(name, absent, 0.6)
        if close is not None:
            message = f"不认识的工作表“{shown}”，未读取"
            hint = f"你是不是想写“{close}”？改成这个名字；确不相干的，不需要处理。"
            table, _ = find_table(self.book.file, sheet, SHEETS[close], (), typed=True)
            if table is None:
                return Diagnostic("S104", Severity.WARNING, message, at, hint)
            self.doubtful.add(close)
            hint = f"你是不是想写“{close}”？改成这个名字；确不相干的，换一个不相近的名字。"
            return finding("S104", message, at, hint)
        message = f"工作表“{shown}”不在登记簿的约定之内，未读取"
        return Diagnostic("S109", Severity.NOTE, message, at, "不需要处理。")


def _may_be_meant(name: str) -> bool:
    """Whether a sheet is none of the contract's, and none that only people read."""
    plain = squeezed(name)
    return plain not in (*SHEETS, GUIDE) and FINDINGS_NAME.fullmatch(plain) is None


def is_blank(sheet: Sheet) -> bool:
    """Whether nothing stands on the sheet."""
    return all(is_empty(value) for row in sheet.rows for value in row)
