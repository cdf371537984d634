"""指标体系, 指标评分 and 民主测评 of one book: what the score is made of."""

from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.contract import INDICATORS, POINTS, RATINGS
from pinshi_cli.registers.further import uncounted_by
from pinshi_cli.registers.indicators import (
    Indicators,
    categories_unknown,
    own_indicators,
    read_indicators,
)
from pinshi_cli.registers.people import People
from pinshi_cli.registers.ratings import Ratings, read_ratings
from pinshi_cli.registers.scores import Scores, levels_of, read_scores
from pinshi_cli.registers.sheet_forms import rated_headings


class Scoring(NamedTuple):
    """The indicators that count, everybody's points, everybody's ratings."""

    indicators: Indicators
    scores: Scores
    ratings: Ratings
    findings: list[Diagnostic]


def read_scoring(tables: Tables, policy: Policy, people: People) -> Scoring:
    """The three sheets, as far as the policy counts them."""
    uncounted = uncounted_by(policy)
    indicators, found = _indicators(tables, policy, people)
    scores = Scores({}, {}, set(), [], [])
    if POINTS not in uncounted:
        known = (*indicators.indicators, *indicators.uncounted)
        table = tables.get(POINTS, tuple(dict.fromkeys(each.name for each in known)))
        if table is not None:
            scores = read_scores(table, indicators.indicators, people, levels_of(policy))
            found += scores.findings
    ratings = Ratings({}, {}, set(), [], {})
    if RATINGS not in uncounted:
        table = tables.get(RATINGS, rated_headings(policy))
        if table is not None:
            ratings = read_ratings(table, policy, people)
            found += [*ratings.findings, *table.lost_cells("说明")]
    return Scoring(indicators, scores, ratings, found)


def _indicators(
    tables: Tables, policy: Policy, people: People
) -> tuple[Indicators, list[Diagnostic]]:
    table = tables.get(INDICATORS)
    if table is None or policy.is_base:
        sound = table is not None or INDICATORS not in tables.sheets
        own, unknown = _of_policy(policy, people)
        return own._replace(sound=sound), unknown
    indicators = read_indicators(table, policy)
    found = list(indicators.findings)
    if not indicators.indicators and not indicators.uncounted and indicators.sound:
        with_what = "指标" if policy.indicators else "维度"
        message = f"指标体系没有填写，按办法自带的{with_what}计分"
        at = tables.place(INDICATORS)
        own, unknown = _of_policy(policy, people)
        note = Diagnostic("S113", Severity.NOTE, message, at, "不需要处理。")
        return own, [*found, note, *unknown]
    found += categories_unknown(list(people.by_id.values()), indicators.indicators)
    return indicators, found


def _of_policy(policy: Policy, people: People) -> tuple[Indicators, list[Diagnostic]]:
    """The policy's own indicators, and whose 考核类别 has none of them."""
    own = own_indicators(policy)
    return own, categories_unknown(list(people.by_id.values()), own.indicators)
