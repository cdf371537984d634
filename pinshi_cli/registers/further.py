"""The sheets beside scores, ratings and measures: those that act, and those that lists use."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Adjustment, Department, MonthGrade, Review, SheetRow
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.acting import Acting
from pinshi_cli.registers.adjustments import read_adjustments
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.contract import (
    ADJUSTMENTS,
    CRITERIA,
    DEPARTMENTS,
    LISTED,
    MONTHS,
    POINTS,
    RATINGS,
    REVIEWS,
    SHEETS,
)
from pinshi_cli.registers.criteria import with_criteria
from pinshi_cli.registers.departments import read_departments, splits_by_department
from pinshi_cli.registers.months import read_months
from pinshi_cli.registers.people import People
from pinshi_cli.registers.reviews import read_reviews
from pinshi_cli.registers.rows import Lines, read_lines, sheet_rows
from pinshi_cli.registers.tables import Table

_Each = TypeVar("_Each")


class Further(NamedTuple):
    """What these sheets hold, by person; faults by person, people whose rows cannot be told.

    `broken` are sheets that split the quota and hold a fault.
    """

    adjustments: dict[str, list[Adjustment]]
    months: dict[str, list[MonthGrade]]
    reviews: dict[str, list[Review]]
    departments: dict[str, Department]
    rows: dict[str, list[SheetRow]]
    faults: list[dict[str, list[Diagnostic]]]
    suspect: set[str]
    findings: list[Diagnostic]
    broken: set[str]


def acting_sheets(policy: Policy) -> frozenset[str]:
    """Those of these sheets that act on a grade by this policy."""
    acting = {
        ADJUSTMENTS: bool(policy.adjustments),
        MONTHS: bool(policy.parts_from("months")),
        REVIEWS: bool(policy.parts_from("review")),
    }
    return frozenset(name for name, acts in acting.items() if acts)


def uncounted_by(policy: Policy) -> dict[str, str]:
    """The sheets that make no difference by this policy, and the clauses that say so."""
    by_dimension = any(tie.by == "dimension" for tie in policy.ties)
    unused = {
        ADJUSTMENTS: not policy.adjustments,
        POINTS: not policy.parts_from("indicators") and not by_dimension,
        RATINGS: not policy.parts_from("ratings"),
    }
    said = {each.sheet: each.source.cite for each in policy.uncounted}
    return {name: "" for name, is_unused in unused.items() if is_unused} | said


def read_further(
    names: Sequence[str], tables: Tables, policy: Policy, people: People, quarter: Quarter | None
) -> Further:
    """Every sheet of these names that stands, held against the contract."""
    result = Further({}, {}, {}, {}, {}, [], set(), [], set())
    reader = _Reader(policy, people, quarter, result)
    for name in names:
        extra = [each.name for each in policy.criteria] if name == CRITERIA else ()
        table = tables.get(name, extra)
        if table is not None and people.by_id:
            reader.read(name, table)
    if splits_by_department(policy) and DEPARTMENTS in tables.doubtful:
        result.broken.add(DEPARTMENTS)
    return result


class _Reader:
    """Reads one sheet after another into a result."""

    def __init__(
        self, policy: Policy, people: People, quarter: Quarter | None, result: Further
    ) -> None:
        self.policy = policy
        self.people = people
        self.quarter = quarter
        self.result = result
        self.acting = acting_sheets(policy)

    def read(self, name: str, table: Table) -> None:
        lines = read_lines(table, SHEETS[name], self.people, self.policy.grades)
        if name == CRITERIA:
            lines = with_criteria(table, lines, [each.name for each in self.policy.criteria])
        if name in LISTED:
            self.result.rows[name] = sheet_rows(lines)
        self._settle(name, table, lines)

    def _settle(self, name: str, table: Table, lines: Lines) -> None:
        """Read the rows of a sheet that may act; of any other only the findings are kept."""
        policy, result = self.policy, self.result
        if name == ADJUSTMENTS and policy.adjustments:
            items = read_adjustments(table, lines, policy)
            result.adjustments.update(items.rows)
            self._keep(name, items)
        elif name == MONTHS and policy.grades:
            months = read_months(table, lines, policy, self.quarter)
            result.months.update(months.rows)
            self._keep(name, months)
        elif name == REVIEWS and policy.grades:
            reviews = read_reviews(table, lines, policy)
            result.reviews.update(reviews.rows)
            self._keep(name, reviews)
        elif name == DEPARTMENTS:
            people = tuple(self.people.by_id.values())
            read = read_departments(table, lines, policy, people)
            result.departments.update(read.departments)
            result.findings.extend(read.findings)
            result.broken.update([] if read.sound or not splits_by_department(policy) else [name])
        else:
            result.findings.extend(lines.every)

    def _keep(self, name: str, read: Acting[_Each]) -> None:
        """Faults withhold a grade only where the sheet acts on it; else they are everyone's."""
        self.result.findings.extend(read.findings)
        if name in self.acting:
            self.result.faults.append(read.faults)
            self.result.suspect.update(read.suspect)
        else:
            self.result.findings.extend(fault for own in read.faults.values() for fault in own)
