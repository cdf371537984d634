"""Who goes on which list: the rules of the use of results, held against what is known.

A rule lists whoever meets all its conditions. Of promotion and bonus the first rule that holds
places a person; where a rule before it is still open (a quarter lacks that could decide it), the
open one does, as open. A rule whose number nobody has stated decides nobody.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.use_facts import NOTHING, Facts, Known
from pinshi_cli.model.grade import Reason
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_book import BOUND_WORDS, Condition, Use
from pinshi_cli.policy.use_facts import UNSAID, fact_of, grades_counted

EXCLUSIVE = ("promotion", "bonus")
"""The kinds in which one rule places a person, and only one."""

Stated = Mapping[str, Fraction]
"""Numbers that 基本信息 states, by their labels."""


class Entry(NamedTuple):
    """One line of a list: by which rule, why, and whether it is still open.

    `reasons` are the rule's own and those of further rules that hold.
    """

    rule: Use
    reasons: tuple[Reason, ...]
    open: bool = False

    @property
    def listed(self) -> str:
        return self.rule.then


class Blank(NamedTuple):
    """A number that the source blanks and nobody has stated, and the rule that waits for it."""

    label: str
    rule: Use


def rules_of(kind: str, policy: Policy) -> tuple[Use, ...]:
    """The rules of one kind, in the order of the book."""
    return tuple(rule for rule in policy.uses if rule.kind == kind)


def counts_asked(policy: Policy) -> tuple[str, ...]:
    """The counting facts that any rule asks for."""
    asked = (each.what for rule in policy.uses for each in rule.when)
    return tuple(dict.fromkeys(what for what in asked if grades_counted(what)))


def number_labels(policy: Policy) -> tuple[str, ...]:
    """The labels under which 基本信息 may state numbers of the lists."""
    labels = [each.label for rule in policy.uses for each in rule.when]
    labels += [rule.gives for rule in policy.uses]
    labels += [policy.higher_ranks.label] if policy.higher_ranks is not None else []
    return tuple(dict.fromkeys(label for label in labels if label))


def labels_of_uses(policy: Policy) -> tuple[str, ...]:
    """Every label of the lists: numbers, and the weight in an evaluation."""
    evaluation = policy.evaluation
    weight = (evaluation.label,) if evaluation is not None and evaluation.label else ()
    return (*number_labels(policy), *weight)


def blanks(kind: str, policy: Policy, stated: Stated) -> list[Blank]:
    """The rules of a kind that decide nobody until their numbers are stated."""
    return [
        Blank(each.label, rule)
        for rule in rules_of(kind, policy)
        for each in rule.when
        if _is_blank(each, stated)
    ]


def defaults(kind: str, policy: Policy, stated: Stated) -> list[tuple[str, str, Use]]:
    """What a kind's rules only assume and nobody has restated: (label or title, number, rule)."""
    found = []
    for rule in rules_of(kind, policy):
        if not rule.source.assumed:
            continue
        numbers = [
            (each.label, plain(each.bounds[0][1]), rule)
            for each in rule.when
            if each.label and each.bounds and each.label not in stated
        ]
        unlabelled = not any(each.label for each in rule.when)
        found += numbers or ([(rule.title, "", rule)] if unlabelled else [])
    return found


def entries(kind: str, facts: Facts, policy: Policy, stated: Stated) -> list[Entry]:
    """The lines of one person (or unit) on the lists of a kind."""
    held: list[Entry] = []
    for rule in rules_of(kind, policy):
        holds = _holds(rule, facts, stated)
        if holds is not False:
            held.append(Entry(rule, (_reason(rule, facts, stated),), open=holds is None))
    if kind in EXCLUSIVE and held:
        first, *others = held
        further = [reason for each in others if not each.open for reason in each.reasons]
        return [first._replace(reasons=(*first.reasons, *further))]
    return held


def _is_blank(condition: Condition, stated: Stated) -> bool:
    return bool(condition.bound) and condition.label not in stated


def _holds(rule: Use, facts: Facts, stated: Stated) -> bool | None:
    """Whether all conditions hold; None where it is open."""
    if any(_is_blank(each, stated) for each in rule.when):
        return False
    each_holds = [_meets(each, facts, stated) for each in rule.when]
    if False in each_holds:
        return False
    return None if None in each_holds else True


def bounds_in(condition: Condition, stated: Stated) -> Iterator[tuple[str, Fraction]]:
    """The bounds that count: what is stated goes before the pack's number."""
    told = stated.get(condition.label) if condition.label else None
    if told is None:
        yield from condition.bounds
    else:
        yield condition.bound or condition.bounds[0][0], told


def _meets(condition: Condition, facts: Facts, stated: Stated) -> bool | None:
    known = facts.get(condition.what, NOTHING)
    if condition.words:
        return bool(set(_words(known)) & set(condition.words))
    if known.low is None or known.high is None:
        return False
    verdicts: list[bool | None] = []
    for kind, bound in bounds_in(condition, stated):
        if kind == "least":
            verdicts.append(known.low >= bound)
        elif kind == "most":
            verdicts.append(_under(known.low <= bound, known.high <= bound))
        else:
            verdicts.append(_under(known.low < bound, known.high < bound))
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _words(known: Known) -> tuple[str, ...]:
    """The words of a fact; of one of which nothing is said, and of no number that stands, so."""
    return known.words or ((UNSAID,) if known.low is None else ())


def _under(low: bool, high: bool) -> bool | None:
    """Under a bound for sure, for sure not, or open while the high end may yet pass it."""
    return (True if high else None) if low else False


def _reason(rule: Use, facts: Facts, stated: Stated) -> Reason:
    """The rule's title, and what each condition saw."""
    seen = "；".join(_seen(each, facts, stated) for each in rule.when)
    return Reason(rule.source.cite, f"{rule.title}：{seen}")


def _seen(condition: Condition, facts: Facts, stated: Stated) -> str:
    fact = fact_of(condition.what)
    title = fact.title if fact is not None else condition.what
    known = facts.get(condition.what, NOTHING)
    if condition.words:
        fitting = [each for each in _words(known) if each in condition.words]
        return f"{title} {'、'.join(fitting)}"
    asked = list(bounds_in(condition, stated))
    if known.low is not None and all(kind == "least" for kind, _ in asked):
        known = known._replace(high=known.low)  # reached already, whatever is still to come
    asked = [(kind, bound) for kind, bound in asked if bound or kind != "least"]  # 0 is no bound
    told = [f"{BOUND_WORDS[kind]} {plain(bound)}" for kind, bound in asked]
    return f"{title} {known.said}" + (f"（{'、'.join(told)}）" if told else "")
