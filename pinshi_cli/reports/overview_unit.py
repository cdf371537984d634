"""A unit as an overview sees it: what it has sent in, how far it has come, what its grades are."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.reports.overview_figures import Sample

MISSING, FAULTY, GRADED = "没有报", "有错误", "已核定"
DECIDED, PUBLISHED, FILED, RETURNED = "已审定", "已公示", "已备案", "已退回"
STAGES = (MISSING, FAULTY, RETURNED, GRADED, DECIDED, PUBLISHED, FILED)
"""How far a unit has come; a unit is at one of them."""


OF_THE_LIST = ("B015",)
"""The faults of the authority's own list: the unit can mend nothing."""


class Fault(NamedTuple):
    """What is wrong with a register, and where. `said` names persons, and may be left empty."""

    code: str
    title: str
    place: str
    said: str = ""


class Unit(NamedTuple):
    """A unit's quarter. `number` is its place in the order of the overview.

    `faults` keep it from being graded, `unmade` only from having its forms and notices. `filing` is
    the authority's word in the ledger, empty where no ledger was asked; `changed`: something came
    after it was on file. `grades` are in the policy's order, the best first; `base`, `limit` and
    `given` are of the best grade, as it stands: decided where it is decided, else proposed.
    `nameless`: only the name of its file stands for its own.
    """

    number: int
    name: str
    code: str = ""
    county: str = ""
    kind: str = ""
    contact: bool = False
    file: str = ""
    faults: tuple[Fault, ...] = ()
    unmade: tuple[Fault, ...] = ()
    policy: str = ""
    decided: bool = False
    published: bool = False
    filing: str = ""
    why: str = ""
    filed: bool = False
    returned: bool = False
    people: int = 0
    grades: tuple[tuple[str, int], ...] = ()
    base: int = 0
    limit: int | None = None
    given: int | None = None
    scores: Sample | None = None
    lowest: str = ""
    highest: str = ""
    changed: bool = False
    nameless: bool = False

    @property
    def sent(self) -> bool:
        return bool(self.file)

    @property
    def graded(self) -> bool:
        """Whether it was graded without an error; only then its numbers count."""
        return self.sent and not self.faults and bool(self.grades)

    @property
    def waits_for_the_list(self) -> bool:
        """Whether nothing is wrong but what the authority's list says of it."""
        return bool(self.faults) and all(each.code in OF_THE_LIST for each in self.faults)

    @property
    def stage(self) -> str:
        """How far it has come."""
        if not self.sent:  # what is on file has been sent, though it does not lie here
            return FILED if self.filed else MISSING
        if not self.graded:
            return FAULTY
        reached = (
            (self.returned, RETURNED),
            (self.filed, FILED),
            (self.published, PUBLISHED),
            (self.decided, DECIDED),
        )
        return next((word for whether, word in reached if whether), GRADED)

    @property
    def share(self) -> Fraction | None:
        """The share of the best grade; None where nothing can be said."""
        return None if self.given is None or not self.base else Fraction(self.given, self.base)

    @property
    def most(self) -> Fraction | None:
        """The share that its limit allows, in whole people."""
        return None if self.limit is None or not self.base else Fraction(self.limit, self.base)

    @property
    def is_over(self) -> bool:
        """Whether more are given the best grade than may be."""
        return None not in (self.limit, self.given) and (self.given or 0) > (self.limit or 0)

    @property
    def is_uniform(self) -> bool:
        """Whether several people all have one grade, the highest or one that they need not have.

        Where there is no seat of the best grade, nobody can be set apart by it.
        """
        counts = [count for _, count in self.grades]
        if not self.graded or sum(counts) < 2 or max(counts) < sum(counts):
            return False
        return self.limit != 0 or counts.index(max(counts)) != 1
