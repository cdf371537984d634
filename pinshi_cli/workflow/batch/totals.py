"""What a run comes to: for each county, and for all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pinshi_cli.model.number import plain
from pinshi_cli.registers.unit_list import ListedUnit, UnitList
from pinshi_cli.workflow.batch.lines import Summary
from pinshi_cli.workflow.batch.settled import NO_COUNTY, Settled, counts, seats_of
from pinshi_cli.workflow.documents import Document


class County(NamedTuple):
    """What a county comes to. `books` are its registers, `sound` those without an error.

    People, grades and the quota are of the quarter meant, of registers that grade without an error,
    each unit counted once. `limit` and `given` are None where no unit's is known.
    """

    name: str
    books: int
    sound: int
    missing: int
    undecided: int
    people: int
    grades: dict[str, int]
    base: int
    limit: int | None
    given: int | None

    def document(self) -> Document:
        return self._asdict()


class Totals(NamedTuple):
    """The counties and all together. `granted`: seats, how many the overall share allows.

    `outputs` are the files that are in place now.
    """

    counties: tuple[County, ...]
    everything: County
    granted: tuple[str, int, int] | None = None
    outputs: int = 0

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
    names = {book.county or NO_COUNTY for book in books}
    names |= {unit.county or NO_COUNTY for unit in settled.missing}
    counties = []
    for name in sorted(names):
        own = [book for book in books if (book.county or NO_COUNTY) == name]
        lacking = [unit for unit in settled.missing if (unit.county or NO_COUNTY) == name]
        counties.append(_county(name, own, lacking, settled))
    together = _county("合计", books, settled.missing, settled)
    granted = None
    total = units.together if units is not None else None
    if total is not None and total.best is not None:
        current = [book for book in books if counts(book, settled.period, settled.by_file)]
        granted = (plain(total.best), *seats_of(current, total.best))
    return Totals(tuple(counties), together, granted)


def _county(
    name: str, books: Iterable[Summary], missing: Sequence[ListedUnit], settled: Settled
) -> County:
    own = list(books)
    counted = [book for book in own if counts(book, settled.period, settled.by_file)]
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
        _known([book.limit for book in counted]),
        _known([book.given for book in counted]),
    )


def _known(numbers: Sequence[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None
