"""Whether a pack holds together: weights, ladders, one rule for one thing, no word unknown."""

from collections.abc import Iterable, Iterator
from typing import Any

from pinshi_cli.model.names import nearest
from pinshi_cli.model.words import CHECKS, KINDS, NEGATIVE, SHEETS, STATUSES, UNIT_KINDS
from pinshi_cli.policy.book import MeasureRule, Policy
from pinshi_cli.policy.part_soundness import check_parts, check_weights
from pinshi_cli.policy.quota_soundness import check_quota
from pinshi_cli.policy.schema import NAME_OF, Pack
from pinshi_cli.policy.scope_soundness import check_needed, check_view
from pinshi_cli.policy.scopes import scope_words, within, words_of
from pinshi_cli.policy.shape import Report
from pinshi_cli.policy.source import Source
from pinshi_cli.policy.use_soundness import check_uses
from pinshi_cli.policy.year_soundness import check_year

_ONE_RULE = "每条规则用一个自己的编号；要替换底本的规则，把它列入 policy.replaces。"


def check_pack(pack: Pack, report: Report) -> None:
    """Faults that one pack shows by itself."""
    for kind, rules in pack.rules.items():
        keys = [(NAME_OF[kind](rule), _scope_of(rule)) for rule in rules]
        for index, (key, scope) in enumerate(keys):
            if any(key == name and _meet(scope, other) for name, other in keys[:index]):
                report("P607", f"{kind}[{index}]", f"{kind} 里 {key} 写了两次", _ONE_RULE)
    for index, rule in enumerate(pack.rules["attendance"]):
        if rule.away_months is not None and rule.leave_share is not None:
            hint = "外派和请假分成两条规则。"
            report("P608", f"attendance[{index}]", "一条规则不能既按外派又按请假", hint)
    for index, rule in enumerate(pack.rules["measures"]):
        _check_outcome(rule, f"measures[{index}].then", report)


def _scope_of(rule: Any) -> tuple[str, ...]:  # noqa: ANN401  # a rule of any kind, or an example
    source = getattr(rule, "source", None)
    return source.scope if isinstance(source, Source) else ()


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two scopes leave open which rule speaks; a scoped one goes before one for all."""
    return one == other or bool(set(one) & set(other))


def _check_outcome(rule: MeasureRule, path: str, report: Report) -> None:
    said = [bool(rule.at_most), bool(rule.exactly), bool(rule.standing), bool(rule.later)]
    if sum(said) != 1:
        hint = "只写一个：at_most、exactly、standing 或 later。"
        report("P608", path, "一条规则须有且只有一个结果", hint)
    if len(set(rule.exactly)) != len(rule.exactly):
        report("P607", path, "exactly 里同一个等次写了两次", "每个等次写一次。")


def check_policy(policy: Policy, report: Report) -> None:
    """Faults that show only in the whole book: sums, ladders, words that nothing defines."""
    for kind, index, word in _twice(policy):
        hint = "一个取值只能归一条规则。"
        report("P607", f"{kind}[{index}]", f"“{word}”由两条规则规定", hint)
    _check_terms(policy, report)
    _check_register_words(policy, report)
    _check_scopes(policy, report)
    _check_checks(policy, report)
    check_year(policy, report)
    if policy.bands:
        _check_words(policy, report)
    if policy.is_base:
        return
    check_needed(policy, report)
    check_parts(policy, report)
    check_quota(policy, report)
    check_uses(policy, report)
    for words in ((), *((word,) for word in scope_words(policy))):
        view = within(policy, frozenset(words))
        check_weights(view, words, report)
        check_view(policy, view, words, report)
    _check_ladder(policy, report)


def _check_scopes(policy: Policy, report: Report) -> None:
    known = (*words_of(policy), *UNIT_KINDS)
    for word in scope_words(policy):
        if word not in known:
            hint = f"可写：{'、'.join(known)}；别的先在 scopes 里写明。"
            report("P605", "scope", f"没有名为“{word}”的适用机关", hint)


def _check_checks(policy: Policy, report: Report) -> None:
    """What `[[checks]]` ask of a register is known, and has what it needs."""
    for index, check in enumerate(policy.checks):
        path = f"checks[{index}].what"
        if check.what not in CHECKS:
            close = nearest(check.what, CHECKS, 0.5)
            hint = f"你是不是想写 {close}？" if close else f"可写：{'、'.join(CHECKS)}。"
            report("P605", path, f"没有名为“{check.what}”的核查", hint)
        if check.what == "indicator-count" and check.value is None:
            report("P606", f"checks[{index}].value", "没有写应有多少项指标", "写 value = 项数。")
        if check.what == "records-of-everyone" and policy.records is None:
            report("P606", "records", "没有写工作纪实按周还是按月", "补上 [records]。")


def _check_terms(policy: Policy, report: Report) -> None:
    known = {term.kind for term in policy.terms}
    for index, rule in enumerate(policy.measures):
        for kind in rule.kinds:
            if rule.span == "term" and kind not in known:
                hint = "在 terms 里写明它的期限。"
                report("P610", f"measures[{index}].when.kinds", f"“{kind}”没有期限", hint)


def _check_register_words(policy: Policy, report: Report) -> None:
    """Words of the register that no register can hold: a rule for them would never act."""
    kinds, sheets = (*KINDS, NEGATIVE), SHEETS
    named: list[tuple[str, str, tuple[str, ...]]] = []
    for index, attendance in enumerate(policy.attendance):
        named += [(f"attendance[{index}].statuses", w, STATUSES) for w in attendance.statuses]
    for index, measure in enumerate(policy.measures):
        named += [(f"measures[{index}].when.kinds", kind, kinds) for kind in measure.kinds]
    named += [(f"terms[{index}].kind", term.kind, KINDS) for index, term in enumerate(policy.terms)]
    named += [("sheets.required", sheet, sheets) for sheet in policy.required_sheets]
    named += [("sheets.offered", sheet, sheets) for sheet in policy.offered_sheets]
    named += [
        (f"uncounted[{index}].sheet", item.sheet, sheets)
        for index, item in enumerate(policy.uncounted)
    ]
    for path, word, words in named:
        if word not in words:
            close = nearest(word, words, 0.5)
            hint = f"你是不是想写“{close}”？" if close else f"可写：{'、'.join(words)}。"
            report("P605", path, f"登记簿里没有“{word}”这个词", hint)


def _check_words(policy: Policy, report: Report) -> None:
    for path, grade in _grades_named(policy):
        if grade not in policy.grades:
            hint = f"本规则的等次有：{'、'.join(policy.grades)}。"
            report("P609", path, f"“{grade}”不是等次", hint)
    dimensions = {dimension.name for dimension in policy.dimensions}
    known = {"dimension": dimensions, "part": {part.name for part in policy.parts}}
    for index, tie in enumerate(policy.ties):
        if tie.of not in known[tie.by]:
            hint = "写本规则已有的维度或部分的名称。"
            report("P610", f"ties[{index}].of", f"没有“{tie.of}”", hint)
    if policy.quota is not None and policy.quota.grade in policy.grades[-1:]:
        report("P609", "quota.grade", "名额不能设在最低的等次上", "写最高的等次。")
    if policy.quota is not None and policy.quota.most < policy.quota.share:
        report("P604", "quota.most", "名额上限小于默认比例", "most 不得小于 share。")


def _check_ladder(policy: Policy, report: Report) -> None:
    least = [band.least for band in policy.bands]
    if sorted(least, reverse=True) != least or len(set(least)) != len(least):
        report("P612", "bands", "分数段没有从高到低排列", "从最高的等次写起，逐段降低。")
    if least and least[-1] != 0:
        report("P612", "bands", "最低的等次没有从 0 分起", "最低一段写 least = 0，不留空档。")
    if policy.score is not None and least and least[0] > policy.score.maximum:
        report("P612", "bands[0].least", "最高一段高过满分，谁也到不了", "改到满分以内。")
    if not any(dimension.full for dimension in policy.dimensions):
        report("P604", "dimensions", "维度没有满分", "每个维度写大于 0 的满分。")


def _twice(policy: Policy) -> Iterator[tuple[str, int, str]]:
    """Words of 参加情况, 种类 and 类型 (with 类别) that two rules for the same units settle."""
    measures = [
        [f"{kind}·{name}" if name else kind for kind in rule.kinds for name in rule.classes or [""]]
        for rule in policy.measures
    ]
    adjustments = [
        [f"{rule.kind}·{name}" if name else rule.kind for name in rule.classes or [""]]
        for rule in policy.adjustments
    ]
    tables: tuple[tuple[str, Iterable[Any], Iterable[Iterable[str]]], ...] = (
        ("attendance", policy.attendance, [rule.statuses for rule in policy.attendance]),
        ("measures", policy.measures, measures),
        ("adjustments", policy.adjustments, adjustments),
    )
    for kind, rules, settled in tables:
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for index, (rule, words) in enumerate(zip(rules, settled, strict=True)):
            scope = _scope_of(rule)
            for word in words:
                if any(word == other and _meet(scope, theirs) for other, theirs in seen):
                    yield kind, index, word
                seen.add((word, scope))


def _grades_named(policy: Policy) -> Iterator[tuple[str, str]]:
    if policy.quota is not None:
        yield "quota.grade", policy.quota.grade
    for grade in policy.review.grades if policy.review is not None else ():
        yield "review.grades", grade
    for index, rule in enumerate(policy.measures):
        if rule.at_most:
            yield f"measures[{index}].then.at_most", rule.at_most
        for grade in rule.exactly:
            yield f"measures[{index}].then.exactly", grade
