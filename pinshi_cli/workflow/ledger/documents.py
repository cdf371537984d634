"""What the commands of the ledger say as JSON: a contract with programs (docs/json.md)."""

from collections.abc import Sequence
from datetime import date

from pinshi_cli.ledger.entry import Entry, UnitName
from pinshi_cli.model.period import Quarter
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.ledger.differences import Difference
from pinshi_cli.workflow.ledger.entries import text
from pinshi_cli.workflow.ledger.filings import Filed, Filing
from pinshi_cli.workflow.ledger.recording import Recorded, Records
from pinshi_cli.workflow.ledger.reviews import Review, Reviewed
from pinshi_cli.workflow.ledger.verifying import Compared, Verification
from pinshi_cli.workflow.registers import Written


def record_document(found: Records) -> Document:
    """`pinshi record --json`: one of `books` for each register given."""
    told = [each for book in found.books for each in book.diagnostics]
    return document(
        "record",
        ok=found.ok,
        diagnostics=told,
        ledger=found.ledger,
        dry_run=found.dry,
        books=[_recorded(each) for each in found.books],
    )


def _recorded(each: Recorded) -> Document:
    sheet, period = each.sheet, each.period
    return {
        "file": each.quarter.file,
        "sha256": each.quarter.sha256,
        "unit": None if sheet is None else unit_said(sheet.unit),
        "period": None if period is None else str(period),
        "kind": each.kind or None,
        "decided": each.decided,
        "people": each.quarter.people,
        "before": each.before or None,
        "entry": None if each.entry is None else entry_said(each.entry),
        "differences": [difference_said(one) for one in each.differences],
    }


def unit_said(unit: UnitName) -> Document:
    """A unit by its name and code."""
    return {"name": unit.name, "code": unit.code}


def entry_said(entry: Entry) -> Document:
    """An entry's own data, without what it holds."""
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "hash": entry.hash,
    }


def difference_said(found: Difference) -> Document:
    """One thing that is not the same; `id` is null where it is of the whole quarter."""
    return {
        "id": found.id or None,
        "name": found.name or None,
        "what": found.what,
        "before": found.before or None,
        "after": found.after or None,
    }


def reviewed_document(command: str, found: Reviewed, outputs: Sequence[str] = ()) -> Document:
    """`pinshi review open` and `decide`."""
    terms = found.terms
    return document(
        command,
        ok=True,
        diagnostics=found.diagnostics,
        entry=entry_said(found.entry),
        unit=unit_said(found.entry.unit),
        period=str(found.entry.quarter),
        person={"id": found.person.id, "name": found.person.name},
        before=found.before,
        after=found.after,
        ask_by=_day(terms.ask_by),
        decide_by=_day(terms.decide_by),
        rule=terms.cite or None,
        assumed=terms.assumed or None,
        outputs=list(outputs),
    )


def reviews_document(found: Sequence[Review], day: date) -> Document:
    """`pinshi review list`."""
    return document(
        "review-list", ok=True, diagnostics=(), reviews=[_review(e, day) for e in found]
    )


def _review(review: Review, day: date) -> Document:
    head, decision = review.request.head, review.decision
    return {
        "unit": unit_said(review.request.unit),
        "period": str(review.request.quarter),
        "person": {"id": text(head, "person"), "name": text(head, "name")},
        "grade": text(head, "grade") or None,
        "asked": text(head, "asked") or None,
        "ground": text(head, "ground"),
        "decide_by": _day(review.decide_by),
        "days_left": review.days_left(day),
        "request": entry_said(review.request),
        "decision": None if decision is None else entry_said(decision),
        "result": None if decision is None else text(decision.head, "grade") or None,
    }


def filed_document(command: str, found: Filed) -> Document:
    """`pinshi file accept` and `return`."""
    said = [filing_said(each) for each in found.filings]
    return document(command, ok=True, diagnostics=found.diagnostics, units=said)


def filings_document(found: Sequence[Filing], quarter: Quarter) -> Document:
    """`pinshi file list`."""
    said = [filing_said(each) for each in found]
    return document("file-list", ok=True, diagnostics=(), period=str(quarter), units=said)


def filing_said(filing: Filing) -> Document:
    """How one unit's quarter stands with the authority."""
    return {
        "unit": unit_said(filing.unit),
        "state": filing.state,
        "why": filing.why or None,
        "decided": filing.decided,
        "people": filing.people,
        "entry": None if filing.entry is None else entry_said(filing.entry),
    }


def verify_document(ledger: str, found: Verification, exported: Written | None) -> Document:
    """`pinshi verify`."""
    return document(
        "verify",
        ok=found.ok,
        diagnostics=found.diagnostics,
        ledger=ledger,
        entries=found.verified.entries,
        head=str(found.verified.head),
        books=[_compared(each) for each in found.books],
        outputs=[] if exported is None else exported.names,
    )


def _compared(book: Compared) -> Document:
    return {
        "file": book.quarter.file,
        "sha256": book.quarter.sha256,
        "on_record": book.seq or None,
        "same_file": book.same_file,
        "differences": [difference_said(each) for each in book.differences],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
