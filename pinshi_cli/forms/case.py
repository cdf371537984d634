"""What forms are filled in from: a graded quarter, and its register as it is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.year_unit import UnitYear
from pinshi_cli.model.grade import NOT_ASSESSED, Outcome
from pinshi_cli.model.number import exact_decimal, fixed
from pinshi_cli.model.register import Cell, Person, Register, SheetRow
from pinshi_cli.policy.book import Policy

Value = str | int | Decimal | date | list["Value"] | dict[str, "Value"]
Values = dict[str, Value]
"""What a template may see: plain data under Chinese names. Nothing is ever None: empty is ""."""


class _Quarter(NamedTuple):
    register: Register
    graded: Graded
    policy: Policy
    rows: Mapping[str, Sequence[SheetRow]]
    ledger: str = ""


class Case(_Quarter):
    """A quarter without an error. `rows` are those of every sheet, by its name.

    `ledger` is the head of the ledger beside the register, empty without one.
    """

    @cached_property
    def _by_person(self) -> dict[tuple[str, str], list[SheetRow]]:
        found: dict[tuple[str, str], list[SheetRow]] = {}
        for sheet, rows in self.rows.items():
            for row in rows:
                found.setdefault((sheet, row.person), []).append(row)
        return found

    def of(self, sheet: str, person: str) -> list[SheetRow]:
        """The rows of a sheet about one person."""
        return self._by_person.get((sheet, person), [])

    @cached_property
    def standards(self) -> dict[str, Value]:
        """The standard of each indicator that 指标体系 tells of."""
        rows = self.rows.get("指标体系", ())
        return {
            str(row.values.get("指标名称", "")): said(row.values.get("评分标准")) for row in rows
        }

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Everyone's outcome, by 编号."""
        return {each.person.id: each for each in self.graded.outcomes}

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


class Papers:
    """The papers of one kind, each filled in when its turn comes, and not held."""

    def __init__(self, of: Sequence[tuple[str, str]], fill: Callable[[int], Values]) -> None:
        """Of whom and under which names they are, and what each says, by its place."""
        self._of, self._fill = of, fill

    @classmethod
    def made(cls, papers: Sequence[Paper]) -> "Papers":
        """Papers that are already filled in: the few about the whole unit."""
        return cls([paper[:2] for paper in papers], lambda index: papers[index].values)

    @property
    def names(self) -> list[str]:
        """The name of each, without filling any in."""
        return [name for _, name in self._of]

    def about(self, subject: str) -> "Papers":
        """Those about one person."""
        own = [index for index, (who, _) in enumerate(self._of) if who == subject]
        return Papers([self._of[index] for index in own], lambda index: self._fill(own[index]))

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, index: int) -> Paper:
        return Paper(*self._of[index], self._fill(index))

    def __iter__(self) -> Iterator[Paper]:
        return (self[index] for index in range(len(self)))


def of_person(person: Person) -> tuple[str, str]:
    """Of whom a paper is, and under which name."""
    return person.id, f"{person.id} {person.name}"


def said(value: Cell | None) -> Value:
    """A cell as a form prints it: empty where nothing stands."""
    return "" if value is None else value


def score(value: Fraction | None, decimals: int) -> Value:
    """A score with the policy's decimals, as a number; empty where there is none."""
    return "" if value is None else Decimal(fixed(value, decimals))


def number(value: Fraction | Decimal) -> Value:
    """A number as it is, where it is a short decimal; else to two places."""
    if isinstance(value, Decimal):
        found = value
    elif value.denominator == 1:
        return value.numerator
    else:
        try:
            found = exact_decimal(value)
        except ArithmeticError:
            return Decimal(fixed(value, 2))
    return int(found) if found == found.to_integral_value() else found.normalize()
