"""What an authority grants a unit goes before what the unit says itself, within the policy."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import book_for
from pinshi_cli.registers.reader import read_register
from pinshi_cli.registers.unit_list import read_unit_list
from pinshi_cli.sheets.cells import Value
from pinshi_cli.workflow.batch.grants import granted_to, row_of
from tests.builders import book, sheets_of, table

HEAD = "单位名称 县区 机关类别 联系点 好等次比例 优秀比例 批准文号"


def granted(
    row: tuple[Value, ...], items: Mapping[str, Value] | None = None, policy: str = "zhangdian"
) -> tuple[Register, Policy, list[Diagnostic]]:
    """青禾区统计局's register with what its row of the list grants."""
    about = {"考核办法": policy, **(items or {})}
    reading = read_register(book(sheets_of({"001": 92, "002": 91}, items=about)), book_for)
    units = read_unit_list(book({"名单": table(HEAD, ("青禾区统计局", *row))}))
    assert reading.register is not None
    assert reading.policy is not None
    listed = row_of(units, reading.register.unit)
    assert listed is not None
    register, found = granted_to(listed, reading.register, reading.policy)
    return register, reading.policy, found


def codes(found: list[Diagnostic]) -> list[str]:
    return [each.code for each in found]


def test_a_granted_share_is_as_if_the_register_stated_it_and_knows_its_cell() -> None:
    register, policy, found = granted(("", "", "", 0.3))
    assert policy.quota is not None
    stated = register.stated[policy.quota.label]
    assert (stated.value, stated.at.cell) == (Fraction(3, 10), "E2")
    assert found == []


@pytest.mark.parametrize(("own", "told"), [(0.3, []), (0.25, ["B014"]), (None, [])])
def test_a_difference_is_told_and_the_list_counts(own: float | None, told: list[str]) -> None:
    register, policy, found = granted(("", "", "", 0.3), {"好等次比例": own} if own else None)
    assert policy.quota is not None
    assert register.stated[policy.quota.label].value == Fraction(3, 10)
    assert codes(found) == told


def test_nothing_granted_leaves_what_the_register_states() -> None:
    register, policy, found = granted(("",), {"好等次比例": 0.25})
    assert policy.quota is not None
    assert register.stated[policy.quota.label].value == Fraction(1, 4)
    assert found == []


@pytest.mark.parametrize("share", [0, 0.41, 1])
def test_a_share_that_the_policy_does_not_allow_counts_for_nothing(share: float) -> None:
    register, policy, found = granted(("", "", "", share), {"好等次比例": 0.3})
    assert policy.quota is not None
    assert policy.quota.label in register.broken
    assert policy.quota.label not in register.stated
    assert [(each.code, each.is_error) for each in found] == [("B015", True)]


@pytest.mark.parametrize(
    ("share", "approval", "told"),
    [(0.25, "东考〔2026〕3号", []), (0.25, "", ["B018"]), (0.2, "", []), (0.26, "号", ["B015"])],
)
def test_a_raised_share_of_the_year_wants_an_approval(
    share: float, approval: str, told: list[str]
) -> None:
    """QS7: units with good task results up to 25%."""
    register, policy, found = granted(("", "", "", "", share, approval))
    assert policy.year_quota is not None
    assert codes(found) == told
    if told != ["B015"]:
        assert register.stated[policy.year_quota.label].value == Fraction(str(share))
    if approval:
        assert register.unit.items["优秀比例批准文号"] == approval


def test_how_the_list_calls_the_unit_otherwise_is_told_once_each() -> None:
    items = {"县区": "东山县", "机关类别": "综合类", "联系点": "否"}
    _, _, found = granted(("西河县", "执法类", "是"), items)
    assert codes(found) == ["B017", "B017", "B017"]
    assert all(not each.is_error for each in found)
    _, _, found = granted(("东山县", "综合类", "否"), items)
    assert found == []
