"""A figure: a number that knows where it came from, down to the cells."""

from fractions import Fraction
from functools import reduce
from operator import mul
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.number import ZERO, half_up

_NOWHERE = Place()


class Figure(NamedTuple):
    """One number of a person's trace.

    `how` says how it comes of its inputs: "cell" (it stands at `at`), "rule" (the policy says it),
    "sum", "difference", "product", "quotient", "held" (within 0 and the second input) or "rounded"
    (half up, to `decimals`). `rule` is the clause, where one says so.
    """

    name: str
    value: Fraction
    how: str
    inputs: tuple["Figure", ...] = ()
    at: Place = Place()
    rule: str = ""
    decimals: int = 0


def recomputed(figure: Figure) -> Fraction:
    """The figure's value, worked out anew from its leaves."""
    values = [recomputed(each) for each in figure.inputs]
    match figure.how:
        case "sum":
            return sum(values, ZERO)
        case "difference":
            return values[0] - values[1]
        case "product":
            return reduce(mul, values, Fraction(1))
        case "quotient":
            return values[0] / values[1]
        case "held":
            return min(max(values[0], ZERO), values[1])
        case "rounded":
            return half_up(values[0], figure.decimals)
        case _:
            return figure.value


def made(
    name: str, how: str, inputs: tuple[Figure, ...], *, rule: str = "", at: Place = _NOWHERE
) -> Figure:
    """A figure that is worked out of its inputs; not for "rounded", which needs its decimals."""
    figure = Figure(name, ZERO, how, inputs, at, rule)
    return figure._replace(value=recomputed(figure))
