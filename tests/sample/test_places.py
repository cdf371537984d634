"""The people worked by hand on the pages of docs/places: the program comes to the same.

A page's table of people has 编号, 姓名, 总分 and 等次 (the final grade, or the standing in words),
and may have 分数段, 拟定 and 名次; `—` stands where there is none. It is about the register last
named above it, `sample_data/<place>/<stem>.xlsx`.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from pinshi_cli.grading.remarks import grade_word
from pinshi_cli.model.grade import Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.policy.library import book_for, heads
from pinshi_cli.registers.reader import read_register
from pinshi_cli.sheets.read import read_workbook
from pinshi_cli.unit import Quarter, grade_book
from sample_data import make_samples, place_books
from tests.cli.running import ROOT

PAGES = sorted((ROOT / "docs" / "places").glob("*.md"))
FIRST = "zhangdian"
"""The place whose people stand in `test_samples`."""
NOTHING = "—"
_LEAST = 10
_REGISTER = re.compile(r"sample_data/([a-z]+/[a-z0-9-]+)\.xlsx")


class Worked(NamedTuple):
    """A row of a page's table: what must come out, by the headings of its columns."""

    register: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.register}:{self.cells['编号']}"


def worked_on(page: Path) -> Iterator[Worked]:
    """Every person worked by hand on a page, with the register that holds him."""
    register = f"{page.stem}/quarter"
    headings: list[str] = []
    for line in page.read_text(encoding="utf-8").splitlines():
        if found := _REGISTER.findall(line):
            register = found[-1]
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            headings = []
        elif not headings:
            headings = cells
        elif {"编号", "姓名", "总分", "等次"} <= set(headings) and not set(cells[0]) <= set("-: "):
            yield Worked(register, dict(zip(headings, cells, strict=True)))


PEOPLE = [worked for page in PAGES for worked in worked_on(page)]


@cache
def graded(register: str) -> Quarter:
    return grade_book(ROOT / "sample_data" / f"{register}.xlsx", book_for)


def outcome_of(worked: Worked) -> Outcome:
    quarter = graded(worked.register)
    assert quarter.graded is not None, [each.message for each in quarter.diagnostics]
    return next(each for each in quarter.graded.outcomes if each.person.id == worked.cells["编号"])


@pytest.mark.parametrize("worked", PEOPLE, ids=str)
def test_each_person_comes_out_as_worked_by_hand(worked: Worked) -> None:
    outcome = outcome_of(worked)
    got = {
        "姓名": outcome.person.name,
        "总分": None if outcome.total is None else fixed(outcome.total, 2),
        "分数段": outcome.band,
        "拟定": outcome.proposed,
        "名次": None if outcome.rank is None else str(outcome.rank),
        "等次": grade_word(outcome),
    }
    expected = {name: cell for name, cell in worked.cells.items() if name in got}
    assert {name: got[name] or NOTHING for name in expected} == expected


def grades_people(place: str) -> bool:
    """Whether people are graded there; the leaders of a two-way rating stand in `test_report`."""
    return any(head["id"] == place and head["gradable"] for head in heads())


GRADED = [page for page in PAGES if page.stem != FIRST and grades_people(page.stem)]


@pytest.mark.parametrize("page", GRADED, ids=lambda page: page.stem)
def test_each_page_has_ten_people_worked_by_hand(page: Path) -> None:
    assert sum(worked.register.startswith(f"{page.stem}/") for worked in PEOPLE) >= _LEAST


@pytest.mark.parametrize(
    "register",
    [f"{place}/{stem}" for place in place_books.PLACES for stem in place_books.registers_of(place)],
)
def test_no_register_of_a_place_has_an_error(register: str) -> None:
    place = register.partition("/")[0]
    if grades_people(place):
        found = list(graded(register).diagnostics)
    else:
        book = read_workbook(ROOT / "sample_data" / f"{register}.xlsx")
        found = read_register(book, book_for, any_policy=True).diagnostics
    assert [each.message for each in found if each.is_error] == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    place_books.make_places(folder)
    return folder


@pytest.mark.parametrize(
    "register",
    [f"{place}/{stem}" for place in place_books.PLACES for stem in place_books.registers_of(place)],
)
def test_the_committed_registers_hold_what_the_script_makes(register: str, made: Path) -> None:
    committed = read_workbook(make_samples.HERE / f"{register}.xlsx")
    assert committed.sheets == read_workbook(made / f"{register}.xlsx").sheets
