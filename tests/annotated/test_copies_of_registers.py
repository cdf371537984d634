"""Every register that has findings goes back marked, and is otherwise what it was."""

import io
import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.workflow.samples import bundled, sample
from tests.annotated.returned import assert_returned, finding, found_in, read, returned
from tests.cases.test_cases import FAULTS

PLACES = sorted(bundled("sample_data").glob("*/quarter.xlsx"))
ODD = (
    "",
    "约90",
    -1,
    99_999.5,
    True,
    "=SUM(",
    "2026年13月",
    "优秀",
    "#REF!",
    "999",
    "<&>\"'",
    "0.5%",
)


def test_every_place_has_a_register() -> None:
    assert len(PLACES) >= 10


@pytest.mark.parametrize("book", FAULTS, ids=lambda book: book.stem)
def test_a_faulty_register_goes_back_marked(book: Path) -> None:
    assert_returned(book.read_bytes())


def test_the_register_with_every_fault_goes_back_marked() -> None:
    assert_returned(sample("quarter-with-errors.xlsx").read_bytes())


def test_a_returned_register_has_the_findings_that_it_had() -> None:
    data = sample("quarter-with-errors.xlsx").read_bytes()
    copy, _ = returned(data)
    assert found_in(read(copy)) == found_in(read(data))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("place", PLACES, ids=lambda path: path.parent.name)
def test_findings_anywhere_in_any_place_s_register_are_marked(
    place: Path, data: st.DataObject
) -> None:
    book = place.read_bytes()
    names = [sheet.name for sheet in read(book).sheets]
    spot = st.tuples(
        st.sampled_from(names),
        st.one_of(st.integers(1, 60), st.sampled_from([0, 1_048_576])),
        st.one_of(st.integers(1, 30), st.sampled_from([16_384])),
        st.sampled_from(Severity),
        st.text(min_size=1, max_size=40).map(lambda text: text.strip() or "有误"),
    )
    spots = data.draw(st.lists(spot, min_size=1, max_size=12))
    copy_of = [finding(*each) for each in spots]
    assert_returned(book, copy_of)


@settings(max_examples=2, deadline=None)
@given(chance=st.randoms(use_true_random=True))
@pytest.mark.parametrize("place", PLACES, ids=lambda path: path.parent.name)
def test_a_register_spoiled_at_random_goes_back_marked(place: Path, chance: random.Random) -> None:
    book = openpyxl.load_workbook(place)
    for sheet in book.worksheets:
        for _ in range(3):
            row, column = chance.randint(1, sheet.max_row + 1), chance.randint(1, sheet.max_column)
            cell = sheet.cell(row, column)
            if not isinstance(cell, MergedCell):
                cell.value = chance.choice(ODD)
    held = io.BytesIO()
    book.save(held)
    assert_returned(held.getvalue())
