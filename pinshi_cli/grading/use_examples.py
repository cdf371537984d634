"""A use in an example of a pack: facts written by hand, and what the lists make of them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.use_bonus import coefficient_of
from pinshi_cli.grading.use_contact import Task, evaluate
from pinshi_cli.grading.use_facts import (
    NOTHING,
    Known,
    Shown,
    number,
    quarter_facts,
    word,
    yes,
)
from pinshi_cli.grading.use_thirds import seats_of, third_of
from pinshi_cli.grading.uses import Entry, counts_asked, entries, labels_of_uses
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_facts import fact_of


class Listed(NamedTuple):
    """What the facts of an example come to.

    `entries` are the lines on the lists; `factor` the coefficient of a bonus, `seats` the posts of
    the person's third, `score` that of a contact point; None where there is none. `faults` say
    what is wrong with the facts.
    """

    entries: tuple[Entry, ...]
    factor: Fraction | None
    seats: int | None
    score: Fraction | None
    faults: tuple[str, ...]


def listed_for(kind: str, raw: Mapping[str, object], policy: Policy) -> Listed:
    """The lists of one kind for facts as an example writes them."""
    facts, stated, shown, faults = _read(raw, policy)
    score = facts.get("score", NOTHING).low
    if score is None and kind == "contact":
        quality = facts.get("quality", NOTHING).words
        quantity = facts.get("quantity", NOTHING).low
        tasks = [Task("", "", quantity, each) for each in quality]
        score = evaluate(tasks, policy, stated, contact=True).score
        facts["score"] = number(score)
    found = entries(kind, facts, policy, stated)
    factor = None
    if kind == "bonus" and found and not found[0].open:
        annual = "".join(facts.get("annual", NOTHING).words)
        factor = coefficient_of(shown, annual, found[0].rule.factor, policy)
    seats = seats_of(policy, stated)
    own = seats.each if seats is not None and third_of(facts, policy) else None
    return Listed(tuple(found), factor, own, score, tuple(faults))


def _read(
    raw: Mapping[str, object], policy: Policy
) -> tuple[dict[str, Known], dict[str, Fraction], list[str], list[str]]:
    """The facts, the numbers stated under a label, what the quarters show, what is wrong."""
    facts: dict[str, Known] = {}
    stated: dict[str, Fraction] = {}
    faults: list[str] = []
    quarters = raw.get("quarters", [])
    if not isinstance(quarters, list) or not all(isinstance(each, str) for each in quarters):
        faults.append("facts.quarters 应写各季等次的列表")
        quarters = []
    if quarters:
        shown = [Shown(each, raw.get("urgent") is True) for each in quarters[:4]]
        shown += [Shown(None)] * (4 - len(shown))
        facts |= quarter_facts(shown, counts_asked(policy), policy)
    labels = labels_of_uses(policy)
    for name, value in raw.items():
        if name == "quarters":
            continue
        known, fault = _known(name, value, labels)
        if known is None:
            faults.append(fault)
        elif name in labels and known.low is not None:
            stated[name] = known.low
        else:
            facts[name] = known
    return facts, stated, quarters, faults


def _known(name: str, value: object, labels: Iterable[str]) -> tuple[Known | None, str]:
    """A fact's value, or why it is none. 是 and 否 may be true and false."""
    known = _value(value)
    if known is None:
        return None, f"facts.{name} 应写文字、数或文字的列表"
    fact = fact_of(name)
    if fact is None and name not in labels:
        return None, f"facts 不认识 {name}"
    wants_number = fact is None or fact.kind == "number"
    if wants_number != (known.low is not None):
        return None, f"facts.{name} 应写{'数' if wants_number else '文字'}"
    return known, ""


def _value(value: object) -> Known | None:
    if isinstance(value, bool):
        return yes(value)
    if isinstance(value, (int, Decimal)):
        return number(Fraction(value))
    words = value if isinstance(value, list) else [value]
    texts = [each for each in words if isinstance(each, str)]
    return word(*texts) if len(texts) == len(words) else None
