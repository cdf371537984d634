"""What forms are filled in from: a graded quarter, and its register as it is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.year_unit import UnitYear
from pinshi_cli.model.grade import NOT_ASSESSED, Outcome
from pinshi_cli.model.number import exact_decimal, fixed
from pinshi_cli.model.register import Cell, Register, SheetRow
from pinshi_cli.policy.book import Policy

Value = str | int | Decimal | date | list["Value"] | dict[str, "Value"]
Values = dict[str, Value]
"""What a template may see: plain data under Chinese names. Nothing is ever None: empty is ""."""


class Case(NamedTuple):
    """A quarter without an error. `rows` are those of every sheet, by its name."""

    register: Register
    graded: Graded
    policy: Policy
    rows: Mapping[str, Sequence[SheetRow]]

    def of(self, sheet: str, person: str) -> list[SheetRow]:
        """The rows of a sheet about one person."""
        return [row for row in self.rows.get(sheet, ()) if row.person == person]

    @property
    def adopted(self) -> bool:
        """Whether the meeting has decided."""
        return self.register.unit.meeting_date is not None

    @property
    def assessed(self) -> list[Outcome]:
        """Everyone who takes part, in roster order: with or without a grade."""
        return [each for each in self.graded.outcomes if each.standing != NOT_ASSESSED]


class YearCase(NamedTuple):
    """A unit's year: its verdicts, the latest quarter, and every quarter given, in turn."""

    year: UnitYear
    latest: Case
    quarters: tuple[Case, ...]


class Paper(NamedTuple):
    """One document to be made: of whom (编号, 内设机构, or nothing), its name, what it says."""

    subject: str
    name: str
    values: Values


def said(value: Cell | None) -> Value:
    """A cell as a form prints it: empty where nothing stands."""
    return "" if value is None else value


def score(value: Fraction | None, decimals: int) -> Value:
    """A score with the policy's decimals, as a number; empty where there is none."""
    return "" if value is None else Decimal(fixed(value, decimals))


def number(value: Fraction | Decimal) -> Value:
    """A number as it is, where it is a short decimal; else to two places."""
    exact = Fraction(value)
    try:
        found = exact_decimal(exact)
    except ArithmeticError:
        return Decimal(fixed(exact, 2))
    return int(found) if found == found.to_integral_value() else found.normalize()
