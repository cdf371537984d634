"""Every possible quarter: band edges, measures alone and in pairs, statuses, quota sizes."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import NamedTuple

from pinshi_cli.grading.measures import acting_on, rule_for
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.number import plain
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Measure
from pinshi_cli.model.words import KINDS, NEGATIVE, STATUSES
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Part
from pinshi_cli.proof.lint_finding import CONFLICT, OPEN, UNREACHABLE, Found

_QUARTER = Quarter(2026, 1)
_SIZES = range(51)
"""How many people a unit may have, as far as quotas are tried."""


def lint_quarter(policy: Policy) -> tuple[list[Found], int]:
    """What the book leaves open of a quarter, and how many quarters were tried."""
    if policy.is_base:
        return [], 0
    findings = list(_statuses(policy))
    tried = 0
    for lint in (_bands, _measures, _quotas):
        found, number = lint(policy)
        findings += found
        tried += number
    return findings, tried


def _statuses(policy: Policy) -> Iterator[Found]:
    known = {word for rule in policy.attendance for word in rule.statuses}
    unsaid = "、".join(word for word in STATUSES if word not in known)
    if unsaid:
        yield Found(OPEN, f"参加情况“{unsaid}”没有规定", (), "等次暂缺，请人工定")


class _Range(NamedTuple):
    """The least and the most that a score can come to."""

    least: Fraction
    most: Fraction


def _bands(policy: Policy) -> tuple[list[Found], int]:
    """Each edge and one step to either side: which bands nobody can ever reach."""
    score = policy.score
    if score is None:
        return [], 0
    step = Fraction(1, 10**score.decimals)
    reach = _reach(policy, score.maximum)
    edges = {band.least + off * step for band in policy.bands for off in (-1, 0, 1)}
    totals = [t for t in sorted({*edges, *reach}) if reach.least <= t <= reach.most]
    reached = {next(band.grade for band in policy.bands if total >= band.least) for total in totals}
    findings = [
        Found(
            UNREACHABLE,
            f"分数段“{band.grade}”谁也落不进去：总分只能在 "
            f"{plain(reach.least)} 到 {plain(reach.most)} 之间",
            (band.source.cite,),
        )
        for band in policy.bands
        if band.grade not in reached
    ]
    return findings, len(totals)


def _reach(policy: Policy, maximum: Fraction) -> _Range:
    """What the total can come to, 加减分 and its bounds counted in."""
    ranges = [(part.weight, _part_range(part)) for part in policy.parts]
    least = sum((weight * each.least for weight, each in ranges), Fraction(0))
    most = sum((weight * each.most for weight, each in ranges), Fraction(0))
    for rule in policy.adjustments:
        if rule.kind == "加分":
            most += rule.cap
        else:
            least -= rule.cap
    return _Range(max(least, Fraction(0)), min(most, maximum))


def _part_range(part: Part) -> _Range:
    if part.kind == "fixed":
        return _Range(part.value, part.value)
    if part.points:
        points = [value for _, value in part.points]
        return _Range(min(points), max(points))
    return _Range(Fraction(0), Fraction(100))


Case = tuple[str, Measure]
"""A measure in force, and how it is said."""


def _measures(policy: Policy) -> tuple[list[Found], int]:
    """Every measure in force, alone and in pairs, with every grade that its row may say."""
    findings = []
    ruled = {kind for rule in policy.measures for kind in rule.kinds}
    unruled = "、".join(kind for kind in (*KINDS, NEGATIVE) if kind not in ruled)
    if unruled:
        says = f"{unruled}在本季怎样影响等次没有规定"
        findings.append(Found(OPEN, says, (), "提示核对，不改变等次"))
    cases = list(_cases(policy))
    sets: list[Sequence[Case]] = [(case,) for case in cases]
    sets += combinations(cases, 2)
    for each in sets:
        acting = acting_on([measure for _, measure in each], _QUARTER, policy)
        decided = acting.standing or acting.exactly or acting.at_most
        silent = all(_is_later(policy, measure) for _, measure in each)
        if not decided and not silent:
            said = "、".join(said for said, _ in each)
            findings.append(Found(OPEN, f"{said}：有效而没有结果", (), "不改变等次"))
    findings += _doubled(policy)
    return findings, len(sets) * len(policy.bands)


def _cases(policy: Policy) -> Iterator[Case]:
    for rule in policy.measures:
        for kind in rule.kinds:
            for group in rule.classes or ("",):
                for outcome in rule.exactly if rule.by_case else (None,):
                    said = "".join((kind, f"·{group}" if group else "", f"（{outcome or ''}）"))
                    yield said.removesuffix("（）"), _measure(kind, group, outcome)


def _measure(kind: str, group: str, outcome: str | None) -> Measure:
    at = Place()
    return Measure("", kind, _QUARTER.first, None, outcome, at, at, group)


def _is_later(policy: Policy, measure: Measure) -> bool:
    rule = rule_for(policy, measure.kind, measure.group)
    return rule is not None and bool(rule.later)


def _doubled(policy: Policy) -> Iterator[Found]:
    """Two rules for one measure that do not do the same."""
    for one, other in combinations(policy.measures, 2):
        both = [kind for kind in one.kinds if kind in other.kinds]
        same_rows = set(one.classes) & set(other.classes) or not (one.classes or other.classes)
        if both and same_rows:
            cites = (one.source.cite, other.source.cite)
            says = f"“{both[0]}”由“{one.title}”和“{other.title}”两条规定"
            yield Found(CONFLICT, says, cites, "用先写的一条")


def _quotas(policy: Policy) -> tuple[list[Found], int]:
    """Units of 0 to 50 people: where the quota leaves no place at all."""
    quota = policy.quota
    if quota is None:
        return [], 0
    none = [size for size in _SIZES if size and floor(quota.share * size) == 0]
    findings = []
    if none:
        people = f"{none[0]} 人" if len(none) == 1 else f"{none[0]}–{none[-1]} 人"
        says = f"参加考核的只有 {people}时，“{quota.grade}”名额取整为 0，一个也没有"
        does = "名额为 0；主管部门另有规定的，填写好等次比例"
        findings.append(Found(OPEN, says, (quota.source.cite,), does))
    return findings, len(_SIZES)
