"""The rules about the use of results in sentences."""

from collections.abc import Iterator

from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Line, Section, listed, section
from pinshi_cli.policy.use_book import BOUND_WORDS, Condition
from pinshi_cli.policy.use_facts import fact_of

USE_WORDS = {
    "promotion": "职级晋升",
    "bonus": "奖金",
    "talent": "培养名单",
    "improve": "提醒改进",
    "praise": "表扬奖励",
    "contact": "联系点",
    "training": "培训",
    "check": "自查",
}
"""The kinds of list."""


def use_sections(policy: Policy) -> Iterator[Section]:
    """The sections about lists, a kind each, then criteria of two-way ratings."""
    for kind, word in USE_WORDS.items():
        yield section(f"结果运用：{word}", _lines(policy, kind))
    yield section("正反向测评", _two_way(policy))


def _lines(policy: Policy, kind: str) -> Iterator[Line]:
    for use in policy.uses:
        if use.kind == kind:
            when = "，".join(map(_condition, use.when))
            bars = "，不再列为人选" if use.bars else ""
            factor = f"，系数乘 {plain(use.factor)}" if use.factor != 1 else ""
            yield Line(use.title, f"{when}：{use.then}{bars}{factor}", use.source)
    if kind == "bonus":
        for each in policy.coefficients:
            yield Line(f"系数·{each.grade}", plain(each.factor), each.source)
    if kind == "promotion":
        yield from _higher_ranks(policy)
    if kind == "contact" and policy.evaluation is not None:
        evaluation = policy.evaluation
        points = listed(f"{word} {plain(value)}" for word, value in evaluation.points)
        label = f"（可在基本信息填“{evaluation.label}”）" if evaluation.label else ""
        says = f"定量得分占 {plain(evaluation.quantity)}{label}，其余为定性评价（{points}）"
        yield Line("评估", says, evaluation.source)


def _higher_ranks(policy: Policy) -> Iterator[Line]:
    higher = policy.higher_ranks
    if higher is not None:
        says = f"{listed(higher.ranks)}按类型平分，职数填“{higher.label}”"
        yield Line("较高职级", says, higher.source)
    for third in policy.thirds:
        yield Line(third.name, "较高职级的一份", third.source)


def _condition(condition: Condition) -> str:
    fact = fact_of(condition.what)
    title = fact.title if fact is not None else condition.what
    said = [f"为{'或'.join(condition.words)}"] if condition.words else []
    said += [f"{BOUND_WORDS[kind]} {plain(bound)}" for kind, bound in condition.bounds]
    if condition.label and not condition.bounds:
        word = BOUND_WORDS.get(condition.bound, "")
        said.append(f"{word}基本信息“{condition.label}”所填的数（未填的不据此定任何人）")
    elif condition.label:
        said.append(f"（可填“{condition.label}”）")
    return f"{title}{'、'.join(said)}"


def _two_way(policy: Policy) -> Iterator[Line]:
    for criterion in policy.criteria:
        yield Line(criterion.name, f"{criterion.aspect}，{criterion.way}", criterion.source)
    report = policy.report
    if report is not None:
        says = (
            f"正向的答“是”满 {plain(report.strong)} 为长处，不足 {plain(report.weak)} 为不足；"
            f"反向的满 {plain(report.against)} 为不足；各评价主体相差满 {plain(report.spread)} 的"
            f"指出；少于 {report.min_raters} 张的不下结论"
        )
        yield Line("分析报告", says, report.source)
    for source in policy.fact_sources:
        yield Line(source.name, f"问题线索的来源，每{source.every}汇集", source.source)
