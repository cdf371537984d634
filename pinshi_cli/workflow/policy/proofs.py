"""Whether packs hold: their examples, what lint finds, what a change of edition changes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import read_policy
from pinshi_cli.proof.diff import Difference
from pinshi_cli.proof.examples import run_examples
from pinshi_cli.proof.lint import Linted, lint
from pinshi_cli.proof.lint_finding import GAPS
from pinshi_cli.workflow.documents import document, policy_head
from pinshi_cli.workflow.policy.examples import Shelf, shipped_shelf
from pinshi_cli.workflow.policy.packs import editions_named, is_file


class Tested(NamedTuple):
    """A pack held against its schema and its own examples."""

    file: str
    policy: Policy | None
    examples: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not self.diagnostics


def check_policies(named: str | None) -> list[Tested]:
    """Check one pack (an id or a file) in all its editions, or all that ship with pinshi."""
    own = named is not None and is_file(named)
    shelf = Shelf(Path(named).parent) if named is not None and own else shipped_shelf()
    found = []
    for edition in editions_named(named):
        policy, faults = read_policy(edition)
        count = 0
        if policy is not None:
            count = len(policy.examples)
            faults = faults + run_examples(policy, edition.file, shelf.open)
        found.append(Tested(edition.file, policy, count, tuple(faults)))
    return found


def tested_document(found: list[Tested]) -> dict[str, Any]:
    """`pinshi policy check --json`."""
    said = [
        {
            "file": each.file,
            "id": each.policy.head.id if each.policy is not None else None,
            "ok": each.ok,
            "examples": each.examples,
        }
        for each in found
    ]
    ok = all(each.ok for each in found)
    faults = [fault for each in found for fault in each.diagnostics]
    return document("policy-check", ok=ok, diagnostics=faults, policies=said)


class LintedPack(NamedTuple):
    """A pack that holds, and what lint found in it; or one that does not hold, and why."""

    file: str
    policy: Policy | None
    linted: Linted | None
    diagnostics: tuple[Diagnostic, ...]


def lint_policies(named: str | None) -> list[LintedPack]:
    """Lint one pack (an id or a file) in all its editions, or all that ship with pinshi."""
    found = []
    for edition in editions_named(named):
        policy, faults = read_policy(edition)
        linted = lint(policy) if policy is not None else None
        found.append(LintedPack(edition.file, policy, linted, tuple(faults)))
    return found


def lint_document(found: Sequence[LintedPack]) -> dict[str, Any]:
    """`pinshi policy lint --json`."""
    packs = []
    for each in found:
        said: dict[str, Any] = {"file": each.file, "ok": each.policy is not None}
        if each.policy is not None and each.linted is not None:
            said |= {
                "id": each.policy.head.id,
                "quarters": each.linted.quarters,
                "years": each.linted.years,
                "findings": [
                    {**finding._asdict(), "gap": finding.kind in GAPS}
                    for finding in each.linted.findings
                ],
            }
        packs.append(said)
    faults = [fault for each in found for fault in each.diagnostics]
    return document("policy-lint", ok=not faults, diagnostics=faults, policies=packs)


def diff_document(old: Policy, new: Policy, found: Sequence[Difference]) -> dict[str, Any]:
    """`pinshi policy diff --json`."""
    return document(
        "policy-diff",
        ok=True,
        diagnostics=(),
        old=policy_head(old),
        new=policy_head(new),
        differences=[each._asdict() for each in found],
    )
