"""`pinshi form`: papers rendered, read back and held against the grades, then written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.case import Value
from pinshi_cli.forms.file_names import file_names
from pinshi_cli.forms.kinds import PERSON, PRINT
from pinshi_cli.forms.reconcile import (
    against_grades,
    against_values,
    difference,
    print_file_differs,
    texts_of,
)
from pinshi_cli.forms.template import Template, compile_template
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.form_plan import Plan, Set, Wanted, plan
from pinshi_cli.workflow.registers import Call, Written, write_all
from pinshi_cli.workflow.targets import beside, target
from pinshi_cli.workflow.templates import ENDINGS, find_template


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
    """What was made of the registers."""

    plan: Plan
    checked: tuple[Checked, ...] = ()
    blanks: tuple[Blank, ...] = ()
    outputs: tuple[Output, ...] = ()
    differences: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.plan.diagnostics, *self.differences)

    @property
    def ok(self) -> bool:
        return self.plan.ok and not self.differences


def given(books: Sequence[Path] | None) -> list[Path]:
    """The registers given. Raises `Refusal` U701 where there is none."""
    if not books:
        hint = "例如 pinshi form 登记簿.xlsx；只看有哪些表：pinshi form --list。"
        raise refuse("U701", "没有写登记簿", hint)
    return list(books)


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


def form(paths: Sequence[Path], wanted: Wanted, where: Where, call: Call) -> Formed:
    """The forms asked for, as files to be written; none where anything differs."""
    planned = plan(paths, wanted, call)
    if not planned.ok:
        return Formed(planned)
    base = _base(paths[-1], where, planned)
    checked: list[Checked] = []
    blanks: list[Blank] = []
    outputs: list[Output] = []
    found: list[Diagnostic] = []
    for each in planned.sets:
        made = [_Made(each, ending, paths[-1], base, where, planned) for ending in where.endings]
        for one in made:
            outputs += one.outputs
            found += one.differences
        blanks.append(Blank(each.label, each.kind.pen, made[0].empty))
        people = len(each.papers) if each.kind.per == PERSON else 0
        wrong = sum(len(one.differences) for one in made)
        checked.append(Checked(each.label, people, len(each.papers), wrong))
    if found:
        outputs = []
    for output in outputs:
        target(output.path.parent, output.path.name, paths)
    return Formed(planned, tuple(checked), tuple(blanks), tuple(outputs), tuple(found))


def write(formed: Formed, *, force: bool, dry: bool) -> Written:
    """Write what was made, all or nothing."""
    if not formed.outputs:
        return Written(dry=dry)
    return write_all(formed.outputs, force=force, dry=dry)


def _base(book: Path, where: Where, planned: Plan) -> Path:
    """The folder of all forms, or the one file that `-o` names."""
    if where.out is None:
        return beside(book, planned.period)
    if where.out.suffix.lower() in ENDINGS and not where.out.is_dir():
        many = sum(len(each.papers) for each in planned.sets)
        if len(planned.sets) > 1 or (many > 1 and planned.sets[0].kind.per != PERSON):
            hint = "写文件夹的名字。"
            raise refuse("U706", "几种表不能写进一个文件", hint, file=where.out.name)
    return where.out


class _Made:
    """One kind in one format: its files, and where they differ from the grades."""

    def __init__(
        self, set_: Set, ending: str, near: Path, base: Path, where: Where, planned: Plan
    ) -> None:
        found = find_template(set_.kind.id, ending, near)
        self.template: Template = compile_template(found.name, found.data)
        self.own = found.own
        self.fields = [path for path, _ in self.template.fields]
        self.set = set_
        self.ending = ending
        self.planned = planned
        self.differences: list[Diagnostic] = []
        one = base.suffix.lower() in ENDINGS and base == where.out and not base.is_dir()
        singles: list[bytes] = [self.template.render(paper.values) for paper in set_.papers]
        whole = self._whole() if len(singles) > 1 and set_.kind.per == PERSON else None
        self._compare(singles, whole)
        if one:
            self.outputs = [Output(base, whole or singles[0])]
        else:
            self.outputs = list(self._files(base / set_.kind.folder, singles, whole))

    def _whole(self) -> bytes:
        return self.template.render_many([paper.values for paper in self.set.papers])

    def _files(
        self, folder: Path, singles: Sequence[bytes], whole: bytes | None
    ) -> Iterator[Output]:
        label = self.set.label
        names = file_names(
            [f"{paper.name} {label}".strip() for paper in self.set.papers], self.ending
        )
        many = self.set.kind.per == PERSON
        for name, data in zip(names, singles, strict=True):
            yield Output((folder / "单份" if many else folder) / name, data)
        if whole is not None:
            yield Output(folder / f"{label}-{PRINT}{self.ending}", whole)

    def _compare(self, singles: Sequence[bytes], whole: bytes | None) -> None:
        read = []
        for paper, data in zip(self.set.papers, singles, strict=True):
            file = f"{paper.name} {self.set.label}{self.ending}".strip()
            texts = texts_of(data, file)
            read.append(texts)
            said = [
                *against_grades(paper, self.planned.graded),
                *against_values(paper, self.fields, texts, own=self.own),
            ]
            self.differences += [difference(file, each) for each in said]
        if whole is not None:
            file = f"{self.set.label}-{PRINT}{self.ending}"
            if print_file_differs(read, texts_of(whole, file)):
                self.differences.append(difference(file, "打印文件与单份的表内容不一致"))

    @property
    def empty(self) -> tuple[str, ...]:
        """Fields of the template that are empty on every paper."""
        plain = [field for field in dict.fromkeys(self.fields) if "." not in field]
        return tuple(
            field
            for field in plain
            if all(_is_empty(paper.values.get(field)) for paper in self.set.papers)
        )


def _is_empty(value: Value | None) -> bool:
    return value is None or value in ("", [])
