"""A rule book as a handbook for a clerk: one page of HTML, or a Word document."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.policy.book import Example, Policy
from pinshi_cli.policy.said import Section
from pinshi_cli.policy.said_book import sections
from pinshi_cli.reports.pages_of import rendered, word_document


class Handbook(NamedTuple):
    """What a handbook shows: the book's head, its sections, what is only assumed, its examples."""

    policy: Policy
    sections: Sequence[Section]
    assumed: Sequence[tuple[str, str, str]]
    examples: Sequence[Example]


def handbook_of(policy: Policy) -> Handbook:
    """The handbook of a policy."""
    found = sections(policy)
    assumed = [
        (f"{section.title}·{line.name}", line.says, line.source.assumed)
        for section in found
        for line in section.lines
        if line.source.assumed
    ]
    return Handbook(policy, found, assumed, policy.examples)


def as_html(book: Handbook) -> bytes:
    """The handbook as one HTML file that needs nothing else."""
    return rendered("handbook.html", book=book).encode()


def as_docx(book: Handbook) -> bytes:
    """The handbook as a Word document."""
    return word_document("docx-handbook.xml", book=book)
