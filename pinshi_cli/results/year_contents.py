"""What the workbook of a year is made from."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pinshi_cli.grading.year_forecast import Forecast
from pinshi_cli.grading.year_unit import UnitYear, YearPerson
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.words import VERDICTS
from pinshi_cli.policy.book import Policy


class Source(NamedTuple):
    """A quarter that a unit's year rests on: its period, the file, the hash of its bytes."""

    period: str
    file: str
    sha256: str


class UnitSheet(NamedTuple):
    """A unit with its year; `year` is None where faults leave no verdicts.

    `forecasts` go with its people; empty where none were asked for.
    """

    name: str
    policy: Policy
    year: UnitYear | None
    sources: tuple[Source, ...]
    forecasts: tuple[Forecast | None, ...] = ()


class YearContents(NamedTuple):
    """The units of a year and every finding. `day` is when the book says it was made.

    `ledger` is the head of the ledger that goes with the registers; empty where none does.
    """

    year: int
    units: tuple[UnitSheet, ...]
    diagnostics: Sequence[Diagnostic]
    day: date
    many: bool
    draft: bool
    ledger: str = ""

    @property
    def whose(self) -> str:
        """Whose year: the unit's name, or how many units."""
        return f"{len(self.units)} 个单位" if self.many else self.units[0].name

    @property
    def foreseen(self) -> bool:
        """Whether forecasts were asked for."""
        return any(unit.forecasts for unit in self.units)

    @property
    def judged(self) -> list[tuple[UnitSheet, UnitYear]]:
        """The units that have verdicts."""
        return [(unit, unit.year) for unit in self.units if unit.year is not None]


def counts(people: Sequence[YearPerson]) -> dict[str, int]:
    """How many people have each verdict."""
    verdicts = [each.verdict.verdict for each in people]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}
