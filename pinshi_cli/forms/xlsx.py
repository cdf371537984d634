"""An .xlsx template, rendered: one document, or a print file with a sheet for each person."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pinshi_cli.forms.office import office_rel, rels_part, rels_xml
from pinshi_cli.forms.said import Sayings
from pinshi_cli.forms.sandbox import Closed, Filter
from pinshi_cli.forms.skeleton import Field
from pinshi_cli.forms.xlsx_book import NamedSheet, book_xml, names_for, sheet_names
from pinshi_cli.forms.xlsx_page import HEADER, HOOKS, Page, layouts_of
from pinshi_cli.forms.xlsx_rows import LAYOUTS, Rows
from pinshi_cli.forms.xlsx_source import Sheet, read_source
from pinshi_cli.sheets.archive import QUICK, Base, Part, new_part, renamed
from pinshi_cli.sheets.package import Package

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK, _ROOT, _TYPES = "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml"
_SHEET = "xl/worksheets/sheet{}.xml"
_PLACE_OF = {"drawing": "xl/drawings/drawing{}.xml", "vmlDrawing": "xl/drawings/vmlDrawing{}.vml"}


_around = lru_cache(maxsize=32)(new_part)
"""A part around the sheets: books with as many sheets have the same."""


class Rendered(NamedTuple):
    """A rendered sheet, and where its rows stand if they move."""

    part: Part
    rows: Rows | None


class XlsxTemplate:
    """A compiled .xlsx template."""

    suffix = ".xlsx"

    def __init__(
        self, name: str, package: Package, main: str, filters: Mapping[str, Filter]
    ) -> None:
        """Compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
        self.name, self._filters = name, filters
        closed = Closed(filters)
        closed.filters |= HOOKS
        self._source = read_source(name, package, main, closed)
        self._sheets = self._source.sheets
        self._titles = [sheet.template.name for sheet in self._sheets]
        self._layouts = [
            layouts_of(sheet.template.plan, sheet.template.skeleton.paths) for sheet in self._sheets
        ]
        self._framed = lru_cache(maxsize=LAYOUTS)(
            lambda *rows: tuple(self._frame(self._titles, rows))
        )
        self._shared = Base(self._source.parts)
        self._whole: Base | None = None
        if not any(sheet.template.plan.moves for sheet in self._sheets):
            frame = self._frame(self._titles, [None] * len(self._sheets))
            self._whole = Base([*frame, *self._source.parts])

    @property
    def fields(self) -> list[Field]:
        """Every field that the template reads, and where."""
        return [field for sheet in self._sheets for field in sheet.template.skeleton.fields]

    @cached_property
    def sayings(self) -> Sayings:
        """What the template prints on the pages themselves."""
        skeletons = [sheet.template.skeleton for sheet in self._sheets]
        return Sayings(skeletons, self._filters, skip=HEADER)

    def render(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        return self.document(list(self.rendered(values)))

    def render_many(self, values: Sequence[Mapping[str, object]]) -> bytes:
        """One print file: for each its own sheets, named after 姓名. Raises `Refusal`."""
        return self.documents([sheet for each in values for sheet in self.rendered(each)], values)

    def print_file(self) -> "XlsxPrintFile":
        """A print file that is begun."""
        return XlsxPrintFile(self)

    def rendered(self, values: Mapping[str, object]) -> Iterator["Rendered"]:
        """Each sheet. Raises `Refusal` (T907, T908)."""
        pages = zip(self._sheets, self._layouts, strict=True)
        for number, (sheet, layouts) in enumerate(pages, start=1):
            plan, skeleton = sheet.template.plan, sheet.template.skeleton
            page = Page(plan, layouts)
            skeleton.render(values, page)
            part = new_part(_SHEET.format(number), page.finish().encode(), QUICK)
            yield Rendered(part, page.rows if plan.moves else None)

    def document(self, sheets: Sequence["Rendered"]) -> bytes:
        """The document of one person's sheets."""
        parts = [sheet.part for sheet in sheets]
        if self._whole is not None:
            return self._whole.with_parts(parts)
        return self._shared.with_parts([*self._framed(*(sheet.rows for sheet in sheets)), *parts])

    def documents(
        self, sheets: Sequence["Rendered"], values: Sequence[Mapping[str, object]]
    ) -> bytes:
        """The print file of some people's sheets, one person's after another's."""
        names = sheet_names(names_for(self._titles, values))
        parts = [
            renamed(sheet.part, _SHEET.format(number))
            for number, sheet in enumerate(sheets, start=1)
        ]
        frame = self._frame(names, [sheet.rows for sheet in sheets])
        return self._shared.with_parts([*frame, *parts])

    def _frame(self, names: Sequence[str], rows: Sequence[Rows | None]) -> Iterator[Part]:
        """All parts of a workbook but the sheets and what every document shares."""
        source = self._source
        types = {_BOOK: f"{_SPREADSHEET}.sheet.main+xml", **source.shared}
        rels = []
        named = []
        for number, (name, moved) in enumerate(zip(names, rows, strict=True), start=1):
            index = (number - 1) % len(self._sheets)
            part = _SHEET.format(number)
            types[part] = f"{_SPREADSHEET}.worksheet+xml"
            rels.append(office_rel(number, "worksheet", part))
            named.append(NamedSheet(name, index, moved))
            yield from _drawn(self._sheets[index], number, moved, types)
        yield _around(_TYPES, source.types.xml(types))
        yield _around(_ROOT, rels_xml([office_rel(1, "officeDocument", _BOOK)]))
        yield new_part(_BOOK, book_xml(named, source.names))
        shared = [
            rel._replace(id=f"rId{number}")
            for number, rel in enumerate(source.rels, start=len(rels) + 1)
        ]
        yield _around(rels_part(_BOOK), rels_xml([*rels, *shared]))


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
        yield new_part(rels_part(_SHEET.format(number)), rels_xml(rels))


class XlsxPrintFile:
    """A print file, made along with the single documents: each sheet is rendered once for both."""

    def __init__(self, template: XlsxTemplate) -> None:
        self._template = template
        self._values: list[Mapping[str, object]] = []
        self._sheets: list[Rendered] = []

    def add(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        sheets = list(self._template.rendered(values))
        self._values.append(values)
        self._sheets += sheets
        return self._template.document(sheets)

    def finish(self) -> bytes:
        """The print file."""
        return self._template.documents(self._sheets, self._values)
