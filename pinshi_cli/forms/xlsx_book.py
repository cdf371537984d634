"""The workbook around the sheets: their names, print areas and titles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.forms.plain import cleaned
from pinshi_cli.forms.tree import DECLARATION, Element, escaped, quoted
from pinshi_cli.forms.xlsx_rows import Rows

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AREA = "_xlnm.Print_Area"
_TITLES = "_xlnm.Print_Titles"
_PART = re.compile(r"(?:'(?:[^']|'')*'|[^'!,]*)!([^,!']+)")
_WHOLE = re.compile(r"('(?:[^']|'')*'|[^'!,()\[\]]+)!(\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?)")
_UNSAFE = re.compile(r"[\\/?*\[\]:]")
_NOT_OURS = ("_xl", "auto_")
MAX_NAME = 31
MAX_NAMES = 50
EVERYWHERE = -1


class PrintName(NamedTuple):
    """A name of a workbook: print area or titles of a sheet, or a clerk's own name for ranges.

    `sheet` is the sheet of its ranges, `within` the one where it is known, or `EVERYWHERE`.
    """

    kind: str
    sheet: int
    ranges: tuple[str, ...]
    within: int = EVERYWHERE

    @property
    def prints(self) -> bool:
        """Whether it says what is printed."""
        return self.kind in {_AREA, _TITLES}


def names_of(book: Element) -> tuple[list[PrintName], list[str]]:
    """The names that come along, and those that are left behind.

    What is hidden, reckons, or points out of the workbook does not come along.
    """
    titles = [sheet.get("name") for sheet in book.all("sheet")]
    kept: list[PrintName] = []
    left: list[str] = []
    own = 0
    for name in book.all("definedName"):
        word, local = name.get("name"), name.get("localSheetId")
        within = int(local) if local.isdecimal() else EVERYWHERE
        if word in {_AREA, _TITLES}:
            if within != EVERYWHERE:
                ranges = tuple(_PART.findall(name.text))
                kept.append(PrintName(word, within, ranges, within))
        elif (found := _own_name(name, titles, within)) is not None and own < MAX_NAMES:
            own += 1
            kept.append(found)
        elif not word.startswith("_xlnm."):
            left.append(word)
    return kept, left


def _own_name(name: Element, titles: Sequence[str], within: int) -> PrintName | None:
    """A name for one range of a sheet of this very workbook."""
    match = _WHOLE.fullmatch(name.text.strip())
    plain = {key.rpartition(":")[2] for key in name.attributes} <= {"name", "localSheetId"}
    if match is None or not plain or name.get("name").lower().startswith(_NOT_OURS):
        return None
    title = match[1]
    if title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    if title not in titles:
        return None
    return PrintName(name.get("name"), titles.index(title), (match[2],), within)


class NamedSheet(NamedTuple):
    """A sheet of a finished workbook: its name, which of the template's it is, how rows moved."""

    name: str
    source: int
    rows: Rows | None


def book_xml(sheets: Sequence[NamedSheet], names: Iterable[PrintName]) -> bytes:
    """The workbook part; the relation of sheet n is rIdn."""
    in_order = sorted(names, key=lambda name: name.within == EVERYWHERE)
    listed = "".join(
        f'<sheet name="{quoted(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    defined = "".join(
        line for index in range(len(sheets)) for line in _defined_in(sheets, index, in_order)
    )
    defined = f"<definedNames>{defined}</definedNames>" if defined else ""
    return (
        f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><workbookPr/>'
        f'<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    ).encode()


def _defined_in(
    sheets: Sequence[NamedSheet], index: int, names: Iterable[PrintName]
) -> Iterator[str]:
    """The names of one sheet, a sheet's own before those that are known everywhere.

    In a print file each person's sheets have the names anew, so none is known everywhere.
    """
    source = sheets[index].source
    taken: set[str] = set()
    for name in names:
        if name.within in (source, EVERYWHERE) and name.kind.casefold() not in taken:
            taken.add(name.kind.casefold())
            yield _defined(name, index, sheets[index - source + name.sheet])


def _defined(name: PrintName, index: int, sheet: NamedSheet) -> str:
    ranges = name.ranges
    if sheet.rows:
        ranges = tuple(
            place.written(absolute=True) for ref in ranges for place in sheet.rows.moved(ref)
        )
    if not ranges and name.prints:
        return ""
    quote = "'" + sheet.name.replace("'", "''") + "'"
    text = escaped(",".join(f"{quote}!{ref}" for ref in ranges)) or "#REF!"
    word = quoted(name.kind)
    return f'<definedName name="{word}" localSheetId="{index}">{text}</definedName>'


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
