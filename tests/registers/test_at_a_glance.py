"""民主测评 read at a glance says what a closer look at every row says (registers.md)."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pinshi_cli.registers.ratings import Glance
from pinshi_cli.registers.tables import Row
from pinshi_cli.sheets.cells import Lost, Value
from tests.builders import (
    RATINGS_HEAD,
    Result,
    grade,
    marks,
    plain_unit,
    policy_of,
    table,
    unit,
)
from tests.registers.packs import pack

HEAD = (*RATINGS_HEAD, "票数")
PLAIN = ("001", "张三", "领导", "甲", *marks(80), None)

_POINTS: Sequence[Value] = (12, 0.0, -0.0, True, False, 15.5, -1.0, 41.0, "12", "", None)
_CELLS: Sequence[Sequence[Value]] = (
    ("002", " 001", "００１", "009", 1.0, True, None),
    ("李四", "张 三", "王五", None, 1.0),
    ("群众", " 领导", "自评", "别的", True, None),
    ("甲", "乙", " 丁 ", "张三", "001", "张 三", "", None, 7.0, "11010519491231002X"),
    *[_POINTS] * 5,
    (1.0, 2.0, "", "2", 0.0),
)
_CHANGES = [(place, cell) for place, cells in enumerate(_CELLS) for cell in cells]


def _rows() -> st.SearchStrategy[Sequence[Value]]:
    """A plain row of some rater, with up to two of its cells changed, or cut short."""
    changes = st.lists(st.sampled_from(_CHANGES), max_size=2)
    return st.builds(_changed, st.integers(1, 30), changes, st.sampled_from([10, 10, 10, 9, 6]))


def _changed(rater: int, changes: list[tuple[int, Value]], width: int) -> Sequence[Value]:
    row: list[Value] = [*PLAIN[:3], f"第{rater}人", *PLAIN[4:]]
    for place, cell in changes:
        row[place] = cell
    return row[:width]


def _graded(rows: Sequence[Sequence[Value]]) -> Result:
    other = ("002", "李四", "领导", "甲", *marks(70), None)
    sheet = [HEAD, PLAIN, other, *rows]
    return grade(unit({"001": 80, "002": 70}, sheets={"民主测评": sheet}))


def _closely(rows: Sequence[Sequence[Value]]) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Glance, "sheet", lambda *_: None)
        return _graded(rows)


@pytest.mark.parametrize("change", _CHANGES, ids=str)
def test_a_single_odd_cell_is_seen_at_a_glance(change: tuple[int, Value]) -> None:
    rows = [_changed(1, [change], 10), _changed(1, [], 10)]
    assert _graded(rows) == _closely(rows)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_rows(), max_size=8))
def test_a_glance_sees_what_a_closer_look_sees(rows: list[Sequence[Value]]) -> None:
    assert _graded(rows) == _closely(rows)


@pytest.mark.parametrize("cell", [Lost("error", "#REF!"), Lost("formula", ""), True, "abc", 99.0])
def test_a_cell_that_is_no_points_is_never_taken_at_a_glance(cell: Value) -> None:
    row = ("001", "张三", "领导", "乙", *marks(80)[:4], cell, None)
    again = ("001", "张三", "领导", "丙", 1.0, *marks(80)[1:], None)
    seen = _graded([again, row])
    assert seen == _closely([again, row])
    assert len(seen.errors()) == 1


def test_only_the_first_rows_of_a_unit_take_a_closer_look(monkeypatch: pytest.MonkeyPatch) -> None:
    closer: list[int] = []
    at_a_glance = Glance.sheet

    def sheet(glance: Glance, row: Row) -> object:
        seen = at_a_glance(glance, row)
        closer.extend([row.number] if seen is None else [])
        return seen

    monkeypatch.setattr(Glance, "sheet", sheet)
    more = [("001", "张三", "领导", f"第{n}人", *marks(60 + n), None) for n in range(30)]
    assert _graded(more).errors() == []
    assert closer == [2]


GROUPS = policy_of(
    pack(
        parts="""
[[parts]]
name = "民主测评"
from = "ratings"
weight = 1
groups = [
  { name = "自评", weight = 0.5 },
  { name = "服务对象", weight = 0.5, categories = ["窗口"] },
]
cite = "D7"
"""
    )
)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("001", "张三", "自评", "乙", 36.0, 54.0), "N310", "D5"),
        (("002", "李四", "服务对象", "戊", 36.0, 54.0), "S111", "C5"),
    ],
)
def test_a_group_that_asks_for_more_always_takes_a_closer_look(
    row: Sequence[Value], code: str, cell: str
) -> None:
    before = [
        ("001", "张三", "自评", "001", 36.0, 54.0),
        ("001", "张三", "服务对象", "丁", 36.0, 54.0),
    ]
    people = {"001": {"考核类别": "窗口"}, "002": {"考核类别": "综合"}}
    sheet = table(
        "编号 姓名 评价主体 评价人 德 绩", *before, ("002", "李四", "自评", "002", 9.0, 9.0), row
    )
    result = grade(plain_unit(people, {"民主测评": sheet}), GROUPS)
    assert [said for said in result.warnings() if said[0] == code] == [(code, "民主测评", cell)]
