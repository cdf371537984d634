"""A .docx template as it lies in the file: what is compiled, what is copied, what is refused."""

import re
from typing import NamedTuple

from pinshi_cli.forms.docx_body import Story, mark_places
from pinshi_cli.forms.marks import Wrong
from pinshi_cli.forms.office import Copied, Rel, Types, foreign, rels_of, rels_part
from pinshi_cli.forms.sandbox import Closed
from pinshi_cli.forms.skeleton import Skeleton
from pinshi_cli.forms.tree import DECLARATION, Element, as_xml, flat, joined, opening, parse_tree
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal
from pinshi_cli.sheets.archive import Part, new_part
from pinshi_cli.sheets.package import Package

SECTION, PERSON = "\x02", "\x04"
"""Where a section ends in a print file, and where a person's own header is named."""
_COPIED = frozenset(("styles", "theme", "fontTable", "numbering", "footnotes", "endnotes", "image"))
_HEADERS = {"header": "页眉", "footer": "页脚"}
_LEFT_BEHIND = frozenset(
    (
        "webSettings",
        "customXml",
        "stylesWithEffects",
        "glossaryDocument",
        "people",
        "hyperlink",
        "attachedTemplate",
        "commentsExtensible",
        "commentsIds",
    )
)
_SETTINGS_LEFT = frozenset(
    (
        "attachedTemplate",
        "rsids",
        "trackRevisions",
        "mailMerge",
        "docVars",
        "documentProtection",
        "writeProtection",
        "docId",
        "revisionView",
        "saveThroughXslt",
        "removePersonalInformation",
    )
)
_MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_BEFORE_TYPE = frozenset(("headerReference", "footerReference", "footnotePr", "endnotePr"))
_BEFORE_NUMBER = _BEFORE_TYPE | {
    "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"
}  # fmt: skip

_EMPTY_TABLE_END = re.compile("</w:(?:tblGrid|tblPr)></w:tbl>")
_EMPTY_TABLE = re.compile(
    "<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:(?:tblGrid|tblPr)></w:tbl>", re.DOTALL
)


class Header(NamedTuple):
    """A header or footer: compiled where it has fields, else `fixed` as it is."""

    rel: Rel
    skeleton: Skeleton | None
    fixed: str
    links: bytes | None


class Source(NamedTuple):
    """A template that was read. `section` is the last; `marked`: the text has a place for it."""

    body: Skeleton
    head: str
    section: str
    tail: str
    marked: bool
    headers: tuple[Header, ...]
    parts: tuple[Part, ...]
    rels: tuple[Rel, ...]
    types: Types


def read_source(file: str, package: Package, main: str, closed: Closed) -> Source:
    """Read and compile. Raises `Refusal` with every fault, or a `Fault` of the file itself."""
    return _Reader(file, package, main, closed).source()


class _Reader:
    def __init__(self, file: str, package: Package, main: str, closed: Closed) -> None:
        self.file, self.package, self.main, self.closed = file, package, main, closed
        self.faults: list[Diagnostic] = []
        self.types = Types(package)
        self.copied = Copied(package, file, self.faults)
        self.rels: list[Rel] = []
        self.parts: list[Part] = []

    def source(self) -> Source:
        root = parse_tree(self.package.read(self.main))
        body = root.child("body")
        known = self.types.of(self.main).endswith(_MAIN_TYPES)
        if not known or body is None or body.name != "w:body":
            hint = "用 Word 或 WPS 打开，另存为 .docx（不含宏）后再用。"
            raise Refusal(Wrong("T901", "模板的写法认不出", hint).at(Place(file=self.file)))
        headers = self._relations(only_section=len(list(body.all("sectPr"))) <= 1)
        Story(self.file, "正文", self.faults).prepare(root)
        mark_places(root, pages=False)
        dynamic = {header.rel.id for header in headers if header.skeleton}
        for reference in body.all("headerReference", "footerReference"):
            for key in [k for k in reference.attributes if k.endswith(":id")]:
                reference.attributes[key] += PERSON * (reference.attributes[key] in dynamic)
        section = _last_section(body)
        _begin_pages(next(body.all("sectPr"), section), section.name)
        marked = _mark_section(body, section)
        items = joined([item for child in body.children for item in _items(child)])
        items = [mended(item) if isinstance(item, str) else item for item in items]
        skeleton = Skeleton(self.closed, items, self.faults)
        if self.faults:
            raise Refusal(*dict.fromkeys(self.faults))
        if not skeleton.fields and not dynamic:
            hint = "在要填的地方写 {{ 姓名 }} 这样的占位符。"
            raise Refusal(Wrong("T902", "模板里没有占位符", hint).at(Place(file=self.file)))
        before = "".join(as_xml(e) for e in root.elements if e.local == "background")
        return Source(
            skeleton,
            f"{DECLARATION}{opening(root)}{before}{opening(body)}",
            as_xml(section),
            f"</{body.name}></{root.name}>",
            marked,
            tuple(headers),
            (*self.copied.parts.values(), *self.parts),
            tuple(self.rels),
            self.types,
        )

    def _relations(self, *, only_section: bool) -> list[Header]:
        headers = []
        for rel in rels_of(self.package, self.main):
            if rel.kind in _LEFT_BEHIND:
                continue
            if rel.external:
                self.faults.append(foreign(rel, Place(file=self.file)))
            elif rel.kind in _HEADERS:
                headers.append(self._header(rel, only_section=only_section))
            elif rel.kind == "settings":
                self.rels.append(rel)
                self.parts.append(self._settings(rel))
            elif rel.kind in _COPIED:
                self.rels.append(rel)
                self.copied.add(rel.target, ("image", "font"))
            else:
                self.faults.append(foreign(rel, Place(file=self.file)))
        return headers

    def _header(self, rel: Rel, *, only_section: bool) -> Header:
        root = parse_tree(self.package.read(rel.target))
        Story(self.file, _HEADERS[rel.kind], self.faults).prepare(root)
        mark_places(root, pages=only_section)
        skeleton = Skeleton(self.closed, joined([DECLARATION, *flat(root)]), self.faults)
        links = None
        for each in rels_of(self.package, rel.target):
            if each.external or each.kind != "image":
                self.faults.append(foreign(each, Place(file=self.file, key=_HEADERS[rel.kind])))
                continue
            self.copied.add(each.target)
            links = self.package.read(rels_part(rel.target))
        if skeleton.fields or self.faults:
            return Header(rel, skeleton, "", links)
        return Header(rel, None, DECLARATION + as_xml(root), links)

    def _settings(self, rel: Rel) -> Part:
        root = parse_tree(self.package.read(rel.target))
        root.drop(lambda each: each.local in _SETTINGS_LEFT)
        return new_part(rel.target, (DECLARATION + as_xml(root)).encode())


def mended(text: str) -> str:
    """The text without tables that came out empty; a cell that did keeps an empty paragraph."""
    if "</w:tcPr></w:tc>" in text:
        text = text.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
    if _EMPTY_TABLE_END.search(text):
        text = _EMPTY_TABLE.sub("", text)
    return text.replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")


def _items(child: object) -> list[object]:
    return flat(child) if isinstance(child, Element) else [child]


def _last_section(body: Element) -> Element:
    """The section that ends the text, taken out of it."""
    last = body.elements[-1] if body.elements else None
    if last is not None and last.local == "sectPr":
        body.children.remove(last)
        return last
    return Element(f"{body.name.removesuffix('body')}sectPr")


def _begin_pages(section: Element, name: str) -> None:
    """Each person begins on a new page, which is page 1."""
    prefix = name.removesuffix("sectPr")
    kind, number = section.child("type"), section.child("pgNumType")
    if kind is not None:
        kind.attributes = {f"{prefix}val": "nextPage"}
    if number is None:
        number = Element(f"{prefix}pgNumType")
        at = sum(each.local in _BEFORE_NUMBER for each in section.elements)
        section.children = list(section.elements)
        section.children.insert(at, number)
    if not number.get("start"):
        number.attributes[f"{prefix}start"] = "1"


def _mark_section(body: Element, section: Element) -> bool:
    """Mark in the last paragraph where a print file ends a person's section."""
    last = body.children[-1] if body.children else None
    if not isinstance(last, Element) or last.local != "p":
        return False
    properties = last.child("pPr")
    if properties is None:
        properties = Element(section.name.removesuffix("sectPr") + "pPr")
        last.children.insert(0, properties)
    if properties.child("sectPr") is not None:
        return False
    properties.children.append(SECTION)
    return True
