"""An example of the use of results: facts by hand, and the list that they lead to."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pinshi_cli.grading.use_examples import listed_for
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.proof.worked import differing, missed_rules


def missed_by_use(given: Mapping[str, Any], expect: Mapping[str, Any], policy: Policy) -> list[str]:
    """What the lists do not bear out, or what is wrong with the facts."""
    policy = within(policy, frozenset(given.get("scope", ())))
    found = listed_for(given["use"], given["facts"], policy)
    if found.faults:
        return [f"given.{fault}" for fault in found.faults]
    numbers = {"factor": found.factor, "seats": found.seats, "score": found.score}
    got: dict[str, object] = {
        "listed": [entry.listed for entry in found.entries],
        "open": any(entry.open for entry in found.entries),
        **{key: None if n is None else plain(Fraction(n)) for key, n in numbers.items()},
    }
    wanted = {key: expect[key] for key in expect if key in got}
    if isinstance(wanted.get("listed"), str):
        wanted["listed"] = [wanted["listed"]] if wanted["listed"] else []
    for key in numbers.keys() & wanted.keys():
        wanted[key] = str(wanted[key])
    faults = differing(wanted, got)
    if "rule" in expect:
        cites = (reason.rule for entry in found.entries for reason in entry.reasons)
        faults += missed_rules(expect["rule"], cites)
    return faults
