"""A year some of whose quarters may still be any grade: what every filling of them comes to."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_ends import YearFacts, acting_ceilings
from pinshi_cli.grading.year_tally import Counts, Tally, fillings, tallies
from pinshi_cli.model.grade import Reason
from pinshi_cli.model.period import quarter_word
from pinshi_cli.model.words import AWAITED, AWAY, TO_STUDY, VERDICTS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearCeiling

Shown = Sequence[str | None]
"""What each of the four quarters shows: a grade, a word of `words.SHOWN`, None without register."""


class Verdict(NamedTuple):
    """What a person's year comes to, why, and which verdicts unknown quarters leave open.

    `possible` is empty where no quarter is unknown, or none matters.
    """

    verdict: str
    reasons: tuple[Reason, ...]
    possible: tuple[str, ...] = ()


class Filled(NamedTuple):
    """What the year comes to where its open quarters show each grade so often.

    `by` is the id of the end, the ceiling or the rule that decides, empty where none does.
    `barred` are the reasons of the ceilings that bar what the grades alone would bring.
    """

    filling: Counts
    verdict: str
    by: str
    barred: tuple[Reason, ...]
    reasons: tuple[Reason, ...]


def counted(shown: Shown, grades: tuple[str, ...]) -> tuple[Counts, list[int]]:
    """How often each grade is shown, and the places of the quarters that may be any grade."""
    counts = [0] * len(grades)
    unknown = []
    for place, word in enumerate(shown):
        if word in grades:
            counts[grades.index(word)] += 1
        elif word is None or word in (AWAITED, AWAY):
            unknown.append(place)
    return tuple(counts), unknown


def capped(
    verdict: str, ceilings: Sequence[tuple[YearCeiling, str]]
) -> tuple[str, str, tuple[Reason, ...]]:
    """The verdict that the ceilings leave, the id of the deciding one, and why.

    The deciding one is told first, then what else bars.
    """
    barring = [each for each in ceilings if verdict in each[0].bars]
    while acting := next((each for each in ceilings if verdict in each[0].bars), None):
        verdict = acting[0].verdict
        barring = [acting, *(each for each in barring if each is not acting)]
    by = barring[0][0].id if barring else ""
    return verdict, by, tuple(Reason(ceiling.source.cite, said) for ceiling, said in barring)


def filled(shown: Shown, facts: YearFacts, policy: Policy) -> Iterator[Filled]:
    """Every filling of the quarters that may be any grade, where nothing known ends the year."""
    counts, unknown = counted(shown, policy.grades)
    table = tallies(policy.year_rules, policy.grades)
    ceilings = acting_ceilings(facts, policy) if facts.measures else []
    ends = [end for end in policy.year_ends if not set(policy.grades).isdisjoint(end.shown)]
    for filling in fillings(len(counts), len(unknown)):
        words = [word for word, times in zip(policy.grades, filling, strict=True) if times]
        end = next((each for each in ends if not set(words).isdisjoint(each.shown)), None)
        if end is not None:
            ending = Reason(end.source.cite, f"{'、'.join(words)}：{end.title}")
            yield Filled(filling, end.verdict, end.id, (), (ending,))
            continue
        tally = table[tuple(a + b for a, b in zip(counts, filling, strict=True))]
        verdict, by, barred = capped(tally.verdict, ceilings)
        yield Filled(filling, verdict, by or tally.by, barred, tally.reasons)


def open_year(shown: Shown, facts: YearFacts, policy: Policy) -> Verdict:
    """The verdict of a year some of whose quarters may be any grade, where nothing ends it."""
    if not facts.given and not any(word is not None for word in shown):
        return Verdict(TO_STUDY, (Reason("", "全年没有一个季度的登记簿，补齐后再算"),))
    found: dict[str, list[Counts]] = {}
    barring: dict[Reason, None] = {}
    for each in filled(shown, facts, policy):
        found.setdefault(each.verdict, []).append(each.filling)
        barring |= dict.fromkeys(each.barred)
    counts, unknown = counted(shown, policy.grades)
    known = tallies(policy.year_rules, policy.grades)[counts]
    if len(found) == 1 and TO_STUDY not in found:
        verdict = next(iter(found))
        stands = Reason("", f"{quarters_said(unknown)}无论定为什么等次，结论不变")
        return Verdict(verdict, (*barring, *_agreeing(known, verdict, facts, policy), stands))
    reasons = [Reason("", _lacking(shown, place, facts)) for place in unknown]
    if len(found) > 1:
        reasons.append(Reason("", _outlook(found, unknown, policy.grades)))
    if any(counts):
        reasons += [each._replace(text=f"已有等次：{each.text}") for each in known.reasons]
    possible = tuple(sorted(found, key=VERDICTS.index))
    return Verdict(TO_STUDY, (*reasons, *barring), possible)


def quarters_said(places: Sequence[int]) -> str:
    """第三季度、第四季度."""
    return "、".join(quarter_word(place + 1) for place in places)


def _agreeing(known: Tally, verdict: str, facts: YearFacts, policy: Policy) -> tuple[Reason, ...]:
    """Why the grades that stand bring the verdict; nothing where by themselves they do not."""
    ceilings = acting_ceilings(facts, policy) if facts.measures else []
    return known.reasons if capped(known.verdict, ceilings)[0] == verdict else ()


_LACKING = {
    None: "没有登记簿，补齐后再算",
    AWAITED: (
        "等次待定；结案后，在该季登记簿删去“立案调查”一行（有处分的换成处分），重新核定、记入再算"
    ),
    AWAY: "在外，由现工作单位提供该季考核结果后再算",
}
_NOT_RECORDED = "没有记入台账，记入后再算"
WITHHELD = "有错误或名额未定，改正后再算"
"""What is said of a quarter that is there and leaves the person without a grade."""


def withheld(shown: Shown, place: int, facts: YearFacts) -> bool:
    """Whether the quarter is there, and says nothing of the person."""
    return shown[place] is None and place + 1 in facts.given


def _lacking(shown: Shown, place: int, facts: YearFacts) -> str:
    word = shown[place]
    if withheld(shown, place, facts):
        return f"{quarter_word(place + 1)}{WITHHELD}"
    lacks = _NOT_RECORDED if word is None and facts.recorded else _LACKING[word]
    return f"{quarter_word(place + 1)}{lacks}"


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
