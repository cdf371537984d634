"""The rule book of a year: how four quarters become a verdict."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source


class Year(NamedTuple):
    """The annual score: `weight` × the mean of the quarters' totals, the rest 年度测评.

    Rounded once, to `decimals` places.
    """

    weight: Fraction
    decimals: int
    source: Source


class YearQuota(NamedTuple):
    """The quota of the best annual grade: `share` of those who take part.

    The register may state another share under `label`, up to the `most` of that name in `shares`.
    """

    share: Fraction
    label: str
    source: Source


class YearEnd(NamedTuple):
    """An outcome that settles the year whatever the quarters say; one of the conditions is set.

    `shown`: any quarter shows one of these words. `latest`: the latest quarter shows one of these,
    or its roster says so (参加情况). `leave_share`: leave of more than this share of the year's
    days. `kinds`: a measure of these, by `span`: "dated" (生效日期 in one of `years`: 0 this year,
    -1 the one before), "open" (still open when the year ends) or "since" (生效日期 in this year or
    any before). With `over_months` only one that runs longer, or has no 解除日期.
    """

    id: str
    title: str
    verdict: str
    source: Source
    shown: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    span: str = "dated"
    years: tuple[int, ...] = (0,)
    over_months: int | None = None
    leave_share: Fraction | None = None


class Count(NamedTuple):
    """How often the quarters show one of `grades`: from `least` to `most` times.

    `over`: in more than this share of the quarters that have a grade; `within`: in no more.
    """

    grades: tuple[str, ...]
    least: int = 0
    most: int | None = None
    over: Fraction | None = None
    within: Fraction | None = None

    def met_by(self, counts: Sequence[int], grades: Sequence[str]) -> bool:
        """Whether so many quarters of each of `grades` meet the bounds."""
        times = sum(n for n, grade in zip(counts, grades, strict=True) if grade in self.grades)
        total = Fraction(sum(counts))
        return (
            times >= self.least
            and (self.most is None or times <= self.most)
            and (self.over is None or times > self.over * total)
            and (self.within is None or times <= self.within * total)
        )


class YearRule(NamedTuple):
    """A verdict by the grades of the quarters that have one; holds where every count does.

    Of several that hold the heaviest verdict decides, as `words.VERDICTS` orders them. A rule whose
    verdict is 需研究 says that the source leaves the case open.
    """

    id: str
    title: str
    verdict: str
    when: tuple[Count, ...]
    source: Source

    def holds(self, counts: Sequence[int], grades: Sequence[str]) -> bool:
        """Whether the rule holds where so many quarters show each of `grades`."""
        return all(count.met_by(counts, grades) for count in self.when)


class YearCeiling(NamedTuple):
    """Measures of the year that bar verdicts: each of `bars` becomes `verdict`.

    Acts from `least` measures of these kinds with 生效日期 in the year on.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    bars: tuple[str, ...]
    verdict: str
    source: Source
    least: int = 1


class YearTie(NamedTuple):
    """A key that ranks candidates.

    `by` is "best" (how many of the best grade), "score" or "frontline" (一线岗位).
    """

    by: str
    source: Source
