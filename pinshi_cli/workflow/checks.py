"""`pinshi check`: every problem of each register."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.two_way import facts_in_doubt
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, in_order
from pinshi_cli.policy.library import gradable
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.unit import grade_workbook
from pinshi_cli.workflow.policies import chosen_by, chosen_freely, open_policy
from pinshi_cli.workflow.registers import Call

NOT_GRADED = "P617"


class Checked(NamedTuple):
    """One book of `pinshi check`; `unreadable` where it could not be opened at all.

    `two_way`: nobody is graded by its policy, it is for `pinshi report`.
    """

    file: str
    people: int
    diagnostics: tuple[Diagnostic, ...]
    unreadable: bool = False
    two_way: bool = False

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def check(paths: Sequence[Path], call: Call) -> list[Checked]:
    """Every problem of each register; one that cannot be read does not stop the others.

    Raises `Refusal` where nothing can be checked by the call's policy.
    """
    if call.policy is not None:
        policy = open_policy(call.policy)
        if policy.report is None:
            gradable(policy)
    found = []
    for path in paths:
        try:
            found.append(_checked(call.read(path), call.policy))
        except Refusal as refusal:
            found.append(Checked(path.name, 0, refusal.diagnostics, unreadable=True))
    return found


def _checked(book: Workbook, named: str | None) -> Checked:
    if named is not None and open_policy(named).is_base:  # then it is by its report, if it has one
        return _two_way(book, named) or _graded(book, named)
    found = _graded(book, named)
    if any(each.code == NOT_GRADED for each in found.diagnostics):
        return _two_way(book, named) or found
    return found


def _graded(book: Workbook, named: str | None) -> Checked:
    quarter = grade_workbook(book, chosen_by(named))
    return Checked(quarter.file, quarter.people, quarter.diagnostics)


def _two_way(book: Workbook, named: str | None) -> Checked | None:
    """The problems of a register of two-way ratings; None where its policy has no such."""
    reading = read_register(book, chosen_freely(named), any_policy=True)
    policy = reading.policy
    if policy is None or policy.report is None:
        return None
    found = list(reading.diagnostics)
    if reading.register is not None:
        found += facts_in_doubt(reading.register, policy)
    names = tuple(sheet.name for sheet in book.sheets)
    return Checked(book.file, reading.people, tuple(in_order(found, names)), two_way=True)
