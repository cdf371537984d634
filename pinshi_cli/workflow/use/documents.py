"""`pinshi use --json`."""

from collections.abc import Iterable
from fractions import Fraction

from pinshi_cli.grading.use_list import TITLES, Line, Made, Ranked
from pinshi_cli.model.number import fixed, plain
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.use.run import UnitBooks, Used


def use_document(used: Used, outputs: Iterable[str]) -> Document:
    """The list with everything that the workbook tells; `lists` is empty where data have errors."""
    made = used.made
    more: Document = {"kind": used.kind, "title": TITLES[used.kind], "policy": None}
    more["units"] = [_unit(each) for each in used.units]
    more["notices"] = [] if made is None else list(made.notices)
    more["lists"] = []
    more["closing"] = [] if made is None else list(made.closing)
    if made is not None:
        more["policy"] = policy_head(made.policy)
        more["lists"] = [
            {
                "title": rule.then,
                "rule": rule.source.cite,
                "assumed": rule.source.assumed or None,
                "entries": [_line(each) for each in lines],
            }
            for rule, lines in made.by_rule
        ]
        more |= _sums(made)
    more["registers"] = [{"file": each.file, "sha256": each.sha256} for each in used.quarters]
    more["outputs"] = list(outputs)
    return document("use", ok=used.ok, diagnostics=used.diagnostics, **more)


def _unit(unit: UnitBooks) -> Document:
    about = unit.latest.unit
    return {
        "name": about.name,
        "code": about.code,
        "quarters": [
            {
                "period": str(each.register.quarter),
                "adopted": each.register.unit.meeting_date is not None,
            }
            for each in unit.quarters
        ],
    }


def _line(line: Line) -> Document:
    """A person or a contact point; `open`: a quarter that lacks, or a tie, could yet change it."""
    said: Document = {"unit": line.unit, "id": line.id, "name": line.name}
    if line.person is not None:
        said |= {"department": line.person.department, "post": line.person.post}
        said["quarters"] = list(line.quarters)
    said["facts"] = dict(line.facts)
    said["open"] = line.entry.open
    said["reasons"] = [{"rule": each.rule, "text": each.text} for each in line.entry.reasons]
    if line.portion is not None:
        said["coefficient"] = plain(line.portion.coefficient)
        said["amount"] = fixed(line.portion.amount, 2)
        said["extra_cent"] = line.portion.extra
    return said


def _sums(made: Made) -> Document:
    """The bonus as a whole, and the order of the contact points, where the list has them."""
    said: Document = {}
    if made.kind == "bonus":
        said["bonus"] = None
        if made.division is not None:
            paid = sum((each.amount for each in made.division.portions), Fraction(0))
            said["bonus"] = {
                "amount": fixed(made.division.amount, 2),
                "paid": fixed(paid, 2),
                "by_order": made.division.by_order,
            }
    if made.kind == "contact":
        said["ranking"] = [_ranked(each) for each in made.ranked]
    return said


def _ranked(each: Ranked) -> Document:
    ledger = each.ledger
    return {
        "unit": each.unit,
        "place": each.place,
        "tasks": ledger.tasks,
        "done": ledger.done,
        "quantity": None if ledger.quantity is None else fixed(ledger.quantity, 2),
        "quality": None if ledger.quality_points is None else fixed(ledger.quality_points, 2),
        "score": None if ledger.score is None else fixed(ledger.score, 2),
    }
