"""`pinshi file accept` and `return` for many: as a list says, or for all that are decided."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import FILE_ACCEPT, FILE_RETURN, UnitName
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, refuse
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.registers.cells import finding
from pinshi_cli.registers.filing_list import (
    ACCEPT,
    RETURN,
    WHY,
    ListedWord,
    read_filing_list,
)
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.workflow.ledger.calls import quarter_named
from pinshi_cli.workflow.ledger.filings import (
    AGAIN,
    AWAITED,
    CHANGED,
    Filed,
    Said,
    Word,
    file_all,
    file_quarter,
    filings,
    said_of,
)
from pinshi_cli.workflow.ledger.people import quarter_of, unit_named

T = TypeVar("T")

_KINDS = {ACCEPT: FILE_ACCEPT, RETURN: FILE_RETURN}
_WAITING = (AWAITED, AGAIN, CHANGED)


class Whom(NamedTuple):
    """Whom a call means: units by name, a list, or everyone who waits."""

    units: list[str] | None
    listed: Path | None
    everyone: bool

    def checked(self, quarter: Quarter | None) -> "Whom":
        """The same. Raises `Refusal` U701 unless exactly one is meant, of a known quarter."""
        if [bool(self.units), self.listed is not None, self.everyone].count(True) != 1:
            hint = "写单位名称，或 --list 清单，或（备案）--all，三样里写一样。"
            raise refuse("U701", "不知道是哪些单位", hint)
        if quarter is None and self.listed is None:
            raise refuse("U701", "没有写哪一季", "加 --quarter 2026Q1。")
        return self


def file_whom(ledger: Ledger, whom: Whom, quarter: Quarter | None, word: Word) -> Filed:
    """Put the word on record for those meant, all of them or none. Raises `Refusal`."""
    if whom.listed is not None:
        return file_listed(ledger, whom.listed, quarter, word)
    if quarter is None:
        return Filed((), ())
    if whom.everyone:
        return file_waiting(ledger, quarter, word)
    return file_quarter(ledger, whom.units or (), quarter, word)


def file_listed(ledger: Ledger, path: Path, quarter: Quarter | None, usual: Word) -> Filed:
    """Put on record what a list says, all of it or nothing.

    A row without 季度 is about `quarter`, one without 意见 or 理由 says what `usual` does. Raises
    `Refusal` with every fault of the list, each at its cell.
    """
    listed = read_filing_list(read_workbook(path))
    faults: list[Diagnostic] = []
    said: dict[tuple[UnitName, Quarter], Said] = {}
    for row in listed:
        try:
            each = _said(ledger, row, quarter, usual)
        except Refusal as refusal:
            faults += refusal.diagnostics
            continue
        if (each.unit, each.quarter) in said:
            hint = "一个单位一季只留一行。"
            twice = f"{each.unit.name}{each.quarter.chinese}在清单里写了两次"
            faults.append(finding("L099", twice, row.at, hint))
        said[each.unit, each.quarter] = each
    if faults:
        raise Refusal(*faults)
    return file_all(ledger, list(said.values()))


def _said(ledger: Ledger, row: ListedWord, quarter: Quarter | None, usual: Word) -> Said:
    """What a row says. Raises `Refusal`, at the cell that is wrong."""
    when = quarter
    if row.quarter:
        when = _at(row.quarter_at, lambda: quarter_named(row.quarter))
    if when is None:
        raise Refusal(finding("R201", "季度没有填写", row.quarter_at, "填写，或写 --quarter。"))
    kind = _KINDS[row.word] if row.word else usual.kind
    why = row.why or (usual.why if kind == usual.kind else "")
    if kind == FILE_RETURN and not why:
        raise Refusal(finding("R201", f"退回没有写{WHY}", row.why_at, "写明为什么退回。"))
    unit, meant = _unit_of(ledger, row), when
    state = _at(row.at, lambda: quarter_of(ledger, unit, meant))
    word = usual._replace(kind=kind, why=why)
    place = row.word_at if row.word else row.at
    return _at(place, lambda: said_of(unit, meant, state, word))


def _unit_of(ledger: Ledger, row: ListedWord) -> UnitName:
    """The unit of a row: by its code, or by its name where one side has no code.

    Raises `Refusal` L061, at the code where there is one: a name beside it would be a guess.
    """
    if not row.code:
        return _at(row.at, lambda: unit_named(ledger, row.name))
    found = _at(row.code_at, lambda: find_unit(ledger, UnitName(row.name, row.code)))
    if found is not None:
        return found
    named = {each.code for each in units(ledger) if squeezed(each.name) == squeezed(row.name)}
    codes = "、".join(sorted(named - {""}))
    message = f"台账里没有单位编码是“{row.code}”的单位"
    known = f"；“{row.name}”的编码是 {codes}" if codes else ""
    hint = "改正单位编码；没有编码的空着，按单位名称认。"
    raise Refusal(finding("L061", message + known, row.code_at, hint))


def _at(place: Place, ask: Callable[[], T]) -> T:
    """What `ask` gives; what it refuses is told at a cell."""
    try:
        return ask()
    except Refusal as refusal:
        raise Refusal(*[each._replace(where=place) for each in refusal.diagnostics]) from None


def file_waiting(ledger: Ledger, quarter: Quarter, word: Word) -> Filed:
    """Take on file every unit's quarter that a meeting has decided and that waits for it.

    Raises `Refusal` L073 where none does.
    """
    waiting = [
        said_of(each.unit, quarter, quarter_of(ledger, each.unit, quarter), word)
        for each in filings(ledger, quarter)
        if each.decided and each.state in _WAITING
    ]
    if not waiting:
        hint = f"用 pinshi file list --quarter {quarter} 看各单位的情况（写过的 --ledger 照写）。"
        raise refuse("L073", f"{quarter.chinese}没有等着备案、已经审定的单位", hint)
    return file_all(ledger, waiting)
