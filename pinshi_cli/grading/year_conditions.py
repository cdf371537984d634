"""What the open quarters would have to show: a set of fillings, said as few conditions as do.

A condition bounds how often one grade, or neighbouring grades together, may be shown. A set of
fillings that no such conditions single out is said as several, one or the other of which holds.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from pinshi_cli.grading.year_tally import Counts, fillings

_TIMES = ("零次", "一次", "两次", "三次", "四次")


class Bound(NamedTuple):
    """`first` to `last` of the grades (their places) together, at least or at most so often."""

    first: int
    last: int
    times: int
    least: bool

    def met_by(self, filling: Counts) -> bool:
        """Whether the filling keeps within the bound."""
        shown = sum(filling[self.first : self.last + 1])
        return shown >= self.times if self.least else shown <= self.times


def conditions(wanted: Sequence[Counts]) -> list[tuple[Bound, ...]]:
    """Bounds that hold of the wanted fillings and of no other: all of one entry, of any entry."""
    every = fillings(len(wanted[0]), sum(wanted[0]))
    lacking = list(wanted)
    found = []
    while lacking:
        inside = _grown(lacking[0], wanted, every)
        found.append(_fewest(inside, every))
        lacking = [each for each in lacking if each not in inside]
    return found


def _grown(seed: Counts, wanted: Sequence[Counts], every: Sequence[Counts]) -> set[Counts]:
    """As many of the wanted fillings as bounds can hold together with the seed, and no other."""
    inside = {seed}
    for each in wanted:
        wider = _within(_tight([*inside, each]), every)
        if wider <= set(wanted):
            inside = wider
    return inside


def _within(bounds: Sequence[Bound], every: Sequence[Counts]) -> set[Counts]:
    return {each for each in every if all(bound.met_by(each) for bound in bounds)}


def _tight(inside: Sequence[Counts]) -> list[Bound]:
    """Every bound that these fillings keep."""
    places, number = len(inside[0]), sum(inside[0])
    spans = [(place, place) for place in range(places)]
    spans += [span for span in combinations(range(places), 2) if span != (0, places - 1)]
    found = []
    for first, last in spans:
        shown = [sum(each[first : last + 1]) for each in inside]
        if min(shown) > 0:
            found.append(Bound(first, last, min(shown), least=True))
        if max(shown) < number:
            found.append(Bound(first, last, max(shown), least=False))
    return found


def _fewest(inside: set[Counts], every: Sequence[Counts]) -> tuple[Bound, ...]:
    """Bounds that single out these fillings, with none that could be left out."""
    kept = sorted(_tight(sorted(inside)), key=_plainness)
    for each in reversed(list(kept)):
        rest = [bound for bound in kept if bound is not each]
        if _within(rest, every) == inside:
            kept = rest
    return tuple(kept)


def _plainness(bound: Bound) -> tuple[bool, int, int]:
    """Grades by themselves before several; first what is out, then what it takes."""
    kind = 1 if bound.least else 2 if bound.times else 0
    return (not _one(bound), kind, bound.first)


def said(bounds: Sequence[Bound], grades: Sequence[str], number: int) -> str:
    """`至少一次“好”，没有“一般”“较差”` of so many open quarters."""
    never = {each.first for each in bounds if not each.least and not each.times and _one(each)}
    left = [grade for place, grade in enumerate(grades) if place not in never]
    rest = [each for each in bounds if not (_one(each) and each.first in never)]
    if len(left) == 1:
        return f"{'都' if number > 1 else ''}是“{left[0]}”"
    told = [_bound(each, bounds, grades) for each in sorted(rest)]
    named = "".join(f"“{grades[place]}”" for place in sorted(never))
    told += [f"没有{named}"] if named else []
    return "，".join(dict.fromkeys(each for each in told if each)) or "不论什么等次"


def _one(bound: Bound) -> bool:
    return bound.first == bound.last


def _bound(bound: Bound, bounds: Sequence[Bound], grades: Sequence[str]) -> str:
    words = "".join(f"“{grade}”" for grade in grades[bound.first : bound.last + 1])
    times = _TIMES[bound.times]
    if bound._replace(least=not bound.least) in bounds:
        return f"恰好{times}{words}" if _one(bound) else f"{words}恰好{times}"
    if bound.least:
        return f"至少{times}{words}" if _one(bound) else f"{words}至少{times}"
    if not bound.times:
        return f"没有{words}"
    return f"至多{times}{words}" if _one(bound) else f"{words}合计至多{times}"
