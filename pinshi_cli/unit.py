"""All that is done with one register: guard, cells, register, grades. A short chain."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded, grade_quarter
from pinshi_cli.model.diagnostic import Diagnostic, in_order
from pinshi_cli.model.register import Register, Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.duties import feedback_lacking
from pinshi_cli.registers.reader import Choose, read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook

Granted = Callable[[Register, Policy], tuple[Register, list[Diagnostic]]]
"""granted(register, policy): the register with what an authority has granted the unit."""


class Quarter(NamedTuple):
    """A register read and graded.

    `register`, `policy` and `graded` are None where the workbook does not even say which unit's
    quarter it is, or by which rules; `unit` is what it says of the unit in any case.
    `diagnostics` are all findings, by sheet and cell.
    """

    file: str
    sha256: str
    people: int
    register: Register | None
    policy: Policy | None
    graded: Graded | None
    diagnostics: tuple[Diagnostic, ...]
    unit: Unit = Unit()

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def grade_book(path: Path, choose: Choose, password: str | None = None) -> Quarter:
    """Read and grade the register at `path`. Raises `Refusal` where it cannot be read at all."""
    return grade_workbook(read_workbook(path, password), choose)


def grade_workbook(book: Workbook, choose: Choose, granted: Granted | None = None) -> Quarter:
    """The register that a workbook holds, graded; what is `granted` goes before its own."""
    reading = read_register(book, choose)
    register, policy = reading.register, reading.policy
    graded = None
    found = list(reading.diagnostics)
    if register is not None and policy is not None:
        if granted is not None:
            register, said = granted(register, policy)
            found += said
        graded = grade_quarter(register, policy)
        found += graded.diagnostics
        found += feedback_lacking(register, policy, graded.outcomes)
    names = tuple(sheet.name for sheet in book.sheets)
    return Quarter(
        book.file,
        book.sha256,
        reading.people,
        register,
        policy,
        graded,
        tuple(in_order(found, names)),
        reading.unit,
    )
