"""Templates filled in for a trial: whether that works, and on how many pages they come."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.paper_check import Pages, estimated_pages
from pinshi_cli.forms.sample_texts import LISTS_OF_PEOPLE, PEOPLE, sample_values
from pinshi_cli.forms.template import Template
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, Severity
from pinshi_cli.workflow.templates.prints import Draft, pages_printed

NO_OFFICE = "这台电脑上没有 LibreOffice"
NOT_PRINTED = "LibreOffice 没有排出来"
_USUAL, _LONGEST = "平常的内容", "最长的内容"


class Trial(NamedTuple):
    """A template filled in twice; a document is None where that did not work.

    `listed`: it lists people, so that its pages depend on how many they are.
    """

    ending: str
    listed: bool
    usual: bytes | None
    longest: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def tried(kind: Kind, template: Template) -> Trial:
    """The template filled in with invented values, usual ones and the longest."""
    said: list[Diagnostic] = []
    documents: list[bytes | None] = []
    for most, what in ((False, _USUAL), (True, _LONGEST)):
        try:
            documents.append(template.render(sample_values(kind, longest=most)))
        except Refusal as refusal:
            documents.append(None)
            said += [
                each._replace(
                    severity=Severity.WARNING, message=f"试填{what}填不进去：{each.message}"
                )
                for each in refusal.diagnostics
            ]
    places = {each.where: each for each in reversed(said)}
    listed = any(LISTS_OF_PEOPLE & {*path.split(".")} for path, _ in template.fields)
    usual, longest = documents
    return Trial(template.suffix, listed, usual, longest, tuple(reversed(places.values())))


def page_counts(trials: Sequence[Trial], office: Path | None) -> list[Pages]:
    """On how many pages each comes: printed by LibreOffice, or else reckoned."""
    drafts = [
        Draft(trial.ending, data)
        for trial in trials
        for data in (trial.usual, trial.longest)
        if data is not None
    ]
    printed = iter(pages_printed(office, drafts) if office and drafts else [None] * len(drafts))
    return [_pages(trial, printed, office) for trial in trials]


def _pages(trial: Trial, printed: Iterator[int | None], office: Path | None) -> Pages:
    counts: list[int | None] = []
    why = ""
    for data in (trial.usual, trial.longest):
        if data is None:
            counts.append(None)
            continue
        pages = next(printed)
        if pages is None:
            why = NOT_PRINTED if office else NO_OFFICE
            pages = estimated_pages(data)
        counts.append(pages)
    people = (PEOPLE.usual, PEOPLE.longest) if trial.listed else None
    return Pages(counts[0], counts[1], people, why)
