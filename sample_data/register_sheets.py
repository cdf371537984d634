"""The register of the invented unit as sheets of cells, and how they are written down."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from sample_data import people
from sample_data.people import DIMENSIONS, PEOPLE, Formula, Member, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Styles = dict[str, Format]

MADE_ON = datetime(2026, 4, 7, 9, 0)  # noqa: DTZ001 - written as it stands, in no time zone
HEADING_ROW = 3
LINE = 19  # points

SPREADS = {
    4: (0, 1, -1, 0),
    5: (1, 0, -1, 1, -1),
    7: (0, 1, -1, 2, -1, -1, 0),
    8: (1, -1, 0, 2, -1, 0, -1, 0),
}
"""How far each of so many raters lies from the mean: sums of 0."""

STRIDES = (1, 3, 9, 11, 13)
"""By dimension, prime to every number of raters: so that no two sheets come out alike."""


class Column(NamedTuple):
    """A heading, its width in characters, and whether its cells read from the left."""

    heading: str
    width: float
    left: bool = False


class SheetPlan(NamedTuple):
    """A sheet: a title, a line below it, headings in row 3, rows from row 4 on."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    portrait: bool = False


Cells = dict[str, Value]
"""The cells below a sheet's title lines, by address."""

_WHO = (Column("编号", 7), Column("姓名", 14))
_MARKS = tuple(Column(f"{name}（{full}分）", 10) for name, full in DIMENSIONS.items())


def plans() -> list[SheetPlan]:
    """The register's sheets, in the order in which a clerk fills them in."""
    return [
        SheetPlan("基本信息", [Column("项目", 18), Column("内容", 44, left=True)],
                  people.UNIT_ITEMS, portrait=True),
        SheetPlan("人员名册", _roster_columns(), [_roster_row(member) for member in PEOPLE]),
        SheetPlan("指标体系", _columns("指标名称 12|维度 8|性质 8|方向 8|满分 8|适用类别 14"
                                       "|评分标准 38<"), people.INDICATORS, portrait=True),
        SheetPlan("指标评分", [*_WHO, *_MARKS], list(_points_rows()), portrait=True),
        SheetPlan("民主测评", [*_WHO, *_columns("评价主体 10|评价人 9"), *_MARKS,
                               *_columns("票数 7|说明 25<")], list(_rating_rows())),
        SheetPlan("领导评鉴", [*_WHO, *_columns("个人小结 30<|评鉴身份 13|评鉴意见 30<|评鉴日期 13"
                                                "|改进要求 32<")], people.REVIEWS),
        SheetPlan("负面清单", [*_WHO, *_columns("情形 32<|认定机关 14|认定日期 13|处理等次 10"
                                                "|说明 24<")], people.NEGATIVE),
        SheetPlan("处分问责", [*_WHO, *_columns("种类 12|生效日期 13|解除日期 13|文号 22<"
                                                "|处理等次 10")], people.MEASURES),
        SheetPlan("考勤", [*_WHO, *_columns("类别 9|起始日期 13|结束日期 13|天数 8")],
                  people.ABSENCES, portrait=True),
        SheetPlan("集体研究", [*_WHO, *_columns("审定等次 10|理由 52<|会议名称 16|会议日期 13")],
                  people.DECISIONS),
    ]  # fmt: skip


def _columns(said: str) -> list[Column]:
    """`种类 12|文号 22<`: headings with their widths, `<` where cells read from the left."""
    found = []
    for each in said.split("|"):
        heading, _, width = each.partition(" ")
        found.append(Column(heading, float(width.rstrip("<")), width.endswith("<")))
    return found


def _roster_columns() -> list[Column]:
    said = (
        "性别 6|出生年月 10|政治面貌 10|内设机构 16|职务 12|职级 13|考核类别 11|参加情况 10"
        "|起始日期 12|结束日期 12|现工作单位 19<|从事或分管工作 22<|一线岗位 10|备注 19<"
    )
    return [*_WHO, *_columns(said)]


def _roster_row(member: Member) -> list[Value]:
    return [
        member.id, member.name, member.sex, member.born, member.party, member.department,
        member.post, member.rank, "综合管理类", member.status, member.begin, member.end,
        member.now_at, member.duty, member.front, member.note,
    ]  # fmt: skip


def _points_rows() -> Iterator[list[Value]]:
    for member in PEOPLE:
        if member.points:
            marks: list[Value] = [float(mark) for mark in member.points.split()]
            if member.id == "010":
                marks[2] = member.points.split()[2]  # stands as text: counts, with a warning
            yield [member.id, member.name, *marks]


def _rating_rows() -> Iterator[list[Value]]:
    for member in PEOPLE:
        if member.leaders:
            for number in range(member.raters[0]):
                marks = _spread(member, "L", number)
                yield [member.id, member.name, "领导", f"L{number + 1}", *marks]
        if member.colleagues and member.id == "014":
            yield _tally(member)
        elif member.colleagues:
            for number in range(member.raters[1]):
                marks = _spread(member, "M", number)
                yield [member.id, member.name, "群众", f"M{number + 1}", *marks]
        if member.id == "013":
            full: list[Value] = [float(mark) for mark in DIMENSIONS.values()]
            yield [member.id, member.name, "群众", member.id, *full, None, "本人误交，不计"]


def _tally(member: Member) -> list[Value]:
    """A secret tally: eight equal sheets on one row, and nobody's code."""
    marks: list[Value] = [float(mark) for mark in member.colleagues.split()]
    return [member.id, member.name, "群众", None, *marks, 8, "无记名，8 张同分票合并"]


def _spread(member: Member, letter: str, number: int) -> list[Value]:
    """One rater's marks: some halves (for 绩: points) off the means, which all together keep."""
    leads = letter == "L"
    means = (member.leaders if leads else member.colleagues).split()
    spread = SPREADS[member.raters[0 if leads else 1]]
    marks: list[Value] = []
    for index, (dimension, mean) in enumerate(zip(DIMENSIONS, means, strict=True)):
        turn = number * STRIDES[index] + index + int(member.id)
        step = Decimal(1) if dimension == "绩" else Decimal("0.5")
        extra = people.EXTRA_POINTS.get((member.id, f"{letter}{number + 1}", dimension), Decimal(0))
        marks.append(float(Decimal(mean) + spread[turn % len(spread)] * step + extra))
    return marks


def cells_of(plan: SheetPlan) -> Cells:
    """The headings and rows of a plan by address."""
    found: Cells = {}
    table = [[column.heading for column in plan.columns], *plan.rows]
    for row, values in enumerate(table, start=HEADING_ROW):
        for column, value in enumerate(values):
            if value not in (None, ""):
                found[xl_rowcol_to_cell(row - 1, column)] = value
    return found


def blank_plans() -> list[SheetPlan]:
    """The same sheets with nothing filled in but the rules they are for."""
    kept: list[tuple[Value, ...]] = [
        (name, value if name == "考核办法" else None) for name, value in people.UNIT_ITEMS
    ]
    more = {"人员名册": _columns("涉密 8")}
    return [
        plan._replace(
            rows=kept if plan.name == "基本信息" else (),
            columns=[*plan.columns, *more.get(plan.name, ())],
        )
        for plan in plans()
    ]


def write_book(
    path: Path,
    sheets: Sequence[tuple[SheetPlan, Cells]],
    hidden: Mapping[str, Sequence[str]],
    below: str = f"{people.UNIT}　{people.PERIOD}",
) -> None:
    """Write a register; `below` stands under each sheet's title.

    `hidden` lists by sheet the rows (`24`) and columns (`F`) that are hidden; an empty list hides
    the sheet itself.
    """
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "平时考核登记簿", "created": MADE_ON})
        book.set_calc_mode("auto")
        styles = _styles(book)
        for plan, cells in sheets:
            sheet = book.add_worksheet(plan.name)
            _write_sheet(sheet, plan, cells, styles, below)
            _hide(sheet, hidden.get(plan.name))


def _hide(sheet: "Worksheet", hidden: Sequence[str] | None) -> None:
    if hidden is not None and not hidden:
        sheet.hide()
    for each in hidden or ():
        if each.isdigit():
            sheet.set_row(int(each) - 1, None, None, {"hidden": True})
        else:
            sheet.set_column(f"{each}:{each}", None, None, {"hidden": True})


def _styles(book: xlsxwriter.Workbook) -> "Styles":
    font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    boxed = {**font, "border": 1, "border_color": "#808080", "text_wrap": True}
    looks: dict[str, dict[str, object]] = {
        "title": {**font, "font_size": 16, "bold": True, "align": "center"},
        "below": {**font, "font_color": "#595959", "align": "center"},
        "heading": {**boxed, "bold": True, "align": "center", "bg_color": "#DDEBF7"},
        "centre": {**boxed, "align": "center"},
        "left": {**boxed, "align": "left", "indent": 1},
        "date": {**boxed, "align": "center", "num_format": "yyyy-mm-dd"},
        "percent": {**boxed, "align": "left", "indent": 1, "num_format": "0%"},
    }
    looks["left-date"] = {**looks["date"], "align": "left", "indent": 1}
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_sheet(
    sheet: "Worksheet", plan: SheetPlan, cells: Cells, styles: "Styles", below: str
) -> None:
    places = {xl_cell_to_rowcol(address): value for address, value in cells.items()}
    table_rows = [row for row, _ in places if row < 1000]
    width = max(len(plan.columns), *(column + 1 for _, column in places))
    for row, said in ((0, f"平时考核登记簿·{plan.name}"), (1, below)):
        style = styles["below" if row else "title"]
        if width > 1:
            sheet.merge_range(row, 0, row, width - 1, said, style)
        else:
            sheet.write_string(row, 0, said, style)
    sheet.set_row(0, 28)
    sheet.set_row(1, LINE)
    sheet.set_row(HEADING_ROW - 1, 24)
    for column in range(width):
        known = column < len(plan.columns)
        sheet.set_column(column, column, plan.columns[column].width if known else 12)
    for row in range(HEADING_ROW - 1, max(table_rows, default=HEADING_ROW) + 1):
        for column in range(width):
            left = column < len(plan.columns) and plan.columns[column].left
            style = "heading" if row == HEADING_ROW - 1 else "left" if left else "centre"
            _write_cell(sheet, (row, column), places.pop((row, column), None), style, styles)
        if row >= HEADING_ROW:
            sheet.set_row(row, LINE * _lines(plan, cells, row))
    for place, value in places.items():
        _write_cell(sheet, place, value, "centre", styles)
    sheet.freeze_panes(HEADING_ROW, 0 if width < 3 else 2)
    sheet.ignore_errors({"number_stored_as_text": "A1:B400"})
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4)
    if not plan.portrait:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADING_ROW - 1)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _lines(plan: SheetPlan, cells: Cells, row: int) -> int:
    """How many lines the longest text of a row takes up, a Chinese character being two wide."""
    longest = 1
    for place, column in enumerate(plan.columns):
        value = cells.get(xl_rowcol_to_cell(row, place))
        if isinstance(value, str):
            wide = sum(2 if ord(character) > 255 else 1 for character in value)
            longest = max(longest, ceil((wide + 1) / column.width))
    return longest


def _write_cell(
    sheet: "Worksheet", place: tuple[int, int], value: Value, style: str, styles: "Styles"
) -> None:
    look = styles[style]
    match value:
        case Formula(text, result):
            sheet.write_formula(*place, text, look, result)
        case bool():
            sheet.write_boolean(*place, value, look)
        case date():
            dated = styles["left-date" if style == "left" else "date"]
            sheet.write_datetime(*place, value, dated)
        case float() | int():
            share = style == "left" and 0 < value < 1
            sheet.write_number(*place, value, styles["percent"] if share else look)
        case str() if value:
            sheet.write_string(*place, value, look)
        case _:
            sheet.write_blank(*place, None, look)
