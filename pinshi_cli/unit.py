"""All that is done with one register: guard, cells, register, grades. A short chain."""

from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.quarter import Graded, grade_quarter
from pinshi_cli.model.diagnostic import Diagnostic, in_order
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.duties import feedback_lacking
from pinshi_cli.registers.reader import Choose, read_register
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook


class Quarter(NamedTuple):
    """A register read and graded.

    `register`, `policy` and `graded` are None where the workbook does not even say which unit's
    quarter it is, or by which rules. `diagnostics` are all findings, by sheet and cell.
    """

    file: str
    sha256: str
    people: int
    register: Register | None
    policy: Policy | None
    graded: Graded | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def grade_book(path: Path, choose: Choose, password: str | None = None) -> Quarter:
    """Read and grade the register at `path`. Raises `Refusal` where it cannot be read at all."""
    return grade_workbook(read_workbook(path, password), choose)


def grade_workbook(book: Workbook, choose: Choose) -> Quarter:
    """The register that a workbook holds, graded."""
    reading = read_register(book, choose)
    graded = None
    found = list(reading.diagnostics)
    if reading.register is not None and reading.policy is not None:
        graded = grade_quarter(reading.register, reading.policy)
        found += graded.diagnostics
        found += feedback_lacking(reading.register, reading.policy, graded.outcomes)
    names = tuple(sheet.name for sheet in book.sheets)
    return Quarter(
        book.file,
        book.sha256,
        reading.people,
        reading.register,
        reading.policy,
        graded,
        tuple(in_order(found, names)),
    )
