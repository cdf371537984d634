"""A run of `pinshi batch` that has ended: what became of each register, and of the whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.workflow.batch.lines import Line, Summary
from pinshi_cli.workflow.batch.places import Placing
from pinshi_cli.workflow.batch.settings import Settings
from pinshi_cli.workflow.batch.settled import Settled
from pinshi_cli.workflow.batch.totals import Totals


class Batch(NamedTuple):
    """A run that has ended. `lines` reads what was kept of each register, by path, one by one.

    `done` are how many were worked on now; the others stood since an earlier run.
    """

    settings: Settings
    books: tuple[Summary, ...]
    settled: Settled
    placing: Placing
    totals: Totals
    years: tuple[str, ...]
    done: int
    lines: Callable[[Iterable[str]], Iterator[Line]]
    written: bool = True

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is about no single register."""
        return (*self.settled.found, *self.placing.left)

    def about(self, file: str) -> list[Diagnostic]:
        """What the whole and the placing say of a register."""
        return [*self.settled.by_file.get(file, ()), *self.placing.barred.get(file, ())]

    def is_ok(self, book: Summary) -> bool:
        """Whether neither the register nor the whole has an error about it."""
        return book.ok and not any(each.is_error for each in self.about(book.file))

    @property
    def ok(self) -> bool:
        years = all(line["ok"] for line in self.lines(self.years))
        return (
            years
            and all(self.is_ok(book) for book in self.books)
            and not any(each.is_error for each in (*self.findings, *self._barred))
        )

    @property
    def _barred(self) -> list[Diagnostic]:
        return [each for said in self.placing.barred.values() for each in said]
