"""What 基本信息 states of a policy's open parameters: weights, shares, numbers of lists."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pinshi_cli.grading.uses import number_labels
from pinshi_cli.grading.weights import labels_of, sums_of_labels
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Stated
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.unit_sheet import Item, UnitSheet


def stated_in(
    unit: UnitSheet, policy: Policy, *, typed: bool
) -> tuple[dict[str, Stated], set[str], list[Diagnostic]]:
    """Every parameter that the register states: (stated, labels at fault, findings)."""
    bounds: list[Bound] = [(label, None) for label in labels_of(policy)]
    if policy.quota is not None:
        bounds.append((policy.quota.label, policy.quota.most))
    bounds += [(share.label, share.most) for share in policy.shares]
    if policy.evaluation is not None and policy.evaluation.label:
        bounds.append((policy.evaluation.label, None))
    stated, broken, found = stated_shares(unit, bounds, typed=typed)
    sums = weights_that_miss_one(stated, sums_of_labels(policy))
    numbers, faults = stated_numbers(unit, number_labels(policy), typed=typed)
    return stated | numbers, broken | sums.keys(), [*found, *sums.values(), *faults]


Bound = tuple[str, Fraction | None]
"""A label, and the most that its share may be; None for a weight, which lies below 1."""


def stated_shares(
    unit: UnitSheet, bounds: Sequence[Bound], *, typed: bool
) -> tuple[dict[str, Stated], set[str], list[Diagnostic]]:
    """What the register states of a policy's shares: (stated, labels at fault, findings).

    A weight lies between 0 and 1, neither end; another share above 0, up to its most.
    """
    stated: dict[str, Stated] = {}
    broken: set[str] = set()
    found: list[Diagnostic] = []
    for label, most in bounds:
        item = unit.items.get(label) or unit.unread.get(label)
        if item is None:
            continue
        read = cells.share(item.raw, item.at, typed=typed)
        if read.finding is not None and label not in unit.items:
            found.append(read.finding)  # for an item of the contract it has been said
        if read.value is None:
            if read.finding is not None:
                broken.add(label)
            continue
        value = Fraction(str(read.value))
        if (0 < value < 1) if most is None else (0 < value <= most):
            stated[label] = Stated(value, item.at)
        else:
            broken.add(label)
            found.append(_out_of_range(label, item, most))
    return stated, broken, found


def stated_numbers(
    unit: UnitSheet, labels: Sequence[str], *, typed: bool
) -> tuple[dict[str, Stated], list[Diagnostic]]:
    """What the register states of the numbers that a policy's lists ask for, exactly."""
    stated: dict[str, Stated] = {}
    found: list[Diagnostic] = []
    for label in labels:
        item = unit.unread.get(label)
        if item is None:
            continue
        read = cells.number(item.raw, item.at, typed=typed)
        if read.finding is not None:
            found.append(read.finding)
        if read.value is None:
            continue
        value = Fraction(str(read.value))
        if value >= 0:
            stated[label] = Stated(value, item.at)
        else:
            said = cells.quoted(item.raw)
            hint = "填写 0 以上的数。"
            found.append(finding("R204", f"{label}“{said}”不应小于 0", item.at, hint))
    return stated, found


def weights_that_miss_one(
    stated: Mapping[str, Stated], sums: Sequence[Sequence[str]]
) -> dict[str, Diagnostic]:
    """An error for each sum of weights whose stated labels leave the others nothing, by label.

    `sums` gives the labels of the weights that sum to 1 together, "" where one has none.
    """
    found: dict[str, Diagnostic] = {}
    for labels in sums:
        told = [label for label in labels if label in stated]
        total = sum((stated[label].value for label in told), Fraction(0))
        complete = len(told) == len(labels)
        if len(told) > 1 and (total != 1 if complete else total >= 1):
            last = told[-1]
            message = (
                f"{'、'.join(told)}合计 {plain(total, 20)}，应{'等于' if complete else '小于'} 1"
            )
            found[last] = finding("R209", message, stated[last].at, "改到合计正好为 1。")
    return found


def _out_of_range(label: str, item: Item, most: Fraction | None) -> Diagnostic:
    said = cells.quoted(item.raw)
    if most is None:
        bounds, example = "大于 0、小于 1", "0.7 或 70%"
    else:
        bounds = f"大于 0、不超过 {float(most):g}"
        example = f"{float(most):g} 或 {float(most):.0%}"
    return finding(
        "R209", f"{label}“{said}”应{bounds}", item.at, f"写成小数或百分数，例如 {example}。"
    )
