"""Every form on paper, in three cases.

The sample registers; the hardest case (a summary of 800 characters, a name of 15, rare characters,
people of whom nothing else is told); and a register that says no more than it must.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.case import Case, Values, YearCase
from pinshi_cli.forms.kinds import KINDS, PERSON, UNIT, Kind
from pinshi_cli.forms.name_order import by_strokes
from pinshi_cli.forms.notice import Wish, notice_of
from pinshi_cli.forms.notice_page import notice_values
from pinshi_cli.forms.notice_terms import Contact, Term
from pinshi_cli.forms.papers import papers
from pinshi_cli.forms.summaries import notice_of_summaries
from pinshi_cli.forms.template import compile_template
from pinshi_cli.forms.year_papers import year_papers
from pinshi_cli.workflow.templates.places import ENDINGS, bundled_template
from tests.forms.archives import archive_of
from tests.forms.cases import (
    bare_case,
    bare_year,
    hard_case,
    hard_year,
    sample_case,
    sample_year,
)
from tests.forms.notices import CONTACT, TERM
from tests.forms.printed import pages_of, print_all

USUAL, LONG, BARE = "usual", "long", "bare"
ALL = "long-all"
"""Everybody of the hardest case, in one print file."""

NEVER = {("negative", BARE), ("summaries", BARE)}
"""What is not made where nothing is told: a list without rows."""


class Paper(NamedTuple):
    """A document, its PDF, and the texts of its pages."""

    document: Path
    pdf: Path
    pages: list[str]


class Printed(NamedTuple):
    """Which paper: a form of a case, as .xlsx or .docx."""

    kind: Kind
    case: str
    ending: str

    @property
    def name(self) -> str:
        return f"{self.kind.id}-{self.case}-{self.ending[1:]}"

    def data(self) -> bytes:
        """The document: the first person's (or the unit's), or everybody's."""
        found = bundled_template(self.kind, self.ending)
        template = compile_template(found.name, found.data)
        values = values_of(self.kind, LONG if self.case == ALL else self.case)
        return template.render_many(values) if self.case == ALL else template.render(values[0])


PAPERS = [
    Printed(kind, case, ending)
    for kind in KINDS
    for case in (USUAL, LONG, BARE, ALL)
    for ending in ENDINGS
    if (kind.id, case) not in NEVER and (case != ALL or kind.per != UNIT)
]


@cache
def values_of(kind: Kind, case: str) -> Sequence[Values]:
    """What the papers of a kind are filled in with; of everybody, whether they need one or not."""
    quarter, year = quarter_of(case), year_of(case)
    if kind.id == "archive":
        return [archive_of({USUAL: 8, LONG: 24, BARE: 0}[case])]
    if kind.made_by:
        return [_notice(kind, quarter, stated=case != BARE)]
    if kind.annual:
        return [paper.values for paper in year_papers(kind, year)]
    people = quarter.assessed if kind.per == PERSON else ()
    return [paper.values for paper in papers(kind, quarter, people)]


def quarter_of(case: str) -> Case:
    return {USUAL: sample_case, LONG: hard_case, BARE: bare_case}[case]()


def year_of(case: str) -> YearCase:
    return {USUAL: sample_year, LONG: hard_year, BARE: bare_year}[case]()


def _notice(kind: Kind, case: Case, *, stated: bool) -> Values:
    told = (TERM, CONTACT) if stated else (Term(), Contact())
    register, policy, graded = case.register, case.policy, case.graded
    if kind.id == "summaries":
        return notice_values(notice_of_summaries(register, policy, Wish(), told, by_strokes))
    return notice_values(notice_of(register, policy, graded, Wish(), told, by_strokes))


def all_printed(folder: Path) -> dict[str, Paper]:
    """Every paper by its name."""
    documents = {each.name: folder / f"{each.name}{each.ending}" for each in PAPERS}
    for each in PAPERS:
        documents[each.name].write_bytes(each.data())
    print_all(folder, list(documents.values()))
    pdfs = {name: document.with_suffix(".pdf") for name, document in documents.items()}
    return {name: Paper(documents[name], pdf, pages_of(pdf)) for name, pdf in pdfs.items()}
