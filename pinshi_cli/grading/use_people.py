"""The facts of a unit's people: from its registers of a year, graded, and from the year itself."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.grading.use_facts import Known, Shown, number, quarter_facts, word, yes
from pinshi_cli.grading.uses import counts_asked
from pinshi_cli.grading.year_facts import SoundQuarter
from pinshi_cli.grading.year_quota import mean_of
from pinshi_cli.grading.year_unit import UnitYear, YearPerson
from pinshi_cli.model.grade import Outcome
from pinshi_cli.model.names import words_in
from pinshi_cli.model.register import Person, SheetRow
from pinshi_cli.model.words import ANNUAL_RATING, AWAITED
from pinshi_cli.policy.book import Policy

HONOURS, SPECIAL, PROMOTION = "奖励", "专项考核", "职级晋升"


class Candidate(NamedTuple):
    """A person of the latest roster with all that is known, and what the four quarters show."""

    person: Person
    facts: dict[str, Known]
    shown: tuple[Shown, ...]


def people_of(quarters: Sequence[SoundQuarter], year: UnitYear, policy: Policy) -> list[Candidate]:
    """Everyone on the latest register's roster. `quarters` are a unit's, in their turn."""
    found = []
    outcomes = [quarter.by_id() for quarter in quarters]
    for known in year.people:
        person = known.person
        own = [each.get(person.id) for each in outcomes]
        shown = _shown(quarters, own, known)
        facts = {
            **quarter_facts(shown, counts_asked(policy), policy),
            **_of_year(quarters, known),
            **_of_roster(person, quarters[-1].register.quarter.last),
            **_of_sheets(quarters, person.id),
        }
        found.append(Candidate(person, facts, shown))
    return found


def candidates_only(
    quarters: Sequence[SoundQuarter], people: Sequence[Candidate]
) -> list[Candidate]:
    """Those whom the latest 职级晋升 lists; everybody where no register has such a sheet."""
    latest = _with_candidates(quarters)[-1:]
    if not latest:
        return list(people)
    named = {row.person for row in latest[0].register.rows[PROMOTION]}
    return [each for each in people if each.person.id in named]


def _with_candidates(quarters: Sequence[SoundQuarter]) -> list[SoundQuarter]:
    """The registers that have rows in 职级晋升; the latest of them counts."""
    return [quarter for quarter in quarters if quarter.register.rows.get(PROMOTION)]


def _shown(
    quarters: Sequence[SoundQuarter], outcomes: Sequence[Outcome | None], known: YearPerson
) -> tuple[Shown, ...]:
    """What the four quarters show; a grade that a register still leaves open is 待定."""
    found = [Shown(word) for word in known.shown]
    for quarter, outcome in zip(quarters, outcomes, strict=True):
        place = quarter.number - 1
        urgent = outcome is not None and outcome.person.urgent
        found[place] = Shown(known.shown[place] or AWAITED, urgent)
    return tuple(found)


def _of_year(quarters: Sequence[SoundQuarter], known: YearPerson) -> dict[str, Known]:
    id_ = known.person.id
    measures = [
        each
        for quarter in quarters
        for each in quarter.register.measures.get(id_, ())
        if each.begin is not None and each.begin.year == quarter.register.quarter.year
    ]
    return {
        "mean": number(mean_of(known.totals)),
        "verdict": word(known.verdict.verdict),
        "annual": word(known.proposed or ""),
        "annual-score": number(known.score),
        "measure": word(*(each.kind for each in measures)),
    }


def _of_roster(person: Person, day: date) -> dict[str, Known]:
    return {
        "age": number(None if person.birth is None else whole_years(person.birth, day)),
        "post": word(person.post),
        "rank": word(person.rank),
        "tier": word(person.tier),
        "category": word(person.category),
        "department": word(person.department),
        "frontline": yes(person.frontline),
        "central": yes(bool(person.central)),
        "urgent": yes(person.urgent),
    }


def _of_sheets(quarters: Sequence[SoundQuarter], id_: str) -> dict[str, Known]:
    honours, special, annual = (
        _rows(quarters, name, id_) for name in (HONOURS, SPECIAL, ANNUAL_RATING)
    )
    promotion = _rows(_with_candidates(quarters)[-1:], PROMOTION, id_)
    begin = _latest(promotion, "现职级起始")
    last = quarters[-1].register.quarter.last
    return {
        "honour": word(*_texts(honours, "种类")),
        "special": word(*_texts(special, "结果")),
        "target": word(*_texts(promotion, "拟晋升职级")),
        "situation": word(*(each for text in _texts(promotion, "情形") for each in words_in(text))),
        "type": word(*_texts(promotion, "类型")),
        "political": word(*_texts(promotion, "政治表现")),
        "rank-years": number(whole_years(begin, last) if isinstance(begin, date) else None),
        "hours": _number_of(annual, "培训学时"),
        "theory": _number_of(annual, "理论测试成绩"),
    }


def whole_years(begin: date, day: date) -> int:
    """How many whole years have passed from `begin` to `day`."""
    return day.year - begin.year - ((day.month, day.day) < (begin.month, begin.day))


def _rows(quarters: Sequence[SoundQuarter], sheet: str, id_: str) -> list[SheetRow]:
    """A person's rows of a sheet, the earliest register's first."""
    return [
        row
        for quarter in quarters
        for row in quarter.register.rows.get(sheet, ())
        if row.person == id_
    ]


def _texts(rows: Sequence[SheetRow], heading: str) -> list[str]:
    return [str(row.values[heading]) for row in rows if heading in row.values]


def _latest(rows: Sequence[SheetRow], heading: str) -> object:
    return next((row.values[heading] for row in reversed(rows) if heading in row.values), None)


def _number_of(rows: Sequence[SheetRow], heading: str) -> Known:
    value = _latest(rows, heading)
    return number(value if isinstance(value, (Decimal, int)) else None)
