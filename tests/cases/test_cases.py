"""Registers worked out independently: every field of the sound ones, every fault at its cell."""

import json
from pathlib import Path
from typing import Any

import pytest

from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import grade_book

DATA = Path(__file__).parent / "data"
CASES = sorted(DATA.glob("case-*.xlsx"))
FAULTS = sorted(DATA.glob("fault-*.xlsx"))


def test_the_cases_are_there() -> None:
    assert len(CASES) >= 30
    assert len(FAULTS) >= 15


@pytest.mark.parametrize("book", CASES, ids=lambda book: book.stem)
def test_a_sound_register_is_graded_as_worked_out(book: Path) -> None:
    expected = _answer(book)
    quarter = grade_book(book, book_for)
    assert [each for each in quarter.diagnostics if each.is_error] == []
    assert quarter.ok
    assert quarter.graded is not None
    assert quarter.register is not None
    assert str(quarter.register.quarter) == expected["period"]
    assert [each.person.id for each in quarter.graded.outcomes] == [
        each["id"] for each in expected["people"]
    ]
    for outcome, person in zip(quarter.graded.outcomes, expected["people"], strict=True):
        found = _fields(outcome)
        compared = person if person["standing"] == GRADED else {"standing": person["standing"]}
        assert {key: found[key] for key in compared} == compared, person["id"]
    use = quarter.graded.quota
    quota = {
        "group": use.group,
        "base": use.base,
        "limit": use.limit,
        "eligible": use.eligible,
        "given": use.given,
        "tied": list(use.tied),
    }
    assert [quota] == expected["quota"]


@pytest.mark.parametrize("book", FAULTS, ids=lambda book: book.stem)
def test_a_fault_is_an_error_at_its_cell(book: Path) -> None:
    expected = _answer(book)
    quarter = grade_book(book, book_for)
    found = {(each.where.sheet, each.where.cell, each.severity) for each in quarter.diagnostics}
    assert (expected["sheet"], expected["cell"], expected["severity"]) in found
    assert quarter.ok == (expected["exit"] == 0)


def _answer(book: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(book.with_suffix(".json").read_text(encoding="utf-8"))
    return answer


def _fields(outcome: Outcome) -> dict[str, object]:
    """The fields of an outcome as an answer states them."""
    return {
        "id": outcome.person.id,
        "name": outcome.person.name,
        "standing": outcome.standing,
        "score": None if outcome.total is None else fixed(outcome.total, 2),
        "parts": [None if each.score is None else fixed(each.score, 2) for each in outcome.parts],
        "band": outcome.band,
        "ceiling": outcome.ceiling,
        "proposed": outcome.proposed,
        "decided": outcome.decided,
        "grade": outcome.grade,
        "rank": outcome.rank,
    }
