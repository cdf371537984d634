"""`pinshi notice --json`."""

from collections.abc import Iterable
from datetime import date

from pinshi_cli.forms.notice import Listed, Notice
from pinshi_cli.forms.notice_terms import ASKED
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.notices.checks import CheckedNotice
from pinshi_cli.workflow.notices.run import SUMMARIES, Noticed


def notice_document(made: Noticed, outputs: Iterable[str]) -> Document:
    """The notice as it will read; `notice` is null where something stands in its way."""
    quarter = made.quarter
    more: Document = {"kind": "summaries" if made.kind == SUMMARIES else "grades"}
    more["draft"] = made.wish.draft
    more["policy"] = None if quarter.policy is None else policy_head(quarter.policy)
    register = quarter.register
    more["unit"] = None if register is None else {"name": register.unit.name}
    more["period"] = None if register is None else str(register.quarter)
    more["notice"] = None if made.notice is None else _notice(made.notice)
    more["unlisted"] = [{"id": who.id, "name": who.name, "why": why} for who, why in made.unlisted]
    more["register"] = {"file": quarter.file, "sha256": quarter.sha256}
    more["outputs"] = list(outputs)
    return document("notice", ok=made.ok, diagnostics=made.diagnostics, **more)


def _notice(notice: Notice) -> Document:
    names = ("office", "phone", "address", "postcode")
    term = notice.term
    return {
        "title": notice.title,
        "opening": notice.opening,
        "order": notice.order,
        "groups": [
            {"title": group.title, "people": [_listed(each) for each in group.people]}
            for group in notice.groups
        ],
        "remarks": list(notice.remarks),
        "from": _day(term.first),
        "to": _day(term.last),
        "working_days": term.days or None,
        "contact": dict(zip(names, notice.contact, strict=True)),
        "lacking": [n for n, said in zip(ASKED, notice.contact, strict=True) if not said],
        "closing": notice.closing,
        "signed": {"unit": notice.unit, "date": _day(term.signed)},
    }


def _listed(each: Listed) -> Document:
    said: Document = {"name": each.name, "department": each.department, "post": each.post}
    if each.text:
        return said | {"summary": each.text}
    return said | {"grade": each.grade}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def notice_check_document(checked: CheckedNotice) -> Document:
    """`pinshi notice --check --json`."""
    more: Document = {"file": checked.file, "format": checked.kind, "texts": checked.texts}
    more["against"] = checked.against or None
    return document("notice-check", ok=checked.ok, diagnostics=checked.diagnostics, **more)
