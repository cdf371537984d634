"""What came of an example's register, and what of it the example expected."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pinshi_cli.grading.quarter import Graded
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.grade import Outcome, QuotaUse
from pinshi_cli.model.number import fixed, plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.proof.further import further_shown


class Worked(NamedTuple):
    """A register graded; the first three None where it could not be read at all."""

    register: Register | None
    policy: Policy | None
    graded: Graded | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.diagnostics]


Open = Callable[[str, Sequence[str], Policy], Worked | str]
"""open(register's name, sheets left out, policy): the register graded by it, or why it cannot be
opened."""


def decimals_of(policy: Policy | None) -> int:
    """The decimals of a total."""
    return 2 if policy is None else policy.decimals


def differing(expect: Mapping[str, Any], got: Mapping[str, Any], path: str = "") -> list[str]:
    """Where what came out is not what was expected; tables are compared key by key."""
    faults: list[str] = []
    for key, wanted in expect.items():
        name = f"{path}{key}"
        value = got.get(key)
        if isinstance(wanted, Mapping) and isinstance(value, Mapping):
            faults += differing(wanted, value, f"{name}.")
        elif not _same(wanted, value):
            faults.append(f"{name} 应为 {said(wanted)}，得到 {said(value)}")
    return faults


def _same(wanted: object, value: object) -> bool:
    """A list is met in any order; nothing (`""`) is expected where there is none."""
    if isinstance(wanted, list) and isinstance(value, (list, tuple)):
        return sorted(map(str, wanted)) == sorted(map(str, value))
    return wanted == (value if value is not None else "")


def said(value: object) -> str:
    """A value as a message says it."""
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value)) or "无"
    return "无" if value is None else str(value)


def missed_rules(wanted: object, cites: Iterable[str]) -> list[str]:
    """Clauses that were expected among the reasons and are not there."""
    found = list(dict.fromkeys(cites))
    asked = wanted if isinstance(wanted, list) else [wanted]
    return [f"应依据 {each}，实际依据 {said(found)}" for each in asked if each not in found]


def missed_codes(wanted: object, codes: Iterable[str]) -> list[str]:
    """Messages that were expected and do not stand, or not so often; `[]` expects none at all."""
    found = Counter(codes)
    asked = Counter(wanted if isinstance(wanted, list) else [wanted])
    if found and not asked:
        return [f"应没有提示，实际提示 {said(sorted(found.elements()))}"]
    return [
        f"应提示 {said([code] * times)}，实际提示 {said(sorted(found.elements()))}"
        for code, times in asked.items()
        if found[code] < times
    ]


def missed_by_person(expect: Mapping[str, Any], worked: Worked, who: str) -> list[str]:
    """What the quarter does not bear out about one person of the roster."""
    people = worked.register.people if worked.register is not None else ()
    if who not in [person.id for person in people]:
        codes = said(list(dict.fromkeys(worked.codes)))
        return [f"名册里没有编号“{who}”，或登记簿读不出（{codes}）"]
    outcomes = worked.graded.outcomes if worked.graded is not None else ()
    outcome = next((each for each in outcomes if each.person.id == who), None)
    got = _further(expect, worked, who)
    if outcome is not None:
        got |= _shown(outcome, decimals_of(worked.policy))
    faults = differing({k: expect[k] for k in expect if k not in ("rule", "codes")}, got)
    about = [each for each in worked.diagnostics if each.person in ("", who)]
    cites = [reason.rule for reason in outcome.reasons] if outcome is not None else []
    return faults + _missed_sayings(expect, about, cites)


def _missed_sayings(
    expect: Mapping[str, Any], found: Sequence[Diagnostic], cites: Sequence[str]
) -> list[str]:
    """Clauses and messages that do not stand; a message may bring a clause as a reason does."""
    faults: list[str] = []
    if "rule" in expect:
        told = [each.rule for each in found if each.rule]
        faults += missed_rules(expect["rule"], [*cites, *told])
    if "codes" in expect:
        faults += missed_codes(expect["codes"], [each.code for each in found])
    return faults


def _shown(outcome: Outcome, decimals: int) -> dict[str, object]:
    return {
        "grade": outcome.grade,
        "standing": outcome.standing,
        "score": None if outcome.total is None else fixed(outcome.total, decimals),
        "parts": {
            part.name: None if part.score is None else fixed(part.score, decimals)
            for part in outcome.parts
        },
        "adjustment": plain(outcome.adjustment),
        "band": outcome.band,
        "ceiling": outcome.ceiling,
        "proposed": outcome.proposed,
        "decided": outcome.decided,
        "rank": outcome.rank,
    }


def missed_by_register(expect: Mapping[str, Any], worked: Worked) -> list[str]:
    """What a whole register does not bear out."""
    outcomes = worked.graded.outcomes if worked.graded is not None else ()
    decimals = decimals_of(worked.policy)
    by_id = {each.person.id: _shown(each, decimals) for each in outcomes}
    got: dict[str, object] = {
        name: {id_: said[key] for id_, said in by_id.items()}
        for name, key in (("grades", "grade"), ("scores", "score"), ("standings", "standing"))
    }
    if worked.graded is not None:
        got["quota"] = {each.group: use_shown(each) for each in uses(worked.graded)}
    got |= _further(expect, worked, "")
    faults = differing({k: expect[k] for k in expect if k not in ("rule", "codes")}, got)
    return faults + _missed_sayings(expect, worked.diagnostics, ())


def _further(expect: Mapping[str, Any], worked: Worked, who: str) -> dict[str, object]:
    if worked.register is None or worked.policy is None:
        return {}
    return further_shown(worked.register, worked.policy, who, expect)


def uses(graded: Graded) -> Sequence[QuotaUse]:
    """How the quota was used: overall, and by group where it is split."""
    return (graded.quota, *graded.groups)


def use_shown(use: QuotaUse) -> dict[str, object]:
    """What may be expected of a group's quota."""
    return {
        "base": use.base,
        "limit": use.limit,
        "eligible": use.eligible,
        "given": use.given,
        "tied": list(use.tied),
    }
