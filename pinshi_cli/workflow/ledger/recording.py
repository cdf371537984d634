"""`pinshi record`: graded registers put on record, all of a call or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.append import append_all
from pinshi_cli.ledger.connect import Ledger, open_ledger
from pinshi_cli.ledger.entry import (
    CORRECT,
    DECIDE,
    RECORD,
    Entry,
    Facts,
    NewEntry,
    Result,
    UnitName,
)
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import same_unit, squeezed
from pinshi_cli.model.period import Quarter as Period
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.ledger.calls import opened_if_there
from pinshi_cli.workflow.ledger.differences import (
    Difference,
    State,
    differences,
    of_meeting_only,
    of_person,
)
from pinshi_cli.workflow.ledger.entries import Sheet, sheet_of, table, text
from pinshi_cli.workflow.ledger.names import (
    another_unit,
    former_names,
    names_on_record,
    other_names,
    renamed_unit,
)
from pinshi_cli.workflow.ledger.states import OnRecord, on_record

SAME = "same"
"""Nothing is to be written: the ledger has it already."""


class Wish(NamedTuple):
    """How a call wants its registers recorded; `why` is the reason of a correction.

    `renamed` are the 编号 of people whose other name is meant.
    """

    at: datetime
    by: str
    correct: bool = False
    why: str = ""
    renamed: tuple[str, ...] = ()


class Recorded(NamedTuple):
    """One register, and what became of it: `kind` of its entry, `SAME`, or "" where refused.

    `before` is the number of the entry in force before it, 0 without one; `entry` is None where
    nothing was written.
    """

    quarter: Quarter
    sheet: Sheet | None
    kind: str
    before: int
    differences: tuple[Difference, ...]
    diagnostics: tuple[Diagnostic, ...]
    new: NewEntry | None = None
    entry: Entry | None = None

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)

    @property
    def period(self) -> Period | None:
        return None if self.quarter.register is None else self.quarter.register.quarter

    @property
    def decided(self) -> bool:
        return self.sheet is not None and bool(self.sheet.head["decided"])

    def refused(self, *found: Diagnostic) -> "Recorded":
        """The same, refused for further reasons."""
        return self._replace(kind="", new=None, diagnostics=(*self.diagnostics, *found))


class Records(NamedTuple):
    """What became of all registers of a call; `dry`: nothing was to be written."""

    ledger: str
    books: tuple[Recorded, ...]
    dry: bool = False

    @property
    def ok(self) -> bool:
        return all(each.ok for each in self.books)


def recorded(
    address: Address, quarters: Sequence[Quarter], wish: Wish, *, dry: bool = False
) -> Records:
    """Put graded registers on record, all in one transaction; none where one is refused.

    A ledger that does not exist yet is made only when there is something to write. Raises
    `Refusal`.
    """
    with opened_if_there(address) as ledger:
        found = _proposed_all(ledger, quarters, wish)
        news = [each.new for each in found if each.new is not None]
        if dry or not news or not all(each.ok for each in found):
            return Records(address.shown, tuple(found), dry)
        if ledger is not None:
            return Records(address.shown, _written(found, append_all(ledger, news)))
    with open_ledger(address, create=True) as made:
        return Records(address.shown, _written(found, append_all(made, news)))


def _written(found: Sequence[Recorded], entries: Sequence[Entry]) -> tuple[Recorded, ...]:
    written = iter(entries)
    return tuple(each if each.new is None else each._replace(entry=next(written)) for each in found)


def _proposed_all(ledger: Ledger | None, quarters: Sequence[Quarter], wish: Wish) -> list[Recorded]:
    """What each register would add to the ledger (None: one that is still to be made)."""
    found: list[Recorded] = []
    seen: dict[tuple[Period | None, str], list[tuple[UnitName, str]]] = {}
    for quarter in quarters:
        each = _proposed(ledger, quarter, wish)
        if each.sheet is not None:
            own = each.sheet.unit
            names = {squeezed(name) for name in own if name}
            alike = [seen.setdefault((each.period, name), []) for name in names]
            first = next(
                (file for some in alike for unit, file in some if same_unit(unit, own)), None
            )
            for some in alike:
                some.append((own, quarter.file))
            if first is not None:
                message = f"与 {first} 是同一单位同一季度的登记簿"
                each = each.refused(_fault(quarter, "L058", message, "每季只给一本。"))
        found.append(each)
    return found


def _proposed(ledger: Ledger | None, quarter: Quarter, wish: Wish) -> Recorded:
    sheet, register = sheet_of(quarter), quarter.register
    said = Recorded(quarter, sheet, "", 0, (), quarter.diagnostics)
    if sheet is None or register is None:
        return said
    known = None if ledger is None else find_unit(ledger, sheet.unit)
    if ledger is None or known is None:
        alike = [] if ledger is None else another_unit(quarter, sheet.unit, units(ledger))
        said = said._replace(diagnostics=(*said.diagnostics, *alike))
        return _first(said, sheet, wish, register.quarter)
    notes = renamed_unit(quarter, known, sheet.unit)
    names = names_on_record(ledger, known, register.quarter)
    others = other_names(quarter, names, sheet.results, wish.renamed)
    said = said._replace(diagnostics=(*said.diagnostics, *notes, *others))
    if any(each.is_error for each in others):
        return said
    changed = former_names(names, sheet.results)
    if changed:
        sheet = sheet._replace(head={**sheet.head, "renamed": changed})
    state = standing(ledger, known, register.quarter)
    if state is None:
        return _first(said, sheet, wish, register.quarter)
    return _over(said, sheet, on_record(state), wish, register.quarter)


def _first(said: Recorded, sheet: Sheet, wish: Wish, period: Period) -> Recorded:
    if wish.correct:
        hint = "第一次记入不用 --correct。"
        message = f"台账里没有{sheet.unit.name}{period.chinese}，没有可更正的"
        return said.refused(_fault(said.quarter, "L054", message, hint))
    new = NewEntry(RECORD, wish.at, wish.by, sheet.unit, period, sheet.head, sheet.results)
    return said._replace(kind=RECORD, new=new)


def _over(said: Recorded, sheet: Sheet, known: OnRecord, wish: Wish, period: Period) -> Recorded:
    """A register of a quarter that is on record already."""
    renamed = {**table(known.head, "renamed"), **table(sheet.head, "renamed")}
    if renamed:
        sheet = sheet._replace(head={**sheet.head, "renamed": renamed})
    before, after = State(known.head, known.results), State(sheet.head, sheet.results)
    found = tuple(differences(before, after))
    said = said._replace(before=known.by, differences=found)
    if not found:
        return said._replace(kind=SAME)
    against = _against_reviews(said.quarter, known, sheet.results, correct=wish.correct)
    if against:
        return said.refused(*against)
    of_new_meeting = of_meeting_only(before, after) and _met_since(known.head, sheet.head)
    if of_new_meeting and not wish.correct:
        return _decided(said, sheet, known, wish, period)
    if not wish.correct:
        faults = [_differs(said.quarter, each) for each in found]
        return said.refused(*faults)
    head = {**sheet.head, "why": wish.why, "corrects": known.by}
    new = NewEntry(CORRECT, wish.at, wish.by, sheet.unit, period, head, sheet.results, known.latest)
    return said._replace(kind=CORRECT, new=new)


def _met_since(before: Facts, after: Facts) -> bool:
    """Whether a meeting decides for the first time, or a later one decides again.

    What the same meeting decided is changed by a correction, with its reason.
    """
    if not before.get("decided"):
        return True
    return text(table(after, "meeting"), "date") > text(table(before, "meeting"), "date")


def _decided(said: Recorded, sheet: Sheet, known: OnRecord, wish: Wish, period: Period) -> Recorded:
    """What the meeting decided goes on record by itself: only the people whom it changed."""
    before = {each.id: each for each in known.results}
    changed = [each for each in sheet.results if of_person(before[each.id], each)]
    new = NewEntry(DECIDE, wish.at, wish.by, sheet.unit, period, sheet.head, changed, known.latest)
    return said._replace(kind=DECIDE, new=new)


def _against_reviews(
    quarter: Quarter, known: OnRecord, results: Sequence[Result], *, correct: bool
) -> list[Diagnostic]:
    """An error for each person whom the register gives another grade than the review decided.

    Beside a correction the old grade may stand: the review's decision stays over it.
    """
    found = []
    before = {each.id: each.grade for each in known.results}
    for result in results:
        review = known.reviewed.get(result.id)
        if review is None or result.grade == review.grade:
            continue
        if result.grade == before.get(result.id) and not correct:
            continue
        message = (
            f"{result.name}复核决定为“{review.grade or '没有等次'}”（第 {review.seq} 笔），"
            f"这本登记簿是“{result.grade or '没有等次'}”"
        )
        hint = (
            "在“集体研究”里填上复核决定的等次，再记；高于得分等次填不进去的，"
            "先改正得分或处分的原始数据，再加 --correct。"
        )
        found.append(_fault(quarter, "L053", message, hint, result.id))
    return found


def _differs(quarter: Quarter, difference: Difference) -> Diagnostic:
    hint = "确实要更正的：pinshi record 登记簿 --correct --why 理由；否则用原来的登记簿。"
    message = f"与台账不同：{difference.said}"
    return _fault(quarter, "L051", message, hint, difference.id)


def _fault(quarter: Quarter, code: str, message: str, hint: str, person: str = "") -> Diagnostic:
    at = Place(quarter.file)
    return Diagnostic(code, Severity.ERROR, message, at, hint, "", person)
