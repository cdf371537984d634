"""A book in sentences leaves no rule out: what `policy show`, `diff` and the handbook rest on."""

import pytest

from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.policy.said_book import sections
from pinshi_cli.policy.schema import FORMS, ONCE


@pytest.mark.parametrize("edition", shipped(), ids=lambda edition: edition.file)
def test_every_rule_of_a_pack_is_said(edition: Edition) -> None:
    policy, faults = read_policy(edition)
    assert policy is not None, faults
    rules = [rule for kind in FORMS for rule in getattr(policy, kind)]
    rules += [rule for name in ONCE if (rule := getattr(policy, name)) is not None]
    said = [line.source for section in sections(policy) for line in section.lines]
    for rule in rules:
        assert rule.source in said, rule
    groups = sum(len(part.groups) for part in policy.parts)
    assert len(said) == len(rules) + groups


@pytest.mark.parametrize("edition", shipped(), ids=lambda edition: edition.file)
def test_what_is_said_is_said_in_words(edition: Edition) -> None:
    policy, _ = read_policy(edition)
    assert policy is not None
    for section in sections(policy):
        for line in section.lines:
            assert line.name
            assert line.says
            assert "Fraction" not in line.says
            assert "None" not in line.says
