"""What the quota leaves open: not given out, a tie across its line, seats between equal groups."""

from collections.abc import Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.grade import Outcome, QuotaUse
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Quota

_MET = "会议另有决定的，填入“集体研究”表；没有的，不需要处理。"
_TO_MEET = "由集体研究决定，在“集体研究”表填写审定等次和理由。"


def undecided_ties(outcomes: Sequence[Outcome], group: str = "") -> list[Outcome]:
    """Those who tie across the quota's line (of one group), and of whom no meeting has spoken."""
    return [
        outcome
        for outcome in outcomes
        if outcome.tied and outcome.decided is None and group in ("", outcome.group)
    ]


def places_left(outcomes: Sequence[Outcome], use: QuotaUse, best: str) -> int:
    """How many places of the best grade the unit still has, the meeting's decisions counted."""
    taken = sum(1 for outcome in outcomes if outcome.grade == best)
    return (use.limit or 0) - taken


def level_groups(groups: Sequence[QuotaUse]) -> list[str]:
    """The groups between which equal remainders leave seats free."""
    return [use.group for use in groups if use.portion is not None and use.portion.level]


def level_seats(unit: QuotaUse, groups: Sequence[QuotaUse]) -> int:
    """How many seats equal remainders leave free."""
    return (unit.limit or 0) - sum(use.limit or 0 for use in groups)


def open_ends(
    outcomes: Sequence[Outcome],
    unit: QuotaUse,
    groups: Sequence[QuotaUse],
    quota: Quota,
    register: Register,
) -> list[Diagnostic]:
    """What people must still settle about the quota."""
    if not outcomes:
        return []
    at = Place(register.file, outcomes[0].person.at.sheet)
    cite = quota.source.cite
    waiting = [
        Diagnostic("G408", Severity.WARNING, message, at, "改正上面的错误后重算。", cite)
        for message in _not_given(groups or (unit,), quota)
    ]
    left = places_left(outcomes, unit, quota.grade)
    if left <= 0:
        return waiting
    met = register.unit.meeting_date is not None
    severity, hint = (Severity.NOTE, _MET) if met else (Severity.WARNING, _TO_MEET)
    end = "，会议未予调整，名额空着" if met else ""
    found = []
    for use in groups or (unit,):
        still = undecided_ties(outcomes, use.group if groups else "")
        if still:
            said = f"{_tied(use, still, groups)}余 {left} 个“{quota.grade}”名额{end}"
            found.append(Diagnostic("G409", severity, said, at, hint, cite))
    level = level_groups(groups)
    if level and unit.given is not None:
        seats = level_seats(unit, groups)
        short = f"{seats} 个名额不够每组一个，还余 {left} 个"
        said = f"{'、'.join(level)}的名额余数相同，{short}{end}"
        found.append(Diagnostic("G421", severity, said, at, hint, cite))
    return [*waiting, *found]


def _tied(use: QuotaUse, still: Sequence[Outcome], groups: Sequence[QuotaUse]) -> str:
    names = "、".join(outcome.person.name for outcome in still)
    where = f"“{use.group}”的" if groups else ""
    whole = "全体" if groups else ""
    return f"{where}名额线上完全同分，尚未定的有{names}，{whole}"


def _not_given(uses: Sequence[QuotaUse], quota: Quota) -> list[str]:
    """One sentence for each cause; the groups are named where it does not stop all of them."""
    causes: dict[str, list[QuotaUse]] = {}
    for use in uses:
        if use.awaits:
            causes.setdefault(use.awaits, []).append(use)
    found = []
    for because, stopped in causes.items():
        eligible = sum(use.eligible for use in stopped)
        if not eligible:
            continue
        named = "" if len(stopped) == len(uses) else f"（{'、'.join(u.group for u in stopped)}）"
        message = f"“{quota.grade}”名额{named}暂不分配：{because}，{eligible} 人的等次和名次待定"
        found.append(message)
    return found
