"""The story of a Word part (text, header, footer): its runs rejoined, its statements lifted."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from pinshi_cli.forms.marks import Mark, Wrong, has_marks
from pinshi_cli.forms.plain import text_of, word_xml
from pinshi_cli.forms.runs import lifted, tokens_of
from pinshi_cli.forms.sandbox import Filter
from pinshi_cli.forms.skeleton import Slot, Tag
from pinshi_cli.forms.tree import Element
from pinshi_cli.model.diagnostic import Diagnostic, Place

WORD = " word"
DRAWING_ID, PAGES = "\x03", "\x05"
"""Where a drawing's number and the field of the number of pages come: no value holds these."""
_TRACKED = frozenset(
    (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "moveFromRangeStart",
        "moveToRangeStart",
    )
)
_COMMENTED = frozenset(("commentRangeStart", "commentRangeEnd", "commentReference"))
_EMBEDDED = frozenset(("object", "control", "altChunk", "subDoc", "hyperlink", "OLEObject"))
_DROPPED = frozenset(
    (
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "permStart",
        "permEnd",
        "moveFromRangeEnd",
        "moveToRangeEnd",
    )
)
_UNWRAPPED = {"sdt": "sdtContent", "smartTag": "", "customXml": ""}
_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_TRACES = ("rsid", "paraId", "textId")
_REFUSED = (
    (_TRACKED, "修订", "在“审阅”里接受全部修订，再保存。"),
    (_COMMENTED, "批注", "在“审阅”里删掉全部批注，再保存。"),
    (_EMBEDDED, "链接或嵌入的对象", "删掉它（链接：取消超链接），再保存。"),
)


class Story:
    """One part's tree, made ready to be a skeleton; what is wrong with it goes to `faults`."""

    def __init__(self, file: str, label: str, faults: list[Diagnostic]) -> None:
        self.file, self.label, self.faults = file, label, faults
        self._levels = count(1)
        self._tables = 0

    def prepare(self, root: Element) -> None:
        """Put slots and statements into the tree in place of the marks."""
        self._refuse(root)
        _clean(root)
        self._container(root)

    def _refuse(self, root: Element) -> None:
        place = Place(file=self.file, key=self.label)
        for names, what, hint in _REFUSED:
            if next(root.all(*names), None) is not None:
                message = f"{self.label}里有{what}，模板里不许有"
                self.faults.append(Wrong("T906", message, hint).at(place))
        said = "".join(
            each.text if each.local == "instrText" else f" {each.get('instr')} "
            for each in root.all("instrText", "fldChar", "fldSimple")
        )
        words = re.findall("[A-Za-z]{2,}", said)
        unknown = [word for word in words if word.upper() not in _KNOWN_WORDS]
        if unknown:
            message = f"{self.label}里有域“{unknown[0]}”，模板里只许有页码"
            hint = "选中它按 Ctrl+Shift+F9 变成文字，再保存。"
            self.faults.append(Wrong("T906", message, hint).at(place))

    def _container(self, element: Element, where: str = "") -> None:
        """Paragraphs and tables standing one after the other: the text, a cell, a text box."""
        level = next(self._levels)
        found: list[object] = []
        paragraphs = 0
        for child in element.children:
            if not isinstance(child, Element):
                found.append(child)
            elif child.local == "p":
                paragraphs += 1
                spot = f"{where} 第 {paragraphs} 段" if where else f"第 {paragraphs} 段"
                found += self._paragraph(child, level, self._place(spot))
            elif child.local == "tbl":
                self._tables += 1
                found.append(child)
                self._table(child, f"表 {self._tables}")
            else:
                found.append(child)
                self._container(child, where)
        element.children = found

    def _paragraph(self, paragraph: Element, level: int, place: Place) -> list[object]:
        """A paragraph as what stands in its place: itself, or the statements that it holds."""
        for run in paragraph.elements:
            if run.local == "r":
                self._boxes(run, place)
        texts, words = _words(paragraph)
        if not has_marks("".join(words)):
            return [paragraph]
        try:
            tokens = tokens_of(words)
        except Wrong as wrong:
            self.faults.append(wrong.at(place))
            return [paragraph]
        if _is_lonely(tokens) and not _draws(paragraph):
            tags = [t for each in tokens for t in each if isinstance(t, Mark)]
            return [Tag(mark, place, level) for mark in tags]
        inner = next(self._levels)
        for text, found in zip(texts, tokens, strict=True):
            if text.local == "t":
                text.attributes["xml:space"] = "preserve"
                text.children = [_filled(token, place, inner) for token in found]
        return [paragraph]

    def _boxes(self, run: Element, place: Place) -> None:
        for box in run.all("txbxContent"):
            self._container(box, f"{place.key} 的文本框")

    def _table(self, table: Element, name: str) -> None:
        level = next(self._levels)
        found: list[object] = []
        number = 0
        for child in table.children:
            if not isinstance(child, Element) or child.local != "tr":
                found.append(child)
                continue
            number += 1
            found += self._table_row(child, level, f"{name} 第 {number} 行")
        table.children = found

    def _table_row(self, row: Element, level: int, where: str) -> list[object]:
        cells = [each for each in row.elements if each.local == "tc"]
        paragraphs = [(index, p) for index, cell in enumerate(cells) for p in _paragraphs(cell)]
        try:
            texts = [_tokens(p) for _, p in paragraphs]
        except Wrong:
            texts = []  # told when the paragraph itself is read
        merged = [
            [token for (at, _), text in zip(paragraphs, texts, strict=False) if at == index
             for token in text]
            for index in range(len(cells))
        ]  # fmt: skip
        found = lifted(merged)
        if found.whole and _balanced_inside(merged):
            found = found._replace(before=[], whole=False)

        def tags(places: list[tuple[int, int]]) -> list[object]:
            return [
                Tag(mark, self._place(f"{where}第 {at + 1} 格"), level)
                for at, index in places
                if isinstance(mark := merged[at][index], Mark)
            ]

        before, after = tags(found.before), tags(found.after)
        if found.whole:
            return before
        for at in range(len(cells)):
            gone = {index for each, index in (*found.before, *found.after) if each == at}
            if gone:
                _take_out([p for index, p in paragraphs if index == at], gone)
        for index, cell in enumerate(cells, start=1):
            self._container(cell, f"{where}第 {index} 格")
        return [*before, row, *after]

    def _place(self, spot: str) -> Place:
        return Place(file=self.file, key=f"{self.label}{spot}")


_KNOWN_WORDS = _FIELDS | {"MERGEFORMAT", "ARABIC", "DBNUM", "CHINESENUM"}


def _clean(element: Element) -> None:
    """Take out what splits runs and what tells of earlier hands; open up wrappers."""
    for key in [k for k in element.attributes if k.rpartition(":")[2].startswith(_TRACES)]:
        del element.attributes[key]
    children: list[object] = []
    for child in element.children:
        if not isinstance(child, Element):
            children.append(child)
            continue
        _clean(child)
        if child.local in _UNWRAPPED:
            inside = child.child(_UNWRAPPED[child.local]) if _UNWRAPPED[child.local] else child
            dropped = {"smartTagPr", "customXmlPr"}
            children += [e for e in (inside.elements if inside else []) if e.local not in dropped]
        elif child.local not in _DROPPED:
            children.append(child)
    if element.local in {"tbl", "tr", "tc"}:
        children = [each for each in children if isinstance(each, Element)]
    element.children = children


def mark_places(root: Element, *, pages: bool) -> None:
    """Mark where a drawing's own number comes, and (with `pages`) the field of all pages."""
    for drawing in root.all("docPr"):
        drawing.attributes["id"] = DRAWING_ID
    for field in root.all("instrText", "fldSimple") if pages else ():
        if field.local == "fldSimple":
            for key in [k for k in field.attributes if k.endswith("instr")]:
                field.attributes[key] = field.attributes[key].replace("NUMPAGES", PAGES)
        else:
            field.children = [field.text.replace("NUMPAGES", PAGES)]


def _paragraphs(cell: Element) -> Iterator[Element]:
    for child in cell.elements:
        if child.local == "p":
            yield child


def _texts(run: Element) -> list[Element]:
    return [each for each in run.elements if each.local in {"t", "tab", "br", "cr"}]


def _words(paragraph: Element) -> tuple[list[Element], list[str]]:
    texts = [each for run in paragraph.elements if run.local == "r" for each in _texts(run)]
    return texts, [each.text if each.local == "t" else "\n" for each in texts]


def _tokens(paragraph: Element) -> list[str | Mark]:
    _, words = _words(paragraph)
    return [token for tokens in tokens_of(words) for token in tokens]


def _take_out(paragraphs: Sequence[Element], gone: set[int]) -> None:
    """Take these tokens out of the paragraphs of a cell."""
    index = 0
    for paragraph in paragraphs:
        texts, words = _words(paragraph)
        for text, tokens in zip(texts, tokens_of(words), strict=True):
            kept = [t for k, t in enumerate(tokens, start=index) if k not in gone]
            index += len(tokens)
            if text.local == "t":
                shown = "".join(f"{t.shown}" if isinstance(t, Mark) else t for t in kept)
                text.children = [shown] if shown else []


def _balanced_inside(cells: Sequence[Sequence[str | Mark]]) -> bool:
    """Whether a row of nothing but statements begins and ends them in the one cell."""
    filled = [tokens for tokens in cells if any(isinstance(t, Mark) for t in tokens)]
    marks = [t.word for tokens in filled for t in tokens if isinstance(t, Mark)]
    opened = sum(word in {"for", "if"} for word in marks)
    closed = sum(word in {"endfor", "endif"} for word in marks)
    return len(filled) == 1 and opened == closed > 0


def _is_lonely(tokens: Sequence[Sequence[str | Mark]]) -> bool:
    """Whether a paragraph holds nothing but statements that it does not end itself."""
    found = [t for each in tokens for t in each if isinstance(t, Mark) or t.strip()]
    return all(isinstance(t, Mark) and t.tag for t in found)


def _draws(paragraph: Element) -> bool:
    return next(paragraph.all("drawing", "pict", "sectPr"), None) is not None


def _filled(token: str | Mark, place: Place, level: int) -> object:
    if isinstance(token, str):
        return token
    return Tag(token, place, level) if token.tag else Slot(token, place, WORD)


def _word(value: object) -> str:
    return word_xml(text_of(value))


HOOKS: dict[str, Filter] = {WORD: _word}
