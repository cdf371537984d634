"""What a form is laid out with, whatever program opens it: titles, lines, paragraphs, tables."""

from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of a table over `span` columns and `down` rows.

    `style` is label, head, text, left, long (open below, for a signature), sign (below a long one,
    to the right), score (two decimals) or number.
    """

    text: str = ""
    span: int = 1
    style: str = "text"
    down: int = 1


class Row(NamedTuple):
    """A row of a table, at least `height` millimetres high; a `head` stands on every page.

    `overleaf`: the row begins the next page. In a workbook, where no row is higher than 144 mm, it
    is `parts` rows merged.
    """

    cells: tuple[Cell, ...]
    height: float = 10
    head: bool = False
    overleaf: bool = False
    parts: int = 1


class Mark(NamedTuple):
    """A line that holds nothing but a tag: `{% for 人 in 人员 %}`."""

    text: str


class Title(NamedTuple):
    """The title; a line break divides it."""

    text: str


class Line(NamedTuple):
    """A small line above or below a table."""

    text: str
    align: str = "left"


class Para(NamedTuple):
    """A paragraph of an official letter. `style` is body, heading, address or close."""

    text: str
    style: str = "body"


class Gap(NamedTuple):
    """Nothing, so many millimetres high."""

    height: float = 6


class Table(NamedTuple):
    """Rows below one another, in the form's columns."""

    rows: tuple[Row | Mark, ...]


LONG = 60
"""A row from so many millimetres on is for long texts: it may go over to the next page."""

PARTS = 4

Block = Title | Line | Para | Gap | Mark | Table


class Form(NamedTuple):
    """A form: the columns' widths in millimetres, and what stands on it from above.

    Of a form with `many` copies in one print file a page says which it is, not of how many.
    """

    id: str
    name: str
    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    landscape: bool = False
    letter: bool = False
    many: bool = False


def label(text: str, span: int = 1, down: int = 1) -> Cell:
    """The name of a field."""
    return Cell(text, span, "label", down)


def text(said: str, span: int = 1) -> Cell:
    """A short field, in the middle of its cell."""
    return Cell(said, span)


def left(said: str, span: int = 1) -> Cell:
    """A field of some length, from the left."""
    return Cell(said, span, "left")


def score(said: str, span: int = 1) -> Cell:
    """A score, with two decimals."""
    return Cell(said, span, "score")


def number(said: str, span: int = 1) -> Cell:
    """A number as it is."""
    return Cell(said, span, "number")


def row(*cells: Cell, height: float = 10) -> Row:
    """A row of fields."""
    return Row(cells, height)


def heads(*said: str) -> Row:
    """A heading row; `名称*3` spans three columns."""
    cells = []
    for each in said:
        name, _, span = each.partition("*")
        cells.append(Cell(name, int(span or 1), "head"))
    return Row(tuple(cells), 11, head=True)


def opinion(title: str, said: str, sign: str, span: int, height: float = 20) -> tuple[Row, Row]:
    """A label, an opinion, and below it the line to sign on; a high one has room for pages."""
    parts = PARTS if height >= LONG else 1
    return (
        Row((Cell(title, 1, "label", 2), Cell(said, span, "long")), height, parts=parts),
        Row((Cell(sign, span, "sign"),), 9),
    )


def for_each(tag: str, *rows: Row) -> tuple[Row | Mark, ...]:
    """Rows for each of a list: `for_each("人 in 人员", row(…))`."""
    return (Mark(f"{{% for {tag} %}}"), *rows, Mark("{% endfor %}"))
