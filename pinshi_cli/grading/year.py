"""One person's year: what four quarters show, and what the rules make of it.

First the outcomes that settle the year by themselves, in the policy's order; else the rules by the
quarters' grades, of which the heaviest that holds decides; then the ceilings. A quarter that may
still be any grade leaves a verdict only where it is the same for every one of them.
"""

from typing import NamedTuple

from pinshi_cli.grading.year_ends import YearFacts, acting_ceilings, ends_holding
from pinshi_cli.grading.year_open import Shown, Verdict, capped, counted, open_year
from pinshi_cli.grading.year_tally import tallies
from pinshi_cli.model.grade import Reason
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearCeiling, YearEnd, YearRule


class Holding(NamedTuple):
    """Every rule that holds, in the policy's order.

    `rules` are those by the grades that stand; quarters that may be any grade are not counted.
    `ceilings` act whether or not there is a verdict that they bar.
    """

    ends: tuple[YearEnd, ...]
    rules: tuple[YearRule, ...]
    ceilings: tuple[YearCeiling, ...]


def rules_holding(shown: Shown, facts: YearFacts, policy: Policy) -> Holding:
    """Every rule that holds of this year, whether it decides or not."""
    counts, _ = counted(shown, policy.grades)
    return Holding(
        tuple(end for end, _ in ends_holding(shown, facts, policy)),
        tallies(policy.year_rules, policy.grades)[counts].holding,
        tuple(ceiling for ceiling, _ in acting_ceilings(facts, policy)),
    )


def verdict_of(shown: Shown, facts: YearFacts, policy: Policy) -> Verdict:
    """The verdict of one person's year, with every reason that holds, the deciding one first."""
    ends = ends_holding(shown, facts, policy)
    if ends:
        reasons = tuple(Reason(end.source.cite, said) for end, said in ends)
        return Verdict(ends[0][0].verdict, reasons)
    counts, unknown = counted(shown, policy.grades)
    if unknown:
        return open_year(shown, facts, policy)
    tally = tallies(policy.year_rules, policy.grades)[counts]
    ceilings = acting_ceilings(facts, policy) if facts.measures else []
    verdict, _, barred = capped(tally.verdict, ceilings)
    return Verdict(verdict, (*barred, *tally.reasons))
