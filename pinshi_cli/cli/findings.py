"""Findings on the screen: one kind in one column together, told once."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pinshi_cli.cli.console import SEVERITY_WORDS, Screen
from pinshi_cli.model.codes import CATALOGUE
from pinshi_cli.model.diagnostic import Diagnostic, Severity, column_letters

DETAILED = 20
"""So many errors of one kind in one column are listed one by one; of more, the first."""


def show_findings(screen: Screen, found: Sequence[Diagnostic], *, on_result: bool) -> None:
    """All findings, errors first. `on_result`: they are the result itself (`pinshi check`)."""
    say = screen.line if on_result else screen.message
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        of_kind = [each for each in found if each.severity is severity]
        for group in grouped(of_kind):
            for text, style in told(group):
                if severity is Severity.ERROR and not on_result:
                    screen.complaint(text, style)
                else:
                    say(text, style)


def grouped(found: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """Findings of one code in one column of one sheet together, in the order of the first."""
    groups: dict[tuple[str, str, str, int], list[Diagnostic]] = {}
    for each in found:
        where = each.where
        lone = (each.code, where.file, where.sheet, where.column)
        groups.setdefault(lone if where.column else (*lone[:3], -len(groups) - 1), []).append(each)
    return list(groups.values())


def told(group: Sequence[Diagnostic]) -> Iterable[tuple[str, str]]:
    """The lines of one group, with their styles."""
    first = group[0]
    severity = str(first.severity)
    word = SEVERITY_WORDS[severity]
    if len(group) == 1:
        place = "!".join(filter(None, (first.where.sheet, first.where.cell))) or first.where.key
        place = place or first.where.file
        yield f"{place}  {first.code} {word}  {first.message}", severity
        if first.hint:
            yield f"    改法：{first.hint}", "dim"
        return
    title = CATALOGUE[first.code].title
    place = f"{first.where.sheet}!{cells_of(group)}"
    yield f"{place}  {first.code} {word}  {len(group)} 处{title}", severity
    if first.severity is Severity.ERROR:
        for each in group[:DETAILED]:
            yield f"    {each.where.cell}  {each.message}", ""
        if len(group) > DETAILED:
            yield f"    …… 其余 {len(group) - DETAILED} 处用 --json 逐条列出", "dim"
    hints = {each.hint for each in group}
    if len(hints) == 1 or first.severity is not Severity.ERROR:
        yield f"    改法：{first.hint}", "dim"
    else:
        yield f"    改法：{CATALOGUE[first.code].remedy}", "dim"


def cells_of(group: Sequence[Diagnostic]) -> str:
    """The cells of a group in one column: a range where they follow on each other, else some."""
    rows = sorted({each.where.row for each in group})
    letters = column_letters(group[0].where.column)
    runs = []
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        span = f"{letters}{numbers[0]}"
        runs.append(span if len(numbers) == 1 else f"{span}:{letters}{numbers[-1]}")
    return "、".join(runs[:4]) + ("等" if len(runs) > 4 else "")


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
