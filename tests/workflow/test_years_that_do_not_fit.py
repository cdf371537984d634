"""Registers that make no year together: each an error, and no verdicts for that unit."""

from collections.abc import Sequence

from pinshi_cli.policy.library import book_for
from pinshi_cli.sheets.cells import Value, Workbook
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.year.documents import annual_document
from pinshi_cli.workflow.year.years import Annual, annual
from tests.builders import unit


def book(
    number: int, totals: Sequence[object] = (80, 80), *, name: str = "张三", **items: Value
) -> Quarter:
    made: Workbook = unit(totals, people={"001": {"姓名": name}}, items={"季度": number, **items})
    file = f"{items.get('单位名称', '')}{number}.xlsx"
    return grade_workbook(made._replace(file=file), book_for)


def errors(found: Annual) -> list[tuple[str, str]]:
    return [(each.code, each.where.file) for each in found.diagnostics if each.is_error]


def test_the_registers_of_one_unit_in_one_year_are_judged() -> None:
    found = annual([book(2), book(1)])
    assert found.ok
    assert found.year == 2026
    [own] = found.units
    assert own.name == "青禾区统计局"
    assert own.year is not None


def test_two_registers_of_one_quarter() -> None:
    found = annual([book(1), book(2), book(2)])
    assert errors(found) == [("Y801", "2.xlsx")]
    assert [each.year for each in found.units] == [None]


def test_registers_of_several_years() -> None:
    found = annual([book(4, 年度=2025), book(1)])
    assert errors(found) == [("Y802", "4.xlsx")]
    assert [each.year for each in found.units] == [None]


def test_registers_of_several_units_unless_many_are_meant() -> None:
    books = [book(1), book(1, 单位名称="某县教育局"), book(2)]
    found = annual(books)
    assert errors(found) == [("Y803", "某县教育局1.xlsx")]
    assert [each.year for each in found.units] == [None, None]
    many = annual(books, many=True)
    assert many.ok
    assert [each.name for each in many.units] == ["青禾区统计局", "某县教育局"]
    assert [len(each.year.people) for each in many.units if each.year] == [2, 2]


def test_a_unit_is_known_by_its_code_and_without_one_by_its_name() -> None:
    renamed = annual([book(1, 单位编码="A1"), book(2, 单位编码="A1", 单位名称="青禾统计局")])
    assert renamed.ok
    assert [each.name for each in renamed.units] == ["青禾统计局"]
    assert annual([book(1, 单位编码="A1"), book(2)]).ok
    assert errors(annual([book(1, 单位编码="A1"), book(2, 单位编码="B2")]))[0][0] == "Y803"


def test_a_register_with_an_error() -> None:
    found = annual([book(1), _faulty(2)])
    assert ("Y804", "2.xlsx") in errors(found)
    assert [each.year for each in found.units] == [None]


def test_of_many_units_only_that_of_the_faulty_register_goes_without() -> None:
    found = annual([book(1, 单位名称="某县教育局"), book(1), _faulty(2)], many=True)
    assert not found.ok
    assert [each.year is None for each in found.units] == [False, True]


def test_a_register_that_does_not_say_its_quarter() -> None:
    found = annual([book(1), book(7)])
    assert not found.ok
    assert [each.year for each in found.units] == [None]


def test_another_name_under_the_same_number() -> None:
    found = annual([book(1), book(2, name="张 三"), book(3, name="章三")])
    assert errors(found) == [("Y805", "3.xlsx")]
    assert [each.year for each in found.units] == [None]


def test_another_policy_in_an_earlier_quarter_is_noted() -> None:
    first = book(1)
    assert first.policy is not None
    head = first.policy.head._replace(id="other", name="另一办法")
    found = annual([first._replace(policy=first.policy._replace(head=head)), book(2)])
    assert found.ok
    assert "Y809" in [each.code for each in found.diagnostics]


def test_the_document_of_a_unit_without_verdicts() -> None:
    said = annual_document(annual([book(1), book(1)]))
    assert said["ok"] is False
    [own] = said["units"]
    assert (own["quota"], own["people"]) == (None, [])
    assert "Y801" in [each["code"] for each in said["diagnostics"]]


def test_no_register_at_all() -> None:
    assert annual([]) == Annual(None, (), ())


def _faulty(number: int) -> Quarter:
    return book(number, 好等次比例="约四成")
