"""奖金分配: everyone's share in live formulas, from the coefficients to the cent."""

from typing import NamedTuple

from pinshi_cli.grading.use_bonus import CENT, Division, Portion
from pinshi_cli.grading.use_list import Line
from pinshi_cli.model.number import ZERO
from pinshi_cli.policy.use_facts import YEAR_GRADES
from pinshi_cli.results.paper import Page, at, fitting, fixed_at
from pinshi_cli.results.use_workbook import ListContents

_FIRST_QUARTER = 4
"""The column of the first quarter; the annual grade and the rule's factor follow the fourth."""

_ANNUAL, _FACTOR, _COEFFICIENT, _EXACT, _CUT, _EXTRA, _PAID = range(8, 15)

_TABLE = 3
"""The row of the first coefficient."""

_AMOUNT = (2, 5)
"""The cell of the amount."""

_TITLES = (
    *("序号", "编号", "姓名", "内设机构"),
    *("一季度", "二季度", "三季度", "四季度", "年度", "调整系数", "系数"),
    *("应得", "舍到分", "尾差", "实发"),
)

_GUARD = 6
"""Decimals of a cent to which a share is rounded first: 0.29 × 100 is 28.999… in a spreadsheet."""


class _Layout(NamedTuple):
    """Where the rows of people stand, and the cells of the coefficients."""

    first: int
    last: int
    grades: str
    factors: str
    by_year: bool


def write_bonus(page: Page, contents: ListContents) -> None:
    """The amount, the table of coefficients, a row for each person, the sum."""
    made, looks = contents.made, page.looks
    division = made.division
    if division is None:
        return
    names = [line.name for line in made.lines]
    page.set_up((6, 10, fitting(names, 10, 18), 14, *[8] * 6, 10, 14, 12, 8, 12), draft=False)
    page.title(0, contents.title, draft=False)
    page.line(1, _said(division), looks.note)
    page.texts(_TABLE - 1, ("等次", "系数"), looks.head, first=1)
    for row, each in enumerate(made.policy.coefficients, start=_TABLE):
        page.text(row, 1, each.grade, looks.centre)
        page.number(row, 2, each.factor, looks.parameter)
    page.text(_TABLE - 1, 4, "奖金总额", looks.head)
    page.number(*_AMOUNT, division.amount, looks.parameter)
    layout = _layout(contents, len(made.lines))
    page.texts(layout.first - 1, _TITLES, looks.head)
    for row, line in enumerate(made.lines, start=layout.first):
        if line.portion is not None:
            _about(page, row, line, layout)
            _figures(page, row, line.portion, layout)
    _sums(page, division, layout)
    page.ids(layout.first, layout.last, 1)
    page.sheet.repeat_rows(layout.first - 1, layout.first - 1)
    page.sheet.freeze_panes(layout.first, 3)


def _said(division: Division) -> str:
    said = "应得＝奖金总额×本人系数÷系数合计，舍到分；余下的分按尾数从大到小各加一分。"
    return said + ("尾数相同的按名册先后，与考核无关。" if division.by_order else "")


def _layout(contents: ListContents, people: int) -> _Layout:
    coefficients = contents.made.policy.coefficients
    end = _TABLE + len(coefficients) - 1
    first = end + 3
    return _Layout(
        first,
        first + people - 1,
        f"{fixed_at(_TABLE, 1)}:{fixed_at(end, 1)}",
        f"{fixed_at(_TABLE, 2)}:{fixed_at(end, 2)}",
        any(each.grade in YEAR_GRADES for each in coefficients),
    )


def _about(page: Page, row: int, line: Line, layout: _Layout) -> None:
    """Who it is, what the quarters and the year show, the factor of the rule."""
    looks, person = page.looks, line.person
    page.number(row, 0, row - layout.first + 1, looks.whole)
    about = (line.id, line.name, person.department if person is not None else "")
    page.texts(row, about, looks.centre, first=1)
    page.texts(row, (word or "" for word in line.quarters), looks.centre, first=_FIRST_QUARTER)
    page.text(row, _ANNUAL, line.annual, looks.centre)
    page.number(row, _FACTOR, line.entry.rule.factor, looks.figure)


def _figures(page: Page, row: int, portion: Portion, layout: _Layout) -> None:
    """The coefficient, the exact share, what is left of it to the cent, and what is paid."""
    looks = page.looks
    counted = [at(row, _FIRST_QUARTER + place) for place in range(4)]
    quarters = "+".join(_factor_of(cell, layout) for cell in counted)
    year = f"*{_factor_of(at(row, _ANNUAL), layout)}" if layout.by_year else ""
    coefficient = f"=({quarters})*{at(row, _FACTOR)}{year}"
    page.formula(row, _COEFFICIENT, coefficient, portion.coefficient, looks.exact)
    cells = f"{fixed_at(layout.first, _COEFFICIENT)}:{fixed_at(layout.last, _COEFFICIENT)}"
    exact = f"={fixed_at(*_AMOUNT)}*{at(row, _COEFFICIENT)}/SUM({cells})"
    page.formula(row, _EXACT, exact, portion.exact, looks.exact)
    cut = f"=INT(ROUND({at(row, _EXACT)}*100,{_GUARD}))/100"
    page.formula(row, _CUT, cut, portion.cut, looks.total)
    page.number(row, _EXTRA, CENT if portion.extra else ZERO, looks.total)
    paid = f"={at(row, _CUT)}+{at(row, _EXTRA)}"
    page.formula(row, _PAID, paid, portion.amount, looks.worked_total)


def _factor_of(cell: str, layout: _Layout) -> str:
    return f"SUMIF({layout.grades},{cell},{layout.factors})"


def _sums(page: Page, division: Division, layout: _Layout) -> None:
    page.text(layout.last + 1, 2, "合计", page.looks.head)
    for column, value in (
        (_COEFFICIENT, sum((each.coefficient for each in division.portions), ZERO)),
        (_PAID, division.amount),
    ):
        cells = f"{at(layout.first, column)}:{at(layout.last, column)}"
        page.formula(layout.last + 1, column, f"=SUM({cells})", value, page.looks.worked_total)
