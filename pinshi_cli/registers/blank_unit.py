"""基本信息 of an empty register: its items, and what each says, with the policy's defaults."""

from pinshi_cli.grading.uses import number_labels
from pinshi_cli.grading.weights import labels_of
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.blank_columns import Entry, entry_of
from pinshi_cli.registers.contract import UNIT, UNIT_ITEMS


def unit_items(policy: Policy) -> list[str]:
    """The items of 基本信息 that a register of this policy has."""
    lists = {use.kind for use in policy.uses}
    shares = _shares(policy)
    unused = {
        "适用机关": not policy.scopes,
        "奖金总额": "bonus" not in lists,
        "联系点": "contact" not in lists,
        "好等次比例": "好等次比例" not in shares,
        "优秀比例": "优秀比例" not in shares,
        "优秀比例批准文号": "优秀比例" not in shares,
    }
    items = [item.heading for item in UNIT_ITEMS if not unused.get(item.heading)]
    labels = [*shares, *_weights(policy), *number_labels(policy)]
    return [*items, *(label for label in dict.fromkeys(labels) if label not in items)]


def unit_entry(item: str, policy: Policy) -> Entry:
    """What the cell of an item of 基本信息 may hold."""
    if item == "适用机关":
        words = tuple(scope.name for scope in policy.scopes)
        several = "；几个之间用顿号" if len(words) > 1 else ""
        note = f"可填：{'、'.join(words)}{several}。都不是的，空着。"
        return Entry(item, words=words if len(words) == 1 else (), note=note)
    if item in (shares := {**_shares(policy), **_weights(policy)}):
        return Entry(item, "share", note=f"{shares[item]}写成小数或百分数。")
    column = next((each for each in UNIT_ITEMS if each.heading == item), None)
    if column is None:
        return Entry(item, "number", note=_numbers(policy).get(item, ""))
    return entry_of(UNIT, column, policy)


def _shares(policy: Policy) -> dict[str, str]:
    """The shares of people that a unit may state, with what holds where it does not."""
    found = {}
    for rule in (policy.quota, policy.year_quota):
        if rule is not None and rule.label:
            found[rule.label] = f"不填就是 {plain(rule.share)}。"
    return found


def _weights(policy: Policy) -> dict[str, str]:
    """The weights that a unit may state, with what holds where it does not."""
    weights = [(part.label, part.weight) for part in policy.parts]
    weights += [(group.label, group.weight) for part in policy.parts for group in part.groups]
    if policy.evaluation is not None:
        weights.append((policy.evaluation.label, policy.evaluation.quantity))
    by_label = {label: weight for label, weight in weights if label}
    labels = [label for label in labels_of(policy) if label]
    return {
        label: f"不填就是 {plain(by_label[label])}。"
        for label in dict.fromkeys((*labels, *by_label))
    }


def _numbers(policy: Policy) -> dict[str, str]:
    """How the numbers of the lists are filled in, by their labels."""
    said = dict.fromkeys(number_labels(policy), "原文没有定。不填，用到它的规则就不起作用。")
    for rule in policy.uses:
        for each in rule.when:
            if each.label and each.bounds:
                said[each.label] = f"不填就是 {plain(each.bounds[0][1])}。"
    return said
