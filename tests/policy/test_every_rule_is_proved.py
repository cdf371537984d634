"""Each rule of each shipped pack, taken out one at a time: an example fails, or it proved nothing.

Where nobody can be graded at all without the rule (no bands, no quota), the rule book is refused;
that is proof enough. A base has no people of its own: the packs built on it prove its rules.
"""

import pytest

from pinshi_cli.proof.examples import run_examples
from tests.policy.taken_out import SHELF, Rule, books, is_missed, proving, rules_of, without

RULES = [rule for pack in books() for rule in rules_of(pack)]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_without_the_rule_an_example_fails(rule: Rule) -> None:
    changed = ((pack, without(rule, pack)) for pack in proving(rule))
    proved = any(is_missed(pack, after) for pack, after in changed if after is not None)
    assert proved, f"no example proves {rule}"


@pytest.mark.parametrize("pack", books())
def test_with_all_rules_every_example_holds(pack: str) -> None:
    policy = books()[pack]
    found = [each.message for each in run_examples(policy, pack, SHELF.open)]
    assert found == []
