"""The workbook around the sheets: one more sheet, and how the parts hang together."""

import posixpath
import re
from urllib.parse import unquote

from pinshi_cli.registers.annotated_xml import (
    DECLARATION,
    OFFICE,
    STRICT,
    Node,
    XmlPart,
    attribute,
    without_attribute,
)
from pinshi_cli.sheets.faults import Damaged
from pinshi_cli.sheets.package import Package

TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPE_OF = {
    "worksheet": f"{_SPREADSHEET}.worksheet+xml",
    "comments": f"{_SPREADSHEET}.comments+xml",
    "styles": f"{_SPREADSHEET}.styles+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}
_WORKSHEETS = re.compile(
    rb"<vt:lpstr>([^<]*)</vt:lpstr>\s*</vt:variant>\s*<vt:variant>\s*<vt:i4>(\d{1,6})</vt:i4>"
)
_TITLES = re.compile(rb"(<TitlesOfParts>\s*<vt:vector\b[^>]*\bsize=\")(\d{1,6})(\"[^>]*>)")
_TITLE = re.compile(rb"<vt:lpstr\s*(?:/>|>[^<]*</vt:lpstr>)")


class Relations:
    """What one part points at, by ID, as (kind, part); new targets are added."""

    def __init__(self, package: Package, source: str) -> None:
        folder, name = posixpath.split(source)
        self.part = posixpath.join(folder, "_rels", f"{name}.rels")
        empty = f'{DECLARATION}<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
        self._xml = XmlPart(package.read(self.part) if self.part in package else empty)
        self.targets: dict[str, tuple[str, str]] = {}
        self._known = {each.attributes.get("Id", "") for each in self._xml.root.children}
        for each in self._xml.root.children:
            said = each.attributes
            if said.get("TargetMode") != "External":
                inside = posixpath.join("/" + folder, unquote(said.get("Target", "")))
                path = posixpath.normpath(inside).lstrip("/")
                kind = said.get("Type", "").rpartition("/")[2]
                self.targets[said.get("Id", "")] = kind, path
        self._added: list[str] = []

    def of_kind(self, kind: str) -> str:
        """The first target of a kind, or nothing."""
        return next((to for each, to in self.targets.values() if each == kind), "")

    def add(self, kind: str, part: str, *, strict: bool) -> str:
        """A new target; the ID that it gets."""
        number = len(self._known) + 1
        while f"rId{number}" in self._known:
            number += 1
        id_ = f"rId{number}"
        self._known.add(id_)
        self.targets[id_] = kind, part
        self._added.append(
            f'<{self._xml.prefix}Relationship Id="{id_}" '
            f'Type="{STRICT if strict else OFFICE}/{kind}" Target="/{attribute(part)}"/>'
        )
        return id_

    def xml(self) -> bytes:
        """The part, with what was added."""
        if self._added:
            self._xml.append(self._xml.root, "".join(self._added))
        return self._xml.done()


class Frame:
    """The workbook's own part, its relations and the content types; sheets go by their names."""

    def __init__(self, package: Package, main: str) -> None:
        self.package, self.main = package, main
        self.book = XmlPart(package.read(main))
        # the declarations are attributes: `xmlns`, or `xmlns:x` by its local name
        declared = self.book.root.attributes
        self.namespace = declared.get(self.book.prefix[:-1] or "xmlns", "")
        self.strict = "purl.oclc.org" in self.namespace
        self.relations = Relations(package, main)
        self._types: list[tuple[str, str]] = []
        self._taken: set[str] = set()
        self.parts: dict[str, str] = {}
        self.order: list[str] = []
        for sheet in self._sheets().children:
            id_ = sheet.attributes.get("id", "")
            self.order.append(sheet.attributes.get("name", ""))
            kind, part = self.relations.targets.get(id_, ("", ""))
            if kind == "worksheet":
                self.parts[self.order[-1]] = part

    def new_part(self, kind: str, pattern: str) -> str:
        """A name for a new part (`worksheets/sheet{}.xml`), its type declared."""
        number = 1
        folder = posixpath.dirname(self.main)
        while True:
            # the first of the styles has no number: not every reader asks the relations for it
            shown = "" if kind == "styles" and number == 1 else number
            name = posixpath.join(folder, pattern.format(shown))
            if name not in self.package and name not in self._taken:
                break
            number += 1
        self._taken.add(name)
        self._types.append((kind, name))
        return name

    def add_sheet(self, name: str) -> str:
        """Put a sheet behind the others; the part that it is."""
        part = self.new_part("worksheet", "worksheets/sheet{}.xml")
        id_ = self.relations.add("worksheet", part, strict=self.strict)
        sheets = self._sheets()
        said = [each.attributes.get("sheetId", "") for each in sheets.children]
        numbers = [int(each) for each in said if each.isdecimal() and len(each) < 9]
        # of its own namespace, whatever prefix the file gives to that of relations
        self.book.append(
            sheets,
            f'<{self.book.prefix}sheet name="{attribute(name)}" '
            f'sheetId="{max(numbers, default=0) + 1}" '
            f'xmlns:r="{STRICT if self.strict else OFFICE}" r:id="{id_}"/>',
        )
        self.order.append(name)
        self.parts[name] = part
        return part

    def open_at(self, name: str) -> None:
        """Let the workbook open at a sheet, which somebody may have hidden."""
        for sheet in self._sheets().children:
            if sheet.attributes.get("name") == name and "state" in sheet.attributes:
                tag = without_attribute(self.book.tag(sheet), "state")
                self.book.put(sheet.start, sheet.inner, tag)
        active = str(self.order.index(name))
        views = self.book.root.child("bookViews")
        view = views.child("workbookView") if views else None
        if view is not None:
            self.book.retag(view, activeTab=active)
            return
        p, at = self.book.prefix, (views or self._sheets()).start
        whole = f'<{p}bookViews><{p}workbookView activeTab="{active}"/></{p}bookViews>'
        self.book.put(at, views.end if views else at, whole.encode())

    def types_xml(self) -> bytes:
        """The content types, with those of the new parts."""
        part = XmlPart(self.package.read(TYPES))
        p = part.prefix
        extensions = {each.attributes.get("Extension", "").lower() for each in part.root.children}
        lines = []
        for kind, name in self._types:
            if kind != "vmlDrawing":
                lines.append(
                    f'<{p}Override PartName="/{attribute(name)}" ContentType="{_TYPE_OF[kind]}"/>'
                )
            elif "vml" not in extensions:
                extensions.add("vml")
                lines.append(f'<{p}Default Extension="vml" ContentType="{_TYPE_OF[kind]}"/>')
        if lines:
            part.append(part.root, "".join(lines))
        return part.done()

    def _sheets(self) -> Node:
        sheets = self.book.root.child("sheets")
        if sheets is None:
            raise Damaged("no sheets")
        return sheets


def with_title(data: bytes, name: str) -> bytes:
    """docProps/app.xml with one more sheet, where it lists the sheets as Excel does."""
    kinds, titles = _WORKSHEETS.search(data), _TITLES.search(data)
    if kinds is None or titles is None:
        return data
    sheets = list(_TITLE.finditer(data, titles.end()))
    count = int(kinds[2])
    if not 0 < count <= len(sheets) or kinds.end() > titles.start():
        return data
    at = sheets[count - 1].end()
    said = f"<vt:lpstr>{attribute(name)}</vt:lpstr>".encode()
    more = b"%s%d%s" % (titles[1], int(titles[2]) + 1, titles[3])
    number = b"%d" % (count + 1)
    return (
        data[: kinds.start(2)] + number + data[kinds.end(2) : titles.start()]
        + more + data[titles.end() : at] + said + data[at:]
    )  # fmt: skip
