"""The workbook of a list: what it tells, and that its live sums come to what is stored."""

from pathlib import Path

import pytest

from pinshi_cli.workflow.registers import Call
from pinshi_cli.workflow.use.outputs import write_list
from pinshi_cli.workflow.use.run import use
from tests.builders import Cells, table
from tests.cli.use_books import MET, city, register
from tests.results.books import column, opened, place_of
from tests.results.recalculated import formulas, recalculated, spoiled


def bonus(folder: Path, amount: float = 10000.01) -> bytes:
    """The workbook of a bonus over two quarters."""
    first = register(folder, items={"奖金总额": amount, **MET})
    items: Cells = {"季度": 2, "奖金总额": amount, **MET}
    return divided(folder, [first, register(folder, "二季度", (92, 91, 77, 61, 30), items=items)])


def divided(folder: Path, books: list[Path]) -> bytes:
    """The workbook of a bonus over these registers."""
    out = folder / "奖金.xlsx"
    write_list(books, use("bonus", books, Call()), out, force=True, dry=False)
    return out.read_bytes()


def contact(folder: Path) -> bytes:
    """The workbook of an evaluation of two contact points."""
    books = []
    for name, points in (("甲局", (90, 85, 77)), ("乙局", (60, None, 70))):
        rows = [(f"任务{n}", "已完成", value, "较好") for n, value in enumerate(points)]
        ledger = table("任务 完成情况 定量得分 定性评价", *rows)
        items: Cells = {"单位名称": name, "联系点": "是", "联系点提升名次": 1}
        books.append(register(folder, name, items=items, sheets={"联系点台账": ledger}))
    out = folder / "联系点.xlsx"
    used = use("contact", books, Call(policy=str(city(folder))))
    write_list(books, used, out, force=True, dry=False)
    return out.read_bytes()


def test_the_list_says_who_why_and_by_which_clause(tmp_path: Path) -> None:
    book = register(tmp_path, items=MET)
    out = tmp_path / "名单.xlsx"
    write_list([book], use("improve", [book], Call()), out, force=False, dry=False)
    sheet = opened(out.read_bytes())["名单"]
    assert sheet["A1"].value == "青禾区统计局2026年提醒改进名单"
    assert column(sheet, "编号") == ["003", "004"]
    assert column(sheet, "一季度") == ["一般", "较差"]
    assert column(sheet, "列入") == ["批评教育、警示谈话"] * 2
    assert column(sheet, "理由")[0] == "平时考核成绩较差的谈话提醒：最近一季等次 一般"
    assert column(sheet, "条款") == ["ZD9.3"] * 2


def test_what_is_open_stands_on_the_first_page(tmp_path: Path) -> None:
    book = register(tmp_path)
    out = tmp_path / "名单.xlsx"
    write_list([book], use("improve", [book], Call()), out, force=False, dry=False)
    sheet = opened(out.read_bytes())["名单"]
    notices = [str(sheet.cell(row, 1).value) for row in range(3, 7)]
    assert notices[0] == "缺第二季度、第三季度、第四季度的登记簿，只按所给的季度。"
    assert notices[1] == "2026年第一季度没有填写会议日期，等次和名单都是拟定。"
    assert notices[3].startswith("以下参数为默认值，本单位尚未确认")


def test_a_bonus_shows_each_share_down_to_the_last_cent(tmp_path: Path) -> None:
    sheet = opened(bonus(tmp_path))["奖金分配"]
    # coefficients 2.4, 2.2, 1.6, 0.6, 1.2 make 8: 3000.003, 2750.00275, 2000.002, 750.00075,
    # 1500.0015; cut to the cent a cent is left, and .003 is the largest remainder
    assert column(sheet, "编号") == ["001", "002", "003", "004", "005"]
    assert column(sheet, "实发") == [3000.01, 2750.00, 2000.00, 750.00, 1500.00]
    assert column(sheet, "尾差") == [0.01, 0, 0, 0, 0]
    row, _ = place_of(sheet, "合计")
    _, paid = place_of(sheet, "实发")
    assert sheet.cell(row, paid).value == 10000.01


def test_the_basis_names_rules_and_registers(tmp_path: Path) -> None:
    sheet = opened(bonus(tmp_path))["依据"]
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"一季度.xlsx", "二季度.xlsx", "ZD9.4", "2026年第二季度"} <= said


def test_the_same_registers_give_the_same_bytes(tmp_path: Path) -> None:
    books = [register(tmp_path, items={"奖金总额": 1000, **MET})]
    assert divided(tmp_path, books) == divided(tmp_path, books)


@pytest.mark.office
def test_every_formula_comes_to_its_stored_value(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("甲", "乙", "丙")]
    for folder in folders:
        folder.mkdir()
    books = {
        "bonus": bonus(folders[0]),
        "cents": bonus(folders[1], 0.07),
        "contact": contact(folders[2]),
    }
    found = recalculated({name: spoiled(data) for name, data in books.items()}, tmp_path)
    for name, data in books.items():
        cells = formulas(data)
        assert cells
        for cell in cells:
            value = found[name][cell.sheet, cell.address]
            assert value == pytest.approx(cell.stored, abs=1e-9), (name, cell)
