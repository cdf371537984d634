"""The live formulas, recalculated by LibreOffice, come to the exact values stored beside them."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from pinshi_cli.model.number import half_up
from pinshi_cli.policy.library import book_for
from pinshi_cli.results.workbook import result_workbook
from pinshi_cli.unit import grade_book
from tests.builders import grade, table, unit
from tests.results.books import result_of
from tests.results.recalculated import Value, formulas, recalculated, spoiled

pytestmark = pytest.mark.office

CASES = Path(__file__).parents[1] / "cases" / "data"


def case_books() -> dict[str, bytes]:
    """The result workbook of every case and of every register with a fault (as 试算)."""
    books = {}
    for path in sorted(CASES.glob("*.xlsx")):
        quarter = grade_book(path, book_for)
        if (
            quarter.register is not None
            and quarter.policy is not None
            and quarter.graded is not None
        ):
            books[path.stem] = result_workbook(
                quarter.register,
                quarter.policy,
                quarter.graded,
                quarter.diagnostics,
                quarter.sha256,
                draft=not quarter.ok,
            )
    return books


def at_decimals(value: Value, decimals: int = 2) -> Value:
    """A number as it shows at so many decimals, half up; a text as it is."""
    if isinstance(value, int | float):
        return half_up(Fraction(Decimal(repr(value))), decimals)
    return value


def test_every_formula_of_every_case_comes_to_its_stored_value(tmp_path: Path) -> None:
    books = case_books()
    assert sum(name.startswith("case-") for name in books) >= 30
    # wrong values are stored beside the formulas, so that only a recalculation can give right ones
    found = recalculated({name: spoiled(data) for name, data in books.items()}, tmp_path)
    for name, data in books.items():
        cells = formulas(data)
        assert len(cells) > 20
        wrong = [
            (cell, found[name][cell.sheet, cell.address])
            for cell in cells
            if at_decimals(found[name][cell.sheet, cell.address]) != at_decimals(cell.stored)
        ]
        assert wrong == [], name
        checks = {cell.stored for cell in cells if "一致" in cell.formula}
        assert checks == {"一致"}, name


def test_formulas_hold_with_reverse_indicators_categories_and_other_weights(tmp_path: Path) -> None:
    indicators = table(
        "指标名称 维度 性质 方向 满分 适用类别",
        ("数量", "绩", "个性", "正向", 40, None),
        ("差错", "绩", "个性", "反向", 30, None),
        ("执法", "能", "个性", "正向", 30, "执法类"),
        ("投诉", "勤", "个性", "反向", 10, "执法类"),
    )
    scores = table(
        "编号 姓名 投诉 数量 差错 执法",
        ("001", "张三", 1.1, 33.35, 2.7, 28.3),
        ("002", "李四", None, 39.995, 0.1, None),
    )
    result = grade(
        unit(
            [90, 80],
            people={"001": {"考核类别": "执法类"}, "002": {"考核类别": "综合类"}},
            items={"季度考核占比": 0.65, "领导测评占比": 0.35},
            sheets={"指标体系": indicators, "指标评分": scores},
        )
    )
    assert result.errors() == []
    data = result_of(result)
    found = recalculated({"unit": spoiled(data)}, tmp_path)["unit"]
    cells = formulas(data)
    assert [found[each.sheet, each.address] for each in cells] == [
        each.stored if isinstance(each.stored, str) else pytest.approx(each.stored, abs=1e-11)
        for each in cells
    ]
    totals = {each.stored for each in cells if each.formula.startswith("=ROUND(ROUND(MAX")}
    assert totals == {float(o.total) for o in result.graded.outcomes if o.total is not None}
