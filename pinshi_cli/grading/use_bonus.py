"""A bonus, divided by coefficients to the cent: nothing lost in rounding, nobody by chance."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.number import ZERO
from pinshi_cli.model.words import AWAITED
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.use_facts import YEAR_GRADES

CENT = Fraction(1, 100)


class Portion(NamedTuple):
    """One share: its exact size, and what is paid; `extra`: a cent that rounding had left."""

    coefficient: Fraction
    exact: Fraction
    extra: bool

    @property
    def cut(self) -> Fraction:
        """The exact share without what is below a cent."""
        return self.exact // CENT * CENT

    @property
    def amount(self) -> Fraction:
        return self.cut + (CENT if self.extra else ZERO)


class Division(NamedTuple):
    """A bonus divided.

    `by_order`: equal remainders stood across the last cent, which went by the roster's order.
    """

    amount: Fraction
    portions: tuple[Portion, ...]
    by_order: bool


def divide(amount: Fraction, coefficients: Sequence[Fraction]) -> Division | None:
    """The amount (in whole cents) by coefficients; None where nobody has one above 0.

    Every share is cut to the cent; the cents left go to the largest remainders. Where remainders
    are equal, whoever stands first on the roster goes first: a cent decides nothing about a person.
    """
    total = sum(coefficients, ZERO)
    if not total:
        return None
    exact = [amount * each / total for each in coefficients]
    remainders = [each % CENT for each in exact]
    left = int(
        (amount - sum((each - rest for each, rest in zip(exact, remainders, strict=True)), ZERO))
        / CENT
    )
    order = sorted(range(len(exact)), key=lambda place: (-remainders[place], place))
    favoured = set(order[:left])
    across = 0 < left < len(order) and remainders[order[left - 1]] == remainders[order[left]]
    portions = tuple(
        Portion(coefficient, size, place in favoured)
        for place, (coefficient, size) in enumerate(zip(coefficients, exact, strict=True))
    )
    return Division(amount, portions, across)


def coefficient_of(
    shown: Sequence[str | None], annual: str, factor: Fraction, policy: Policy
) -> Fraction | None:
    """The quarters' factors together, times that of the year's grade, times the rule's `factor`.

    A quarter without a grade counts 0, unless the policy gives its word a coefficient. None where
    a quarter is 待定 or a grade without one, or the policy asks for the year's grade and there is
    none.
    """
    factors = {each.grade: each.factor for each in policy.coefficients}
    without = {AWAITED, *policy.grades} - factors.keys()
    if without & set(shown):
        return None
    quarters = sum((factors.get(each, ZERO) for each in shown if each is not None), ZERO)
    if not factors.keys() & set(YEAR_GRADES):
        return quarters * factor
    return quarters * factors[annual] * factor if annual in factors else None
