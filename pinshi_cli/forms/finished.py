"""A finished notice as it is checked: every text with its place, and the traces beside the text."""

from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity


class Spot(NamedTuple):
    """Where something stands: a cell of a sheet, or a place in words (`第 5 段`)."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    said: str = ""


class Text(NamedTuple):
    """A text: a cell, a paragraph, a line. `number`: it is a number cell, not text.

    `beside` tells the texts of one table row (the table, the row); texts outside tables have each
    their own. `column` is the place within the row, 0 outside tables.
    """

    text: str
    at: Spot
    beside: tuple[str, int] = ("", 0)
    number: bool = False
    column: int = 0


HIDDEN, COMMENT, TRACKED, PROPERTY, UNSEEN = "hidden", "comment", "tracked", "property", "unseen"


class Trace(NamedTuple):
    """What lies in a file beside what a reader sees: its kind (above), what it is, where."""

    kind: str
    said: str
    at: Spot = Spot()


class Finished(NamedTuple):
    """A finished notice, read."""

    file: str
    kind: str
    texts: tuple[Text, ...]
    traces: tuple[Trace, ...] = ()


def fault_at(code: str, message: str, finished: Finished, at: Spot, hint: str) -> Diagnostic:
    """An error at a place of a finished notice."""
    place = Place(finished.file, at.sheet, at.row, at.column, at.said)
    return Diagnostic(code, Severity.ERROR, message, place, hint)
