"""Step 5: the quota of the best grade. Nobody is chosen among equals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from pinshi_cli.grading.quota_groups import Groups, faults_of, groups_of
from pinshi_cli.grading.score import Scale, dimension_points
from pinshi_cli.grading.seats import Seats, divide
from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.grade import (
    EVERYONE,
    GRADED,
    NOT_ASSESSED,
    WITHHELD,
    Outcome,
    QuotaUse,
    Reason,
)
from pinshi_cli.model.number import ZERO, plain
from pinshi_cli.model.register import Person, Register
from pinshi_cli.policy.book import Policy, Quota

Compared = list[tuple[str, tuple[Fraction, ...]]]
"""编号 and keys (the rounded total, then the tie keys, unrounded) of those compared, best first."""


class GivenOut(NamedTuple):
    """The outcomes with `proposed` and `rank`, the unit's quota, and each group's if it is split.

    `gaps` are findings about people and departments that the split does not know.
    """

    outcomes: list[Outcome]
    quota: QuotaUse
    groups: tuple[QuotaUse, ...]
    gaps: list[Diagnostic]


def share_in(register: Register, quota: Quota) -> Fraction | None:
    """The share that counts: what the register states, else the policy's; None if it is faulty."""
    if quota.label in register.broken:
        return None
    stated = register.stated.get(quota.label)
    return quota.share if stated is None else stated.value


def give_out(
    outcomes: Sequence[Outcome], register: Register, scale: Scale, quota: Quota
) -> GivenOut:
    """Step 5 for the unit, group by group.

    Where somebody withheld could still come to the best grade, his group's quota is not given out:
    everyone eligible in it has no proposal. No group's is where a row of the roster names nobody
    for sure, the share is faulty, it is open who takes part, or somebody's group is not known.
    """
    taking_part = [each.person for each in outcomes if each.standing != NOT_ASSESSED]
    groups = groups_of(taking_part, register, scale.policy)
    share, base = share_in(register, quota), len(taking_part)
    limit = None if share is None else floor(share * base)
    compared = tuple(_compared(outcomes, register, scale, quota))
    for_all = _awaited(groups, register, quota, share)
    unit = QuotaUse(EVERYONE, share, base, limit, len(compared), None, (), compared, for_all)
    held_up = _held_up(outcomes, groups, register, scale.policy)
    uses = {
        use.group: use._replace(awaits=for_all or held_up.get(use.group, ""))
        for use in _undecided(unit, groups)
    }
    lines = {name: _line(use, unit, groups) for name, use in uses.items()}
    settled = [
        _placed(outcome, lines.get(groups.of.get(outcome.person.id, "")), scale.policy)
        for outcome in outcomes
    ]
    used = tuple(_used(use, settled, groups, quota) for use in uses.values())
    if groups.rule is None:
        return GivenOut(settled, used[0], (), [])
    gaps = faults_of(groups, register, scale.policy)
    return GivenOut(settled, _together(unit, used, settled), used, gaps)


def _awaited(groups: Groups, register: Register, quota: Quota, share: Fraction | None) -> str:
    """What keeps the quota of the whole unit from being given out, as a part of a sentence."""
    if share is None:
        return f"{quota.label}填写有误"
    if register.nameless:
        return f"名册有 {register.nameless} 行认不出是谁"
    if groups.rule is not None and groups.lacking:
        return f"{_listed([each.name for each in groups.lacking])}没有{groups.rule.by}"
    return groups.unsound


def _held_up(
    outcomes: Sequence[Outcome], groups: Groups, register: Register, policy: Policy
) -> dict[str, str]:
    """By group, whose grades keep its quota from being given out, as a part of a sentence."""
    withheld = [each for each in outcomes if each.standing == WITHHELD]
    leaving = {each.person.id for each in withheld if _may_leave(each.person, register)}
    found = {}
    for group in groups.claims if withheld else ():
        own = [each for each in withheld if groups.of.get(each.person.id) == group]
        if leaving or any(_could_reach(each, policy) for each in own):
            about = leaving | {each.person.id for each in own}
            names = [each.person.name for each in withheld if each.person.id in about]
            found[group] = f"{_listed(names)}等次暂缺"
    return found


def _undecided(unit: QuotaUse, groups: Groups) -> list[QuotaUse]:
    """Each group's limit and who is compared in it, before anything is given out."""
    if groups.rule is None:
        return [unit]
    seats: Mapping[str, Seats] = {}
    if unit.limit is not None and not groups.lacking and not groups.unsound:
        seats = divide(unit.limit, groups.claims)
    found = []
    for name, claim in groups.claims.items():
        keys = tuple(entry for entry in unit.keys if groups.of.get(entry[0]) == name)
        limit, portion = seats.get(name, (None, None))
        use = QuotaUse(name, unit.share, claim.base, limit, len(keys), None, (), keys)
        found.append(use._replace(portion=portion))
    return found


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 人" if len(names) > 5 else ""
    return f"{'、'.join(names[:5])}{more}"


def _may_leave(person: Person, register: Register) -> bool:
    """Whether a withheld person may turn out not to take part: then every limit changes."""
    open_yet = person.id in register.unsettled or person.id in register.doubtful
    return open_yet or person.attendance is None


def _could_reach(outcome: Outcome, policy: Policy) -> bool:
    """Whether a withheld person might still take a place, once the data are mended."""
    reach = outcome.may_reach
    best = policy.grades[0] if policy.quota is None else policy.quota.grade
    return reach is None or policy.height(reach) >= policy.height(best)


def _compared(
    outcomes: Sequence[Outcome], register: Register, scale: Scale, quota: Quota
) -> Compared:
    found: Compared = []
    for outcome in outcomes:
        if outcome.standing == GRADED and outcome.capped == quota.grade:
            keys = [outcome.total or ZERO]
            for tie in scale.policy.ties:
                if tie.by == "dimension":
                    keys.append(dimension_points(outcome.person, register, scale, tie.of))
                else:
                    part = next(part for part in outcome.parts if part.name == tie.of)
                    keys.append(part.score or ZERO)
            found.append((outcome.person.id, tuple(keys)))
    return sorted(found, key=lambda entry: entry[1], reverse=True)


def ranks_of(compared: Sequence[tuple[str, tuple[Fraction | int, ...]]]) -> dict[str, int]:
    """Each one's place; equals share the smallest (1, 2, 2, 4)."""
    ranks: dict[str, int] = {}
    before: tuple[Fraction | int, ...] | None = None
    rank = 0
    for place, (person, keys) in enumerate(compared, start=1):
        if keys != before:
            rank, before = place, keys
        ranks[person] = rank
    return ranks


class _Line(NamedTuple):
    """A group's places: who stands where, and how many on each place."""

    use: QuotaUse
    unit: QuotaUse
    by: str
    cite: str
    ranks: Mapping[str, int]
    sharing: Mapping[int, int]


def _line(use: QuotaUse, unit: QuotaUse, groups: Groups) -> _Line:
    ranks = ranks_of(use.keys)
    by, cite = ("", "") if groups.rule is None else (groups.rule.by, groups.rule.source.cite)
    return _Line(use, unit, by, cite, ranks, Counter(ranks.values()))


def _placed(outcome: Outcome, line: _Line | None, policy: Policy) -> Outcome:
    """The outcome with its proposal, as far as there can be one."""
    quota = policy.quota
    eligible = outcome.standing == GRADED and quota is not None and outcome.capped == quota.grade
    if line is not None and line.by:
        outcome = outcome._replace(group=line.use.group)
    if not eligible or quota is None:
        return outcome._replace(proposed=outcome.capped)
    if line is None or line.use.awaits or line.use.limit is None:
        return outcome
    rank = line.ranks[outcome.person.id]
    ranked = outcome._replace(rank=rank).because(*_split(line))
    within = rank + line.sharing[rank] - 1 <= line.use.limit
    if within:
        outcome = ranked._replace(proposed=quota.grade)
    else:
        lower = policy.next_down(quota.grade)
        tied = rank <= line.use.limit
        outcome = ranked._replace(proposed=lower, held_by_quota=True, tied=tied)
    said = _within(line, rank, quota) if within else _beyond(line, outcome, quota)
    return outcome.because(Reason(quota.source.cite, said))


def _split(line: _Line) -> list[Reason]:
    """How the group comes to its limit; nothing where the quota is not split."""
    use, portion = line.use, line.use.portion
    if portion is None:
        return []
    named = f"“{use.group}”"
    why = [Reason(each.rule, f"名额：{named}{each.text}") for each in portion.why]
    more = "，本组每人一个" if portion.full else "，余数与别组相同" if portion.level else ""
    said = f"应得 {plain(portion.ideal)}，分得 {use.limit} 人{more}"
    total = f"全体 {line.unit.limit} 人"
    return [*why, Reason(line.cite, f"名额：按{line.by}分配，{total}，{named}{said}")]


def _whose(line: _Line) -> str:
    return f"（{line.use.group}）" if line.by else ""


def _within(line: _Line, rank: int, quota: Quota) -> str:
    limit = line.use.limit
    return f"“{quota.grade}”名额{_whose(line)} {limit} 人，列第 {rank} 位，在名额之内"


def _beyond(line: _Line, outcome: Outcome, quota: Quota) -> str:
    use, rank, lower = line.use, outcome.rank or 0, outcome.proposed
    if outcome.tied:
        free = (use.limit or 0) - rank + 1
        return (
            f"名额：“{quota.grade}”名额{_whose(line)} {use.limit} 人，"
            f"并列第 {rank} 位的 {line.sharing[rank]} 人争 {free} 个名额，"
            f"各项排序依据全部相同，暂列“{lower}”，由集体研究决定"
        )
    if line.by:
        place = f"“{use.group}”分得 {use.limit} 人，在本组列第 {rank} 位"
        return f"名额：“{quota.grade}”{place}，暂列“{lower}”"
    share = plain(use.share or ZERO)
    return (
        f"名额：“{quota.grade}”不超过 {use.base} 人的 {share}，取整 {use.limit} 人；"
        f"列第 {rank} 位，暂列“{lower}”"
    )


def _used(use: QuotaUse, outcomes: Sequence[Outcome], groups: Groups, quota: Quota) -> QuotaUse:
    """How the group's quota was used."""
    if use.awaits or use.limit is None:
        return use
    own = [each for each in outcomes if groups.of.get(each.person.id) == use.group]
    given = sum(1 for each in own if each.proposed == quota.grade)
    return use._replace(given=given, tied=tuple(each.person.id for each in own if each.tied))


def _together(unit: QuotaUse, groups: Sequence[QuotaUse], outcomes: Sequence[Outcome]) -> QuotaUse:
    """How the unit's quota was used: known once each group's is."""
    waiting = [use.group for use in groups if use.given is None]
    if unit.awaits or waiting:
        return unit._replace(awaits=unit.awaits or f"{_listed(waiting)}的名额未分")
    tied = tuple(each.person.id for each in outcomes if each.tied)
    return unit._replace(given=sum(use.given or 0 for use in groups), tied=tied)
