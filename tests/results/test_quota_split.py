"""名额 of a unit whose quota is split (JN5): what stands in it, and that it can be worked out."""

from pathlib import Path

import pytest

from tests.builders import Result
from tests.grading.split import factor, split
from tests.results.books import column, opened, place_of, result_of
from tests.results.recalculated import formulas, recalculated, spoiled

OFFICES = {"办公室": [97, 96, 95, 94, 93, 80], "业务科": [95] * 8, "督查科": [80] * 6}
ROWS: dict[str, str | float | bool] = {"办公室": "优", "业务科": "良", "督查科": "差"}
LEVELS = [factor("档次", "优", "1.5"), factor("档次", "差", "0.5")]


@pytest.fixture(scope="module")
def uneven() -> Result:
    """Weights 9, 8, 3 of 20; 8 seats: 3.6, 3.2, 1.2."""
    return split("内设机构", OFFICES, LEVELS, ROWS)


@pytest.fixture(scope="module")
def full() -> Result:
    """4 × 10/19 is more than the one person of 专班; 3 seats are left for nine people."""
    rows: dict[str, str | float | bool] = {"专班": "优", "办公室": "良"}
    return split("内设机构", {"专班": [95], "办公室": [95] * 9}, [factor("档次", "优", "10")], rows)


def split_rows(result: Result) -> list[list[object]]:
    """The rows of the groups, as values."""
    sheet = opened(result_of(result, draft=True))["名额"]
    head, _ = place_of(sheet, "可分名额")
    last = head + len(result.graded.groups)
    rows = sheet.iter_rows(min_row=head + 1, max_row=last, max_col=13, values_only=True)
    return [list(row) for row in rows]


def test_jn5_each_group_shows_weight_ideal_seats_remainder_and_limit(uneven: Result) -> None:
    rows = split_rows(uneven)
    assert [[row[place] for place in (0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12)] for row in rows] == [
        ["办公室", 6, 1.5, 9, 8, 20, 3, 4, 5, 4, 0],
        ["业务科", 8, 1, 8, 8, 20, 3, 3, 8, 0, 3],
        ["督查科", 6, 0.5, 3, 8, 20, 1, 1, 0, 0, 1],
    ]
    assert [row[6] for row in rows] == [3.6, 3.2, 1.2]
    assert [row[8] for row in rows] == [pytest.approx(part) for part in (0.6, 0.2, 0.2)]


def test_jn5_the_line_above_says_how_and_by_which_factors(uneven: Result) -> None:
    sheet = opened(result_of(uneven))["名额"]
    said = str(sheet["A6"].value)
    assert said.startswith("名额按内设机构（JN5）分配：权数＝参加人数×系数；")
    assert said.endswith("系数：办公室档次“优”，1.5 倍（JN5）；督查科档次“差”，0.5 倍（JN5）。")


def test_a_full_group_says_so(full: Result) -> None:
    rows = split_rows(full)
    assert [(row[4], row[5], row[7], row[8], row[9]) for row in rows] == [
        (4, 19, 1, "满额", 1),
        (3, 9, 3, 0, 3),
    ]
    sheet = opened(result_of(full))["名额"]
    assert "专班应得超过人数，本组每人一个，其余名额在其他组之间重新计算。" in str(
        sheet["A6"].value
    )


def test_each_group_has_its_own_order(uneven: Result) -> None:
    sheet = opened(result_of(uneven))["名额"]
    assert column(sheet, "组别") == ["办公室"] * 5 + ["业务科"] * 8
    assert column(sheet, "名次") == [1, 2, 3, 4, 5, *[1] * 8]
    assert column(sheet, "结果") == [*["名额内"] * 4, "名额外", *["同分，待研究"] * 8]


def test_where_the_groups_are_not_known_no_limit_stands() -> None:
    result = split("层级", {"甲": [95, 95], "乙": [95, 95, 95]}, people={"001": {"层级": None}})
    (first, second) = split_rows(result)
    assert [first[:2], second[:2]] == [["甲", 1], ["乙", 3]]
    assert first[10] == 1
    assert {*first[2:10], *first[11:], *second[2:10], *second[11:]} == {None}
    said = str(opened(result_of(result, draft=True))["名额"]["A2"].value)
    assert "张三没有层级，名额暂不分配" in said


def test_equal_remainders_are_named() -> None:
    groups = {"甲": [95, 94, 93, 92, 91], "乙": [99, 98, 97, 96, 95]}
    result = split("层级", groups, items={"好等次比例": 0.3})
    said = str(opened(result_of(result))["名额"]["A6"].value)
    assert "甲、乙余数相同，1 个名额不够每组一个，由集体研究决定。" in said


@pytest.mark.office
def test_the_formulas_come_to_the_exact_values(
    uneven: Result, full: Result, tmp_path: Path
) -> None:
    books = {"uneven": result_of(uneven), "full": result_of(full)}
    found = recalculated({name: spoiled(data) for name, data in books.items()}, tmp_path)
    for name, data in books.items():
        cells = [each for each in formulas(data) if each.sheet == "名额"]
        assert len(cells) > 8
        assert [found[name][each.sheet, each.address] for each in cells] == [
            pytest.approx(each.stored, abs=1e-9) for each in cells
        ]
