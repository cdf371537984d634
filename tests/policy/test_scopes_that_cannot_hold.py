"""A pack is refused where a scope takes away what the units outside it need to be graded."""

import pytest

from pinshi_cli.policy.library import Edition, read_policy
from tests.registers.packs import FIXED, GRADES, pack

ORGAN = '[[scopes]]\nname = "甲局"\ncite = "D8"\n'
MINE = 'scope = ["甲局"]\n'
TIE = '[[ties]]\nby = "part"\nof = "另一部分"\ncite = "D8"\n'
HALVES = "".join(
    f'[[parts]]\nname = "{name}"\nfrom = "fixed"\nweight = 0.5\ncite = "D8"\n{MINE}'
    for name in ("基础分", "另一部分")
)


def faults(text: str) -> list[tuple[str, str]]:
    policy, found = read_policy(Edition("办法.toml", text))
    assert (policy is None) == bool(found)
    return [(each.code, each.where.key) for each in found]


@pytest.mark.parametrize("name", ["score", "quota", "decision"])
def test_what_stands_once_and_everyone_needs_is_not_for_one_organ_only(name: str) -> None:
    text = pack(ORGAN).replace(f"[{name}]\n", f"[{name}]\n{MINE}")
    assert faults(text) == [("P606", name)]


def test_the_grades_are_the_same_for_every_organ() -> None:
    best = '[[bands]]\ngrade = "好"\n'
    assert best in GRADES
    assert faults(pack(ORGAN).replace(best, best + MINE)) == [("P612", "bands")]


def test_equal_totals_are_not_ordered_by_a_part_that_only_one_organ_has() -> None:
    assert faults(pack(ORGAN, HALVES)) == []
    assert faults(pack(ORGAN, HALVES, TIE)) == [("P610", "ties")]


def test_a_sheet_has_a_full_mark_for_every_organ() -> None:
    sheets = FIXED.replace('"fixed"', '"ratings"').replace("value = 80", 'dimensions = ["德"]')
    sheets += 'groups = [{ name = "领导", weight = 1 }]\n'
    virtue = '[[dimensions]]\nname = "德"\n'
    assert faults(pack(ORGAN, parts=sheets)) == []
    found = faults(pack(ORGAN, parts=sheets).replace(virtue, virtue + MINE))
    assert found == [("P604", "dimensions")]
