"""The work on one register of many: what a worker process does, again and again."""

import hashlib
import json
import stat
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.executor import More
from pinshi_cli.city.journal import as_line
from pinshi_cli.city.local import seconds_for
from pinshi_cli.city.lock import share
from pinshi_cli.city.tray import Tray, holds, tray_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers.unit_list import ListedUnit, UnitList
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.batch.grants import granted_to, row_of
from pinshi_cli.workflow.batch.lines import Line, Made, book_line, files_of, lost_line
from pinshi_cli.workflow.batch.papers import make_papers
from pinshi_cli.workflow.batch.settings import Settings, choose_once

SECONDS_FOR_EACH = 0.5
"""What the papers of one person may take at most, however busy the machine is."""

_ON_THE_CALL = ("F107", "F108")
"""What a password would mend: such a register is opened anew each time."""


class Task(NamedTuple):
    """A register to be done: its path below the folder, its size, its line of an earlier run."""

    file: str
    size: int
    known: bytes | None = None


def seconds_of(task: Task) -> float:
    """How long a register may take before it asks for more."""
    return seconds_for(task.size)


class Worked(NamedTuple):
    """The line of a register; None where nothing has changed since the known one was written."""

    line: bytes | None


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
        if task.known is not None and self.stands(path, json.loads(task.known)):
            return Worked(None)
        try:
            book = read_workbook(path, self.settings.password)
        except Refusal as refusal:
            line = lost_line(task.file, refusal.diagnostics, self.settings.digest)
            if not any(each.code in _ON_THE_CALL for each in refusal.diagnostics):
                line["sha256"] = _digest(path)
            return Worked(as_line(line))
        return Worked(as_line(self._line(task.file, book, more)))

    def graded(self, book: Workbook) -> tuple[Quarter, ListedUnit | None]:
        """The register of a workbook, graded as the authority's list says; its row there."""
        row: list[ListedUnit | None] = [None]

        def granted(register: Register, policy: Policy) -> tuple[Register, list[Diagnostic]]:
            row[0] = row_of(self.settings.units, register)
            if row[0] is not None:
                return granted_to(row[0], register, policy)
            units = self.settings.units
            return register, [] if units is None else [_unlisted(register, units)]

        return grade_workbook(book, self.choose, granted), row[0]

    def _line(self, file: str, book: Workbook, more: More) -> Line:
        quarter, row = self.graded(book)
        more(10 + quarter.people * SECONDS_FOR_EACH)
        made = self._made(file, book, quarter)
        line = book_line(file, quarter, row, made, self.settings.digest)
        return line | {"granted": _seal(row)}

    def _made(self, file: str, book: Workbook, quarter: Quarter) -> Made:
        tray = Tray(self.settings.out, file)
        made = make_papers(file, book, quarter, self.settings, tray)
        tray.close()
        return made

    def stands(self, path: Path, line: Line) -> bool:
        """Whether nothing that the line came of has changed, and its outputs are as they were."""
        if line["settings"] != self.settings.digest or not line["sha256"]:
            return False
        if _digest(path) != line["sha256"] or self._row(line) != line.get("granted", ""):
            return False
        return outputs_stand(self.settings.out, line)

    def _row(self, line: Line) -> str:
        """The seal of the row that the list has for the line's unit now."""
        unit, units = line["unit"], self.settings.units
        if unit is None or units is None:
            return _seal(None) if unit is not None else line.get("granted", "")
        return _seal(units.find(unit["code"], unit["name"], unit["county"]))


def outputs_stand(out: Path, line: Line) -> bool:
    """Whether the outputs of a line are as they were written, in their tray or in place."""
    files = files_of(line)
    trays = [tray_of(out, line["file"])]
    if line.get("place"):
        trays.append(out / line["place"])
    return not files or any(holds(tray, files) for tray in trays)


def work(settings: Settings) -> "partial[Bench]":
    """What an executor runs."""
    return partial(begin, settings)


def _seal(row: ListedUnit | None) -> str:
    """What a row says, in short."""
    return "" if row is None else hashlib.sha256(repr(row[:8]).encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    """The SHA-256 of a register's bytes; empty for a folder, and where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _unlisted(register: Register, units: UnitList) -> Diagnostic:
    unit = register.unit
    said = f"“{unit.name}”" + (f"（{unit.code}）" if unit.code else "")
    codes = "、".join(f"“{each.code}”" for each in units.named(unit.name) if each.code)
    more = f"，名单里同名的编码是{codes}" if codes else ""
    hint = "核对单位名称、单位编码，或补进单位名单。"
    at = Place(register.file, "基本信息")
    return Diagnostic("B012", Severity.WARNING, f"{said}不在单位名单里{more}", at, hint)
