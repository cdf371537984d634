"""Contact points: each unit's ledger evaluated, and the units ranked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.use_facts import Known, number, word, yes
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.register import SheetRow
from pinshi_cli.policy.book import Policy

DONE = "已完成"
"""What 完成情况 says of a task that is done."""


class Task(NamedTuple):
    """A row of 联系点台账."""

    name: str
    done: str = ""
    quantity: Fraction | None = None
    quality: str = ""


class Ledger(NamedTuple):
    """A unit's ledger, evaluated. What nothing stands for is None; so is then the score.

    `weight` is that of the quantity, `unfilled` how many tasks lack one of the two.
    """

    contact: bool
    tasks: int
    done: int
    quantity: Fraction | None
    quality: tuple[str, ...]
    quality_points: Fraction | None
    score: Fraction | None
    unfilled: int
    weight: Fraction = ZERO


def evaluate(
    tasks: Sequence[Task], policy: Policy, stated: Mapping[str, Fraction], *, contact: bool
) -> Ledger:
    """The means of what the ledger says, and their weighted sum; exact."""
    rule = policy.evaluation
    points = dict(rule.points) if rule is not None else {}
    quantity = _mean([each.quantity for each in tasks if each.quantity is not None])
    quality = _mean([points[each.quality] for each in tasks if each.quality in points])
    score = None
    weight = stated.get(rule.label, rule.quantity) if rule is not None else ZERO
    if rule is not None and quantity is not None and quality is not None:
        score = weight * quantity + (1 - weight) * quality
    return Ledger(
        contact,
        len(tasks),
        sum(1 for each in tasks if each.done == DONE),
        quantity,
        tuple(each.quality for each in tasks if each.quality),
        quality,
        score,
        sum(1 for each in tasks if each.quantity is None or not each.quality),
        weight,
    )


def contact_facts(ledgers: Sequence[Ledger]) -> list[dict[str, Known]]:
    """The facts of each unit.

    Units of one score share their places: who of them is the better one nobody chooses.
    """
    scores = [each.score for each in ledgers if each.contact and each.score is not None]
    return [_facts(each, scores) for each in ledgers]


def _facts(ledger: Ledger, scores: Sequence[Fraction]) -> dict[str, Known]:
    found = {
        "contact": yes(ledger.contact),
        "tasks": number(ledger.tasks),
        "done-share": number(Fraction(ledger.done, ledger.tasks) if ledger.tasks else None),
        "quantity": number(ledger.quantity),
        "quality": word(*ledger.quality),
        "score": number(ledger.score),
    }
    score = ledger.score
    if ledger.contact and score is not None:
        equal = sum(1 for each in scores if each == score)
        better = sum(1 for each in scores if each > score)
        worse = sum(1 for each in scores if each < score)
        found["place"] = number(better + 1, better + equal)
        found["last-place"] = number(worse + 1, worse + equal)
    return found


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, ZERO) / len(values) if values else None


def tasks_in(rows: Sequence[SheetRow]) -> list[Task]:
    """The tasks of a ledger's rows."""
    found = []
    for row in rows:
        quantity = row.values.get("定量得分")
        found.append(
            Task(
                str(row.values.get("任务", "")),
                str(row.values.get("完成情况", "")),
                Fraction(quantity) if isinstance(quantity, (Decimal, int)) else None,
                str(row.values.get("定性评价", "")),
            )
        )
    return found
