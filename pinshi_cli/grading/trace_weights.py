"""The figures of weights: stated in a cell, what that leaves of 1, or the policy's own."""

from fractions import Fraction

from pinshi_cli.model.figure import Figure, made
from pinshi_cli.model.register import Register


def weight_figure(
    name: str, weight: Fraction, rule: str, siblings: dict[str, str], register: Register
) -> Figure:
    """The figure of one weight.

    `siblings` gives the label of each weight that sums to 1 with it, its own included.
    """
    own = register.stated.get(siblings[name])
    if own is not None:
        return Figure(siblings[name], weight, "cell", at=own.at)
    others = [label for sibling, label in siblings.items() if sibling != name]
    if len(others) == 1 and others[0] in register.stated:
        stated = register.stated[others[0]]
        one = Figure("权重合计", Fraction(1), "rule", rule=rule)
        other = Figure(others[0], stated.value, "cell", at=stated.at)
        return made(f"{name}权重", "difference", (one, other))
    return Figure(f"{name}权重", weight, "rule", rule=rule)
