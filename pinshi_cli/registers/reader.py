"""From cells to a register: every sheet read, every fault found, in one run."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pinshi_cli.grading.weights import labels_of, sums_of_labels
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, Severity, in_order
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter, Span
from pinshi_cli.model.register import Decision, Register, Stated, Unit
from pinshi_cli.model.words import NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import gradable
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.checks import check_cells, check_table, identity_numbers
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
from pinshi_cli.registers.measures import (
    Measures,
    by_person,
    merged,
    read_decisions,
    read_measures,
    read_negative,
)
from pinshi_cli.registers.people import People
from pinshi_cli.registers.ratings import Ratings, rated_dimensions, read_ratings
from pinshi_cli.registers.roster import (
    Roster,
    leaves_in_attendance,
    leaves_on_roster,
    read_roster,
)
from pinshi_cli.registers.scores import (
    Indicators,
    Scores,
    categories_unknown,
    own_indicators,
    read_indicators,
    read_scores,
)
from pinshi_cli.registers.unit_sheet import (
    Bound,
    UnitSheet,
    quarter_of,
    read_unit,
    stated_shares,
    unknown_items,
    weights_that_miss_one,
)
from pinshi_cli.sheets.cells import Workbook

Choose = Callable[[str, date], Policy]
"""choose(考核办法, last day of the quarter): the policy in force, or `Refusal`."""


class Reading(NamedTuple):
    """What came of a workbook. `register` and `policy` are None where nobody can be graded."""

    register: Register | None
    policy: Policy | None
    diagnostics: list[Diagnostic]
    people: int = 0


def read_register(book: Workbook, choose: Choose) -> Reading:
    """The register of a workbook, and every finding about it, by sheet and cell.

    A sheet that lacks, or whose headings lack, is an error; what the other sheets hold is read.
    """
    return _Reader(book, choose).read()


class _Reader:
    """Reads one workbook, sheet after sheet; findings gather in `found`."""

    def __init__(self, book: Workbook, choose: Choose) -> None:
        self.book = book
        self.choose = choose
        self.found: list[Diagnostic] = list(book.findings)
        self.policy: Policy | None = None
        self.quarter: Quarter | None = None
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
            self.found += unknown_items(unit, labels_of(self.policy))
        for name in SHEETS:
            self._check(name, people)
        return self._done(register, len(roster.people))

    def _done(self, register: Register | None, people: int) -> Reading:
        names = tuple(sheet.name for sheet in self.book.sheets)
        found = [*self.found, *self.tables.found]
        if not people:  # with no roster to know anybody by, "not on the roster" says nothing
            found = [each for each in found if each.code != "N302"]
        return Reading(register, self.policy, in_order(found, names), people)

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
        day = self.quarter.last if self.quarter is not None else date.max
        named = squeezed(unit.said("考核办法"))
        item = unit.items.get("考核办法")
        at = self.tables.place(UNIT) if item is None else item.at
        try:
            return gradable(self.choose(named, day))
        except Refusal as refusal:
            if named:  # else 基本信息 lacks it, and that is said already
                self.found += [each._replace(where=at) for each in refusal.diagnostics]
            return None

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
        indicators = self._indicators(policy, roster)
        scores = self._scores(indicators, people)
        ratings = self._ratings(policy, people)
        measures = self._measures(policy, people)
        decisions: list[Decision] = []
        if (table := self.tables.get(DECISIONS)) is not None:
            decisions, found = read_decisions(table, policy, people)
            self.found += found
        stated, broken = self._stated(unit, policy)
        faults = (scores.faults, ratings.faults, measures.faults)
        leaves, unsettled = self._leaves(roster, people, policy, self.quarter or _ANY_QUARTER)
        if self.quarter is None:
            self.found += [fault for each in faults for found in each.values() for fault in found]
            return None
        return Register(
            quarter=self.quarter,
            unit=_unit_of(unit),
            people=roster.people,
            indicators=indicators.indicators,
            points=scores.points,
            ratings=ratings.ratings,
            measures=measures.measures,
            leaves=leaves,
            decisions=decisions,
            stated=stated,
            faults=by_person(faults),
            unsettled=frozenset(roster.unsettled | unsettled),
            doubtful=frozenset(measures.doubtful),
            suspect=frozenset(scores.suspect | ratings.suspect),
            broken=frozenset(broken),
            reliable=indicators.sound and not self.tables.unreliable,
            indicators_sound=indicators.sound,
            nameless=roster.nameless,
            points_at=self.tables.place(POINTS),
            ratings_at=self.tables.place(RATINGS),
            points_read=bool(scores.columns),
            ratings_read=all(ratings.columns) and bool(ratings.columns),
            indicator_columns=scores.columns,
            rating_columns=dict(zip(rated_dimensions(policy), ratings.columns, strict=False)),
            file=self.book.file,
        )

    def _indicators(self, policy: Policy, roster: Roster) -> Indicators:
        table = self.tables.get(INDICATORS)
        if table is None:
            sound = INDICATORS not in self.tables.sheets
            return own_indicators(policy)._replace(sound=sound)
        indicators = read_indicators(table, policy)
        self.found += indicators.findings
        if not indicators.indicators and indicators.sound:
            message = "指标体系没有填写，按办法自带的维度计分"
            at = self.tables.place(INDICATORS)
            self.found.append(Diagnostic("S113", Severity.NOTE, message, at, "不需要处理。"))
            return own_indicators(policy)
        self.found += categories_unknown(roster.people, indicators.indicators)
        return indicators

    def _scores(self, indicators: Indicators, people: People) -> Scores:
        names = tuple(dict.fromkeys(each.name for each in indicators.indicators))
        table = self.tables.get(POINTS, names)
        if table is None:
            return Scores({}, {}, set(), [], [])
        scores = read_scores(table, indicators.indicators, people)
        self.found += scores.findings
        return scores

    def _ratings(self, policy: Policy, people: People) -> Ratings:
        table = self.tables.get(RATINGS, rated_dimensions(policy))
        if table is None:
            return Ratings({}, {}, set(), [], [])
        ratings = read_ratings(table, policy, people)
        self.found += ratings.findings
        return ratings

    def _measures(self, policy: Policy, people: People) -> Measures:
        found = []
        if (table := self.tables.get(MEASURES)) is not None:
            found.append(read_measures(table, policy, people))
        if (table := self.tables.get(NEGATIVE)) is not None:
            found.append(read_negative(table, policy, people, self.quarter))
        both = merged(found)
        self.found += both.findings
        return both

    def _stated(self, unit: UnitSheet, policy: Policy) -> tuple[dict[str, Stated], set[str]]:
        bounds: list[Bound] = [(label, None) for label in labels_of(policy)]
        if policy.quota is not None:
            bounds.append((policy.quota.label, policy.quota.most))
        bounds += [(share.label, share.most) for share in policy.shares]
        stated, broken, found = stated_shares(unit, bounds, typed=self.book.typed)
        sums = weights_that_miss_one(stated, sums_of_labels(policy))
        self.found += [*found, *sums.values()]
        return stated, broken | sums.keys()

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

    def _check(self, name: str, people: People) -> None:
        """Hold a sheet against the contract, unless a reader above has done so."""
        policy = self.policy
        uncounted = {each.sheet: each for each in (policy.uncounted if policy else ())}
        if name in uncounted and name in self.tables.sheets:
            at = self.tables.place(name)
            message = f"本办法没有“{name}”，这张表不计分"
            cite = uncounted[name].source.cite
            hint = "确要计入的，先改考核办法；否则删去这张表。"
            self.found.append(Diagnostic("G407", Severity.WARNING, message, at, hint, cite))
            return
        if policy is None and name not in (UNIT, ROSTER):
            # its further columns are known only by the rules: they are not held against it
            table = self.tables.get(name, None)
            left = None
        else:
            table = self.tables.get(name)
            left = _READ.get(name)
        if table is not None and people.by_id:
            grades = policy.grades if policy is not None else ()
            if left is None:
                self.found += check_table(table, SHEETS[name], people, grades)
            else:
                self.found += check_cells(table, SHEETS[name], left, grades)


_ANY_QUARTER = Quarter(2000, 1)
"""Stands in where 基本信息 names none: what depends on it comes to nothing then."""

_READ: dict[str, tuple[str, ...]] = {
    UNIT: (),
    ROSTER: ("性别", "出生年月", "政治面貌", "现工作单位", "从事或分管工作", "一线岗位", "备注"),
    INDICATORS: ("评分标准",),
    POINTS: (),
    RATINGS: (),
    MEASURES: ("文号",),
    NEGATIVE: ("认定机关", "说明"),
    DECISIONS: ("会议名称", "会议日期"),
}
"""The sheets that a reader of their own reads, and the columns that it leaves unread.

说明 of 民主测评 is no matter of anybody's, and stands on every rater's row.
"""


def _unit_of(unit: UnitSheet) -> Unit:
    meeting = unit.get("会议日期")
    return Unit(
        unit.said("单位名称"),
        unit.said("单位编码"),
        unit.said("机关类别"),
        unit.said("会议名称"),
        meeting if isinstance(meeting, date) else None,
    )
