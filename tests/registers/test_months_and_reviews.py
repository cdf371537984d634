"""月度考核 and 领导评鉴: grades of months, grades that leaders propose."""

from collections.abc import Sequence

import pytest

from pinshi_cli.policy.book import Policy
from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, found, grade, plain_unit, policy_of, read, table
from tests.registers.packs import POINTS, pack

BY_MONTHS = f"""
[[parts]]
name = "月度"
from = "months"
weight = 1
points = {POINTS}
cite = "D7"
"""
BY_REVIEW = f"""
[[parts]]
name = "领导评鉴"
from = "review"
weight = 1
column = "个性等次"
reviewers = ["主要领导"]
points = {POINTS}
cite = "D7"

[[reviewers]]
identity = "分管领导"
proposes = true
cite = "D8"

[[reviewers]]
identity = "同事"
proposes = false
cite = "D8"
"""
MONTHS, REVIEWS = policy_of(pack(parts=BY_MONTHS)), policy_of(pack(parts=BY_REVIEW))
NEITHER = policy_of(pack())
SOUND = [("2026-01", "好", "好"), ("2026-02", "好", "较好"), ("2026-03", "好", "好")]


def monthly(
    *rows: Sequence[Value], policy: Policy = MONTHS, head: str = "编号 姓名 月份 建议等次 审定等次"
) -> Result:
    lines = [("001", None, *row) for row in rows]
    return grade(plain_unit(["001"], {"月度考核": table(head, *lines)}), policy)


def test_the_months_of_a_person_are_read_with_proposal_and_fixed_grade() -> None:
    result = monthly(*SOUND)
    assert result.errors() == []
    months = result.register.months["001"]
    assert [(m.month, m.proposed, m.fixed, m.at.cell) for m in months] == [
        (1, "好", "好", "E2"),
        (2, "好", "较好", "E3"),
        (3, "好", "好", "E4"),
    ]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("2026-04", "好", "好"), "R220", "C5"),
        (("2025-12", "好", "好"), "R220", "C5"),
        (("2025-02", "好", "好"), "R220", "C5"),
        (("2026.02", "好", "好"), "N305", "C5"),
        (("二月", "好", "好"), "R213", "C5"),
        ((None, "好", "好"), "R201", "C5"),
    ],
)
def test_a_month_of_another_quarter_or_twice_is_an_error_of_the_person(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = monthly(*SOUND, row)
    assert result.errors() == [(code, "月度考核", cell)]
    assert result.standings() == {"001": "withheld"}
    assert len(result.register.months["001"]) == 3


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("2026-03", "好", None), "R201", "E4"),
        (("2026-03", "好", "优秀"), "R208", "E4"),
        (("2026-03", "好", REF), "R205", "E4"),
        (("2026-03", "优秀", "好"), "R208", "D4"),
        (("2026-03", None, "好"), "R201", "D4"),
    ],
)
def test_a_grade_that_lacks_or_is_none_is_an_error_where_months_count(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = monthly(*SOUND[:2], row)
    assert (code, "月度考核", cell) in result.errors()
    assert result.standings() == {"001": "withheld"}


def test_without_the_column_of_fixed_grades_nobody_is_graded() -> None:
    rows = [row[:2] for row in SOUND]
    result = monthly(*rows, head="编号 姓名 月份 建议等次")
    assert ("S102", "月度考核", None) in result.errors()
    assert result.standings() == {"001": "withheld"}


def test_where_months_make_no_part_a_month_not_yet_fixed_is_no_fault() -> None:
    result = monthly(("2026-03", "好", None), policy=NEITHER)
    assert result.errors() == []
    assert [m.fixed for m in result.register.months["001"]] == [None]


def test_where_months_make_no_part_a_fault_in_them_withholds_nobody() -> None:
    result = monthly(("2026-05", "好", "好"), policy=NEITHER)
    assert result.errors() == [("R220", "月度考核", "C2")]
    assert result.standings() == {"001": "graded"}


# -- 领导评鉴 ----------------------------------------


def reviewed(*rows: Sequence[Value], policy: Policy = REVIEWS) -> Result:
    head = "编号 姓名 评鉴身份 建议等次 个性等次 评鉴人 个人小结 评鉴日期"
    lines = [("001", None, *row) for row in rows]
    return grade(plain_unit(["001"], {"领导评鉴": table(head, *lines)}), policy)


def test_reviews_are_read_by_identity() -> None:
    result = reviewed(("分管领导", "好", None, "L1"), ("主要领导", None, "较好", "L2"))
    assert result.errors() == []
    assert [d for d in result.diagnostics if d.where.sheet == "领导评鉴"] == []
    reviews = result.register.reviews["001"]
    assert [(r.identity, r.proposed, r.own, r.reviewer) for r in reviews] == [
        ("分管领导", "好", None, "L1"),
        ("主要领导", None, "较好", "L2"),
    ]
    assert [r.own_at.cell for r in reviews] == ["E2", "E3"]


@pytest.mark.parametrize(
    ("row", "code", "cell", "read"),
    [
        (("处长", "好"), "R208", "C3", ("处长", None)),
        ((None, "好"), "R208", "C3", ("", None)),
        (("同事", "好"), "R221", "D3", ("同事", None)),
    ],
)
def test_a_proposal_by_somebody_without_the_right_is_a_warning_and_none(
    row: Sequence[Value], code: str, cell: str, read: tuple[str, str | None]
) -> None:
    result = reviewed(("主要领导", None, "好"), row)
    assert result.errors() == []
    assert (code, "领导评鉴", cell) in result.warnings()
    last = result.register.reviews["001"][-1]
    assert (last.identity, last.proposed) == read


def test_the_warning_lists_the_identities() -> None:
    result = reviewed(("处长", "好"))
    hint = next(d.hint for d in result.diagnostics if d.code == "R208")
    assert "分管领导、同事、主要领导" in hint


def test_a_policy_that_names_no_reviewers_takes_every_identity() -> None:
    result = reviewed(("处长", "好"), policy=NEITHER)
    assert result.warnings() == []
    assert result.register.reviews["001"][0].proposed == "好"


def test_a_summary_alone_is_no_review() -> None:
    result = reviewed(("主要领导", None, "好"), (None, None, None, None, "本季完成三项"))
    assert len(result.register.reviews["001"]) == 1
    assert result.register.rows["领导评鉴"][1].values == {"个人小结": "本季完成三项"}


@pytest.mark.parametrize(
    ("row", "code", "cell", "standing"),
    [
        (("主要领导", None, "优"), "R208", "E3", "withheld"),
        ((REF, None, "好"), "R205", "C3", "withheld"),
        (("主要领导", None, "好", "L1", None, "四月"), "R207", "H3", "graded"),
    ],
)
def test_a_fault_withholds_where_the_grade_rests_on_it(
    row: Sequence[Value], code: str, cell: str, standing: str
) -> None:
    result = reviewed(("主要领导", None, "好"), row)
    assert (code, "领导评鉴", cell) in result.errors()
    assert result.standings() == {"001": standing}


def test_months_are_not_held_against_a_quarter_that_is_unknown() -> None:
    sheet = table("编号 姓名 月份 建议等次 审定等次", ("001", None, "2026-08", "好", "好"))
    reading = read(plain_unit(["001"], {"月度考核": sheet}, {"季度": "五"}), MONTHS)
    assert found(reading.diagnostics) == [("R210", "基本信息", "B4")]
