"""The rules of a year in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from pinshi_cli.model.number import plain
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Line, Section, listed, section
from pinshi_cli.policy.year_book import Count, YearEnd, YearRule

TIE_WORDS = {"best": "比最高等次的次数", "score": "比年度得分", "frontline": "一线岗位在先"}
"""What ranks candidates."""


def year_sections(policy: Policy) -> Iterator[Section]:
    """The sections about a year, in the order of its steps."""
    yield section("年度：先看的情形", _ends(policy))
    yield section("年度：按各季等次", _rules(policy))
    yield section("年度：处分问责的限制", _ceilings(policy))
    yield section("年度：得分和优秀名额", _score(policy))


def _ends(policy: Policy) -> Iterator[Line]:
    for rule in policy.year_ends:
        yield Line(rule.title, f"{_when(rule)}：{rule.verdict}", rule.source)


def _when(rule: YearEnd) -> str:
    if rule.shown:
        return f"有一季“{listed(rule.shown)}”的"
    if rule.latest:
        return f"最近一季为{listed(rule.latest)}的"
    if rule.leave_share is not None:
        half = rule.leave_share == Fraction(1, 2)
        share = "一半" if half else f"的 {plain(rule.leave_share)} "
        return f"请假天数超过全年天数{share}的"
    kinds = listed(rule.kinds)
    if rule.span == "open":
        return f"{kinds}到年末未了的"
    if rule.span == "since":
        return f"{kinds}自生效之年起"
    longer = f"，期限超过 {rule.over_months} 个月的" if rule.over_months is not None else ""
    return f"{kinds}在{listed(_year_word(off) for off in rule.years)}生效的{longer}"


def _year_word(off: int) -> str:
    return {0: "本年", -1: "上一年", -2: "前年"}.get(off, f"{-off} 年前")


def _rules(policy: Policy) -> Iterator[Line]:
    for rule in policy.year_rules:
        yield Line(rule.title, f"{_counts_said(rule)}：{rule.verdict}", rule.source)


def _counts_said(rule: YearRule) -> str:
    return "，".join(map(_count_said, rule.when)) or "任何情形"


def _count_said(count: Count) -> str:
    grades = f"“{'、'.join(count.grades)}”"
    bounds = []
    if count.most == 0:
        return f"没有{grades}"
    if count.most is not None and count.most == count.least:
        return f"{grades}正好 {count.most} 次"
    if count.least:
        bounds.append(f"{count.least} 次以上")
    if count.most is not None:
        bounds.append(f"{count.most} 次以内")
    if count.over is not None:
        bounds.append(f"超过定等次季数的 {plain(count.over)}")
    if count.within is not None:
        bounds.append(f"不超过定等次季数的 {plain(count.within)}")
    return f"{grades}{listed(bounds)}"


def _ceilings(policy: Policy) -> Iterator[Line]:
    for rule in policy.year_ceilings:
        times = f" {rule.least} 次以上" if rule.least > 1 else ""
        says = f"本年有{listed(rule.kinds)}{times}的，{listed(rule.bars)}改为{rule.verdict}"
        yield Line(rule.title, says, rule.source)


def _score(policy: Policy) -> Iterator[Line]:
    year, quota = policy.year, policy.year_quota
    if year is not None:
        says = (
            f"各季总分平均占 {plain(year.weight)}，其余为年度测评；"
            f"四舍五入到 {year.decimals} 位小数"
        )
        yield Line("年度得分", says, year.source)
    if quota is not None:
        says = f"不超过参加人数的 {plain(quota.share)}，舍去小数；可填“{quota.label}”"
        yield Line("优秀名额", says, quota.source)
    for tie in policy.year_ties:
        yield Line("排序", TIE_WORDS[tie.by], tie.source)
