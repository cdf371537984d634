"""The division of seats (JN5, BJ3, CQ3): by weight, largest remainder, nobody over its people."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinshi_cli.grading.seats import Claim, Seats, divide

Group = tuple[int, str]
"""How many people, by what factor."""


def divided(limit: int, *groups: Group) -> dict[str, Seats]:
    names = "甲乙丙丁戊己庚辛"
    claims = {
        name: Claim(base, Fraction(factor))
        for name, (base, factor) in zip(names, groups, strict=False)
    }
    return divide(limit, claims)


@pytest.mark.parametrize(
    ("limit", "groups", "ideals", "limits"),
    [
        # CQ3: 8 × 3/20, 5/20, 12/20: 1 + 2 + 4 and the last one to the remainder of 0.8
        (8, [(3, "1"), (5, "1"), (12, "1")], ["6/5", "2", "24/5"], [1, 2, 5]),
        # JN5: weights 9, 8, 3 of 20: 3.6, 3.2, 1.2: 3 + 3 + 1 and one more to the 0.6
        (8, [(6, "1.5"), (8, "1"), (6, "0.5")], ["18/5", "16/5", "6/5"], [4, 3, 1]),
        # BJ3: weights 12 and 6 of 18: 8/3 and 4/3
        (4, [(4, "3"), (6, "1")], ["8/3", "4/3"], [3, 1]),
        # BJ3: weights 8 and 6 of 14: 16/7 and 12/7, the greater remainder is of the smaller weight
        (4, [(4, "2"), (6, "1")], ["16/7", "12/7"], [2, 2]),
        # one seat for three: only the greatest remainder has it
        (1, [(2, "1"), (3, "1"), (1, "1")], ["1/3", "1/2", "1/6"], [0, 1, 0]),
        # two left, remainders 3/4, 3/4, 1/2: the two equal ones have them both
        (3, [(3, "1"), (3, "1"), (6, "1")], ["3/4", "3/4", "3/2"], [1, 1, 1]),
        (0, [(3, "1"), (3, "1")], ["0", "0"], [0, 0]),
        # a factor of 0: no claim at all
        (4, [(5, "0"), (5, "1")], ["0", "4"], [0, 4]),
        (4, [(5, "0"), (5, "0")], ["0", "0"], [0, 0]),
    ],
)
def test_seats_go_by_weight_and_the_last_by_largest_remainder(
    limit: int, groups: list[Group], ideals: list[str], limits: list[int]
) -> None:
    found = divided(limit, *groups).values()
    assert [each.portion.ideal for each in found] == [Fraction(ideal) for ideal in ideals]
    assert [each.limit for each in found] == limits
    assert not any(each.portion.level or each.portion.full for each in found)


@pytest.mark.parametrize(
    ("limit", "groups", "limits", "level"),
    [
        (3, [(5, "1"), (5, "1")], [1, 1], "甲乙"),  # 1.5 each: one seat, two claims
        (4, [(1, "1")] * 6, [0] * 6, "甲乙丙丁戊己"),  # 2/3 each
        # 2.8, 1.6, 1.6: one to the 0.8, the other two tie for the last
        (6, [(7, "1"), (4, "1"), (4, "1")], [3, 1, 1], "乙丙"),
        # 4/3, 4/3, 4/3 of unlike groups: 2 × 6, 4 × 3 and 12
        (4, [(2, "6"), (4, "3"), (12, "1")], [1, 1, 1], "甲乙丙"),
    ],
)
def test_nobody_chooses_between_equal_remainders(
    limit: int, groups: list[Group], limits: list[int], level: str
) -> None:
    found = divided(limit, *groups)
    assert [each.limit for each in found.values()] == limits
    assert "".join(name for name, each in found.items() if each.portion.level) == level


@pytest.mark.parametrize(
    ("limit", "groups", "limits", "full"),
    [
        # 4 × 10/19 is more than its one person: the other 3 go to the rest
        (4, [(1, "10"), (9, "1")], [1, 3], "甲"),
        # then 3 × 6/13 and 3 × 7/13: 1 + 1, the last to the remainder of 8/13
        (4, [(1, "10"), (2, "3"), (7, "1")], [1, 1, 2], "甲"),
        # 8 × 10/22 fills 甲; of the 7 left 乙 would have 3.5, and has 3 people
        (8, [(1, "10"), (3, "2"), (6, "1")], [1, 3, 4], "甲乙"),
    ],
)
def test_what_a_full_group_cannot_take_goes_to_the_others(
    limit: int, groups: list[Group], limits: list[int], full: str
) -> None:
    found = divided(limit, *groups)
    assert [each.limit for each in found.values()] == limits
    assert "".join(name for name, each in found.items() if each.portion.full) == full


# -- against another way to work it out ----------------------------------------


def worked_out(limit: int, people: Sequence[int], factors: Sequence[Fraction]) -> list[int]:
    """One full group at a time, then seat by seat in whole numbers."""
    scale = 1
    for factor in factors:
        scale *= factor.denominator
    weights = [int(base * factor * scale) for base, factor in zip(people, factors, strict=True)]
    seats = [0] * len(people)
    among = [place for place, weight in enumerate(weights) if weight]
    while among:
        whole = sum(weights[place] for place in among)
        over = [p for p in among if limit * weights[p] > people[p] * whole]
        if not over:
            break
        most = max(over, key=lambda p: Fraction(weights[p], people[p]))
        among.remove(most)
        seats[most] = people[most]
        limit -= people[most]
    if not among:
        return seats
    whole = sum(weights[place] for place in among)
    rests: dict[int, list[int]] = {}
    for place in among:
        seats[place], rest = divmod(limit * weights[place], whole)
        rests.setdefault(rest, []).append(place)
    left = limit - sum(seats[place] for place in among)
    for rest in sorted(rests, reverse=True):
        if len(rests[rest]) > left:
            break
        for place in rests[rest]:
            seats[place] += 1
            left -= 1
    return seats


FACTORS = st.sampled_from(["1", "1", "1", "0", "0.5", "0.85", "1.2", "1.5", "2", "10", "1/3"])
GROUPS = st.lists(st.tuples(st.integers(1, 20), FACTORS), min_size=1, max_size=8)


def cut(groups: Sequence[Group], limit: int) -> tuple[int, Mapping[str, Seats]]:
    """The seats, no more than people, and how they are divided."""
    limit = min(limit, sum(base for base, _ in groups))
    return limit, divided(limit, *groups)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 50), GROUPS)
def test_any_division_is_that_of_another_way_and_never_over_limit_or_people(
    most: int, groups: list[Group]
) -> None:
    limit, found = cut(groups, most)
    seats = [each.limit for each in found.values()]
    people = [base for base, _ in groups]
    assert seats == worked_out(limit, people, [Fraction(factor) for _, factor in groups])
    assert sum(seats) <= limit
    assert all(0 <= got <= base for got, base in zip(seats, people, strict=True))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 50), GROUPS)
def test_seats_stay_free_only_between_equals_or_where_no_factor_leaves_a_claim(
    most: int, groups: list[Group]
) -> None:
    limit, found = cut(groups, most)
    free = limit - sum(each.limit for each in found.values())
    level = [each for each in found.values() if each.portion.level]
    assert free < max(len(level), 1) or all(
        each.limit == base or not each.portion.weight
        for each, (base, _) in zip(found.values(), groups, strict=True)
    )
    assert len({each.portion.ideal % 1 for each in level}) <= 1


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, 50), GROUPS, st.permutations(range(8)))
def test_the_order_of_the_groups_never_matters(
    most: int, groups: list[Group], order: list[int]
) -> None:
    places = [place for place in order if place < len(groups)]
    _, straight = cut(groups, most)
    _, mixed = cut([groups[place] for place in places], most)
    seats, others = list(straight.values()), list(mixed.values())
    assert [seats[place] for place in places] == others
