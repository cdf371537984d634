"""A unit's year: everyone on the latest roster, the annual quota, and what was found."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.grading.year_facts import PersonQuarter, YearQuarter
from pinshi_cli.grading.year_open import Verdict
from pinshi_cli.grading.year_quota import (
    Allotted,
    Contender,
    annual_score,
    give_out_year,
    mean_of,
    score_reason,
)
from pinshi_cli.grading.year_roster import no_longer_listed
from pinshi_cli.grading.year_tally import QUARTERS
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import QuotaUse, Reason
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import Measure, Person
from pinshi_cli.model.words import ANNUAL_RATING, BEST_OF_YEAR, NOT_LISTED, OUT_OF_YEAR
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import Year

Shown = tuple[str | None, ...]
Ruled = Callable[[Shown, YearFacts], Verdict]
"""What a policy makes of a year."""


class YearPerson(NamedTuple):
    """What the year says of one person. `facts` is what was known beside the quarters."""

    person: Person
    shown: Shown
    facts: YearFacts
    verdict: Verdict
    totals: tuple[Fraction, ...]
    rating: Fraction | None
    score: Fraction | None
    rule: Year | None
    allotted: Allotted

    @property
    def proposed(self) -> str | None:
        """The annual grade after the quota."""
        return self.allotted.proposed

    @property
    def rank(self) -> int | None:
        """The place among the candidates."""
        return self.allotted.rank

    @property
    def tied(self) -> bool:
        """Whether the place lies on the line of the quota, with others level."""
        return self.allotted.tied

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the verdict, then how the score and the place among candidates came about."""
        return (*self.verdict.reasons, *self._scored(), *self.allotted.reasons)

    def _scored(self) -> tuple[Reason, ...]:
        mean = mean_of(self.totals)
        if mean is None or self.rating is None or self.score is None or self.rule is None:
            return ()
        return (score_reason(mean, self.rating, self.score, self.rule),)


class UnitYear(NamedTuple):
    """The year of everyone on the latest roster, in its order."""

    year: int
    people: tuple[YearPerson, ...]
    quota: QuotaUse
    diagnostics: tuple[Diagnostic, ...]


def rulings(policy: Policy) -> Ruled:
    """What the policy makes of years; one without measures and leave is worked out once."""
    known: dict[tuple[Shown, str, tuple[int, ...]], Verdict] = {}

    def ruled(shown: Shown, facts: YearFacts) -> Verdict:
        if facts.measures or facts.leave_days:
            return verdict_of(shown, facts, policy)
        key = (shown, facts.status, facts.given)
        found = known.get(key)
        if found is None:
            found = known[key] = verdict_of(shown, facts, policy)
        return found

    return ruled


def year_of(quarters: Sequence[YearQuarter], ruled: Ruled | None = None) -> UnitYear:
    """The year of one unit, by the policy of its latest quarter. At least one quarter is given.

    `ruled` is the `rulings` of that policy, where many units share them.
    """
    in_turn = sorted(quarters, key=lambda quarter: quarter.number)
    latest = in_turn[-1]
    policy = latest.policy
    by_rule = ruled or rulings(policy)
    best = policy.grades[0]
    judged = []
    contenders = []
    for person, shown, facts, totals, rating in _joined(in_turn):
        verdict = by_rule(shown, facts)
        score = annual_score(totals, rating, policy.year)
        times = shown.count(best)
        contenders.append(
            Contender(person.id, verdict.verdict, times, totals, score, person.frontline)
        )
        judged.append((person, shown, facts, verdict, totals, rating, score, policy.year))
    allotted, use = give_out_year(contenders, latest.share, policy)
    people = tuple([YearPerson(*each, allotted[each[0].id]) for each in judged])
    found = [*no_longer_listed(in_turn), *_without_rating(people, latest), *_ties(people, latest)]
    return UnitYear(latest.quarter.year, people, use, tuple(found))


_Joined = tuple[Person, Shown, YearFacts, tuple[Fraction, ...], Fraction | None]
"""A person, what the quarters show, the facts beside them, their totals, 年度测评."""


def _joined(quarters: Sequence[YearQuarter]) -> Iterator[_Joined]:
    """Everyone on the latest roster; 年度测评 is the latest quarter's that has it."""
    year, recorded = quarters[-1].quarter.year, quarters[-1].recorded
    given = tuple([each.number for each in quarters])
    rated = next((each for each in reversed(quarters) if each.rated), None)
    by_id = [
        (each.number - 1, each is rated, {one.person.id: one for one in each.people})
        for each in quarters
    ]
    nothing: dict[str, YearFacts] = {}
    for latest in quarters[-1].people:
        person = latest.person
        id_ = person.id
        status = person.attendance or ""
        shown: list[str | None] = [None] * QUARTERS
        totals = []
        rating = None
        marked = []
        for place, has_ratings, people in by_id:
            one = people.get(id_)
            if one is None:
                shown[place] = NOT_LISTED
                continue
            _, shown[place], total, measures, leave, rated_so = one
            if total is not None:
                totals.append(total)
            if measures or (leave is not ZERO and leave):
                marked.append(one)
            if has_ratings:
                rating = rated_so
        if marked:
            facts = YearFacts(year, _measures(marked), _leave(marked), status, recorded, given)
        elif status in nothing:
            facts = nothing[status]
        else:
            facts = nothing[status] = YearFacts._make((year, (), ZERO, status, recorded, given))
        yield person, tuple(shown), facts, tuple(totals), rating


def _measures(quarters: Sequence[PersonQuarter]) -> tuple[Measure, ...]:
    """Measures of all quarters, the latest one's row of the same measure holding."""
    rows = (row for each in quarters for row in each.measures)
    return tuple({(row.kind, row.begin): row for row in rows}.values())


def _leave(quarters: Sequence[PersonQuarter]) -> Fraction:
    return sum((each.leave for each in quarters), ZERO)


def _without_rating(people: Sequence[YearPerson], latest: YearQuarter) -> list[Diagnostic]:
    """A warning where 年度测评 lacks of somebody who has totals."""
    rule = latest.policy.year
    lacking = [
        each.person.name
        for each in people
        if each.totals and each.score is None and each.verdict.verdict != OUT_OF_YEAR
    ]
    if rule is None or not lacking:
        return []
    more = f"等 {len(lacking)} 人" if len(lacking) > 5 else ""
    message = f"{'、'.join(lacking[:5])}{more}没有年度测评得分，年度得分算不出"
    hint = (
        f"在最近一季登记簿里加一张“{ANNUAL_RATING}”表，每人一行，填得分（0 到 100）；"
        "另成一本的不读。"
    )
    at = Place(latest.file, ANNUAL_RATING)
    return [Diagnostic("Y807", Severity.WARNING, message, at, hint, rule.source.cite)]


def _ties(people: Sequence[YearPerson], latest: YearQuarter) -> list[Diagnostic]:
    """A warning where candidates tie across the line of the quota."""
    tied = [each.person.name for each in people if each.tied]
    rule = latest.policy.year_quota
    if rule is None or not tied:
        return []
    message = f"“{BEST_OF_YEAR}”名额线上完全相同：{'、'.join(tied)}，都暂不列入"
    hint = "由集体研究决定。"
    at = Place(latest.file)
    return [Diagnostic("Y808", Severity.WARNING, message, at, hint, rule.source.cite)]
