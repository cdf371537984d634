"""An .xlsx template, rendered: one document, or a print file with a sheet for each person."""

from collections.abc import Iterator, Mapping, Sequence

from pinshi_cli.forms.archive import Base, Part, new_part
from pinshi_cli.forms.office import office_rel, rels_part, rels_xml
from pinshi_cli.forms.sandbox import Closed, Filter
from pinshi_cli.forms.skeleton import Field
from pinshi_cli.forms.xlsx_book import NamedSheet, book_xml, names_for, sheet_names
from pinshi_cli.forms.xlsx_page import HOOKS, Page
from pinshi_cli.forms.xlsx_rows import Rows
from pinshi_cli.forms.xlsx_source import Sheet, read_source
from pinshi_cli.sheets.package import Package

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK, _ROOT, _TYPES = "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml"
_PLACE_OF = {"drawing": "xl/drawings/drawing{}.xml", "vmlDrawing": "xl/drawings/vmlDrawing{}.vml"}


class XlsxTemplate:
    """A compiled .xlsx template."""

    suffix = ".xlsx"

    def __init__(
        self, name: str, package: Package, main: str, filters: Mapping[str, Filter]
    ) -> None:
        """Compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
        self.name = name
        closed = Closed(filters)
        closed.filters |= HOOKS
        self._source = read_source(name, package, main, closed)
        self._sheets = self._source.sheets
        self._titles = [sheet.template.name for sheet in self._sheets]
        self._shared = Base(self._source.parts)
        self._whole: Base | None = None
        if not any(sheet.template.plan.moves for sheet in self._sheets):
            frame = self._frame(self._titles, [None] * len(self._sheets))
            self._whole = Base([*frame, *self._source.parts])

    @property
    def fields(self) -> list[Field]:
        """Every field that the template reads, and where."""
        return [field for sheet in self._sheets for field in sheet.template.skeleton.fields]

    def render(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        found = [_rendered(sheet, values) for sheet in self._sheets]
        parts = [_sheet_part(number, xml) for number, (xml, _) in enumerate(found, start=1)]
        if self._whole is not None:
            return self._whole.with_parts(parts)
        return self._shared.with_parts([*self._frame(self._titles, [r for _, r in found]), *parts])

    def render_many(self, values: Sequence[Mapping[str, object]]) -> bytes:
        """One print file: for each its own sheets, named after 姓名. Raises `Refusal`."""
        parts: list[Part] = []
        rows: list[Rows | None] = []
        for each in values:
            for sheet in self._sheets:
                xml, moved = _rendered(sheet, each)
                rows.append(moved)
                parts.append(_sheet_part(len(rows), xml))
        names = sheet_names(names_for(self._titles, values))
        return self._shared.with_parts([*self._frame(names, rows), *parts])

    def _frame(self, names: Sequence[str], rows: Sequence[Rows | None]) -> Iterator[Part]:
        """All parts of a workbook but the sheets and what every document shares."""
        source = self._source
        types = {_BOOK: f"{_SPREADSHEET}.sheet.main+xml", **source.shared}
        rels = []
        named = []
        for number, (name, moved) in enumerate(zip(names, rows, strict=True), start=1):
            index = (number - 1) % len(self._sheets)
            part = f"xl/worksheets/sheet{number}.xml"
            types[part] = f"{_SPREADSHEET}.worksheet+xml"
            rels.append(office_rel(number, "worksheet", part))
            named.append(NamedSheet(name, index, moved))
            yield from _drawn(self._sheets[index], number, moved, types)
        yield new_part(_TYPES, source.types.xml(types))
        yield new_part(_ROOT, rels_xml([office_rel(1, "officeDocument", _BOOK)]))
        yield new_part(_BOOK, book_xml(named, source.names))
        shared = [
            rel._replace(id=f"rId{number}")
            for number, rel in enumerate(source.rels, start=len(rels) + 1)
        ]
        yield new_part(rels_part(_BOOK), rels_xml([*rels, *shared]))


def _rendered(sheet: Sheet, values: Mapping[str, object]) -> tuple[str, Rows | None]:
    template = sheet.template
    page = Page(template.plan, template.skeleton.paths)
    template.skeleton.render(values, page)
    return page.finish(), page.rows if template.plan.moves else None


def _sheet_part(number: int, xml: str) -> Part:
    return new_part(f"xl/worksheets/sheet{number}.xml", xml.encode())


def _drawn(sheet: Sheet, number: int, rows: Rows | None, types: dict[str, str]) -> Iterator[Part]:
    """A sheet's own drawings and its relations to them."""
    rels = []
    for drawing in sheet.drawings:
        part = _PLACE_OF[drawing.rel.kind].format(number)
        types[part] = drawing.type
        data = drawing.data
        if rows is not None and drawing.rel.kind == "drawing":
            data = rows.anchored(data.decode()).encode()
        rels.append(drawing.rel._replace(target=part))
        yield new_part(part, data)
        if drawing.links is not None:
            yield new_part(rels_part(part), drawing.links)
    if rels:
        yield new_part(rels_part(f"xl/worksheets/sheet{number}.xml"), rels_xml(rels))
