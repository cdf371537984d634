"""The rules of the shipped packs, one by one, and each rule book without one of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped
from pinshi_cli.policy.schema import FORMS, ONCE
from pinshi_cli.policy.shape import reporter
from pinshi_cli.policy.soundness import check_policy
from pinshi_cli.proof.examples import failures, faults_of
from pinshi_cli.workflow.policy.examples import shipped_shelf

SHEETS = "sheets.required"
SHELF = shipped_shelf()


class Rule(NamedTuple):
    """A rule of a pack: where it stands in the whole rule book, and how it is called."""

    pack: str
    kind: str
    name: str
    scope: tuple[str, ...] = ()

    def __str__(self) -> str:
        scope = f"@{'、'.join(self.scope)}" if self.scope else ""
        return f"{self.pack}:{self.kind}.{self.name}{scope}"


@cache
def books() -> dict[str, Policy]:
    """Every shipped rule book that is sound, by the name of its file."""
    read = ((edition, read_policy(edition)[0]) for edition in shipped())
    return {_stem(edition): policy for edition, policy in read if policy is not None}


def _stem(edition: Edition) -> str:
    return edition.file.removesuffix(".toml")


def rules_of(pack: str) -> Iterator[Rule]:
    """Each rule that stands in the pack's own file."""
    policy = books()[pack]
    for name in ONCE:
        if (single := getattr(policy, name)) is not None and _is_own(single, policy):
            yield Rule(pack, name, "")
    for kind, form in FORMS.items():
        for rule in getattr(policy, kind):
            if _is_own(rule, policy):
                yield Rule(pack, kind, form.name_of(rule), rule.source.scope)
    yield from (Rule(pack, SHEETS, sheet) for sheet in policy.required_sheets)


def _is_own(rule: Any, policy: Policy) -> bool:  # noqa: ANN401  # a rule of any kind
    return bool(rule.source.origin == policy.head.id)


def proving(rule: Rule) -> Iterator[str]:
    """The packs whose examples may prove a rule: its own, or those built on it as their base."""
    yield rule.pack
    own = books()[rule.pack].head.id
    yield from (pack for pack, policy in books().items() if policy.head.base == own)


def without(rule: Rule, pack: str) -> Policy | None:
    """A pack's rule book without the rule; None where the pack has put its own in its place."""
    policy, origin = books()[pack], books()[rule.pack].head.id
    if rule.kind == SHEETS:
        kept = tuple(sheet for sheet in policy.required_sheets if sheet != rule.name)
        return policy._replace(required_sheets=kept)
    if rule.kind in ONCE:
        single = getattr(policy, rule.kind)
        taken = single is not None and single.source.origin == origin
        return _with(policy, rule.kind, None) if taken else None
    before = getattr(policy, rule.kind)
    after = tuple(each for each in before if not _is(each, rule, origin))
    return _with(policy, rule.kind, after) if len(after) < len(before) else None


def _with(policy: Policy, field: str, value: Any) -> Policy:  # noqa: ANN401  # a rule, or several
    fields: dict[str, Any] = {field: value}
    return policy._replace(**fields)


def _is(each: Any, rule: Rule, origin: str) -> bool:  # noqa: ANN401  # a rule of any kind
    name: str = FORMS[rule.kind].name_of(each)
    return (name, each.source.scope, each.source.origin) == (rule.name, rule.scope, origin)


@cache
def _failing(pack: str) -> frozenset[int]:
    """The places of the examples that fail with all rules: what they say proves nothing."""
    policy = books()[pack]
    return frozenset(place for place, _ in failures(policy, SHELF.open))


def is_missed(pack: str, policy: Policy) -> bool:
    """Whether an example fails by a changed rule book that holds by the pack's own.

    Or grading breaks, by a rule book that would be refused.
    """
    broken: Exception | None = None
    for place, example in enumerate(policy.examples):
        try:
            if place not in _failing(pack) and faults_of(example, policy, SHELF.open):
                return True
        except (ArithmeticError, LookupError, RuntimeError, StopIteration, ValueError) as fault:
            broken = fault
    if broken is not None and not _refused(policy, books()[pack]):
        raise broken
    return broken is not None


def _refused(policy: Policy, whole: Policy) -> bool:
    """Whether the changed rule book would not be accepted, or would grade nobody any more."""
    found: list[Diagnostic] = []
    check_policy(policy, reporter("", found))
    return policy.is_base != whole.is_base or bool(found)
