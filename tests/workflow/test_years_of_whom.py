"""Whose year a register belongs to: by 单位编码, else by 单位名称; and files of nobody."""

from itertools import permutations

import pytest

from pinshi_cli.model.register import Unit
from pinshi_cli.policy.library import book_for
from pinshi_cli.unit import Quarter, grade_workbook
from pinshi_cli.workflow.year.documents import annual_document
from pinshi_cli.workflow.year.units import by_unit
from pinshi_cli.workflow.year.years import Annual, annual
from tests.builders import table, unit
from tests.workflow.test_years_that_do_not_fit import book, errors

CASES = [
    # 单位名称 with 单位编码 of each register, which are one unit, which nobody can tell
    ("甲 甲A1 乙A1 乙A1", "0123", ""),
    ("甲A1 乙A1 甲 乙", "0123", ""),
    ("甲 甲 甲", "012", ""),
    ("甲 乙 甲", "02 1", ""),
    ("镇 镇A1 镇B1 镇B1", "0 1 23", "0"),
    ("镇A1 乙A1 乙B1 乙 镇", "014 2 3", "3"),
    ("甲A1 甲B1", "0 1", ""),
    ("甲A1 乙", "0 1", ""),
]


def units(said: str) -> list[Unit]:
    return [Unit(each[0], each[1:]) for each in said.split()]


@pytest.mark.parametrize(("said", "together", "doubted"), CASES)
def test_the_code_tells_and_without_one_the_name(said: str, together: str, doubted: str) -> None:
    found = by_unit(units(said))
    assert [set(own) for own in found.groups] == [set(map(int, own)) for own in together.split()]
    assert [set(each.own) for each in found.doubts] == [set(map(int, d)) for d in doubted.split()]


@pytest.mark.parametrize("said", [said for said, _, _ in CASES])
def test_the_order_of_the_registers_makes_no_difference(said: str) -> None:
    given = units(said)

    def sets(order: tuple[int, ...]) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
        found = by_unit([given[place] for place in order])
        groups = {frozenset(order[place] for place in own) for own in found.groups}
        return groups, {frozenset(order[place] for place in each.own) for each in found.doubts}

    orders = list(permutations(range(len(given))))
    assert all(sets(order) == sets(orders[0]) for order in orders)


def judged(found: Annual) -> dict[str, bool]:
    """Which units have verdicts, by name and the quarters of their books."""
    return {
        f"{each.name}{''.join(str(b.quarter.number) for b in each.books)}": each.year is not None
        for each in found.units
    }


TOWN = "城关镇"


def test_a_register_without_a_code_of_namesakes_is_an_error_and_neither_has_verdicts() -> None:
    books = [
        book(1, 单位名称=TOWN),
        book(2, 单位名称=TOWN, 单位编码="A1"),
        book(3, 单位名称=TOWN, 单位编码="B1"),
        book(4, 单位名称=TOWN, 单位编码="B1"),
        book(1),
    ]
    found = annual(books, many=True)
    assert errors(found) == [("Y813", f"{TOWN}1.xlsx")]
    [doubt] = [each for each in found.diagnostics if each.is_error]
    assert "A1、B1" in doubt.message
    assert "填单位编码" in doubt.hint
    wanted = {f"{TOWN}1": False, f"{TOWN}2": False, f"{TOWN}34": False, "青禾区统计局1": True}
    assert judged(found) == wanted
    assert judged(annual(books[::-1], many=True)) == wanted


def test_namesakes_given_as_one_unit_are_told_apart_by_their_codes() -> None:
    found = annual([book(1, 单位编码="A1"), book(2, 单位编码="B2")])
    [said] = [each for each in found.diagnostics if each.is_error]
    assert "（B2）”与“青禾区统计局（A1）”" in said.message


def test_a_unit_that_was_renamed_and_had_no_code_at_first_is_one() -> None:
    books = [book(1), book(2, 单位编码="A1"), book(3, 单位编码="A1", 单位名称="青禾统计局")]
    for order in (books, books[::-1]):
        for many in (True, False):
            assert judged(annual(order, many=many)) == {"青禾统计局123": True}


# ---- files that make no quarter


def test_of_many_units_a_register_without_a_policy_stops_its_own() -> None:
    lost = book(2, 考核办法="zhangdain")
    other = [book(number, 单位名称=TOWN) for number in (1, 2)]
    found = annual([book(1), lost, *other], many=True)
    assert judged(found) == {"青禾区统计局1": False, f"{TOWN}12": True}
    assert errors(found) == [("P601", "2.xlsx"), ("Y804", "2.xlsx")]
    assert annual_document(found)["units"][0]["people"] == []


@pytest.mark.parametrize("items", [{"单位编码": "A1", "单位名称": "旧名"}, {}])
def test_it_is_known_by_its_code_or_its_name(items: dict[str, str]) -> None:
    lost = book(2, 考核办法="zhangdain", **items)
    found = annual([book(1, 单位编码="A1"), lost, book(1, 单位名称=TOWN)], many=True)
    assert judged(found) == {"青禾区统计局1": False, f"{TOWN}1": True}


def test_a_unit_of_nothing_but_such_a_register_is_only_its_error() -> None:
    found = annual([book(1), book(1, 单位名称=TOWN, 考核办法="zhangdain")], many=True)
    assert judged(found) == {"青禾区统计局1": True}
    assert errors(found) == [("P601", f"{TOWN}1.xlsx")]


def unreadable() -> Quarter:
    return Quarter("坏.xlsx", "", 0, None, None, None, ())


def unnamed() -> Quarter:
    made = grade_workbook(unit((80, 80), items={"单位名称": None}), book_for)
    return made._replace(file="无名.xlsx")


@pytest.mark.parametrize("stray", [unreadable(), unnamed()], ids=["unreadable", "unnamed"])
def test_a_file_of_nobody_may_be_the_only_units(stray: Quarter) -> None:
    found = annual([book(1), stray], many=True)
    assert judged(found) == {"青禾区统计局1": False}
    assert ("Y804", stray.file) in errors(found)


@pytest.mark.parametrize("stray", [unreadable(), unnamed()], ids=["unreadable", "unnamed"])
def test_of_several_units_nobody_knows_whose_it_is(stray: Quarter) -> None:
    found = annual([book(1), book(1, 单位名称=TOWN), stray], many=True)
    assert judged(found) == {"青禾区统计局1": True, f"{TOWN}1": True}
    said = [(each.code, each.where.file, each.is_error) for each in found.diagnostics]
    assert ("Y813", stray.file, False) in said


RATINGS = table("编号 姓名 得分", ("001", "张三", 90), ("002", "李四", 80))


@pytest.mark.parametrize(("rated", "told"), [((False, True), True), ((True, True), False)])
def test_a_book_of_the_annual_ratings_is_told_where_they_belong(
    rated: tuple[bool, bool], *, told: bool
) -> None:
    sheets = [{"年度测评": RATINGS} if each else {} for each in rated]
    made = [unit((80, 80), items={"季度": 4}, sheets=each) for each in sheets]
    found = annual([grade_workbook(each, book_for) for each in made])
    [said] = [each for each in found.diagnostics if each.code == "Y801"]
    assert ("最近一季登记簿里的一张表" in said.hint) is told
