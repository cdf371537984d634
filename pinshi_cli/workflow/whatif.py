"""`pinshi whatif`: who would be graded otherwise by other numbers, or by other rules."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pinshi_cli.grading.quarter import grade_quarter
from pinshi_cli.grading.weights import sums_of_labels
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, Severity, refuse
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.number import fixed
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.form import Raw
from pinshi_cli.policy.library import gradable, read_policy
from pinshi_cli.policy.settings import Setting, rebalanced, setting, with_settings
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.documents import Document, document, policy_head
from pinshi_cli.workflow.policy.packs import chosen_by, edition_in_force
from pinshi_cli.workflow.registers import Call


class Change(NamedTuple):
    """A person whose grade (or standing) would be another, and the step that makes it so."""

    before: Outcome
    after: Outcome
    why: tuple[str, ...]


class Compared(NamedTuple):
    """A quarter as it is, and as it would be. `changes` are in roster order."""

    now: Quarter
    then: Quarter
    settings: tuple[Setting, ...]
    changes: tuple[Change, ...]

    @property
    def ok(self) -> bool:
        """Whether the register is sound as it is: what other rules make of it is no fault of it."""
        return self.now.ok

    @property
    def caused(self) -> tuple[Diagnostic, ...]:
        """What is wrong only as it would be, as warnings."""
        fresh = [each for each in self.then.diagnostics if each not in self.now.diagnostics]
        return tuple(
            each._replace(severity=Severity.WARNING, message=f"按改后的规则：{each.message}")
            for each in fresh
            if each.is_error
        )

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong as it is, then what is wrong only as it would be."""
        return (*self.now.diagnostics, *self.caused)


def compare(
    path: Path, texts: Sequence[str], call: Call, other: str | None, *, rebalance: bool
) -> Compared:
    """The register at `path` by its own rules, and by `other` ones or with values set otherwise.

    Raises `Refusal`: for a setting that says nothing, and where the changed book does not hold.
    """
    settings = tuple(map(setting, texts))
    if not settings and other is None:
        hint = "用 --set 改一个数，或用 --policy 换一部规则。"
        raise refuse("U708", "没有写改什么", hint)
    book = call.read(path)
    now = grade_workbook(book, chosen_by(call.policy))

    def changed(raws: list[Raw]) -> list[Raw]:
        set_so = with_settings(raws, settings)
        return [rebalanced(raw, settings) for raw in set_so] if rebalance else set_so

    def choose(named: str, day: date) -> Policy:
        policy, faults = read_policy(edition_in_force(other or named, day), day, changed)
        if policy is None:
            raise Refusal(*faults)
        return gradable(policy)

    if now.register is None or now.policy is None:
        return Compared(now, now, settings, ())
    choose(now.policy.head.id, now.register.quarter.last)  # a wrong call is no fault of the data
    then = _regraded(grade_workbook(book, choose), settings)
    return Compared(now, then, settings, tuple(_changes(now, then)))


def _regraded(quarter: Quarter, settings: Sequence[Setting]) -> Quarter:
    """The quarter with what is set going before what 基本信息 states."""
    register, policy = quarter.register, quarter.policy
    if register is None or policy is None:
        return quarter
    freed = _without_stated(register, policy, settings)
    if freed.stated == register.stated:
        return quarter
    return quarter._replace(graded=grade_quarter(freed, policy))


def _without_stated(register: Register, policy: Policy, settings: Sequence[Setting]) -> Register:
    weights = [each.path for each in settings if each.path[0] == "parts"]
    of_parts, *of_groups = sums_of_labels(policy)
    freed: set[str] = set()
    if any("groups" not in path for path in weights):
        freed.update(of_parts)
    if any("groups" in path for path in weights):
        freed.update(label for labels in of_groups for label in labels)
    if policy.quota is not None and any(each.path == ("quota", "share") for each in settings):
        freed.add(policy.quota.label)
    stated = {label: value for label, value in register.stated.items() if label not in freed}
    return register._replace(stated=stated)


def _changes(now: Quarter, then: Quarter) -> list[Change]:
    if now.graded is None or then.graded is None:
        return []
    after = {each.person.id: each for each in then.graded.outcomes}
    found = []
    for before in now.graded.outcomes:
        later = after.get(before.person.id)
        if later is not None and (before.standing, before.grade) != (later.standing, later.grade):
            found.append(Change(before, later, _why(before, later, then.policy)))
    return found


def _why(before: Outcome, after: Outcome, policy: Policy | None) -> tuple[str, ...]:
    """The total where it is another, then the steps that were not there before."""
    said = []
    if before.total != after.total and before.total is not None and after.total is not None:
        decimals = _decimals(policy)
        said.append(f"总分 {fixed(before.total, decimals)} → {fixed(after.total, decimals)}")
    old = {reason.text for reason in before.reasons}
    fresh = [reason for reason in after.reasons if reason.text not in old]
    return (*said, *(f"{reason.text}（{reason.rule}）" for reason in fresh))


def whatif_document(found: Compared) -> Document:
    """`pinshi whatif --json`."""
    policy = found.then.policy
    return document(
        "whatif",
        ok=found.ok,
        diagnostics=found.diagnostics,
        policy=None if policy is None else policy_head(policy),
        settings=[{"key": each.key, "value": each.said} for each in found.settings],
        people=0 if found.now.graded is None else len(found.now.graded.outcomes),
        changes=[
            {
                "id": each.before.person.id,
                "name": each.before.person.name,
                "from": _shown(each.before, found.now.policy),
                "to": _shown(each.after, policy),
                "why": list(each.why),
            }
            for each in found.changes
        ],
    )


def _shown(outcome: Outcome, policy: Policy | None) -> Document:
    total = outcome.total
    return {
        "standing": outcome.standing,
        "grade": outcome.grade if outcome.standing == GRADED else None,
        "score": None if total is None else fixed(total, _decimals(policy)),
    }


def _decimals(policy: Policy | None) -> int:
    return 2 if policy is None else policy.decimals
