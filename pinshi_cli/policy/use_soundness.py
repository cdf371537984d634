"""Whether the rules of the use of results hold together: facts known, words that can be, labels."""

from collections.abc import Iterator

from pinshi_cli.model.names import nearest
from pinshi_cli.model.words import SHOWN
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.shape import Report
from pinshi_cli.policy.use_book import Condition, Use
from pinshi_cli.policy.use_facts import (
    EVALUATED,
    FACTS,
    QUALITIES,
    UNSAID,
    YEAR_GRADES,
    Fact,
    fact_of,
    grades_counted,
)


def check_uses(policy: Policy, report: Report) -> None:
    """Faults of the lists' rules, and of what a bonus, thirds and contact points rest on."""
    for index, rule in enumerate(policy.uses):
        for place, condition in enumerate(rule.when):
            path = f"uses[{index}].when[{place}]"
            _check_condition(condition, path, rule, policy, report)
        if rule.factor != 1 and rule.kind != "bonus":
            report("P602", f"uses[{index}].factor", "只有 bonus 用得到 factor", "删掉 factor。")
        if rule.bars and rule.kind != "promotion":
            report("P602", f"uses[{index}].bars", "只有 promotion 用得到 bars", "删掉 bars。")
    _check_labels(policy, report)
    _check_coefficients(policy, report)
    _check_thirds(policy, report)
    _check_evaluation(policy, report)


def _check_condition(
    condition: Condition, path: str, rule: Use, policy: Policy, report: Report
) -> None:
    fact = fact_of(condition.what)
    if fact is None:
        close = nearest(condition.what, FACTS, 0.5)
        hint = f"你是不是想写 {close}？" if close else f"可写：{'、'.join(FACTS)}、count:等次。"
        report("P610", f"{path}.what", f"没有名为 {condition.what} 的事实", hint)
        return
    if fact.units != (rule.kind == "contact"):
        whose = "单位" if fact.units else "个人"
        hint = "contact 的规则问单位的事实，其他的问个人的事实。"
        report("P610", f"{path}.what", f"{condition.what} 是{whose}的事实，这里用不到", hint)
    for word in grades_counted(condition.what):
        if word not in (*policy.grades, *SHOWN):
            hint = f"本规则的等次有：{'、'.join(policy.grades)}。"
            report("P609", f"{path}.what", f"“{word}”不是等次", hint)
    if fact.kind == "words":
        _check_words(condition, fact, path, policy, report)
    else:
        _check_bounds(condition, path, report)


def _check_words(
    condition: Condition, fact: Fact, path: str, policy: Policy, report: Report
) -> None:
    if condition.bounds or condition.label or condition.bound:
        hint = "只写 words。"
        report("P602", path, f"“{fact.title}”是文字，用不到数的界限", hint)
    if not condition.words:
        report("P606", f"{path}.words", f"没有写“{fact.title}”是什么", "写 words。")
    known = fact.of
    if condition.what in ("grade", "shown"):
        known = (*policy.grades, *SHOWN)
    elif condition.what == "type" and policy.thirds:
        known = tuple(third.name for third in policy.thirds)
    for word in condition.words:
        if known and word not in (*known, UNSAID):
            hint = f"可写：{'、'.join((*known, UNSAID))}。"
            report("P605", f"{path}.words", f"“{fact.title}”不会是“{word}”", hint)


def _check_bounds(condition: Condition, path: str, report: Report) -> None:
    title = condition.what
    if condition.words == (UNSAID,) and not (condition.bounds or condition.label):
        return  # where nobody knows the number
    if condition.words:
        hint = f"写 least、most 或 below；问没有填的，只写“{UNSAID}”。"
        report("P602", f"{path}.words", f"{title} 是数，用不到 words", hint)
    standing = len(condition.bounds)
    if condition.bound and (standing or not condition.label):
        hint = "bound 只在有 label、原文没有数的时候写。"
        report("P602", f"{path}.bound", "bound 在这里用不到", hint)
    elif not standing and not condition.bound:
        hint = "写 least、most 或 below；原文没有数的，写 label 和 bound。"
        report("P606", path, f"{title} 没有界限", hint)
    elif condition.label and standing > 1:
        hint = "拆成两个条件。"
        report("P602", f"{path}.label", "有 label 的条件只能有一个界限", hint)


def _check_labels(policy: Policy, report: Report) -> None:
    """A label of 基本信息 means one number only."""
    taken = [each.label for each in policy.parts] + [share.label for share in policy.shares]
    taken += [group.label for part in policy.parts for group in part.groups]
    taken += [policy.quota.label] if policy.quota is not None else []
    seen: dict[str, object] = {label: None for label in taken if label}
    for path, label, meaning in _labels(policy):
        if seen.setdefault(label, meaning) != meaning:
            hint = "同一个数写法相同；不同的数用不同的名称。"
            report("P607", path, f"“{label}”指两个不同的数", hint)


def _labels(policy: Policy) -> Iterator[tuple[str, str, object]]:
    for index, rule in enumerate(policy.uses):
        for place, each in enumerate(rule.when):
            if each.label:
                # the same number may bar below it and admit from it on
                number = each.bounds[0][1] if each.bounds else "blank"
                yield f"uses[{index}].when[{place}].label", each.label, number
        if rule.gives:
            yield f"uses[{index}].gives", rule.gives, "told"
    if policy.higher_ranks is not None:
        yield "higher_ranks.label", policy.higher_ranks.label, "posts"
    if policy.evaluation is not None and policy.evaluation.label:
        yield "evaluation.label", policy.evaluation.label, "quantity"


def _check_coefficients(policy: Policy, report: Report) -> None:
    named = {each.grade for each in policy.coefficients}
    bonus = any(rule.kind == "bonus" for rule in policy.uses)
    if bonus != bool(named):
        lacking = "coefficients" if bonus else "uses"
        report("P606", lacking, "奖金要有系数，也要有 bonus 的规则", "两样都写，或都删去。")
    for index, each in enumerate(policy.coefficients):
        if each.grade not in (*policy.grades, *SHOWN, *YEAR_GRADES):
            hint = f"可写：{'、'.join((*policy.grades, *SHOWN, *YEAR_GRADES))}。"
            report("P609", f"coefficients[{index}].grade", f"“{each.grade}”不是等次", hint)
    wanted = policy.grades if named else ()
    if named & set(YEAR_GRADES):
        wanted = (*wanted, *YEAR_GRADES)
    for grade in wanted:
        if grade not in named:
            report("P606", "coefficients", f"没有写“{grade}”的系数", "每个等次写一个系数。")


def _check_thirds(policy: Policy, report: Report) -> None:
    if bool(policy.thirds) != (policy.higher_ranks is not None):
        hint = "higher_ranks 写哪些职级，thirds 写分成哪几份。"
        report("P606", "thirds", "higher_ranks 和 thirds 要一起写", hint)
    if len(policy.thirds) == 1:
        report("P606", "thirds", "只有一份，谈不上分", "每一份写一条。")


def _check_evaluation(policy: Policy, report: Report) -> None:
    evaluation = policy.evaluation
    if evaluation is None:
        asked = [each.what for rule in policy.uses for each in rule.when]
        if any(what in EVALUATED for what in asked):
            hint = "写上定量、定性怎么折算。"
            report("P606", "evaluation", "有按评估得分的规则，没有 evaluation", hint)
        return
    counted = {word for word, _ in evaluation.points}
    for word in QUALITIES:
        if word not in counted:
            report("P606", f"evaluation.points.{word}", f"没有写“{word}”折算多少分", "补上。")
    for word in sorted(counted - set(QUALITIES)):
        hint = f"可写：{'、'.join(QUALITIES)}。"
        report("P605", f"evaluation.points.{word}", f"定性评价不会是“{word}”", hint)
