"""A finished notice as it is checked: every text with its place, and the traces beside the text."""

from typing import NamedTuple


class Spot(NamedTuple):
    """Where something stands: a cell of a sheet, or a place in words (`第 5 段`)."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    said: str = ""


class Text(NamedTuple):
    """A text: a cell, a paragraph, a line. `number`: it is a number cell, not text.

    `beside` tells the texts of one table row; texts outside tables have each their own.
    """

    text: str
    at: Spot
    beside: tuple[str, int] = ("", 0)
    number: bool = False


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
