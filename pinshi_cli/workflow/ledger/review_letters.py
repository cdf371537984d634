"""The letter of a review's decision: made with the decision, both or neither, or made later."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.case import Values
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.grading.review import ReviewTerms
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import REVIEW_DECIDE, Entry, NewEntry, Result
from pinshi_cli.ledger.units import find_unit
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.model.names import name_key
from pinshi_cli.workflow.forms import run as forms
from pinshi_cli.workflow.forms.plan import Wanted
from pinshi_cli.workflow.ledger.entries import sheet_of, table, text
from pinshi_cli.workflow.ledger.people import person_of
from pinshi_cli.workflow.ledger.reviews import (
    Asked,
    Decision,
    Finding,
    Reviewed,
    decision_of,
)
from pinshi_cli.workflow.registers import Call, Written

DECISION = "复核决定"


class Letter(NamedTuple):
    """From which register the letter is made, and where it goes; `book` None: no letter."""

    book: Path | None = None
    out: Path | None = None
    force: bool = False

    @classmethod
    def of(cls, book: Path | None, out: Path | None, *, force: bool) -> "Letter":
        """The letter of a call. Raises `Refusal` U701 where only one of the two is said."""
        if (book is None) != (out is None):
            hint = "做复核决定书，--book 登记簿 和 -o 位置 都要写。"
            raise refuse("U701", "--book 和 -o 要一起写", hint)
        return cls(book, out, force)


def decided(
    address: Address,
    asked: Asked,
    finding: Finding,
    signed: tuple[str, datetime],
    letter: Letter,
) -> tuple[Reviewed, Written]:
    """Put the decision on record, and write its letter where one is wanted.

    The letter is laid down first and put in its place once the decision is on record: where it
    cannot be made, nothing is put on record.
    """
    done: list[Reviewed] = []
    with open_ledger(address, create=False) as ledger:
        decision = decision_of(ledger, asked, finding, *signed)
        if letter.book is None:
            return decision.put(ledger), Written()
        _fits(ledger, letter.book, decision, asked)
        try:
            written = _made(letter, decision, asked, lambda: done.append(decision.put(ledger)))
        except Refusal as refusal:
            raise _without_letter(refusal, done) from refusal
    return done[0], written


def letter_later(address: Address, asked: Asked, letter: Letter) -> tuple[Reviewed, Written]:
    """Make the letter of the person's last decision on record; nothing is put on record.

    Raises `Refusal`: L064 where nothing is decided; U701 where no register is given.
    """
    if letter.book is None:
        raise refuse("U701", "没有写登记簿", "加 --book 登记簿 -o 位置。")
    with open_ledger(address, create=False) as ledger:
        entry, decision = _on_record(ledger, asked)
        _fits(ledger, letter.book, decision, asked)
        written = _made(letter, decision, asked, lambda: None)
    return Reviewed(entry, *decision[2:]), written


def _on_record(ledger: Ledger, asked: Asked) -> tuple[Entry, Decision]:
    """The person's last decision on record, as it was put there. Raises `Refusal` L064."""
    found = person_of(ledger, asked.who, asked.unit, asked.quarter)
    entries = {each.seq: each for each in found.standing.entries}
    made = [each for each in entries.values() if each.kind == REVIEW_DECIDE]
    own = [each for each in made if text(each.head, "person") == found.result.id]
    if not own:
        message = f"{found.result.name}这一季还没有复核决定，做不出决定书"
        raise refuse("L064", message, "先 pinshi review open 受理、pinshi review decide 作出决定。")
    entry = own[-1]
    head = entry.head or {}
    request = entries[int(str(head["opens"]))]
    was, grade = text(head, "was") or None, text(head, "grade") or None
    ask_by, decide_by = (_day(text(request.head, key)) for key in ("ask_by", "decide_by"))
    rule = text(request.head, "rule")
    terms = ReviewTerms(may_ask=True, ask_by=ask_by, in_time=None, decide_by=decide_by, cite=rule)
    new = NewEntry(entry.kind, entry.at, entry.by, found.unit, asked.quarter, head)
    return entry, Decision(new, request, found.result, terms, was, grade, ())


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _made(letter: Letter, decision: Decision, asked: Asked, agreed: Callable[[], None]) -> Written:
    """Make the letter. Raises `Refusal` where it cannot be made as the decision says."""
    wanted = Wanted((BY_NAME[DECISION].name,), decision.person.id, more=_said(decision))
    where, keep = forms.where_to(letter.out, None), forms.Keep(force=letter.force)
    books = [] if letter.book is None else [letter.book]
    made = forms.form(books, wanted, where, Call(asked.policy), keep, agreed)
    if not made.ok:
        raise Refusal(*[each for each in made.diagnostics if each.is_error])
    return made.written


def _said(decision: Decision) -> Values:
    """What the letter says of the review."""
    before, after = decision.before or "没有等次", decision.after
    kept = decision.before == decision.after
    head = decision.new.head
    return {
        "受理日期": decision.request.at.date(),
        "复核情况": str(head["found"]),
        "复核结论": f"维持“{before}”等次" if kept else f"将“{before}”等次改为“{after}”等次",
        "复核理由": str(head["why"]),
    }


def _without_letter(refusal: Refusal, done: list[Reviewed]) -> Refusal:
    """The refusal; where the decision stands on record already, it says so."""
    if not done:
        return refusal
    entry, person = done[0].entry, done[0].person.id
    hint = (
        f"补做决定书：pinshi review letter {person} --quarter {entry.quarter} "
        "--book 登记簿 -o 位置（写过的 --unit、--ledger 照写）。"
    )
    said = f"复核决定已记为第 {entry.seq} 笔，决定书没有写成："
    found = refusal.diagnostics
    return Refusal(*[each._replace(message=said + each.message, hint=hint) for each in found])


def _fits(ledger: Ledger, book: Path, decision: Decision, asked: Asked) -> None:
    """Raises `Refusal`: the register's own faults, or L079 where it is not what was recorded."""
    quarter = Call(asked.policy).open(book)
    sheet = sheet_of(quarter)
    if sheet is None or quarter.register is None:
        raise Refusal(*[each for each in quarter.diagnostics if each.is_error])
    unit, when, person = decision.new.unit, quarter.register.quarter, decision.person
    if find_unit(ledger, sheet.unit) != unit:
        raise _other_book(book, f"登记簿是{sheet.unit.name}的，复核的是{unit.name}的人")
    if when != asked.quarter:
        raise _other_book(book, f"登记簿是{when.chinese}的，复核的是{asked.quarter.chinese}")
    own = next((each for each in sheet.results if each.id == person.id), None)
    if own is None or name_key(own.name) != name_key(person.name):
        is_ = "没有这个编号" if own is None else f"是{own.name}"
        raise _other_book(book, f"编号“{person.id}”在台账里是{person.name}，这本登记簿{is_}")
    if own.grade != decision.before:
        raise _other_grade(book, own, decision)


def _other_grade(book: Path, own: Result, decision: Decision) -> Refusal:
    """The register has another grade than the one that the review was asked about."""
    is_, was = own.grade or "没有等次", decision.before or "没有等次"
    message = f"{own.name}申请复核时在台账里是“{was}”，这本登记簿是“{is_}”"
    first = text(table(decision.person.facts, "reviewed"), "grade") or None
    if own.grade == first:  # the letter tells of the register's grade, which a review changed
        hint = f"复核过的人，先把登记簿改到与上次复核的决定（“{was}”）一致，再做决定书。"
        return _other_book(book, message, hint)
    return _other_book(book, message)


def _other_book(book: Path, message: str, hint: str = "用记入台账的那本登记簿。") -> Refusal:
    return refuse("L079", message, hint, file=book.name)
