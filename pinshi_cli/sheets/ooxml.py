"""The plan of an .xlsx package: which part is which sheet, and what its styles mean."""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

from pinshi_cli.sheets.faults import Damaged
from pinshi_cli.sheets.markup import elements, is_true
from pinshi_cli.sheets.package import Package
from pinshi_cli.sheets.serials import EAST_ASIAN_DATES, kind_of_format

_EAST_ASIAN = re.compile(rb"numFmtId=[\"'](?:2[7-9]|3[0-6]|5[0-8])[\"']")


class Part(NamedTuple):
    """One sheet of the plan; `path` is empty where it is no worksheet (a chart, a dialog)."""

    name: str
    path: str
    hidden: bool


class Plan(NamedTuple):
    """How the package is laid out. `usual` is False where calamine would look elsewhere."""

    sheets: tuple[Part, ...]
    strings: str
    styles: str
    is_1904: bool
    recalculates: bool
    usual: bool


class Relation(NamedTuple):
    """One target of a `.rels` part."""

    kind: str
    target: str


def relations(package: Package, source: str) -> dict[str, Relation]:
    """What a part points at, by ID; targets are names of parts. Links out of the file are left out.

    `kind` is the last word of the relation's type (`worksheet`, `sharedStrings`).
    """
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in package:
        return {}
    found: dict[str, Relation] = {}
    for _, relation in elements(package.chunks(part), "Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = Relation(kind, path)
    return found


def main_part(package: Package) -> str:
    """The name of the workbook's own part. Raises `Damaged` where there is none."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument":
            return relation.target
    raise Damaged("no officeDocument")


def plan_of(package: Package) -> Plan:
    """Read `workbook.xml` and its relations. Raises `Damaged`."""
    book = main_part(package)
    targets = relations(package, book)
    tags = elements(package.chunks(book), "workbookPr", "sheet", "calcPr")
    sheets: list[Part] = []
    properties: dict[str, str] = {}
    for name, tag in tags:
        if name != "sheet":
            properties |= tag
            continue
        relation = targets.get(tag.get("id", ""))
        if relation is None:
            raise Damaged(f"sheet without part: {tag.get('name')}")
        is_table = relation.kind == "worksheet"
        hidden = tag.get("state", "visible") != "visible"
        sheets.append(Part(tag.get("name", ""), relation.target if is_table else "", hidden))
    if not sheets:
        raise Damaged("no sheets")
    folder = posixpath.dirname(book)
    by_kind = {relation.kind: relation.target for relation in targets.values()}
    strings, styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    # calamine looks under these names whatever the relations say
    usual = book.lower().endswith("workbook.xml") and all(
        target.lower() == posixpath.join(folder, expected).lower()
        for target, expected in ((strings, "sharedStrings.xml"), (styles, "styles.xml"))
        if target or posixpath.join(folder, expected) in package
    )
    names = {part.name.casefold() for part in sheets}
    return Plan(
        tuple(sheets),
        strings,
        styles,
        is_true(properties.get("date1904")),
        is_true(properties.get("fullCalcOnLoad")),
        usual and len(names) == len(sheets),
    )


def formats_of(package: Package, styles: str) -> list[str]:
    """For every cell style, what its number format shows (see `serials.kind_of_format`)."""
    if not styles:
        return []
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside = False
    for name, tag in elements(package.chunks(styles), "numFmt", "cellStyleXfs", "cellXfs", "xf"):
        if name == "numFmt":
            # a <dxf> has number formats of its own, after the cells'
            codes.setdefault(_int(tag.get("numFmtId")), tag.get("formatCode", ""))
        elif name == "xf":
            if inside:
                numbers.append(_int(tag.get("numFmtId")))
        else:
            inside = name == "cellXfs"
    return [kind_of_format(number, codes.get(number)) for number in numbers]


def unknown_date_styles(package: Package, styles: str) -> frozenset[int]:
    """Cell styles with one of Chinese Excel's own date formats, which calamine does not know."""
    if not styles:
        return frozenset()
    xml = package.read(styles)
    if not _EAST_ASIAN.search(xml):
        return frozenset()
    custom = {_int(tag.get("numFmtId")) for _, tag in elements([xml], "numFmt")}
    found: list[int] = []
    inside = False
    for name, tag in elements([xml], "cellStyleXfs", "cellXfs", "xf"):
        if name == "xf":
            if inside:
                found.append(_int(tag.get("numFmtId")))
        else:
            inside = name == "cellXfs"
    dates = EAST_ASIAN_DATES - custom
    return frozenset(index for index, number in enumerate(found) if number in dates)


def strings_are_honest(package: Package, strings: str) -> bool:
    """Whether calamine can take the shared strings: their count allocates what it says."""
    if not strings:
        return True
    said, count, tail = None, 0, b""
    plain = True
    for piece in package.chunks(strings):
        text = tail + piece
        if said is None:
            head = re.search(rb"<sst\b([^>]*)>", text)
            if not head:
                if len(text) > 1 << 20:
                    plain = False
                tail = text
                continue
            number = re.search(rb"\buniqueCount\s*=\s*[\"']\s*(\d+)", head[1])
            said = int(number[1][:20]) if number else 0
        count += text.count(b"<si>") + text.count(b"<si/>") + text.count(b"<si ")
        plain = plain and b"<!" not in text
        tail = text[-3:] if not text.endswith(b">") else b""
    return plain and said is not None and said <= 2 * count + 1000


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
