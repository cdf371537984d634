"""`pinshi notice`: what is published of a quarter, before anything is shown."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.name_order import by_pinyin, by_strokes, undrawn, unread
from pinshi_cli.forms.notice import (
    BY_GRADE,
    GROUPINGS,
    ORDERS,
    Notice,
    Unlisted,
    Wish,
    notice_of,
    published,
    unlisted,
)
from pinshi_cli.forms.notice_check import private_in
from pinshi_cli.forms.notice_obstacles import incomplete, obstacles, unfit_posts
from pinshi_cli.forms.notice_page import notice_lines
from pinshi_cli.forms.notice_terms import contact_of, term_of
from pinshi_cli.forms.private_numbers import digits_of
from pinshi_cli.forms.summaries import (
    notice_of_summaries,
    published_summaries,
    summary_obstacles,
    unlisted_summaries,
)
from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.diagnostic import Diagnostic, Place, refuse
from pinshi_cli.model.names import nearest
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.registers import Call, one_of

GRADES, SUMMARIES = "notice", "summaries"
"""The two kinds, by the ids of their templates."""


class Wanted(NamedTuple):
    """What the command says of the notice. `omit` are names or 编号 that are never published."""

    draft: bool = False
    by: str = BY_GRADE
    order: str = "笔画"
    start: date | None = None
    days: int | None = None
    omit: tuple[str, ...] = ()
    summaries: bool = False

    @property
    def kind(self) -> str:
        return SUMMARIES if self.summaries else GRADES


class Noticed(NamedTuple):
    """A notice made of a register; None where something stands in its way.

    `unlisted` is whom it does not name, for the clerk alone.
    """

    quarter: Quarter
    kind: str
    notice: Notice | None
    diagnostics: tuple[Diagnostic, ...]
    wish: Wish
    unlisted: tuple[Unlisted, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def make(path: Path, wanted: Wanted, call: Call) -> Noticed:
    """The notice of the register at `path`. Raises `Refusal` for a call that nobody can serve."""
    _listed("--by", wanted.by, GROUPINGS)
    _listed("--order", wanted.order, tuple(ORDERS))
    if wanted.draft and wanted.summaries:
        hint = "工作小结不需要会议审定，去掉 --draft。"
        raise refuse("U701", "--draft 和 --summaries 不能一起用", hint)
    return make_of(path, call.open(path), wanted)


def make_of(path: Path, quarter: Quarter, wanted: Wanted) -> Noticed:
    """The notice of a register read from `path` and graded. Raises `Refusal` U704, U705."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        blocked = incomplete(quarter.diagnostics, Place(quarter.file))
        return Noticed(
            quarter, wanted.kind, None, (*blocked, *quarter.diagnostics), Wish(wanted.draft)
        )
    omitted = omitted_by(graded, wanted.omit, quarter.file)
    wish = Wish(wanted.draft, wanted.by, wanted.order, omitted)
    made, found = _made(path, wanted, wish, (register, policy, graded), quarter.diagnostics)
    barred = any(each.is_error for each in found)
    if wanted.summaries:
        left_out = unlisted_summaries(register, wish)
    else:
        left_out = unlisted(graded, policy, wish)
    return Noticed(quarter, wanted.kind, None if barred else made, tuple(found), wish, left_out)


def omitted_by(graded: Graded, names: Sequence[str], file: str) -> frozenset[str]:
    """The 编号 of those whom the call keeps off. Raises `Refusal`: U704, U705."""
    return frozenset(one_of(graded.outcomes, who, file).person.id for who in names)


def _listed(option: str, word: str, words: Sequence[str]) -> None:
    if word not in words:
        close = nearest(word, words, 0.3)
        guess = f"你是不是想写 {close}？" if close else ""
        hint = f"{guess}可写{'、'.join(words)}。"
        raise refuse("U701", f"{option} 没有“{word}”这一种", hint)


def _made(
    path: Path,
    wanted: Wanted,
    wish: Wish,
    graded_by: tuple[Register, Policy, Graded],
    read: Sequence[Diagnostic],
) -> tuple[Notice, list[Diagnostic]]:
    """The notice, and what stands in its way or is to be said about it."""
    from pinshi_cli.workflow.calendars import calendar_near

    register, policy, graded = graded_by
    items, file = register.unit.items, register.file
    calendar = calendar_near(path)
    term, found = term_of(items, wanted.start, wanted.days, calendar, file, draft=wish.draft)
    contact, lacking = contact_of(items, file)
    found += lacking
    key, unknown = _ORDER.get(wanted.order, (None, None))
    if wanted.summaries:
        reasons = [*incomplete(read, Place(file)), *summary_obstacles(register, wish)]
        notice = notice_of_summaries(register, policy, wish, (term, contact), key)
        shown = published_summaries(register, wish)
    else:
        reasons = obstacles(register, policy, graded, read, wish)
        notice = notice_of(register, policy, graded, wish, (term, contact), key)
        shown = published(graded, policy, wish)
    reasons += unfit_posts(register, shown)
    reasons += private_in(notice_lines(notice), phones_of(register), file)
    if unknown is not None:
        found += unknown((each.name for each in notice.people), Place(file))
    errors = [each for each in read if each.is_error]
    return notice, [*reasons, *errors, *found]


_ORDER = {"笔画": (by_strokes, undrawn), "拼音": (by_pinyin, unread)}
"""By what a name is ordered, and the warnings of names that the data do not know."""


def phones_of(register: Register) -> frozenset[str]:
    """The phones that the unit has stated, as digits alone."""
    said = str(register.unit.items.get("监督电话", ""))
    return frozenset(filter(None, (digits_of(each) for each in re.split("[、；;，,/]", said))))
