"""Whoever has no grade for want of scores is told why: no sheet is missed in silence."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.policy.library import book_for
from pinshi_cli.sheets.cells import Value
from tests.builders import Rows, grade, plain_unit, table, unit
from tests.registers.packs import INDICATORS, POINTS, pack

RATINGS = """
[[parts]]
name = "民主测评"
from = "ratings"
weight = 1
groups = [{ name = "领导", weight = 1 }]
cite = "D7"
"""
MONTHS = f'[[parts]]\nname = "月"\nfrom = "months"\nweight = 1\npoints = {POINTS}\ncite = "D7"\n'
REVIEW = (
    '[[parts]]\nname = "评鉴"\nfrom = "review"\nweight = 1\nreviewers = ["分管领导"]\n'
    f'column = "建议等次"\npoints = {POINTS}\ncite = "D7"\n'
)


@pytest.mark.parametrize(
    ("part", "error"),
    [
        (INDICATORS, ("N306", "指标评分", None)),
        (RATINGS, ("N307", "民主测评", None)),
        (MONTHS, ("N321", "月度考核", None)),
        (REVIEW, ("N322", "领导评鉴", None)),
    ],
)
def test_a_sheet_that_a_part_rests_on_is_missed_though_the_pack_does_not_require_it(
    part: str, error: tuple[str, str, None]
) -> None:
    result = grade(plain_unit(["001"]), pack(parts=part))
    assert result.standings() == {"001": "withheld"}
    assert result.errors() == [error]


@pytest.mark.parametrize("sheet", ["指标评分", "民主测评"])
def test_of_a_required_sheet_it_is_said_once_and_not_of_everyone(sheet: str) -> None:
    result = grade(unit([95, 80, 70], sheets={sheet: None}))
    assert result.errors() == [("S101", sheet, None)]


def test_a_part_of_one_organ_misses_its_sheet_too() -> None:
    """BJ2: only 市市场监管局 has 好差评, so the pack requires the sheet of nobody."""
    rows: Sequence[Sequence[Value]] = [("001", None, "主管领导", "好")]
    sheets: dict[str, Rows | None] = {
        "指标评分": table("编号 姓名 德 能 勤 绩 廉", ("001", None, 15, 15, 15, 40, 15)),
        "领导评鉴": table("编号 姓名 评鉴身份 建议等次", *rows),
    }
    for organ, errors in ((None, []), ("市市场监管局", [("N307", "民主测评", None)])):
        book = plain_unit(["001"], sheets, {"适用机关": organ})
        result = grade(book, lambda _named, _day: book_for("beijing", date(2026, 3, 31)))
        assert result.errors() == errors


@pytest.mark.parametrize("own", [True, False])
def test_where_no_part_counts_an_indicator_everyone_is_told(own: bool) -> None:
    head = "指标名称 维度 性质 方向 满分 适用类别"
    sheets: dict[str, Rows | None] = {
        "指标评分": table("编号 姓名 德 绩", ("001", None, 30, 30)),
        "指标体系": table(head, ("绩", "绩", "个性", None, 60)) if own else None,
    }
    result = grade(plain_unit(["001"], sheets), pack(parts=INDICATORS + 'natures = ["共性"]\n'))
    assert result.standings() == {"001": "withheld"}
    assert result.errors() == [("N308", "人员名册", "A2")]
