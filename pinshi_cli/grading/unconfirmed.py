"""The defaults that nobody confirmed: what a policy assumes and the register does not state."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part
from pinshi_cli.policy.source import Source

MOST_NAMED = 3
"""Of a table with more open rules the line tells only how many there are."""


class Unconfirmed(NamedTuple):
    """A default that nobody confirmed. `value` is empty where it is a rule, not a number.

    `table` is what the rules of its kind are called together, empty for a parameter by itself.
    """

    title: str
    value: str
    source: Source
    table: str = ""


def unconfirmed_line(register: Register, policy: Policy) -> str:
    """The sentence that names every default nobody confirmed; empty where there is none."""
    named: list[str] = []
    for table, each in groupby(unconfirmed(register, policy), key=lambda one: one.table):
        found = list(each)
        if table and len(found) > MOST_NAMED:
            named.append(f"{table} {len(found)} 项")
        else:
            named += [f"{one.title} {one.value}".strip() for one in found]
    return f"以下参数为默认值，本单位尚未确认：{'；'.join(named)}" if named else ""


def unconfirmed(register: Register, policy: Policy) -> list[Unconfirmed]:
    """What this policy only assumes and the register does not state."""
    numbers = (*_weights(register, policy), *_methods(policy), *_ladders(policy))
    rules = (each for each in _rules(register, policy) if each.source.assumed)
    return [*numbers, *_quota(register, policy), *rules]


def _weights(register: Register, policy: Policy) -> list[Unconfirmed]:
    found: list[Unconfirmed] = []
    parts = [(part.name, part.weight, part.label) for part in policy.parts]
    if any(part.source.assumed for part in policy.parts):
        source = next(part.source for part in policy.parts if part.source.assumed)
        found += _open_weights(parts, register, source)
    for part in policy.parts:
        if part.source.assumed:
            groups = [(group.name, group.weight, group.label) for group in part.groups]
            found += _open_weights(groups, register, part.source)
    return found


def _open_weights(
    named: list[tuple[str, Fraction, str]], register: Register, source: Source
) -> list[Unconfirmed]:
    """The weights of one sum that nobody stated: those with a label, else all of them.

    One weight by itself is the whole, and nothing to confirm.
    """
    labelled = [(label, weight) for _, weight, label in named if label]
    if labelled:
        return [
            Unconfirmed(label, plain(weight), source)
            for label, weight in labelled
            if label not in register.stated
        ]
    if len(named) == 1:
        return []
    return [Unconfirmed(f"{name}权重", plain(weight), source) for name, weight, _ in named]


def _methods(policy: Policy) -> list[Unconfirmed]:
    """How assumed parts come to their score, beside their weights."""
    return [
        Unconfirmed(part.name, said, part.source)
        for part in policy.parts
        if part.source.assumed and (said := "、".join(_method(part)))
    ]


def _method(part: Part) -> Iterable[str]:
    if part.aggregate == "trimmed":
        yield f"满 {part.trim_from} 张去掉最高最低各 {part.trim} 张"
    if part.aggregate == "median":
        yield "取中位数"
    if part.void:
        yield "废票不计"
    if part.min_raters > 1:
        yield f"至少 {part.min_raters} 张"
    if part.points:
        yield f"折算 {' '.join(f'{grade}{plain(points)}' for grade, points in part.points)}"
    if part.kind == "fixed":
        yield f"固定 {plain(part.value)} 分"


def _ladders(policy: Policy) -> Iterable[Unconfirmed]:
    """The full marks and the thresholds, each as one row of numbers."""
    ladders: tuple[tuple[str, list[tuple[str, Fraction, Source]]], ...] = (
        ("维度满分", [(each.name, each.full, each.source) for each in policy.dimensions]),
        ("分数线", [(each.grade, each.least, each.source) for each in policy.bands]),
    )
    for title, steps in ladders:
        sources = [source for _, _, source in steps if source.assumed]
        if sources:
            said = " ".join(f"{name}{plain(value)}" for name, value, _ in steps)
            yield Unconfirmed(title, said, sources[0])


def _quota(register: Register, policy: Policy) -> list[Unconfirmed]:
    """The quota's share, the rounding of totals, and what orders equal ones."""
    found = []
    quota = policy.quota
    if quota is not None and quota.source.assumed and quota.label not in register.stated:
        found.append(Unconfirmed(quota.label, plain(quota.share), quota.source))
    if policy.score is not None and policy.score.source.assumed:
        decimals = f"{policy.score.decimals} 位小数"
        found.append(Unconfirmed("总分取舍", decimals, policy.score.source))
    if any(tie.source.assumed for tie in policy.ties):
        order = "、".join(tie.of for tie in policy.ties)
        found.append(Unconfirmed("同分先后", order, policy.ties[0].source))
    return found


def _rules(register: Register, policy: Policy) -> Iterable[Unconfirmed]:
    """Every rule of the tables that a quarter is graded by, assumed or not.

    A unit with a 指标体系 of its own has confirmed its indicators by it.
    """
    own = any(each.at.sheet for each in register.indicators)
    for indicator in () if own else policy.indicators:
        name = f"指标“{indicator.name}”满分"
        yield Unconfirmed(name, plain(indicator.full), indicator.source, "指标")
    for level in policy.levels:
        name = f"完成档次“{level.name}”"
        yield Unconfirmed(name, plain(level.share), level.source, "完成档次")
    for item in policy.adjustments:
        yield Unconfirmed(f"{item.title}上限", plain(item.cap), item.source, "加减分上限")
    for group in policy.quota_groups:
        yield Unconfirmed("名额分组", f"按{group.by}", group.source, "名额分组")
    for factor in policy.quota_factors:
        of = factor.value if factor.least is None else f"满 {plain(factor.least)}"
        name = f"名额系数（{factor.of}{of}）"
        yield Unconfirmed(name, plain(factor.factor), factor.source, "名额系数")
    for status in policy.attendance:
        yield Unconfirmed(status.title, "", status.source, "参加情况规则")
    for measure in policy.measures:
        yield Unconfirmed(measure.title, "", measure.source, "处分问责规则")
