"""The rules of a year in sentences."""

from fractions import Fraction

import pytest

from pinshi_cli.policy.said_year import year_sections
from tests.grading.years import ZD


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (Fraction(1, 2), "请假天数超过全年天数一半的：不确定等次"),
        (Fraction(2, 5), "请假天数超过全年天数的 0.4 的：不确定等次"),
    ],
)
def test_long_leave_is_said_of_the_years_days(share: Fraction, says: str) -> None:
    [end] = [each for each in ZD.year_ends if each.leave_share is not None]
    policy = ZD._replace(year_ends=(end._replace(leave_share=share),))
    first = next(iter(year_sections(policy)))
    assert [line.says for line in first.lines] == [says]
