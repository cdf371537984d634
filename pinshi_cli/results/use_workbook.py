"""The workbook of a list: the list for print, the bonus in live formulas, what it rests on."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pinshi_cli.grading.use_list import Made
from pinshi_cli.results.paper import Page, looks_of, new_book


class Source(NamedTuple):
    """A register that the list rests on."""

    unit: str
    period: str
    file: str
    sha256: str


class ListContents(NamedTuple):
    """What the workbook of a list is made from. `day` is the last day that it looks at."""

    made: Made
    title: str
    sources: tuple[Source, ...]
    day: date


def use_workbook(contents: ListContents) -> bytes:
    """The bytes of the list's workbook; the same registers give the same bytes."""
    from pinshi_cli.results.bonus_sheet import write_bonus
    from pinshi_cli.results.list_sheet import write_list, write_ranking, write_sources

    made = contents.made
    sheets: list[tuple[str, Callable[[Page, ListContents], None]]] = [("名单", write_list)]
    if made.division is not None:
        sheets.append(("奖金分配", write_bonus))
    if made.ranked:
        sheets.append(("评估排名", write_ranking))
    sheets.append(("依据", write_sources))
    book = new_book(contents.title, contents.day)
    looks = looks_of(book, 2)
    for name, write in sheets:
        write(Page(book.add_worksheet(name), looks), contents)
    return book.finished()
