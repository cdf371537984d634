"""A .docx template, rendered: one document, or a print file with a section for each person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from pinshi_cli.forms.archive import Base, Part, new_part
from pinshi_cli.forms.docx_body import DRAWING_ID, HOOKS, PAGES
from pinshi_cli.forms.docx_source import PERSON, SECTION, Header, read_source
from pinshi_cli.forms.office import office_rel, rels_part, rels_xml
from pinshi_cli.forms.sandbox import Closed, Filter
from pinshi_cli.forms.skeleton import Field
from pinshi_cli.sheets.package import Package

_DOCUMENT, _ROOT, _TYPES = "word/document.xml", "_rels/.rels", "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EMPTY_TABLE_END = re.compile("</w:(?:tblGrid|tblPr)></w:tbl>")
_EMPTY_TABLE = re.compile(
    "<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:(?:tblGrid|tblPr)></w:tbl>", re.DOTALL
)
_BREAK = "<w:p><w:pPr>{}</w:pPr></w:p>"


class DocxTemplate:
    """A compiled .docx template."""

    suffix = ".docx"

    def __init__(
        self, name: str, package: Package, main: str, filters: Mapping[str, Filter]
    ) -> None:
        """Compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
        self.name = name
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

    def render(self, values: Mapping[str, object]) -> bytes:
        """One document. Raises `Refusal` (T907, T908)."""
        source = self._source
        body = _mended("".join(source.body.render(values))).replace(SECTION, "")
        text = f"{source.head}{body}{source.section}{source.tail}".replace(PERSON, "")
        parts = [new_part(_DOCUMENT, _numbered(text, count(1)).encode())]
        parts += self._headers_of(values, "", "NUMPAGES")
        return self._single.with_parts(parts)

    def render_many(self, values: Sequence[Mapping[str, object]]) -> bytes:
        """One print file: for each its own section, its pages counted from 1. Raises `Refusal`."""
        source = self._source
        numbers = count(1)
        texts = [source.head]
        headers: list[Part] = []
        marks = [f"p{number}" for number in range(1, len(values) + 1)]
        for mark, each in zip(marks, values, strict=True):
            text = _mended("".join(source.body.render(each)))
            section = source.section if mark != marks[-1] else ""
            if source.marked:
                text = text.replace(SECTION, section)
            elif section:
                text += _BREAK.format(section)
            texts.append(_numbered(text.replace(PERSON, mark), numbers))
            headers += self._headers_of(each, mark, "SECTIONPAGES")
        texts += [source.section.replace(PERSON, marks[-1] if marks else ""), source.tail]
        document = new_part(_DOCUMENT, "".join(texts).encode())
        frame = self._frame(marks, "SECTIONPAGES")
        return self._shared.with_parts([*frame, document, *headers])

    def _headers_of(self, values: Mapping[str, object], mark: str, pages: str) -> Iterator[Part]:
        for header in self._dynamic:
            if header.skeleton:
                text = "".join(header.skeleton.render(values)).replace(PAGES, pages)
                yield new_part(_own(header, mark), _numbered(text, count(1)).encode())

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


def _own(header: Header, mark: str) -> str:
    """The part of a person's own header."""
    name = header.rel.target
    return name if not mark else f"{name.removesuffix('.xml')}{mark}.xml"


def _mended(text: str) -> str:
    """The text without tables that came out empty; a cell that did keeps an empty paragraph."""
    if "</w:tcPr></w:tc>" in text:
        text = text.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
    if _EMPTY_TABLE_END.search(text):
        text = _EMPTY_TABLE.sub("", text)
    return text.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")


def _numbered(text: str, numbers: "count[int]") -> str:
    """The text, every drawing with the next number."""
    if DRAWING_ID not in text:
        return text
    pieces = text.split(DRAWING_ID)
    return pieces[0] + "".join(f"{next(numbers)}{piece}" for piece in pieces[1:])
