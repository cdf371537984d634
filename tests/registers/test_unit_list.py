"""An authority's list of units: read strictly, since shares are granted from it."""

from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Refusal
from pinshi_cli.registers.unit_list import UnitList, read_unit_list
from pinshi_cli.sheets.cells import Value
from tests.builders import book, table

HEAD = "单位编码 单位名称 县区 机关类别 联系点 好等次比例 优秀比例 批准文号"


def read(*rows: tuple[Value, ...], head: str = HEAD) -> UnitList:
    return read_unit_list(book({"名单": table(head, *rows)}))


def refused(*rows: tuple[Value, ...], head: str = HEAD) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusal) as refusal:
        read(*rows, head=head)
    return [(each.code, each.where.cell) for each in refusal.value.diagnostics]


def test_a_row_says_who_a_unit_is_and_what_it_is_granted() -> None:
    (unit,) = read(("U1", "甲局", "东山县", "执法类", "是", "35%", 0.25, "东考〔2026〕3号")).units
    assert unit[:8] == (
        *("甲局", "U1", "东山县", "执法类", True),
        *(Fraction(35, 100), Fraction(1, 4), "东考〔2026〕3号"),
    )
    assert unit.place("优秀比例").cell == "G2"


def test_only_the_name_must_stand() -> None:
    (unit,) = read(("甲局",), head="单位名称").units
    assert unit[:8] == ("甲局", "", "", "", None, None, None, "")


def test_the_total_is_no_unit() -> None:
    units = read(("", "甲局"), ("", "合 计", "", "", "", 0.4))
    assert [unit.name for unit in units.units] == ["甲局"]
    assert units.together is not None
    assert units.together.best == Fraction(2, 5)


@pytest.mark.parametrize(
    ("code", "name", "county", "found"),
    [
        ("U1", "随便", "", "甲局"),
        ("", "乙局", "", "乙局"),
        ("U9", "乙局", "", "乙局"),
        ("U9", "甲局", "", None),
        ("", "丙局", "西河县", "丙局"),
        ("", "丙局", "", None),
    ],
)
def test_a_unit_is_found_by_its_code_else_by_its_name(
    code: str, name: str, county: str, found: str | None
) -> None:
    units = read(("U1", "甲局"), ("", "乙局"), ("", "丙局", "东山县"), ("", "丙局", "西河县"))
    unit = units.find(code, name, county)
    assert (None if unit is None else unit.name) == found
    if name == "丙局" and unit is not None:
        assert unit.county == county


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([("U1", "甲局"), ("U1", "乙局")], [("B021", "A3")]),
        ([("", "甲局", "东山县"), ("", "甲局", "东山县")], [("B021", "B3")]),
        ([("U1", "甲局", "", "", "", "许多")], [("R203", "F2")]),
        ([("U1", "甲局", "", "统计类")], [("R208", "D2")]),
        ([("U1", "")], [("R211", "A2"), ("R201", "B2")]),
        ([], [("B022", None)]),
    ],
)
def test_a_fault_is_refused_at_its_cell(
    rows: list[tuple[Value, ...]], faults: list[tuple[str, str | None]]
) -> None:
    assert refused(*rows) == faults


@pytest.mark.parametrize("heading", ["名称", "单位"])
def test_a_sheet_without_the_heading_is_refused_and_the_likest_one_guessed(heading: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(("甲局",), head=heading)
    (said,) = refusal.value.diagnostics
    assert (said.code, said.hint) == ("S102", f"“{heading}”是不是想写“单位名称”？")


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("好比例", "好等次比例"),
        ("好等次比率", "好等次比例"),
        ("优秀比率", "优秀比例"),
        ("编码", "单位编码"),
        ("单位代码", "单位编码"),
    ],
)
def test_a_misspelt_heading_by_which_shares_are_granted_is_refused(
    heading: str, meant: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        read(("甲局", "0.2"), head=f"单位名称 {heading}")
    (said,) = refusal.value.diagnostics
    assert (said.code, said.where.cell) == ("S102", "B1")
    assert f"“{heading}”" in said.message
    assert f"你是不是想写“{meant}”" in said.hint


def test_what_is_not_read_of_a_list_is_said() -> None:
    units = read(("甲局", "东山县", "x", "1"), head="单位名称 地区 备注 身份证号")
    assert [(each.code, each.where.cell) for each in units.said] == [
        ("S105", "B1"),
        ("S105", "C1"),
        ("R215", "D1"),
    ]


def test_a_share_in_words_is_shown_how_to_write_it() -> None:
    with pytest.raises(Refusal) as refusal:
        read(("甲局", "四成"), head="单位名称 好等次比例")
    (said,) = refusal.value.diagnostics
    assert (said.code, said.hint) == ("R203", "例如 0.4 或 40%。")


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        ([("U1", "甲局"), ("U1", "乙局")], "一个单位只留一行；确是两个单位的，改成不同的编码。"),
        ([("", "甲局"), ("", "甲局")], "一个单位只留一行；确是两个单位的，各填单位编码。"),
    ],
)
def test_a_unit_that_stands_twice_is_told_apart_in_the_way_that_is_left(
    rows: list[tuple[Value, ...]], hint: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        read(*rows)
    assert [each.hint for each in refusal.value.diagnostics] == [hint]
