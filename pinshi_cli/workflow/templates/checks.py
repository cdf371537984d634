"""`pinshi template list · copy · check`: the forms' templates, before anything is shown."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.fields import Fields, fields_of
from pinshi_cli.forms.fonts import Fonts
from pinshi_cli.forms.kinds import KINDS, Kind
from pinshi_cli.forms.paper_check import Pages, on_paper
from pinshi_cli.forms.template import compile_template
from pinshi_cli.forms.template_check import missing_fields, unknown_fields
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity, refuse
from pinshi_cli.model.names import nearest
from pinshi_cli.sheets.write import Output
from pinshi_cli.workflow.documents import Document, diagnostic
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.templates.machine import Machine
from pinshi_cli.workflow.templates.places import (
    ENDINGS,
    FOLDER,
    Found,
    bundled_template,
    own_template,
    read_template,
    strays,
)
from pinshi_cli.workflow.templates.trials import Trial, page_counts, tried


class Listed(NamedTuple):
    """A kind of form, with the clerk's own templates of it that are found from here."""

    kind: Kind
    own: tuple[Path, ...]


class Checked(NamedTuple):
    """A template looked through: how many fields it has, what is wrong, its pages.

    `pages` is None where a fault stands before any printing.
    """

    name: str
    kind: Kind | None
    fields: int
    diagnostics: tuple[Diagnostic, ...]
    pages: Pages | None = None

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def kind_named(word: str) -> Kind:
    """The kind of that name, id or file name. Raises `Refusal` T928."""
    stem = Path(word).stem if word.endswith(ENDINGS) else word
    found = next((each for each in KINDS if stem in (each.name, each.id)), None)
    if found is None:
        close = nearest(stem, [each.name for each in KINDS], 0.4)
        guess = f"你是不是想写“{close}”？" if close else ""
        raise refuse("T928", f"没有模板“{stem}”", f"{guess}有哪些：pinshi template list。")
    return found


def list_templates(here: Path) -> list[Listed]:
    """Every kind, in its order."""
    found = []
    for kind in KINDS:
        own = (own_template(kind, ending, here) for ending in ENDINGS)
        found.append(Listed(kind, tuple(path for path in own if path is not None)))
    return found


def field_names(kind: Kind) -> list[str]:
    """Every field of a kind, those of lists by their path."""
    return list(_paths(fields_of(kind), ""))


def _paths(fields: Fields, above: str) -> Iterator[str]:
    for name, below in fields.items():
        yield f"{above}{name}"
        if below:
            yield from _paths(below, f"{above}{name}.")


def copy_templates(words: Sequence[str], out: Path | None, *, force: bool, dry: bool) -> Written:
    """Copies of our templates into the folder 模板 (or `out`); of all kinds where none is named."""
    kinds = [kind_named(word) for word in words] or list(KINDS)
    folder = out or Path(FOLDER)
    outputs = []
    for kind in dict.fromkeys(kinds):
        endings = {Path(word).suffix for word in words if kind_named(word) is kind} & {*ENDINGS}
        for ending in ENDINGS:
            if not endings or ending in endings:
                data = bundled_template(kind, ending).data
                outputs.append(Output(folder / f"{kind.name}{ending}", data))
    return write_all(outputs, force=force, dry=dry)


def check_templates(names: Sequence[str], here: Path, machine: Machine) -> list[Checked]:
    """Each template named (a file, or a kind), or all of the clerk's own that are found."""
    looked = [_check(kind, template, machine.fonts) for kind, template in _named(names, here)]
    looked += [(_stray(path), None) for path in strays(here) if not names]
    if not looked:
        hint = "先复制一份：pinshi template copy 登记表甲。"
        raise refuse("T928", f"“{FOLDER}”文件夹里没有模板", hint)
    pages = iter(page_counts([trial for _, trial in looked if trial is not None], machine.office))
    return [each if trial is None else each._replace(pages=next(pages)) for each, trial in looked]


def _named(names: Sequence[str], here: Path) -> Iterator[tuple[Kind, Found]]:
    for name in names:
        path, kind = Path(name), kind_named(Path(name).name)
        if path.suffix in ENDINGS and path.is_file():
            yield kind, read_template(path)
            continue
        for ending in ENDINGS:
            own = own_template(kind, ending, here)
            yield kind, bundled_template(kind, ending) if own is None else read_template(own)
    for listed in list_templates(here) if not names else ():
        for own in listed.own:
            yield listed.kind, read_template(own)


def _stray(path: Path) -> Checked:
    """A file in the folder 模板 that no form is made from, for its name."""
    close = nearest(path.stem, [each.name for each in KINDS], 0.4)
    hint = f"改名为“{close}{path.suffix}”；" if close else ""
    name = f"{path.parent.name}/{path.name}"
    message = f"没有叫“{path.stem}”的表，这个文件不会用到"
    hint += "有哪些：pinshi template list。"
    found = Diagnostic("T928", Severity.WARNING, message, Place(name), hint)
    return Checked(name, None, 0, (found,))


def _check(kind: Kind, template: Found, fonts: Fonts) -> tuple[Checked, Trial | None]:
    """A template looked through, and filled in for a trial where it has no fault."""
    try:
        compiled = compile_template(template.name, template.data)
    except Refusal as refusal:
        return Checked(template.name, kind, 0, refusal.diagnostics), None
    fields = list(compiled.fields)
    ours = compile_template(kind.name, bundled_template(kind, template.path.suffix).data).fields
    found = [
        *unknown_fields(kind, fields),
        *missing_fields(
            kind, [path for path, _ in fields], [path for path, _ in ours], template.name
        ),
        *on_paper(template.name, template.data, fonts),
    ]
    checked = Checked(template.name, kind, len(fields), tuple(found))
    if not checked.ok:
        return checked, None
    trial = tried(kind, compiled)
    known = {each.where for each in found if each.code == "T935"}
    more = (each for each in trial.diagnostics if each.where not in known)
    return checked._replace(diagnostics=(*found, *more)), trial


def list_document(listed: Sequence[Listed], kind: Kind | None) -> Document:
    """`pinshi template list --json`."""
    said: Document = {"schema": "pinshi/template-list/1", "ok": True}
    said["templates"] = [
        {
            "id": each.kind.id,
            "name": each.kind.name,
            "title": each.kind.title,
            "own": [str(path) for path in each.own],
        }
        for each in listed
    ]
    said["fields"] = [] if kind is None else field_names(kind)
    return {**said, "diagnostics": []}


def check_document(checked: Sequence[Checked]) -> Document:
    """`pinshi template check --json`."""
    return {
        "schema": "pinshi/template-check/1",
        "ok": all(each.ok for each in checked),
        "templates": [
            {
                "name": each.name,
                "kind": None if each.kind is None else each.kind.id,
                "ok": each.ok,
                "fields": each.fields,
                "pages": None if each.pages is None else _pages(each.pages),
                "diagnostics": [diagnostic(found) for found in each.diagnostics],
            }
            for each in checked
        ],
        "diagnostics": [diagnostic(found) for each in checked for found in each.diagnostics],
    }


def _pages(pages: Pages) -> Document:
    return {
        "usual": pages.usual,
        "longest": pages.longest,
        "people": None if pages.people is None else list(pages.people),
        "estimated": bool(pages.estimated),
        "why": pages.estimated or None,
    }
