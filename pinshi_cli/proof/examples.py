"""A pack's examples: facts or whole registers, graded by the pack itself, held against the answer.

They prove the rules: taken out, each rule lets an example fail.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.policy.book import Example, Policy
from pinshi_cli.proof.facts import Kind, kind_of, malformed
from pinshi_cli.proof.lines import SUBJECT, worked_line
from pinshi_cli.proof.reviews import missed_by_review
from pinshi_cli.proof.uses import missed_by_use
from pinshi_cli.proof.worked import Open, missed_by_person, missed_by_register
from pinshi_cli.proof.years import missed_by_quarters, missed_by_registers


def run_examples(policy: Policy, file: str, opened: Open) -> list[Diagnostic]:
    """An error for each example that is malformed, or that the rule book does not bear out.

    `opened` finds the registers that examples name, and grades them by the rule book.
    """
    found: list[Diagnostic] = []
    for index, faults in failures(policy, opened):
        at = Place(file=file, key=f"examples[{index}]")
        for fault in faults:
            message = f"例证“{policy.examples[index].name}”：{fault}"
            hint = "改规则，或改例证；两者须一致。"
            found.append(Diagnostic("P619", Severity.ERROR, message, at, hint))
    return found


def failures(policy: Policy, opened: Open) -> Iterator[tuple[int, list[str]]]:
    """Each example that fails, as its place and what is wrong; worked out one after the other."""
    for index, example in enumerate(policy.examples):
        faults = faults_of(example, policy, opened)
        if faults:
            yield index, faults


def faults_of(example: Example, policy: Policy, opened: Open) -> list[str]:
    """What is wrong with one example, or what it expects and does not come out."""
    faults = malformed(example, policy)
    if faults:
        return faults
    given: Mapping[str, Any] = example.given  # each value is of the form that `malformed` asks for
    expect: Mapping[str, Any] = example.expect
    kind = kind_of(example)
    if kind is Kind.USE:
        return missed_by_use(given, expect, policy)
    if kind is Kind.REVIEW:
        return missed_by_review(given, expect, policy)
    if kind is Kind.YEAR:
        return missed_by_quarters(given, expect, policy)
    if kind is Kind.REGISTERS:
        return missed_by_registers(given, expect, policy, opened)
    if kind is Kind.REGISTER:
        return _missed_by_register(given, expect, policy, opened)
    worked = worked_line(given, policy)
    return [worked] if isinstance(worked, str) else missed_by_person(expect, worked, SUBJECT)


def _missed_by_register(
    given: Mapping[str, Any], expect: Mapping[str, Any], policy: Policy, opened: Open
) -> list[str]:
    worked = opened(given["register"], given.get("without", []), policy)
    if isinstance(worked, str):
        return [worked]
    if "person" in given:
        return missed_by_person(expect, worked, given["person"])
    return missed_by_register(expect, worked)
