"""How many pages a form prints, and the invented values that it is tried with."""

import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from pinshi_cli.forms.fields import Fields, fields_of
from pinshi_cli.forms.kinds import BY_NAME, KINDS, Kind
from pinshi_cli.forms.paper_check import estimated_pages
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.pdf_pages import pages_of
from pinshi_cli.forms.sample_texts import known_fields, sample_values
from pinshi_cli.forms.template import compile_template
from pinshi_cli.forms.year_papers import year_papers
from pinshi_cli.workflow.templates.machine import this_machine
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template
from pinshi_cli.workflow.templates.prints import Draft, ended, pages_printed
from pinshi_cli.workflow.templates.trials import NOT_PRINTED, page_counts, tried
from tests.forms.cases import hard_case, sample_year
from tests.forms.made import saved, sheet


def _names(fields: Fields) -> Iterator[str]:
    for name, below in fields.items():
        if below:
            yield from _names(below)
        else:
            yield name


def test_of_every_field_it_is_known_what_it_holds() -> None:
    assert {name for kind in KINDS for name in _names(fields_of(kind))} == known_fields()


def _kinds_of(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """The sort of value under each name: a day, a number, a text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _kinds_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _kinds_of(inner, name)
    elif value != "":
        sort = (
            "日" if isinstance(value, date) else "数" if isinstance(value, int | Decimal) else "字"
        )
        yield name, sort


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.made_by], ids=lambda kind: kind.id)
def test_invented_values_are_of_the_sort_of_the_real_ones(kind: Kind) -> None:
    made = year_papers(kind, sample_year()) if kind.annual else papers(kind, hard_case())
    invented = dict(_kinds_of(dict(sample_values(kind, longest=False))))
    for paper in made:
        for name, sort in _kinds_of(dict(paper.values)):
            assert (name, invented.get(name)) == (name, sort)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("ending", ENDINGS)
def test_our_own_templates_can_be_filled_in_with_the_longest(kind: Kind, ending: str) -> None:
    found = bundled_template(kind, ending)
    trial = tried(kind, compile_template(found.name, found.data))
    assert trial.diagnostics == ()
    assert trial.usual
    assert trial.longest
    assert estimated_pages(trial.usual) <= estimated_pages(trial.longest)


def _rows(count: int, *breaks: int) -> bytes:
    """A sheet with rows of 20 points: 34 stand on A4 less an inch above and below."""

    def fill(page: Worksheet) -> None:
        page.page_margins.top = page.page_margins.bottom = 1
        for row in range(1, count + 1):
            page.cell(row, 1, "行")
            page.row_dimensions[row].height = 20
        for row in breaks:
            page.row_breaks.append(Break(id=row))

    return sheet(fill)


@pytest.mark.parametrize(
    ("data", "pages"),
    [(_rows(10), 1), (_rows(34), 1), (_rows(40), 2), (_rows(100), 3), (_rows(10, 5), 2),
     (_rows(10, 10), 1)],
)  # fmt: skip
def test_pages_are_reckoned_from_the_heights_of_rows(data: bytes, pages: int) -> None:
    assert estimated_pages(data) == pages


def _lines(count: int) -> bytes:
    document = docx.Document()
    for _ in range(count):
        document.add_paragraph("一行字")
    return saved(document)


def test_pages_of_a_document_grow_with_its_lines() -> None:
    assert [estimated_pages(_lines(count)) for count in (5, 60)] == [1, 3]


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (b"%PDF-1.7 <</Type/Page/Parent 1>> <</Type /Page>> <</Type/Pages/Count 2>>", 2),
        (
            b"%PDF-1.7 <</Type/ObjStm/N 2/Filter/FlateDecode>>\nstream\n"
            + zlib.compress(b"<</Type/Page>><</Type/Page>>")
            + b"\nendstream",
            2,
        ),
        (b"not a PDF /Type/Page", 0),
    ],
)
def test_the_pages_of_a_pdf_are_counted(data: bytes, pages: int) -> None:
    assert pages_of(data) == pages


def test_an_office_that_does_not_start_is_told_of(tmp_path: Path) -> None:
    found = bundled_template(BY_NAME["反馈表"], ".xlsx")
    trial = tried(BY_NAME["反馈表"], compile_template(found.name, found.data))
    (pages,) = page_counts([trial], tmp_path / "no-office")
    assert (pages.usual, pages.estimated) == (1, NOT_PRINTED)


def test_an_office_runs_no_longer_than_the_trial_even_where_someone_stops_it() -> None:
    waits = [sys.executable, "-c", "import time; time.sleep(600)"]
    process = subprocess.Popen(waits, start_new_session=True)
    with pytest.raises(KeyboardInterrupt), ended(process):
        raise KeyboardInterrupt
    assert process.poll() is not None


@pytest.mark.office
def test_libreoffice_prints_what_is_told() -> None:
    office = this_machine().office
    assert office is not None, "LibreOffice is what this test is about"
    drafts = [
        Draft(".xlsx", _rows(40)),
        Draft(".docx", _lines(3)),
        Draft(".xlsx", _rows(10, 5)),
        Draft(".xlsx", b"no workbook"),
    ]
    assert pages_printed(office, drafts)[:3] == [2, 1, 2]


@pytest.mark.office
def test_a_form_is_tried_with_usual_and_with_long_texts() -> None:
    trials = []
    for ending in ENDINGS:
        found = bundled_template(BY_NAME["登记表乙"], ending)
        trials.append(tried(BY_NAME["登记表乙"], compile_template(found.name, found.data)))
    for pages in page_counts(trials, this_machine().office):
        assert (pages.usual, pages.people, pages.estimated) == (1, None, "")
        assert pages.longest is not None
        assert pages.longest >= 1
