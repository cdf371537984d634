"""A year from the ledger is the year of its registers."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pinshi_cli.ledger.address import Address
from pinshi_cli.ledger.connect import open_ledger
from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.model.period import CHINA
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import grade_book
from pinshi_cli.workflow.ledger.recording import Wish, recorded
from pinshi_cli.workflow.year.documents import annual_document
from pinshi_cli.workflow.year.on_record import Ask, annual_on_record
from pinshi_cli.workflow.year.years import annual

DATA = Path(__file__).parents[1] / "cases" / "data"
YEARS = sorted(DATA.glob("year-*"))
PLACES = sorted((Path(__file__).parents[2] / "sample_data").glob("*/q1.xlsx"))
WISH = Wish(datetime(2026, 12, 31, 9, tzinfo=CHINA), "周敏")


def both(books: list[Path], ledger: Address) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `annual` says of the registers, and of the ledger that they were put into."""
    quarters = [grade_book(book, book_for) for book in books]
    given = annual_document(annual(quarters))
    found = recorded(ledger, quarters, WISH)
    assert found.ok
    with open_ledger(ledger, create=False) as opened:
        return given, annual_document(annual_on_record(opened, Ask(given["year"])))


def test_there_are_years_to_compare() -> None:
    assert len(YEARS) >= 8
    assert len(PLACES) >= 3


@pytest.mark.parametrize("folder", YEARS, ids=lambda folder: folder.name)
def test_a_year_on_record_is_the_year_of_its_registers(folder: Path, tmp_path: Path) -> None:
    books = sorted(folder.glob("*.xlsx"))
    given, known = both(books, Address(tmp_path / "pinshi.db"))
    assert given["units"][0]["people"]
    assert known["units"] == given["units"]
    assert (known["year"], known["ok"]) == (given["year"], given["ok"])


@pytest.mark.parametrize("first", PLACES, ids=lambda book: book.parent.name)
def test_so_it_is_by_the_rules_of_other_places(first: Path, tmp_path: Path) -> None:
    books = sorted(first.parent.glob("q[1-4].xlsx"))
    given, known = both(books, Address(tmp_path / "pinshi.db"))
    assert given["units"][0]["people"]
    assert known["units"] == given["units"]


def test_all_units_of_a_ledger_are_judged_each_by_itself(tmp_path: Path) -> None:
    ledger = Address(tmp_path / "pinshi.db")
    first, second = ([grade_book(b, book_for) for b in sorted(f.glob("*.xlsx"))] for f in YEARS[:2])
    for name, quarters in (("甲局", first), ("乙局", second)):
        named = [
            each._replace(
                register=each.register._replace(unit=each.register.unit._replace(name=name))
            )
            for each in quarters
            if each.register is not None
        ]
        assert recorded(ledger, named, WISH).ok
    with open_ledger(ledger, create=False) as opened:
        found = annual_on_record(opened, Ask(2026))
        alone = annual_on_record(opened, Ask(2026, unit="甲局"))
    assert {each.name for each in found.units} == {"甲局", "乙局"}
    assert [each.name for each in alone.units] == ["甲局"]
    given = annual(first).units[0].year
    assert alone.units[0].year is not None
    assert given is not None
    assert [p.verdict for p in alone.units[0].year.people] == [p.verdict for p in given.people]


def test_a_year_is_asked_for_as_it_was_on_a_day(tmp_path: Path) -> None:
    ledger = Address(tmp_path / "pinshi.db")
    quarters = [grade_book(book, book_for) for book in sorted(YEARS[0].glob("*.xlsx"))]
    for month, quarter in zip((4, 7, 10, 12), quarters, strict=True):
        wish = WISH._replace(at=datetime(2026, month, 20, 23, 30, tzinfo=CHINA))
        assert recorded(ledger, [quarter], wish).ok
    with open_ledger(ledger, create=False) as opened:
        then = annual_on_record(opened, Ask(2026, as_of=date(2026, 7, 20)))
        [unit] = then.units
        assert len(unit.books) == 2
        with pytest.raises(Refusal) as refused:
            annual_on_record(opened, Ask(2026, as_of=date(2026, 4, 19)))
        with pytest.raises(Refusal):
            annual_on_record(opened, Ask(2025))
    assert [each.code for each in refused.value.diagnostics] == ["L078"]
