"""Which rows of 处分问责 last quarter's register hands on to the next."""

from datetime import date

from pinshi_cli.model.period import Quarter
from pinshi_cli.registers.carried import handed_on
from tests.builders import read, table, unit

MEASURES = table(
    "编号 姓名 种类 生效日期 解除日期",
    ("001", "张三", "警告", date(2025, 1, 1), date(2025, 7, 1)),
    ("002", "李四", "警告", date(2026, 2, 1), None),
)


def test_a_row_of_the_negative_list_brings_no_ended_measure_along() -> None:
    """The two sheets number their rows alike: row 2 of one is not row 2 of the other."""
    negative = table("编号 姓名 情形 认定日期", ("001", "张三", "甲", date(2026, 2, 2)))
    book = unit([90, 80], sheets={"处分问责": MEASURES, "负面清单": negative})
    reading = read(book)
    assert reading.register is not None, reading.diagnostics
    assert reading.policy is not None, reading.diagnostics
    handed = handed_on(book, reading.register, reading.policy, Quarter(2026, 2))
    assert [row[0] for row in handed.carried.rows["处分问责"]] == ["002"]
