"""The rules of a quarter in sentences."""

from collections.abc import Iterator
from itertools import pairwise

from pinshi_cli.model.grade import STANDING_WORDS
from pinshi_cli.model.number import plain
from pinshi_cli.model.words import CHECKS
from pinshi_cli.policy.book import MeasureRule, Policy
from pinshi_cli.policy.said import Line, Section, listed, section
from pinshi_cli.policy.said_score import scoring

SPAN_WORDS = {
    "term": "处分期内（到解除日期，未填按法定期限）",
    "open": "生效起至解除",
    "dated": "生效日期在本季",
    "dated-or-open": "生效日期在本季，或填了解除日期且本季仍在其间",
    "since": "生效日期不晚于本季末",
    "listed": "列入本季负面清单",
}
"""When a measure acts."""


def quarter_sections(policy: Policy) -> Iterator[Section]:
    """The sections about a quarter, in the order of its steps."""
    yield section("适用机关", _scopes(policy))
    yield section("参加情况", _attendance(policy))
    yield section("计分", scoring(policy))
    yield section("分数段", _bands(policy))
    yield section("处分问责与负面清单", _measures(policy))
    yield section("处分期限", _terms(policy))
    yield section("好等次名额", _quota(policy))
    yield section("评鉴和审定", _deciding(policy))
    yield section("登记簿", _register(policy))


def _scopes(policy: Policy) -> Iterator[Line]:
    for scope in policy.scopes:
        yield Line(scope.name, "基本信息“适用机关”可填，填了才适用标明它的条目", scope.source)


def _attendance(policy: Policy) -> Iterator[Line]:
    for rule in policy.attendance:
        when = ""
        if rule.away_months is not None:
            when = f"至季末仍在外且满 {rule.away_months} 个月的，"
        elif rule.leave_share is not None:
            when = f"超过全季天数 {plain(rule.leave_share)} 的，"
        says = f"{listed(rule.statuses)}：{when}{STANDING_WORDS[rule.standing]}"
        yield Line(rule.title, says, rule.source)


def _bands(policy: Policy) -> Iterator[Line]:
    above = {low.grade: high for high, low in pairwise(policy.bands)}
    for band in policy.bands:
        bounds = [f"满 {plain(band.least)} 分"] if band.least or band.grade not in above else []
        if band.grade in above:
            bounds.append(f"不足 {plain(above[band.grade].least)} 分")
        yield Line(band.grade, listed(bounds), band.source)


def _measures(policy: Policy) -> Iterator[Line]:
    for rule in policy.measures:
        classes = f"（类别：{listed(rule.classes)}）" if rule.classes else ""
        says = f"{listed(rule.kinds)}{classes}；{SPAN_WORDS[rule.span]}：{outcome_said(rule)}"
        yield Line(rule.title, says, rule.source)


def outcome_said(rule: MeasureRule) -> str:
    """What a measure does to the grade."""
    if rule.at_most:
        return f"最高为“{rule.at_most}”"
    if rule.by_case:
        return f"按处理等次（{listed(rule.exactly)}）"
    if rule.exactly:
        return f"定为“{rule.exactly[0]}”"
    if rule.later:
        return f"本季不影响，{rule.later}时起作用"
    return STANDING_WORDS[rule.standing]


def _terms(policy: Policy) -> Iterator[Line]:
    for term in policy.terms:
        yield Line(term.kind, f"{term.months} 个月", term.source)


def _quota(policy: Policy) -> Iterator[Line]:
    quota = policy.quota
    if quota is not None:
        stated = f"可填“{quota.label}”，最高 {plain(quota.most)}"
        says = f"不超过参加人数的 {plain(quota.share)}，舍去小数；{stated}"
        yield Line(quota.grade, says, quota.source)
    for group in policy.quota_groups:
        says = f"名额按{group.by}分配，各组按人数占比，余数大的先得"
        yield Line("分组", says, group.source)
    for factor in policy.quota_factors:
        fits = f"{factor.of}为“{factor.value}”" if factor.value else ""
        if factor.least is not None:
            fits = f"{factor.of}满 {plain(factor.least)} 分"
        says = f"部门考评{fits}的，名额按人数的 {plain(factor.factor)} 倍参与分配"
        yield Line("差异化", says, factor.source)
    for tie in policy.ties:
        what = "维度得分" if tie.by == "dimension" else "部分得分"
        yield Line("同分先后", f"比“{tie.of}”的{what}", tie.source)


def _deciding(policy: Policy) -> Iterator[Line]:
    for reviewer in policy.reviewers:
        says = "评鉴并提出建议等次" if reviewer.proposes else "评鉴，不提建议等次"
        yield Line(reviewer.identity, says, reviewer.source)
    if policy.decision is not None:
        says = "集体研究可降低等次，或在名额内恢复因名额、同分下调的；不得超过分数段和处理决定"
        yield Line("集体研究", says, policy.decision.source)
    review = policy.review
    if review is not None:
        who = f"“{listed(review.grades)}”的人" if review.grades else "对结果不服的人"
        says = (
            f"{who}，知悉之日起 {review.ask_days} 日内可以申请；"
            f"收到申请之日起 {review.decide_days} 日内作出决定"
        )
        yield Line("复核", says, review.source)


def _register(policy: Policy) -> Iterator[Line]:
    for share in policy.shares:
        yield Line(share.label, f"基本信息可填，最高 {plain(share.most)}", share.source)
    for item in policy.uncounted:
        yield Line(item.sheet, "这张表不计分", item.source)
    for check in policy.checks:
        value = f"：{check.value}" if check.value is not None else ""
        word = "不符合的是错误" if check.severity == "error" else "不符合的给出警告"
        yield Line(check.title, f"{CHECKS[check.what]}{value}；{word}", check.source)
    records = policy.records
    if records is not None:
        period = "每周" if records.every == "week" else "每月"
        says = (
            f"{period}一份，期满后 {records.due_days} 天内填报；"
            f"迟报、漏报满 {records.late_least} 次的，建议{records.proposes}，由主管领导决定"
        )
        yield Line("工作纪实", says, records.source)
