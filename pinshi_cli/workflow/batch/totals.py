"""What a run comes to: for each county, and for all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.registers.unit_list import ListedUnit, UnitList
from pinshi_cli.workflow.batch.lines import Summary
from pinshi_cli.workflow.batch.settled import NO_COUNTY, Settled, seats_of
from pinshi_cli.workflow.documents import Document


class County(NamedTuple):
    """What a county comes to. `books` are its registers, `sound` those without an error.

    People, grades and the quota are of the quarter meant, each unit counted once.
    """

    name: str
    books: int
    sound: int
    missing: int
    undecided: int
    people: int
    grades: dict[str, int]
    base: int
    limit: int
    given: int

    def document(self) -> Document:
        return self._asdict()


class Totals(NamedTuple):
    """The counties and all together. `granted`: seats, how many the overall share allows."""

    counties: tuple[County, ...]
    everything: County
    outputs: int
    granted: tuple[str, int, int] | None = None

    def document(self) -> Document:
        """`totals` of the command's JSON."""
        said = self.everything.document()
        del said["name"]
        said["faulty"] = self.everything.books - self.everything.sound
        said["outputs"] = self.outputs
        if self.granted is not None:
            share, seats, limit = self.granted
            said["granted"] = {"share": share, "seats": seats, "limit": limit}
        said["counties"] = [each.document() for each in self.counties]
        return said


def totals_of(books: Sequence[Summary], settled: Settled, units: UnitList | None) -> Totals:
    """Add up what belongs together."""
    names = {book.county or NO_COUNTY for book in books if book.known}
    names |= {unit.county or NO_COUNTY for unit in settled.missing}
    if any(not book.known for book in books):
        names.add(NO_COUNTY)
    counties = []
    for name in sorted(names):
        own = [book for book in books if (book.county or NO_COUNTY) == name]
        lacking = [unit for unit in settled.missing if (unit.county or NO_COUNTY) == name]
        counties.append(_county(name, own, lacking, settled))
    together = _county("合计", books, settled.missing, settled)
    outputs = sum(book.outputs for book in books if book.file in settled.places)
    granted = None
    total = units.together if units is not None else None
    if total is not None and total.best is not None:
        current = [book for book in books if _counts(book, settled)]
        granted = (plain(total.best), *seats_of(current, total.best))
    return Totals(tuple(counties), together, outputs, granted)


def _county(
    name: str, books: Iterable[Summary], missing: Sequence[ListedUnit], settled: Settled
) -> County:
    own = list(books)
    counted = [book for book in own if _counts(book, settled)]
    grades: Counter[str] = Counter()
    for book in counted:
        grades.update(dict(zip(book.grades, book.counts, strict=True)))
    return County(
        name,
        len(own),
        sum(book.ok and book.file not in settled.by_file for book in own),
        len(missing),
        sum(book.undecided for book in counted),
        sum(book.people for book in counted),
        dict(grades),
        sum(book.base for book in counted),
        sum(book.limit or 0 for book in counted),
        sum(book.given or 0 for book in counted),
    )


def _counts(book: Summary, settled: Settled) -> bool:
    return book.known and book.period == settled.period and book.file not in settled.by_file
