"""From cells to a register: every sheet read, every fault found, in one run."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pinshi_cli.grading.uses import labels_of_uses
from pinshi_cli.grading.weights import labels_of
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, Severity, in_order
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter, Span
from pinshi_cli.model.register import Decision, Register, Unit
from pinshi_cli.model.words import NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import gradable
from pinshi_cli.policy.scopes import within
from pinshi_cli.registers.book import ACTING, Tables
from pinshi_cli.registers.checks import identity_numbers
from pinshi_cli.registers.contract import (
    ATTENDANCE,
    DECISIONS,
    INDICATORS,
    MEASURES,
    POINTS,
    RATINGS,
    ROSTER,
    SHEETS,
    UNIT,
)
from pinshi_cli.registers.duties import duties_of
from pinshi_cli.registers.further import Further, acting_sheets, read_further, uncounted_by
from pinshi_cli.registers.measures import (
    Measures,
    by_person,
    merged,
    read_decisions,
    read_measures,
    read_negative,
)
from pinshi_cli.registers.people import People
from pinshi_cli.registers.roster import (
    Roster,
    leaves_in_attendance,
    leaves_on_roster,
    read_roster,
)
from pinshi_cli.registers.rows import check_cells, read_lines
from pinshi_cli.registers.scoring import read_scoring
from pinshi_cli.registers.stated import stated_in
from pinshi_cli.registers.unit_sheet import (
    Scopes,
    UnitSheet,
    quarter_of,
    read_unit,
    scopes_of,
    unit_of,
    unknown_items,
)
from pinshi_cli.sheets.cells import Workbook

Choose = Callable[[str, date], Policy]
"""choose(考核办法, last day of the quarter): the policy in force, or `Refusal`."""


class Reading(NamedTuple):
    """What came of a workbook. `register` and `policy` are None where nobody can be graded.

    `unit` is what 基本信息 says in any case, empty where even that cannot be read.
    """

    register: Register | None
    policy: Policy | None
    diagnostics: list[Diagnostic]
    people: int = 0
    unit: Unit = Unit()


def read_register(book: Workbook, choose: Choose, *, any_policy: bool = False) -> Reading:
    """The register of a workbook, and every finding about it, by sheet and cell.

    A sheet that lacks, or whose headings lack, is an error; what the other sheets hold is read.
    With `any_policy` the policy need not be one by which people are graded: by one that is not,
    scores, ratings and decisions are not read.
    """
    return _Reader(book, choose, any_policy=any_policy).read()


class _Reader:
    """Reads one workbook, sheet after sheet; findings gather in `found`."""

    def __init__(self, book: Workbook, choose: Choose, *, any_policy: bool) -> None:
        self.book = book
        self.choose = choose
        self.any_policy = any_policy
        self.found: list[Diagnostic] = list(book.findings)
        self.policy: Policy | None = None
        self.quarter: Quarter | None = None
        self.scopes = Scopes(frozenset(), sound=True, findings=())
        self.tables = Tables(book)

    def read(self) -> Reading:
        unit = self._unit()
        self.quarter, faults = quarter_of(unit)
        self.found += faults
        self.policy = self._policy(unit)
        roster = self._roster()
        self.tables.require((ROSTER, *(self.policy.required_sheets if self.policy else ())))
        self.found += identity_numbers(self.book)
        register = None
        people = People(roster.people)
        if self.policy is not None:
            register = self._register(unit, roster, people, self.policy)
            labels = (*labels_of(self.policy), *labels_of_uses(self.policy))
            self.found += unknown_items(unit, labels)
        for name in SHEETS:
            self._check(name, people)
        return self._done(register, len(roster.people), unit_of(unit, self.scopes.words))

    def _done(self, register: Register | None, people: int, unit: Unit) -> Reading:
        names = tuple(sheet.name for sheet in self.book.sheets)
        found = [*self.found, *self.tables.found]
        if not people:  # with no roster to know anybody by, "not on the roster" says nothing
            found = [each for each in found if each.code != "N302"]
        return Reading(register, self.policy, in_order(found, names), people, unit)

    # -- 基本信息, the policy, the roster ----------------------------------------------------

    def _unit(self) -> UnitSheet:
        self.tables.require((UNIT,))
        table = self.tables.get(UNIT)
        if table is None:
            return UnitSheet({}, {}, ())
        unit = read_unit(table)
        self.found += unit.findings
        return unit

    def _policy(self, unit: UnitSheet) -> Policy | None:
        """The policy in force, as it stands for this unit (适用机关, 机关类别)."""
        day = self.quarter.last if self.quarter is not None else date.max
        named = squeezed(unit.said("考核办法"))
        item = unit.items.get("考核办法")
        at = self.tables.place(UNIT) if item is None else item.at
        try:
            chosen = self.choose(named, day)
            policy = chosen if self.any_policy else gradable(chosen)
        except Refusal as refusal:
            if named:  # else 基本信息 lacks it, and that is said already
                self.found += [each._replace(where=at) for each in refusal.diagnostics]
            return None
        self.scopes = scopes_of(unit, policy)
        self.found += self.scopes.findings
        return within(policy, self.scopes.words)

    def _roster(self) -> Roster:
        table = self.tables.get(ROSTER)
        if table is None:
            return Roster([], set(), [])
        roster = read_roster(table, self.policy)
        self.found += roster.findings
        return roster

    # -- what grading needs --------------------------------------------------------------

    def _register(
        self, unit: UnitSheet, roster: Roster, people: People, policy: Policy
    ) -> Register | None:
        scored = read_scoring(self.tables, policy, people)
        indicators, scores, ratings = scored.indicators, scored.scores, scored.ratings
        self.found += scored.findings
        measures = self._measures(policy, people)
        decisions = self._decisions(policy, people)
        further = self._further(policy, people)
        stated, broken, found = stated_in(unit, policy, typed=self.book.typed)
        self.found += found
        faults = by_person([scores.faults, ratings.faults, measures.faults, *further.faults])
        leaves, unsettled = self._leaves(roster, people, policy, self.quarter or _ANY_QUARTER)
        if self.quarter is None:
            self.found += [fault for own in faults.values() for fault in own]
            return None
        acting = {*ACTING, *acting_sheets(policy)}
        sure = indicators.sound and self.scopes.sound and not acting & self.tables.doubtful
        register = Register(
            quarter=self.quarter,
            unit=unit_of(unit, self.scopes.words),
            people=roster.people,
            indicators=indicators.indicators,
            points=scores.points,
            ratings=ratings.ratings,
            measures=measures.measures,
            leaves=leaves,
            decisions=decisions,
            stated=stated,
            faults=faults,
            unsettled=frozenset(roster.unsettled | unsettled),
            doubtful=frozenset(measures.doubtful),
            suspect=frozenset(scores.suspect | ratings.suspect | further.suspect),
            broken=frozenset(broken | further.broken),
            reliable=sure,
            indicators_sound=indicators.sound,
            nameless=roster.nameless,
            points_at=self.tables.place(POINTS),
            ratings_at=self.tables.place(RATINGS),
            points_read=scores.read,
            ratings_read=ratings.complete,
            indicator_columns=scores.columns,
            rating_columns=ratings.columns,
            file=self.book.file,
            adjustments=further.adjustments,
            months=further.months,
            reviews=further.reviews,
            departments=further.departments,
            rows=further.rows,
        )
        self.found += duties_of(register, indicators, policy, self.tables)
        return register

    def _measures(self, policy: Policy, people: People) -> Measures:
        found = []
        if (table := self.tables.get(MEASURES)) is not None:
            found.append(read_measures(table, policy, people))
        if (table := self.tables.get(NEGATIVE)) is not None:
            found.append(read_negative(table, policy, people, self.quarter))
        both = merged(found)
        self.found += both.findings
        return both

    def _decisions(self, policy: Policy, people: People) -> list[Decision]:
        table = self.tables.get(DECISIONS)
        if table is None or not policy.grades:
            return []
        decisions, found = read_decisions(table, policy, people)
        self.found += found
        return decisions

    def _further(self, policy: Policy, people: People) -> Further:
        uncounted = self._uncounted()
        names = [name for name in SHEETS if name not in _READ and name not in uncounted]
        further = read_further(names, self.tables, policy, people, self.quarter)
        self.found += further.findings
        return further

    def _leaves(
        self, roster: Roster, people: People, policy: Policy, quarter: Quarter
    ) -> tuple[dict[str, list[Span]], set[str]]:
        leaves = leaves_on_roster(roster.people, policy, quarter)
        table = self.tables.get(ATTENDANCE)
        if table is None:
            return leaves, set()
        more, unsettled, found = leaves_in_attendance(table, people, policy, quarter)
        for person, leave in more:
            leaves.setdefault(person, []).append(leave)
        self.found += found
        return leaves, unsettled

    # -- the rest ------------------------------------------------------------------------

    def _uncounted(self) -> dict[str, str]:
        """The sheets that this policy does not count, and the clauses that say so."""
        return {} if self.policy is None else uncounted_by(self.policy)

    def _check(self, name: str, people: People) -> None:
        """Hold a sheet against the contract, unless a reader above has done so."""
        policy = self.policy
        uncounted = self._uncounted()
        if policy is not None and name in uncounted and name in self.tables.sheets:
            at = self.tables.place(name)
            message = f"本办法没有“{name}”，这张表不计分"
            hint = "确要计入的，先改考核办法；否则删去这张表。"
            cite = uncounted[name]
            if not policy.is_base:
                self.found.append(Diagnostic("G407", Severity.WARNING, message, at, hint, cite))
        elif policy is not None and people.by_id and name in _READ:
            if (table := self.tables.get(name)) is not None:
                self.found += check_cells(table, SHEETS[name], _READ[name], policy.grades)
        elif policy is None:
            # further columns are known only by the rules: the sheet is not held against them
            known = name in (UNIT, ROSTER)
            table = self.tables.get(name) if known else self.tables.get(name, None)
            if table is not None and people.by_id and known:
                self.found += check_cells(table, SHEETS[name], _READ[name], ())
            elif table is not None and people.by_id:
                self.found += read_lines(table, SHEETS[name], people, ()).every


_ANY_QUARTER = Quarter(2000, 1)
"""Stands in where 基本信息 names none: what depends on it comes to nothing then."""

_ROSTER_REST = ("性别", "出生年月", "政治面貌", "现工作单位", "从事或分管工作")

_READ: dict[str, tuple[str, ...]] = {
    UNIT: (),
    ROSTER: (*_ROSTER_REST, "一线岗位", "中心工作", "急难险重", "涉密", "备注"),
    INDICATORS: ("评分标准",),
    POINTS: (),
    RATINGS: (),
    MEASURES: ("文号",),
    NEGATIVE: ("认定机关", "说明"),
    DECISIONS: ("会议名称", "会议日期"),
}
"""The sheets that a reader of their own reads, and the columns that it leaves unread."""
