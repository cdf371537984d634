"""The workbook of a year: who may be what, the quota, what is missing and from whom."""

from collections.abc import Callable

from pinshi_cli.results.paper import Page, looks_of, new_book
from pinshi_cli.results.year_contents import YearContents
from pinshi_cli.results.year_people import write_people
from pinshi_cli.results.year_sheets import (
    write_lacking,
    write_quota,
    write_summary,
    write_year_basis,
    write_year_findings,
)


def year_workbook(contents: YearContents) -> bytes:
    """The bytes of `<年>-年度考核资格.xlsx`; the same registers give the same bytes."""
    sheets: list[tuple[str, Callable[[Page, YearContents], None]]] = [
        ("年度考核资格", write_people),
        ("名额", write_quota),
        ("缺项", write_lacking),
        ("问题清单", write_year_findings),
        ("依据", write_year_basis),
    ]
    if contents.many:
        sheets.insert(0, ("汇总", write_summary))
    book = new_book(f"{contents.year}年度考核资格", contents.day)
    looks = looks_of(book, max(unit.policy.year_decimals for unit in contents.units))
    for name, write in sheets:
        write(Page(book.add_worksheet(name), looks), contents)
    return book.finished()
