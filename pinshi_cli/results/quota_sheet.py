"""名额: how many may be 好, in which order people stand, and where they tie."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from pinshi_cli.grading.open_ends import places_left, undecided_ties
from pinshi_cli.model.grade import Outcome, QuotaUse
from pinshi_cli.model.number import half_up
from pinshi_cli.policy.book import Quota, Tie
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page, at, fitting
from pinshi_cli.results.split_sheet import GUARD, rows_of_split, write_split

_USE = 3
_SPLIT = 5


def write_quota(page: Page, contents: Contents) -> None:
    """The quota and its use, its split among groups, then the order of those compared."""
    quota = contents.policy.quota
    graded = contents.graded
    use = graded.quota
    if quota is None:
        return
    page.set_up(_widths(contents), draft=contents.draft)
    page.title(0, f"“{quota.grade}”等次名额", draft=contents.draft)
    page.line(1, _said(contents, quota, use), page.looks.note)
    _use_row(page, contents, quota, use)
    write_split(page, _SPLIT, contents, quota)
    order = _SPLIT + 1 + rows_of_split(graded)
    ties = contents.policy.ties
    page.line(order - 1, _order_said(ties, use, graded.groups), page.looks.note)
    _order(page, order, contents, ties)
    page.sheet.repeat_rows(order, order)
    if not graded.groups:  # below a split the heading lies too far down to stay in sight
        page.sheet.freeze_panes(order + 1, 0)


def _widths(contents: Contents) -> tuple[int, ...]:
    """The columns of all tables; those of a split quota are more, the first holds the groups."""
    graded = contents.graded
    names = fitting([outcome.person.name for outcome in graded.outcomes], 12, 18)
    ties = (14 for _ in contents.policy.ties)
    if not graded.groups:
        least = (12, 12, names, 12, *ties, 14, 12)
        return (*least, *(13 for _ in range(9 - len(least))))
    groups = fitting([use.group for use in graded.groups], 12, 24)
    least = (groups, 12, 12, names, 12, *ties, 14, 12)
    return (*least, *(11 for _ in range(13 - len(least))))


def _said(contents: Contents, quota: Quota, use: QuotaUse) -> str:
    register, outcomes = contents.register, contents.graded.outcomes
    stated = register.stated.get(quota.label)
    if stated is not None:
        source = f"比例取自{stated.at.sheet} {stated.at.cell}"
    else:
        source = f"比例为默认值（{quota.source.cite}）"
    said = f"名额＝比例×参加考核人数，舍去小数。{source}。"
    if use.given is None:
        return f"{said}{use.awaits}，名额暂不分配；改正后重算。"
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
    if floor(half_up(use.share * use.base, GUARD)) == use.limit:
        limit = f"=INT(ROUND({at(row, 4)}*{at(row, 3)},{GUARD}))"
        page.formula(row, 5, limit, Fraction(use.limit), looks.whole)
    else:  # more digits than a spreadsheet can tell apart
        page.number(row, 5, use.limit, looks.whole)
    if use.given is not None:
        page.number(row, 7, use.given, looks.whole)
        left = f"={at(row, 5)}-{at(row, 7)}"
        page.formula(row, 8, left, Fraction(use.limit - use.given), looks.whole)


def _order_said(ties: tuple[Tie, ...], use: QuotaUse, groups: Sequence[QuotaUse]) -> str:
    if not use.keys:
        return "没有需要排序的人。"
    order = "、".join(("总分", *(_key_title(tie) for tie in ties)))
    where = "各组分别排序。" if groups else ""
    return f"{where}排序依据：依次比{order}；全部相同的并列。"


def _key_title(tie: Tie) -> str:
    return f"“{tie.of}”得分" if tie.by == "dimension" else f"{tie.of}分"


def _order(page: Page, head: int, contents: Contents, ties: tuple[Tie, ...]) -> None:
    graded = contents.graded
    first = 1 if graded.groups else 0
    titles = ("名次", "编号", "姓名", "总分", *map(_key_title, ties), "结果", "审定等次")
    page.texts(head, ("组别",)[:first] + titles, page.looks.head)
    by_id = {outcome.person.id: outcome for outcome in graded.outcomes}
    entries = [entry for use in graded.groups for entry in use.keys] or graded.quota.keys
    for row, (person, keys) in enumerate(entries, start=head + 1):
        outcome = by_id[person]
        if first:
            page.text(row, 0, outcome.group, page.looks.centre)
        _entry(page, row, first, outcome, keys, ties)
    page.ids(head + 1, head + len(entries), first + 1)


def _entry(
    page: Page,
    row: int,
    first: int,
    outcome: Outcome,
    keys: Sequence[Fraction],
    ties: tuple[Tie, ...],
) -> None:
    """A person's row of the order, from column `first` on."""
    looks = page.looks
    if outcome.rank is None:
        page.text(row, first, "", looks.centre)
    else:
        page.number(row, first, outcome.rank, looks.whole)
    page.texts(row, (outcome.person.id, outcome.person.name), looks.centre, first + 1)
    page.number(row, first + 3, keys[0], looks.total)
    for column, (tie, key) in enumerate(zip(ties, keys[1:], strict=True), start=first + 4):
        look = looks.figure if tie.by == "dimension" else looks.exact
        page.number(row, column, key, look)
    end = first + 3 + len(keys)
    page.texts(row, (_result(outcome), outcome.decided or ""), looks.centre, end)


def _result(outcome: Outcome) -> str:
    if outcome.rank is None:
        return "未分配"
    if outcome.tied:
        return "同分，待研究" if outcome.decided is None else "同分，已研究"
    return "名额外" if outcome.held_by_quota else "名额内"
