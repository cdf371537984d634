"""Rater groups: which sheets are valid, and which of them make up the group's figure."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from pinshi_cli.model.grade import GroupScore
from pinshi_cli.model.number import ZERO, exact_decimal
from pinshi_cli.model.register import Person, Rating
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.score_book import Group, Part

Counted = list[tuple[Rating, int]]
"""Sheets, and how many of each one's votes count."""


class Ballot(NamedTuple):
    """How one part's sheets are counted, worked out once for all people.

    `fulls` are the full marks of what a sheet rates, `full` that of the whole sheet. `every`: each
    sheet counts, so that they only need adding up.
    """

    part: Part
    fulls: tuple[Decimal, ...]
    full: Fraction
    every: bool


def ballot_of(part: Part, policy: Policy) -> Ballot:
    """The ballot of one part from ratings."""
    full = policy.sheet_full(part)
    rated = tuple(exact_decimal(each.full) for each in policy.rated(part))
    every = part.aggregate == "mean" and not part.void and part.min_raters <= 1
    return Ballot(part, rated or (exact_decimal(full),), full, every)


def is_absent(group: Group, person: Person) -> bool:
    """Whether the group does not rate people of this 考核类别."""
    return bool(group.categories) and person.category not in group.categories


def group_score(
    group: Group, weight: Fraction, sheets: Sequence[Rating], ballot: Ballot
) -> GroupScore:
    """What one group's sheets about one person come to."""
    if ballot.every:
        points, votes = _sum_of(sheets)
        return GroupScore(group.name, weight, points, votes, votes)
    valid = valid_sheets(sheets, ballot)
    given = votes_of(valid)
    void = votes_of(sheets) - given
    if given < ballot.part.min_raters:
        return GroupScore(group.name, weight, ZERO, 0, given, void)
    total = Decimal(0)
    kept = 0
    for rating, votes in counting(valid, ballot.part):
        total += sum(rating.points) * votes
        kept += votes
    return GroupScore(group.name, weight, Fraction(total), kept, given, void)


def _sum_of(sheets: Sequence[Rating]) -> tuple[Fraction, int]:
    points = sum(chain.from_iterable([rating.points for rating in sheets]), Decimal(0))
    votes = len(sheets)
    for rating in [rating for rating in sheets if rating.votes != 1]:
        points += sum(rating.points) * (rating.votes - 1)
        votes += rating.votes - 1
    return Fraction(points), votes


def votes_of(sheets: Iterable[Rating]) -> int:
    """How many raters these sheets stand for."""
    return sum(rating.votes for rating in sheets)


def valid_sheets(sheets: Sequence[Rating], ballot: Ballot) -> Sequence[Rating]:
    """The sheets that the part does not call void."""
    if not ballot.part.void:
        return sheets
    return [rating for rating in sheets if not void_as(rating, ballot)]


def void_as(rating: Rating, ballot: Ballot) -> str:
    """Which of the part's kinds of void sheet this one is; empty where it is valid.

    "all-same" is said of at least two dimensions, by their shares of the full marks.
    """
    reached, full = sum(rating.points), sum(ballot.fulls)
    for kind in ballot.part.void:
        if kind == "all-full" and reached == full:
            return kind
        if kind == "all-same" and len(rating.points) > 1:
            pairs = zip(rating.points, ballot.fulls, strict=True)
            if all(points * full == reached * most for points, most in pairs):
                return kind
    return ""


def counting(valid: Sequence[Rating], part: Part) -> Counted:
    """The valid sheets that make up the group's figure: the figure is always their mean.

    All of them; without the highest and lowest; or the middle one (of an even number, two).
    """
    votes = votes_of(valid)
    if part.aggregate == "median":
        return _between(valid, (votes - 1) // 2, votes // 2 + 1)
    if part.aggregate == "trimmed" and is_trimmed(votes, part):
        return _between(valid, part.trim, votes - part.trim)
    return [(rating, rating.votes) for rating in valid]


def is_trimmed(votes: int, part: Part) -> bool:
    """Whether so many votes are enough for the highest and lowest to be left out."""
    return votes >= part.trim_from and votes > 2 * part.trim


def median(valid: Sequence[Rating]) -> Fraction:
    """The middle of the sheets' points, each as often as its votes; of an even number, the mean."""
    votes = votes_of(valid)
    kept = _between(valid, (votes - 1) // 2, votes // 2 + 1)
    points = sum((sum(rating.points) * count for rating, count in kept), Decimal(0))
    return Fraction(points) / sum(count for _, count in kept)


def _between(valid: Sequence[Rating], first: int, last: int) -> Counted:
    """The votes from place `first` to before `last`, from the lowest sheet up."""
    kept: Counted = []
    place = 0
    for rating in sorted(valid, key=lambda each: (sum(each.points), each.row)):
        votes = min(place + rating.votes, last) - max(place, first)
        if votes > 0:
            kept.append((rating, votes))
        place += rating.votes
    return kept
