"""Workbooks, read for checking: every cell, what is hidden, what they carry along."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date

from pinshi_cli.forms.finished import (
    COMMENT,
    HIDDEN,
    PROPERTY,
    TRACKED,
    UNSEEN,
    Finished,
    Spot,
    Text,
    Trace,
)
from pinshi_cli.forms.finished_looks import looks_of
from pinshi_cli.forms.finished_words import words_of
from pinshi_cli.forms.properties import properties_of
from pinshi_cli.model.diagnostic import column_letters
from pinshi_cli.model.number import shown
from pinshi_cli.sheets.cells import Sheet, Value, Workbook
from pinshi_cli.sheets.grid import area_of
from pinshi_cli.sheets.ooxml import Plan, plan_of, relations
from pinshi_cli.sheets.package import Package

_MARKS = re.compile(r'&(?:"[^"]*"|[A-Z]|\d+)')
_CARRIED = (
    (re.compile(r"xl/media/"), UNSEEN, "图片"),
    (re.compile(r"xl/embeddings/"), UNSEEN, "嵌入的文件"),
    (re.compile(r"xl/charts/chart\d*\.xml"), UNSEEN, "图表"),
    (re.compile(r"xl/revisions/"), TRACKED, "共享工作簿的修订记录"),
    (re.compile(r"xl/pivotCache/pivotCacheRecords"), HIDDEN, "数据透视表里存着的原始数据"),
    (re.compile(r"xl/externalLinks/externalLink\d*\.xml"), PROPERTY, "到别的文件的链接"),
    (re.compile(r"xl/vbaProject\.bin"), PROPERTY, "宏"),
)


def read_xlsx_notice(book: Workbook, package: Package) -> Finished:
    """Everything that an .xlsx holds; `book` are its cells. Raises a `Fault`."""
    plan = plan_of(package)
    traces = list(_hidden_sheets(plan))
    texts: list[Text] = []
    parts = {part.name: part.path for part in plan.sheets}
    for sheet in book.sheets:
        texts += texts_of_sheet(sheet)
        looks = looks_of(package, parts[sheet.name], plan.styles)
        rows = sheet.hidden_rows | looks.flat_rows
        columns = sheet.hidden_columns | looks.flat_columns
        traces += _hidden_lines(sheet._replace(hidden_rows=rows, hidden_columns=columns))
        traces += _invisible(sheet, looks.invisible)
        texts += [
            Text(_MARKS.sub("", said), Spot(sheet.name, said="页眉页脚")) for said in looks.headers
        ]
        more_texts, more_traces = _beside(package, sheet.name, parts[sheet.name])
        texts += more_texts
        traces += more_traces
    traces += [
        Trace(UNSEEN, each.message, _spot(each.where.sheet))
        for each in book.findings
        if each.is_error
    ]
    traces += _carried(package)
    return Finished(book.file, book.kind, tuple(texts), (*traces, *properties_of(package)))


def read_other_workbook(book: Workbook) -> Finished:
    """The cells of a workbook of another format, and what of it nobody has looked at."""
    texts = [text for sheet in book.sheets for text in texts_of_sheet(sheet)]
    traces = [Trace(HIDDEN, "隐藏的工作表", _spot(s.name)) for s in book.sheets if s.hidden]
    traces += [trace for sheet in book.sheets for trace in _hidden_lines(sheet)]
    traces.append(Trace(UNSEEN, f".{book.kind} 的批注和文件属性"))
    return Finished(book.file, book.kind, tuple(texts), tuple(traces))


def _spot(sheet: str, row: int = 0, column: int = 0) -> Spot:
    return Spot(sheet, row, column)


def texts_of_sheet(sheet: Sheet) -> Iterator[Text]:
    """Every cell that says something, row by row."""
    for i, row in enumerate(sheet.rows):
        for j, value in enumerate(row):
            said, number = said_of(value)
            if said:
                at = _spot(sheet.name, sheet.first_row + i, sheet.first_column + j)
                yield Text(said, at, (sheet.name, at.row), number, at.column)


def said_of(value: Value) -> tuple[str, bool]:
    """A cell as it reads, and whether it is a number; days, hours and lost cells say nothing."""
    if isinstance(value, str):
        return value.strip(), False
    if isinstance(value, bool) or not isinstance(value, int | float):
        return (value.isoformat()[:10], False) if isinstance(value, date) else ("", False)
    return (format(shown(float(value)), "f"), True) if abs(value) < 1e300 else ("", False)


def _hidden_sheets(plan: Plan) -> Iterator[Trace]:
    for part in plan.sheets:
        if part.hidden:
            yield Trace(HIDDEN, "隐藏的工作表", _spot(part.name))


def _hidden_lines(sheet: Sheet) -> Iterator[Trace]:
    """Hidden rows and columns in which something stands."""
    columns: set[int] = set()
    for i, row in enumerate(sheet.rows):
        filled = [j for j, value in enumerate(row, sheet.first_column) if value is not None]
        number = sheet.first_row + i
        columns.update(filled)
        if number in sheet.hidden_rows and filled:
            yield Trace(HIDDEN, f"隐藏的第 {number} 行", _spot(sheet.name, number, filled[0]))
    for column in sorted(columns & sheet.hidden_columns):
        said = f"隐藏的 {column_letters(column)} 列"
        yield Trace(HIDDEN, said, _spot(sheet.name, max(1, sheet.first_row), column))


def _invisible(sheet: Sheet, cells: frozenset[tuple[int, int]]) -> Iterator[Trace]:
    for i, row in enumerate(sheet.rows, sheet.first_row):
        for j, value in enumerate(row, sheet.first_column):
            if value is not None and (i, j) in cells:
                yield Trace(HIDDEN, "看不见的单元格（白字或不显示的格式）", _spot(sheet.name, i, j))


def _beside(package: Package, sheet: str, part: str) -> tuple[list[Text], list[Trace]]:
    """The texts of a sheet's shapes, its comments."""
    traces: list[Trace] = []
    for relation in relations(package, part).values():
        if relation.target in package and relation.kind in ("comments", "threadedComment"):
            for ref, said in words_of(package, relation.target, "comment", "threadedComment"):
                area = area_of(ref) or (0, 0, 0, 0)
                traces.append(Trace(COMMENT, said, _spot(sheet, area[0], area[1])))
    return shapes_of(package, sheet, part), traces


def shapes_of(package: Package, sheet: str, part: str) -> list[Text]:
    """The texts of the shapes that are drawn on a sheet. Raises a `Fault`."""
    return [
        Text(said, Spot(sheet, said="图形"))
        for relation in relations(package, part).values()
        if relation.kind == "drawing" and relation.target in package
        for _, said in words_of(package, relation.target, "p")
    ]


def _carried(package: Package) -> Iterator[Trace]:
    for name in package.names:
        for pattern, kind, what in _CARRIED:
            if pattern.match(name):
                yield Trace(kind, f"{what} {posixpath.basename(name)}")
