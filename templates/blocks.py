"""What a form is laid out with, whatever program opens it: titles, lines, paragraphs, tables."""

from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of a table over `span` columns and `down` rows.

    `style` is label, open (a label, open below), head, text, left, long (open below, for a
    signature), between (open above and below), sign (below a long one, to the right), score
    (two decimals) or number.
    """

    text: str = ""
    span: int = 1
    style: str = "text"
    down: int = 1


class Row(NamedTuple):
    """A row of a table, at least `height` millimetres high; a `head` stands on every page.

    In a workbook, where no row is higher than 144 mm, it is `parts` rows merged.
    """

    cells: tuple[Cell, ...]
    height: float = 10
    head: bool = False
    parts: int = 1


class Mark(NamedTuple):
    """A line that holds nothing but a tag: `{% for 人 in 人员 %}`."""

    text: str


class Title(NamedTuple):
    """The title; a line break divides it."""

    text: str


class Line(NamedTuple):
    """A small line above or below a table; `right` stands at its other end."""

    text: str
    align: str = "left"
    right: str = ""


class Para(NamedTuple):
    """A paragraph of an official letter. `style` is body, heading or address."""

    text: str
    style: str = "body"


class Close(NamedTuple):
    """Who signs a letter and, below, when: one above the middle of the other (GB/T 9704)."""

    who: str
    when: str


class Overleaf(NamedTuple):
    """What follows begins the next page."""


class Gap(NamedTuple):
    """Nothing, so many millimetres high."""

    height: float = 6


class Table(NamedTuple):
    """Rows below one another, in the form's columns."""

    rows: tuple[Row | Mark, ...]


LONG = 60
"""A row from so many millimetres on is for long texts: it may go over to the next page."""

PARTS = 4

Block = Title | Line | Para | Close | Gap | Overleaf | Mark | Table


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


def heads(*said: str, height: float = 10) -> Row:
    """A heading row; `名称*3` spans three columns."""
    cells = []
    for each in said:
        name, _, span = each.partition("*")
        cells.append(Cell(name, int(span or 1), "head"))
    return Row(tuple(cells), height, head=True)


def opinion(title: str, said: str, sign: str, span: int, height: float = 20) -> tuple[Row, Row]:
    """A label, an opinion, and below it the line to sign on; a high one has room for pages."""
    parts = PARTS if height >= LONG else 1
    return (
        Row((Cell(title, 1, "open"), Cell(said, span, "long")), height, parts=parts),
        Row((Cell("", 1, "sign"), Cell(sign, span, "sign")), 9),
    )


ON_RECORD = "{% if 台账末笔 %}台账 {{ 台账末笔 }}{% endif %}"
"""The end of the ledger at that moment; nothing where there is no ledger."""

BASIS = "《{{ 考核办法 }}》{% if 办法文号 %}（{{ 办法文号 }}）{% endif %}"
WHOM = "{% if 内设机构 %}{{ 内设机构 }}　{% endif %}{{ 姓名 }}同志："


def or_blank(field: str, shown: str = "") -> str:
    """A field within a sentence, or where it is empty, room for the pen."""
    return f"{{% if {field} %}}{{{{ {shown or field} }}}}{{% else %}}　　　　　　{{% endif %}}"


def told(title: str, field: str, sign: str, span: int, height: float) -> tuple[Row | Mark, ...]:
    """As `opinion`, of a text that may take pages; where it is empty, `height` to write in.

    A row for each paragraph, so that no page of a workbook ends in the middle of a line.
    """
    said = Row((Cell("", 1, "between"), Cell("{{ 段 }}", span, "between")), height / 4)
    return (
        Row((Cell(title, 1, "open"), Cell("", span, "long")), 6),
        Mark(f"{{% if {field} %}}"),
        *for_each(f"段 in {field} | 分段", said),
        Mark("{% else %}"),
        Row((Cell("", 1, "between"), Cell("", span, "between")), height, parts=PARTS),
        Mark("{% endif %}"),
        Row((Cell("", 1, "sign"), Cell(sign, span, "sign")), 9),
    )


def for_each(tag: str, *rows: Row) -> tuple[Row | Mark, ...]:
    """Rows for each of a list: `for_each("人 in 人员", row(…))`."""
    return (Mark(f"{{% for {tag} %}}"), *rows, Mark("{% endfor %}"))
