"""指标体系 and 指标评分 by other policies: own indicators, natures, levels of completion."""

from collections.abc import Sequence

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import Rows, grade, plain_unit, table
from tests.registers.packs import INDICATORS, pack

OWN = """
[[indicators]]
name = "执法办案"
dimension = "绩"
nature = "个性"
full = 50
categories = ["执法"]
cite = "D8"

[[indicators]]
name = "出勤"
dimension = "德"
nature = "共性"
full = 50
cite = "D8"
"""
LEVELS = """
[[levels]]
name = "完成"
share = 1
cite = "D9"

[[levels]]
name = "基本完成"
share = 0.85
cite = "D9"
"""
ONLY_COMMON = INDICATORS + 'natures = ["共性"]\n'
INDICATOR_HEAD = "指标名称 维度 性质 方向 满分 适用类别"


def test_a_register_without_indicators_has_those_of_the_policy() -> None:
    people: dict[str, dict[str, Value]] = {"001": {"考核类别": "执法"}, "002": {"考核类别": "综合"}}
    sheet = table("编号 姓名 执法办案 出勤", ("001", None, 40, 50), ("002", None, None, 40))
    result = grade(plain_unit(people, {"指标评分": sheet}), pack(OWN, parts=INDICATORS))
    assert result.errors() == []
    assert [(i.name, i.nature, str(i.full)) for i in result.register.indicators] == [
        ("执法办案", "个性", "50"),
        ("出勤", "共性", "50"),
    ]
    assert [result.score("001"), result.score("002")] == ["90.00", "80.00"]


def test_somebody_whose_category_has_no_indicator_of_the_policy_is_told() -> None:
    people: dict[str, dict[str, Value]] = {"001": {"考核类别": "执法"}, "002": {"考核类别": "执发"}}
    sheet = table("编号 姓名 执法办案 出勤", ("001", None, 40, 50), ("002", None, None, 40))
    result = grade(plain_unit(people, {"指标评分": sheet}), pack(OWN, parts=INDICATORS))
    assert result.warnings() == [("S112", "人员名册", "A3")]


def test_the_indicators_of_the_register_go_before_those_of_the_policy() -> None:
    sheets: dict[str, Rows | None] = {
        "指标体系": table(INDICATOR_HEAD, ("统计", "绩", "个性", None, 20)),
        "指标评分": table("编号 姓名 统计", ("001", None, 15)),
    }
    result = grade(plain_unit(["001"], sheets), pack(OWN, parts=INDICATORS))
    assert result.errors() == []
    assert [(i.name, i.nature) for i in result.register.indicators] == [("统计", "个性")]


def test_an_indicator_that_no_part_counts_is_a_warning_and_its_cells_do_not_matter() -> None:
    rows = (("出勤", "德", "共性", None, 40), ("统计", "绩", "个性", None, 60))
    sheets: dict[str, Rows | None] = {
        "指标体系": table(INDICATOR_HEAD, *rows),
        "指标评分": table("编号 姓名 出勤 统计", ("001", None, 30, "优")),
    }
    result = grade(plain_unit(["001"], sheets), pack(parts=ONLY_COMMON))
    assert result.errors() == []
    assert ("S114", "指标体系", "A3") in result.warnings()
    assert result.score("001") == "75.00"
    assert result.notes() == []


@pytest.mark.parametrize(
    ("tables", "takes", "score"),
    [
        ([OWN], 'natures = ["共性"]\n', "80.00"),
        ([], 'dimensions = ["德"]\n', "100.00"),
    ],
)
def test_what_no_part_counts_of_the_policys_own_need_not_be_filled_in(
    tables: Sequence[str], takes: str, score: str
) -> None:
    people: dict[str, dict[str, Value]] = {"001": {"考核类别": "执法"}}
    name = "出勤" if tables else "德"
    sheet = table(f"编号 姓名 {name}", ("001", None, 40))
    by = pack(*tables, parts=INDICATORS + takes)
    result = grade(plain_unit(people, {"指标评分": sheet}), by)
    assert result.errors() == []
    assert result.score("001") == score
    assert [each.name for each in result.register.indicators] == [name]


@pytest.mark.parametrize(
    ("cell", "points", "word"),
    [("完成", "60", "完成"), (" 基本 完成 ", "51.00", "基本完成"), (12, "12", None)],
)
def test_a_level_counts_its_share_of_the_full_mark(
    cell: Value, points: str, word: str | None
) -> None:
    sheet = table("编号 姓名 德 绩", ("001", None, 20, cell))
    result = grade(plain_unit(["001"], {"指标评分": sheet}), pack(LEVELS, parts=INDICATORS))
    assert result.errors() == []
    row = result.register.points["001"]
    assert str(row.points[1]) == points
    assert row.levels == (() if word is None else ("", word))


@pytest.mark.parametrize(
    ("tables", "cell", "says"),
    [([LEVELS], "未完成", "完成、基本完成"), ([], "完成", "只填数字")],
)
def test_a_word_that_is_no_level_is_an_error(tables: Sequence[str], cell: str, says: str) -> None:
    sheet = table("编号 姓名 德 绩", ("001", None, 20, cell))
    result = grade(plain_unit(["001"], {"指标评分": sheet}), pack(*tables, parts=INDICATORS))
    assert result.errors() == [("R203", "指标评分", "D2")]
    assert says in next(d.hint for d in result.diagnostics if d.is_error)


def test_a_reverse_indicator_takes_points_and_no_level() -> None:
    sheets: dict[str, Rows | None] = {
        "指标体系": table(INDICATOR_HEAD, ("差错", "绩", "共性", "反向", 20)),
        "指标评分": table("编号 姓名 差错", ("001", None, "完成"), ("002", None, 5)),
    }
    result = grade(plain_unit(["001", "002"], sheets), pack(LEVELS, parts=INDICATORS))
    assert result.errors() == [("R203", "指标评分", "C2")]
    assert result.standings() == {"001": "withheld", "002": "graded"}


def test_points_by_month_stay_an_error() -> None:
    sheet = table("编号 姓名 月份 德 绩", ("001", None, "2026-02", 20, 30))
    result = grade(plain_unit(["001"], {"指标评分": sheet}), pack(parts=INDICATORS))
    assert result.errors() == [("R217", "指标评分", "C2")]


@pytest.mark.parametrize("name", ["指标评分", "民主测评", "加减分"])
def test_a_sheet_that_the_policy_does_not_count_is_a_warning(name: str) -> None:
    result = grade(plain_unit(["001"], {name: table("编号 姓名", ("001", None))}), pack())
    assert result.warnings() == [("G407", name, None)]
