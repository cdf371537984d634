"""Every possible year: all sequences of four quarters over everything that a quarter can show."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from pinshi_cli.grading.year import Holding, rules_holding, verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.model.words import AWAITED, AWAY, SHOWN, TO_STUDY
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.year_book import YearRule
from pinshi_cli.proof.lint_finding import CONFLICT, OPEN, UNREACHABLE, Found

QUARTERS = 4
_YEAR = 2026

Counts = tuple[tuple[str, int], ...]
"""How often each grade stands, those that do not stand left out."""

Cases = dict[tuple[str, ...], list[Counts]]
"""The years of which the same rules speak, by the ids of the rules."""


def lint_year(policy: Policy) -> tuple[list[Found], int]:
    """What the book leaves open of a year or says twice, and how many years were tried."""
    if not policy.year_rules or policy.is_base:
        return [], 0
    words = (*policy.grades, *SHOWN, None)
    facts = YearFacts(_YEAR)
    undecided: dict[Counts, None] = {}
    studied: Cases = {}
    conflicts: Cases = {}
    deciding: set[str] = set()
    tried = 0
    for shown in product(words, repeat=QUARTERS):
        tried += 1
        holding = rules_holding(shown, facts, policy)
        verdict = verdict_of(shown, facts, policy)
        deciding |= _deciding(holding, verdict.verdict)
        if holding.ends or _is_unknown(shown):
            continue
        counts = _counts(shown, policy.grades)
        verdicts = {rule.verdict for rule in holding.rules}
        if not holding.rules:
            undecided[counts] = None
        elif verdicts == {TO_STUDY}:
            _note(studied, holding.rules, counts)
        elif len(verdicts) > 1:
            _note(conflicts, holding.rules, counts)
    findings = [
        Found(OPEN, f"一年里{_said(counts)}：没有规定年度结论（需研究）", ())
        for counts in undecided
    ]
    by_id = {rule.id: rule for rule in policy.year_rules}
    findings += [_study([by_id[name] for name in ids], each) for ids, each in studied.items()]
    findings += [_conflict([by_id[name] for name in ids], each) for ids, each in conflicts.items()]
    findings += [
        Found(UNREACHABLE, f"年度规则“{rule.title}”在任何一年都不起作用", (rule.source.cite,))
        for rule in policy.year_rules
        if rule.id not in deciding
    ]
    return findings, tried


def _deciding(holding: Holding, verdict: str) -> set[str]:
    return {rule.id for rule in holding.rules if rule.verdict == verdict}


def _is_unknown(shown: Sequence[str | None]) -> bool:
    """Whether a quarter lacks, or is still open: what it may be is tried by itself."""
    return any(word in (None, AWAITED, AWAY) for word in shown)


def _note(found: Cases, rules: Sequence[YearRule], counts: Counts) -> None:
    kept = found.setdefault(tuple(rule.id for rule in rules), [])
    if counts not in kept:
        kept.append(counts)


def _counts(shown: Sequence[str | None], grades: tuple[str, ...]) -> Counts:
    number = Counter(word for word in shown if word in grades)
    return tuple((grade, number[grade]) for grade in grades if number[grade])


def _said(counts: Counts) -> str:
    return "、".join(f"{grade} {number} 次" for grade, number in counts) or "没有一季定等次"


def _study(rules: Sequence[YearRule], cases: Sequence[Counts]) -> Found:
    titles = "、".join(rule.title for rule in rules)
    says = f"{titles}（例如{_said(cases[0])}，共 {len(cases)} 种）"
    return Found(OPEN, says, tuple(rule.source.cite for rule in rules), "需研究")


def _conflict(rules: Sequence[YearRule], cases: Sequence[Counts]) -> Found:
    said = "；".join(f"“{rule.title}”为{rule.verdict}" for rule in rules)
    says = f"{said}，两条都合（例如{_said(cases[0])}，共 {len(cases)} 种）"
    return Found(CONFLICT, says, tuple(rule.source.cite for rule in rules), "从重")
