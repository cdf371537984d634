"""计算过程: one row a person, from the figures entered to the total, each step a live formula.

Raters stay anonymous: of ratings only each group's count and sum stand here.
"""

from collections.abc import Sequence
from math import ceil

from pinshi_cli.model.grade import GRADED, STANDING_WORDS, WITHHELD, Outcome
from pinshi_cli.model.number import half_up
from pinshi_cli.results.contents import Contents
from pinshi_cli.results.paper import Page, fitting
from pinshi_cli.results.working_cells import (
    FIRST,
    HEADINGS,
    LABELS,
    MARKS,
    PARTS,
    STEP_GUARD,
    TOTAL_GUARD,
    VALUES,
    Block,
    Cell,
)
from pinshi_cli.results.working_layout import PEOPLE, Layout, adjustment_cells, layout_of
from pinshi_cli.results.working_parts import part_cells

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
    _parameters(page, layout)
    _headings(page, layout)
    rows = _Rows(page, layout, contents)
    for row, outcome in enumerate(contents.graded.outcomes, start=FIRST):
        rows.person(row, outcome)
    last = FIRST + max(1, len(contents.graded.outcomes)) - 1
    page.ids(FIRST, last, 0)
    wrong = {"type": "cell", "criteria": "==", "value": '"不一致"', "format": page.looks.wrong}
    page.sheet.conditional_format(FIRST, layout.check, last, layout.check, wrong)
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


def _parameters(page: Page, layout: Layout) -> None:
    looks = page.looks
    page.texts(LABELS, ("分数线等", *(name for name, _ in layout.parameters.values)), looks.head)
    page.text(VALUES, 0, "以上", looks.head)
    for column, (_, value) in enumerate(layout.parameters.values, start=1):
        page.number(VALUES, column, value, looks.parameter)


def _headings(page: Page, layout: Layout) -> None:
    looks = page.looks
    titles = ["编号", "姓名", "考核情况"]
    titles += [column.title for block in layout.blocks for column in block.columns]
    titles += ["总分", "分数段", "精确总分", "核对"]
    page.texts(HEADINGS, titles, looks.head)
    page.texts(MARKS, [""] * len(titles), looks.head)
    page.across(PARTS, 0, PEOPLE - 1, "人员", looks.head)
    marks = "满分或占比" if layout.adjustments is None else "满分、占比或上限"
    page.across(MARKS, 0, PEOPLE - 1, marks, looks.head)
    for block in layout.blocks:
        page.across(PARTS, block.first, block.last, block.name, looks.head)
        for place, column in enumerate(block.columns, start=block.first):
            if column.mark is not None:
                page.number(MARKS, place, column.mark, looks.parameter)
    page.across(PARTS, layout.total, layout.check, "总分", looks.head)
    page.fit(HEADINGS, titles)


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
        register = self.contents.register
        for laid, score in zip(self.layout.parts, outcome.parts, strict=True):
            self._block(row, laid.block, part_cells(laid, score, person.id, register))
        if self.layout.adjustments is not None:
            values = adjustment_cells(outcome.adjustments)
            self._block(row, self.layout.adjustments, values)
        self._total(row, outcome)

    def _block(self, row: int, block: Block, values: Sequence[Cell]) -> None:
        """What was filled in, and figures with the formulas that work them out."""
        page = self.page
        pairs = zip(block.columns, values, strict=True)
        for place, (column, value) in enumerate(pairs, start=block.first):
            look = getattr(page.looks, column.look)
            if value is None or isinstance(value, str):
                page.text(row, place, value or "", look)
            elif column.formula:
                page.formula(row, place, column.formula.format(r=row + 1), value, look)
            else:  # filled in, or too long a formula for a cell
                page.number(row, place, value, look)

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


def _widths(layout: Layout, contents: Contents) -> list[int]:
    people = contents.register.people
    widths = [8] * (layout.check + 1)
    widths[0] = fitting((person.id for person in people), 8, 18)
    widths[1] = fitting((person.name for person in people), 8, 22)
    widths[2] = 12
    for block in layout.blocks:
        for place, column in enumerate(block.columns, start=block.first):
            widths[place] = column.width
    return widths
