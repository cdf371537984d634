"""Whether the rules of a year hold together: known words, one condition each, none idle."""

from collections.abc import Iterator
from itertools import product

from pinshi_cli.model.names import nearest
from pinshi_cli.model.words import KINDS, SHOWN, STATUSES, VERDICTS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.shape import Report
from pinshi_cli.policy.year_book import YearCeiling, YearEnd, YearRule

_QUARTERS = 4


def check_year(policy: Policy, report: Report) -> None:
    """Faults of the year's rules; those about grades only where the book has grades."""
    for index, end in enumerate(policy.year_ends):
        _check_end(end, f"year_ends[{index}].when", report)
    for index, ceiling in enumerate(policy.year_ceilings):
        _check_ceiling(ceiling, f"year_ceilings[{index}]", report)
    _check_words(policy, report)
    _check_quota(policy, report)
    if policy.is_base:
        return
    for index, rule in enumerate(policy.year_rules):
        _check_rule(rule, f"year_rules[{index}].when", policy.grades, report)


def _check_end(end: YearEnd, path: str, report: Report) -> None:
    said = [bool(end.shown), bool(end.latest), bool(end.kinds), end.leave_share is not None]
    if sum(said) != 1:
        hint = "只写一个：shown、latest、kinds 或 leave_share。"
        report("P608", path, "一条年度规则须有且只有一个条件", hint)
    dated = YearEnd._field_defaults
    for key in ("span", "years", "over_months"):
        needed = end.kinds and (key == "span" or end.span == "dated")
        if getattr(end, key) != dated[key] and not needed:
            report("P602", f"{path}.{key}", f"{key} 在这里用不到", f"删掉 {key}。")


def _check_ceiling(ceiling: YearCeiling, path: str, report: Report) -> None:
    """A ceiling only ever makes a verdict heavier, so that several of them come to an end."""
    for verdict in ceiling.bars:
        if VERDICTS.index(verdict) >= VERDICTS.index(ceiling.verdict):
            message = f"“{verdict}”改成“{ceiling.verdict}”并没有更重"
            report("P608", f"{path}.bars", message, "bars 只写比 verdict 轻的结论。")


def _check_words(policy: Policy, report: Report) -> None:
    for path, word, words in _words(policy):
        if word not in words:
            close = nearest(word, words, 0.5)
            hint = f"你是不是想写“{close}”？" if close else f"可写：{'、'.join(words)}。"
            report("P605", path, f"登记簿里没有“{word}”这个词", hint)


def _words(policy: Policy) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Words of the year's rules, each with its key path and those that it may be."""
    shown = (*policy.grades, *SHOWN)
    for index, end in enumerate(policy.year_ends):
        path = f"year_ends[{index}].when"
        if not policy.is_base:
            yield from ((f"{path}.shown", word, shown) for word in end.shown)
        yield from ((f"{path}.latest", word, (*STATUSES, *SHOWN)) for word in end.latest)
        yield from ((f"{path}.kinds", kind, KINDS) for kind in end.kinds)
    for index, ceiling in enumerate(policy.year_ceilings):
        yield from ((f"year_ceilings[{index}].kinds", kind, KINDS) for kind in ceiling.kinds)


def _check_quota(policy: Policy, report: Report) -> None:
    quota = policy.year_quota
    if quota is None:
        return
    most = next((share.most for share in policy.shares if share.label == quota.label), None)
    if most is None:
        hint = "在 shares 里写明它的上限。"
        report("P610", "year_quota.label", f"shares 里没有“{quota.label}”", hint)
    elif most < quota.share:
        hint = "share 不得大于 shares 里同名的 most。"
        report("P604", "year_quota.share", "优秀比例大于允许的上限", hint)


def _check_rule(rule: YearRule, path: str, grades: tuple[str, ...], report: Report) -> None:
    unknown = [grade for count in rule.when for grade in count.grades if grade not in grades]
    for grade in dict.fromkeys(unknown):
        hint = f"本规则的等次有：{'、'.join(grades)}；底本的年度规则，按名称换成自己的。"
        report("P609", path, f"“{grade}”不是等次", hint)
    if not unknown and not any(rule.holds(year, grades) for year in _years(grades)):
        hint = "核对次数：一年四季，各项条件要能同时成立。"
        report("P604", path, f"年度规则 {rule.id} 在任何一年都不会成立", hint)


def _years(grades: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    every = product(range(_QUARTERS + 1), repeat=len(grades))
    return (counts for counts in every if sum(counts) <= _QUARTERS)
