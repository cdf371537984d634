"""The work on one register of many: what a worker process does, again and again."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.executor import More
from pinshi_cli.city.journal import as_line
from pinshi_cli.city.local import seconds_for
from pinshi_cli.city.lock import share
from pinshi_cli.city.tray import Tray, forget
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.unit_list import ListedUnit, UnitList
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.sheets.write import cannot_write
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.batch.grants import granted_to, row_of
from pinshi_cli.workflow.batch.lines import Line, Made, book_line, lost_line
from pinshi_cli.workflow.batch.papers import make_papers
from pinshi_cli.workflow.batch.settings import Settings, choose_once
from pinshi_cli.workflow.batch.standing import digest_of, granted_line

SECONDS_FOR_EACH = 0.5
"""What the papers of one person may take at most, however busy the machine is."""

NOT_WRITTEN = ("F122", "F123")
"""A line that says so never stands: with room on the disk it is done again."""

_NOT_THE_FILES = ("F107", "F108", "F113", "F114")
"""What a password or a calmer machine would mend: such a register is opened anew each time."""


class Task(NamedTuple):
    """A register to be done: its path below the folder, its size."""

    file: str
    size: int


def seconds_of(task: Task) -> float:
    """How long a register may take before it asks for more."""
    return seconds_for(task.size)


class Worked(NamedTuple):
    """The line of a register."""

    line: bytes


def begin(settings: Settings) -> "Bench":
    """Called once in each worker process."""
    share(settings.out)
    return Bench(settings.from_here())


class Bench:
    """Works on registers, one after the other; what they have in common is made once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.choose = choose_once(settings.policy)

    def __call__(self, task: Task, more: More) -> Worked:
        path = self.settings.folder / task.file
        try:
            book = read_workbook(path, self.settings.password)
        except Refusal as refusal:
            line = lost_line(task.file, refusal.diagnostics, self.settings.digest)
            if not any(each.code in _NOT_THE_FILES for each in refusal.diagnostics):
                line["sha256"] = digest_of(path)
            return Worked(as_line(line))
        return Worked(as_line(self._line(task.file, book, more)))

    def graded(self, book: Workbook) -> tuple[Quarter, ListedUnit | None]:
        """The register of a workbook, graded as the authority's list says; its row there."""
        row: list[ListedUnit | None] = [None]

        def granted(register: Register, policy: Policy) -> tuple[Register, list[Diagnostic]]:
            row[0] = row_of(self.settings.units, register.unit)
            if row[0] is not None:
                return granted_to(row[0], register, policy)
            units = self.settings.units
            return register, [] if units is None else [_unlisted(register, units)]

        quarter = grade_workbook(book, self.choose, granted)
        return quarter, row[0] or row_of(self.settings.units, quarter.unit)

    def _line(self, file: str, book: Workbook, more: More) -> Line:
        quarter, row = self.graded(book)
        more(10 + quarter.people * SECONDS_FOR_EACH)
        made = self._made(file, book, quarter)
        line = book_line(file, quarter, row, made, self.settings.digest)
        if any(each.code in NOT_WRITTEN for each in made.found):
            line["sha256"] = ""
        found = (*quarter.diagnostics, *made.found)
        return line | granted_line(self.settings.units, quarter.unit, found)

    def _made(self, file: str, book: Workbook, quarter: Quarter) -> Made:
        tray = Tray(self.settings.out, file)
        try:
            made = make_papers(file, book, quarter, self.settings, tray)
            tray.close()
        except OSError as error:
            return Made((), [not_written(tray, book.file, error)])
        return made


def work(settings: Settings) -> "partial[Bench]":
    """What an executor runs."""
    return partial(begin, settings)


def not_written(tray: Tray, file: str, error: OSError) -> Diagnostic:
    """What is said where a tray cannot be filled: a full disk, a name that is too long."""
    forget(tray.outputs, tray.key)
    found = cannot_write(Path(str(error.filename or tray.folder)), error)
    return found._replace(where=Place(file))


def _unlisted(register: Register, units: UnitList) -> Diagnostic:
    unit = register.unit
    said = f"“{unit.name}”" + (f"（{unit.code}）" if unit.code else "")
    codes = "、".join(f"“{each.code}”" for each in units.named(unit.name) if each.code)
    more = f"，名单里同名的编码是{codes}" if codes else ""
    hint = "核对单位名称、单位编码，或补进单位名单。"
    at = Place(register.file, "基本信息")
    return Diagnostic("B012", Severity.WARNING, f"{said}不在单位名单里{more}", at, hint)
