"""名额: how many may be 好, in which order people stand, and where they tie."""

from fractions import Fraction
from math import floor

from pinshi_cli.grading.quarter import places_left, undecided_ties, why_not_given
from pinshi_cli.model.grade import Outcome, QuotaUse
from pinshi_cli.model.number import half_up
from pinshi_cli.policy.book import Quota, Tie
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page, at, fitting

_GUARD = 9
"""Decimals to which share × base is rounded first: 0.29 × 100 is 28.999… in a spreadsheet."""

_USE = 3
_ORDER = 6


def write_quota(page: Page, contents: Contents) -> None:
    """The quota and its use, then the order of those compared."""
    quota = contents.policy.quota
    use = contents.graded.quota
    if quota is None:
        return
    names = [outcome.person.name for outcome in contents.graded.outcomes]
    ties = contents.policy.ties
    least = (12, 12, fitting(names, 12, 18), 12, *(14 for _ in ties), 14, 12)
    page.set_up((*least, *(13 for _ in range(9 - len(least)))), draft=contents.draft)
    page.title(0, f"“{quota.grade}”等次名额", draft=contents.draft)
    page.line(1, _said(contents, quota, use), page.looks.note)
    _use_row(page, contents, quota, use)
    page.line(_ORDER - 1, _order_said(ties, use), page.looks.note)
    _order(page, contents, use, ties)
    page.sheet.repeat_rows(_ORDER, _ORDER)
    page.sheet.freeze_panes(_ORDER + 1, 0)


def _said(contents: Contents, quota: Quota, use: QuotaUse) -> str:
    register, outcomes = contents.register, contents.graded.outcomes
    stated = register.stated.get(quota.label)
    if stated is not None:
        source = f"比例取自{stated.at.sheet} {stated.at.cell}"
    else:
        source = f"比例为默认值（{quota.source.cite}）"
    said = f"名额＝比例×参加考核人数，舍去小数。{source}。"
    if use.given is None:
        why = why_not_given(outcomes, use, register, quota.label)
        return f"{said}{why}，名额暂不分配；改正后重算。"
    still, free = undecided_ties(outcomes), places_left(outcomes, use, quota.grade)
    if still and free > 0:
        named = "、".join(outcome.person.name for outcome in still)
        said += f"名额线上完全同分、尚未定的：{named}；余 {free} 个名额由集体研究决定。"
    return said


def _use_row(page: Page, contents: Contents, quota: Quota, use: QuotaUse) -> None:
    looks, row = page.looks, _USE
    titles = ("组别", "名册人数", "不参加人数", "参加人数", "比例", "名额")
    more = (f"达到“{quota.grade}”", f"拟列“{quota.grade}”", "余额")
    page.texts(row - 1, (*titles, *more), looks.head)
    everyone = len(contents.graded.outcomes)
    page.text(row, 0, use.group, looks.centre)
    page.number(row, 1, everyone, looks.whole)
    page.number(row, 2, everyone - use.base, looks.whole)
    base = f"={at(row, 1)}-{at(row, 2)}"
    page.formula(row, 3, base, Fraction(use.base), looks.whole)
    page.texts(row, [""] * 5, looks.centre, first=4)
    page.number(row, 6, use.eligible, looks.whole)
    if use.share is None or use.limit is None:
        return
    page.number(row, 4, use.share, looks.parameter)
    if floor(half_up(use.share * use.base, _GUARD)) == use.limit:
        limit = f"=INT(ROUND({at(row, 4)}*{at(row, 3)},{_GUARD}))"
        page.formula(row, 5, limit, Fraction(use.limit), looks.whole)
    else:  # more digits than a spreadsheet can tell apart
        page.number(row, 5, use.limit, looks.whole)
    if use.given is not None:
        page.number(row, 7, use.given, looks.whole)
        left = f"={at(row, 5)}-{at(row, 7)}"
        page.formula(row, 8, left, Fraction(use.limit - use.given), looks.whole)


def _order_said(ties: tuple[Tie, ...], use: QuotaUse) -> str:
    if not use.keys:
        return "没有需要排序的人。"
    order = "、".join(("总分", *(_key_title(tie) for tie in ties)))
    return f"排序依据：依次比{order}；全部相同的并列。"


def _key_title(tie: Tie) -> str:
    return f"“{tie.of}”得分" if tie.by == "dimension" else f"{tie.of}分"


def _order(page: Page, contents: Contents, use: QuotaUse, ties: tuple[Tie, ...]) -> None:
    looks = page.looks
    titles = (
        "名次",
        "编号",
        "姓名",
        "总分",
        *(_key_title(tie) for tie in ties),
        "结果",
        "审定等次",
    )
    page.texts(_ORDER, titles, looks.head)
    by_id = {outcome.person.id: outcome for outcome in contents.graded.outcomes}
    for row, (person, keys) in enumerate(use.keys, start=_ORDER + 1):
        outcome = by_id[person]
        if outcome.rank is None:
            page.text(row, 0, "", looks.centre)
        else:
            page.number(row, 0, outcome.rank, looks.whole)
        page.text(row, 1, person, looks.centre)
        page.text(row, 2, outcome.person.name, looks.centre)
        page.number(row, 3, keys[0], looks.total)
        for column, (tie, key) in enumerate(zip(ties, keys[1:], strict=True), start=4):
            look = looks.figure if tie.by == "dimension" else looks.exact
            page.number(row, column, key, look)
        page.text(row, 3 + len(keys), _result(outcome), looks.centre)
        page.text(row, 4 + len(keys), outcome.decided or "", looks.centre)
    page.ids(_ORDER + 1, _ORDER + len(use.keys), 1)


def _result(outcome: Outcome) -> str:
    if outcome.rank is None:
        return "未分配"
    if outcome.tied:
        return "同分，待研究" if outcome.decided is None else "同分，已研究"
    return "名额外" if outcome.held_by_quota else "名额内"
