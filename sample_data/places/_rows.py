"""How the registers of the places are written down: rows of cells from short words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sample_data.people import Value

Row = list[Value]
Votes = Sequence[float | tuple[float, int]]
"""What each sheet of a rater group comes to; with a number beside it, so many equal ones (票数)."""


def about(unit: str, policy: str, period: tuple[int, int], **items: Value) -> list[Row]:
    """基本信息: unit, period, policy, and whatever else is stated."""
    year, quarter = period
    said: dict[str, Value] = {
        "单位名称": unit,
        "年度": year,
        "季度": quarter,
        "考核办法": policy,
        **items,
    }
    return [["项目", "内容"], *([name, value] for name, value in said.items())]


def table(headings: str, *rows: Sequence[Value]) -> list[Row]:
    """A sheet: its headings, divided by blanks, and its rows."""
    return [list(headings.split()), *(list(row) for row in rows)]


def scores(
    indicators: str, people: Mapping[str, str], given: Mapping[str, Sequence[float | None]]
) -> list[Row]:
    """指标评分: for each person (编号) the points under the indicators, which blanks divide."""
    rows: list[Row] = [[id_, people[id_], *each] for id_, each in given.items()]
    return table(f"编号 姓名 {indicators}", *rows)


def sheets(
    full: Mapping[str, int], people: Mapping[str, str], votes: Mapping[tuple[str, str], Votes]
) -> list[Row]:
    """民主测评 by dimensions: for each person (编号) and rater group, what the sheets come to."""
    headings: Row = ["编号", "姓名", "评价主体", "评价人", *full, "票数"]
    rows: list[Row] = [
        [id_, people[id_], group, rater, *map(float, marks(total, full)), count]
        for (id_, group), given in votes.items()
        for rater, total, count in _raters(id_, group, given)
    ]
    return [headings, *rows]


def totals(people: Mapping[str, str], votes: Mapping[tuple[str, str], Votes]) -> list[Row]:
    """民主测评 by 总分 alone."""
    rows: list[Row] = [
        [id_, people[id_], group, rater, total, count]
        for (id_, group), given in votes.items()
        for rater, total, count in _raters(id_, group, given)
    ]
    return table("编号 姓名 评价主体 评价人 总分 票数", *rows)


def _raters(id_: str, group: str, given: Votes) -> Iterator[tuple[str | None, float, int | None]]:
    """Each sheet with its rater's code; equal ones that are told together have none."""
    for number, vote in enumerate(given, start=1):
        if isinstance(vote, tuple):
            yield None, *vote
        else:
            yield id_ if group == "自评" else f"{group}{number}", vote, None


def marks(total: float, full: Mapping[str, int]) -> list[Decimal]:
    """One rater's marks that come to the total, in halves but for the heaviest dimension.

    No two sheets' marks lie at one share throughout: what is off the first is on the heaviest.
    """
    sum_ = Decimal(str(total))
    half = Decimal("0.5")
    heaviest = max(full, key=lambda name: full[name])
    found = {name: (sum_ * most / 100) // half * half for name, most in full.items()}
    first = next(name for name in full if name != heaviest)
    found[heaviest] = sum_ - sum(found.values()) + found[heaviest]
    if found[heaviest] + half <= full[heaviest] and found[first] >= half:
        found[first] -= half
        found[heaviest] += half
    if not 0 <= found[heaviest] <= full[heaviest]:
        message = f"{total} does not fit {dict(full)}"
        raise ValueError(message)
    return [found[name] for name in full]
