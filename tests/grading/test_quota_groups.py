"""The split of the quota (JN5, BJ3, CQ3): who competes with whom, what a fault keeps back."""

from datetime import date
from fractions import Fraction

import hypothesis
from hypothesis import settings
from hypothesis import strategies as st

from pinshi_cli.grading.remarks import quota_lines, remarks
from pinshi_cli.workflow.documents import quota as quota_row
from tests.builders import Cells, ident, table
from tests.grading.split import CENTRAL, best, factor, given, limits, split

BOSSES, DEPUTIES, STAFF = "处室正职", "处室副职", "一般干部"
TIERS = {
    BOSSES: [95, 94, 93],
    DEPUTIES: [96, 92, 91, 80, 70],
    STAFF: [99, 98, 97, 96, 95, 94, 93, 80, 80, 80, 70, 70],
}
LEVELS = [factor("档次", "优", "1.5"), factor("档次", "差", "0.5")]
OFFICES = {"办公室": [95] * 6, "业务科": [94] * 8, "督查科": [93] * 6}


# -- who competes with whom ----------------------------------------


def test_cq3_each_tier_competes_among_its_own() -> None:
    # 8 seats for 20 people: 1.2, 2, 4.8
    result = split("层级", TIERS, cite="CQ3")
    assert limits(result) == {BOSSES: 1, DEPUTIES: 2, STAFF: 5}
    assert best(result) == ["001", "004", "005", "009", "010", "011", "012", "013"]
    assert [result[id_].rank for id_ in ("001", "002", "004", "005", "009")] == [1, 2, 1, 2, 1]
    use = result.graded.quota
    assert (use.group, use.base, use.limit, use.eligible, use.given) == ("全体", 20, 8, 13, 8)
    assert result.diagnostics == []


def test_cq3_whoever_is_held_back_hears_of_the_own_group() -> None:
    second = split("层级", TIERS, cite="CQ3")["002"]
    said = [(reason.rule, reason.text) for reason in second.reasons[-2:]]
    assert said == [
        ("CQ3", "名额：按层级分配，全体 8 人，“处室正职”应得 1.2，分得 1 人"),
        ("P5", "名额：“好”“处室正职”分得 1 人，在本组列第 2 位，暂列“较好”"),
    ]


def test_jn5_departments_that_did_well_get_more() -> None:
    # weights 9, 8, 3 of 20; 8 seats: 3.6, 3.2, 1.2
    rows: dict[str, str | float | bool] = {"办公室": "优", "业务科": "良", "督查科": "差"}
    result = split("内设机构", OFFICES, LEVELS, rows)
    assert limits(result) == {"办公室": 4, "业务科": 3, "督查科": 1}
    first = result["001"]
    assert ("JN5", "名额：“办公室”档次“优”，1.5 倍") in [(r.rule, r.text) for r in first.reasons]
    assert result.errors() == []


def test_jn5_the_factors_that_fit_a_row_are_multiplied() -> None:
    # 95 reaches both 80 and 90: 10 × 1.2 × 1.5 = 18; 85 only 80: 10 × 1.2; then 10
    factors = [factor("得分", 80, "1.2"), factor("得分", 90, "1.5")]
    rows: dict[str, str | float | bool] = {"甲": 90, "乙": 89.99, "丙": 79.99}
    result = split("内设机构", {name: [95] * 10 for name in rows}, factors, rows)
    portions = [use.portion for use in result.graded.groups]
    assert [p.weight for p in portions if p is not None] == [18, 12, 10]
    assert limits(result) == {"甲": 5, "乙": 4, "丙": 3}  # 12 × 18/40, 12/40, 10/40: 5.4, 3.6, 3


def test_bj3_people_on_central_work_get_more() -> None:
    # weights 12 and 6 of 18; 4 seats: 8/3 and 4/3
    groups = {CENTRAL: [95, 94, 93, 92], "其他": [99, 98, 97, 96, 95, 94]}
    result = split(CENTRAL, groups, [factor(CENTRAL, "是", "3", "BJ3")], cite="BJ3")
    assert limits(result) == {"承担中心工作": 3, "其他人员": 1}
    assert best(result) == ["001", "002", "003", "005"]


def test_bj3_whoever_is_of_a_department_on_central_work_is_on_it() -> None:
    people = {ident(n): {"内设机构": "专班" if n < 4 else "办公室"} for n in range(1, 11)}
    result = split(
        CENTRAL,
        {"其他": [95] * 10},
        [factor(CENTRAL, "是", "3", "BJ3")],
        {"专班": True, "办公室": False},
        people=people,
    )
    assert [use.base for use in result.graded.groups] == [3, 7]


def test_bj3_whoever_says_no_is_not_on_it_whatever_the_department_does() -> None:
    people = {ident(n): {"内设机构": "专班"} for n in range(1, 5)}
    departments: dict[str, str | float | bool] = {"专班": True}
    result = split(CENTRAL, {"其他": [95, 94], "不承担": [93, 92]}, (), departments, people=people)
    assert [use.base for use in result.graded.groups] == [2, 2]


def test_a_group_is_the_same_with_a_space_in_its_name() -> None:
    people = {"002": {"内设机构": "办 公室"}}
    result = split("内设机构", {"办公室": [95, 94], "业务科": [93]}, people=people)
    assert [(use.group, use.base) for use in result.graded.groups] == [("办公室", 2), ("业务科", 1)]


def test_the_base_of_a_group_is_who_takes_part_in_it() -> None:
    people: dict[str, Cells] = {
        "001": {"参加情况": "退休"},
        "002": {"参加情况": "病假", "起始日期": date(2026, 1, 1)},
    }
    result = split("层级", {"甲": [95, 95, 95], "乙": [95, 95], "丙": [95]}, people=people)
    assert [use.base for use in result.graded.groups] == [2, 2, 1]
    assert result["001"].group == ""


def test_a_group_of_people_who_do_not_take_part_is_none() -> None:
    result = split("层级", {"甲": [95], "乙": [95, 95]}, people={"001": {"参加情况": "退休"}})
    assert limits(result) == {"乙": 0}


MEMBERS = st.lists(st.sampled_from([97, 96, 95, 94, 93, 80, 50]), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, derandomize=True)
@hypothesis.given(st.lists(MEMBERS, min_size=1, max_size=4), st.sampled_from(["0.5", "1", "3"]))
def test_no_group_passes_its_limit_and_all_together_not_the_units(
    members: list[list[int]], times: str
) -> None:
    names = "甲乙丙丁"
    rows: dict[str, str | float | bool] = {name: "优" if name in "甲丙" else "良" for name in names}
    groups = dict(zip(names, members, strict=False))
    graded = split("内设机构", groups, [factor("档次", "优", times)], rows).graded
    assert graded.quota.limit == sum(map(len, members)) * 2 // 5
    assert sum(use.limit or 0 for use in graded.groups) <= graded.quota.limit
    for use in graded.groups:
        own = [outcome for outcome in graded.outcomes if outcome.group == use.group]
        best = [outcome.total for outcome in own if outcome.proposed == "好"]
        others = [outcome.total for outcome in own if outcome.held_by_quota]
        assert len(best) == use.given
        assert len(best) <= (use.limit or 0) <= use.base == len(own)
        assert not best or not others or min(filter(None, best)) > max(filter(None, others))


# -- what stays free ----------------------------------------


def test_jn5_seats_that_nobody_of_a_group_reaches_stay_free() -> None:
    result = split("内设机构", {"甲": [80] * 5, "乙": [95, 94, 93, 92, 91]})
    assert (limits(result), given(result)) == ({"甲": 2, "乙": 2}, {"甲": 0, "乙": 2})
    assert (result.graded.quota.limit, result.graded.quota.given) == (4, 2)


def test_jn5_the_meeting_may_give_free_seats_to_another_group_within_the_units_limit() -> None:
    groups = {"甲": [80] * 5, "乙": [95, 94, 93, 92, 91]}
    rows = [(ident(n), None, "好", "表现突出") for n in (8, 9, 10)]
    sheet = table("编号 姓名 审定等次 理由", *rows)
    result = split("内设机构", groups, sheets={"集体研究": sheet})
    assert result.errors() == [("D503", "集体研究", "C4")]
    assert best(result) == ["006", "007", "008", "009"]


def test_equal_remainders_leave_a_seat_to_the_meeting() -> None:
    result = split(
        "层级", {"甲": [95] * 4, "乙": [95] * 4, "丙": [95, 95]}, items={"好等次比例": 0.3}
    )
    # 3 × 4/10 twice, 3 × 2/10: 1.2, 1.2, 0.6 — one left, and it is 丙's
    assert limits(result) == {"甲": 1, "乙": 1, "丙": 1}
    result = split(
        "层级", {"甲": [95, 94, 93, 92, 91], "乙": [99, 98, 97, 96, 95]}, items={"好等次比例": 0.3}
    )
    assert limits(result) == {"甲": 1, "乙": 1}
    (said,) = [each for each in result.diagnostics if each.code == "G421"]
    assert said.message == "甲、乙的名额余数相同，1 个名额不够每组一个，还余 1 个"
    assert quota_lines(result.graded, result.register, result.policy)[-1] == (
        "待集体研究：甲、乙的名额余数相同，1 个名额不够每组一个，还余 1 个"
    )


def test_the_seat_between_equals_is_no_more_told_once_the_meeting_gave_it() -> None:
    groups = {"甲": [95, 94, 93, 92, 91], "乙": [99, 98, 97, 96, 95]}
    sheet = table("编号 姓名 审定等次 理由", ("002", None, "好", "表现突出"))
    result = split("层级", groups, items={"好等次比例": 0.3}, sheets={"集体研究": sheet})
    assert result.diagnostics == []


def test_p5_people_tie_within_their_group_only() -> None:
    groups = {"甲": [95, 93, 93, 80, 70], "乙": [93, 92, 92, 91, 70]}
    result = split("层级", groups)
    assert [use.tied for use in result.graded.groups] == [("002", "003"), ("007", "008")]
    assert result.graded.quota.tied == ("002", "003", "007", "008")
    said = [each.message for each in result.diagnostics if each.code == "G409"]
    assert sorted(said, reverse=True) == [
        "“甲”的名额线上完全同分，尚未定的有李四、王五，全体余 2 个“好”名额",
        "“乙”的名额线上完全同分，尚未定的有吴九、郑十，全体余 2 个“好”名额",
    ]
    assert remarks(result["002"], result.policy, adopted=False) == [
        "名额线上同分（甲并列第 2），待集体研究"
    ]


# -- how it is said ----------------------------------------


def test_jn5_the_screen_says_it_so_that_a_calculator_can_check_it() -> None:
    rows: dict[str, str | float | bool] = {"办公室": "优", "业务科": "良", "督查科": "差"}
    result = split("内设机构", OFFICES, LEVELS, rows)
    lines = quota_lines(result.graded, result.register, result.policy)
    assert lines[0] == "“好”名额 8 人（参加 20 人 × 0.4，舍去小数），达到“好”的 20 人，拟定 0 人"
    assert lines[1] == (
        "办公室：参加 6 人 × 系数 1.5 ＝ 权数 9，应得 8 × 9 ÷ 20 ＝ 3.6，名额 4 人；"
        "达到“好”的 6 人，拟定 0 人"
    )
    assert remarks(result["001"], result.policy, adopted=False) == [
        "名额线上同分（办公室并列第 1），待集体研究"
    ]


def test_the_json_has_a_row_for_each_group() -> None:
    groups = split("层级", TIERS, cite="CQ3").graded.groups
    assert quota_row(groups[0]) == {
        "group": BOSSES,
        "base": 3,
        "limit": 1,
        "eligible": 3,
        "given": 1,
        "tied": [],
        "factor": "1",
        "ideal": str(Fraction(6, 5)),
    }
