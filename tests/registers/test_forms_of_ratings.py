"""民主测评: what a sheet holds is said by the part of its rater group."""

from collections.abc import Sequence

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, found, grade, plain_unit, policy_of, read, table
from tests.registers.packs import POINTS, pack

PARTS = f"""
[[parts]]
name = "共性测评"
from = "ratings"
weight = 0.25
dimensions = ["德"]
groups = [{{ name = "领导", weight = 1 }}]
cite = "D7"

[[parts]]
name = "总评"
from = "ratings"
weight = 0.25
form = "total"
full = 50
groups = [{{ name = "同事", weight = 1 }}]
cite = "D7"

[[parts]]
name = "投票"
from = "ratings"
weight = 0.25
form = "vote"
points = {POINTS}
groups = [{{ name = "群众", weight = 1 }}]
cite = "D7"

[[parts]]
name = "自我评价"
from = "ratings"
weight = 0.25
groups = [
  {{ name = "自评", weight = 0.5 }},
  {{ name = "服务对象", weight = 0.5, categories = ["窗口"] }},
]
cite = "D7"
"""
POLICY = policy_of(pack(parts=PARTS))
HEAD = "编号 姓名 评价主体 评价人 德 绩 总分 等次 票数"
FULL: tuple[Sequence[Value], ...] = (
    ("领导", "甲", 30.0),
    ("同事", "乙", None, None, 45),
    ("群众", None, None, None, None, "好", 3),
    ("群众", None, None, None, None, "一般", 1),
    ("自评", "001", 36, 54),
)


def rated(*rows: Sequence[Value], head: str = HEAD, category: str = "") -> Result:
    lines = [("001", None, *row) for row in rows]
    people = {"001": {"考核类别": category}}
    return grade(plain_unit(people, {"民主测评": table(head, *lines)}), POLICY)


def test_dimensions_a_total_and_a_vote_are_each_read_in_their_columns() -> None:
    result = rated(*FULL)
    assert result.errors() == []
    sheets = result.register.ratings["001"]
    read = {
        name: [(tuple(map(str, s.points)), s.votes, s.vote) for s in rows]
        for name, rows in sheets.items()
    }
    assert read == {
        "领导": [(("30",), 1, "")],
        "同事": [(("45",), 1, "")],
        "群众": [(("95",), 3, "好"), (("65",), 1, "一般")],
        "自评": [(("36", "54"), 1, "")],
    }


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("领导", "丙", 41), "R204", "E2"),
        (("领导", "丙", None), "R201", "E2"),
        (("同事", "丙", None, None, 51), "R204", "G2"),
        (("同事", "丙", None, None, "优"), "R203", "G2"),
        (("同事", "丙"), "R201", "G2"),
        (("群众", "丙", None, None, None, "优秀"), "R208", "H2"),
        (("群众", "丙"), "R201", "H2"),
        (("群众", "丙", None, None, None, REF), "R205", "H2"),
    ],
)
def test_a_fault_in_a_sheet_is_one_of_the_person_at_its_cell(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = rated(row, *FULL)
    assert result.errors() == [(code, "民主测评", cell)]
    assert result.standings() == {"001": "withheld"}


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("领导", "丙", 30, 50), ["F2"]),
        (("领导", "丙", 30, None, 80, "好"), ["G2", "H2"]),
        (("群众", "丙", 30, None, None, "好"), ["E2"]),
        (("同事", "丙", REF, None, 40), ["E2"]),
    ],
)
def test_what_fills_a_column_that_the_sheet_does_not_use_is_a_warning(
    row: Sequence[Value], cells: list[str]
) -> None:
    result = rated(row, *FULL)
    assert result.errors() == []
    assert [cell for code, _, cell in result.warnings() if code == "R222"] == cells


@pytest.mark.parametrize(
    ("group", "lacking"),
    [("领导", set()), ("同事", {"总分"}), ("群众", {"等次"}), ("自评", {"绩"})],
)
def test_a_heading_lacks_only_where_a_row_needs_it(group: str, lacking: set[str]) -> None:
    result = rated((group, "丁", 30), head="编号 姓名 评价主体 评价人 德")
    said = {d.message.removeprefix("缺少表头：") for d in result.diagnostics if d.code == "S102"}
    assert said == lacking
    assert result.register.ratings_read is not bool(lacking)


@pytest.mark.parametrize("rater", ["001", "张三", 1, " 张 三 "])
def test_in_the_group_of_self_rating_people_rate_themselves(rater: Value) -> None:
    people: dict[str, dict[str, Value]] = {"1" if rater == 1 else "001": {}}
    (id_,) = people
    sheet = table(HEAD, (id_, "张三", "自评", rater, 36, 54))
    reading = read(plain_unit(people, {"民主测评": sheet}), POLICY)
    assert reading.register is not None
    assert reading.diagnostics == []
    assert list(reading.register.ratings[id_]) == ["自评"]


@pytest.mark.parametrize("rater", ["李四", "002"])
def test_a_self_rating_by_somebody_else_is_a_warning(rater: str) -> None:
    result = rated(*FULL[:4], ("自评", rater, 36, 54))
    assert ("N310", "民主测评", "D6") in result.warnings()


def test_one_s_own_sheet_in_any_other_group_does_not_count() -> None:
    result = rated(*FULL, ("领导", "张三", 40))
    assert ("G402", "民主测评", "D7") in result.warnings()
    assert len(result.register.ratings["001"]["领导"]) == 1


@pytest.mark.parametrize(("category", "sheets"), [("窗口", 1), ("综合", 0), ("", 0)])
def test_a_group_rates_only_people_of_its_categories(category: str, sheets: int) -> None:
    result = rated(*FULL, ("服务对象", "戊", 36, 54), category=category)
    assert len(result.register.ratings["001"].get("服务对象", ())) == sheets
    told = [(code, cell) for code, _, cell in result.warnings() if code == "S111"]
    assert told == ([] if sheets else [("S111", "C7")])


def test_an_error_cell_in_the_remarks_is_told() -> None:
    sheet = table("姓名 评价主体 评价人 德 说明", ("张三", "领导", "甲", 30, REF))
    reading = read(plain_unit(["001"], {"民主测评": sheet}), POLICY)
    assert ("R205", "民主测评", "E2") in found(reading.diagnostics)
