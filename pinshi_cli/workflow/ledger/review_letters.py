"""The letter of a review's decision, made with the decision: both, or neither."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.case import Values
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.workflow.forms import run as forms
from pinshi_cli.workflow.forms.plan import Wanted
from pinshi_cli.workflow.ledger.entries import sheet_of
from pinshi_cli.workflow.ledger.reviews import Asked, Decision, Finding, Reviewed, decision_of
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
        _same_grade(letter.book, decision, asked)
        wanted = Wanted((BY_NAME[DECISION].name,), decision.person.id, more=_said(decision))
        where = forms.where_to(letter.out, None)
        keep = forms.Keep(force=letter.force)
        call = Call(asked.policy)
        try:
            made = forms.form(
                [letter.book], wanted, where, call, keep, lambda: done.append(decision.put(ledger))
            )
        except Refusal as refusal:
            raise _without_letter(refusal, done) from refusal
    if not done:
        raise Refusal(*[each for each in made.diagnostics if each.is_error])
    return done[0], made.written


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
    seq, person = done[0].entry.seq, done[0].person.id
    hint = f"补做决定书：pinshi form 登记簿 --kind {DECISION} --person {person}。"
    said = f"复核决定已记为第 {seq} 笔，决定书没有写成："
    found = refusal.diagnostics
    return Refusal(*[each._replace(message=said + each.message, hint=hint) for each in found])


def _same_grade(book: Path, decision: Decision, asked: Asked) -> None:
    """Raises `Refusal`: the register's own faults, or L079 where it tells of another grade."""
    quarter = Call(asked.policy).open(book)
    sheet = sheet_of(quarter)
    if sheet is None or quarter.register is None:
        raise Refusal(*[each for each in quarter.diagnostics if each.is_error])
    own = next((each for each in sheet.results if each.id == decision.person.id), None)
    same = own is not None and own.grade == decision.before
    if quarter.register.quarter != asked.quarter or not same:
        hint = "用记入台账的那本登记簿。"
        message = "做决定书的登记簿与台账不符：季度、人或等次不同"
        raise refuse("L079", message, hint, file=book.name)
