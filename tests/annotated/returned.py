"""Makes returned copies for tests, and holds them against what a copy promises."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.policy.library import book_for
from pinshi_cli.registers.annotated import annotated_copy
from pinshi_cli.registers.annotated_list import HEADING_ROW, Problem, listed_in, problems_of
from pinshi_cli.sheets.cells import Sheet, Value, Workbook
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.read import cells_from_bytes
from pinshi_cli.unit import grade_workbook

PATTERNS = {
    Severity.ERROR: "lightUp",
    Severity.WARNING: "gray125",
    Severity.NOTE: "solid",
}
_CHANGED = re.compile(
    r"\[Content_Types\]\.xml|docProps/app\.xml|xl/(?:workbook|styles)\.xml|.*\.rels"
    r"|xl/comments\d*\.xml|xl/comments/comment\d*\.xml|.*\.vml"
)
_MARKS = re.compile(
    rb'\s(?:s|tabSelected|spans)="[^"]*"|<(?:\w+:)?legacyDrawing [^>]*/>'
    rb"|<!--.*?-->|<\?xml[^>]*\?>\s*"
)
_EMPTY = re.compile(
    rb'<(?:\w+:)?c r="[A-Z]+\d+"\s*/>|<(?:\w+:)?row r="\d+"[^>]*(?:/>|></(?:\w+:)?row>)'
)


def read(data: bytes) -> Workbook:
    return cells_from_bytes(data, "季度.xlsx")


def found_in(book: Workbook) -> tuple[Diagnostic, ...]:
    return grade_workbook(book, book_for).diagnostics


def finding(
    sheet: str, row: int, column: int, severity: Severity = Severity.ERROR, message: str = "有误"
) -> Diagnostic:
    """An invented finding at a cell."""
    return Diagnostic("R203", severity, message, Place("季度.xlsx", sheet, row, column), "改一改。")


def returned(data: bytes, found: Sequence[Diagnostic] | None = None) -> tuple[bytes, list[Problem]]:
    """The copy of a register, and the findings that are marked in it."""
    book = read(data)
    problems = problems_of(book, found_in(book) if found is None else found)
    return annotated_copy(data, book, problems), problems


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def opened(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        # openpyxl tells of what it does not know, which is why no copy is made with it
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def values(book: Workbook) -> dict[str, dict[tuple[int, int], Value]]:
    """What stands where on each sheet but the list."""
    listed = listed_in(book)
    return {
        sheet.name: dict(_values(sheet))
        for sheet in book.sheets
        if listed is None or sheet.name != listed[0].name
    }


def _values(sheet: Sheet) -> Iterator[tuple[tuple[int, int], Value]]:
    for i, row in enumerate(sheet.rows, start=sheet.first_row):
        for j, value in enumerate(row, start=sheet.first_column):
            if value is not None:
                yield (i, j), value


def bare(sheet: bytes) -> bytes:
    """A sheet's XML without all that a mark may change: the rest must be what it was."""
    plain = _MARKS.sub(b"", sheet)
    plain = re.sub(rb"<(\w+:)?sheetData\s*/>", rb"<\1sheetData></\1sheetData>", plain)
    while (again := _EMPTY.sub(b"", plain)) != plain:
        plain = again
    return re.sub(rb"\s+(?=/?>)", b"", plain)


def assert_kept(data: bytes, copy: bytes) -> None:
    """Every part is there byte for byte, but those that hold marks: these say what they said."""
    before, after = parts(data), parts(copy)
    assert list(after)[: len(before)] == list(before)
    for name, body in before.items():
        if not _CHANGED.fullmatch(name) and body != after[name]:
            assert bare(body) == bare(after[name]), name
        elif body == after[name]:  # still compressed as it was
            assert Package(copy).packed(name) == Package(data).packed(name)
    listed = listed_in(read(copy))
    assert listed is not None
    assert values(read(data)) == values(read(copy))


def assert_marked(copy: bytes, problems: Sequence[Problem]) -> None:
    """Each finding at a cell has its ground, its comment and its link; openpyxl opens the copy."""
    book = opened(copy)
    listed = listed_in(read(copy))
    assert listed is not None
    page = book[listed[0].name]
    assert book.active is page
    selected = [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected]
    assert selected == [page.title]
    assert [each.message for each in listed[1]] == [each.message for each in problems]
    worst = _worst(book, problems)
    rows = page.iter_rows(min_row=HEADING_ROW + 1, max_row=HEADING_ROW + len(problems))
    for problem, row in zip(problems, rows, strict=True):
        if not problem.cell or problem.sheet not in book.sheetnames:
            continue
        link = row[3].hyperlink
        assert link is not None
        assert link.location == f"'{problem.sheet.replace(chr(39), chr(39) * 2)}'!{problem.cell}"
        cell = seen(book, problem)
        assert cell.fill.patternType == PATTERNS[worst[problem.sheet, cell.coordinate]]
        assert cell.comment is not None
        assert problem.code in cell.comment.text
        assert problem.message[:500] in cell.comment.text or "其余见问题清单" in cell.comment.text


def seen(book: openpyxl.Workbook, problem: Problem) -> Cell:
    """The cell of a finding, or that of its merged area which is seen."""
    sheet: Any = book[problem.sheet]
    for area in sheet.merged_cells.ranges:
        if problem.cell in area:
            cell: Cell = sheet.cell(area.min_row, area.min_col)
            return cell
    found: Cell = sheet[problem.cell]
    return found


def _worst(
    book: openpyxl.Workbook, problems: Sequence[Problem]
) -> Mapping[tuple[str, str], Severity]:
    """Errors come first in a list of findings."""
    return {
        (each.sheet, seen(book, each).coordinate): each.severity
        for each in reversed(problems)
        if each.cell and each.sheet in book.sheetnames
    }


def assert_returned(data: bytes, found: Sequence[Diagnostic] | None = None) -> bytes:
    """A copy with all that it promises, which does not change when it is returned again."""
    copy, problems = returned(data, found)
    assert_kept(data, copy)
    assert_marked(copy, problems)
    again, _ = returned(copy, found)
    assert again == copy
    return copy
