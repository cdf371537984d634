"""Step 5: the quota of the best grade. Nobody is chosen among equals."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from pinshi_cli.grading.score import Scale, dimension_points
from pinshi_cli.model.grade import GRADED, NOT_ASSESSED, WITHHELD, Outcome, QuotaUse, Reason
from pinshi_cli.model.number import ZERO, plain
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy, Quota

EVERYONE = "全体"

Compared = list[tuple[str, tuple[Fraction, ...]]]
"""编号 and keys (the rounded total, then the tie keys, unrounded) of those compared, best first."""


def share_in(register: Register, quota: Quota) -> Fraction | None:
    """The share that counts: what the register states, else the policy's; None if it is faulty."""
    if quota.label in register.broken:
        return None
    stated = register.stated.get(quota.label)
    return quota.share if stated is None else stated.value


def give_out(
    outcomes: Sequence[Outcome], register: Register, scale: Scale, quota: Quota
) -> tuple[list[Outcome], QuotaUse]:
    """The outcomes with `proposed` and `rank`, and how the quota was used.

    Where somebody withheld could still come to the best grade, a row of the roster names nobody
    for sure, or the share is faulty, nothing is given out: everyone eligible has no proposal.
    """
    base = sum(1 for outcome in outcomes if outcome.standing != NOT_ASSESSED)
    share = share_in(register, quota)
    limit = None if share is None else floor(share * base)
    compared = _compared(outcomes, register, scale, quota)
    use = QuotaUse(EVERYONE, share, base, limit, len(compared), None, (), keys=tuple(compared))
    open_yet = register.nameless or any(
        _could_reach(outcome, scale.policy, quota) for outcome in outcomes
    )
    if limit is None or open_yet:
        eligible = {person for person, _ in compared}
        return [
            outcome if outcome.person.id in eligible else _as_it_stands(outcome)
            for outcome in outcomes
        ], use
    ranks = _ranks(compared)
    sharing = Counter(ranks.values())
    settled = [_settled(outcome, ranks, sharing, limit, scale.policy, use) for outcome in outcomes]
    tied = tuple(outcome.person.id for outcome in settled if outcome.tied)
    given = sum(1 for outcome in settled if outcome.proposed == quota.grade)
    return settled, use._replace(given=given, tied=tied)


def _as_it_stands(outcome: Outcome) -> Outcome:
    return outcome._replace(proposed=outcome.capped)


def _could_reach(outcome: Outcome, policy: Policy, quota: Quota) -> bool:
    """Whether a withheld person might still take a place, once the data are mended."""
    if outcome.standing != WITHHELD:
        return False
    reach = outcome.may_reach
    return reach is None or policy.height(reach) >= policy.height(quota.grade)


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


def _ranks(compared: Compared) -> dict[str, int]:
    """Each one's place; equals share the smallest (1, 2, 2, 4)."""
    ranks: dict[str, int] = {}
    before: tuple[Fraction, ...] | None = None
    rank = 0
    for place, (person, keys) in enumerate(compared, start=1):
        if keys != before:
            rank, before = place, keys
        ranks[person] = rank
    return ranks


def _settled(
    outcome: Outcome,
    ranks: dict[str, int],
    sharing: Counter[int],
    limit: int,
    policy: Policy,
    use: QuotaUse,
) -> Outcome:
    rank = ranks.get(outcome.person.id)
    quota = policy.quota
    if rank is None or quota is None:
        return _as_it_stands(outcome)
    ranked = outcome._replace(rank=rank)
    last = rank + sharing[rank] - 1
    if last <= limit:
        said = f"“{quota.grade}”名额 {limit} 人，列第 {rank} 位，在名额之内"
        within = ranked._replace(proposed=quota.grade)
        return within.because(Reason(quota.source.cite, said))
    lower = policy.next_down(quota.grade)
    below = ranked._replace(proposed=lower, held_by_quota=True, tied=rank <= limit)
    if below.tied:
        free = limit - rank + 1
        said = (
            f"名额：“{quota.grade}”名额 {limit} 人，"
            f"并列第 {rank} 位的 {sharing[rank]} 人争 {free} 个名额，"
            f"各项排序依据全部相同，暂列“{lower}”，由集体研究决定"
        )
    else:
        share = plain(use.share or ZERO)
        said = (
            f"名额：“{quota.grade}”不超过 {use.base} 人的 {share}，取整 {limit} 人；"
            f"列第 {rank} 位，暂列“{lower}”"
        )
    return below.because(Reason(quota.source.cite, said))
