"""The annual score, and the quota of the best annual grade. Nobody is chosen among equals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor, lcm
from operator import itemgetter
from typing import NamedTuple

from pinshi_cli.grading.quota import ranks_of
from pinshi_cli.model.grade import EVERYONE, QuotaUse, Reason
from pinshi_cli.model.number import ZERO, fixed, plain, steps
from pinshi_cli.model.words import (
    BEST_OF_YEAR,
    CANDIDATE,
    COMPETENT,
    OUT_OF_YEAR,
    TO_STUDY,
    UNDETERMINED,
    VERDICTS,
)
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import Year


class Contender(NamedTuple):
    """What ranks a person of a verdict: what the quarters show, their totals, the annual score.

    `totals` are the rounded ones of the quarters that are graded.
    """

    id: str
    verdict: str
    best: int
    totals: Sequence[Fraction]
    score: Fraction | None
    frontline: bool


class Line(NamedTuple):
    """The line of the quota: how many seats, how the candidates are ranked, who shares a rank."""

    limit: int
    cite: str
    how: str
    sharing: Mapping[int, int]

    def reason(self, rank: int) -> Reason:
        """What a rank means for the annual grade."""
        said = f"“{BEST_OF_YEAR}”名额 {self.limit} 人，按{self.how}列第 {rank} 位"
        sharing = self.sharing[rank]
        if rank + sharing - 1 <= self.limit:
            return Reason(self.cite, f"{said}，在名额之内")
        if rank <= self.limit:
            free = self.limit - rank + 1
            tie = f"，并列的 {sharing} 人争 {free} 个名额，暂列“{COMPETENT}”，由集体研究决定"
            return Reason(self.cite, said + tie)
        return Reason(self.cite, f"{said}，暂列“{COMPETENT}”")


class Allotted(NamedTuple):
    """A person's annual grade after the quota; of a candidate the rank, and the line it lies at."""

    proposed: str | None
    rank: int | None = None
    tied: bool = False
    line: Line | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """How the quota came out; empty where the person is no candidate."""
        return () if self.rank is None or self.line is None else (self.line.reason(self.rank),)


_AS_IT_STANDS = {
    verdict: Allotted(None if verdict in (TO_STUDY, UNDETERMINED, OUT_OF_YEAR) else verdict)
    for verdict in VERDICTS
}


def annual_score(
    totals: Sequence[Fraction], rating: Fraction | None, rule: Year | None
) -> Fraction | None:
    """The share of the totals' mean and the rest of 年度测评, rounded once; None without both."""
    if not totals or rating is None or rule is None:
        return None
    # weight × mean + (1 - weight) × rating as whole numbers over one denominator
    points, of = _mean(totals)
    above, below = rule.weight.as_integer_ratio()
    rated, rated_of = rating.as_integer_ratio()
    sum_ = above * points * rated_of + (below - above) * rated * of
    return Fraction(steps(sum_, below * of * rated_of, rule.decimals), 10**rule.decimals)


def mean_of(totals: Sequence[Fraction]) -> Fraction | None:
    """The unrounded mean, None of nothing."""
    return Fraction(*_mean(totals)) if totals else None


def _mean(totals: Sequence[Fraction]) -> tuple[int, int]:
    """The mean as two whole numbers, not reduced."""
    ratios = [total.as_integer_ratio() for total in totals]
    common = lcm(*[below for _, below in ratios])
    return sum([above * (common // below) for above, below in ratios]), common * len(ratios)


def give_out_year(
    people: Sequence[Contender], share: Fraction | None, policy: Policy
) -> tuple[dict[str, Allotted], QuotaUse]:
    """Everyone's annual grade, by 编号, and how the quota of the best was used.

    `share` is what the register states; None where it states nothing.
    """
    rule = policy.year_quota
    base = sum(1 for each in people if each.verdict != OUT_OF_YEAR)
    candidates = [each for each in people if each.verdict == CANDIDATE]
    places = {each.id: _AS_IT_STANDS[each.verdict] for each in people}
    if rule is None:
        places |= {each.id: Allotted(None) for each in candidates}
        return places, QuotaUse(EVERYONE, None, base, None, len(candidates), None, ())
    used = rule.share if share is None else share
    limit = floor(used * base)
    ranks = ranks_of(_ranked(candidates, policy))
    sharing = Counter(ranks.values())
    line = Line(limit, rule.source.cite, _how(candidates, policy), sharing)
    places |= {id_: _at(line, rank) for id_, rank in ranks.items()}
    tied = tuple(each.id for each in candidates if places[each.id].tied)
    given = sum(1 for each in candidates if places[each.id].proposed == BEST_OF_YEAR)
    return places, QuotaUse(EVERYONE, used, base, limit, len(candidates), given, tied)


def _by_score(candidates: Sequence[Contender]) -> bool:
    """Whether the annual score ranks; where one candidate has none, the quarters' mean does."""
    return all(each.score is not None for each in candidates)


def _ranked(
    candidates: Sequence[Contender], policy: Policy
) -> list[tuple[str, tuple[Fraction | int, ...]]]:
    """编号 and keys of the candidates, best first."""
    scored = _by_score(candidates)
    unit = 10 ** (policy.year.decimals if policy.year is not None else 0)
    keys = []
    for each in candidates:
        key: dict[str, Fraction | int] = {"best": each.best, "frontline": int(each.frontline)}
        if each.score is not None and scored:
            above, below = each.score.as_integer_ratio()
            key["score"] = above * (unit // below)  # rounded scores are whole numbers of the unit
        else:
            key["score"] = mean_of(each.totals) or ZERO
        keys.append((each.id, tuple([key[tie.by] for tie in policy.year_ties])))
    return sorted(keys, key=itemgetter(1), reverse=True)


def _how(candidates: Sequence[Contender], policy: Policy) -> str:
    """By what the candidates are ranked, for people."""
    said = {
        "best": f"“{policy.grades[0]}”的次数",
        "score": "年度得分" if _by_score(candidates) else "各季得分平均",
        "frontline": "一线岗位",
    }
    return "、".join(said[tie.by] for tie in policy.year_ties)


def _at(line: Line, rank: int) -> Allotted:
    """The annual grade of a rank: the best only where all who share it are within the limit."""
    if rank + line.sharing[rank] - 1 <= line.limit:
        return Allotted(BEST_OF_YEAR, rank, line=line)
    return Allotted(COMPETENT, rank, tied=rank <= line.limit, line=line)


def score_reason(mean: Fraction, rating: Fraction, score: Fraction, rule: Year) -> Reason:
    """How the annual score came about."""
    said = (
        f"年度得分 {fixed(score, rule.decimals)}：{plain(rule.weight)} × 各季得分平均 {plain(mean)}"
        f" + {plain(1 - rule.weight)} × 年度测评 {plain(rating)}"
    )
    return Reason(rule.source.cite, said)
