"""Findings on the screen: one kind in one column together, told once."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pinshi_cli.cli.console import SEVERITY_WORDS, Screen
from pinshi_cli.model.codes import CATALOGUE
from pinshi_cli.model.diagnostic import Diagnostic, Severity, column_letters

DETAILED = 200
"""So many wordings of one kind in one column are listed; of more, the first."""

FEW, MANY = 4, 40
"""So many ranges of cells stand in a heading, and in a line of details."""


def show_findings(
    screen: Screen, found: Sequence[Diagnostic], *, on_result: bool, files: bool = False
) -> None:
    """All findings, errors first. `on_result`: they are the result itself (`pinshi check`).

    `files`: several registers were given, and each finding names its own.
    """
    say = screen.line if on_result else screen.message
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        of_kind = [each for each in found if each.severity is severity]
        for group in grouped(of_kind):
            for text, style in told(group, files=files):
                if severity is Severity.ERROR and not on_result:
                    screen.complaint(text, style)
                else:
                    say(text, style)


def grouped(found: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """Findings of one code in one column of one sheet together, in the order of the first."""
    groups: dict[tuple[str, str, str, int], list[Diagnostic]] = {}
    for each in found:
        where = each.where
        groups.setdefault((each.code, where.file, where.sheet, where.column), []).append(each)
    return list(groups.values())


def told(group: Sequence[Diagnostic], *, files: bool = False) -> Iterable[tuple[str, str]]:
    """The lines of one group, with their styles; findings of one wording are told once."""
    first = group[0]
    severity = str(first.severity)
    head = f"{first.code} {SEVERITY_WORDS[severity]}"
    if len(group) == 1:
        place = "!".join(filter(None, (first.where.sheet, first.where.cell))) or first.where.key
        yield _headed(place, first, files, f"{head}  {first.message}"), severity
        yield from _ways_out([first], "    ")
        return
    cells = cells_of(group, FEW) if first.where.column else ""
    place = "!".join(filter(None, (first.where.sheet, cells)))
    said = f"{head}  {len(group)} 处{CATALOGUE[first.code].title}"
    yield _headed(place, first, files, said), severity
    alike = len({each.hint for each in group}) == 1
    each_told = severity == Severity.ERROR or not first.where.column
    if each_told:
        worded: dict[str, list[Diagnostic]] = {}
        for each in group:
            worded.setdefault(each.message, []).append(each)
        for message, same in list(worded.items())[:DETAILED]:
            keys = "、".join(dict.fromkeys(each.where.key for each in same if each.where.key))
            where = cells_of(same, MANY) if first.where.column else keys
            yield f"    {where + '  ' if where else ''}{message}", ""
            if not alike:
                yield from _ways_out(same[:1], "        ")
        if len(worded) > DETAILED:
            yield f"    …… 其余 {len(worded) - DETAILED} 种见结果里的“问题清单”（--draft）", "dim"
    if alike or not each_told:
        yield from _ways_out([first], "    ")


def _headed(place: str, first: Diagnostic, files: bool, said: str) -> str:
    """`一季度.xlsx › 人员名册!A3  said`: the file where it is wanted, or nothing else is known."""
    file = first.where.file
    shown = " › ".join(filter(None, (file if files or not place else "", place)))
    return f"{shown}  {said}" if shown else said


def _ways_out(group: Sequence[Diagnostic], indent: str) -> Iterable[tuple[str, str]]:
    for hint in dict.fromkeys(each.hint for each in group if each.hint):
        yield f"{indent}改法：{hint}", "dim"


def cells_of(group: Sequence[Diagnostic], most: int) -> str:
    """The cells of a group in one column, as ranges where they follow on; `most` of them."""
    rows = sorted({each.where.row for each in group})
    letters = column_letters(group[0].where.column)
    runs = []
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        span = f"{letters}{numbers[0]}"
        runs.append(span if len(numbers) == 1 else f"{span}:{letters}{numbers[-1]}")
    return "、".join(runs[:most]) + ("等" if len(runs) > most else "")


def counted(found: Sequence[Diagnostic]) -> str:
    """How many of each kind there are, in words; empty where there is nothing."""
    said = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        number = sum(1 for each in found if each.severity is severity)
        if number:
            said.append(f"{SEVERITY_WORDS[str(severity)]} {number}")
    return "，".join(said)


def show_refusal(screen: Screen, found: Sequence[Diagnostic]) -> None:
    """Why nothing was done: one message for each reason, with the way out."""
    for each in found:
        place = each.where.key or each.where.cell or ""
        where = " › ".join(filter(None, (each.where.file, each.where.sheet, place)))
        screen.complaint(f"{where + '  ' if where else ''}{each.code}  {each.message}", "error")
        if each.hint:
            screen.complaint(f"    {each.hint}")
