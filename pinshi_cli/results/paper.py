"""The paper that sheets are written on: A4, its looks, and cells that stay what they are.

Text from a register is never a formula, a link or a number here, and no character of it can spoil
the file.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple, Protocol
from unicodedata import category, east_asian_width

from pinshi_cli import __version__
from pinshi_cli.model.diagnostic import column_letters

LONGEST = 32_767
"""The longest text of a cell, in UTF-16 units; Excel refuses a file with a longer one."""

LINE = 15
"""The height of one line of text at the size of a table, in points."""

ROW = 18
"""The height of a row of one line."""

TALLEST = 409
"""Excel's tallest row, in points."""

Number = Fraction | Decimal | int

Look = object
"""A cell format of XlsxWriter."""


class Looks(NamedTuple):
    """All formats of the workbook: a fixed number, whatever the register holds."""

    title: Look
    draft: Look
    note: Look
    alert: Look
    head: Look
    text: Look
    centre: Look
    whole: Look
    figure: Look
    parameter: Look
    worked: Look
    worked_sum: Look
    exact: Look
    total: Look
    worked_total: Look
    checked: Look
    wrong: Look


class Worksheet(Protocol):
    """What is used of XlsxWriter's worksheet. Rows and columns count from 0."""

    def write_string(self, row: int, col: int, string: str, cell_format: Look) -> int: ...
    def write_number(self, row: int, col: int, number: float, cell_format: Look) -> int: ...
    def write_blank(self, row: int, col: int, blank: None, cell_format: Look) -> int: ...
    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Look, value: float | str
    ) -> int: ...
    def write_rich_string(self, row: int, col: int, *args: object) -> int: ...
    def merge_range(
        self, first_row: int, first_col: int, last_row: int, last_col: int, data: str, look: Look
    ) -> int: ...
    def set_row(self, row: int, height: float) -> int: ...
    def set_default_row(self, height: float) -> None: ...
    def set_column(self, first_col: int, last_col: int, width: float) -> int: ...
    def set_landscape(self) -> None: ...
    def set_paper(self, paper_size: int) -> None: ...
    def set_margins(self, left: float, right: float, top: float, bottom: float) -> None: ...
    def center_horizontally(self) -> None: ...
    def fit_to_pages(self, width: int, height: int) -> None: ...
    def set_header(self, header: str) -> None: ...
    def set_footer(self, footer: str) -> None: ...
    def repeat_rows(self, first_row: int, last_row: int) -> None: ...
    def repeat_columns(self, first_col: int, last_col: int) -> None: ...
    def freeze_panes(self, row: int, col: int) -> None: ...
    def print_area(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None: ...
    def autofilter(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None: ...
    def ignore_errors(self, options: dict[str, str]) -> int: ...
    def conditional_format(
        self, first_row: int, first_col: int, last_row: int, last_col: int, options: dict[str, Any]
    ) -> int: ...
    def insert_chart(self, row: int, col: int, chart: object, options: dict[str, int]) -> int: ...


class Book(Protocol):
    """What is used of a workbook. Nothing more can be written once it is `finished`."""

    def add_worksheet(self, name: str) -> Worksheet: ...
    def add_format(self, properties: dict[str, Any]) -> Look: ...
    def add_chart(self, options: dict[str, str]) -> Any: ...  # noqa: ANN401  # a chart has no types
    def finished(self) -> bytes: ...


def new_book(title: str, day: date) -> Book:
    """An empty workbook.

    `day` is when it says it was made: not today, the same data must give the same bytes.
    """
    # only who writes a workbook pays for it: 40 ms
    from pinshi_cli.results.quick_book import QuickBook

    # made anew for each book: XlsxWriter changes what it is given
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # without a scheme: else the theme's font would take the place of ours
        "default_format_properties": {"font_name": "宋体", "font_size": 11, "font_scheme": "none"},
    }
    book = QuickBook(options)
    made = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a workbook knows no zones
    book.set_properties({"title": title, "comments": f"pinshi {__version__}", "created": made})
    return book


def looks_of(book: Book, decimals: int) -> Looks:
    """The formats; `decimals` are those of the total."""
    add = book.add_format
    cell = {"border": 1, "valign": "vcenter"}
    middle = cell | {"align": "center"}
    grey = {"bg_color": "#F2F2F2"}
    places = "0." + "0" * decimals if decimals else "0"
    return Looks(
        title=add({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
        draft=add({"bold": True, "font_size": 16, "font_color": "#FF0000"}),
        note=add({"text_wrap": True, "valign": "vcenter"}),
        alert=add({"text_wrap": True, "valign": "vcenter", "font_color": "#C00000"}),
        head=add(middle | {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7"}),
        text=add(cell | {"text_wrap": True}),
        centre=add(middle | {"text_wrap": True}),
        whole=add(middle | {"num_format": "0"}),
        figure=add(cell),
        parameter=add(middle | {"bg_color": "#FFF2CC"}),
        worked=add(cell | grey | {"num_format": "0.0000"}),
        worked_sum=add(cell | grey),
        exact=add(cell | {"num_format": "0.0000"}),
        total=add(middle | {"num_format": places}),
        worked_total=add(middle | grey | {"num_format": places}),
        checked=add(middle | grey),
        wrong=add({"font_color": "#FF0000", "bold": True}),
    )


class Page:
    """One sheet, landscape on A4. Rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self.sheet = sheet
        self.looks = looks
        self.widths: Sequence[int] = ()
        self.span = 0

    def set_up(self, widths: Sequence[int], *, draft: bool, across: int = 1) -> None:
        """Column widths in half-width characters; `across` pages side by side.

        The title and whole lines span the columns of the first page (`span` is the last of them).
        """
        sheet = self.sheet
        self.widths = widths
        room = sum(widths) * (1 if across == 1 else 0.9 / across)
        self.span = sum(reached <= room for reached in accumulate(widths)) - 1
        sheet.set_default_row(ROW)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(0.5, 0.5, 0.7, 0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(across, 0)
        if draft:
            sheet.set_header('&C&"宋体,Bold"&16&KFF0000试算')
        sheet.set_footer("&C第 &P 页 共 &N 页")

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """A text as it is; an empty one leaves an empty cell of that look."""
        if text:
            self.sheet.write_string(row, column, clean(text), look)
        else:
            self.sheet.write_blank(row, column, None, look)

    def number(self, row: int, column: int, value: Number, look: Look) -> None:
        self.sheet.write_number(row, column, float(value), look)

    def formula(self, row: int, column: int, formula: str, value: Number | str, look: Look) -> None:
        """A formula and its stored value, which is the exact one."""
        stored = value if isinstance(value, str) else float(value)
        self.sheet.write_formula(row, column, formula, look, stored)

    def texts(self, row: int, texts: Iterable[str], look: Look, first: int = 0) -> None:
        """Texts side by side."""
        for column, text in enumerate(texts, start=first):
            self.text(row, column, text, look)

    def fit(self, row: int, texts: Iterable[str], first: int = 0) -> None:
        """Make a row as high as these texts need, side by side from column `first` on.

        Excel would do so by itself on loading, other programs leave the lines on each other.
        """
        needed = max(
            lines(text, self.widths[column]) for column, text in enumerate(texts, start=first)
        )
        if needed > 1:
            self.sheet.set_row(row, min(TALLEST, LINE * needed + 3))

    def across(self, row: int, first: int, last: int, text: str, look: Look) -> None:
        """A text over several columns of one row."""
        if last > first:
            # merged while empty: merge_range would guess what kind of cell a text is
            self.sheet.merge_range(row, first, row, last, "", look)
        self.text(row, first, text, look)

    def table(self, row: int, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
        """A list with its headings; the row after it."""
        self.texts(row, titles, self.looks.head)
        for number, texts in enumerate(rows, start=row + 1):
            self.texts(number, texts, self.looks.text)
            self.fit(number, texts)
        return row + len(rows) + 1

    def line(self, row: int, text: str, look: Look) -> None:
        """A text over the whole width, the row as high as it needs."""
        self.across(row, 0, self.span, text, look)
        needed = lines(text, sum(self.widths[: self.span + 1]))
        self.sheet.set_row(row, min(TALLEST, LINE * needed + 3))

    def title(self, row: int, text: str, *, draft: bool) -> None:
        """The sheet's title; a draft says so in red before it."""
        looks = self.looks
        self.sheet.set_row(row, 30)
        self.across(row, 0, self.span, text, looks.title)
        if draft:
            parts = (looks.draft, "试算　", looks.title, clean(text), looks.title)
            self.sheet.write_rich_string(row, 0, *parts)

    def ids(self, first: int, last: int, column: int) -> None:
        """Texts of digits that stand as they should: Excel need not warn of them."""
        cells = f"{at(first, column)}:{at(max(first, last), column)}"
        self.sheet.ignore_errors({"number_stored_as_text": cells})


def clean(text: str) -> str:
    """The text as a workbook can hold it: `�` for what XML forbids, cut where it is too long."""
    if text.isprintable() and len(text) * 2 <= LONGEST:
        return text
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(each if _fits(each) else "�" for each in lined)
    if len(text) * 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", "ignore")


def _fits(character: str) -> bool:
    """Whether XML can hold the character, and a reader see it: no control, no lone surrogate."""
    if character.isprintable() or character in "\t\n":
        return True
    return category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"


def width(text: str) -> int:
    """The width in half-width characters: a Chinese one counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


@lru_cache(maxsize=2_000)
def lines(text: str, room: int) -> int:
    """How many lines a text takes in so many half-width characters."""
    return sum(max(1, ceil(width(part) / room)) for part in text.split("\n"))


def fitting(texts: Iterable[str], least: int, most: int) -> int:
    """A column's width for these texts, within bounds; what is longer wraps."""
    return min(most, max(least, 2 + max(map(width, texts), default=0)))


def at(row: int, column: int) -> str:
    """The address of a cell: `D8`."""
    return f"{column_letters(column + 1)}{row + 1}"


def fixed_at(row: int, column: int) -> str:
    """The absolute address of a cell: `$D$8`."""
    return f"${column_letters(column + 1)}${row + 1}"
