"""What the year reads of a quarter: of each person only what the annual rules ask for.

A quarter comes from a graded register, or from the rows that are on record of it.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.grading.year_shown import shown_of
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.period import Quarter, days_covered
from pinshi_cli.model.register import Measure, Person, Register
from pinshi_cli.model.words import ANNUAL_RATING
from pinshi_cli.policy.book import Policy


class PersonQuarter(NamedTuple):
    """One person in one quarter.

    `shown` is the final grade or the word in its place (`words.SHOWN`), None where the quarter
    leaves it open; `total` the rounded total of a quarter with a grade. `measures` are the rows of
    处分问责 and 负面清单, `leave` the days of leave in the quarter, `rating` 得分 of 年度测评.
    """

    person: Person
    shown: str | None
    total: Fraction | None = None
    measures: Sequence[Measure] = ()
    leave: Fraction = ZERO
    rating: Fraction | None = None


class YearQuarter(NamedTuple):
    """One quarter of a unit's year, without an error: everyone on its roster, in its order.

    `share` is 优秀比例 as the register states it, `file` where the quarter was read from;
    `recorded`: what it says was read off the ledger.
    """

    quarter: Quarter
    policy: Policy
    people: tuple[PersonQuarter, ...]
    share: Fraction | None = None
    file: str = ""
    recorded: bool = False

    @property
    def number(self) -> int:
        return self.quarter.number

    @property
    def rated(self) -> bool:
        """Whether the quarter has 年度测评."""
        return any(each.rating is not None for each in self.people)


class SoundQuarter(NamedTuple):
    """A register of the year, read and graded without an error: for who asks for more."""

    register: Register
    graded: Graded
    policy: Policy

    @property
    def number(self) -> int:
        return self.register.quarter.number

    def by_id(self) -> dict[str, Outcome]:
        """Everyone on its roster, by 编号."""
        return {each.person.id: each for each in self.graded.outcomes}


def year_quarter(register: Register, graded: Graded, policy: Policy) -> YearQuarter:
    """What the year reads of a register, graded by `policy` without an error."""
    outcomes = {each.person.id: each for each in graded.outcomes}
    ratings = ratings_of(register)
    people = tuple(
        _person(person, outcomes.get(person.id), register, policy, ratings.get(person.id))
        for person in register.people
    )
    rule = policy.year_quota
    stated = None if rule is None else register.stated.get(rule.label)
    share = None if stated is None else stated.value
    return YearQuarter(register.quarter, policy, people, share, register.file)


def _person(
    person: Person,
    outcome: Outcome | None,
    register: Register,
    policy: Policy,
    rating: Fraction | None,
) -> PersonQuarter:
    graded = outcome is not None and outcome.standing == GRADED
    leaves = register.leaves.get(person.id, ())
    return PersonQuarter(
        person,
        shown_of(outcome, register, policy),
        outcome.total if outcome is not None and graded else None,
        register.measures.get(person.id, ()),
        days_covered(leaves, register.quarter) if leaves else ZERO,
        rating,
    )


def ratings_of(register: Register) -> dict[str, Fraction]:
    """得分 of 年度测评, by 编号."""
    found = {}
    for row in register.rows.get(ANNUAL_RATING, ()):
        value = row.values.get("得分")
        if isinstance(value, Decimal):
            found[row.person] = Fraction(value)
    return found
