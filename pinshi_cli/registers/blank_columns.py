"""The columns of an empty register's sheets: headings, limits, lists, notes."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.grading.standing import leave_rule
from pinshi_cli.model.number import plain
from pinshi_cli.model.words import NEGATIVE
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.columns import ID, NAME, Column
from pinshi_cli.registers.contract import (
    ATTENDANCE,
    DEPARTMENTS,
    INDICATORS,
    MONTHS,
    POINTS,
    RATINGS,
    ROSTER,
    SHEETS,
)


class Entry(NamedTuple):
    """A column to fill in. `kind` is that of the contract; `words` a drop-down list.

    A number lies between 0 and `most` (None: no limit). `note` is the heading's comment.
    """

    heading: str
    kind: str = "text"
    words: tuple[str, ...] = ()
    most: Fraction | None = None
    note: str = ""


def columns_of(sheet: str, policy: Policy, indicators: Sequence[str]) -> tuple[Entry, ...]:
    """The columns of a sheet; `indicators` are those of 指标评分."""
    rule = SHEETS[sheet]
    keys = [Entry(ID, "id", note=_ID_NOTE), Entry(NAME)] if rule.keys != "none" else []
    own = [
        entry_of(sheet, column, policy)
        for column in rule.columns
        if _is_used(sheet, column.heading, policy)
    ]
    more: list[Entry] = []
    if sheet == POINTS:
        more = [_indicator(name, policy) for name in indicators]
    elif sheet == RATINGS:
        more = list(_rated(policy))
    elif sheet == "正反测评":
        more = [Entry(each.name, note=f"{each.aspect}，{each.way}：填“是”或“否”，或次数。")
                for each in policy.criteria]  # fmt: skip
    if sheet in (RATINGS, "正反测评"):  # 票数 and 说明 come last, after what every rater fills in
        return (*keys, *own[:2], *more, *own[2:])
    return (*keys, *own, *more)


_ID_NOTE = "按文字填写，全表一致：007 和 7 是两个人。不要填身份证号。"


def entry_of(sheet: str, column: Column, policy: Policy) -> Entry:
    """What a cell of a column may hold, in the words that this policy knows."""
    words = column.words
    if column.kind == "grade":
        words = _grades_for(sheet, column.heading, policy)
    elif column.kind == "yes-no":
        words = ("是", "否")
    elif (sheet, column.heading) in _LISTS:
        words = _LISTS[sheet, column.heading](policy)
    must = "必填。" if column.required and not column.unless else ""
    return Entry(column.heading, column.kind, words, note=must + _note(sheet, column, words))


def _grades_for(sheet: str, heading: str, policy: Policy) -> tuple[str, ...]:
    if heading != "处理等次":
        return policy.grades
    rules = [rule for rule in policy.measures if (NEGATIVE in rule.kinds) == (sheet == NEGATIVE)]
    chosen = {grade for rule in rules if rule.by_case for grade in rule.exactly}
    return tuple(grade for grade in policy.grades if grade in chosen)


def _statuses(policy: Policy) -> tuple[str, ...]:
    return tuple(word for rule in policy.attendance for word in rule.statuses)


def _groups(policy: Policy) -> tuple[str, ...]:
    return tuple(group.name for part in policy.parts for group in part.groups)


def _identities(policy: Policy) -> tuple[str, ...]:
    own = tuple(each.identity for each in policy.reviewers)
    return own or tuple(name for part in policy.parts for name in part.reviewers)


def _classes(policy: Policy) -> tuple[str, ...]:
    return tuple(word for rule in policy.adjustments for word in rule.classes)


def _dimensions(policy: Policy) -> tuple[str, ...]:
    return tuple(each.name for each in policy.dimensions)


def _negative_classes(policy: Policy) -> tuple[str, ...]:
    return tuple(word for rule in policy.measures for word in rule.classes)


def _categories(policy: Policy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in policy.indicators for word in each.categories))


def _leaves(policy: Policy) -> tuple[str, ...]:
    rule = leave_rule(policy)
    return rule.statuses if rule is not None else ()


def _levels_of_departments(policy: Policy) -> tuple[str, ...]:
    return tuple(each.value for each in policy.quota_factors if each.of == "档次")


_LISTS: dict[tuple[str, str], Callable[[Policy], tuple[str, ...]]] = {
    (ROSTER, "参加情况"): _statuses,
    (ROSTER, "考核类别"): _categories,
    (ATTENDANCE, "类别"): _leaves,
    (DEPARTMENTS, "档次"): _levels_of_departments,
    (RATINGS, "评价主体"): _groups,
    ("领导评鉴", "评鉴身份"): _identities,
    ("加减分", "类别"): _classes,
    (NEGATIVE, "类别"): _negative_classes,
    (INDICATORS, "维度"): _dimensions,
}
"""Columns of free text in the contract whose words the policy gives."""


def _is_used(sheet: str, heading: str, policy: Policy) -> bool:
    """Whether the policy reads a column that only some policies do."""
    facts = {condition.what for use in policy.uses for condition in use.when}
    by = {group.by for group in policy.quota_groups}
    of = {factor.of for factor in policy.quota_factors}
    central = "中心工作" in by | of or "central" in facts
    used = {
        (ROSTER, "中心工作"): central,
        (ROSTER, "急难险重"): any("urgent" in fact for fact in facts),
        (POINTS, "月份"): False,
        ("加减分", "类别"): bool(_classes(policy)),
        (NEGATIVE, "类别"): bool(_negative_classes(policy)),
        ("领导评鉴", "个性等次"): any(part.column == "个性等次" for part in policy.parts),
        ("部门考评", "得分"): "得分" in of,
        ("部门考评", "档次"): "档次" in of,
        ("部门考评", "中心工作"): central,
    }
    return used.get((sheet, heading), True)


def _indicator(name: str, policy: Policy) -> Entry:
    fulls = [each.full for each in policy.indicators if each.name == name]
    fulls += [each.full for each in policy.dimensions if each.name == name]
    most = max(fulls) if fulls else None
    levels = [level.name for level in policy.levels]
    said = f"0 到 {plain(most)} 分" if most is not None else "0 到该项满分"
    if levels:
        note = f"填 {said}，或完成层次：{'、'.join(levels)}。"
        return Entry(name, "text", tuple(levels), note=note)
    return Entry(name, "number", most=most, note=f"{said}。得零分的填 0，不要空着。")


def _rated(policy: Policy) -> Iterator[Entry]:
    """What raters fill in: dimensions, 总分, 等次, as the parts' forms ask."""
    parts = policy.parts_from("ratings")
    seen: set[str] = set()
    for part in parts:
        for dimension in policy.rated(part):
            if dimension.name not in seen:
                seen.add(dimension.name)
                note = f"0 到 {plain(dimension.full)} 分。"
                yield Entry(dimension.name, "number", most=dimension.full, note=note)
    for part in parts:
        groups = "、".join(group.name for group in part.groups)
        if part.form == "total" and "总分" not in seen:
            seen.add("总分")
            note = f"{groups}填：0 到 {plain(part.full)} 分。"
            yield Entry("总分", "number", most=part.full, note=note)
        if part.form == "vote" and "等次" not in seen:
            seen.add("等次")
            yield Entry("等次", "grade", policy.grades, note=f"{groups}填：选一个等次。")


def _note(sheet: str, column: Column, words: Sequence[str]) -> str:
    special = _NOTES.get((sheet, column.heading), "")
    if special:
        return special
    listed = f"可填：{'、'.join(words)}。" if words else ""
    return listed or _KIND_NOTES.get(column.kind, "")


_KIND_NOTES = {
    "date": "日期，例如 2026-04-01。",
    "month": "年月，例如 1995-03。",
    "week": "周期，例如 2026-W14 或 2026-04。",
    "year-or-month": "2026 或 2026-04。",
    "number": "只填数字。",
    "whole": "填整数。",
}

_NOTES = {
    (ROSTER, "参加情况"): "空着就是参加。外派、请假的还要填起始日期；还没有结束的，结束日期空着。",
    (ROSTER, "涉密"): "填“是”的人，等次和工作小结都不公示，公示里只计人数；不影响等次。",
    (ROSTER, "考核类别"): "与指标体系的“适用类别”一致。",
    (MONTHS, "月份"): "年月，例如 2026-03。",
    (DEPARTMENTS, "档次"): "照考评结果填写，各部门用同样的词。",
    (RATINGS, "评价人"): "填代号，不要写姓名；合并计票的空着，填票数。",
    (RATINGS, "票数"): "这一行代表几张相同的票；不填就是一张。",
    ("加减分", "分值"): "填正数，加还是减看“类型”。",
    ("加减分", "事件编号"): "同一件事用同一个编号，一个人只计一次。",
    (INDICATORS, "适用类别"): "空着是人人适用；几类之间用顿号。",
    (INDICATORS, "满分"): "大于 0 的数。",
}
