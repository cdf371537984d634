"""`pinshi records`: the quarter's list of work for whoever reviews it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.records import PersonRecords, Tally, records_of, totals_of
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.registers import Call, Written, write_all
from pinshi_cli.workflow.targets import target


class Listed(NamedTuple):
    """A quarter's 工作纪实, and what was written of it."""

    quarter: Quarter
    people: tuple[PersonRecords, ...]
    written: Written


def list_records(path: Path, out: Path | None, call: Call, *, force: bool, dry: bool) -> Listed:
    """The register's 工作纪实; with `out` a workbook of it too. Nothing is written with errors.

    Raises `Refusal` where the book cannot be read, or `out` is no place for a workbook.
    """
    quarter = call.open(path)
    register, policy = quarter.register, quarter.policy
    if register is None or policy is None:
        return Listed(quarter, (), Written(dry=dry))
    found = tuple(records_of(register, policy))
    if out is None or not quarter.ok:
        return Listed(quarter, found, Written(dry=dry))
    from pinshi_cli.results.records_workbook import records_workbook

    place = target(out, f"{path.stem}-工作纪实清单.xlsx", [path])
    data = records_workbook(register, policy, found)
    return Listed(quarter, found, write_all([Output(place, data)], force=force, dry=dry))


def records_document(listed: Listed) -> Document:
    """`pinshi records --json`."""
    quarter = listed.quarter
    register, policy = quarter.register, quarter.policy
    return document(
        "records",
        ok=quarter.ok,
        diagnostics=quarter.diagnostics,
        policy=None if policy is None else policy_head(policy),
        period=None if register is None else str(register.quarter),
        totals=_tallies(totals_of(listed.people)),
        people=[_person(each) for each in listed.people],
        outputs=listed.written.names,
    )


def _tallies(tallies: Sequence[Tally]) -> list[Document]:
    return [each._asdict() for each in tallies]


def _person(each: PersonRecords) -> Document:
    return {
        "id": each.person.id,
        "name": each.person.name,
        "department": each.person.department,
        "classes": _tallies(each.tallies),
        "undone": [
            {
                "period": task.period,
                "category": task.category,
                "content": None if task.secret else task.content,
                "reason": None if task.secret else task.reason or None,
                "cell": task.at.cell,
            }
            for task in each.undone
        ],
        "late": [
            {
                "period": late.period,
                "due": late.due.isoformat(),
                "filed": None if late.filed is None else late.filed.isoformat(),
            }
            for late in each.late
        ],
        "proposed": each.proposed or None,
    }
