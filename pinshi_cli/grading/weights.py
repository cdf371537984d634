"""Which weights count: the policy's, or what 基本信息 states in their place."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.source import Source


class Weights(NamedTuple):
    """The weight of each part, and of each rater group within its part, by name."""

    parts: dict[str, Fraction]
    groups: dict[str, Fraction]


class Unconfirmed(NamedTuple):
    """A default that nobody confirmed. `value` is empty where it is a rule, not a number."""

    title: str
    value: str
    source: Source


def weights_in(register: Register, policy: Policy) -> Weights:
    """The weights of this register. A stated weight leaves the rest to the others in proportion."""
    parts = [(part.name, part.weight, part.label) for part in policy.parts]
    groups: dict[str, Fraction] = {}
    for part in policy.parts:
        named = [(group.name, group.weight, group.label) for group in part.groups]
        groups |= _with_stated(named, register)
    return Weights(_with_stated(parts, register), groups)


def _open_weights(
    named: list[tuple[str, Fraction, str]], register: Register, source: Source
) -> list[Unconfirmed]:
    """The weights of one sum that nobody stated: those with a label, else all of them."""
    labelled = [(label, weight) for _, weight, label in named if label]
    if labelled:
        return [
            Unconfirmed(label, plain(weight), source)
            for label, weight in labelled
            if label not in register.stated
        ]
    return [Unconfirmed(f"{name}权重", plain(weight), source) for name, weight, _ in named]


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


def unconfirmed_line(register: Register, policy: Policy) -> str:
    """The sentence that names every default nobody confirmed; empty where there is none."""
    named = [f"{each.title} {each.value}".strip() for each in unconfirmed(register, policy)]
    return f"以下参数为默认值，本单位尚未确认：{'；'.join(named)}" if named else ""


def unconfirmed(register: Register, policy: Policy) -> list[Unconfirmed]:
    """What this policy only assumes and the register does not state."""
    found: list[Unconfirmed] = []
    parts = [(part.name, part.weight, part.label) for part in policy.parts]
    if any(part.source.assumed for part in policy.parts):
        found += _open_weights(parts, register, policy.parts[0].source)
    for part in policy.parts:
        if part.source.assumed:
            groups = [(group.name, group.weight, group.label) for group in part.groups]
            found += _open_weights(groups, register, part.source)
    quota = policy.quota
    if quota is not None and quota.source.assumed and quota.label not in register.stated:
        found.append(Unconfirmed(quota.label, plain(quota.share), quota.source))
    if policy.score is not None and policy.score.source.assumed:
        decimals = f"{policy.score.decimals} 位小数"
        found.append(Unconfirmed("总分取舍", decimals, policy.score.source))
    if any(tie.source.assumed for tie in policy.ties):
        order = "、".join(tie.of for tie in policy.ties)
        found.append(Unconfirmed("同分先后", order, policy.ties[0].source))
    titled = [(rule.title, rule.source) for rule in policy.attendance]
    titled += [(rule.title, rule.source) for rule in policy.measures]
    found += [Unconfirmed(title, "", source) for title, source in titled if source.assumed]
    return found
