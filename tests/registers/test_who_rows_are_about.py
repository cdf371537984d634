"""Reading rules: 编号 and 姓名 (registers.md, Who)."""

from collections.abc import Sequence
from datetime import date

import pytest

from pinshi_cli.sheets.cells import Value
from tests.builders import RATINGS_HEAD, REF, UNCACHED, Result, grade, marks, table, unit

TOTALS = {"001": 80, "002": 70}


def awarded(row: Sequence[Value], people: Sequence[tuple[Value, str]]) -> Result:
    """A roster of these (编号, 姓名), and a row of 奖励 about (编号, 姓名)."""
    roster = [("编号", "姓名", "参加情况"), *((*person, "退休") for person in people)]
    awards = table("编号 姓名 种类 日期", (*row, "嘉奖", date(2026, 1, 5)))
    return grade(
        unit(
            TOTALS, sheets={"人员名册": roster, "奖励": awards, "指标评分": HEAD, "民主测评": RATED}
        )
    )


HEAD = table("编号 姓名 德 能 勤 绩 廉")
RATED = [RATINGS_HEAD]
SEVEN = [("007", "张三"), ("7", "李四"), ("7.0", "王五")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (7, "李四"),
        (7.0, "李四"),
        ("7", "李四"),
        (" 7 ", "李四"),
        ("７", "李四"),
        ("7.0", "王五"),
        ("007", "张三"),
        ("　００７", "张三"),
    ],
)
def test_an_id_is_text_and_a_whole_number_reads_as_its_digits(written: Value, name: str) -> None:
    assert awarded((written, name), SEVEN).errors() == []


@pytest.mark.parametrize("stored", [7, 7.0, "7", "７"])
def test_the_roster_reads_ids_in_the_same_way(stored: Value) -> None:
    result = awarded(("7", "李四"), [(stored, "李四")])
    assert result.errors() == []
    assert [p.id for p in result.register.people] == ["7"]


def test_a_long_number_reads_as_all_its_digits() -> None:
    result = awarded(("370303000012345", "李四"), [(370303000012345.0, "李四")])
    assert [p.id for p in result.register.people] == ["370303000012345"]


@pytest.mark.parametrize("written", ["7", 7, "07", "0007", "7.00"])
def test_another_writing_is_another_person(written: Value) -> None:
    result = awarded((written, None), [("007", "张三")])
    assert result.errors() == [("N302", "奖励", "A2")]
    (error,) = [d for d in result.diagnostics if d.is_error]
    assert "007" in error.hint or written == "7.00"


@pytest.mark.parametrize(
    ("written", "code"),
    [(7.5, "R214"), (True, "R214"), (date(2026, 1, 7), "R214"), (REF, "R205"), (UNCACHED, "R206")],
)
def test_an_id_that_is_neither_text_nor_whole_is_an_error(written: Value, code: str) -> None:
    assert awarded((written, None), SEVEN).errors() == [(code, "奖励", "A2")]


@pytest.mark.parametrize("written", [7.5, REF])
def test_a_roster_row_whose_id_cannot_be_read_is_an_error(written: Value) -> None:
    result = awarded(("7", None), [("7", "李四"), (written, "王五")])
    assert [(sheet, cell) for _, sheet, cell in result.errors()] == [("人员名册", "A3")]


def test_the_id_identifies_and_the_name_alone_must_be_unique() -> None:
    people = [("1", "张三"), ("2", "张 三"), ("3", "李四")]
    assert awarded(("2", "张三"), people).errors() == []
    assert awarded(("1", None), people).errors() == []
    assert awarded((None, "李四"), people).errors() == []
    result = awarded((None, "张三"), people)
    assert result.errors() == [("N304", "奖励", "B2")]
    (error,) = [d for d in result.diagnostics if d.is_error]
    assert "1、2" in error.message


def test_an_id_and_a_name_that_disagree_are_an_error_at_the_name() -> None:
    assert awarded(("7", "张三"), SEVEN).errors() == [("N303", "奖励", "B2")]


@pytest.mark.parametrize(
    ("row", "cell"), [(("8", "李四"), "A2"), ((8, None), "A2"), ((None, "无名"), "B2")]
)
def test_an_unknown_person_is_an_error_at_the_id_else_at_the_name(
    row: Sequence[Value], cell: str
) -> None:
    assert awarded(row, SEVEN).errors() == [("N302", "奖励", cell)]


def test_an_unknown_id_beside_a_known_name_is_told_the_right_id() -> None:
    result = awarded(("8", "李四"), SEVEN)
    assert "“7”" in next(d for d in result.diagnostics if d.is_error).hint


@pytest.mark.parametrize("lost", [REF, UNCACHED])
def test_a_name_that_excel_has_lost_is_an_error(lost: Value) -> None:
    assert [cell for _, _, cell in awarded(("7", lost), SEVEN).errors()] == ["B2"]


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("张三", "张　三"),
        ("阿依·古丽", "阿依•古丽"),
        ("阿依·古丽", "阿依 ・ 古丽"),
        ("阿依‧古丽", "阿依．古丽"),
        ("𠮷宇", " 𠮷 宇 "),
        ("Andr\u00e9", "Andre\u0301"),
    ],
)
def test_names_compare_without_white_space_and_with_one_middle_dot(
    listed: str, written: str
) -> None:
    for row in (("1", written), (None, written)):
        result = awarded(row, [("1", listed)])
        assert result.errors() == []
        assert result.register.people[0].name == listed


@pytest.mark.parametrize(
    ("listed", "written"), [("𠮷宇", "吉宇"), ("阿依·古丽", "阿依古丽"), ("张三", "張三")]
)
def test_other_characters_are_other_names(listed: str, written: str) -> None:
    assert awarded(("1", written), [("1", listed)]).errors() == [("N303", "奖励", "B2")]


def test_names_are_shown_as_the_roster_has_them() -> None:
    result = awarded(("1", "欧阳三"), [("1", " 欧 阳　三 ")])
    assert result["1"].person.name == "欧 阳　三"


def test_an_id_twice_in_the_roster_is_an_error_at_the_second() -> None:
    roster = [("编号", "姓名"), ("001", "张三"), ("002", "李四"), (" 001", "王五")]
    result = grade(unit(TOTALS, sheets={"人员名册": roster}))
    assert result.errors() == [("N301", "人员名册", "A4")]
    assert result.standings() == {"001": "withheld", "002": "graded"}


# -- rows of scores and ratings that name nobody for sure ----------------------------------------


@pytest.mark.parametrize(
    ("row", "error", "withheld"),
    [
        (("001", "李四"), ("N303", "民主测评", "B6"), {"001", "002"}),
        ((None, "张三"), None, set()),
        ((None, "钱一"), ("N302", "民主测评", "B6"), set()),
    ],
)
def test_a_rating_that_may_be_about_either_withholds_both(
    row: Sequence[Value], error: tuple[str, str, str] | None, withheld: set[str]
) -> None:
    rows: list[Sequence[Value]] = [RATINGS_HEAD]
    for id_, total in TOTALS.items():
        rows += [(id_, None, group, "甲", *marks(total)) for group in ("领导", "群众")]
    rows.append((*row, "群众", "乙", *marks(80)))
    result = grade(unit(TOTALS, sheets={"民主测评": rows}))
    assert result.errors() == ([error] if error else [])
    assert {id_ for id_, s in result.standings().items() if s == "withheld"} == withheld


def test_namesakes_rated_by_name_alone_are_both_withheld() -> None:
    rows = [RATINGS_HEAD, (None, "张三", "领导", "甲", *marks(80))]
    people = {"001": {"姓名": "张三"}, "002": {"姓名": "张三"}}
    result = grade(unit(TOTALS, people=people, sheets={"民主测评": rows}))
    assert ("N304", "民主测评", "B2") in result.errors()
    assert set(result.standings().values()) == {"withheld"}


def test_ratings_may_come_by_id_alone_or_by_name_alone() -> None:
    by_id = table(
        "编号 评价主体 评价人 德 能 勤 绩 廉",
        ("001", "领导", "甲", *marks(80)),
        ("002", "领导", "甲", *marks(70)),
    )
    by_name = table(
        "姓名 评价主体 评价人 德 能 勤 绩 廉",
        ("张三", "领导", "甲", *marks(80)),
        ("李四", "领导", "甲", *marks(70)),
    )
    for rows in (by_id, by_name):
        result = grade(unit(TOTALS, sheets={"民主测评": rows}))
        assert result.errors() == []
        assert result.score("001") == "80.00"


def test_points_whose_name_disagrees_withhold_both() -> None:
    rows = table(
        "编号 姓名 德 能 勤 绩 廉", ("001", "李四", *marks(80)), ("002", "李四", *marks(70))
    )
    result = grade(unit(TOTALS, sheets={"指标评分": rows}))
    assert ("N303", "指标评分", "B2") in result.errors()
    assert set(result.standings().values()) == {"withheld"}


def test_a_measure_whose_name_disagrees_withholds_both() -> None:
    rows = table("编号 姓名 种类 生效日期", ("001", "李四", "警告", date(2026, 2, 1)))
    result = grade(unit(TOTALS, sheets={"处分问责": rows}))
    assert result.errors() == [("N303", "处分问责", "B2")]
    assert set(result.standings().values()) == {"withheld"}
