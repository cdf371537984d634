"""A year from the ledger: its rows as the quarters that the annual rules read."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pinshi_cli.grading.year_facts import PersonQuarter, YearQuarter
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import DECIDE, WHOLE, Facts, Plain, UnitName
from pinshi_cli.ledger.rows import marks_of
from pinshi_cli.ledger.state import YearCells, YearHead, YearSheet, year_heads, year_sheets
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity, refuse
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Measure, Person, Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.workflow.ledger.entries import listed, table, text
from pinshi_cli.workflow.ledger.people import unit_named
from pinshi_cli.workflow.ledger.policies import other_edition, policy_of
from pinshi_cli.workflow.year.units import YearBook
from pinshi_cli.workflow.year.years import Annual, years_of_books


class Ask(NamedTuple):
    """Which year is asked for, of all units or of one, as of which day; `policy` is `--policy`."""

    year: int
    unit: str | None = None
    as_of: date | None = None
    policy: str | None = None


def annual_on_record(ledger: Ledger, ask: Ask) -> Annual:
    """The years of the units on record.

    Raises `Refusal`: L078 where nothing of the year is, L059 where all of it was pruned.
    """
    with ledger.reading():
        meant = None if ask.unit is None else unit_named(ledger, ask.unit)
        made = _Year(ledger, ask, meant)
        sheets = year_sheets(ledger, ask.year, ask.as_of, meant)
        for unit, of_unit in groupby(sheets, key=attrgetter("unit")):
            made.add(unit, of_unit)
    made.tell_pruned()
    if not made.books:
        if made.found:
            raise Refusal(*[each._replace(severity=Severity.ERROR) for each in made.found])
        day = "" if ask.as_of is None else f"截至 {ask.as_of} "
        message = f"台账里{day}没有 {ask.year} 年的季度"
        raise refuse("L078", message, "先用 pinshi record 记入；或核对年度。")
    return years_of_books(made.books, made.found, many=made.units > 1)


class _Year:
    """The quarters found so far, of all units or of the one `meant`.

    A rule book is read once, however many units follow it.
    """

    def __init__(self, ledger: Ledger, ask: Ask, meant: UnitName | None) -> None:
        self.books: list[YearBook] = []
        self.found: list[Diagnostic] = []
        self.units = 0
        self._ask = ask
        self._policies: dict[tuple[str, str, Quarter], Policy] = {}
        self._told: set[str] = set()
        self._heads: dict[tuple[UnitName, int], Facts] = {}
        self._pruned: list[YearHead] = []
        for each in year_heads(ledger, ask.year, (*WHOLE, DECIDE), ask.as_of, meant):
            self._heads[each.unit, each.quarter] = each.head or {}
            if each.head is None and each.kind in WHOLE:
                self._pruned.append(each)

    def add(self, unit: UnitName, sheets: Iterable[YearSheet]) -> None:
        """The quarters of one unit."""
        self.units += 1
        found = [(sheet, self._heads[unit, sheet.quarter]) for sheet in sheets]
        names = _new_names(found)
        for sheet, head in found:
            quarter = Quarter(self._ask.year, sheet.quarter)
            policy = self._policy(head, quarter)
            self._tell(unit, quarter, head, policy)
            register = table(head, "register") or table(head, "table")
            file = text(register, "file")
            known = _quarter(quarter, policy, sheet.rows, head, names)
            sha256, about = text(register, "sha256"), Unit(unit.name, unit.code)
            place = len(self.books)
            self.books.append(YearBook(place, file, sha256, sound=True, unit=about, known=known))

    def tell_pruned(self) -> None:
        """A warning for each quarter of which only the hashes are left: it counts as lacking."""
        for each in self._pruned:
            when = Quarter(self._ask.year, each.quarter).chinese
            message = f"{when}在台账里已经清理，按没有算"
            hint = "要算全年的，用登记簿：pinshi annual 登记簿…；清理以前的备份里也有。"
            at = Place(key=each.called)
            warning = Diagnostic("L059", Severity.WARNING, message, at, hint)
            self.found += [warning] if warning not in self.found else []

    def _policy(self, head: Facts, quarter: Quarter) -> Policy:
        key = (text(table(head, "policy"), "id"), str(head.get("scopes")), quarter)
        if key not in self._policies:
            self._policies[key] = policy_of(head, quarter, self._ask.policy)
        return self._policies[key]

    def _tell(self, unit: UnitName, quarter: Quarter, head: Facts, policy: Policy) -> None:
        """What people should know of a quarter: another edition (once), grades only proposed."""
        recorded = text(table(head, "policy"), "sha256")
        if recorded not in self._told:
            self._told.add(recorded)
            self.found += other_edition(head, policy, f"{unit.name}{quarter.chinese}")
        if not head.get("decided"):
            message = f"{quarter.chinese}在台账里还是拟定"
            hint = "审定后填会议日期，再 pinshi record 一次。"
            at = Place(key=unit.name)
            self.found.append(Diagnostic("L070", Severity.WARNING, message, at, hint))


def _new_names(found: Iterable[tuple[YearSheet, Facts]]) -> dict[str, str]:
    """The last name of everyone of whom a clerk has said that the name was changed."""
    changed = {id_ for _, head in found for id_ in table(head, "renamed")}
    if not changed:
        return {}
    return {row[1]: row[2] for sheet, _ in found for row in sheet.rows if row[1] in changed}


def _quarter(
    quarter: Quarter,
    policy: Policy,
    rows: Sequence[YearCells],
    head: Facts,
    names: dict[str, str],
) -> YearQuarter:
    file = text(table(head, "register"), "file")
    rule = policy.year_quota
    stated = text(table(head, "stated"), rule.label) if rule is not None else ""
    at = Place(file)
    people = tuple([_person(row, names, at) for row in rows])
    share = Fraction(stated) if stated else None
    return YearQuarter(quarter, policy, people, share, file, recorded=True)


def _person(row: YearCells, names: dict[str, str], at: Place) -> PersonQuarter:
    """What a row says of a person. Raises `TypeError` where bytes stand for a text."""
    _, id_, name, department, post, attendance, frontline, shown, _, total, rating, marks = row
    "".join((id_, name, department, post, attendance, shown or ""))  # SQLite takes anything in
    if id_ in names:
        name = names[id_]
    person = Person._make((
        id_, name, at, department, post, "", "", "", attendance,
        None, None, None, frontline == 1, None, False, False,
    ))  # fmt: skip
    total = None if total is None else _number(total)
    rating = None if rating is None else _number(rating)
    if not marks:
        return PersonQuarter._make((person, shown, total, (), ZERO, rating))
    said = marks_of(marks)
    measures = tuple(_measure(id_, each, at) for each in listed(said, "measures"))
    leave = Fraction(str(said.get("leave") or 0))
    return PersonQuarter(person, shown, total, measures, leave, rating)


@lru_cache(maxsize=20_000)
def _number(said: str) -> Fraction:
    """A score; a year of many units has the same ones over and over."""
    return Fraction(said)


def _measure(person: str, said: Facts, at: Place) -> Measure:
    return Measure(
        person,
        text(said, "kind"),
        _day(said.get("begin")),
        _day(said.get("end")),
        text(said, "outcome") or None,
        at,
        at,
        text(said, "class"),
    )


def _day(said: Plain) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) and said else None
