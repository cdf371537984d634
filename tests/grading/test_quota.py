"""Step 5: the quota of 好 (P5): floor, base, order, ties, faults that leave it open."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import pytest

from pinshi_cli.model.grade import NO_GRADE, NOT_ASSESSED, PENDING, WITHHELD
from pinshi_cli.sheets.cells import Value
from tests.builders import (
    RATINGS_HEAD,
    Cells,
    Result,
    grade,
    ident,
    marks,
    points,
    table,
    unit,
)

LEAVE: Cells = {"参加情况": "病假", "起始日期": date(2026, 1, 1)}


def ranked(result: Result) -> dict[str, int | None]:
    return {o.person.id: o.rank for o in result.graded.outcomes if o.rank is not None}


@pytest.mark.parametrize(
    ("people", "limit"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 2), (8, 3), (10, 4), (16, 6)]
)
def test_p5_the_limit_is_the_floor_of_four_tenths(people: int, limit: int) -> None:
    quota = grade(unit([95 - Fraction(n, 10) for n in range(people)])).graded.quota
    assert (quota.base, quota.limit, quota.eligible, quota.given) == (people, limit, people, limit)
    assert quota.group == "全体"


def test_p5_whoever_takes_part_counts_into_the_base_with_or_without_a_grade() -> None:
    investigated = table("编号 姓名 种类 生效日期", ("002", None, "立案调查", date(2026, 2, 1)))
    result = grade(
        unit(
            [95, 95, 95, 60, 60],
            people={"003": LEAVE, "004": {"参加情况": "领导成员"}, "005": {"参加情况": "试用期"}},
            sheets={"处分问责": investigated},
        )
    )
    standings = result.standings()
    assert (standings["002"], standings["003"], standings["004"]) == (
        PENDING,
        NO_GRADE,
        NOT_ASSESSED,
    )
    quota = result.graded.quota
    assert (quota.base, quota.limit, quota.eligible, quota.given) == (4, 1, 1, 1)


def test_p5_whoever_lies_beyond_the_limit_becomes_the_next_grade_down() -> None:
    result = grade(unit([95, 94, 93, 92, 60]))
    assert list(result.grades().values()) == ["好", "好", "较好", "较好", "一般"]
    assert ranked(result) == {"001": 1, "002": 2, "003": 3, "004": 4}
    third = result["003"]
    assert (third.band, third.capped, third.held_by_quota, third.tied) == ("好", "好", True, False)
    assert any(r.rule == "P5" and "名额" in r.text for r in third.reasons)


def test_p5_the_order_is_of_totals_not_of_the_roster() -> None:
    result = grade(unit([91, 95, 93, 92, 60]))
    assert ranked(result) == {"002": 1, "003": 2, "004": 3, "001": 4}


def test_p5_whoever_is_held_at_a_lower_grade_is_not_compared() -> None:
    warned = table("编号 姓名 种类 生效日期", ("001", None, "警告", date(2026, 2, 1)))
    result = grade(unit([99, 95, 94, 93, 92], sheets={"处分问责": warned}))
    assert ranked(result) == {"002": 1, "003": 2, "004": 3, "005": 4}
    assert result.grades()["001"] == "一般"
    assert result.graded.quota.eligible == 4


# -- ties ----------------------------------------


def with_points(rows: Mapping[str, Sequence[Value]], rest: int = 10) -> Result:
    """People of those points (and 90 from every rater), beside `rest` people of 50."""
    others = {ident(n): 50 for n in range(len(rows) + 1, rest + 1)}
    everyone = {**dict.fromkeys(rows, 90), **others}
    head, *filled = points(everyone)
    own = [(id_, None, *cells) for id_, cells in rows.items()]
    return grade(unit(everyone, sheets={"指标评分": [head, *own, *filled[len(rows) :]]}))


EQUAL = (14, 14, 13.6, 36, 13.6)  # 91.2
MORE_WORK = (14, 14, 12.6, 37, 13.6)  # 91.2, and one point more under 绩


def test_p5_equal_totals_are_ordered_by_the_points_under_work() -> None:
    result = with_points({"001": EQUAL, "002": MORE_WORK})
    assert result["001"].total == result["002"].total
    assert ranked(result) == {"002": 1, "001": 2}


def test_p5_then_by_the_ratings_unrounded() -> None:
    # 0.7 × 91 + 0.3 × r: the ratings differ by less than the total shows
    head = RATINGS_HEAD
    totals = {ident(n): 91 if n < 3 else 50 for n in range(1, 6)}
    rows: list[Sequence[Value]] = [head]
    for id_, total in totals.items():
        rows += [(id_, None, group, "甲", *marks(total)) for group in ("领导", "群众")]
    second = list(rows[3])
    second[4] = 13.6501
    rows[3] = second
    sheets = {"指标评分": points(totals), "民主测评": rows}
    result = grade(unit(totals, sheets=sheets))
    assert result.score("001") == result.score("002") == "91.00"
    assert ranked(result) == {"002": 1, "001": 2}


def test_p5_a_reverse_indicator_under_work_counts_full_mark_less_points() -> None:
    inds = table(
        "指标名称 维度 性质 方向 满分",
        ("数量", "绩", "个性", None, 50),
        ("差错", "绩", "负面", "反向", 10),
        ("出勤", "勤", "共性", None, 40),
    )
    rows = table(
        "编号 姓名 数量 差错 出勤",
        ("001", None, 48, 2, 36),  # 48 + 8 under 绩
        ("002", None, 48, 1, 35),  # 48 + 9 under 绩
        *((ident(n), None, 10, 5, 10) for n in range(3, 6)),
    )
    totals = {ident(n): 92 if n < 3 else 40 for n in range(1, 6)}
    result = grade(unit(totals, sheets={"指标体系": inds, "指标评分": rows}))
    assert result["001"].total == result["002"].total
    assert ranked(result) == {"002": 1, "001": 2}


def test_p5_equals_share_the_smallest_place() -> None:
    rows = {"001": (15, 15, 15, 38, 15), "002": EQUAL, "003": EQUAL, "004": (14, 14, 14, 35, 14)}
    result = with_points(rows)
    assert ranked(result) == {"001": 1, "002": 2, "003": 2, "004": 4}
    assert [result.grades()[id_] for id_ in rows] == ["好", "好", "好", "好"]


@pytest.mark.parametrize(
    ("totals", "grades", "tied", "free"),
    [
        ([95, 93, 93, 50, 50], "好 较好 较好", ["002", "003"], 1),
        ([93, 93, 93, 50, 50], "较好 较好 较好", ["001", "002", "003"], 2),
        ([95, 93, 93, 91, 50], "好 较好 较好 较好", ["002", "003"], 1),
        ([95, 95, 93, 93, 50], "好 好 较好 较好", [], 0),
        ([95, 95, 50, 50, 50], "好 好", [], 0),
        ([93, 93], "较好 较好", [], 0),
    ],
)
def test_p5_nobody_is_chosen_among_equals_across_the_line(
    totals: list[int], grades: str, tied: list[str], free: int
) -> None:
    result = grade(unit(totals))
    wanted = grades.split()
    assert list(result.grades().values())[: len(wanted)] == wanted
    quota = result.graded.quota
    assert quota.limit is not None
    assert quota.given is not None
    assert (list(quota.tied), quota.limit - quota.given) == (tied, free)
    assert quota.given == wanted.count("好")
    assert [o.person.id for o in result.graded.outcomes if o.tied] == tied
    assert ("G409" in [d.code for d in result.diagnostics]) is bool(tied)


def test_p5_whoever_comes_after_a_tie_does_not_take_its_free_places() -> None:
    result = grade(unit([95, 93, 93, 92, 50]))
    assert result.grades()["004"] == "较好"
    assert result["004"].rank == 4
    assert not result["004"].tied


# -- a stated share ----------------------------------------


@pytest.mark.parametrize(
    ("share", "limit"),
    [(0.4, 2), ("40%", 2), (0.39, 1), (0.2, 1), ("20%", 1), (0.19, 0), (0.0001, 0), (None, 2)],
)
def test_p5_the_register_may_state_a_smaller_share(share: Value, limit: int) -> None:
    result = grade(unit([95, 94, 93, 92, 60], items={"好等次比例": share}))
    assert result.graded.quota.limit == limit
    assert result.errors() == []


@pytest.mark.parametrize(
    ("people", "share", "limit"),
    [
        (3, "33.3%", 0),  # 0.999
        (4, "33.3%", 1),
        (10, "30%", 3),
        (10, 0.1 + 0.2, 3),  # in binary 0.30000000000000004, and shown as 0.3
        (7, "14.2857%", 0),
        (5, 0.4, 2),
        (5, "39.9999999999999999%", 1),
    ],
)
def test_p5_a_stated_share_is_taken_as_it_is_shown_and_floored_exactly(
    people: int, share: Value, limit: int
) -> None:
    result = grade(unit([95] * people, items={"好等次比例": share}))
    assert (result.graded.quota.limit, result.errors()) == (limit, [])


@pytest.mark.parametrize("share", [0, 0.41, "41%", 40, -0.1, "一半"])
def test_p5_a_share_out_of_its_range_leaves_the_quota_open(share: Value) -> None:
    result = grade(unit([95, 80, 93, 92, 60], items={"好等次比例": share}))
    assert [(sheet, cell) for _, sheet, cell in result.errors()] == [("基本信息", "B6")]
    quota = result.graded.quota
    assert (quota.limit, quota.given, quota.tied, quota.eligible) == (None, None, (), 3)
    assert result.grades() == {"001": None, "002": "较好", "003": None, "004": None, "005": "一般"}
    assert ranked(result) == {}
    assert ("G408", "人员名册", None) in result.warnings()


# -- withheld people ----------------------------------------


def test_p5_a_withheld_person_who_could_come_to_the_best_grade_leaves_the_quota_open() -> None:
    rows = [
        list(row) for row in points({ident(n): t for n, t in enumerate([95, 94, 80, 60, 60], 1)})
    ]
    rows[1][2] = None
    result = grade(unit([95, 94, 80, 60, 60], sheets={"指标评分": rows}))
    assert result["001"].standing == WITHHELD
    quota = result.graded.quota
    assert (quota.base, quota.limit, quota.eligible, quota.given, quota.tied) == (5, 2, 1, None, ())
    second = result["002"]
    assert (second.band, second.proposed, second.grade, second.rank) == ("好", None, None, None)
    assert [result.grades()[id_] for id_ in ("003", "004", "005")] == ["较好", "一般", "一般"]
    (said,) = [d for d in result.diagnostics if d.code == "G408"]
    assert "张三" in said.message


def test_p5_a_withheld_person_who_cannot_come_to_it_does_not_hold_the_others_up() -> None:
    rows = [
        list(row) for row in points({ident(n): t for n, t in enumerate([95, 94, 80, 60, 60], 1)})
    ]
    rows[1][2] = None
    warned = table("编号 姓名 种类 生效日期", ("001", None, "警告", date(2026, 2, 1)))
    result = grade(unit([95, 94, 80, 60, 60], sheets={"指标评分": rows, "处分问责": warned}))
    assert result["001"].standing == WITHHELD
    assert result["002"].grade == "好"
    assert result.graded.quota.given == 1


def test_p5_an_unreadable_measure_may_change_the_base_so_the_quota_stays_open() -> None:
    rows = table(
        "编号 姓名 种类 生效日期",
        ("001", None, "警告", date(2026, 2, 1)),
        ("001", None, "开除", "昨天"),
    )
    result = grade(unit([95, 94, 80, 60, 60], sheets={"处分问责": rows}))
    assert result["001"].standing == WITHHELD
    assert result.graded.quota.given is None
