"""季度工作小结公示: everyone's summary but what is 涉密, which is left out and counted."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.forms.notice import (
    CLOSING,
    OMITTED,
    ORDERS,
    Group,
    Listed,
    Notice,
    OrderOf,
    Unlisted,
    Wish,
    ordered,
    why_omitted,
)
from pinshi_cli.forms.notice_terms import Contact, Term
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Person, Register, SheetRow
from pinshi_cli.policy.book import Policy

REVIEWS, RECORDS = "领导评鉴", "工作纪实"
SUMMARY, CLASSIFIED, CONTENT = "个人小结", "涉密", "内容"
LONG_ENOUGH = 6
"""A secret record of fewer characters may well stand in a summary by chance."""


class Summary(NamedTuple):
    """A person's summary, and the cell where it stands."""

    person: Person
    text: str
    at: Place
    secret: bool


def summaries_of(register: Register) -> list[Summary]:
    """Everyone's summary, in roster order. One row marked 涉密 makes all of that person's so."""
    found = []
    for person in register.people:
        rows = [row for row in register.rows.get(REVIEWS, ()) if row.person == person.id]
        texts = [
            (str(row.values[SUMMARY]).strip(), row.at) for row in rows if SUMMARY in row.values
        ]
        said = dict.fromkeys(text for text, _ in texts if text)
        if said:
            secret = any(row.values.get(CLASSIFIED) == "是" for row in rows)
            found.append(Summary(person, "\n".join(said), texts[0][1], secret))
    return found


def notice_of_summaries(
    register: Register,
    policy: Policy,
    wish: Wish,
    stated: tuple[Term, Contact],
    key: OrderOf,
) -> Notice:
    """The notice of all summaries that may be seen. Drafts are none: it needs no meeting."""
    every = summaries_of(register)
    shown = [each for each in every if _why_not(each, wish) is None]
    people = tuple(
        Listed(who.name, who.department, who.post or who.rank, text=text)
        for who, text, _, _ in shown
    )
    counts = {why: [_why_not(e, wish) for e in every].count(why) for why in (CLASSIFIED, OMITTED)}
    said = "，".join(f"{why} {count} 份" for why, count in counts.items() if count)
    quarter = register.quarter.chinese
    return Notice(
        unit=register.unit.name,
        title=f"{register.unit.name}{quarter}工作小结公示",
        opening=f"根据《{policy.head.name}》，现将{quarter}公务员个人工作小结公示如下。",
        groups=(Group("", ordered(people, key)),) if people else (),
        remarks=(f"另有{said}，不予公示。",) if said else (),
        order=ORDERS[wish.order],
        term=stated[0],
        contact=stated[1],
        closing=CLOSING,
        basis=policy.head.name,
        source=policy.head.source,
        quarter=quarter,
    )


def published_summaries(register: Register, wish: Wish) -> frozenset[str]:
    """The 编号 of everyone whose summary the notice shows."""
    every = summaries_of(register)
    return frozenset(each.person.id for each in every if _why_not(each, wish) is None)


def unlisted_summaries(register: Register, wish: Wish) -> tuple[Unlisted, ...]:
    """Everyone who has written a summary that the notice does not show."""
    reasons = ((each.person, _why_not(each, wish)) for each in summaries_of(register))
    return tuple(
        Unlisted(who, why_omitted(who) if why == OMITTED else "工作小结标明涉密")
        for who, why in reasons
        if why is not None
    )


def withheld(register: Register, wish: Wish) -> dict[str, str]:
    """The lines that no notice may show, squeezed, and whose they are."""
    every = summaries_of(register)
    shown = "".join(squeezed(each.text) for each in every if _why_not(each, wish) is None)
    return {
        words: each.person.name
        for each in every
        for words in map(squeezed, each.text.splitlines())
        if _why_not(each, wish) is not None and len(words) >= LONG_ENOUGH and words not in shown
    }


def _why_not(summary: Summary, wish: Wish) -> str | None:
    """Why a summary is not shown. Of a person who is 涉密 not even that is said in public."""
    if summary.person.secret or summary.person.id in wish.omitted:
        return OMITTED
    return CLASSIFIED if summary.secret else None


def summary_obstacles(register: Register, wish: Wish) -> list[Diagnostic]:
    """What keeps the summaries off the notice board: none to show, or a secret within one."""
    every = summaries_of(register)
    shown = [each for each in every if _why_not(each, wish) is None]
    if not shown:
        left = f"，{len(every)} 份都不予公示" if every else ""
        hint = f"在“{REVIEWS}”填写个人小结。"
        at = Place(register.file, REVIEWS)
        return [_error("T948", f"没有可以公示的工作小结{left}", at, hint)]
    secrets = [row for row in register.rows.get(RECORDS, ()) if row.values.get(CLASSIFIED) == "是"]
    return [fault for each in shown for fault in _leaks(each, secrets)]


def _leaks(summary: Summary, secrets: Sequence[SheetRow]) -> list[Diagnostic]:
    """An error for a summary that repeats the words of a record marked 涉密."""
    text = squeezed(summary.text)
    for row in secrets:
        words = squeezed(str(row.values.get(CONTENT, "")))
        if len(words) >= LONG_ENOUGH and words in text:
            message = f"{summary.person.name}的个人小结写了“{RECORDS}”第 {row.row} 行标明涉密的内容"
            hint = "从小结里删去，或把这份小结标明涉密。"
            return [_error("T958", message, summary.at, hint)._replace(person=summary.person.id)]
    return []


def _error(code: str, message: str, at: Place, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, at, hint)
