"""Has a rule book holes? Every possible quarter and year, held against what the rules say.

A finding is no fault of the pack: it shows what the source leaves open, says twice, or what can
never act, so that people may decide about it before a person is graded by it.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.part_soundness import check_weights
from pinshi_cli.policy.said_book import sections
from pinshi_cli.policy.scopes import scope_words, within
from pinshi_cli.policy.shape import reporter
from pinshi_cli.proof.lint_finding import (
    ASSUMED,
    UNCITED,
    WEIGHTS,
    Found,
)
from pinshi_cli.proof.lint_quarter import lint_quarter
from pinshi_cli.proof.lint_year import lint_year


class Linted(NamedTuple):
    """What lint found, and how many quarters and years it went through."""

    findings: tuple[Found, ...]
    quarters: int
    years: int


def lint(policy: Policy) -> Linted:
    """Everything that the book leaves open, decides twice, never uses, only assumes."""
    findings: list[Found] = []
    quarters = years = 0
    for words in ((), *((word,) for word in scope_words(policy))):
        book = within(policy, frozenset(words))
        of_quarter, tried = lint_quarter(book)
        quarters += tried
        of_year, tried = lint_year(book)
        years += tried
        findings += (each.within(words) for each in (*of_quarter, *of_year))
    findings += _weights(policy)
    findings += _sources(policy)
    return Linted(tuple(_once(findings)), quarters, years)


def _once(findings: Iterable[Found]) -> Iterator[Found]:
    """What every scope shows is said once, without a scope."""
    seen: set[Found] = set()
    for each in findings:
        if each not in seen and each.within(()) not in seen:
            seen.add(each)
            yield each


def _weights(policy: Policy) -> Iterator[Found]:
    """Weights that miss 1 where a unit has two words of 适用机关 or 机关类别 at once."""
    for words in combinations(scope_words(policy), 2):
        faults: list[Diagnostic] = []
        check_weights(within(policy, frozenset(words)), words, reporter("", faults))
        yield from (Found(WEIGHTS, fault.message, ()) for fault in faults)


def _sources(policy: Policy) -> Iterator[Found]:
    """Rules of the pack's own that are only assumed, or cite nothing that can be looked up."""
    for section in sections(policy):
        for line in section.lines:
            name = f"{section.title}·{line.name}"
            if not any(each.isdigit() for each in line.source.cite) and not line.source.assumed:
                yield Found(UNCITED, f"{name}：出处“{line.source.cite}”不是条款编号", ())
            if line.source.assumed:
                cites = (line.source.cite,)
                yield Found(ASSUMED, f"{name}：{line.says}（{line.source.assumed}）", cites)
