"""`pinshi verify`: the chain, its rows, and the registers at hand graded once more."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Facts, Head
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import SEVERAL_UNITS, find_unit
from pinshi_cli.ledger.verify import Verified, verify
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity, refuse
from pinshi_cli.sheets.write import Output
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.ledger.differences import Difference, State, differences
from pinshi_cli.workflow.ledger.entries import sheet_of, table, text
from pinshi_cli.workflow.ledger.policies import other_edition
from pinshi_cli.workflow.ledger.states import on_record, registered
from pinshi_cli.workflow.registers import Written, write_all
from pinshi_cli.workflow.targets import target

_HEAD = re.compile(r"(?<![0-9:])(\d{1,18}):([0-9a-f]{16,64})(?![0-9a-f])")
_EMPTY = Head(0, "")


class Compared(NamedTuple):
    """A register held against what is on record of it; `seq` 0 where nothing is.

    `same_file`: the very file; `differences` are those of its grades, worked out once more.
    """

    quarter: Quarter
    seq: int
    same_file: bool
    differences: tuple[Difference, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def differs(self) -> bool:
        """Whether it is not what was put on record."""
        return bool(self.seq) and any(each.is_error for each in self.diagnostics)


class Verification(NamedTuple):
    """The ledger, held against the head written down `earlier` where one is said; each register."""

    verified: Verified
    books: tuple[Compared, ...]
    earlier: Head | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        told = tuple(each for book in self.books for each in book.diagnostics)
        return (*self.verified.faults, *told)

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def head_said(said: str) -> Head:
    """The head of `12:hash` (forms print its first 16 characters), or of a file that holds it.

    Of several in a file the latest, which stands for those before it; `0:`, an empty ledger's,
    only by itself, for an hour ends like that too. Raises `Refusal` L074.
    """
    given = said.strip()
    if given == str(_EMPTY):
        return _EMPTY
    whole = _HEAD.fullmatch(given)
    if whole is not None:
        return Head(int(whole[1]), whole[2])
    written = _text_of(Path(said)).strip()
    if written == str(_EMPTY):
        return _EMPTY
    found = [Head(int(seq), digest) for seq, digest in _HEAD.findall(written)]
    if not found:
        raise refuse("L074", f"“{said}”里没有校验值", "写成 笔数:校验值，或写导出的文件。")
    return max(found)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        hint = "写成 笔数:校验值，或写 pinshi verify --export-head 导出的文件。"
        raise refuse("L074", f"“{path.name}”不是校验值，也不是读得了的文件", hint) from None


def verification(
    ledger: Ledger, quarters: Sequence[Quarter], head: Head | None = None
) -> Verification:
    """The whole ledger verified, and each register compared with what is on record of it."""
    checked = verify(ledger, head)
    return Verification(checked, tuple(_compared(ledger, each) for each in quarters), head)


def export_head(path: Path, found: Verification, inputs: Sequence[Path], *, force: bool) -> Written:
    """Write the ledger's head to a file that is to be kept elsewhere. Raises `Refusal`."""
    said = f"{found.verified.head}\n".encode()
    output = Output(target(path, "台账校验值.txt", inputs), said)
    return write_all([output], force=force, dry=False)


def _compared(ledger: Ledger, quarter: Quarter) -> Compared:
    sheet, register = sheet_of(quarter), quarter.register
    at = Place(quarter.file)
    if sheet is None or register is None:
        return _not_compared(quarter, *quarter.diagnostics)
    try:
        known = find_unit(ledger, sheet.unit)
    except Refusal as refusal:
        if {each.code for each in refusal.diagnostics} != {SEVERAL_UNITS}:
            raise
        return _not_compared(quarter, *(each._replace(where=at) for each in refusal.diagnostics))
    state = None if known is None else standing(ledger, known, register.quarter)
    where = f"{sheet.unit.name}{register.quarter.chinese}"
    if state is None:
        hint = "先 pinshi record 登记簿。"
        message = f"台账里没有{where}"
        return _not_compared(quarter, Diagnostic("L075", Severity.WARNING, message, at, hint))
    if registered(state).head is None:
        hint = "清理以前的备份里有原来的内容。"
        message = f"{where}在台账里已经清理，没有可核对的"
        return _not_compared(quarter, Diagnostic("L059", Severity.WARNING, message, at, hint))
    record = on_record(state)
    before = State(_without_policy(record.head), record.results)
    after = State(_without_policy(sheet.head), sheet.results)
    unlike = tuple(differences(before, after))
    same = text(table(record.head, "register"), "sha256") == quarter.sha256
    said: list[Diagnostic] = []
    if quarter.policy is not None:
        said += other_edition(record.head, quarter.policy, f"{quarter.file} ")
    if not same:
        said.append(_other_file(quarter, record.by, changed=bool(unlike)))
    said += [_unlike(quarter, record.by, each) for each in unlike]
    return Compared(quarter, record.by, same, unlike, tuple(said))


def _not_compared(quarter: Quarter, *why: Diagnostic) -> Compared:
    return Compared(quarter, 0, same_file=False, differences=(), diagnostics=why)


def _without_policy(head: Facts) -> Facts:
    """The head without the pack: of another edition only the grades count."""
    return {key: value for key, value in head.items() if key != "policy"}


def _other_file(quarter: Quarter, seq: int, *, changed: bool) -> Diagnostic:
    at = Place(quarter.file)
    if changed:
        message = f"这本登记簿不是第 {seq} 笔记入的那一份（SHA-256 不同）"
        return Diagnostic("L076", Severity.ERROR, message, at, "找出当时的登记簿；或更正台账。")
    message = f"这本登记簿与第 {seq} 笔记入的那一份内容相同，文件本身不同（SHA-256 不同）"
    return Diagnostic("L076", Severity.WARNING, message, at, "多半是另存过一次，不必处理。")


def _unlike(quarter: Quarter, seq: int, difference: Difference) -> Diagnostic:
    message = f"重新核定与第 {seq} 笔不同：{difference.said}"
    hint = "对照登记簿、规则文件和 pinshi 的版本，查明原因。"
    at = Place(quarter.file)
    return Diagnostic("L077", Severity.ERROR, message, at, hint, "", difference.id)
