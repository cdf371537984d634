"""The workbook around the sheets: their names, print areas and titles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.forms.plain import cleaned
from pinshi_cli.forms.tree import DECLARATION, Element, escaped, quoted
from pinshi_cli.forms.xlsx_rows import Rows

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AREA = "_xlnm.Print_Area"
_TITLES = "_xlnm.Print_Titles"
_PART = re.compile(r"(?:'(?:[^']|'')*'|[^'!,]*)!([^,!']+)")
_UNSAFE = re.compile(r"[\\/?*\[\]:]")
MAX_NAME = 31


class PrintName(NamedTuple):
    """A print area or print titles of a sheet, as its ranges."""

    kind: str
    sheet: int
    ranges: tuple[str, ...]


def print_names(book: Element) -> list[PrintName]:
    """The print areas and titles; every other defined name is left behind."""
    found = []
    for name in book.all("definedName"):
        sheet = name.get("localSheetId")
        if name.get("name") in {_AREA, _TITLES} and sheet.isdecimal():
            ranges = tuple(_PART.findall(name.text))
            found.append(PrintName(name.get("name"), int(sheet), ranges))
    return found


class NamedSheet(NamedTuple):
    """A sheet of a finished workbook: its name, which of the template's it is, how rows moved."""

    name: str
    source: int
    rows: Rows | None


def book_xml(sheets: Sequence[NamedSheet], names: Iterable[PrintName]) -> bytes:
    """The workbook part; the relation of sheet n is rIdn."""
    by_sheet: dict[int, list[PrintName]] = {}
    for name in names:
        by_sheet.setdefault(name.sheet, []).append(name)
    listed = "".join(
        f'<sheet name="{quoted(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    defined = "".join(
        _defined(name, index, sheet)
        for index, sheet in enumerate(sheets)
        for name in by_sheet.get(sheet.source, ())
    )
    defined = f"<definedNames>{defined}</definedNames>" if defined else ""
    return (
        f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><workbookPr/>'
        f'<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    ).encode()


def _defined(name: PrintName, index: int, sheet: NamedSheet) -> str:
    ranges = name.ranges
    if sheet.rows:
        ranges = tuple(
            place.written(absolute=True) for ref in ranges for place in sheet.rows.moved(ref)
        )
    if not ranges:
        return ""
    quote = "'" + sheet.name.replace("'", "''") + "'"
    text = escaped(",".join(f"{quote}!{ref}" for ref in ranges))
    return f'<definedName name="{name.kind}" localSheetId="{index}">{text}</definedName>'


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names as Excel takes them: without its forbidden signs, at most 31 long, no two alike."""
    taken: set[str] = set()
    found = []
    for name in wanted:
        plain = _UNSAFE.sub("", cleaned(name[:200])).replace("\n", "").replace("\t", "")
        plain = plain.strip("' ") or "表"
        if plain.casefold() == "history":
            plain = f"{plain}_"
        candidate, number = _cut(plain, ""), 1
        while candidate.casefold() in taken:
            number += 1
            candidate = _cut(plain, f"({number})")
        taken.add(candidate.casefold())
        found.append(candidate)
    return found


def _cut(name: str, ending: str) -> str:
    """The name with its ending, as long as Excel counts it: in UTF-16 units."""
    while len((name + ending).encode("utf-16-le")) > 2 * MAX_NAME:
        name = name[:-1]
    return name.rstrip("' ") + ending


def names_for(titles: Sequence[str], values: Sequence[Mapping[str, object]]) -> list[str]:
    """A sheet's name for each person and each of the template's sheets."""
    found = []
    for each in values:
        name = each.get("姓名")
        for title in titles:
            who = name if isinstance(name, str) and name.strip() else title
            found.append(who if len(titles) == 1 or who == title else f"{who} {title}")
    return found
