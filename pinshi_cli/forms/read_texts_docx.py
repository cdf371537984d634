"""The texts of a rendered .docx, read back: its text by its markup, and what stands in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pinshi_cli.forms.finished_docx import around_the_text, story_of
from pinshi_cli.forms.read_texts_parts import Frame, Parts, Unusual
from pinshi_cli.forms.read_texts_slots import (
    BESIDE_THE_PAGE,
    BETWEEN,
    Known,
    Layout,
    Rows,
    filled,
    layout_of,
    mark,
    rows_of,
    texts_in,
)
from pinshi_cli.sheets.faults import NotAWorkbook
from pinshi_cli.sheets.kinds import kind_of_package
from pinshi_cli.sheets.markup import Handlers, parse
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Package

_SLOT = re.compile(rb' xml:space="preserve">([^<>]*)</w:t>')
_BREAKS = (b"<w:br/><w:t", b"<w:tab/><w:t")
"""Between the lines of one text; the thorough reading takes either for a blank."""
_OPEN, _CLOSE = b' xml:space="preserve">', b"</w:t>"
_END = b"</w:sectPr>"
_TAG = re.compile(rb"<(/?)([\w:]+)[^<>]*?(/?)>")
_DOCUMENT = (b"w:document", b"w:body")
_CUTS = {(), _DOCUMENT, (*_DOCUMENT, b"w:p", b"w:pPr")}
"""What may be open where a piece ends: nothing, the text, the properties of a paragraph."""
_MAIN = "word/document.xml"
_HEADER = re.compile(r"word/(?:header|footer)\d*\.xml")
_FRAMES = 8

Open = tuple[bytes, ...]


class _Layout(NamedTuple):
    """The rows of a markup, and what is open at its end."""

    rows: Layout
    open: Open


class _Document(NamedTuple):
    """What is around the text of a document; `rows` are those of its footnotes.

    `headers` are those that come after the text, made anew for each document.
    """

    frame: Frame
    main: str
    headers: tuple[str, ...]
    rows: Rows


class DocxTexts:
    """Reads the documents of one template, one after another."""

    def __init__(self) -> None:
        self._documents: list[_Document] = []
        self._layouts: Known[_Layout] = Known()
        self._headers: Known[str] = Known()
        """Headers that are well-formed, by their bytes."""

    def rows(self, data: bytes) -> Rows:
        """What a document says. Raises `Unusual`, or a `Fault` of the file itself."""
        parts, document = self._known(data)
        for name in document.headers:
            self._look_at(parts, name)
        found: Rows = []
        stand: Open = ()
        for piece in _pieces(parts.chunks(document.main)):
            rows, stand = self._read(stand, piece)
            if bool(stand) != piece.endswith(_END):
                raise Unusual
            found += rows
        return found + document.rows

    def _known(self, data: bytes) -> tuple[Parts, _Document]:
        for document in self._documents:
            parts = document.frame.parts_of(data)
            if parts is not None:
                return parts, document
        parts = Parts(data)
        document = _document(parts, [each.frame for each in self._documents])
        self._documents = [document, *self._documents[: _FRAMES - 1]]
        return parts, document

    def _look_at(self, parts: Parts, header: str) -> None:
        """What stands above and below a page says nothing here, but must be well-formed."""
        packed = parts.packed(header)
        if self._headers.get(packed) is None:
            parse(parts.chunks(header), Handlers())
            self._headers.put(packed, header)

    def _read(self, stand: Open, xml: bytes) -> tuple[Rows, Open]:
        pieces = _SLOT.split(xml)
        slots = pieces[1::2]
        del pieces[1::2]
        if _BREAKS[0] in pieces or _BREAKS[1] in pieces:
            pieces, slots = _unbroken(pieces, slots)
        markup = BETWEEN.join(pieces)
        key = BETWEEN.join((*stand, b"", markup))
        layout = self._layouts.get(key)
        if layout is None:
            layout = self._layouts.put(key, _laid_out(stand, markup, pieces))
        return filled(layout.rows, texts_in(slots)), layout.open


def _unbroken(pieces: list[bytes], slots: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """The lines of one text as one slot, so that their number makes no other markup."""
    kept = [pieces[0]]
    whole: list[bytes] = []
    for slot, after in zip(slots, pieces[1:], strict=True):
        if whole and kept[-1] in _BREAKS:
            whole[-1] += b" " + slot
            kept[-1] = after
        else:
            whole.append(slot)
            kept.append(after)
    return kept, whole


def _laid_out(stand: Open, markup: bytes, pieces: list[bytes]) -> _Layout:
    """A markup as the thorough reading finds it. Raises `Unusual`, or a `Fault`."""
    marked = [b"<%b>" % name for name in stand]
    for at, around in enumerate(pieces[:-1]):
        marked += [around, _OPEN, mark(at), _CLOSE]
    marked.append(pieces[-1])
    after = _open_after(stand, markup.replace(BETWEEN, _OPEN + _CLOSE))
    marked += [b"</%b>" % name for name in reversed(after)]
    return _Layout(layout_of(story_of(marked), markup), after)


def _open_after(stand: Open, markup: bytes) -> Open:
    open_ = list(stand)
    for end, name, alone in _TAG.findall(markup):
        if end:
            if not open_:
                raise Unusual
            open_.pop()  # whether of that name, the parser tells
        elif not alone:
            open_.append(name)
    if tuple(open_) not in _CUTS:
        raise Unusual
    return tuple(open_)


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A text in pieces, each up to the end of a section: a print file has one for each person."""
    rest = b""
    for chunk in chunks:
        found = (rest + chunk).split(_END)
        rest = found.pop()
        for each in found:
            yield each + _END
    yield rest


def _is_word(package: Package) -> bool:
    """Whether the package calls itself a Word document. Raises a `Fault`."""
    try:
        kind_of_package(package)
    except NotAWorkbook as other:
        return str(other) == "Word 文档"
    return False


def _document(parts: Parts, known: Sequence[Frame]) -> _Document:
    package = Package(parts.data)
    main, names = main_part(package), package.names
    if main != _MAIN or main not in names or not _is_word(package):
        raise Unusual
    around = around_the_text(package, main)
    if around.hidden_styles:
        raise Unusual
    headers = tuple(name for name in names[names.index(main) :] if _HEADER.fullmatch(name))
    texts = [text for text in around.texts if not text.at.said.startswith(BESIDE_THE_PAGE)]
    made = dict.fromkeys((main, *headers))
    return _Document(Frame(parts, made, known), main, headers, rows_of(texts))
