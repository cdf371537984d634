"""`pinshi check`: every problem of each register, and what became of the last ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.two_way import facts_in_doubt
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, in_order, refuse
from pinshi_cli.policy.library import gradable
from pinshi_cli.registers.annotated_list import listed_in, problems_of
from pinshi_cli.registers.annotated_since import Compared, compared
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import grade_workbook
from pinshi_cli.workflow.annotations import Asked, copy_path, marked
from pinshi_cli.workflow.policy.packs import chosen_by, chosen_freely, open_policy
from pinshi_cli.workflow.registers import Call

NOT_GRADED = "P617"


class Checked(NamedTuple):
    """One book of `pinshi check`; `unreadable` where it could not be opened at all.

    `two_way`: nobody is graded by its policy, it is for `pinshi report`. `since` is what became of
    the findings of an earlier time; `copy` what goes back to the unit, `remark` a word about it.
    """

    file: str
    people: int
    diagnostics: tuple[Diagnostic, ...]
    unreadable: bool = False
    two_way: bool = False
    period: str = ""
    since: Compared | None = None
    copy: Output | None = None
    remark: str = ""

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


class Wanted(NamedTuple):
    """What is wanted beside the findings: copies (to the place `out`), what changed `since`."""

    copies: bool = False
    out: Path | None = None
    since: Path | None = None


def check(paths: Sequence[Path], call: Call, wanted: Wanted = Wanted()) -> list[Checked]:  # noqa: B008  # a tuple, never changed
    """Every problem of each register; one that cannot be read does not stop the others.

    Raises `Refusal` where nothing can be checked by the call's policy, or compared.
    """
    if call.policy is not None:
        policy = open_policy(call.policy)
        if policy.report is None:
            gradable(policy)
    if wanted.since is not None and len(paths) != 1:
        hint = "写一份登记簿，再写 --since 和它上一次的登记簿或退回件。"
        raise refuse("U726", "--since 只能对照一份登记簿", hint)
    old = _Earlier(wanted.since, call) if wanted.since is not None else None
    return [_checked_file(path, call, wanted, old) for path in paths]


def checked(book: Workbook, named: str | None) -> Checked:
    """Every problem of the register that a workbook holds."""
    if named is not None and open_policy(named).is_base:  # then it is by its report, if it has one
        return _two_way(book, named) or _graded(book, named)
    found = _graded(book, named)
    if any(each.code == NOT_GRADED for each in found.diagnostics):
        return _two_way(book, named) or found
    return found


def _checked_file(path: Path, call: Call, wanted: Wanted, old: "_Earlier | None") -> Checked:
    asked = Asked(call)
    try:
        book = asked.call.read(path)
        found = checked(book, call.policy)
        problems = problems_of(book, found.diagnostics)
        if old is not None:
            found = found._replace(
                since=compared(old.problems, problems), remark=old.other_than(found)
            )
        if not wanted.copies or found.ok:
            return found
        said = found.since.all if found.since is not None else problems
        copy = marked(path, book, said, asked.password)
    except Refusal as refusal:
        return Checked(path.name, 0, refusal.diagnostics, unreadable=True)
    to = copy_path(path, found.period, copy.suffix, wanted.out)
    remark = "；".join(filter(None, (found.remark, copy.remark)))
    return found._replace(copy=Output(to, copy.data), remark=remark)


class _Earlier:
    """The findings of an earlier time; a returned copy lists them. Raises `Refusal`."""

    def __init__(self, path: Path, call: Call) -> None:
        book = call.read(path)
        found, listed = checked(book, call.policy), listed_in(book)
        self.problems = problems_of(book, found.diagnostics) if listed is None else listed[1]
        self._period = found.period

    def other_than(self, found: Checked) -> str:
        """What is to be said where it is of another quarter."""
        if not self._period or not found.period or self._period == found.period:
            return ""
        return f"上次的登记簿是 {self._period} 的，这次是 {found.period} 的，核对是不是给错了"


def _graded(book: Workbook, named: str | None) -> Checked:
    quarter = grade_workbook(book, chosen_by(named))
    period = str(quarter.register.quarter) if quarter.register is not None else ""
    return Checked(quarter.file, quarter.people, quarter.diagnostics, period=period)


def _two_way(book: Workbook, named: str | None) -> Checked | None:
    """The problems of a register of two-way ratings; None where its policy has no such."""
    reading = read_register(book, chosen_freely(named), any_policy=True)
    policy, register = reading.policy, reading.register
    if policy is None or policy.report is None:
        return None
    found = list(reading.diagnostics)
    if register is not None:
        found += facts_in_doubt(register, policy)
    period = str(register.quarter) if register is not None else ""
    names = tuple(sheet.name for sheet in book.sheets)
    sorted_ = tuple(in_order(found, names))
    return Checked(book.file, reading.people, sorted_, two_way=True, period=period)
