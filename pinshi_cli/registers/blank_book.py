"""An empty register as a workbook: lists, limits, notes, frozen panes, print set-up."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said_book import sections
from pinshi_cli.registers.blank_columns import Entry
from pinshi_cli.registers.blank_plan import BlankSheet
from pinshi_cli.registers.blank_unit import unit_entry
from pinshi_cli.registers.contract import GUIDE, UNIT
from pinshi_cli.sheets.cells import Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Looks = dict[str, Format]

HEADING = 2
"""The heading row, from 0: a title and a line stand above."""

_LONGEST_LIST = 255
"""Excel takes no longer list of words in a cell's rule."""

_MADE_ON = datetime(2020, 1, 1)  # noqa: DTZ001  # a stamp without a zone, so that bytes are the same


def blank_workbook(sheets: Sequence[BlankSheet], policy: Policy, title: str) -> bytes:
    """The workbook's bytes: 填表说明 first, then each sheet."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    with Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "平时考核登记簿", "created": _MADE_ON})
        looks = _looks(book)
        _guide(book.add_worksheet(GUIDE), sheets, policy, title, looks)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _sheet(page, sheet, policy, title, looks)
            if sheet.name == UNIT:
                page.activate()
                page.set_first_sheet()
    return held.getvalue()


def _looks(book: "Workbook") -> "Looks":
    font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    boxed = {**font, "border": 1, "border_color": "#808080"}
    said: dict[str, dict[str, Any]] = {
        "title": {**font, "font_size": 16, "bold": True},
        "below": {**font, "font_color": "#595959"},
        "head": {
            **boxed,
            "bold": True,
            "align": "center",
            "text_wrap": True,
            "bg_color": "#DDEBF7",
        },
        "text": {**boxed, "num_format": "@"},
        "plain": boxed,
        "wrapped": {**font, "text_wrap": True, "valign": "top"},
        "strong": {**font, "bold": True},
        "date": {**boxed, "num_format": "yyyy-mm-dd"},
        "month": {**boxed, "num_format": "yyyy-mm"},
    }
    return {name: book.add_format(look) for name, look in said.items()}


def _sheet(
    page: "Worksheet", sheet: BlankSheet, policy: Policy, title: str, looks: "Looks"
) -> None:
    page.write_string(0, 0, f"平时考核登记簿·{sheet.name}", looks["title"])
    page.write_string(1, 0, title, looks["below"])
    page.set_row(0, 26, looks["title"])  # a row's look goes before its columns'
    page.set_row(1, None, looks["below"])
    page.set_row(HEADING, 32)
    first, last = HEADING + 1, HEADING + sheet.room
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _width(sheet, place), looks[_look(column.kind)])
        page.write_string(HEADING, place, column.heading, looks["head"])
        if column.note:
            _comment(page, HEADING, place, column.note)
        if sheet.name != UNIT:
            _limit(page, first, last, place, column)
    for row, values in enumerate(sheet.rows, start=first):
        for place, value in enumerate(values):
            kind = sheet.columns[place].kind
            _write(page, row, place, value, looks[_look(kind)])
        if sheet.name == UNIT:
            _item(page, row, values[1], unit_entry(str(values[0]), policy), looks)
    page.freeze_panes(first, 2 if len(sheet.columns) > 4 else 0)
    page.ignore_errors({"number_stored_as_text": f"A1:B{last}"})
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4)
    if len(sheet.columns) > 6:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING)
    page.set_footer("&C第 &P 页，共 &N 页")


def _item(page: "Worksheet", row: int, value: Value, entry: Entry, looks: "Looks") -> None:
    """The cell of an item of 基本信息: its look, its rule, how it is filled in."""
    look = looks["text" if entry.kind == "text" else _look(entry.kind)]
    if value is None:
        page.write_blank(row, 1, None, look)
    else:
        _write(page, row, 1, value, look)
    if entry.note:
        _comment(page, row, 0, entry.note)
    _limit(page, row, row, 1, entry)


def _comment(page: "Worksheet", row: int, column: int, note: str) -> None:
    page.write_comment(row, column, note, {"x_scale": 1.6, "author": ""})


def _look(kind: str) -> str:
    if kind in ("id", "week", "year-or-month"):
        return "text"
    return kind if kind in ("date", "month") else "plain"


def _width(sheet: BlankSheet, place: int) -> int:
    if sheet.name == UNIT and place == 1:
        return 40
    said = [sheet.columns[place].heading, *(str(row[place] or "") for row in sheet.rows)]
    widest = max(sum(2 if ord(each) > 255 else 1 for each in text) for text in said)
    return max(10, min(widest + 2, 40))


def _write(page: "Worksheet", row: int, column: int, value: Value, look: "Format") -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value, look)
        case date():
            page.write_datetime(row, column, value, look)
        case int() | float():
            page.write_number(row, column, value, look)
        case _:
            page.write_string(row, column, str(value), look)


def _limit(page: "Worksheet", first: int, last: int, column: int, entry: Entry) -> None:
    """The rule of a column's cells: a list, a range, a date. What is pasted in is not stopped."""
    rule = _rule(entry)
    if rule is None:
        return
    rule |= {"ignore_blank": True, "error_title": entry.heading, "error_message": _said(entry)}
    page.data_validation(first, column, last, column, rule)


def _rule(entry: Entry) -> dict[str, Any] | None:
    if entry.words and len(",".join(entry.words)) <= _LONGEST_LIST:
        kind = "warning" if entry.kind == "text" else "stop"
        return {"validate": "list", "source": list(entry.words), "error_type": kind}
    most = 100_000 if entry.most is None else _plain(entry.most)
    match entry.kind:
        case "number":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": most}
        case "whole":
            return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100_000}
        case "date":
            days = {"minimum": date(1950, 1, 1), "maximum": date(2199, 12, 31)}
            return {"validate": "date", "criteria": "between", **days}
        case "share":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        case "quarter":
            return {"validate": "list", "source": [1, 2, 3, 4]}
        case _:
            return None


def _plain(most: Fraction) -> float:
    """A limit as Excel shows it: `40`, not `40.0`."""
    return most.numerator if most.denominator == 1 else float(most)


def _said(entry: Entry) -> str:
    """What Excel says where a cell breaks its rule; it takes 255 characters."""
    return (entry.note or "与填写要求不符，见填表说明。")[:250]


def _guide(
    page: "Worksheet", sheets: Sequence[BlankSheet], policy: Policy, title: str, looks: "Looks"
) -> None:
    """How to fill in, then the whole book: what is not to be typed off a regulation by heart."""
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 76)
    page.set_column(2, 2, 16)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, "平时考核登记簿·填表说明", looks["title"])
    page.write_string(1, 0, title, looks["below"])
    row = 3
    for name, says in _how(sheets, policy):
        row = _line(page, row, (name, says, ""), looks)
    for section in sections(policy):
        page.write_string(row + 1, 0, section.title, looks["strong"])
        row += 2
        for line in section.lines:
            assumed = f"（默认：{line.source.assumed}）" if line.source.assumed else ""
            row = _line(page, row, (line.name, line.says + assumed, line.source.cite), looks)


def _line(page: "Worksheet", row: int, texts: Sequence[str], looks: "Looks") -> int:
    for column, text in enumerate(texts):
        page.write_string(row, column, text, looks["wrapped"])
    wide = sum(2 if ord(each) > 255 else 1 for each in texts[1])
    lines = max(1, -(-wide // 74), -(-len(texts[0]) * 2 // 23))
    page.set_row(row, 15 * lines)
    return row + 1


def _how(sheets: Sequence[BlankSheet], policy: Policy) -> list[tuple[str, str]]:
    must = [sheet.name for sheet in sheets if sheet.name in policy.required_sheets]
    then = "pinshi report 出分析报告" if policy.is_base else "pinshi grade 出等次"
    others = [sheet.name for sheet in sheets if sheet.name not in (*must, UNIT)]
    return [
        ("考核办法", f"{policy.head.name}（{policy.head.source}）"),
        ("先填", "基本信息、人员名册，再填其余的表；表头上的批注说明每一列怎么填。"),
        ("必填的表", "、".join(dict.fromkeys((UNIT, *must)))),
        ("有才填的表", "、".join(others) or "无"),
        ("不要", "不要改表名和表头，不要合并单元格，表下面不要放合计、落款；不要填身份证号。"),
        ("填好以后", f"pinshi check 核查，{then}。这张表只供人看，程序不读。"),
    ]
