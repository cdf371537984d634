"""复核: who may ask for one, until when, and when it must be decided. Days are calendar days."""

from datetime import date, timedelta
from typing import NamedTuple

from pinshi_cli.policy.book import Policy


class ReviewTerms(NamedTuple):
    """What the rules say of one request; all but `decide_by` only where something is known.

    `may_ask` is False where the rules name other grades; `in_time` is None where nobody said when
    the result became known. `cite` is the clause, `assumed` why the source does not say it so.
    """

    may_ask: bool
    ask_by: date | None
    in_time: bool | None
    decide_by: date | None
    cite: str = ""
    assumed: str = ""


def review_terms(grade: str | None, known: date | None, asked: date, policy: Policy) -> ReviewTerms:
    """The terms of a request of `asked` about a grade that became known on `known`."""
    rule = policy.review
    if rule is None:
        return ReviewTerms(may_ask=True, ask_by=None, in_time=None, decide_by=None)
    ask_by = None if known is None else known + timedelta(days=rule.ask_days)
    return ReviewTerms(
        not rule.grades or grade in rule.grades,
        ask_by,
        None if ask_by is None else asked <= ask_by,
        asked + timedelta(days=rule.decide_days),
        rule.source.cite,
        rule.source.assumed,
    )
