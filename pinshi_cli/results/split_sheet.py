"""The part of 名额 on a split quota: each group's weight, ideal seats, remainder and limit."""

from fractions import Fraction
from math import floor

from pinshi_cli.grading.open_ends import level_groups, level_seats
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.grade import Portion, QuotaUse
from pinshi_cli.model.number import half_up
from pinshi_cli.policy.book import Quota
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page, at

GUARD = 9
"""Decimals to which seats are rounded before they are cut: 0.29 × 100 is 28.999… in a sheet."""

_TITLES = ("组别", "参加人数", "系数", "权数", "可分名额", "权数合计", "应得名额", "整数", "余数")


def rows_of_split(graded: Graded) -> int:
    """How many rows the part takes, with an empty one below."""
    return len(graded.groups) + 3 if graded.groups else 0


def write_split(page: Page, row: int, contents: Contents, quota: Quota) -> None:
    """A line that says how it is worked out, then a row for each group."""
    groups = contents.graded.groups
    if not groups:
        return
    page.line(row, _said(contents), page.looks.note)
    more = ("名额", f"达到“{quota.grade}”", f"拟列“{quota.grade}”", "余额")
    page.texts(row + 1, (*_TITLES, *more), page.looks.head)
    for place, use in enumerate(groups, start=row + 2):
        _group(page, place, use)


def _said(contents: Contents) -> str:
    graded, rules = contents.graded, contents.policy.quota_groups
    by = "、".join(f"{rule.by}（{rule.source.cite}）" for rule in rules)
    said = (
        f"名额按{by}分配：权数＝参加人数×系数；应得名额＝可分名额×权数÷权数合计；"
        "先取整数，剩下的名额按余数从大到小每组加 1。"
    )
    full = [use.group for use in graded.groups if use.portion is not None and use.portion.full]
    if full:
        said += f"{'、'.join(full)}应得超过人数，本组每人一个，其余名额在其他组之间重新计算。"
    level = level_groups(graded.groups)
    if level:
        seats = level_seats(graded.quota, graded.groups)
        said += f"{'、'.join(level)}余数相同，{seats} 个名额不够每组一个，由集体研究决定。"
    factors = [
        f"{use.group}{reason.text}（{reason.rule}）"
        for use in graded.groups
        if use.portion is not None
        for reason in use.portion.why
    ]
    return f"{said}系数：{'；'.join(factors)}。" if factors else said


def _group(page: Page, row: int, use: QuotaUse) -> None:
    looks, portion = page.looks, use.portion
    page.text(row, 0, use.group, looks.centre)
    page.number(row, 1, use.base, looks.whole)
    page.texts(row, [""] * 11, looks.centre, first=2)
    page.number(row, 10, use.eligible, looks.whole)
    if portion is None or use.limit is None:
        return
    page.number(row, 2, portion.factor, looks.parameter)
    page.formula(row, 3, f"={at(row, 1)}*{at(row, 2)}", portion.weight, looks.figure)
    page.number(row, 4, portion.pool, looks.whole)
    page.number(row, 5, portion.pool_weight, looks.figure)
    if portion.pool_weight:
        _worked(page, row, use.base, portion)
    page.number(row, 9, use.limit, looks.whole)
    if use.given is not None:
        page.number(row, 11, use.given, looks.whole)
        left = f"={at(row, 9)}-{at(row, 11)}"
        page.formula(row, 12, left, Fraction(use.limit - use.given), looks.whole)


def _worked(page: Page, row: int, base: int, portion: Portion) -> None:
    """The ideal seats, cut; a full group's remainder is of no matter."""
    looks, ideal = page.looks, portion.ideal
    whole = Fraction(min(base, floor(ideal)))
    page.formula(row, 6, f"={at(row, 4)}*{at(row, 3)}/{at(row, 5)}", ideal, looks.exact)
    if floor(half_up(ideal, GUARD)) == floor(ideal):
        cut = f"=MIN({at(row, 1)},INT(ROUND({at(row, 6)},{GUARD})))"
        page.formula(row, 7, cut, whole, looks.whole)
    else:  # more digits than a spreadsheet can tell apart
        page.number(row, 7, whole, looks.whole)
    if portion.full:
        page.text(row, 8, "满额", looks.centre)
    else:
        page.formula(row, 8, f"={at(row, 6)}-{at(row, 7)}", ideal - whole, looks.exact)
