"""部门考评: how each 内设机构 did (JN5, BJ3)."""

from collections.abc import Sequence

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import REF, Result, grade, plain_unit, policy_of, table
from tests.registers.packs import pack

UNEVEN = """
[[quota_groups]]
by = "内设机构"
cite = "D8"

[[quota_factors]]
id = "good"
of = "档次"
value = "优秀"
factor = 1.5
cite = "D8"
"""
SPLIT, EVEN = policy_of(pack(UNEVEN)), policy_of(pack())
PEOPLE: dict[str, dict[str, Value]] = {
    "001": {"内设机构": "办公室", "参加情况": None},
    "002": {"内设机构": "综合科", "参加情况": None},
    "003": {"内设机构": "局领导", "参加情况": "领导成员"},
}


def evaluated(*rows: Sequence[Value], split: bool = True) -> Result:
    sheet = table("内设机构 得分 档次 中心工作", *rows)
    return grade(plain_unit(PEOPLE, {"部门考评": sheet}), SPLIT if split else EVEN)


def test_departments_are_read_by_the_names_of_the_roster() -> None:
    result = evaluated((" 办公 室", 92.5, "优秀", "是"), ("综合科", None, "良好", None))
    assert result.errors() == []
    departments = result.register.departments
    assert list(departments) == ["办公室", "综合科"]
    office = departments["办公室"]
    assert (str(office.score), office.level, office.central) == ("92.5", "优秀", True)
    assert (departments["综合科"].score, departments["综合科"].central) == (None, False)


@pytest.mark.parametrize("split", [True, False])
def test_a_department_of_nobody_is_a_warning(split: bool) -> None:
    rows = (("办公室", 1), ("综合科", 1), ("综合课", 1))
    result = evaluated(*rows, split=split)
    assert ("N311", "部门考评", "A4") in result.warnings()
    assert "你是不是想写“综合科”" in next(d.hint for d in result.diagnostics if d.code == "N311")


@pytest.mark.parametrize(("split", "told"), [(True, 1), (False, 0)])
def test_a_department_without_a_row_is_a_warning_where_the_quota_goes_by_it(
    split: bool, told: int
) -> None:
    result = evaluated(("办公室", 1, "优秀"), split=split)
    assert result.warnings().count(("N312", "部门考评", None)) == told
    said = [d.message for d in result.diagnostics if d.code == "N312"]
    assert all("综合科" in each for each in said)


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("办公室", "优"), "R203", "B2"),
        (("办公室", -1), "R204", "B2"),
        (("办公室", 1, REF), "R205", "C2"),
        (("办公室", 1, None, "在"), "R208", "D2"),
        ((None, 1), "R211", "B2"),
    ],
)
def test_a_faulty_row_leaves_the_split_quota_open(
    row: Sequence[Value], code: str, cell: str
) -> None:
    result = evaluated(row, ("综合科", 1, "良好"))
    assert (code, "部门考评", cell) in result.errors()
    assert "部门考评" in result.register.broken
    assert "部门考评" not in evaluated(row, split=False).register.broken
