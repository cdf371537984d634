"""`pinshi batch`: every register below a folder worked on, held together, put in place."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pinshi_cli.city.executor import LITTLE, Executor, chunk_size, chunks_of
from pinshi_cli.city.found import Found, registers_below, size_of
from pinshi_cli.city.journal import Journal
from pinshi_cli.city.local import Local
from pinshi_cli.city.lock import held, hold
from pinshi_cli.city.tray import clear
from pinshi_cli.model.diagnostic import Refusal, refuse
from pinshi_cli.workflow.batch.ended import Batch
from pinshi_cli.workflow.batch.lines import Line, Summary, listed, summary_of
from pinshi_cli.workflow.batch.lost import line_of
from pinshi_cli.workflow.batch.places import Meant, Placing, put_all_in_place, year_places
from pinshi_cli.workflow.batch.settings import FORMS, NOTICES, RESULTS, Settings
from pinshi_cli.workflow.batch.settled import beyond_in_the_year, settle
from pinshi_cli.workflow.batch.standing import stands
from pinshi_cli.workflow.batch.totals import totals_of
from pinshi_cli.workflow.batch.work import Task, seconds_of, work
from pinshi_cli.workflow.batch.years import (
    UnitTask,
    unit_stands,
    unit_tasks,
    years_work,
)
from pinshi_cli.workflow.documents import diagnostic

Progress = Callable[[int, int, str], None]
"""progress(done, of how many, of what)."""


class How(NamedTuple):
    """How a run goes: `period` is the quarter meant; `write` False keeps nothing.

    `cluster` is the address of a scheduler; None: the work is done here, in `jobs` processes.
    """

    jobs: int = 1
    resume: bool = False
    force: bool = False
    write: bool = True
    period: str | None = None
    cluster: str | None = None


@contextmanager
def batch(
    settings: Settings, how: How, executor: Executor | None = None, progress: Progress | None = None
) -> Iterator[Batch]:
    """Do everything; what was kept can be read as long as the context lasts.

    Raises `Refusal`: F101, F102 for a folder without registers, B020 where another run is under
    way, whatever is wrong with the call.
    """
    found = _registers(settings)
    if how.write:
        settings.out.mkdir(parents=True, exist_ok=True)
        handle = hold(settings.out)
        if handle is None:
            hint = "等它做完，或用 -o 换一个文件夹。"
            raise refuse("B020", "另一个 pinshi batch 正在写这里", hint, file=str(settings.out))
        with held(handle):
            yield from _run(settings, how, found, executor, progress)
    else:
        with TemporaryDirectory(prefix="pinshi-batch-") as folder:
            aside = settings._replace(out=Path(folder))
            yield from _run(aside, how._replace(resume=False), found, executor, progress)


def _run(
    settings: Settings,
    how: How,
    found: list[Found],
    executor: Executor | None,
    progress: Progress | None,
) -> Iterator[Batch]:
    tell = progress or (lambda _done, _of, _what: None)
    try:
        sealed = settings.sealed()
        by, jobs = (executor, how.jobs) if executor else _executor(sealed, how)
        if how.write and not how.resume:
            clear(settings.out)
        journal = Journal(settings.out, fresh=not how.resume)
    except KeyboardInterrupt:
        raise _cancelled(how) from None
    with journal:
        try:
            ended = _ended(sealed, how, found, journal, _Hands(by, jobs, tell, how.cluster is None))
        except KeyboardInterrupt:
            raise _cancelled(how) from None
        yield ended


class _Hands(NamedTuple):
    """Who does the work, how many at a time, who is told how far it is; whether it is done here."""

    by: Executor
    jobs: int
    tell: Progress
    here: bool

    def chunks(self, tasks: Sequence[Task]) -> Iterator[list[Task]]:
        """The registers as they are given out: a few small ones together, where that is here."""
        together = sum(task.size for task in tasks) if self.here else LITTLE
        return chunks_of(tasks, chunk_size(len(tasks), self.jobs, together))


def _ended(
    settings: Settings, how: How, found: list[Found], journal: Journal, hands: _Hands
) -> Batch:
    """All registers done, held together and put in place."""
    books, done = _work_on(found, settings, journal, hands)
    settled = settle(books, settings.units, how.period, year=settings.wanted.year)
    years: list[UnitTask] = []
    if settings.wanted.year:
        sizes = {file: size_of(settings.folder / file) for file in (book.file for book in books)}
        years = list(unit_tasks(books, settled, sizes.__getitem__))
        done += _years(years, settings, journal, hands)
        judged = journal.lines(task.file for task in years)
        settled = settled.and_found(beyond_in_the_year(judged, settings.units))
    keys = [*(book.file for book in books), *(task.file for task in years)]
    places = settled.places | year_places(years, settled, journal.lines)
    outputs: dict[str, int] = {}
    moved: dict[str, str] = {}

    def say(line: Line) -> None:
        key, before = line["file"], line.get("place")
        outputs[key] = len(line["outputs"])
        line["batch"] = [diagnostic(each) for each in settled.by_file.get(key, ())]
        line["place"] = places.get(key)
        if before and line["place"] and before != line["place"]:
            moved[key] = before

    journal.settle(keys, say)
    placing = Placing()
    if how.write:
        meant = Meant(_root(settings), settled.period, settings.wanted.year)
        placing = put_all_in_place(settings.out, places, moved, meant, force=how.force)
        clear(settings.out)
    told = tuple(task.file for task in years)
    written = sum(n for file, n in outputs.items() if file in places and file not in placing.barred)
    totals = totals_of(books, settled, settings.units)._replace(outputs=written)
    ended = Batch(
        settings, tuple(books), settled, placing, totals, told, done, journal.lines, how.write
    )
    if how.write:
        _finish(ended, journal)
    return ended


def _cancelled(how: How) -> Refusal:
    """What is said where a person breaks the run off."""
    hint = "做完的都留着：同一条命令加 --resume 接着做。" if how.write else "什么都没有写出。"
    return refuse("X904", "已取消", hint)


def _executor(settings: Settings, how: How) -> tuple[Executor, int]:
    """The machine here, or the cluster that the call names; how many work there at a time."""
    if how.cluster is None:
        return Local(how.jobs, seconds_of, preload=_heavy(settings)), how.jobs
    from pinshi_cli.city.cluster import threads_of
    from pinshi_cli.workflow.batch.cluster import Abroad

    return Abroad(settings, how.cluster, _heavy(settings)), threads_of(how.cluster)


def _registers(settings: Settings) -> list[Found]:
    folder = settings.folder
    if not folder.is_dir():
        message = "这不是文件夹" if folder.exists() else "找不到这个文件夹"
        hint = "写装着各单位登记簿的文件夹；只有一份的，用 pinshi grade。"
        raise refuse("F101", message, hint, file=str(folder))
    but = [settings.out]
    if settings.list_file is not None:
        but.append(settings.list_file)
    found = registers_below(folder, but)
    if not found:
        hint = "把各单位的登记簿（.xlsx 等）放进去，可以分子文件夹。"
        where = settings.source or str(folder)
        raise refuse("F102", "这个文件夹里没有登记簿", hint, file=where)
    return found


def _work_on(
    found: list[Found],
    settings: Settings,
    journal: Journal,
    hands: _Hands,
) -> tuple[list[Summary], int]:
    """Every register done or found to stand; how many were done. By path, whatever the order."""
    many = len(found)
    books: list[Summary] = []
    hands.tell(0, many, "登记簿")

    def told(line: Line, file: str) -> None:
        books.append(summary_of(line, file))
        hands.tell(len(books), many, "登记簿")

    tasks: list[Task] = []
    found.reverse()
    while found:  # used up, since what comes of it is held instead
        each = found.pop()
        line = journal.parsed(each.file)
        if line is not None and stands(settings.folder / each.file, line, settings):
            told(line, each.file)
        else:
            tasks.append(Task(each.file, each.size))
    for done in hands.by.run(work(settings), hands.chunks(tasks)):
        data = line_of(done, settings)
        journal.add(done.item.file, data)
        told(json.loads(data), done.item.file)
    return sorted(books), len(tasks)


def _years(
    units: Sequence[UnitTask],
    settings: Settings,
    journal: Journal,
    hands: _Hands,
) -> int:
    """Every unit's year done or found to stand; how many were done."""
    many = len(units)
    tasks = []
    for task in units:
        line = journal.parsed(task.file)
        if line is None or not unit_stands(task, line, settings):
            tasks.append(task)
    hands.tell(many - len(tasks), many, "年度")
    chunks = chunks_of(tasks, chunk_size(len(tasks), hands.jobs))
    done = hands.by.run(years_work(settings), chunks)
    for count, each in enumerate(done, start=many - len(tasks) + 1):
        journal.add(each.item.file, line_of(each, settings))
        hands.tell(count, many, "年度")
    return len(tasks)


def _heavy(settings: Settings) -> list[str]:
    """What every worker imports: once, before the first of them begins."""
    modules = ["pinshi_cli.workflow.batch.work", "python_calamine"]
    if RESULTS in settings.wanted.make:
        modules += ["pinshi_cli.results.workbook", "pinshi_cli.results.quick_book"]
    if FORMS in settings.wanted.make:
        modules.append("pinshi_cli.workflow.forms.run")
    if NOTICES in settings.wanted.make:
        modules.append("pinshi_cli.workflow.notices.outputs")
    if {FORMS, NOTICES} & set(settings.wanted.make):
        modules += [f"pinshi_cli.forms.{ending[1:]}" for ending in settings.wanted.endings]
    return modules


def _root(settings: Settings) -> str:
    """Which folder the registers are of, in short."""
    said = settings.source or str(settings.folder.absolute())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _finish(batch: Batch, journal: Journal) -> None:
    from pinshi_cli.workflow.batch.findings import NAME, write_findings

    try:
        write_findings(batch)
    except PermissionError as error:
        hint = "关闭它，同一条命令加 --resume 接着做。"
        message = "正在 Excel 或 WPS 里开着，写不进去"
        raise refuse("F122", message, hint, file=NAME) from error
    journal.finish(
        ok=batch.ok,
        period=batch.settled.period,
        settings=batch.settings.digest,
        books=len(batch.books),
        years=len(batch.years),
        totals=batch.totals.document(),
        missing=[listed(each) for each in batch.settled.missing],
        diagnostics=[diagnostic(each) for each in batch.findings],
        unplaced={
            file: [diagnostic(each) for each in said] for file, said in batch.placing.barred.items()
        },
    )
