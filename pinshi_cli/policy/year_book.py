"""The rule book of a year: how four quarters become a verdict."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source

Counts = tuple[tuple[str, int], ...]
"""How many quarters show each word: a grade."""


class Year(NamedTuple):
    """The annual score and the quota of the best verdict.

    Score: `weight` × the mean of the quarters' totals, the rest 年度测评, to `decimals` places.
    Quota: `share` of those who take part; the register may state another under `label`, up to
    `most`.
    """

    weight: Fraction
    decimals: int
    share: Fraction
    most: Fraction
    label: str
    source: Source


class YearEnd(NamedTuple):
    """An outcome that settles the year whatever the quarters say; one of the conditions is set.

    `shown`: any quarter shows one of these words. `latest`: the latest quarter's roster says one of
    these (of 参加情况, or 在外). `kinds`: a measure of these with 生效日期 in one of `years`
    (0 this year, -1 the one before); with `open` it is still open at the year's end instead.
    `leave_share`: leave of more than this share of the year's days.
    """

    id: str
    title: str
    verdict: str
    source: Source
    shown: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = (0,)
    open: bool = False
    leave_share: Fraction | None = None


class YearRule(NamedTuple):
    """A verdict by the grades of the quarters that stand.

    Holds where each grade of `at_least` is shown so often or more, each of `at_most` so often or
    less, and (`half_of`) these grades make more than half. The first that holds decides; lint lists
    years in which a later one says otherwise.
    """

    id: str
    title: str
    verdict: str
    source: Source
    at_least: Counts = ()
    at_most: Counts = ()
    half_of: tuple[str, ...] = ()


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
