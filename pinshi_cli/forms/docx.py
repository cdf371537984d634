"""A .docx template, rendered: one document, or a print file with a section for each person."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count

from pinshi_cli.forms.docx_body import DRAWING_ID, HOOKS, PAGES
from pinshi_cli.forms.docx_source import PERSON, SECTION, Header, Source, mended, read_source
from pinshi_cli.forms.office import office_rel, rels_part, rels_xml
from pinshi_cli.forms.said import Sayings
from pinshi_cli.forms.sandbox import Closed, Filter
from pinshi_cli.forms.skeleton import Field
from pinshi_cli.sheets.archive import QUICK, Base, Growing, Part, new_part
from pinshi_cli.sheets.package import Package

_DOCUMENT, _ROOT, _TYPES = "word/document.xml", "_rels/.rels", "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BREAK = "<w:p><w:pPr>{}</w:pPr></w:p>"


class DocxTemplate:
    """A compiled .docx template."""

    suffix = ".docx"

    def __init__(
        self, name: str, package: Package, main: str, filters: Mapping[str, Filter]
    ) -> None:
        """Compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
        self.name, self._filters = name, filters
        closed = Closed(filters)
        closed.filters |= HOOKS
        self._source = read_source(name, package, main, closed)
        self._dynamic = [header for header in self._source.headers if header.skeleton]
        self._shared = Base(self._source.parts)
        self._single = Base([*self._frame(["" for _ in self._dynamic[:1]]), *self._source.parts])

    @property
    def fields(self) -> list[Field]:
        """Every field that the template reads, and where."""
        headers = [header.skeleton for header in self._dynamic if header.skeleton]
        return [field for each in (self._source.body, *headers) for field in each.fields]

    @cached_property
    def sayings(self) -> Sayings:
        """What the template prints on the pages themselves."""
        return Sayings([self._source.body], self._filters)

    def render(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        return self.document(values, self.body(values))

    def document(self, values: Mapping[str, object], body: str) -> bytes:
        """The document of one person, whose text is `body`."""
        source = self._source
        text = f"{source.head}{body}{source.section}{source.tail}"
        for mark in (SECTION, PERSON):
            if mark in text:
                text = text.replace(mark, "")
        parts = [new_part(_DOCUMENT, _numbered(text, count(1)).encode(), QUICK)]
        parts += self.headers_of(values, "", "NUMPAGES")
        return self._single.with_parts(parts)

    def render_many(self, values: Sequence[Mapping[str, object]]) -> bytes:
        """One print file: for each its own section, its pages counted from 1. Raises `Refusal`."""
        whole = self.print_file()
        for each in values:
            whole.put(each, self.body(each))
        return whole.finish()

    def print_file(self) -> "DocxPrintFile":
        """A print file that is begun."""
        return DocxPrintFile(self, self._source)

    def documents(self, document: Part, marks: Sequence[str], headers: Sequence[Part]) -> bytes:
        """The print file with this text; its sections bear these marks."""
        frame = self._frame(marks, "SECTIONPAGES")
        return self._shared.with_parts([*frame, document, *headers])

    def body(self, values: Mapping[str, object]) -> str:
        """The text of one person, without what begins and ends a document. Raises `Refusal`."""
        body = self._source.body
        text = "".join(body.render(values))
        return text if body.steady else mended(text)

    def headers_of(self, values: Mapping[str, object], mark: str, pages: str) -> Iterator[Part]:
        """The headers and footers that say something of a person."""
        for header in self._dynamic:
            if header.skeleton:
                text = "".join(header.skeleton.render(values)).replace(PAGES, pages)
                yield new_part(_own(header, mark), _numbered(text, count(1)).encode(), QUICK)

    def _frame(self, marks: Sequence[str], pages: str = "NUMPAGES") -> Iterator[Part]:
        """All parts but the text, the headers with fields, and what every document shares."""
        source = self._source
        types = {_DOCUMENT: f"{_WORD}.document.main+xml"}
        types |= {rel.target: source.types.of(rel.target) for rel in source.rels}
        rels = list(source.rels)
        for header in source.headers:
            if header.skeleton is None:
                rels.append(header.rel)
                text = header.fixed.replace(PAGES, pages)
                yield new_part(header.rel.target, _numbered(text, count(1)).encode())
            for mark in marks if header.skeleton else [""]:
                part = _own(header, mark)
                types[part] = source.types.of(header.rel.target)
                if header.skeleton:
                    rels.append(header.rel._replace(id=header.rel.id + mark, target=part))
                if header.links is not None:
                    yield new_part(rels_part(part), header.links)
        yield new_part(_TYPES, source.types.xml(types))
        yield new_part(_ROOT, rels_xml([office_rel(1, "officeDocument", _DOCUMENT)]))
        yield new_part(rels_part(_DOCUMENT), rels_xml(rels))


class DocxPrintFile:
    """A print file, made along with the single documents: each text is rendered once for both."""

    def __init__(self, template: DocxTemplate, source: Source) -> None:
        self._template, self._source = template, source
        self._text = Growing(QUICK)
        self._text.add(source.head.encode())
        self._numbers = count(1)
        self._marks: list[str] = []
        self._headers: list[Part] = []
        self._last = ""
        """The text of the last person yet: whether a section ends it, the next one decides."""

    def add(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        body = self._template.body(values)
        self.put(values, body)
        return self._template.document(values, body)

    def put(self, values: Mapping[str, object], body: str) -> None:
        """The pages of one person, whose text is `body`. Raises `Refusal` (T907, T908)."""
        self._put_last(self._source.section)
        self._last = body
        self._marks.append(f"p{len(self._marks) + 1}")
        self._headers += self._template.headers_of(values, self._marks[-1], "SECTIONPAGES")

    def finish(self) -> bytes:
        """The print file."""
        source = self._source
        self._put_last("")
        last = self._marks[-1] if self._marks else ""
        self._text.add((source.section.replace(PERSON, last) + source.tail).encode())
        return self._template.documents(self._text.part(_DOCUMENT), self._marks, self._headers)

    def _put_last(self, section: str) -> None:
        if not self._marks:
            return
        text = self._last
        if self._source.marked:
            text = text.replace(SECTION, section)
        elif section:
            text += _BREAK.format(section)
        self._text.add(_numbered(text.replace(PERSON, self._marks[-1]), self._numbers).encode())


def _own(header: Header, mark: str) -> str:
    """The part of a person's own header."""
    name = header.rel.target
    return name if not mark else f"{name.removesuffix('.xml')}{mark}.xml"


def _numbered(text: str, numbers: "count[int]") -> str:
    """The text, every drawing with the next number."""
    if DRAWING_ID not in text:
        return text
    pieces = text.split(DRAWING_ID)
    return pieces[0] + "".join(f"{next(numbers)}{piece}" for piece in pieces[1:])
