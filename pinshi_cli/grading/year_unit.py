"""A unit's year: everyone on the latest roster, the annual quota, and what was found."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.year import Verdict, verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.grading.year_quota import (
    Contender,
    annual_score,
    give_out_year,
    mean_of,
    score_reason,
)
from pinshi_cli.grading.year_shown import shown_of
from pinshi_cli.grading.year_tally import QUARTERS
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import GRADED, Outcome, QuotaUse, Reason
from pinshi_cli.model.names import name_key
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.period import days_covered
from pinshi_cli.model.register import Measure, Person, Register
from pinshi_cli.model.words import ANNUAL_RATING, BEST_OF_YEAR
from pinshi_cli.policy.book import Policy


class YearQuarter(NamedTuple):
    """One quarter of the unit's year, read and graded without an error."""

    register: Register
    graded: Graded
    policy: Policy

    @property
    def number(self) -> int:
        return self.register.quarter.number

    def by_id(self) -> dict[str, Outcome]:
        """Everyone on its roster, by 编号."""
        return {each.person.id: each for each in self.graded.outcomes}


class YearPerson(NamedTuple):
    """What the year says of one person. `proposed` is the annual grade after the quota."""

    person: Person
    shown: tuple[str | None, ...]
    verdict: Verdict
    score: Fraction | None
    proposed: str | None
    rank: int | None
    tied: bool
    reasons: tuple[Reason, ...]


class UnitYear(NamedTuple):
    """The year of everyone on the latest roster, in its order."""

    year: int
    people: tuple[YearPerson, ...]
    quota: QuotaUse
    diagnostics: tuple[Diagnostic, ...]


def year_of(quarters: Sequence[YearQuarter]) -> UnitYear:
    """The year of one unit, by the policy of its latest quarter. At least one quarter is given."""
    in_turn = sorted(quarters, key=lambda quarter: quarter.number)
    latest = in_turn[-1]
    policy, year = latest.policy, latest.register.quarter.year
    ratings = _ratings(in_turn)
    outcomes = [quarter.by_id() for quarter in in_turn]
    known = [
        _known(person, in_turn, [each.get(person.id) for each in outcomes], ratings)
        for person in latest.register.people
    ]
    contenders = [each.contender for each in known]
    label = policy.year_quota.label if policy.year_quota is not None else ""
    stated = latest.register.stated.get(label)
    places, use = give_out_year(contenders, stated.value if stated else None, policy)
    people = []
    for each in known:
        place = places[each.person.id]
        reasons = (*each.verdict.reasons, *each.scored, *place.reasons)
        people.append(
            YearPerson(
                each.person,
                each.shown,
                each.verdict,
                each.contender.score,
                place.proposed,
                place.rank,
                place.tied,
                reasons,
            )
        )
    found = [*_no_longer_listed(in_turn), *_without_rating(known, latest), *_ties(people, latest)]
    return UnitYear(year, tuple(people), use, tuple(found))


class _Known(NamedTuple):
    person: Person
    shown: tuple[str | None, ...]
    verdict: Verdict
    contender: Contender
    scored: tuple[Reason, ...]


def _known(
    person: Person,
    quarters: Sequence[YearQuarter],
    outcomes: Sequence[Outcome | None],
    ratings: Mapping[str, Fraction],
) -> _Known:
    """The person's year before the quota; `outcomes` are the quarters' of this person."""
    latest = quarters[-1]
    policy = latest.policy
    shown: list[str | None] = [None] * QUARTERS
    totals = []
    for quarter, outcome in zip(quarters, outcomes, strict=True):
        shown[quarter.number - 1] = shown_of(outcome, quarter.register, quarter.policy)
        if outcome is not None and outcome.standing == GRADED and outcome.total is not None:
            totals.append(outcome.total)
    facts = _facts(person, quarters)
    verdict = verdict_of(shown, facts, policy)
    mean, rating, rule = mean_of(totals), ratings.get(person.id), policy.year
    score = annual_score(mean, rating, rule)
    scored: tuple[Reason, ...] = ()
    if score is not None and mean is not None and rating is not None and rule is not None:
        scored = (score_reason(mean, rating, score, rule),)
    best = shown.count(policy.grades[0])
    contender = Contender(person.id, verdict.verdict, best, mean, score, person.frontline)
    return _Known(person, tuple(shown), verdict, contender, scored)


def _facts(person: Person, quarters: Sequence[YearQuarter]) -> YearFacts:
    """Measures of all registers, the latest one's row of the same measure holding; days of leave.

    Each row of leave counts within its register's quarter.
    """
    measures: dict[tuple[object, ...], Measure] = {}
    leave = ZERO
    for quarter in quarters:
        register = quarter.register
        for measure in register.measures.get(person.id, ()):
            measures[measure.kind, measure.begin] = measure
        leave += days_covered(register.leaves.get(person.id, ()), register.quarter)
    year = quarters[-1].register.quarter.year
    return YearFacts(year, tuple(measures.values()), leave, person.attendance or "")


def _ratings(quarters: Sequence[YearQuarter]) -> dict[str, Fraction]:
    """得分 of 年度测评 by 编号, from the latest register that has the sheet."""
    for quarter in reversed(quarters):
        rows = quarter.register.rows.get(ANNUAL_RATING, ())
        if rows:
            found = {row.person: row.values.get("得分") for row in rows}
            return {
                person: Fraction(value)
                for person, value in found.items()
                if isinstance(value, Decimal)
            }
    return {}


def names_that_differ(quarters: Sequence[YearQuarter]) -> list[Diagnostic]:
    """An error wherever a 编号 has another name than in the register before."""
    found = []
    before: dict[str, tuple[Person, str]] = {}
    for quarter in sorted(quarters, key=lambda each: each.number):
        when = quarter.register.quarter.chinese
        for person in quarter.register.people:
            earlier, then = before.get(person.id, (person, when))
            before[person.id] = (person, when)
            if name_key(earlier.name) != name_key(person.name):
                message = f"编号“{person.id}”这一季是{person.name}，{then}是{earlier.name}"
                hint = "是同一个人的，把姓名改成一致；是两个人的，各用自己的编号。"
                found.append(
                    Diagnostic("Y805", Severity.ERROR, message, person.at, hint, "", person.id)
                )
    return found


def _no_longer_listed(quarters: Sequence[YearQuarter]) -> list[Diagnostic]:
    """A note for each person who stood on an earlier roster only."""
    latest = {person.id for person in quarters[-1].register.people}
    last: dict[str, tuple[Person, str]] = {}
    for quarter in quarters[:-1]:
        when = quarter.register.quarter.chinese
        last |= {person.id: (person, when) for person in quarter.register.people}
    found = []
    for id_, (person, when) in last.items():
        if id_ not in latest:
            message = f"{person.name}（{id_}）最后在册是{when}，不在最近一季名册，年度不列"
            hint = "已离开本单位的，不需要处理；漏填的，补进最近一季的人员名册。"
            found.append(Diagnostic("Y806", Severity.NOTE, message, person.at, hint, "", id_))
    return found


def _without_rating(known: Sequence[_Known], latest: YearQuarter) -> list[Diagnostic]:
    """A warning where 年度测评 lacks of somebody who has totals."""
    rule = latest.policy.year
    lacking = [
        each.person.name
        for each in known
        if each.contender.mean is not None and each.contender.score is None
    ]
    if rule is None or not lacking:
        return []
    more = f"等 {len(lacking)} 人" if len(lacking) > 5 else ""
    message = f"{'、'.join(lacking[:5])}{more}没有年度测评得分，年度得分算不出"
    hint = f"在最近一季登记簿加上“{ANNUAL_RATING}”，每人一行，填得分（0 到 100）。"
    at = Place(latest.register.file, ANNUAL_RATING)
    return [Diagnostic("Y807", Severity.WARNING, message, at, hint, rule.source.cite)]


def _ties(people: Sequence[YearPerson], latest: YearQuarter) -> list[Diagnostic]:
    """A warning where candidates tie across the line of the quota."""
    tied = [each.person.name for each in people if each.tied]
    rule = latest.policy.year_quota
    if rule is None or not tied:
        return []
    message = f"“{BEST_OF_YEAR}”名额线上完全相同：{'、'.join(tied)}，都暂不列入"
    hint = "由集体研究决定。"
    at = Place(latest.register.file)
    return [Diagnostic("Y808", Severity.WARNING, message, at, hint, rule.source.cite)]
