"""The rule book of 复核."""

from typing import NamedTuple

from pinshi_cli.policy.source import Source


class ReviewRule(NamedTuple):
    """复核: who may ask for one, and by when, in calendar days.

    `grades` are those whose holders may ask; empty: everyone's. `ask_days` count from the day
    after the result became known, `decide_days` from the day after the request.
    """

    ask_days: int
    decide_days: int
    source: Source
    grades: tuple[str, ...] = ()
