"""What is made of one register of many: result workbook, forms, notices, each by choice."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pinshi_cli.city.tray import Tray
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.batch.lines import Made
from pinshi_cli.workflow.batch.settings import FORMS, JSON, NOTICES, RESULTS, Settings
from pinshi_cli.workflow.documents import grade_document

if TYPE_CHECKING:
    from pinshi_cli.forms.case import Case
    from pinshi_cli.workflow.forms.plan import Wanted
    from pinshi_cli.workflow.year.years import Annual

_WORDS = {FORMS: "登记表", NOTICES: "公示"}


Read = tuple[Quarter, "Case | None"]
"""A register graded, and what forms need of it."""


def make_papers(
    file: str, book: Workbook, quarter: Quarter, settings: Settings, tray: Tray
) -> Made:
    """Make what is wanted into the tray; what cannot be made is told, and costs only itself.

    A copy goes back to the unit where something is wrong that it can mend: in its own register.
    """
    made = _papers(file, book, quarter, settings, tray)
    own = [each for each in (*quarter.diagnostics, *made.found) if each.where.file == quarter.file]
    if settings.wanted.annotate and any(each.is_error for each in own):
        more = _returned(file, book, own, settings, tray)
        made = made._replace(found=(*made.found, *more))
    return made


def _papers(file: str, book: Workbook, quarter: Quarter, settings: Settings, tray: Tray) -> Made:
    """Results, forms and notices; a draft of a register with errors is its result alone."""
    register, wanted = quarter.register, settings.wanted
    found: list[Diagnostic] = []
    if register is None or quarter.graded is None or not (quarter.ok or wanted.draft):
        return Made(tray.files, found)
    near = settings.near(file)
    if RESULTS in wanted.make:
        _result(near, quarter, settings, tray)
    if JSON in wanted.make:
        text = json.dumps(grade_document(quarter, ()), ensure_ascii=False, indent=1) + "\n"
        tray.put(f"{near.stem}-考核结果.json", text.encode("utf-8", "backslashreplace"))
    decided = register.unit.meeting_date is not None
    undecided = () if decided or wanted.draft or not quarter.ok else _for_the_meeting(wanted.make)
    if undecided:
        found.append(_waits(quarter, undecided))
    elif quarter.ok:
        if FORMS in wanted.make:
            found += _forms(near, book, quarter, settings, tray)
        if NOTICES in wanted.make:
            found += _notices(near, quarter, settings, tray)
    return Made(tray.files, found, undecided)


def _for_the_meeting(make: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in make if word in _WORDS)


def _waits(quarter: Quarter, undecided: tuple[str, ...]) -> Diagnostic:
    named = "、".join(_WORDS[word] for word in undecided)
    at = Place(quarter.file, "基本信息")
    hint = "等会议审定后再做；先做征求意见的，加 --draft。"
    return Diagnostic("B023", Severity.NOTE, f"会议还没有审定，{named}没有做", at, hint)


def _returned(
    file: str, book: Workbook, found: Sequence[Diagnostic], settings: Settings, tray: Tray
) -> list[Diagnostic]:
    """The register with its faulty cells marked; one that is such a copy says what is new."""
    from pinshi_cli.registers.annotated_list import listed_in, problems_of
    from pinshi_cli.registers.annotated_since import compared
    from pinshi_cli.workflow.annotations import copy_path, marked

    path = settings.folder / file
    problems = problems_of(book, found)
    before = listed_in(book)
    said = problems if before is None else compared(before[1], problems).all
    try:
        copy = marked(path, book, said, settings.password)
    except Refusal as refusal:
        return list(refusal.diagnostics)
    tray.put(copy_path(path, "", copy.suffix, tray.folder).name, copy.data)
    if not copy.remark:
        return []
    at, hint = Place(book.file), "单位改这份退回件，或照着改原来的文件，都可以。"
    return [Diagnostic("B025", Severity.NOTE, copy.remark, at, hint)]


def _result(near: Path, quarter: Quarter, settings: Settings, tray: Tray) -> None:
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        return
    from pinshi_cli.results.workbook import result_workbook

    draft = not quarter.ok
    data = result_workbook(
        register,
        policy,
        graded,
        quarter.diagnostics,
        quarter.sha256,
        draft=draft,
        ledger=settings.ledger,
    )
    tray.put(f"{near.stem}-考核结果{'-试算' if draft else ''}.xlsx", data)


def _forms(
    near: Path, book: Workbook, quarter: Quarter, settings: Settings, tray: Tray
) -> list[Diagnostic]:
    from pinshi_cli.workflow.forms.plan import Wanted, case_of

    case = case_of(book, quarter, settings.ledger)
    return _filled([(quarter, case)], Wanted(), near, settings, tray)


def _filled(
    read: Sequence[Read], wanted: "Wanted", near: Path, settings: Settings, tray: Tray
) -> list[Diagnostic]:
    """Forms of registers read and graded; none where one of them is not as it should be."""
    from pinshi_cli.workflow.forms.plan import plan_of
    from pinshi_cli.workflow.forms.run import Where, fill

    before = len(tray.files)
    try:
        where = Where(tray.folder, settings.wanted.endings)
        found = list(fill(plan_of(read, wanted), where, near, tray.folder, tray.put))
    except Refusal as refusal:
        found = list(refusal.diagnostics)
    if found:
        tray.take_back(before)
    return found


def _notices(near: Path, quarter: Quarter, settings: Settings, tray: Tray) -> list[Diagnostic]:
    from pinshi_cli.workflow.notices.outputs import notice_files
    from pinshi_cli.workflow.notices.run import Wanted, make_of

    register = quarter.register
    undecided = register is None or register.unit.meeting_date is None
    try:
        made = make_of(near, quarter, Wanted(draft=undecided))
        files, looked_at = notice_files(near, made, settings.wanted.endings)
    except Refusal as refusal:
        return list(refusal.diagnostics)
    for name, data in files.items():
        tray.put(name, data)
    known = set(quarter.diagnostics)
    return [each for each in (*made.diagnostics, *looked_at) if each not in known]


def make_year_papers(
    file: str, found: "Annual", read: Sequence[Read], settings: Settings, tray: Tray
) -> list[Diagnostic]:
    """Make what is wanted of a unit's year into the tray; what could not be made is told."""
    from pinshi_cli.workflow.forms.plan import Wanted
    from pinshi_cli.workflow.year.outputs import annual_name, annual_workbook

    name = annual_name(found)
    if name is not None and RESULTS in settings.wanted.make:
        tray.put(name, annual_workbook(found, settings.ledger))
    if FORMS not in settings.wanted.make or not found.ok:
        return []
    return _filled(read, Wanted(year=True), settings.near(file), settings, tray)
