"""What a review decided stands, whatever a register says of the person afterwards."""

from collections.abc import Iterator, Mapping, Sequence

from pinshi_cli.ledger.entry import Result
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.workflow.ledger.entries import table, text
from pinshi_cli.workflow.ledger.states import OnRecord


def against_reviews(
    file: str,
    known: OnRecord,
    in_force: Mapping[str, Result],
    results: Sequence[Result],
    *,
    correct: bool,
) -> Iterator[Diagnostic]:
    """An error for each person whom the register gives another grade than the review decided.

    Where it is not a correction, the grade that the review found may stand in the register, as
    long as no meeting has newly decided it: the review's decision stays over it.
    """
    before = {each.id: each for each in known.results}
    for result in results:
        review = known.reviewed.get(result.id)
        if review is None or result.grade == review.grade:
            continue
        was, now = before.get(result.id), in_force.get(result.id)
        if not correct and was and now and _is_held(now) and _says_nothing_new(was, result):
            continue
        message = (
            f"{result.name}复核决定为“{review.grade or '没有等次'}”（第 {review.seq} 笔），"
            f"这本登记簿是“{result.grade or '没有等次'}”"
        )
        hint = (
            "在“集体研究”里填上复核决定的等次，再记；高于得分等次填不进去的，"
            "先改正得分或处分的原始数据，再加 --correct；要改复核决定的，再受理一次复核。"
        )
        yield Diagnostic("L053", Severity.ERROR, message, Place(file), hint, "", result.id)


def held(result: Result, in_force: Result) -> Result:
    """What a later meeting says of a person, with the grade that a review holds over it."""
    if not _is_held(in_force) or result.grade != _grade_before(in_force):
        return result
    was = {**table(in_force.facts, "reviewed"), "grade": result.grade, "shown": result.shown}
    shown = result.shown if in_force.grade == result.grade else in_force.shown
    facts = {**result.facts, "reviewed": was}
    return result._replace(grade=in_force.grade, shown=shown, facts=facts)


def _is_held(in_force: Result) -> bool:
    """Whether the grade in force is a review's, not one that a register gave after it."""
    return bool(table(in_force.facts, "reviewed"))


def _grade_before(in_force: Result) -> str | None:
    return text(table(in_force.facts, "reviewed"), "grade") or None


def _says_nothing_new(was: Result, now: Result) -> bool:
    """Whether the grade, and what a meeting decided of it, is what the review found."""
    decided = text(now.facts, "decided")
    return now.grade == was.grade and decided in ("", text(was.facts, "decided"))
