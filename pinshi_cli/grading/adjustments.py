"""加减分: which items count under which rule, and what they come to after its cap."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.grade import AdjustmentScore
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Adjustment
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import AdjustmentRule


class Items(NamedTuple):
    """A person's items: those that count, and those whose event stands in an earlier row."""

    counted: Sequence[Adjustment]
    repeated: Sequence[Adjustment]


def adjustment_rule(policy: Policy, kind: str, group: str) -> AdjustmentRule | None:
    """The rule for items of this 类型 and 类别 (empty: the rule without any), or None."""
    for rule in policy.adjustments:
        if rule.kind == kind and (group in rule.classes or not (group or rule.classes)):
            return rule
    return None


def items_of(rows: Sequence[Adjustment]) -> Items:
    """One 事件编号 counts once for a person, under whatever rule: where it stands first."""
    counted, repeated = [], []
    seen: set[str] = set()
    for row in rows:
        event = squeezed(row.event)
        if event and event in seen:
            repeated.append(row)
        else:
            counted.append(row)
            seen.add(event)
    return Items(counted, repeated)


def items_under(
    rule: AdjustmentRule, counted: Sequence[Adjustment], policy: Policy
) -> list[Adjustment]:
    """Those of the items that belong to this rule."""
    return [row for row in counted if adjustment_rule(policy, row.kind, row.group) == rule]


def adjustment_scores(rows: Sequence[Adjustment], policy: Policy) -> tuple[AdjustmentScore, ...]:
    """What a person's items come to, one entry for each rule of the policy."""
    counted = items_of(rows).counted if rows and policy.adjustments else ()
    return tuple(_score(rule, items_under(rule, counted, policy)) for rule in policy.adjustments)


def _score(rule: AdjustmentRule, rows: Sequence[Adjustment]) -> AdjustmentScore:
    raw = Fraction(sum((row.points for row in rows), Decimal(0)))
    return AdjustmentScore(rule.id, rule.title, rule.kind, raw, min(raw, rule.cap))
