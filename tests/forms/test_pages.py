"""Every form's pages, as LibreOffice lays them out: how many, and what they say."""

import re
from collections.abc import Sequence

import pytest

from pinshi_cli.forms.case import Values
from pinshi_cli.forms.kinds import KINDS, PERSON, UNIT, Kind
from tests.forms.cases import LONG as SUMMARY
from tests.forms.cases import LONG_NAME
from tests.forms.on_paper import ALL, BARE, LONG, PAPERS, USUAL, Paper, Printed, values_of
from tests.forms.printed import run

pytestmark = pytest.mark.office

PAGES = {
    ("registration-b", LONG): 2,
    ("summaries", LONG): 3,
    ("archive", LONG): 2,
    ("roster", USUAL): 2,
    ("composite", USUAL): 2,
    ("meeting", USUAL): 3,
    ("annual-registration", LONG): 4,
    **{("annual-registration", case): 2 for case in (USUAL, BARE)},
    **{
        (kind, case): 2
        for kind in ("notice", "approval", "filing-report")
        for case in (USUAL, LONG, BARE)
    },
}
"""How many pages a paper takes where it is not one."""

SHORTER = {("notice", BARE): 1, ("filing-report", BARE): 1}
"""Those that take fewer as .xlsx, whose lines are closer."""

ONE = [each for each in PAPERS if each.case != ALL]
EVERYBODY = [each for each in PAPERS if each.case == ALL]


def pages_of(kind: Kind, case: str, ending: str) -> int:
    pages = PAGES.get((kind.id, case), 1)
    return SHORTER.get((kind.id, case), pages) if ending == ".xlsx" else pages


def named(papers: Sequence[Printed]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("which", papers, ids=lambda each: each.name)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def says(page: str, value: object) -> bool:
    """A value over several lines of a cell is torn apart in the text of a page."""
    return plain(str(value)) in plain(page) or set(plain(str(value))) <= set(page)


def test_columns_are_measured_by_the_font_that_excel_measures_by() -> None:
    """Carlito is as wide as Calibri; without it LibreOffice prints every workbook smaller."""
    assert run("fc-match", "Calibri").decode().startswith(("Carlito", "calibri"))


@named(ONE)
def test_a_form_has_its_pages_and_each_says_which_it_is(
    paper: dict[str, Paper], which: Printed
) -> None:
    found = paper[which.name].pages
    assert len(found) == pages_of(which.kind, which.case, which.ending)
    for number, page in enumerate(found, start=1):
        total = f"共{len(found)}页" if which.kind.per == UNIT else ""
        assert f"第{number}页{total}" in plain(page)


@named([each for each in ONE if each.kind.per == PERSON])
def test_a_person_s_form_says_name_and_grade(paper: dict[str, Paper], which: Printed) -> None:
    said = "".join(paper[which.name].pages)
    values = values_of(which.kind, which.case)[0]
    assert says(said, values["姓名"])
    if which.kind.id in ("registration-a", "registration-b"):
        assert f"审定等次：{values['审定等次']}" in plain(said)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
@pytest.mark.parametrize("kind", ["registration-b", "annual-registration", "summaries"])
def test_a_long_summary_is_there_to_its_last_word(
    paper: dict[str, Paper], kind: str, ending: str
) -> None:
    pages = paper[f"{kind}-long-{ending}"].pages
    said = "".join(re.sub(r"第\d+页(共\d+页)?", "", plain(page)) for page in pages)
    assert SUMMARY[:820].endswith("汇总数")
    for number in range(1, 26):
        assert f"本季度完成第{number}项工作" in said
    signed = "公示期间" if kind == "summaries" else "本人（签名）"
    assert said.index("本季度完成第26项工作：核对报表、走访企业、汇总数") < said.index(signed)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
@pytest.mark.parametrize("kind", ["roster", "notice", "composite", "filing-form"])
def test_rare_characters_and_long_names_are_printed(
    paper: dict[str, Paper], kind: str, ending: str
) -> None:
    said = "".join(paper[f"{kind}-long-{ending}"].pages)
    assert "㐂𠮷䶮" in plain(said)
    assert says(said, LONG_NAME)


@named(EVERYBODY)
def test_in_a_print_file_everybody_begins_on_a_page_counted_from_one(
    paper: dict[str, Paper], which: Printed
) -> None:
    found = iter(paper[which.name].pages)
    for values in values_of(which.kind, LONG):
        number, page = 1, next(found)
        assert "第1页" in plain(page)
        assert says(page, first_said(which.kind, values))
        case = LONG if values.get("姓名") == LONG_NAME else BARE
        while number < pages_of(which.kind, case, which.ending):
            number += 1
            assert f"第{number}页" in plain(next(found))
    assert list(found) == []


def first_said(kind: Kind, values: Values) -> object:
    """Whom a paper is about."""
    return values["姓名" if kind.per == PERSON else "部门"]


def test_no_form_is_left_out() -> None:
    assert {each.kind for each in PAPERS} == set(KINDS)
