"""Sheets that no step of grading reads: held against the contract all the same."""

from collections.abc import Iterator

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import finding, is_empty
from pinshi_cli.registers.contract import SheetRule
from pinshi_cli.registers.identity import holds_identity
from pinshi_cli.registers.people import People
from pinshi_cli.registers.scores import key_place
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Sheet, Workbook

PAIRS = (("起始日期", "结束日期"),)


def check_table(
    table: Table, rule: SheetRule, people: People, grades: tuple[str, ...]
) -> list[Diagnostic]:
    """Every fault of a sheet's keys and cells; a fault in it withholds nobody's grade."""
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for row in table.rows():
        key, fault = _key(table, row, rule, people)
        if fault is not None:
            found.append(fault)
        if key and key in seen and rule.single:
            found.append(
                finding("N305", "这一项已经有一行", _key_at(table, row, rule), "只留一行。")
            )
        seen.add(key)
        found += _cells(table, row, rule, grades)
        found += _pairs(table, row)
    return found


def check_cells(
    table: Table, rule: SheetRule, headings: tuple[str, ...], grades: tuple[str, ...]
) -> list[Diagnostic]:
    """Every fault in the columns named, of a sheet that another reader has read otherwise."""
    columns = tuple(column for column in rule.columns if column.heading in headings)
    only = rule._replace(columns=columns)
    return [fault for row in table.rows() for fault in _cells(table, row, only, grades)]


def _key(table: Table, row: Row, rule: SheetRule, people: People) -> tuple[str, Diagnostic | None]:
    if rule.keys != "none":
        person, fault, _ = people.find(table, row)
        return ("" if person is None else person.id), fault
    value = table.value(row, rule.key)
    if is_empty(value):
        at = table.first_filled(row)
        return "", finding("R211", f"这一行有内容，但没有{rule.key}", at, "补上，或清空这一行。")
    return squeezed(cells.quoted(value)), None


def _key_at(table: Table, row: Row, rule: SheetRule) -> Place:
    if rule.keys == "none":
        return table.place(row.number, rule.key)
    return key_place(table, row)


def _cells(
    table: Table, row: Row, rule: SheetRule, grades: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for column in rule.columns:
        if column.heading not in table.columns or (column.kind == "grade" and not grades):
            continue
        at = table.place(row.number, column.heading)
        value = table.value(row, column.heading)
        words = grades if column.kind == "grade" else column.words
        read = cells.of_kind(column.kind, value, at, words, column.heading, typed=table.typed)
        if read.finding is not None:
            yield read.finding
        elif column.required and is_empty(value) and is_empty(table.value(row, column.unless)):
            yield finding("R201", f"{column.heading}没有填写", at, "填写后重试。")


def _pairs(table: Table, row: Row) -> Iterator[Diagnostic]:
    for first, last in PAIRS:
        end_at = table.place(row.number, last)
        begin = cells.day(table.value(row, first), table.place(row.number, first)).value
        end = cells.day(table.value(row, last), end_at).value
        if begin is not None and end is not None and str(end) < str(begin):
            yield finding("R218", f"{last} {end} 早于{first} {begin}", end_at, "核对两个日期。")


def identity_numbers(book: Workbook) -> list[Diagnostic]:
    """A warning at each cell that holds a valid identity number; the number is not repeated."""
    found = []
    for sheet in book.sheets:
        for index, values in enumerate(sheet.rows):
            for offset, value in enumerate(values):
                if type(value) is str and len(value) >= 18 and holds_identity(value):
                    at = _at(book.file, sheet, index, offset)
                    message = "单元格里有身份证号，平时考核用不到"
                    hint = "删去它，编号另用工号或序号；结果里不会出现完整号码。"
                    found.append(Diagnostic("R215", Severity.WARNING, message, at, hint))
    return found


def _at(file: str, sheet: Sheet, index: int, offset: int) -> Place:
    return Place(file, sheet.name, sheet.first_row + index, sheet.first_column + offset)
