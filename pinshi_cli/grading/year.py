"""One person's year: what four quarters show, and what the rules make of it.

First the outcomes that settle the year by themselves, in the policy's order; else the rules by the
quarters' grades, of which the heaviest that holds decides; then the ceilings. A quarter that may
still be any grade leaves a verdict only where it is the same for every one of them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_ends import YearFacts, acting_ceilings, ends_holding
from pinshi_cli.grading.year_tally import Tally, fillings, tallies
from pinshi_cli.model.grade import Reason
from pinshi_cli.model.period import quarter_word
from pinshi_cli.model.words import AWAITED, AWAY, TO_STUDY, VERDICTS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearCeiling, YearEnd, YearRule

Shown = Sequence[str | None]
"""What each of the four quarters shows: a grade, a word of `words.SHOWN`, None without register."""


class Holding(NamedTuple):
    """Every rule that holds, in the policy's order.

    `rules` are those by the grades that stand; quarters that may be any grade are not counted.
    `ceilings` act whether or not there is a verdict that they bar.
    """

    ends: tuple[YearEnd, ...]
    rules: tuple[YearRule, ...]
    ceilings: tuple[YearCeiling, ...]


class Verdict(NamedTuple):
    """What a person's year comes to, why, and which verdicts unknown quarters leave open.

    `possible` is empty where no quarter is unknown, or none matters.
    """

    verdict: str
    reasons: tuple[Reason, ...]
    possible: tuple[str, ...] = ()


def rules_holding(shown: Shown, facts: YearFacts, policy: Policy) -> Holding:
    """Every rule that holds of this year, whether it decides or not."""
    counts, _ = _counted(shown, policy.grades)
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
    counts, unknown = _counted(shown, policy.grades)
    table = tallies(policy.year_rules, policy.grades)
    ceilings = acting_ceilings(facts, policy) if facts.measures else []
    if unknown:
        return _open(shown, counts, unknown, table, ceilings, policy)
    tally = table[counts]
    verdict, barred = _capped(tally.verdict, ceilings)
    return Verdict(verdict, (*barred, *tally.reasons))


def _counted(shown: Shown, grades: tuple[str, ...]) -> tuple[tuple[int, ...], list[int]]:
    """How often each grade is shown, and the places of the quarters that may be any grade."""
    counts = [0] * len(grades)
    unknown = []
    for place, word in enumerate(shown):
        if word in grades:
            counts[grades.index(word)] += 1
        elif word is None or word in (AWAITED, AWAY):
            unknown.append(place)
    return tuple(counts), unknown


def _capped(
    verdict: str, ceilings: Sequence[tuple[YearCeiling, str]]
) -> tuple[str, tuple[Reason, ...]]:
    """The verdict that the ceilings leave, and why: the deciding one first, then what else bars."""
    barring = [each for each in ceilings if verdict in each[0].bars]
    while acting := next((each for each in ceilings if verdict in each[0].bars), None):
        verdict = acting[0].verdict
        barring = [acting, *(each for each in barring if each is not acting)]
    return verdict, tuple(Reason(ceiling.source.cite, said) for ceiling, said in barring)


def _open(
    shown: Shown,
    counts: tuple[int, ...],
    unknown: Sequence[int],
    table: dict[tuple[int, ...], Tally],
    ceilings: Sequence[tuple[YearCeiling, str]],
    policy: Policy,
) -> Verdict:
    """The verdict of a year some of whose quarters may be any grade."""
    if not any(word is not None for word in shown):
        return Verdict(TO_STUDY, (Reason("", "全年没有一个季度的登记簿，补齐后再算"),))
    found: dict[str, list[tuple[int, ...]]] = {}
    barring: dict[Reason, None] = {}
    for filling in fillings(len(counts), len(unknown)):
        together = tuple(a + b for a, b in zip(counts, filling, strict=True))
        verdict, barred = _capped(table[together].verdict, ceilings)
        found.setdefault(verdict, []).append(filling)
        barring.update(dict.fromkeys(barred))
    known = table[counts]
    if len(found) == 1 and TO_STUDY not in found:
        verdict = next(iter(found))
        named = "、".join(quarter_word(place + 1) for place in unknown)
        stands = Reason("", f"{named}无论定为什么等次，结论不变")
        without, _ = _capped(known.verdict, ceilings)
        return Verdict(verdict, (*barring, *(known.reasons if without == verdict else ()), stands))
    reasons = [Reason("", _lacking(shown, place)) for place in unknown]
    if len(found) > 1:
        reasons.append(Reason("", _outlook(found, unknown, policy.grades)))
    if any(counts):
        reasons += [each._replace(text=f"已有等次：{each.text}") for each in known.reasons]
    possible = tuple(sorted(found, key=VERDICTS.index))
    return Verdict(TO_STUDY, (*reasons, *barring), possible)


_LACKING = {
    None: "没有登记簿，补齐后再算",
    AWAITED: "等次待定，结案补定后再算",
    AWAY: "在外，由现工作单位提供该季考核结果后再算",
}


def _lacking(shown: Shown, place: int) -> str:
    return f"{quarter_word(place + 1)}{_LACKING[shown[place]]}"


def _outlook(
    found: dict[str, list[tuple[int, ...]]], unknown: Sequence[int], grades: tuple[str, ...]
) -> str:
    """What the unknown quarter would need to be; of several, only which verdicts are open."""
    if len(unknown) > 1:
        return f"按所缺季度的等次，还可能是：{'、'.join(found)}"
    said = []
    for verdict, each in found.items():
        words = "、".join(f"“{grades[filling.index(1)]}”" for filling in each)
        said.append(f"为{words}的，{verdict}")
    return f"{quarter_word(unknown[0] + 1)}{'；'.join(said)}"
