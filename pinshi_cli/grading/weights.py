"""Which weights count: the policy's, or what 基本信息 states in their place."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy


class Weights(NamedTuple):
    """The weight of each part, and of each rater group within its part, by name."""

    parts: dict[str, Fraction]
    groups: dict[str, Fraction]


def weights_in(register: Register, policy: Policy) -> Weights:
    """The weights of this register. A stated weight leaves the rest to the others in proportion."""
    parts = [(part.name, part.weight, part.label) for part in policy.parts]
    groups: dict[str, Fraction] = {}
    for part in policy.parts:
        named = [(group.name, group.weight, group.label) for group in part.groups]
        groups |= _with_stated(named, register)
    return Weights(_with_stated(parts, register), groups)


def _with_stated(named: list[tuple[str, Fraction, str]], register: Register) -> dict[str, Fraction]:
    stated = {
        name: register.stated[label].value for name, _, label in named if label in register.stated
    }
    others = sum((weight for name, weight, _ in named if name not in stated), Fraction(0))
    rest = 1 - sum(stated.values(), Fraction(0))
    return {
        name: stated[name] if name in stated else weight * rest / others
        for name, weight, _ in named
    }


def sums_of_labels(policy: Policy) -> list[list[str]]:
    """The labels of the weights that sum to 1 together, "" where one has none."""
    return [
        [part.label for part in policy.parts],
        *([group.label for group in part.groups] for part in policy.parts if part.groups),
    ]


def labels_of(policy: Policy) -> tuple[str, ...]:
    """The labels under which 基本信息 may state this policy's weights."""
    return tuple(label for labels in sums_of_labels(policy) for label in labels if label)


def broken_weights(register: Register, policy: Policy) -> bool:
    """Whether a stated weight is faulty, so that no total can be told."""
    return any(label in register.broken for label in labels_of(policy))
