"""A policy as people read it: every rule, its clause, where it comes from, what is assumed."""

from collections.abc import Iterator
from typing import NamedTuple

from pinshi_cli.model.grade import STANDING_WORDS
from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import MeasureRule, Policy
from pinshi_cli.policy.source import Source
from pinshi_cli.workflow.documents import Document, document, policy_head

SPAN_WORDS = {
    "term": "处分期内（到解除日期，未填按法定期限）",
    "open": "生效起至解除",
    "dated": "生效日期在本季",
    "dated-or-open": "生效日期在本季，或填了解除日期且本季仍在其间",
    "since": "生效日期不晚于本季末",
    "listed": "列入本季负面清单",
}


class Line(NamedTuple):
    """One rule: what it is called, what it says, its source."""

    name: str
    says: str
    source: Source


class Section(NamedTuple):
    """The rules of one kind."""

    title: str
    lines: tuple[Line, ...]


def sections(policy: Policy) -> list[Section]:
    """Every rule of the book, by kind; kinds without a rule are left out."""
    found = [
        Section("计分", tuple(_scoring(policy))),
        Section("分数段", tuple(_bands(policy))),
        Section("好等次名额", tuple(_quota(policy))),
        Section("参加情况", tuple(_attendance(policy))),
        Section("处分问责与负面清单", tuple(_measures(policy))),
        Section("处分期限", tuple(_terms(policy))),
        Section("审定与其他", tuple(_other(policy))),
    ]
    return [section for section in found if section.lines]


def _scoring(policy: Policy) -> Iterator[Line]:
    if policy.score is not None:
        score = policy.score
        says = f"四舍五入到 {score.decimals} 位小数，满分 {plain(score.maximum)}"
        yield Line("总分", says, score.source)
    for part in policy.parts:
        label = f"（可在基本信息填“{part.label}”）" if part.label else ""
        yield Line(part.name, f"权重 {plain(part.weight)}{label}", part.source)
        for group in part.groups:
            label = f"（可在基本信息填“{group.label}”）" if group.label else ""
            yield Line(
                f"{part.name}·{group.name}", f"权重 {plain(group.weight)}{label}", part.source
            )
    for dimension in policy.dimensions:
        yield Line(dimension.name, f"满分 {plain(dimension.full)}", dimension.source)


def _bands(policy: Policy) -> Iterator[Line]:
    for band in policy.bands:
        yield Line(band.grade, f"{plain(band.least)} 分以上", band.source)


def _quota(policy: Policy) -> Iterator[Line]:
    quota = policy.quota
    if quota is not None:
        stated = f"可填“{quota.label}”，最高 {plain(quota.most)}"
        says = f"不超过参加人数的 {plain(quota.share)}，取整；{stated}"
        yield Line(quota.grade, says, quota.source)
    for tie in policy.ties:
        what = "维度得分" if tie.by == "dimension" else "部分得分"
        yield Line("同分先后", f"比“{tie.of}”的{what}", tie.source)


def _attendance(policy: Policy) -> Iterator[Line]:
    for rule in policy.attendance:
        when = ""
        if rule.away_months is not None:
            when = f"至季末仍在外且满 {rule.away_months} 个月的，"
        elif rule.leave_share is not None:
            when = f"超过全季天数 {plain(rule.leave_share)} 的，"
        says = f"{'、'.join(rule.statuses)}：{when}{STANDING_WORDS[rule.standing]}"
        yield Line(rule.title, says, rule.source)


def _measures(policy: Policy) -> Iterator[Line]:
    for rule in policy.measures:
        says = f"{'、'.join(rule.kinds)}；{SPAN_WORDS[rule.span]}：{_outcome(rule)}"
        yield Line(rule.title, says, rule.source)


def _outcome(rule: MeasureRule) -> str:
    if rule.at_most:
        return f"最高为“{rule.at_most}”"
    if rule.by_case:
        return f"按处理等次（{'、'.join(rule.exactly)}）"
    if rule.exactly:
        return f"定为“{rule.exactly[0]}”"
    if rule.later:
        return f"本季不影响，{rule.later}时起作用"
    return STANDING_WORDS[rule.standing]


def _terms(policy: Policy) -> Iterator[Line]:
    for term in policy.terms:
        yield Line(term.kind, f"{term.months} 个月", term.source)


def _other(policy: Policy) -> Iterator[Line]:
    if policy.decision is not None:
        says = "集体研究可降低等次，或在名额内恢复因名额、同分下调的；不得超过分数段和处理决定"
        yield Line("集体研究", says, policy.decision.source)
    for share in policy.shares:
        yield Line(share.label, f"基本信息可填，最高 {plain(share.most)}", share.source)
    for item in policy.uncounted:
        yield Line(item.sheet, "这张表不计分", item.source)


def policy_document(policy: Policy) -> Document:
    """`pinshi policy show --json`."""
    rules = [
        {
            "section": section.title,
            "name": line.name,
            "says": line.says,
            "cite": line.source.cite,
            "origin": line.source.origin,
            "assumed": line.source.assumed or None,
        }
        for section in sections(policy)
        for line in section.lines
    ]
    head = policy_head(policy) | {"base": policy.head.base or None}
    return document("policy-show", ok=True, diagnostics=(), policy=head, rules=rules)
