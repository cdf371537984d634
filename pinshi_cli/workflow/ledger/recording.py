"""`pinshi record`: graded registers put on record, all of a call or none."""

from collections.abc import Mapping, Sequence
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
    Standing,
    UnitName,
)
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import name_key, same_unit, squeezed
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
from pinshi_cli.workflow.ledger.kept_reviews import against_reviews, held
from pinshi_cli.workflow.ledger.names import (
    ByQuarter,
    Named,
    Names,
    another_unit,
    names_in,
    on_record_by_quarter,
    other_names,
    renamed_to,
    renamed_unit,
)
from pinshi_cli.workflow.ledger.states import OnRecord, on_record

SAME = "same"
"""Nothing is to be written: the ledger has it already."""

FORMER = "曾用名"
"""What differs where a rename is said of a quarter that is on record."""


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


class _Given(NamedTuple):
    """A book of the call: whose it is, of which quarter, whom it names."""

    unit: UnitName
    period: Period
    file: str
    names: Mapping[str, Named]


def _proposed_all(ledger: Ledger | None, quarters: Sequence[Quarter], wish: Wish) -> list[Recorded]:
    """What each register would add to the ledger (None: one that is still to be made)."""
    found: list[Recorded] = []
    by_name: dict[str, list[_Given]] = {}  # a city's books are not all held against each other
    for quarter in quarters:
        sheet = sheet_of(quarter)
        if sheet is None or quarter.register is None:
            found.append(Recorded(quarter, sheet, "", 0, (), quarter.diagnostics))
            continue
        period = quarter.register.quarter
        called = {squeezed(name) for name in sheet.unit if name}
        alike = [by_name.setdefault(name, []) for name in called]
        own = [each for some in alike for each in some if same_unit(each.unit, sheet.unit)]
        recorded = _proposed(ledger, quarter, (sheet, period), wish, own)
        first = next((each.file for each in own if each.period == period), None)
        if first is not None:
            message = f"与 {first} 是同一单位同一季度的登记簿"
            recorded = recorded.refused(_fault(quarter, "L058", message, "每季只给一本。"))
        names = names_in(sheet.results, quarter.file)
        for some in alike:
            some.append(_Given(sheet.unit, period, quarter.file, names))
        found.append(recorded)
    return found


def _proposed(
    ledger: Ledger | None,
    quarter: Quarter,
    of: tuple[Sheet, Period],
    wish: Wish,
    given: Sequence[_Given],
) -> Recorded:
    """What a register would add, beside the `given` books of its unit."""
    sheet, period = of
    said = Recorded(quarter, sheet, "", 0, (), quarter.diagnostics)
    known = None if ledger is None else find_unit(ledger, sheet.unit)
    on_ledger: ByQuarter = {}
    notes: list[Diagnostic] = []
    if ledger is not None and known is not None:
        on_ledger = on_record_by_quarter(ledger, known)
        notes = renamed_unit(quarter, known, sheet.unit)
    elif ledger is not None:
        notes = another_unit(quarter, sheet.unit, units(ledger))
    names = Names(on_ledger, {each.period: each.names for each in given if each.period != period})
    others = other_names(quarter, names.near(period), sheet.results, wish.renamed)
    said = said._replace(diagnostics=(*said.diagnostics, *notes, *others))
    if any(each.is_error for each in others):
        return said
    changed = renamed_to(names, period, sheet.results, wish.renamed)
    if changed:
        sheet = sheet._replace(head={**sheet.head, "renamed": changed})
    state = None if ledger is None or known is None else standing(ledger, known, period)
    if state is None:
        return _first(said, sheet, wish, period)
    return _over(said, sheet, state, wish, period)


def _first(said: Recorded, sheet: Sheet, wish: Wish, period: Period) -> Recorded:
    if wish.correct:
        hint = "第一次记入不用 --correct。"
        message = f"台账里没有{sheet.unit.name}{period.chinese}，没有可更正的"
        return said.refused(_fault(said.quarter, "L054", message, hint))
    new = NewEntry(RECORD, wish.at, wish.by, sheet.unit, period, sheet.head, sheet.results)
    return said._replace(kind=RECORD, new=new)


def _over(said: Recorded, sheet: Sheet, state: Standing, wish: Wish, period: Period) -> Recorded:
    """A register of a quarter that is on record already. Raises `Refusal` L059."""
    known = on_record(state)
    found = _newly_renamed(known, sheet)
    renamed = {**table(known.head, "renamed"), **table(sheet.head, "renamed")}
    if renamed:
        sheet = sheet._replace(head={**sheet.head, "renamed": renamed})
    before, after = State(known.head, known.results), State(sheet.head, sheet.results)
    found += differences(before, after)
    said = said._replace(before=known.by, differences=tuple(found))
    if not found:
        return said._replace(kind=SAME)
    now = {each.id: each for each in state.results}
    against = list(
        against_reviews(said.quarter.file, known, now, sheet.results, correct=wish.correct)
    )
    if against:
        return said.refused(*against)
    of_new_meeting = of_meeting_only(before, after) and _met_since(known.head, sheet.head)
    if of_new_meeting and not wish.correct:
        return _decided(said, sheet, (known, now), wish, period)
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


def _newly_renamed(known: OnRecord, sheet: Sheet) -> list[Difference]:
    """Whose former name is said of the quarter only now, the name itself being on record."""
    names = {each.id: name_key(each.name) for each in known.results}
    former, said = table(sheet.head, "renamed"), table(known.head, "renamed")
    return [
        Difference(each.id, each.name, FORMER, "", str(former[each.id]))
        for each in sheet.results
        if each.id in former and each.id not in said and names.get(each.id) == name_key(each.name)
    ]


def _decided(
    said: Recorded,
    sheet: Sheet,
    before: tuple[OnRecord, Mapping[str, Result]],
    wish: Wish,
    period: Period,
) -> Recorded:
    """What the meeting decided goes on record by itself: only the people whom it changed.

    A review's grade goes with them: what comes later is what is in force.
    """
    known, now = before
    was = {each.id: each for each in known.results}
    changed = [held(each, now[each.id]) for each in sheet.results if of_person(was[each.id], each)]
    new = NewEntry(DECIDE, wish.at, wish.by, sheet.unit, period, sheet.head, changed, known.latest)
    return said._replace(kind=DECIDE, new=new)


def _differs(quarter: Quarter, difference: Difference) -> Diagnostic:
    if difference.what == FORMER:
        who = f"{difference.name}（{difference.id}）"
        message = f"{who}补记曾用名“{difference.after}”是更正，没有写理由"
        hint = "与 --renamed 一起，加 --correct --why 理由。"
        return _fault(quarter, "L055", message, hint, difference.id)
    hint = "确实要更正的：pinshi record 登记簿 --correct --why 理由；否则用原来的登记簿。"
    message = f"与台账不同：{difference.said}"
    return _fault(quarter, "L051", message, hint, difference.id)


def _fault(quarter: Quarter, code: str, message: str, hint: str, person: str = "") -> Diagnostic:
    at = Place(quarter.file)
    return Diagnostic(code, Severity.ERROR, message, at, hint, "", person)
