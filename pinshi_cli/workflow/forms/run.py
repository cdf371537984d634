"""`pinshi form`: papers rendered, read back and held against the grades, written together."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.case import Paper, Value
from pinshi_cli.forms.file_names import file_names
from pinshi_cli.forms.kinds import PERSON, PRINT
from pinshi_cli.forms.read_texts import Reader, texts_of
from pinshi_cli.forms.read_texts_slots import Rows
from pinshi_cli.forms.reconcile import (
    against_grades,
    against_said,
    against_values,
    checked,
    difference,
    print_file_differs,
)
from pinshi_cli.forms.spots import Spots, spots_in
from pinshi_cli.forms.template import Template
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.sheets.write import Writing, plan_outputs
from pinshi_cli.workflow.forms.plan import Plan, Set, Wanted, plan
from pinshi_cli.workflow.register_files import find_registers
from pinshi_cli.workflow.registers import Call, Written
from pinshi_cli.workflow.targets import beside, target
from pinshi_cli.workflow.templates.places import ENDINGS, Found, compiled, find_template

PRINT_MOST = 1_000
"""So many people stand in one print file; a larger one no program opens with pleasure."""

Put = Callable[[Path, bytes], None]
"""What is done with a finished file."""


class Where(NamedTuple):
    """Where forms go: `out` a folder or one file, `endings` which formats."""

    out: Path | None = None
    endings: tuple[str, ...] = ENDINGS


class Checked(NamedTuple):
    """How the papers of one kind compare with the grades."""

    label: str
    people: int
    documents: int
    differences: int

    @property
    def said(self) -> str:
        """`48 人，48 份登记表，0 处不符`."""
        return (
            f"{self.people} 人，{self.documents} 份{self.label}，{self.differences} 处不符"
            if self.people
            else f"{self.documents} 份{self.label}，{self.differences} 处不符"
        )


class Blank(NamedTuple):
    """What a kind leaves for the pen, and which of its fields no column of the register fills."""

    label: str
    pen: tuple[str, ...]
    empty: tuple[str, ...]


class Formed(NamedTuple):
    """What was made of the registers, and written."""

    plan: Plan
    written: Written
    checked: tuple[Checked, ...] = ()
    blanks: tuple[Blank, ...] = ()
    differences: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.plan.diagnostics, *self.differences)

    @property
    def ok(self) -> bool:
        return self.plan.ok and not self.differences


class Keep(NamedTuple):
    """Whether what is made is written, over whose files, or (`dry`) only told of."""

    write: bool = True
    force: bool = False
    dry: bool = False


def given(books: Sequence[Path] | None, *, year: bool = False) -> list[Path]:
    """The registers given; of a `year` also those in folders. Raises `Refusal` U701 for none."""
    if not books:
        hint = "例如 pinshi form 登记簿.xlsx；只看有哪些表：pinshi form --list。"
        raise refuse("U701", "没有写登记簿", hint)
    return list(find_registers(books).files) if year else list(books)


def where_to(out: Path | None, ending: str | None) -> Where:
    """Where forms go, and in which formats. Raises `Refusal` U701, U706."""
    named = "" if out is None or out.is_dir() else out.suffix.lower()
    if ending is None:
        return Where(out, (named,) if named in ENDINGS else ENDINGS)
    wanted = f".{ending.lower().removeprefix('.')}"
    if wanted not in ENDINGS:
        raise refuse("U701", f"--format 没有“{ending}”这一种", "写 xlsx 或 docx。")
    if named in ENDINGS and named != wanted:
        raise refuse("U706", f"-o 写的是 {named}，--format 写的是 {ending}", "改成一样。")
    return Where(out, (wanted,))


def form(
    paths: Sequence[Path],
    wanted: Wanted,
    where: Where,
    call: Call,
    keep: Keep,
    agreed: Callable[[], None] = lambda: None,
) -> Formed:
    """The forms asked for: each put down as it is made, all in place once nothing differs.

    `agreed` is called between the two: what goes on record together with the forms.
    """
    planned = plan(paths, wanted, call)
    nothing = Written(dry=keep.dry)
    if not planned.ok:
        return Formed(planned, nothing)
    base = _base(paths[-1], where, planned)
    sets = _made(planned, where, paths[-1], base)
    targets = [path for made in sets for one in made for path in (*one.singles, *one.prints)]
    for path in targets:
        target(path.parent, path.name, paths)
    written = nothing
    if keep.write and not keep.dry:
        with Writing(targets, force=keep.force) as writing:
            _fill_in(sets, writing.add)
            if not _differences(sets):
                agreed()
                writing.put_in_place()
                written = Written(writing.planned)
    else:
        if keep.write:
            written = Written(plan_outputs(targets, force=keep.force), keep.dry)
        _fill_in(sets, lambda _path, _data: None)
    return Formed(
        planned,
        nothing if _differences(sets) else written,
        tuple(_checked(made) for made in sets),
        tuple(Blank(made[0].set.label, made[0].set.kind.pen, made[0].empty) for made in sets),
        _differences(sets),
    )


def fill(planned: Plan, where: Where, near: Path, folder: Path, put: Put) -> Sequence[Diagnostic]:
    """Make what is planned, each file `put` below `folder`; returns what differs from the grades.

    Templates are those for a register at `near`.
    """
    sets = _made(planned, where, near, folder)
    _fill_in(sets, put)
    return _differences(sets)


def _made(planned: Plan, where: Where, near: Path, base: Path) -> list[list["_Made"]]:
    return [
        [_Made(each, ending, near, base, planned) for ending in where.endings]
        for each in planned.sets
    ]


def _fill_in(sets: Sequence[Sequence["_Made"]], put: Put) -> None:
    """Render every paper, so many at a time as one print file holds."""
    for made in sets:
        papers = made[0].set.papers
        for begin in range(0, len(papers), PRINT_MOST):
            filled = [papers[at] for at in range(begin, min(begin + PRINT_MOST, len(papers)))]
            wrong = [tuple(against_grades(paper, made[0].planned.graded)) for paper in filled]
            for one in made:
                one.fill_in(begin, list(zip(filled, wrong, strict=True)), put)


def _differences(sets: Sequence[Sequence["_Made"]]) -> tuple[Diagnostic, ...]:
    return tuple(each for made in sets for one in made for each in one.differences)


def _checked(made: Sequence["_Made"]) -> Checked:
    set_ = made[0].set
    people = len(set_.papers) if set_.kind.per == PERSON else 0
    return Checked(set_.label, people, len(set_.papers), len(_differences([made])))


def _base(book: Path, where: Where, planned: Plan) -> Path:
    """The folder of all forms, or the one file that `-o` names."""
    if where.out is None:
        return beside(book, planned.period)
    if where.out.suffix.lower() in ENDINGS and not where.out.is_dir():
        many = sum(len(each.papers) for each in planned.sets)
        if len(planned.sets) > 1 or (many > 1 and planned.sets[0].kind.per != PERSON):
            hint = "写文件夹的名字。"
            raise refuse("U706", "几种表不能写进一个文件", hint, file=where.out.name)
        if many > PRINT_MOST:
            hint = f"写文件夹的名字：每 {PRINT_MOST} 人一个打印文件。"
            raise refuse("U706", f"{many} 人的表不能写进一个文件", hint, file=where.out.name)
    return where.out


class _Made:
    """One kind in one format: its files, and where they differ from the grades."""

    def __init__(self, set_: Set, ending: str, near: Path, base: Path, planned: Plan) -> None:
        found = find_template(set_.kind.id, ending, near)
        self.template: Template = compiled(found)
        self.own = found.own
        self.reader, self.spots = _reader(found)
        self.fields = [path for path, _ in self.template.fields]
        self.checked = checked(self.fields)
        self.set = set_
        self.ending = ending
        self.planned = planned
        self.differences: list[Diagnostic] = []
        plain = dict.fromkeys(field for field in self.fields if "." not in field)
        self.empty = tuple(plain)
        """Fields of the template that are empty on every paper so far."""
        many = set_.kind.per == PERSON and len(set_.papers) > 1
        self.singles: list[Path] = []
        self.prints: list[Path] = []
        if base.suffix.lower() in ENDINGS and not base.is_dir():
            (self.prints if many else self.singles).append(base)
            return
        folder = base / set_.kind.folder
        self.singles = self._files(folder / "单份" if set_.kind.per == PERSON else folder)
        if many:
            self.prints = [folder / name for name in self._print_names()]

    def _files(self, folder: Path) -> list[Path]:
        wanted = [f"{name} {self.set.label}".strip() for name in self.set.papers.names]
        return [folder / name for name in file_names(wanted, self.ending)]

    def _print_names(self) -> list[str]:
        name = f"{self.set.label}-{PRINT}"
        files = -(-len(self.set.papers) // PRINT_MOST)
        if files == 1:
            return [f"{name}{self.ending}"]
        return [f"{name} {number}{self.ending}" for number in range(1, files + 1)]

    def fill_in(self, begin: int, papers: Sequence[tuple[Paper, Sequence[str]]], put: Put) -> None:
        """Render these papers (the first is number `begin`), read them back, put them down.

        With each comes what it is to say that the grades do not.
        """
        self.empty = tuple(
            field
            for field in self.empty
            if all(_is_empty(paper.values.get(field)) for paper, _ in papers)
        )
        read = []
        whole = self.template.print_file() if self.prints else None
        for at, (paper, wrong) in enumerate(papers, start=begin):
            data = (whole.add if whole else self.template.render)(paper.values)
            read.append(self._compared(paper, wrong, data))
            if self.singles:
                put(self.singles[at], data)
        if whole:
            path = self.prints[begin // PRINT_MOST]
            data = whole.finish()
            if print_file_differs(read, self.reader.rows(data, path.name)):
                self.differences.append(difference(path.name, "打印文件与单份的表内容不一致"))
            put(path, data)

    def _compared(self, paper: Paper, wrong: Sequence[str], data: bytes) -> Rows:
        file = f"{paper.name} {self.set.label}{self.ending}".strip()
        rows = self.reader.rows(data, file)
        said = [
            *wrong,
            *(
                against_said(self.template.sayings.of(paper.values), rows)
                if self.own
                else against_values(paper, self.checked, rows, self.spots)
            ),
        ]
        self.differences += [difference(file, each) for each in said]
        return rows


@lru_cache(maxsize=64)
def _reader(found: Found) -> tuple[Reader, Spots]:
    """Who reads a template's documents back, and where what fields say is to stand in them.

    The same for all units of a city.
    """
    spots = spots_in(text.text for text in texts_of(found.data, found.name))
    return Reader(compiled(found).suffix), spots


def _is_empty(value: Value | None) -> bool:
    return value is None or value in ("", [])
