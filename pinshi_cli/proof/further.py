"""What a register shows beside grades, as examples expect it: 工作纪实, 正反测评."""

from collections.abc import Collection

from pinshi_cli.grading.records import records_of
from pinshi_cli.grading.two_way import Judged, Portrait, facts_in_doubt, portraits
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy

OF_RECORDS = ("late", "due")
OF_RATINGS = ("shares", "strengths", "shortcomings", "split", "few", "facts", "doubtful")


def further_shown(
    register: Register, policy: Policy, who: str, asked: Collection[str]
) -> dict[str, object]:
    """Of one person (or, `who` empty, of the unit) what is asked for.

    `late` is how many records came late or never, `due` what is proposed for it. Of a two-way
    rating: the exact share of each criterion (`7/10`), the criteria that stand out, whether too few
    sheets stand, how many facts there are and how many warnings about them.
    """
    found: dict[str, object] = {}
    if set(OF_RECORDS) & set(asked):
        for each in records_of(register, policy):
            if each.person.id == who:
                found |= {"late": len(each.late), "due": each.proposed}
    if set(OF_RATINGS) & set(asked) and policy.report is not None:
        doubts = facts_in_doubt(register, policy)
        for portrait in portraits(register, None, policy, policy.report):
            if who == (portrait.person.id if portrait.person is not None else ""):
                found |= _of_ratings(portrait)
                found["doubtful"] = sum(who in ("", each.person) for each in doubts)
    return found


def _of_ratings(portrait: Portrait) -> dict[str, object]:
    shares = {each.criterion.name: each.share.value for each in portrait.judged}
    return {
        "shares": {name: None if share is None else str(share) for name, share in shares.items()},
        "strengths": _names(portrait.strengths),
        "shortcomings": _names(portrait.shortcomings),
        "split": _names(portrait.split),
        "few": portrait.few,
        "facts": len(portrait.facts),
    }


def _names(judged: Collection[Judged]) -> list[str]:
    return [each.criterion.name for each in judged]
