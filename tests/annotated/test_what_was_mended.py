"""A register that comes again: what was mended, what is new, what still stands."""

import pytest

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.registers.annotated import annotated_copy
from pinshi_cli.registers.annotated_list import (
    MENDED,
    NEW,
    STANDING,
    Problem,
    listed_in,
    problems_of,
    title_of,
)
from pinshi_cli.registers.annotated_since import compared
from pinshi_cli.workflow.samples import sample
from tests.annotated.returned import (
    assert_returned,
    finding,
    found_in,
    opened,
    read,
    returned,
)
from tests.builders import book, table
from tests.sheets.odd_files import with_part, xlsx


def problem(
    cell: tuple[int, int] = (2, 3),
    person: str = "",
    message: str = "有误",
    code: str = "R203",
    sheet: str = "指标评分",
) -> Problem:
    return Problem(Severity.ERROR, code, sheet, *cell, person, "", message, "")


SAME = {
    "nothing changed": (problem(), problem()),
    "the same cell, another wrong value": (problem(message="“约90”"), problem(message="“约91”")),
    "a person in another row": (problem((2, 3), "001"), problem((9, 3), "001")),
    "a person in another row, another value": (
        problem((2, 3), "001", "“约90”"),
        problem((9, 3), "001", "“约91”"),
    ),
    "a person in another column": (problem((2, 3), "001"), problem((2, 4), "001")),
    "nobody's, in another row, in the same words": (problem((2, 3)), problem((5, 3))),
    "no cell at all": (problem((0, 0)), problem((0, 0))),
    "a sheet written with a blank": (problem(sheet="指标评分"), problem(sheet="指标 评分")),
}
OTHER = {
    "another code": (problem(), problem(code="R204")),
    "another sheet": (problem(), problem(sheet="民主测评")),
    "another person in the same cell": (problem(person="001"), problem(person="002")),
    "another cell, other words": (problem(message="甲"), problem((5, 3), message="乙")),
    "the person's other column, other words": (
        problem((2, 3), "001", "甲"),
        problem((2, 4), "001", "乙"),
    ),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_what_is_the_same_finding_still_stands(old: Problem, new: Problem) -> None:
    assert compared([old], [new]) == ((), (), (new,))


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_what_is_another_finding_is_mended_and_new(old: Problem, new: Problem) -> None:
    assert compared([old], [new]) == ((old,), (new,), ())


def test_each_finding_is_matched_once() -> None:
    two, one = [problem((2, 3)), problem((3, 3))], [problem((3, 3))]
    assert compared(two, one) == ((two[0],), (), (one[0],))
    assert compared(one, two) == ((), (two[0],), (two[1],))


def test_the_surest_match_goes_before_a_likely_one() -> None:
    old = [problem((2, 3), "001", "甲"), problem((2, 4), "001", "乙")]
    new = [problem((2, 4), "001", "乙"), problem((2, 3), "001", "丙")]
    assert compared(old, new) == ((), (), (new[0], new[1]))


def test_the_list_of_a_copy_says_what_the_findings_were() -> None:
    data = sample("quarter-with-errors.xlsx").read_bytes()
    copy, problems = returned(data)
    listed = listed_in(read(copy))
    assert listed is not None
    bare = [each._replace(look="") for each in listed[1]]
    assert bare == [each._replace(look="") for each in problems]
    assert compared(listed[1], problems)[:2] == ((), ())


def test_a_copy_says_what_became_of_each_finding() -> None:
    data = sample("quarter-with-errors.xlsx").read_bytes()
    workbook = read(data)
    found = found_in(workbook)
    old = problems_of(workbook, found)
    now = problems_of(workbook, found[5:])
    now.append(problem(message="刚写错的"))
    both = compared(old, now)
    assert (len(both.mended), len(both.new), len(both.standing)) == (5, 1, len(found) - 5)
    states = [each.state for each in both.all]
    assert states == [NEW, *[STANDING] * (len(found) - 5), *[MENDED] * 5]
    assert title_of(both.all) == title_of(now)


def test_what_is_mended_is_listed_and_not_marked() -> None:
    data = xlsx()
    at = problems_of(read(data), [finding("人员名册", 2, 2), finding("人员名册", 3, 3)])
    both = compared(at, at[:1])
    copy = annotated_copy(data, read(data), both.all)
    sheet = opened(copy)["人员名册"]
    assert sheet["B2"].comment is not None
    assert sheet["C3"].comment is None
    page = opened(copy)["问题清单"]
    assert [row[9].value for row in page.iter_rows(min_row=4, max_row=6)] == [
        "状态",
        STANDING,
        MENDED,
    ]
    assert page["B5"].fill.patternType == "lightUp"
    assert page["B6"].fill.patternType is None
    listed = listed_in(read(copy))
    assert listed is not None
    assert len(listed[1]) == 1


def test_whose_row_it_is_goes_with_the_finding() -> None:
    rows = table("编号 姓名 德", ("001", "张三", "约"), (7, "李四", None))
    workbook = book({"指标评分": [("标题",), *rows], "人员名册": table("编号 姓名", ("9", "王五"))})
    found = [finding("指标评分", row, 3) for row in (1, 2, 3, 4, 5)]
    who = [(each.person, each.name) for each in problems_of(workbook, found)]
    assert who == [("", ""), ("", ""), ("001", "张三"), ("7", "李四"), ("", "")]
    nowhere = finding("指标评分", 0, 0)._replace(person="9")
    assert problems_of(workbook, [nowhere])[0].name == "王五"


def test_a_list_of_findings_is_no_unknown_sheet() -> None:
    data = sample("quarter.xlsx").read_bytes()
    copy = assert_returned(data, [finding("人员名册", 5, 3)])
    assert found_in(read(copy)) == found_in(read(data))


def test_a_list_that_was_hidden_is_seen_again() -> None:
    copy, _ = returned(xlsx(), [finding("人员名册", 2, 2)])
    hidden = with_part(
        copy,
        "xl/workbook.xml",
        lambda xml: xml.replace('<sheet name="问题清单"', '<sheet state="hidden" name="问题清单"'),
    )
    assert read(hidden).sheets[1].hidden
    assert returned(hidden, [finding("人员名册", 2, 2)])[0] == copy


def test_another_sheet_of_that_name_is_not_taken_for_ours() -> None:
    workbook = book({"问题清单": [("序号", "问题"), (1, "没有交")]})
    assert listed_in(workbook) is None
