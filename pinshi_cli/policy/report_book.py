"""The rule book of two-way ratings (正反测评): criteria, and how a report reads them."""

from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.policy.source import Source


class Criterion(NamedTuple):
    """A criterion of a two-way rating (正反测评): `way` is 正向 or 反向, under an `aspect`."""

    name: str
    aspect: str
    way: str
    source: Source


class ReportRule(NamedTuple):
    """How two-way ratings are read: shares of answers from which something is worth saying.

    A positive criterion is a strength from `strong` on, a shortcoming below `weak`; a negative one
    a shortcoming from `against` on; rater groups are split from `spread` on. Fewer sheets than
    `min_raters` allow no judgment.
    """

    strong: Fraction
    weak: Fraction
    against: Fraction
    spread: Fraction
    min_raters: int
    source: Source


class FactSource(NamedTuple):
    """A source of facts (来源单位 of 问题线索) that is gathered `every` quarter or year."""

    name: str
    every: str
    source: Source
