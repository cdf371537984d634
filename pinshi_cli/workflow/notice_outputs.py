"""A notice as files: filled in, read back and checked before anything is written."""

from pathlib import Path

from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.notice import Notice, Wish, published
from pinshi_cli.forms.notice_check import Known, check_notice
from pinshi_cli.forms.notice_page import notice_values
from pinshi_cli.forms.summaries import published_summaries
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from pinshi_cli.model.names import name_key
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.notices import SUMMARIES, Noticed, phones_of
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import beside, target

NAMES = {"notice": "公示", SUMMARIES: "工作小结公示"}
ENDINGS = (".docx", ".xlsx")

_OF_WORDS = ("T951", "T952", "T953", "T959")
"""What the names of a unit and its departments, or a picture in the template, may well be."""


def known_by(quarter: Quarter, wish: Wish, *, summaries: bool = False) -> Known:
    """What a register lets a notice say. Raises `Refusal` where it cannot be read as one.

    A summary may speak of anybody: in a notice of summaries no name is one too many.
    """
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        raise Refusal(*[each for each in quarter.diagnostics if each.is_error])
    phones = phones_of(register)
    keys = [name_key(each.person.name) for each in graded.outcomes]
    shown = published_summaries(register, wish) if summaries else published(graded, policy, wish)
    named = {
        key: each
        for key, each in zip(keys, graded.outcomes, strict=True)
        if keys.count(key) == 1  # of namesakes nobody can tell who is meant
    }
    grades = {key: each.grade or "" for key, each in named.items() if each.person.id in shown}
    if summaries:
        return Known(grades, frozenset(), (), phones)
    return Known(grades, frozenset(named) - frozenset(grades), policy.grades, phones)


def write_notice(path: Path, made: Noticed, out: Path | None, *, force: bool, dry: bool) -> Written:
    """Write the notice as .docx and .xlsx, or as the one that `out` names; none: nothing.

    Raises `Refusal` where a template cannot be filled in, or what came of it may not be published.
    """
    register = made.quarter.register
    if made.notice is None or register is None:
        return Written(dry=dry)
    draft = "-征求意见" if made.wish.draft else ""
    name = f"{path.stem}-{NAMES[made.kind]}{draft}"
    folder = out or beside(path, str(register.quarter))
    one = out is not None and out.suffix.lower() in ENDINGS and not out.is_dir()
    endings = (folder.suffix.lower(),) if one else ENDINGS
    known = known_by(made.quarter, made.wish, summaries=made.kind == SUMMARIES)
    outputs = [
        Output(
            target(folder, f"{name}{ending}", [path]),
            _filled(made.kind, made.notice, ending, path, known),
        )
        for ending in endings
    ]
    return write_all(outputs, force=force, dry=dry)


def _filled(kind: str, notice: Notice, ending: str, book: Path, known: Known) -> bytes:
    """The template filled in, read back, and found fit to be published."""
    from pinshi_cli.forms.template import compile_template
    from pinshi_cli.workflow.templates import find_template

    found = find_template(kind, ending, book)
    data = compile_template(found.name, found.data).render(notice_values(notice))
    amiss = _amiss(data, found.name, ending, known)
    if amiss:
        raise Refusal(*amiss)
    return data


def _amiss(data: bytes, name: str, ending: str, known: Known) -> list[Diagnostic]:
    finished = finished_of(data, f"{name}{'' if name.endswith(ending) else ending}")
    return [
        each._replace(where=each.where._replace(file=name))
        for each in check_notice(finished, known)
        if each.code not in _OF_WORDS and not _is_of_the_office(each)
    ]


def _is_of_the_office(found: Diagnostic) -> bool:
    """A mobile number on the line of the office's phone: looked at before, in the register."""
    return found.code == "T950" and not found.is_error
