"""民主测评: raters, groups, votes (registers.md, ZD)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import (
    RATINGS_HEAD,
    REF,
    Result,
    Table,
    grade,
    marks,
    unit,
)

TOTALS = {"001": 80, "002": 70}
HEAD = (*RATINGS_HEAD, "票数")


def rated(*rows: Sequence[Value], name: str = "张三") -> Result:
    """A unit of two in which the first is rated by these (评价主体, 评价人, points…, 票数)."""
    own: Table = [("001", name, *row) for row in rows]
    other: Sequence[Value] = ("002", "李四", "领导", "甲", *marks(70))
    sheet: Table = [HEAD, *own, other]
    return grade(unit(TOTALS, people={"001": {"姓名": name}}, sheets={"民主测评": sheet}))


def sheets(result: Result) -> int:
    return sum(group.sheets for group in result["001"].parts[1].groups)


# -- raters ----------------------------------------


@pytest.mark.parametrize(
    ("rater", "name"),
    [
        ("001", "张三"),
        (" 001 ", "张三"),
        ("００１", "张三"),
        ("张三", "张三"),
        (" 张　三", "张三"),
        ("阿依·古丽", "阿依•古丽"),
        ("阿依 ‧ 古丽", "阿依·古丽"),
        ("𠮷宇", "𠮷 宇"),
    ],
)
def test_a_rater_never_counts_about_himself(rater: str, name: str) -> None:
    result = rated(("领导", "甲", *marks(80)), ("群众", rater, *marks(100)), name=name)
    assert ("G402", "民主测评", "D3") in result.warnings()
    assert result.errors() == []
    assert (sheets(result), result.score("001")) == (1, "80.00")


def test_a_rater_is_himself_by_a_number_cell_too() -> None:
    people = {"7": 80, "8": 70}
    rows: list[Sequence[Value]] = [RATINGS_HEAD]
    rows += [(id_, None, "领导", 7.0, *marks(total)) for id_, total in people.items()]
    rows.append(("7", None, "群众", "乙", *marks(80)))
    result = grade(unit(people, sheets={"民主测评": rows}))
    assert ("G402", "民主测评", "D2") in result.warnings()
    assert result["8"].standing == "graded"


@pytest.mark.parametrize("rater", ["01", "1", "0010", "张三丰", "李四"])
def test_other_raters_count(rater: str) -> None:
    result = rated(("领导", "甲", *marks(80)), ("群众", rater, *marks(80)))
    assert result.errors() == []
    assert sheets(result) == 2


def test_a_fault_in_a_sheet_about_oneself_is_of_no_matter() -> None:
    result = rated(("领导", "甲", *marks(80)), ("群众", "张三", "优", None, 99, 1, 1))
    assert result.errors() == []
    assert result["001"].standing == "graded"


@pytest.mark.parametrize("second", ["甲", " 甲 ", "甲\n"])
def test_the_same_rater_twice_in_one_group_is_an_error_at_the_second(second: str) -> None:
    result = rated(("领导", "甲", *marks(80)), ("领导", second, *marks(90)))
    assert result.errors() == [("G403", "民主测评", "D3")]
    assert result.standings() == {"001": "withheld", "002": "graded"}


def test_one_code_in_two_groups_or_about_two_people_is_no_fault() -> None:
    result = rated(("领导", "甲", *marks(80)), ("群众", "甲", *marks(80)))
    assert result.errors() == []


@pytest.mark.parametrize(
    ("group", "code"),
    [("外星人", "R208"), (None, "R201"), ("", "R201"), ("自评", "R208"), (REF, "R205")],
)
def test_an_unknown_rater_group_is_an_error_at_its_cell(group: Value, code: str) -> None:
    result = rated((group, "甲", *marks(80)), ("领导", "乙", *marks(80)))
    assert result.errors() == [(code, "民主测评", "C2")]
    assert result["001"].standing == "withheld"


def test_a_rater_group_is_compared_white_space_aside() -> None:
    result = rated((" 领 导", "甲", *marks(80)), ("群众　", "乙", *marks(80)))
    assert result.errors() == []
    assert sheets(result) == 2


@pytest.mark.parametrize("rater", [None, "", "  "])
def test_a_sheet_of_nobody_is_an_error_unless_it_is_a_tally(rater: Value) -> None:
    assert rated(("领导", rater, *marks(80))).errors() == [("R201", "民主测评", "D2")]
    tally = rated(("领导", rater, *marks(80), 3), ("领导", rater, *marks(80), 2))
    assert tally.errors() == []
    assert sheets(tally) == 5


@pytest.mark.parametrize(
    ("rater", "code"), [(REF, "R205"), (7.5, "R214"), (date(2026, 1, 1), "R214")]
)
def test_a_rater_that_is_no_code_is_an_error(rater: Value, code: str) -> None:
    assert rated(("领导", rater, *marks(80))).errors() == [(code, "民主测评", "D2")]


@pytest.mark.parametrize(
    ("votes", "code"),
    [(0, "R204"), (-1, "R204"), (2.5, "R212"), ("三", "R203"), (1_000_000, "R204"), (REF, "R205")],
)
def test_a_tally_needs_a_sound_number_of_votes(votes: Value, code: str) -> None:
    result = rated(("领导", None, *marks(80), votes))
    assert (code, "民主测评", "J2") in result.errors()
    assert result["001"].standing == "withheld"


def test_a_tally_in_text_counts_with_a_warning() -> None:
    result = rated(("领导", None, *marks(80), "3"))
    assert ("R202", "民主测评", "J2") in result.warnings()
    assert sheets(result) == 3


def test_every_fault_of_a_sheet_is_told() -> None:
    result = rated(("外星人", None, "优", None, 99, 1, 1))
    assert [cell for _, _, cell in result.errors()] == ["C2", "D2", "E2", "F2", "G2"]
