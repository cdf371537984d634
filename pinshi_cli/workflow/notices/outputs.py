"""A notice as files: filled in, read back and checked before anything is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pinshi_cli.forms.finished_file import finished_of
from pinshi_cli.forms.notice import Notice, Wish, published
from pinshi_cli.forms.notice_check import check_notice, telling
from pinshi_cli.forms.notice_page import notice_values
from pinshi_cli.forms.notice_people import Known
from pinshi_cli.forms.notice_terms import ASKED
from pinshi_cli.forms.plain import cleaned
from pinshi_cli.forms.summaries import published_summaries, summaries_of, withheld
from pinshi_cli.model.diagnostic import Diagnostic, Refusal
from pinshi_cli.model.names import name_key
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.notices.run import SUMMARIES, Noticed, phones_of
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import beside, target

NAMES = {"notice": "公示", SUMMARIES: "工作小结公示"}
ENDINGS = (".docx", ".xlsx")


def known_by(quarter: Quarter, wish: Wish, *, summaries: bool = False) -> Known:
    """What a register lets a notice say. Raises `Refusal` where it cannot be read as one.

    A summary may speak of anybody: in a notice of summaries no name is one too many.
    """
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        raise Refusal(*[each for each in quarter.diagnostics if each.is_error])
    phones = phones_of(register)
    keys = [name_key(cleaned(each.person.name)) for each in graded.outcomes]
    shown = published_summaries(register, wish) if summaries else published(graded, policy, wish)
    many = Counter(keys)
    named = {
        key: each
        for key, each in zip(keys, graded.outcomes, strict=True)
        if many[key] == 1  # of namesakes nobody can tell who is meant
    }
    grades = {key: each.grade or "" for key, each in named.items() if each.person.id in shown}
    if summaries:
        own = telling((*_words_of(register, policy), *_lines_of(register, shown)))
        return Known(grades, frozenset(), (), phones, own, withheld(register, wish))
    kept = frozenset(named) - frozenset(grades)
    return Known(grades, kept, policy.grades, phones, telling(_words_of(register, policy)))


def _words_of(register: Register, policy: Policy) -> Iterator[str]:
    """What of the register and the policy a notice says in their own words, beside grades."""
    unit = register.unit
    yield from (unit.name, unit.meeting_name, policy.head.name, policy.head.source)
    yield from (str(unit.items.get(name, "")) for name in ASKED)
    for person in register.people:
        yield from (person.name, person.department, person.post, person.rank)


def _lines_of(register: Register, shown: frozenset[str]) -> Iterator[str]:
    for each in summaries_of(register):
        if each.person.id in shown:
            yield each.text
            yield from each.text.splitlines()


def write_notice(
    path: Path, made: Noticed, out: Path | None, *, force: bool, dry: bool
) -> tuple[Written, tuple[Diagnostic, ...]]:
    """Write the notice as .docx and .xlsx, or as the one that `out` names; none: nothing.

    With it what is to be looked at in the files. Raises `Refusal` where a template cannot be
    filled in, or what came of it may not be published.
    """
    register = made.quarter.register
    if made.notice is None or register is None:
        return Written(dry=dry), ()
    folder = out or beside(path, str(register.quarter))
    one = out is not None and out.suffix.lower() in ENDINGS and not out.is_dir()
    endings = (folder.suffix.lower(),) if one else ENDINGS
    files, found = notice_files(path, made, endings)
    outputs = [Output(target(folder, name, [path]), data) for name, data in files.items()]
    return write_all(outputs, force=force, dry=dry), found


def notice_files(
    path: Path, made: Noticed, endings: Sequence[str] = ENDINGS
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The notice in these formats, by file name, and what is to be looked at. Raises `Refusal`."""
    if made.notice is None:
        return {}, ()
    draft = "-征求意见" if made.wish.draft else ""
    name = f"{path.stem}-{NAMES[made.kind]}{draft}"
    known = known_by(made.quarter, made.wish, summaries=made.kind == SUMMARIES)
    files = {}
    found: list[Diagnostic] = []
    for ending in endings:
        files[f"{name}{ending}"], looked_at = _filled(made.kind, made.notice, ending, path, known)
        found += looked_at
    return files, tuple(found)


def _filled(
    kind: str, notice: Notice, ending: str, book: Path, known: Known
) -> tuple[bytes, list[Diagnostic]]:
    """The template filled in, read back, and found fit to be published; and the doubts left."""
    from pinshi_cli.workflow.templates.places import compiled, find_template

    found = find_template(kind, ending, book)
    data = compiled(found).render(notice_values(notice))
    name = found.name if found.name.endswith(ending) else f"{found.name}{ending}"
    said = [
        each._replace(where=each.where._replace(file=found.name))
        for each in check_notice(finished_of(data, name), known)
        if not _is_of_the_office(each)
    ]
    if any(each.is_error for each in said):
        raise Refusal(*said)
    return data, said


def _is_of_the_office(found: Diagnostic) -> bool:
    """A mobile number on the line of the office's phone: looked at before, in the register."""
    return found.code == "T950" and not found.is_error
