"""Somebody with measures in a small unit, for the tests of step 4."""

from collections.abc import Mapping, Sequence
from datetime import date

from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, grade, table, unit

IN = date(2026, 2, 1)


def acting(
    *rows: Sequence[Value],
    total: object = 95,
    quarter: int = 1,
    negative: Sequence[Sequence[Value]] = (),
    about: Cells | None = None,
) -> Result:
    """Somebody of that total in a unit of three, with these (种类, 生效, 解除, 处理等次)."""
    sheets: dict[str, list[Sequence[Value]] | None] = {}
    people: Mapping[str, Cells] = {"001": about or {}}
    if rows:
        head = "编号 姓名 种类 生效日期 解除日期 处理等次"
        sheets["处分问责"] = table(head, *(("001", None, *row) for row in rows))
    if negative:
        head = "编号 姓名 情形 认定日期 处理等次"
        sheets["负面清单"] = table(head, *(("001", None, *row) for row in negative))
    return grade(unit([total, 70, 50], people=people, sheets=sheets, items={"季度": quarter}))
