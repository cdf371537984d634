"""What the grades of a year's quarters come to: worked out once for a policy, then looked up."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pinshi_cli.model.grade import Reason
from pinshi_cli.model.words import TO_STUDY, VERDICTS
from pinshi_cli.policy.year_book import YearRule

QUARTERS = 4

Counts = tuple[int, ...]
"""How many quarters show each grade, in the policy's order."""


class Tally(NamedTuple):
    """The rules that hold of these counts, the heaviest verdict, and why; the heaviest first.

    `by` is the id of the rule that decides. Where no rule holds the verdict is 需研究.
    """

    holding: tuple[YearRule, ...]
    verdict: str
    reasons: tuple[Reason, ...]
    by: str = ""


@cache
def tallies(rules: tuple[YearRule, ...], grades: tuple[str, ...]) -> dict[Counts, Tally]:
    """The tally of every year's grades; up to four quarters have one."""
    return {
        counts: _tally(counts, rules, grades)
        for number in range(QUARTERS + 1)
        for counts in fillings(len(grades), number)
    }


@cache
def fillings(places: int, number: int) -> tuple[Counts, ...]:
    """Every way in which `number` quarters can be spread over so many grades."""
    return tuple(_fillings(places, number))


def _fillings(places: int, number: int) -> Iterator[Counts]:
    if places < 2:
        if places or not number:
            yield (number,) * places
        return
    for first in range(number, -1, -1):
        for rest in _fillings(places - 1, number - first):
            yield (first, *rest)


def _tally(counts: Counts, rules: tuple[YearRule, ...], grades: tuple[str, ...]) -> Tally:
    holding = tuple(rule for rule in rules if rule.holds(counts, grades))
    said = _said(counts, grades)
    if not holding:
        why = f"{said}，本办法没有规定这种情形，由本单位集体研究"
        return Tally((), TO_STUDY, (Reason("", why),))
    heaviest_first = sorted(holding, key=_weight, reverse=True)
    reasons = tuple(
        Reason(rule.source.cite, f"{said}，{rule.title}（{rule.verdict}）")
        for rule in heaviest_first
    )
    heaviest = heaviest_first[0]
    return Tally(holding, heaviest.verdict, reasons, heaviest.id)


def _weight(rule: YearRule) -> int:
    return VERDICTS.index(rule.verdict)


def _said(counts: Counts, grades: tuple[str, ...]) -> str:
    """`好 1 次、较好 3 次`."""
    shown = [f"{grade} {n} 次" for n, grade in zip(counts, grades, strict=True) if n]
    return "、".join(shown) or "没有一个季度确定等次"
