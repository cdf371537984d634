"""An example of a request for 复核: whose grade, when known and asked, and what the rules say."""

from collections.abc import Mapping
from typing import Any

from pinshi_cli.grading.review import review_terms
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import within
from pinshi_cli.proof.worked import differing, missed_rules


def missed_by_review(
    given: Mapping[str, Any], expect: Mapping[str, Any], policy: Policy
) -> list[str]:
    """What the rules of 复核 do not bear out."""
    policy = within(policy, frozenset(given.get("scope", ())))
    found = review_terms(given["review"], given.get("known"), given["asked"], policy)
    got: dict[str, object] = {
        "may_ask": found.may_ask,
        "in_time": found.in_time,
        "decide_by": found.decide_by,
    }
    faults = differing({key: expect[key] for key in expect if key in got}, got)
    if "rule" in expect:
        faults += missed_rules(expect["rule"], [found.cite] if found.cite else [])
    return faults
