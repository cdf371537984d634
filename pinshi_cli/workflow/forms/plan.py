"""Which forms are to be made of which registers: the choice, before anything is rendered."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pinshi_cli.forms.case import Case, Papers, Value, YearCase
from pinshi_cli.forms.kinds import EITHER_REGISTRATION, KINDS, PERSON, REGISTRATIONS, Kind
from pinshi_cli.forms.papers import kind_called, papers, registration_of
from pinshi_cli.forms.reconcile import Graded, graded_of, graded_year_of
from pinshi_cli.forms.year_papers import year_papers
from pinshi_cli.model.diagnostic import Diagnostic, refuse
from pinshi_cli.model.names import nearest
from pinshi_cli.registers.as_written import rows_as_written
from pinshi_cli.sheets.cells import Workbook
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.ledger.heads import head_beside
from pinshi_cli.workflow.registers import Call, one_of
from pinshi_cli.workflow.year.years import annual


class Wanted(NamedTuple):
    """What is asked for: kinds by name, one person or none, or `every` kind that fits.

    `year`: forms of the year, also of a single register. `more` is what else the papers of a
    person say, beside what the register does.
    """

    kinds: tuple[str, ...] = ()
    person: str | None = None
    every: bool = False
    year: bool = False
    more: Mapping[str, Value] = MappingProxyType({})


class Set(NamedTuple):
    """The papers of one kind."""

    kind: Kind
    papers: Papers

    @property
    def label(self) -> str:
        """The kind as files are named after it: 甲 and 乙 are both 登记表."""
        return self.kind.name.removesuffix("甲").removesuffix("乙")


class Plan(NamedTuple):
    """The sets to be made; none where registers have errors. `graded` is what they must say."""

    quarters: tuple[Quarter, ...]
    sets: tuple[Set, ...]
    graded: dict[str, Graded]
    diagnostics: tuple[Diagnostic, ...]
    period: str = ""

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def plan(paths: Sequence[Path], wanted: Wanted, call: Call) -> Plan:
    """What is to be made of these registers. Raises `Refusal` for a call that nobody can serve."""
    for word in wanted.kinds:
        _known(word)
    return plan_of([_read(path, call) for path in paths], wanted)


def plan_of(read: Sequence[tuple[Quarter, Case | None]], wanted: Wanted) -> Plan:
    """What is to be made of registers read and graded. Raises `Refusal` as `plan`."""
    quarters = tuple(quarter for quarter, _ in read)
    cases = [case for _, case in read if case is not None]
    found = tuple(each for quarter in quarters for each in quarter.diagnostics)
    if len(cases) < len(read) or not all(quarter.ok for quarter in quarters):
        return Plan(quarters, (), {}, found)
    of_year = wanted.year or any(_known(word).annual for word in wanted.kinds)
    if len(read) == 1 and not of_year:
        return _of_quarter(quarters, cases[0], wanted, found)
    return _of_year(quarters, cases, wanted)


def _known(word: str) -> Kind:
    """The kind of that name or id. Raises `Refusal` T920, T921."""
    if word == EITHER_REGISTRATION:
        return KINDS[0]
    kind = next((each for each in KINDS if word in (each.name, each.id, each.title)), None)
    if kind is None:
        names = [EITHER_REGISTRATION, *(each.name for each in KINDS)]
        close = nearest(word, names, 0.4)
        guess = f"你是不是想写“{close}”？" if close else ""
        raise refuse("T920", f"没有“{word}”这种表", f"{guess}有哪些表：pinshi form --list。")
    if kind.made_by:
        hint = f"改用 {kind.made_by}，用法见 {kind.made_by.split(' --')[0]} --help。"
        raise refuse("T921", f"“{kind.name}”不由 pinshi form 做", hint)
    return kind


def _read(path: Path, call: Call) -> tuple[Quarter, Case | None]:
    book = call.read(path)
    quarter = grade_workbook(book, call.choose)
    return quarter, case_of(book, quarter, head_beside(path))


def case_of(book: Workbook, quarter: Quarter, ledger: str) -> Case | None:
    """What forms need of a register; None where nobody could be graded."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        return None
    rows = rows_as_written(book, register.people, policy.grades)
    return Case(register, graded, policy, rows, ledger)


def _of_quarter(
    quarters: tuple[Quarter, ...], case: Case, wanted: Wanted, found: tuple[Diagnostic, ...]
) -> Plan:
    kinds = _quarterly(case) if wanted.every else _named(wanted, case)
    outcomes, file = case.graded.outcomes, case.register.file
    who = one_of(outcomes, wanted.person, file) if wanted.person is not None else None
    sets = []
    for kind in kinds:
        if who is None:
            made = papers(kind, case)
        elif not wanted.every:
            _of_person(kind)
            made = papers(kind, case, [who], wanted.more)
        else:  # the papers of the whole set that are about this person
            if kind.per != PERSON:
                continue
            made = papers(kind, case).about(who.person.id)
        sets.append(Set(kind, made))
    period = str(case.register.quarter)
    return Plan(quarters, _filled(sets, wanted), graded_of(case), found, period)


def _quarterly(case: Case) -> list[Kind]:
    own = registration_of(case)
    return [
        kind
        for kind in KINDS
        if not kind.annual and not kind.made_by and (kind.folder != own.folder or kind is own)
    ]


def _named(wanted: Wanted, case: Case) -> list[Kind]:
    words = wanted.kinds or (EITHER_REGISTRATION,)
    kinds = dict.fromkeys(kind_called(word, case) or _known(word) for word in words)
    both = [kind.name for kind in kinds if kind.name in REGISTRATIONS]
    if len(both) > 1:
        hint = "一次做一种，用 -o 放进不同的文件夹。"
        raise refuse("U706", f"{'、'.join(both)}的文件同名，不能一次做", hint)
    return list(kinds)


def _of_person(kind: Kind) -> None:
    if kind.per != PERSON:
        hint = "去掉 --person；或改做每人一份的表。"
        raise refuse("T924", f"“{kind.name}”{kind.per}，不能只做一个人的", hint)


def _filled(sets: Sequence[Set], wanted: Wanted) -> tuple[Set, ...]:
    """The sets with papers. Raises `Refusal` T922 where one asked for by name has none."""
    for each in sets:
        if not each.papers and not wanted.every:
            hint = f"这种表是给：{each.kind.when}。"
            raise refuse("T922", f"没有要填“{each.kind.name}”的", hint)
    return tuple(each for each in sets if each.papers)


def _of_year(quarters: tuple[Quarter, ...], cases: Sequence[Case], wanted: Wanted) -> Plan:
    kinds = [_known(word) for word in wanted.kinds]
    if not kinds:  # the set of the year, without those that have nothing to say
        wanted = wanted._replace(every=True)
    if wanted.every:
        kinds = [kind for kind in KINDS if kind.annual]
    other = next((kind for kind in kinds if not kind.annual), None)
    if other is not None:
        hint = "季度的表一次给一本登记簿；年度的表另外做。"
        raise refuse("T923", f"“{other.name}”是季度的表，给了 {len(cases)} 本登记簿", hint)
    found = annual(quarters)
    year = found.units[0].year if found.units else None
    if year is None or not found.ok:
        return Plan(quarters, (), {}, found.diagnostics)
    in_turn = sorted(cases, key=lambda case: case.register.quarter)
    case = YearCase(year, in_turn[-1], tuple(in_turn))
    outcomes = case.latest.graded.outcomes
    chosen = one_of(outcomes, wanted.person, case.latest.register.file) if wanted.person else None
    people = [each for each in year.people if chosen and each.person.id == chosen.person.id]
    sets = []
    for kind in kinds:
        if chosen is not None and wanted.every and kind.per != PERSON:
            continue
        if chosen is not None:
            _of_person(kind)
        sets.append(Set(kind, year_papers(kind, case, people)))
    return Plan(
        quarters, _filled(sets, wanted), graded_year_of(case), found.diagnostics, f"{year.year}年"
    )
