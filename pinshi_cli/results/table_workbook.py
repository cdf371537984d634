"""Plain tables as a workbook: a title, headings, rows of texts and numbers, nothing live."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.results.paper import Page, fitting, looks_of, new_book

TableCell = str | int | Decimal | None
"""What a cell may hold; a number stands as a number, a text never becomes anything else."""


class TableSheet(NamedTuple):
    """One sheet. `notes` stand between the title and the headings, one a line."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[TableCell]]
    notes: tuple[str, ...] = ()


def table_workbook(title: str, day: date, sheets: Sequence[TableSheet]) -> bytes:
    """The bytes of the workbook; `day` is when it says it was made."""
    book = new_book(title, day)
    looks = looks_of(book, 2)
    for each in sheets:
        write_table(Page(book.add_worksheet(each.name), looks), each)
    return book.finished()


def write_table(page: Page, table: TableSheet) -> None:
    """A table on its sheet."""
    columns = range(len(table.headings))
    shown = [[cell_text(value) for value in row] for row in table.rows]
    sample = [table.headings, *shown[:1000]]
    page.set_up([fitting((row[n] for row in sample), 8, 48) for n in columns], draft=False)
    page.title(0, table.title, draft=False)
    for row, note in enumerate(table.notes, start=1):
        page.line(row, note, page.looks.note)
    head = 1 + len(table.notes)
    page.texts(head, table.headings, page.looks.head)
    page.sheet.repeat_rows(0, head)
    page.sheet.freeze_panes(head + 1, 0)
    for row, values in enumerate(table.rows, start=head + 1):
        for column, value in enumerate(values):
            if isinstance(value, (int, Decimal)):
                page.number(row, column, value, page.looks.centre)
            else:
                page.text(row, column, value or "", page.looks.text)
        page.fit(row, shown[row - head - 1])
    last = head + len(table.rows)
    if table.rows:
        page.sheet.autofilter(head, 0, last, columns[-1])
    for column in columns:
        page.ids(head + 1, last, column)


def cell_text(value: TableCell) -> str:
    """A cell as text: a number plainly, nothing as nothing."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
