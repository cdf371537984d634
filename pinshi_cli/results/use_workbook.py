"""The workbook of a list: the list for print, the bonus in live formulas, what it rests on."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple

from pinshi_cli import __version__
from pinshi_cli.grading.use_list import Made
from pinshi_cli.results.paper import Page, looks_of
from pinshi_cli.results.workbook import options


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
    # only who writes a workbook pays for it: 40 ms
    import xlsxwriter

    from pinshi_cli.results.bonus_sheet import write_bonus
    from pinshi_cli.results.list_sheet import write_list, write_ranking, write_sources

    made = contents.made
    sheets: list[tuple[str, Callable[[Page, ListContents], None]]] = [("名单", write_list)]
    if made.division is not None:
        sheets.append(("奖金分配", write_bonus))
    if made.ranked:
        sheets.append(("评估排名", write_ranking))
    sheets.append(("依据", write_sources))
    written = BytesIO()
    book = xlsxwriter.Workbook(written, options())
    day = contents.day
    book.set_properties(
        {
            "title": contents.title,
            "comments": f"pinshi {__version__}",
            # not today: the same registers must give the same bytes
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001
        }
    )
    looks = looks_of(book, 2)
    for name, write in sheets:
        write(Page(book.add_worksheet(name), looks), contents)
    book.close()
    return written.getvalue()
