"""The papers of a year say what its verdicts rest on."""

from collections.abc import Mapping
from datetime import date

import pytest

from pinshi_cli.forms.case import Value
from pinshi_cli.forms.kinds import BY_NAME
from pinshi_cli.forms.year_papers import year_papers
from tests.builders import Sheets, table, unit
from tests.forms.cases import year_of


def registration(*sheets: Sheets) -> Mapping[str, Value]:
    """年度登记表 of 001, of quarters with these sheets."""
    books = [
        unit((80, 80), items={"季度": number}, sheets=each)
        for number, each in enumerate(sheets, start=1)
    ]
    return year_papers(BY_NAME["年度登记表"], year_of(books)).about("001")[0].values


def rating(score: int) -> Sheets:
    return {"年度测评": table("编号 姓名 得分 培训学时", ("001", "张三", score, score + 1))}


@pytest.mark.parametrize(
    ("sheets", "score", "hours"),
    [
        ([{}, rating(70), rating(90), {}], 90, 91),
        ([{}, {}, rating(70), rating(90)], 90, 91),
        ([{}, {}, {}, {}], "", ""),
    ],
    ids=["the third quarter's", "the latest of two", "none"],
)
def test_the_annual_rating_is_of_the_quarter_that_the_score_takes_it_from(
    sheets: list[Sheets], score: Value, hours: Value
) -> None:
    found = registration(*sheets)
    assert (found["测评得分"], found["培训学时"]) == (score, hours)
    assert (found["年度得分"] == "") is (score == "")


def test_why_there_is_no_grade_is_the_verdicts_own_reason() -> None:
    measures = table("编号 姓名 种类 生效日期", ("001", "张三", "记过", date(2026, 4, 1)))
    found = registration({}, {"处分问责": measures}, {}, rating(90))
    assert found["年度得分"] != ""
    assert found["年度未确定说明"] == "记过（2026-04-01 生效）：当年只写评语、不确定等次"
    assert "年度得分" in str(found["年度依据"])
