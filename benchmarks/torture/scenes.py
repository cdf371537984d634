"""The calls that write, each on a folder of its own as a clerk would have it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.torture import crew
from benchmarks.torture.checks import content, shape, unsound
from benchmarks.torture.command import LATER, NOW, Trouble, run
from benchmarks.torture.later import later_step
from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.workflow.samples import sample

LEDGER, COPY = "pinshi.db", "backup.db"
BOOK, NEXT, CHANGED = "q1.xlsx", "q2.xlsx", "changed.xlsx"


class Scene(NamedTuple):
    """`arguments` are the call's, with file names in the folder; `holds` the files in it before.

    `makes` is the file that the call makes or changes. `when` is `LATER` for a later pinshi.
    """

    name: str
    arguments: tuple[str, ...]
    holds: tuple[str, ...]
    makes: str = LEDGER
    when: str = NOW


_ASKED = ("--asked", "2026-04-12", "--ground", "不服")
SCENES = (
    Scene("第一次记入", ("record", BOOK), (BOOK,)),
    Scene("再记入一季", ("record", NEXT), (NEXT, LEDGER)),
    Scene("更正", ("record", CHANGED, "--correct", "--why", "漏算"), (CHANGED, LEDGER)),
    Scene("受理复核", ("review", "open", "001", "--quarter", "2026Q1", *_ASKED), (LEDGER,)),
    Scene("清理", ("prune", "--before", "2026Q2", "--why", "期满", "--yes"), (LEDGER,)),
    Scene("备份", ("backup", "-o", COPY), (LEDGER,), makes=COPY),
    Scene("从备份恢复", ("restore", COPY), (COPY,)),
    Scene("恢复并换掉", ("restore", COPY, "--force"), (COPY, LEDGER)),
    Scene("升级表结构", ("verify",), (LEDGER,), when=LATER),
    Scene("写出核定结果", ("grade", BOOK, "-o", "out"), (BOOK,), makes="out"),
)


class Props:
    """What the scenes need, made once; each trial gets copies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        places = sample("quarter.xlsx").parent / "zhangdian"
        for book in (BOOK, NEXT):
            shutil.copyfile(places / book, folder / book)
        _change(folder / BOOK, folder / CHANGED)
        _must(["record", str(folder / BOOK), "--by", "钱有为", "--quiet"])
        _must(["backup", "--ledger", str(folder / LEDGER), "-o", str(folder / COPY), "--quiet"])
        # an entry that the backup lacks
        review = ("review", "open", "002", *SCENES[3].arguments[3:])
        _must(self._arguments(SCENES[3]._replace(arguments=review), folder))

    @contextmanager
    def set_up(self, scene: Scene, place: Path) -> Iterator[list[str]]:
        """A folder with what the scene holds; gives the arguments of its call."""
        place.mkdir()
        for name in scene.holds:
            shutil.copyfile(self.folder / name, place / name)
        try:
            yield self._arguments(scene, place)
        finally:
            shutil.rmtree(place)

    def _arguments(self, scene: Scene, place: Path) -> list[str]:
        files = {BOOK, NEXT, CHANGED, COPY, "out"}
        said = [str(place / word) if word in files else word for word in scene.arguments]
        if said[0] != "grade":
            said += ["--ledger", str(place / LEDGER)]
        if said[0] in {"record", "review", "prune"}:
            said += ["--by", "钱有为"]
        return said


def _change(book: Path, changed: Path) -> None:
    """The same register with another mark for somebody."""
    import openpyxl

    workbook = openpyxl.load_workbook(book)
    sheet = workbook["指标评分"]
    cells = (cell for row in sheet.iter_rows(min_row=2) for cell in row)
    marks = ((cell, cell.value) for cell in cells if isinstance(cell.value, int | float))
    cell, mark = next(each for each in marks if each[1] > 5)
    cell.value = mark - 1
    workbook.save(changed)


def _must(arguments: list[str]) -> None:
    code, said = crew.start(run, arguments, Trouble()).printed()
    if code:
        raise SystemExit(f"the scene could not be set up: {said}")


class State(NamedTuple):
    """What is there: exactly, and as it would be after another such call."""

    exact: object
    alike: object


def state(scene: Scene, place: Path) -> State:
    """What the call's file holds now; for other outputs than databases, which files there are."""
    path = place / scene.makes
    if not path.exists():
        return State(None, None)
    if path.is_dir():
        names = sorted(each.name for each in path.iterdir())
        return State(names, names)
    try:
        found, now = _looks(path)
    except Refusal:
        try:
            with later_step():
                found, now = _looks(path)
        except Refusal as refusal:
            return State(str(refusal), str(refusal))
    entries, results = found
    if not entries:  # a ledger made, and nothing in it yet, is as good as none
        return State(None, None)
    alike = ([(row[0], row[1], row[10] is None) for row in entries], len(results), now)
    return State((found, now), (alike, tuple(unsound(path))))


def _looks(path: Path) -> tuple[Any, Any]:
    with open_ledger(Address(path), create=False) as ledger:
        return content(ledger), shape(ledger)
