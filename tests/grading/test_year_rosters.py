"""The rosters of a year held against each other: who left, and whose 编号 may have changed."""

import pytest

from pinshi_cli.grading.year_unit import year_of
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from tests.builders import Cells
from tests.grading.test_years_of_a_unit import quarter

Y812, Y806 = "Y812", "Y806"
ZHANG: Cells = {"姓名": "张三"}
LEE: Cells = {"姓名": "李四"}


def said(*rosters: dict[str, Cells]) -> list[Diagnostic]:
    """What is said of the rosters of quarters from the first on, by 编号."""
    quarters = [
        quarter(number, dict.fromkeys(people, 80), people=people)
        for number, people in enumerate(rosters, start=1)
    ]
    found = year_of(quarters).diagnostics
    return [each for each in found if each.code in (Y812, Y806)]


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        ({"1": ZHANG}, {"001": ZHANG}, [Y812]),
        ({"01": LEE}, {"001": ZHANG}, [Y812]),  # the 编号 alone is enough to ask
        ({"009": {"姓名": "张 三"}}, {"001": ZHANG}, [Y812]),
        ({"009": LEE}, {"001": ZHANG}, [Y806]),
        ({"009": ZHANG, "001": ZHANG}, {"001": ZHANG}, [Y806]),  # both were there: two people
        ({"10": LEE}, {"1": ZHANG}, [Y806]),
        ({"001": ZHANG, "009": LEE}, {"001": ZHANG, "009": LEE}, []),
    ],
)
def test_whoever_is_not_on_a_roster_may_stand_there_as_another(
    before: dict[str, Cells], now: dict[str, Cells], codes: list[str]
) -> None:
    assert [each.code for each in said(before, now)] == codes


def test_the_warning_names_both_and_the_quarters_and_where_to_look() -> None:
    [found] = said({"1": ZHANG}, {"1": ZHANG}, {"001": ZHANG})
    assert found.severity is Severity.WARNING
    assert found.message == (
        "张三（001）2026年第一季度、2026年第二季度未在册，那时的张三（1）疑为同一人，核对编号"
    )
    assert "同一个编号" in found.hint
    assert (found.person, found.where.sheet) == ("001", "人员名册")


def test_the_warning_changes_no_verdict() -> None:
    lost = quarter(1, {"1": 50}, people={"1": ZHANG})
    year = year_of([lost, quarter(2, {"001": 80}, people={"001": ZHANG})])
    assert year.people[0].shown == ("未在册", "较好", None, None)
