"""Which unit of the quarter before a unit is."""

from fractions import Fraction

import pytest

from pinshi_cli.reports.overview_unit import Unit
from pinshi_cli.workflow.overview.read import before_of
from tests.reports.cities import unit


@pytest.mark.parametrize(
    ("now", "last", "found"),
    [
        (unit(0, "甲局", 1, 1, code="U1"), unit(0, "甲局", 1, 1, code="U1"), True),
        (unit(0, "改名局", 1, 1, code="U1"), unit(0, "甲局", 1, 1, code="U1"), True),
        (unit(0, "甲局", 1, 1, code="U2"), unit(0, "甲局", 1, 1, code="U1"), False),
        (unit(0, "甲局", 1, 1), unit(0, "甲局", 1, 1), True),
        (unit(0, "甲局", 1, 1), unit(0, "甲 局", 1, 1), True),
        (unit(0, "甲局", 1, 1), unit(0, "甲局", 1, 1, county="西河县"), False),
        (unit(0, "甲局", 1, 1), unit(0, "甲局", file="1.xlsx"), False),
    ],
    ids=["code", "renamed", "namesake", "name", "blank", "other-county", "never-graded"],
)
def test_a_unit_is_known_by_its_code_or_where_it_has_none_by_its_name(
    now: Unit, last: Unit, found: bool
) -> None:
    before = before_of([now], [last])
    assert (0 in before) is found
    assert not found or before[0].share == Fraction(1, 2)
