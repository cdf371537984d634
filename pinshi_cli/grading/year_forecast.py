"""What is still open of a year, and what the rest of it would have to bring.

Worked out by going through every filling of the open quarters: nothing is guessed from the rules'
form, so that it holds for any policy.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_conditions import conditions, said
from pinshi_cli.grading.year_ends import YearFacts, ends_holding
from pinshi_cli.grading.year_open import Filled, Shown, counted, filled, withheld
from pinshi_cli.grading.year_tally import QUARTERS, Counts
from pinshi_cli.model.grade import Reason
from pinshi_cli.model.number import plain
from pinshi_cli.model.period import Quarter, quarter_word
from pinshi_cli.model.words import CANDIDATE, VERDICTS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearEnd


class Lead(NamedTuple):
    """What the open quarters would have to show for a verdict, and the clauses that bring it."""

    verdict: str
    when: str
    rules: tuple[str, ...]


class Forecast(NamedTuple):
    """The verdicts still open, the lightest first, each with what leads there.

    `shut` tells what rules the best grade out, whatever the rest of the year brings; empty where
    it is still open. `lapsing` are outcomes that end the year only where they last until its end.
    """

    open: tuple[str, ...]
    leads: tuple[Lead, ...]
    shut: tuple[Reason, ...]
    lapsing: tuple[Reason, ...] = ()

    @property
    def text(self) -> str:
        """All of it in a line."""
        return "；".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """What becomes of the best grade, then what leads to each verdict, then what may lapse."""
        told = [
            f"已不能评优{f'（{each.rule}）' if each.rule else ''}：{each.text}"
            for each in self.shut[:1]
        ]
        told += [f"{each.verdict}：{each.when}" for each in self.leads]
        told += [f"{each.text}（{each.rule}）" for each in self.lapsing]
        return tuple(told)


Foreseen = Callable[[Shown, YearFacts], Forecast | None]
"""What a policy leaves open of a year."""


def forecasts(policy: Policy) -> Foreseen:
    """What the policy leaves open of years; one without measures and leave is worked out once."""
    known: dict[tuple[tuple[str | None, ...], str, tuple[int, ...]], Forecast | None] = {}

    def foreseen(shown: Shown, facts: YearFacts) -> Forecast | None:
        if facts.measures or facts.leave_days:
            return forecast(shown, facts, policy)
        key = (tuple(shown), facts.status, facts.given)
        if key not in known:
            known[key] = forecast(shown, facts, policy)
        return known[key]

    return foreseen


def forecast(shown: Shown, facts: YearFacts, policy: Policy) -> Forecast | None:
    """What is open of this year; None where no quarter of it is."""
    _, unknown = counted(shown, policy.grades)
    if not unknown:
        return None
    over = shown[-1] is not None or QUARTERS in facts.given
    lapsing: list[Reason] = []
    verdicts: list[str] = []
    for end, because in ends_holding(shown, facts, policy):
        reason = Reason(end.source.cite, because)
        verdicts.append(end.verdict)
        if over or not _may_lapse(end, facts):
            shut = () if CANDIDATE in verdicts else (reason,)
            return Forecast(_in_order(verdicts), (), shut, tuple(lapsing))
        lapsing.append(reason._replace(text=f"{because}；到年底仍然如此的，{end.verdict}"))
    every = list(filled(shown, facts, policy))
    leave = _by_leave(shown, facts, policy)
    verdicts += [*(each.verdict for each in every), *(each.verdict for each in leave)]
    leads = _sorted((*_leads(every, unknown, policy.grades), *leave))
    return Forecast(
        _in_order(verdicts), leads, _shut(every, verdicts, policy.grades), tuple(lapsing)
    )


_FOR_GOOD = ("领导成员", "退休")
"""Of whoever once is this the year is not judged here any more."""


def _may_lapse(end: YearEnd, facts: YearFacts) -> bool:
    """Whether what ends the year now may have passed when it is over."""
    if end.latest:
        return facts.status not in end.latest or facts.status not in _FOR_GOOD
    return end.span == "open"


def _by_leave(shown: Shown, facts: YearFacts, policy: Policy) -> list[Lead]:
    """What further leave would bring of somebody who has had some, if it can become so much.

    Whoever has had none is not told of it, no more than of measures that may come.
    """
    if not facts.leave_days:
        return []
    ahead = [Quarter(facts.year, place + 1) for place in range(QUARTERS)]
    days = sum(
        (each.last - each.first).days + 1
        for place, each in enumerate(ahead)
        if shown[place] is None and not withheld(shown, place, facts)
    )
    found = []
    for end in policy.year_ends:
        if end.leave_share is not None:
            left = end.leave_share * facts.days - facts.leave_days
            if 0 <= left < days:
                when = f"已请假 {plain(facts.leave_days)} 天，其余季度再超过 {plain(left)} 天"
                found.append(Lead(end.verdict, when, (end.source.cite,)))
    return found


def _sorted(leads: Sequence[Lead]) -> tuple[Lead, ...]:
    return tuple(sorted(leads, key=lambda each: VERDICTS.index(each.verdict)))


def _in_order(verdicts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(verdicts), key=VERDICTS.index))


def _shut(
    every: Sequence[Filled], verdicts: Sequence[str], grades: Sequence[str]
) -> tuple[Reason, ...]:
    """Why not even the best grade in every open quarter makes a candidate."""
    if CANDIDATE in verdicts:
        return ()
    best = every[0]
    even = f"其余都是“{grades[0]}”，也是{best.verdict}"
    return (*best.barred, *(each._replace(text=f"{even}：{each.text}") for each in best.reasons))


def _leads(
    every: Sequence[Filled], unknown: Sequence[int], grades: Sequence[str]
) -> tuple[Lead, ...]:
    """Each verdict with its conditions; what different rules bring is told apart."""
    leads = []
    for verdict in _in_order([each.verdict for each in every]):
        own = [each for each in every if each.verdict == verdict]
        rules = dict.fromkeys((*each.barred, *each.reasons)[0].rule for each in own)
        when = _when(own, unknown, grades)
        leads.append(Lead(verdict, when, tuple(each for each in rules if each)))
    return tuple(leads)


def _when(own: Sequence[Filled], unknown: Sequence[int], grades: Sequence[str]) -> str:
    """`其余 2 季至少一次“好”` or, of one open quarter, the grades that do."""
    wanted = [each.filling for each in own]
    if len(unknown) == 1:
        name = quarter_word(unknown[0] + 1)
        if len(wanted) == len(grades):
            return f"{name}不论什么等次"
        places = [each.index(1) for each in wanted]
        return f"{name}为{''.join(f'“{grades[place]}”' for place in sorted(places))}"
    found = conditions(wanted)
    if len(found) > 1:
        by_rule: dict[str, list[Counts]] = {}
        for each in own:
            by_rule.setdefault(each.by, []).append(each.filling)
        found = [bounds for some in by_rule.values() for bounds in conditions(some)]
    number = len(unknown)
    told = "；或".join(dict.fromkeys(said(bounds, grades, number) for bounds in found))
    asked = own[0].verdict == CANDIDATE and all(
        any(bound.least for bound in bounds) for bounds in found
    )
    return f"还需{told}" if asked else f"其余 {number} 季{told}"
