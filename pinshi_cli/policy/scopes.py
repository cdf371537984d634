"""Which rules speak for a unit: those for everyone, and those of its own scope in their place."""

from collections.abc import Set as AbstractSet
from typing import Any

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.schema import FORMS, ONCE


def within(policy: Policy, words: AbstractSet[str]) -> Policy:
    """The book as it stands for a unit of these words (适用机关, 机关类别).

    A rule with a scope speaks only where the unit has one of its words; there it goes before a rule
    of the same name that is for everyone.
    """
    if not scope_words(policy):
        return policy
    fields: dict[str, Any] = {kind: _speaking(kind, getattr(policy, kind), words) for kind in FORMS}
    for name in ONCE:
        rule = getattr(policy, name)
        fields[name] = rule if rule is not None and _speaks(rule, words) else None
    return policy._replace(**fields)


def words_of(policy: Policy) -> tuple[str, ...]:
    """The words of 适用机关 that the policy knows."""
    return tuple(scope.name for scope in policy.scopes)


def scope_words(policy: Policy) -> tuple[str, ...]:
    """Every word that a rule of the policy is scoped to."""
    rules = [rule for kind in FORMS for rule in getattr(policy, kind)]
    rules += [rule for name in ONCE if (rule := getattr(policy, name)) is not None]
    return tuple(dict.fromkeys(word for rule in rules for word in rule.source.scope))


def _scoped(rule: Any) -> bool:  # noqa: ANN401  # a rule of any kind
    return bool(rule.source.scope)


def _speaks(rule: Any, words: AbstractSet[str]) -> bool:  # noqa: ANN401  # a rule of any kind
    return not rule.source.scope or bool(words & set(rule.source.scope))


def _speaking(kind: str, rules: tuple[Any, ...], words: AbstractSet[str]) -> tuple[Any, ...]:
    name_of = FORMS[kind].name_of
    heard = [rule for rule in rules if _speaks(rule, words)]
    own = {name_of(rule) for rule in heard if _scoped(rule)}
    return tuple(rule for rule in heard if _scoped(rule) or name_of(rule) not in own)
