"""计算过程: one row a person, from the figures entered to the total, each step a live formula.

Raters stay anonymous: of ratings only each group's count and sum stand here.
"""

from fractions import Fraction
from math import ceil

from pinshi_cli.grading.weights import weights_in
from pinshi_cli.model.grade import GRADED, STANDING_WORDS, WITHHELD, Outcome, PartScore
from pinshi_cli.model.number import half_up
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Look, Page, at, fitting
from pinshi_cli.results.working_layout import (
    FIRST,
    HEADINGS,
    LABELS,
    MARKS,
    PARTS,
    STEP_GUARD,
    TOTAL_GUARD,
    VALUES,
    Layout,
    PartColumns,
    layout_of,
)

_PAGE = 220
"""The width in half-width characters that still reads well on one landscape page."""

SAME = "一致"


def write_working(page: Page, contents: Contents) -> None:
    """Title, parameters, headings in three rows, then everyone on the roster."""
    layout = layout_of(contents.register, contents.policy)
    widths = _widths(layout, contents)
    across = ceil(sum(widths) / _PAGE)
    page.set_up(widths, draft=contents.draft, across=across)
    page.title(0, f"{contents.title}计算过程", draft=contents.draft)
    page.line(1, _how_to_read(contents), page.looks.note)
    _parameters(page, layout, contents)
    _headings(page, layout, contents)
    rows = _Rows(page, layout, contents)
    for row, outcome in enumerate(contents.graded.outcomes, start=FIRST):
        rows.person(row, outcome)
    last = FIRST + max(1, len(contents.graded.outcomes)) - 1
    page.ids(FIRST, last, 0)
    checks = f"{at(FIRST, layout.check)}:{at(last, layout.check)}"
    wrong = {"type": "cell", "criteria": "==", "value": '"不一致"', "format": page.looks.wrong}
    page.sheet.conditional_format(checks, wrong)
    page.sheet.repeat_rows(PARTS, MARKS)
    if across > 1:
        page.sheet.repeat_columns(0, 1)
    page.sheet.freeze_panes(FIRST, 2)


def _how_to_read(contents: Contents) -> str:
    return (
        "每人一行：白底是填写的数，灰底是公式，黄底是参数（满分、占比、分数线），改动后公式随之重算。"
        f"公式里的 ROUND(…,{STEP_GUARD}) 和 ROUND(…,{TOTAL_GUARD}) 只消去电子表格的二进制误差，"
        f"总分才四舍五入到 {contents.decimals} 位小数；“核对”比较公式结果与精确总分。"
    )


def _parameters(page: Page, layout: Layout, contents: Contents) -> None:
    looks, score = page.looks, contents.policy.score
    if score is None:
        return
    page.texts(LABELS, ("分数线等", *layout.parameters), looks.head)
    page.text(VALUES, 0, "以上", looks.head)
    values = [band.least for band in contents.policy.bands]
    values += [score.maximum, Fraction(score.decimals), _rating_full(contents)]
    for column, value in enumerate(values, start=1):
        page.number(VALUES, column, value, looks.parameter)


def _rating_full(contents: Contents) -> Fraction:
    """The full marks of one rater's sheet: those of all dimensions."""
    return sum((each.full for each in contents.policy.dimensions), Fraction(0))


def _headings(page: Page, layout: Layout, contents: Contents) -> None:
    looks = page.looks
    weights = weights_in(contents.register, contents.policy)
    titles = _titles(layout, contents)
    page.texts(HEADINGS, titles, looks.head)
    page.texts(MARKS, [""] * len(titles), looks.head)
    page.across(PARTS, 0, 2, "人员", looks.head)
    page.across(MARKS, 0, 2, "满分或占比", looks.head)
    for columns in layout.parts:
        page.across(PARTS, columns.first, columns.score, columns.part.name, looks.head)
        if not columns.groups:
            for column, each in enumerate(contents.register.indicators, start=columns.first):
                page.number(MARKS, column, each.full, looks.parameter)
        for group in columns.groups:
            page.number(MARKS, group.mean, weights.groups[group.name], looks.parameter)
        page.number(MARKS, columns.score, weights.parts[columns.part.name], looks.parameter)
    page.across(PARTS, layout.total, layout.check, "总分", looks.head)
    page.fit(HEADINGS, titles)


def _titles(layout: Layout, contents: Contents) -> list[str]:
    """The columns' own headings, from the first to the last."""
    titles = ["编号", "姓名", "考核情况"]
    for columns in layout.parts:
        if columns.groups:
            for group in columns.groups:
                titles += [f"{group.name}{what}" for what in ("张数", "总分合计", "均分")]
        else:
            for each in contents.register.indicators:
                titles.append(f"{each.name}（反向）" if each.reverse else each.name)
            titles += ["得分合计", "满分合计"]
        titles.append(f"{columns.part.name}分")
    return [*titles, "总分", "分数段", "精确总分", "核对"]


class _Rows:
    """Writes people's rows."""

    def __init__(self, page: Page, layout: Layout, contents: Contents) -> None:
        self.page = page
        self.layout = layout
        self.contents = contents

    def person(self, row: int, outcome: Outcome) -> None:
        page, person = self.page, outcome.person
        words = (person.id, person.name, STANDING_WORDS[outcome.standing])
        page.texts(row, words, page.looks.centre)
        page.fit(row, words)
        for columns, part in zip(self.layout.parts, outcome.parts, strict=True):
            if columns.groups:
                self._ratings(row, columns, part)
            else:
                self._indicators(row, columns, part, person.id)
            score = (columns.score_formula, part.score)
            self._worked(row, columns.score, score, page.looks.worked)
        self._total(row, outcome)

    def _indicators(self, row: int, columns: PartColumns, part: PartScore, person: str) -> None:
        page = self.page
        entered = self.contents.register.points.get(person)
        points = () if entered is None else entered.points
        for column in range(columns.first, columns.points):
            place = column - columns.first
            value = points[place] if place < len(points) else None
            if value is None:
                page.text(row, column, "", page.looks.figure)
            else:
                page.number(row, column, value, page.looks.figure)
        reached, full = (None, None) if part.score is None else (part.points, part.full)
        look = page.looks.worked_sum
        self._worked(row, columns.points, (columns.points_formula, reached), look)
        self._worked(row, columns.full, (columns.full_formula, full), look)

    def _ratings(self, row: int, columns: PartColumns, part: PartScore) -> None:
        page = self.page
        for group, score in zip(columns.groups, part.groups, strict=True):
            page.number(row, group.sheets, score.sheets, page.looks.whole)
            if score.sheets:
                page.number(row, group.points, score.points, page.looks.figure)
            else:
                page.text(row, group.points, "", page.looks.figure)
            mean = score.points / score.sheets if score.sheets else None
            self._worked(row, group.mean, (group.mean_formula, mean), page.looks.worked)

    def _total(self, row: int, outcome: Outcome) -> None:
        """The total, its band and the check; blank where data are faulty or a part lacks."""
        page, looks, layout = self.page, self.page.looks, self.layout
        total, exact, number = outcome.total, outcome.exact, row + 1
        if total is None or exact is None or outcome.standing == WITHHELD:
            page.texts(row, [""] * 4, looks.worked, first=layout.total)
            return
        page.number(row, layout.exact, total, looks.total)
        if half_up(half_up(exact, TOTAL_GUARD), self.contents.decimals) == total:
            formula = layout.total_formula.format(r=number)
            page.formula(row, layout.total, formula, total, looks.worked_total)
            check = layout.check_formula.format(r=number)
            page.formula(row, layout.check, check, SAME, looks.checked)
        else:  # nearer to a rounding half than a spreadsheet can tell
            page.number(row, layout.total, total, looks.total)
            page.text(row, layout.check, "取精确值", looks.centre)
        if outcome.standing == GRADED and outcome.band is not None:
            formula = layout.band_formula.format(r=number)
            page.formula(row, layout.band, formula, outcome.band, looks.checked)
        else:
            page.text(row, layout.band, "", looks.checked)

    def _worked(
        self, row: int, column: int, worked: tuple[str, Fraction | None], look: Look
    ) -> None:
        """A figure with the formula that works it out; blank where there is none."""
        page = self.page
        formula, value = worked
        if value is None:
            page.text(row, column, "", look)
        elif formula:
            page.formula(row, column, formula.format(r=row + 1), value, look)
        else:  # too long for a cell
            page.number(row, column, value, look)


def _widths(layout: Layout, contents: Contents) -> list[int]:
    people = contents.register.people
    widths = [8] * (layout.check + 1)
    widths[0] = fitting((person.id for person in people), 8, 18)
    widths[1] = fitting((person.name for person in people), 8, 22)
    widths[2] = 12
    for columns in layout.parts:
        widths[columns.score] = 10
        for group in columns.groups:
            widths[group.sheets] = 6
        if not columns.groups:
            for column, indicator in enumerate(contents.register.indicators, start=columns.first):
                widths[column] = fitting((indicator.name,), 7, 10)
    return widths
