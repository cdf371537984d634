"""The year of each unit of many: its registers read again together, judged, written."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.city.executor import More, Work, Working
from pinshi_cli.city.journal import as_line
from pinshi_cli.city.lock import share
from pinshi_cli.city.tray import File, Tray
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.batch.lines import YEAR, Line, Summary
from pinshi_cli.workflow.batch.papers import Read, make_year_papers
from pinshi_cli.workflow.batch.settings import FORMS, Settings
from pinshi_cli.workflow.batch.settled import Settled
from pinshi_cli.workflow.batch.standing import outputs_stand
from pinshi_cli.workflow.batch.work import SECONDS_FOR_EACH, Bench, Worked, not_written
from pinshi_cli.workflow.documents import diagnostic
from pinshi_cli.workflow.year.documents import year_quota
from pinshi_cli.workflow.year.years import Annual, annual


class UnitTask(NamedTuple):
    """A unit's year to be done. `of` tells its registers, in their state now, from any others."""

    file: str
    files: tuple[str, ...]
    name: str
    code: str
    county: str
    size: int
    group: int
    of: str


def unit_tasks(
    books: Sequence[Summary], settled: Settled, size: Callable[[str], int]
) -> Iterator[UnitTask]:
    """The units' years to be done, of the quarters that belong to the year meant.

    `size` tells how many bytes a register has, by its path.
    """
    year = settled.period[:4]
    for at, group in enumerate(settled.groups):
        here = [books[each] for each in group]
        own = [book for book in here if book.period.startswith(year)]
        if own:
            last = max(own, key=lambda book: (book.period, book.file))
            files = tuple(book.file for book in sorted(own, key=lambda b: (b.period, b.file)))
            of = ",".join(f"{book.state:016x}" for book in own)
            key = f"{files[0]}//{year}年"  # no register has such a path
            yield UnitTask(
                key, files, last.unit, last.code, last.county, sum(map(size, files)), at, of
            )


def unit_stands(task: UnitTask, line: Line, settings: Settings) -> bool:
    """Whether nothing that a unit's line came of has changed, and its outputs are there."""
    alike = (line.get("settings"), line.get("sha256")) == (settings.digest, task.of)
    return alike and outputs_stand(settings.out, line)


def begin_years(settings: Settings) -> Working[UnitTask, Worked]:
    """Called once in each worker process."""
    share(settings.out)
    return YearBench(settings.from_here()).judged


def years_work(settings: Settings) -> Work[UnitTask, Worked]:
    """What an executor runs."""
    return partial(begin_years, settings)


class YearBench(Bench):
    """Judges units' years, one after the other."""

    def judged(self, task: UnitTask, more: More) -> Worked:
        """The line of a unit's year."""
        read = [self._read(file) for file in task.files]
        more(10 + sum(quarter.people for quarter, _ in read) * SECONDS_FOR_EACH)
        found = annual((quarter for quarter, _ in read), draft=self.settings.wanted.draft)
        tray = Tray(self.settings.out, task.file)
        try:
            said = make_year_papers(task.files[-1], found, read, self.settings, tray)
            tray.close()
        except OSError as error:
            name = Path(task.files[-1]).name
            lost = lost_year(task, not_written(tray, name, error), self.settings.digest)
            return Worked(as_line(lost))
        return Worked(as_line(_line(task, found, tray.files, said, self.settings.digest)))

    def _read(self, file: str) -> Read:
        path = self.settings.folder / file
        try:
            book = read_workbook(path, self.settings.password)
        except Refusal as refusal:  # told of the register itself, too
            return Quarter(path.name, "", 0, None, None, None, refusal.diagnostics), None
        quarter, _ = self.graded(book)
        if FORMS not in self.settings.wanted.make:
            return quarter, None
        from pinshi_cli.workflow.forms.plan import case_of

        return quarter, case_of(book, quarter, self.settings.ledger)


def lost_year(task: UnitTask, found: Diagnostic, settings: str) -> Line:
    """The line of a year that was lost on the way: it is done again each time."""
    line: Line = {"file": task.file, "line": YEAR, "sha256": "", "settings": settings, "ok": False}
    line["unit"] = {"name": task.name, "code": task.code, "county": task.county, "listed": True}
    line |= {"year": None, "books": list(task.files), "quota": None, "verdicts": {}}
    return line | {"outputs": [], "diagnostics": [diagnostic(found)]}


def _line(
    task: UnitTask,
    found: Annual,
    files: Sequence[File],
    more: Sequence[Diagnostic],
    settings: str,
) -> Line:
    judged = next((unit.year for unit in found.units if unit.year is not None), None)
    said = (*found.diagnostics, *more)
    line: Line = {"file": task.file, "line": YEAR, "sha256": task.of, "settings": settings}
    line["ok"] = not any(each.is_error for each in said)
    line["unit"] = {"name": task.name, "code": task.code, "county": task.county, "listed": True}
    line |= {"year": found.year, "books": list(task.files), "quota": None, "verdicts": {}}
    if judged is not None:
        line["quota"] = year_quota(judged.quota)
        line["verdicts"] = dict(Counter(each.verdict.verdict for each in judged.people))
    line["outputs"] = [list(each) for each in files]
    line["diagnostics"] = [diagnostic(each) for each in said]
    return line
