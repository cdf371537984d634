"""A unit's quarter on record, as a register can be held against it."""

from collections.abc import Mapping
from typing import NamedTuple

from pinshi_cli.ledger.entry import DECIDE, REVIEW_DECIDE, WHOLE, Entry, Facts, Result, Standing
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.workflow.ledger.entries import table, text


class ReviewedGrade(NamedTuple):
    """What a review decided of one person: the grade, in which entry."""

    grade: str | None
    seq: int


class OnRecord(NamedTuple):
    """A quarter as its registers made it: `head` and `results` without what reviews decided.

    `latest` is the number of its last entry of any kind, `by` that of the last register.
    """

    head: Facts
    results: tuple[Result, ...]
    reviewed: Mapping[str, ReviewedGrade]
    latest: int
    by: int


def registered(standing: Standing) -> Entry:
    """The last entry that was made from a register: a whole one, or the meeting's decisions."""
    made = [each for each in standing.entries if each.kind in (*WHOLE, DECIDE)]
    return made[-1] if made else standing.base


def on_record(standing: Standing) -> OnRecord:
    """The quarter as its registers made it. Raises `Refusal` L059 where it was pruned."""
    entry = registered(standing)
    if entry.head is None:
        message = f"{entry.unit.name}这一季的个人信息已经清理，不能再比较、更正"
        raise refuse("L059", message, "清理以前的备份里有原来的内容。")
    reviewed = {
        text(each.head, "person"): ReviewedGrade(text(each.head, "grade") or None, each.seq)
        for each in standing.entries
        if each.kind == REVIEW_DECIDE
    }
    results = tuple(_before_review(each) for each in standing.results)
    return OnRecord(entry.head, results, reviewed, standing.latest.seq, entry.seq)


def _before_review(result: Result) -> Result:
    """The result that the review found; it stands in its facts."""
    was = table(result.facts, "reviewed")
    if not was:
        return result
    facts = {key: value for key, value in result.facts.items() if key != "reviewed"}
    return result._replace(
        grade=text(was, "grade") or None, shown=text(was, "shown") or None, facts=facts
    )


def is_decided(standing: Standing) -> bool:
    """Whether the meeting has decided the quarter."""
    head = registered(standing).head
    return bool(head and head.get("decided"))
