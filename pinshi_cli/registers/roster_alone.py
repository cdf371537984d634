"""A register's roster by itself: whose it is, of which quarter, who stands on it."""

from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Person, Unit
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.contract import ROSTER, UNIT
from pinshi_cli.registers.roster import read_roster
from pinshi_cli.registers.unit_sheet import UnitSheet, quarter_of, read_unit, unit_of
from pinshi_cli.sheets.cells import Workbook


class RosterOf(NamedTuple):
    """The people of a register, in roster order, and what is wrong with 基本信息 and the roster."""

    file: str
    unit: Unit
    quarter: Quarter | None
    people: tuple[Person, ...]
    diagnostics: tuple[Diagnostic, ...]


def roster_alone(book: Workbook) -> RosterOf:
    """Reads only 基本信息 and 人员名册; no rule book is asked."""
    tables = Tables(book)
    tables.require((UNIT, ROSTER))
    found: list[Diagnostic] = []
    unit = UnitSheet({}, {}, ())
    if (table := tables.get(UNIT)) is not None:
        unit = read_unit(table)
        found += unit.findings
    quarter, faults = quarter_of(unit)
    found += faults
    people: list[Person] = []
    if (table := tables.get(ROSTER)) is not None:
        roster = read_roster(table, None)
        people = roster.people
        found += roster.findings
    own = [each for each in tables.found if each.where.sheet in _names(tables)]
    return RosterOf(book.file, unit_of(unit, frozenset()), quarter, tuple(people), (*own, *found))


def _names(tables: Tables) -> tuple[str, str]:
    """The two sheets, by the names that they have in this book."""
    return tables.place(UNIT).sheet, tables.place(ROSTER).sheet
