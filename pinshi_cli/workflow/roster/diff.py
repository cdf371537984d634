"""`pinshi roster diff`: two registers' rosters held against each other."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import same_unit
from pinshi_cli.model.register import Person, Unit
from pinshi_cli.model.roster_change import (
    RENAMED,
    RosterChange,
    Suspect,
    roster_change,
)
from pinshi_cli.model.words import PRESENT
from pinshi_cli.registers.roster_alone import RosterOf, roster_alone
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, document
from pinshi_cli.workflow.registers import Call, Written, write_all
from pinshi_cli.workflow.targets import target


class RosterDiff(NamedTuple):
    """Two rosters and what lies between them; `change` is None where one cannot be read."""

    before: RosterOf
    after: RosterOf
    change: RosterChange | None
    diagnostics: tuple[Diagnostic, ...]
    written: Written

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def diff_rosters(
    paths: tuple[Path, Path], out: Path | None, call: Call, *, force: bool, dry: bool
) -> RosterDiff:
    """The change from the first register's roster to the second's; with `out` as a workbook too.

    Nothing is compared where a roster has errors: somebody could be lost. Raises `Refusal`.
    """
    before, after = (roster_alone(book) for book in call.read_all(paths))
    found = [*before.diagnostics, *after.diagnostics]
    found = [each for each in found if each.severity is not Severity.NOTE]
    erring = any(each.is_error for each in found)
    if erring or before.quarter is None or after.quarter is None:
        return RosterDiff(before, after, None, tuple(found), Written(dry=dry))
    change = roster_change(before.people, after.people)
    found += _doubts(before, after, change)
    written = Written(dry=dry)
    if out is not None:
        from pinshi_cli.results.table_workbook import table_workbook
        from pinshi_cli.workflow.roster.tables import diff_title, roster_tables

        place = target(out, f"{paths[1].stem}-名册变动.xlsx", paths)
        title = diff_title(before, after)
        data = table_workbook(title, after.quarter.last, roster_tables(change))
        written = write_all([Output(place, data)], force=force, dry=dry)
    return RosterDiff(before, after, change, tuple(found), written)


def _doubts(before: RosterOf, after: RosterOf, change: RosterChange) -> list[Diagnostic]:
    """What is said of the two and never guessed: other units, quarters in no order, names."""
    found = []
    at = Place(after.file)
    if not same_unit(_called(before.unit), _called(after.unit)):
        message = f"两本登记簿的单位不同：“{before.unit.name}”和“{after.unit.name}”"
        hint = "核对是不是给错了；单位改了名的，不需要处理。"
        found.append(_warning("L080", message, at, hint))
    if before.quarter is not None and after.quarter is not None and before.quarter >= after.quarter:
        message = f"先给的是 {before.quarter}，后给的是 {after.quarter}"
        hint = "先写早的一季，再写晚的一季。"
        if before.quarter == after.quarter:
            message, hint = f"两本都是 {after.quarter} 的", "核对是不是给错了：要两个季度的各一本。"
        found.append(_warning("L081", message, at, hint))
    for each in change.stayed:
        if any(one.what == RENAMED for one in each.changes):
            message = f"编号 {each.after.id} 先后是“{each.before.name}”和“{each.after.name}”"
            hint = "改了名的不需要处理；编号给了别人的，换一个没有用过的编号。"
            found.append(_warning("L082", message, each.after.at, hint, each.after.id))
    suspects = (
        _warning("L083", suspect_said(each), each.after.at, _SUSPECTED) for each in change.suspects
    )
    return [*found, *suspects]


def _called(unit: Unit) -> tuple[str, str]:
    return unit.name, unit.code


_SUSPECTED = "是同一个人的，改用原来的编号；不是的，不需要处理。"


def suspect_said(suspect: Suspect) -> str:
    """How a suspected change of 编号 is said: a likeness, no more."""
    before, after, by_birth = suspect
    why = "姓名和出生年月相同" if by_birth else "姓名相同，出生年月没有填全"
    return f"疑似同一人换了编号：{after.name}，{before.id} 和 {after.id}（{why}）"


def _warning(code: str, message: str, at: Place, hint: str, person: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, at, hint, person=person)


def roster_diff_document(found: RosterDiff) -> Document:
    """`pinshi roster diff --json`."""
    change = found.change
    more: Document = {"from": _roster(found.before), "to": _roster(found.after)}
    if change is not None:
        more |= {
            "came": [_person(each) for each in change.came],
            "left": [_person(each) for each in change.left],
            "stayed": len(change.stayed),
            "changed": [
                {
                    **_person(each.after),
                    "changes": [
                        {"what": one.what, "from": one.before, "to": one.after}
                        for one in each.changes
                    ],
                }
                for each in change.changed
            ],
            "suspects": [
                {
                    "name": each.after.name,
                    "from": each.before.id,
                    "to": each.after.id,
                    "same_birth": each.by_birth,
                }
                for each in change.suspects
            ],
            "namesakes": [
                {"name": each.name, "from": list(each.before), "to": list(each.after)}
                for each in change.namesakes
            ],
        }
    more["outputs"] = found.written.names
    return document("roster-diff", ok=found.ok, diagnostics=found.diagnostics, **more)


def _roster(roster: RosterOf) -> Document:
    return {
        "file": roster.file,
        "unit": roster.unit.name or None,
        "period": None if roster.quarter is None else str(roster.quarter),
        "people": len(roster.people),
    }


def _person(person: Person) -> Document:
    return {
        "id": person.id,
        "name": person.name,
        "department": person.department,
        "attendance": person.attendance or PRESENT,
    }


def sources_said(found: RosterDiff) -> Sequence[str]:
    """`2026Q1 48 人 → 2026Q2 47 人`, and how the two sums meet."""
    change = found.change
    one, other = (f"{each.quarter or each.file} {len(each.people)} 人" for each in found[:2])
    if change is None:
        return (f"{one} → {other}",)
    left, came = len(change.left), len(change.came)
    summed = f"{len(found.before.people)} − 走 {left} + 来 {came} = {len(found.after.people)}"
    return (f"{one} → {other}：{summed}",)
