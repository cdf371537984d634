"""The annual score, and the quota of the best annual grade. Nobody is chosen among equals."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from pinshi_cli.grading.quota import ranks_of
from pinshi_cli.model.grade import EVERYONE, QuotaUse, Reason
from pinshi_cli.model.number import ZERO, fixed, half_up, plain
from pinshi_cli.model.words import (
    BEST_OF_YEAR,
    CANDIDATE,
    COMPETENT,
    OUT_OF_YEAR,
    TO_STUDY,
    UNDETERMINED,
)
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import Year, YearQuota


class Contender(NamedTuple):
    """What ranks a person of a verdict: what the quarters show, their totals, 年度测评.

    `mean` is of the quarters' rounded totals, itself unrounded; None where no quarter is graded.
    """

    id: str
    verdict: str
    best: int
    mean: Fraction | None
    score: Fraction | None
    frontline: bool


class Place(NamedTuple):
    """A person's annual grade after the quota, the rank among candidates, and why."""

    proposed: str | None
    rank: int | None = None
    tied: bool = False
    reasons: tuple[Reason, ...] = ()


def annual_score(
    mean: Fraction | None, rating: Fraction | None, rule: Year | None
) -> Fraction | None:
    """The share of the quarters' mean and the rest of 年度测评, rounded once; None without both."""
    if mean is None or rating is None or rule is None:
        return None
    return half_up(rule.weight * mean + (1 - rule.weight) * rating, rule.decimals)


def mean_of(totals: Sequence[Fraction]) -> Fraction | None:
    """The unrounded mean, None of nothing."""
    return sum(totals, ZERO) / len(totals) if totals else None


def give_out_year(
    people: Sequence[Contender], share: Fraction | None, policy: Policy
) -> tuple[dict[str, Place], QuotaUse]:
    """Everyone's annual grade, by 编号, and how the quota of the best was used.

    `share` is what the register states; None where it states nothing.
    """
    rule = policy.year_quota
    base = sum(1 for each in people if each.verdict != OUT_OF_YEAR)
    candidates = [each for each in people if each.verdict == CANDIDATE]
    places = {each.id: Place(_as_it_stands(each.verdict)) for each in people}
    if rule is None:
        places |= {each.id: Place(None) for each in candidates}
        return places, QuotaUse(EVERYONE, None, base, None, len(candidates), None, ())
    used = rule.share if share is None else share
    limit = floor(used * base)
    keys = _ranked(candidates, policy)
    ranks = ranks_of(keys)
    sharing = Counter(ranks.values())
    how = _how(candidates, policy)
    for each in candidates:
        rank = ranks[each.id]
        places[each.id] = _place(rank, sharing[rank], limit, rule, how)
    tied = tuple(each.id for each in candidates if places[each.id].tied)
    given = sum(1 for place in places.values() if place.proposed == BEST_OF_YEAR)
    use = QuotaUse(EVERYONE, used, base, limit, len(candidates), given, tied, tuple(keys))
    return places, use


def _as_it_stands(verdict: str) -> str | None:
    return None if verdict in (TO_STUDY, UNDETERMINED, OUT_OF_YEAR) else verdict


def _by_score(candidates: Sequence[Contender]) -> bool:
    """Whether the annual score ranks; where one candidate has none, the quarters' mean does."""
    return all(each.score is not None for each in candidates)


def _ranked(
    candidates: Sequence[Contender], policy: Policy
) -> list[tuple[str, tuple[Fraction, ...]]]:
    """编号 and keys of the candidates, best first."""
    scored = _by_score(candidates)
    keys = []
    for each in candidates:
        score = (each.score if scored else each.mean) or ZERO
        key = {"best": Fraction(each.best), "score": score, "frontline": Fraction(each.frontline)}
        keys.append((each.id, tuple(key[tie.by] for tie in policy.year_ties)))
    return sorted(keys, key=lambda entry: entry[1], reverse=True)


def _how(candidates: Sequence[Contender], policy: Policy) -> str:
    """By what the candidates are ranked, for people."""
    said = {
        "best": f"“{policy.grades[0]}”的次数",
        "score": "年度得分" if _by_score(candidates) else "各季得分平均",
        "frontline": "一线岗位",
    }
    return "、".join(said[tie.by] for tie in policy.year_ties)


def _place(rank: int, sharing: int, limit: int, rule: YearQuota, how: str) -> Place:
    cite = rule.source.cite
    said = f"“{BEST_OF_YEAR}”名额 {limit} 人，按{how}列第 {rank} 位"
    if rank + sharing - 1 <= limit:
        return Place(BEST_OF_YEAR, rank, reasons=(Reason(cite, f"{said}，在名额之内"),))
    if rank <= limit:
        free = limit - rank + 1
        tie = f"，并列的 {sharing} 人争 {free} 个名额，暂列“{COMPETENT}”，由集体研究决定"
        return Place(COMPETENT, rank, tied=True, reasons=(Reason(cite, said + tie),))
    return Place(COMPETENT, rank, reasons=(Reason(cite, f"{said}，暂列“{COMPETENT}”"),))


def score_reason(mean: Fraction, rating: Fraction, score: Fraction, rule: Year) -> Reason:
    """How the annual score came about."""
    said = (
        f"年度得分 {fixed(score, rule.decimals)}：{plain(rule.weight)} × 各季得分平均 {plain(mean)}"
        f" + {plain(1 - rule.weight)} × 年度测评 {plain(rating)}"
    )
    return Reason(rule.source.cite, said)
