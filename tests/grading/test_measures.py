"""Step 4: ceilings and fixed outcomes (ZD7.3, ZD7.4, ZD8.2, ZDA; national: 立案, 开除)."""

from datetime import date

import pytest

from pinshi_cli.model.grade import GRADED, NO_GRADE, NOT_ASSESSED, PENDING, WITHHELD
from tests.builders import grade, table, unit
from tests.grading.measured import IN, acting

D = date


# -- terms and ends ----------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "quarter", "in_force"),
    [
        (D(2026, 3, 31), None, 1, True),
        (D(2026, 4, 1), None, 1, False),
        (D(2025, 7, 1), None, 1, False),  # six months: to 1 January, itself no longer in force
        (D(2025, 7, 2), None, 1, True),
        (D(2025, 8, 31), None, 1, True),  # to 28 February
        (D(2025, 9, 30), None, 2, False),  # 30 March
        (D(2025, 10, 1), None, 2, False),  # 1 April is the end itself
        (D(2025, 10, 2), None, 2, True),
        (D(2025, 10, 31), None, 2, True),  # 30 April
        (D(2025, 12, 31), None, 2, True),  # 30 June is the end, 29 June is in force
        (D(2025, 12, 31), None, 3, False),
        (D(2025, 12, 1), D(2026, 1, 1), 1, False),
        (D(2025, 12, 1), D(2026, 1, 2), 1, True),
        (D(2024, 1, 1), D(2026, 6, 1), 1, True),  # the end that stands counts, not the term
        (D(2026, 2, 1), D(2026, 2, 1), 1, False),
        (D(2026, 2, 1), D(2026, 2, 2), 1, True),
    ],
)
def test_zd7_4_a_warning_allows_ordinary_at_most_while_in_force(
    begin: date,
    end: date | None,
    quarter: int,
    in_force: bool,
) -> None:
    result = acting(("警告", begin, end, None), quarter=quarter)
    outcome = result["001"]
    assert outcome.band == "好"
    assert (outcome.grade, outcome.ceiling) == (("一般", "一般") if in_force else ("好", None))
    assert ("ZD7.4" in result.rules("001")) is in_force


@pytest.mark.parametrize(
    ("kind", "months"), [("记过", 12), ("记大过", 18), ("降级", 24), ("撤职", 24)]
)
def test_zd7_4_a_demerit_gives_no_grade_for_its_term(kind: str, months: int) -> None:
    year, month = divmod(2026 * 12 - months, 12)
    ended = acting((kind, D(year, month + 1, 1), None, None))
    assert ended["001"].standing == GRADED
    running = acting((kind, D(year, month + 1, 2), None, None))
    outcome = running["001"]
    assert outcome.standing == NO_GRADE
    assert "ZD7.4" in running.rules("001")
    assert (outcome.band, outcome.ceiling, outcome.proposed, outcome.grade) == (None,) * 4
    assert running.graded.quota.base == 3


def test_zd7_4_once_lifted_the_grade_is_as_usual() -> None:
    lifted = acting(("记过", D(2025, 6, 1), D(2025, 12, 31), None))
    assert lifted["001"].grade == "好"


@pytest.mark.parametrize("kind", ["组织谈话", "工作问责", "责任追究"])
@pytest.mark.parametrize(
    ("begin", "end", "acts"),
    [
        (IN, None, True),
        (D(2026, 1, 1), None, True),
        (D(2026, 3, 31), None, True),
        (D(2025, 12, 31), None, False),
        (D(2026, 4, 1), None, False),
        (D(2025, 12, 31), D(2026, 1, 2), True),
        (D(2025, 12, 31), D(2026, 1, 1), False),
        (D(2025, 6, 1), D(2027, 1, 1), True),
        (IN, IN, True),
    ],
)
def test_zd7_3_accountability_is_what_the_case_says(
    kind: str,
    begin: date,
    end: date | None,
    acts: bool,
) -> None:
    outcome = acting((kind, begin, end, "较差"))["001"]
    assert (outcome.grade, outcome.ceiling) == (("较差", "=较差") if acts else ("好", None))


@pytest.mark.parametrize("said", [None, "较好", "好"])
def test_zd7_3_the_case_must_say_ordinary_or_poor(said: str | None) -> None:
    result = acting(("组织谈话", IN, None, said))
    assert result.errors() == [("G406", "处分问责", "F2")]
    assert result["001"].standing == WITHHELD
    # it could not have come to 好, so nobody else's place depends on it
    assert result.graded.quota.given == 0


def test_zd7_3_a_word_that_is_no_grade_is_an_error_at_its_cell() -> None:
    result = acting(("组织谈话", IN, None, "劣"))
    assert ("R208", "处分问责", "F2") in result.errors()
    assert result["001"].standing == WITHHELD


def test_zd7_3_an_empty_outcome_is_no_matter_once_out_of_force() -> None:
    result = acting(("组织谈话", D(2025, 6, 1), None, None))
    assert (result["001"].grade, result.errors()) == ("好", [])


def test_a_case_without_a_column_for_its_outcome_is_an_error_at_its_kind() -> None:
    sheet = table("编号 姓名 种类 生效日期", ("001", None, "组织谈话", IN))
    result = grade(unit([95, 70, 50], sheets={"处分问责": sheet}))
    assert result.errors() == [("G406", "处分问责", "C2")]


@pytest.mark.parametrize(
    ("begin", "graded"),
    [
        (D(2026, 1, 1), "较差"),
        (D(2026, 3, 31), "较差"),
        (D(2025, 12, 31), "好"),
        (D(2026, 4, 1), "好"),
    ],
)
def test_zd8_2_an_admonition_makes_its_own_quarter_poor(begin: date, graded: str) -> None:
    result = acting(("告诫", begin, None, None))
    assert result["001"].grade == graded
    assert ("ZD8.2" in result.rules("001")) is (graded == "较差")


def test_zd8_2_an_outcome_beside_an_admonition_is_not_taken() -> None:
    result = acting(("告诫", IN, None, "一般"))
    assert result["001"].grade == "较差"
    assert result.warnings() == [("G412", "处分问责", "F2")]


@pytest.mark.parametrize(
    ("said", "total", "graded"),
    [("较好", 95, "较好"), ("一般", 95, "一般"), ("较差", 95, "较差"), ("较好", 70, "一般")],
)
def test_zda_a_finding_of_the_negative_list_fixes_the_grade(
    said: str, total: int, graded: str
) -> None:
    result = acting(negative=[("迟到早退", IN, said)], total=total)
    assert (result["001"].grade, result["001"].ceiling) == (graded, f"={said}")
    assert "ZDA" in result.rules("001")


@pytest.mark.parametrize("said", [None, "好"])
def test_zda_an_outcome_that_is_empty_or_other_is_an_error_there(said: str | None) -> None:
    result = acting(negative=[("迟到早退", IN, said)])
    assert result.errors() == [("G406", "负面清单", "E2")]
    assert result["001"].standing == WITHHELD


@pytest.mark.parametrize("day", [D(2025, 12, 31), D(2026, 4, 1)])
def test_zda_a_finding_of_another_quarter_is_an_error_at_its_date(day: date) -> None:
    result = acting(negative=[("迟到早退", day, "一般")])
    assert result.errors() == [("R216", "负面清单", "D2")]
    assert result["001"].standing == WITHHELD


@pytest.mark.parametrize("day", [D(2026, 1, 1), D(2026, 3, 31)])
def test_zda_the_quarters_first_and_last_day_belong_to_it(day: date) -> None:
    assert acting(negative=[("迟到早退", day, "一般")])["001"].grade == "一般"


# -- national measures ----------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "pending"),
    [
        (D(2020, 1, 1), None, True),
        (D(2026, 3, 31), None, True),
        (D(2026, 4, 1), None, False),
        (D(2025, 1, 1), D(2026, 1, 1), False),
        (D(2025, 1, 1), D(2026, 1, 2), True),
    ],
)
def test_an_open_investigation_leaves_the_grade_pending(
    begin: date,
    end: date | None,
    pending: bool,
) -> None:
    result = acting(("立案调查", begin, end, None))
    assert result["001"].standing == (PENDING if pending else GRADED)
    assert result.graded.quota.base == 3


@pytest.mark.parametrize(
    ("begin", "standing"),
    [
        (D(2020, 1, 1), NOT_ASSESSED),
        (D(2026, 3, 31), NOT_ASSESSED),
        (D(2026, 4, 1), GRADED),
    ],
)
def test_a_dismissal_ends_assessment_from_its_day_on(begin: date, standing: str) -> None:
    result = acting(("开除", begin, None, None))
    assert result["001"].standing == standing
    assert result.graded.quota.base == (2 if standing == NOT_ASSESSED else 3)


@pytest.mark.parametrize("kind", ["诫勉", "党内警告", "留党察看", "调整职务", "免职"])
def test_what_acts_in_the_year_is_a_note_in_its_quarter(kind: str) -> None:
    result = acting((kind, IN, None, None))
    assert result["001"].grade == "好"
    assert result.notes() == [("G410", "处分问责", "C2")]
    assert acting((kind, D(2025, 1, 1), None, None)).notes() == []
