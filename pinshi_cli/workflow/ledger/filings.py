"""`pinshi file`: the authority takes a unit's quarter on file, or returns it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from pinshi_cli.ledger.append import append_all
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import (
    DECIDE,
    FILE_ACCEPT,
    FILE_RETURN,
    PARTIAL,
    REVIEW_DECIDE,
    WHOLE,
    Entry,
    NewEntry,
    Plain,
    Standing,
    UnitName,
)
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import units
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity, refuse
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.ledger.entries import text
from pinshi_cli.workflow.ledger.people import quarter_of, unit_named
from pinshi_cli.workflow.ledger.states import is_decided

AWAITED, ON_FILE, CHANGED, RETURNED, AGAIN = (
    "未备案",
    "已备案",
    "备案后有变动",
    "退回",
    "退回后已重新记入",
)
"""How a quarter stands with the authority."""

ABSENT = "没有记入台账"
PRUNED = "已清理"
"""Only hashes are left of the quarter: nothing more can be said of it."""


class Filing(NamedTuple):
    """How a unit's quarter stands with the authority; `entry` is the last word of the authority."""

    unit: UnitName
    state: str
    entry: Entry | None
    decided: bool
    people: int

    @property
    def why(self) -> str:
        return "" if self.entry is None else text(self.entry.head, "why")


class Filed(NamedTuple):
    """What was put on record, unit by unit, with the warnings that go with it."""

    filings: tuple[Filing, ...]
    diagnostics: tuple[Diagnostic, ...]


class Word(NamedTuple):
    """The authority's word: `kind` FILE_ACCEPT or FILE_RETURN, and why."""

    kind: str
    why: str
    by: str
    at: datetime


class Said(NamedTuple):
    """The word on a unit's quarter, before it is on record; `state` is what stands there now."""

    unit: UnitName
    quarter: Quarter
    state: Standing
    word: Word


def file_quarter(ledger: Ledger, named: Sequence[str], quarter: Quarter, word: Word) -> Filed:
    """Put the authority's word on record, for all units or for none.

    Raises `Refusal` L059, L073 for a unit's quarter of which the word cannot be said.
    """
    known = list(dict.fromkeys(unit_named(ledger, each) for each in named))
    states = [(unit, quarter_of(ledger, unit, quarter)) for unit in known]
    return file_all(ledger, [said_of(unit, quarter, state, word) for unit, state in states])


def said_of(unit: UnitName, quarter: Quarter, state: Standing, word: Word) -> Said:
    """The word on a unit's quarter. Raises `Refusal` L059, L073 where it cannot be said."""
    _may_say(filing_of(unit, state), quarter, word)
    return Said(unit, quarter, state, word)


def file_all(ledger: Ledger, said: Sequence[Said]) -> Filed:
    """Put all these words on record, in one transaction."""
    news = [_entry(each) for each in said]
    done = [
        filing_of(each.unit, each.state)._replace(state=_WORDS[each.word.kind], entry=entry)
        for each, entry in zip(said, append_all(ledger, news), strict=True)
    ]
    return Filed(tuple(done), tuple(found for each in said for found in _proposed(each)))


def _entry(said: Said) -> NewEntry:
    unit, quarter, state, word = said
    head: dict[str, Plain] = {"why": word.why, "of": _content(state)[-1].seq}
    seen = state.latest.seq
    return NewEntry(word.kind, word.at, word.by, unit, quarter, head, (), seen)


def _proposed(said: Said) -> list[Diagnostic]:
    """A warning where a quarter is taken on file that no meeting has decided."""
    if said.word.kind != FILE_ACCEPT or is_decided(said.state):
        return []
    message = f"{said.unit.name}这一季还没有会议审定，等次只是拟定"
    hint = "审定后再记一次，再备案。"
    where = Place(key=said.unit.name)
    return [Diagnostic("L070", Severity.WARNING, message, where, hint)]


_WORDS = {FILE_ACCEPT: ON_FILE, FILE_RETURN: RETURNED}


def _may_say(filing: Filing, quarter: Quarter, word: Word) -> None:
    where = f"{filing.unit.name}{quarter.chinese}"
    if filing.state == PRUNED:
        hint = "清理以前的备份里有原来的内容。"
        raise refuse("L059", f"{where}的个人信息已经清理，不能再备案、退回", hint)
    if word.kind == FILE_ACCEPT and filing.state == RETURNED and not word.why:
        hint = "改好后先 pinshi record --correct --why 理由，再备案；原样收下的，加 --why 理由。"
        raise refuse("L073", f"{where}退回后还没有重新记入，不能备案", hint)
    if filing.state == _WORDS[word.kind]:
        number = filing.entry.seq if filing.entry is not None else 0
        done = filing.state.removeprefix("已")
        raise refuse("L073", f"{where}已经{done}（第 {number} 笔）", "不必再记。")


def filings(ledger: Ledger, quarter: Quarter, as_of: date | None = None) -> list[Filing]:
    """How every unit's quarter stands, those too that have nothing on record of it."""
    found = []
    for unit in units(ledger, as_of):
        state = standing(ledger, unit, quarter, as_of)
        absent = Filing(unit, ABSENT, None, decided=False, people=0)
        found.append(absent if state is None else filing_of(unit, state))
    return found


def filing_of(unit: UnitName, state: Standing) -> Filing:
    """How a quarter stands: the authority's last word, and whether anything came after it."""
    said = [each for each in state.entries if each.kind in _WORDS]
    last = said[-1] if said else None
    if state.base.head is None:
        return Filing(unit, PRUNED, last, decided=False, people=0)
    decided, people = is_decided(state), len(state.results)
    if last is None:
        return Filing(unit, AWAITED, None, decided, people)
    since = [each for each in state.entries if each.seq > last.seq]
    if last.kind == FILE_ACCEPT:
        word = CHANGED if any(_changes(each) for each in since) else ON_FILE
    else:
        word = AGAIN if any(_is_recorded(each) for each in since) else RETURNED
    return Filing(unit, word, last, decided, people)


def _is_recorded(entry: Entry) -> bool:
    """Whether a register was put on record: what the authority waits for after a return."""
    return entry.kind in (*WHOLE, DECIDE)


def _changes(entry: Entry) -> bool:
    """Whether what was taken on file is another since; a review that confirms changes nothing."""
    reviewed = entry.kind == REVIEW_DECIDE and text(entry.head, "grade") != text(entry.head, "was")
    return reviewed or _is_recorded(entry)


def _content(state: Standing) -> list[Entry]:
    """The entries that say something of people's grades."""
    return [each for each in state.entries if each.kind in (*WHOLE, *PARTIAL)]
