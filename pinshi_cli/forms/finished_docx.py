"""Word documents, read for checking: what they show, what they hide, what they carry along."""

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

from pinshi_cli.forms.finished import (
    COMMENT,
    HIDDEN,
    TRACKED,
    UNSEEN,
    Finished,
    Spot,
    Text,
    Trace,
)
from pinshi_cli.forms.properties import properties_of
from pinshi_cli.sheets.markup import Attributes, Handlers, parse
from pinshi_cli.sheets.ooxml import main_part
from pinshi_cli.sheets.package import Package

_PARTS = (
    (re.compile(r"header\d*\.xml"), "页眉"),
    (re.compile(r"footer\d*\.xml"), "页脚"),
    (re.compile(r"footnotes\.xml"), "脚注"),
    (re.compile(r"endnotes\.xml"), "尾注"),
)
_COMMENTS = re.compile(r"comments\.xml")
_CARRIED = re.compile(r"(?:media|embeddings|charts|diagrams)/[^/]+\.(?!xml|rels)\w+")
_CHANGES = {"ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移来"}
_FORMAT_CHANGE = re.compile(r"\w+PrChange|cellIns|cellDel|cellMerge|numberingChange")
_OFF = {"0", "false", "off", "none"}
_WHITE = "FFFFFF"


def read_docx(package: Package, file: str) -> Finished:
    """Everything that a .docx holds. Raises a `Fault`."""
    main = main_part(package)
    around = around_the_text(package, main)
    story = _Story("", around.hidden_styles)
    parse(package.chunks(main), story)
    texts = (*story.texts, *around.texts)
    traces = (*story.traces, *around.traces, *properties_of(package))
    return Finished(file, "docx", texts, traces)


def story_of(chunks: Iterable[bytes]) -> list[Text]:
    """The texts of a document's own part where no style hides any. Raises a `Fault`."""
    story = _Story("", frozenset())
    parse(chunks, story)
    return story.texts


class Around(NamedTuple):
    """What a document holds around its text, and the styles in which nothing is seen."""

    texts: tuple[Text, ...]
    traces: tuple[Trace, ...]
    hidden_styles: frozenset[str]


def around_the_text(package: Package, main: str) -> Around:
    """What stands around the text of the part `main`, and comes along. Raises a `Fault`."""
    folder = posixpath.dirname(main)
    hidden_styles = _hidden_styles(package, f"{folder}/styles.xml")
    texts: list[Text] = []
    traces: list[Trace] = []
    for part, label in _more_parts(package, folder):
        story = _Story(label, hidden_styles)
        parse(package.chunks(part), story)
        texts += story.texts
        traces += story.traces
    for name in package.names:
        inner = posixpath.relpath(name, folder) if folder else name
        if _COMMENTS.fullmatch(inner):
            traces += _comments(package, name)
        elif _CARRIED.fullmatch(inner):
            what = "图片" if inner.startswith("media/") else "嵌入的文件"
            traces.append(Trace(UNSEEN, f"{what} {posixpath.basename(inner)}"))
    return Around(tuple(texts), tuple(traces), hidden_styles)


def _more_parts(package: Package, folder: str) -> list[tuple[str, str]]:
    found = []
    for name in package.names:
        for pattern, label in _PARTS:
            if posixpath.dirname(name) == folder and pattern.fullmatch(posixpath.basename(name)):
                found.append((name, label))
    return found


class _Comments(Handlers):
    """The comments of a document, each with who wrote it."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.author = ""
        self.words: list[str] = []
        self.taking = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "comment":
            self.author, self.words = attributes.get("author", ""), []
        self.taking = name == "t"

    def end(self, name: str) -> None:
        self.taking = False
        if name == "comment":
            self.found.append((self.author, "".join(self.words)))

    def text(self, text: str) -> None:
        if self.taking:
            self.words.append(text)


def _comments(package: Package, part: str) -> list[Trace]:
    comments = _Comments()
    parse(package.chunks(part), comments)
    return [
        Trace(COMMENT, f"{author + '：' if author else ''}{words}", Spot(said=f"批注 {number}"))
        for number, (author, words) in enumerate(comments.found, start=1)
    ]


class _Styles(Handlers):
    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.style = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self.style = attributes.get("styleId", "")
        elif name == "vanish" and self.style and attributes.get("val") not in _OFF:
            self.hidden.add(self.style)

    def end(self, name: str) -> None:
        if name == "style":
            self.style = ""


def _hidden_styles(package: Package, part: str) -> frozenset[str]:
    if part not in package:
        return frozenset()
    styles = _Styles()
    parse(package.chunks(part), styles)
    return frozenset(styles.hidden)


class _Paragraph(NamedTuple):
    """A paragraph while it is read: what shows, what is hidden; `at` was told at its start."""

    at: Spot
    beside: tuple[str, int]
    column: int
    shown: list[str]
    hidden: list[str]


class _Table:
    """A table while it is read: its number, the row and the cell that are open.

    `column` counts what merged cells cover, too; `next` is the column after the open cell.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.cell = self.column = 0
        self.next = 1


class _Story(Handlers):
    """One part of a document: paragraphs, tables within them, text boxes within those."""

    def __init__(self, label: str, hidden_styles: frozenset[str]) -> None:
        self.label = label
        self.hidden_styles = hidden_styles
        self.texts: list[Text] = []
        self.traces: list[Trace] = []
        self.open: list[_Paragraph] = []
        self.tables: list[_Table] = []
        self.count = self.table_count = 0
        self.skipped = self.boxes = 0
        self.path: list[str] = []
        self.run_hidden = self.style_hidden = False
        self.changes: dict[tuple[str, Spot], None] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        self.skipped += name == "Fallback"  # the same once more, for programs of long ago
        if self.skipped:
            return
        if name == "p":
            self._begin_paragraph()
        elif name == "tbl":
            self.table_count += 1
            self.tables.append(_Table(self.table_count))
        elif name in ("tr", "tc") and self.tables:
            self._begin_cell(name)
        elif name == "txbxContent":
            self.boxes += 1
        elif name == "r":
            self.run_hidden = False
        elif name in ("tab", "br", "cr") and self.path[-2:-1] == ["r"]:
            self.text(" ")
        elif name in _CHANGES and self.path[-2:-1] != ["rPr"]:
            self._changed(_CHANGES[name], attributes)
        elif _FORMAT_CHANGE.fullmatch(name):
            self._changed("格式", attributes)
        else:
            self._style(name, attributes)

    def end(self, name: str) -> None:
        self.path.pop()
        if name == "Fallback":
            self.skipped -= 1
        if self.skipped:
            return
        if name == "p" and self.open:
            self._end_paragraph()
        elif name == "tbl" and self.tables:
            self.tables.pop()
        elif name == "txbxContent":
            self.boxes -= 1
        elif name == "r":
            self.run_hidden = False

    def text(self, text: str) -> None:
        inside = self.path[-1:] in (["t"], ["delText"]) or text == " "
        if self.skipped or not self.open or not inside:
            return
        hidden = self.run_hidden or self.style_hidden
        (self.open[-1].hidden if hidden else self.open[-1].shown).append(text)

    def _style(self, name: str, attributes: Attributes) -> None:
        """Whether the run, or the paragraph, is one that nobody sees; how wide a cell is."""
        value = attributes.get("val", "")
        if name == "gridSpan" and self.tables:
            self._span(value)
        elif name == "pStyle":
            self.style_hidden = value in self.hidden_styles
        elif self.path[-3:-1] == ["r", "rPr"]:
            vanishes = name in ("vanish", "specVanish") and value not in _OFF
            styled = name == "rStyle" and value in self.hidden_styles
            white = name == "color" and value.upper() == _WHITE
            self.run_hidden = self.run_hidden or vanishes or styled or white

    def _begin_paragraph(self) -> None:
        self.style_hidden = False
        column = 0
        if self.tables and not self.boxes:
            table = self.tables[-1]
            column = table.column
            where = f"第 {table.number} 个表第 {table.row} 行第 {table.cell} 格"
            beside = (f"{self.label}表{table.number}", table.row)
        else:
            self.count += 1
            where = "文本框" if self.boxes else f"第 {self.count} 段"
            beside = (self.label, self.count)
        at = Spot(said=f"{self.label}{where}")
        self.open.append(_Paragraph(at, beside, column, [], []))

    def _end_paragraph(self) -> None:
        at, beside, column, shown, hidden = self.open.pop()
        for words in (shown, hidden):
            said = "".join(words).strip()
            if said:
                self.texts.append(Text(said, at, beside, column=column))
        if said := "".join(hidden).strip():
            self.traces.append(Trace(HIDDEN, f"隐藏或白色的文字“{said}”", at))

    def _begin_cell(self, name: str) -> None:
        table = self.tables[-1]
        if name == "tr":
            table.row += 1
            table.cell, table.next = 0, 1
        else:
            table.cell += 1
            table.column, table.next = table.next, table.next + 1

    def _span(self, columns: str) -> None:
        """A merged cell: what stands in it counts as in its first column."""
        if columns.isdecimal() and self.path[-3:-1] == ["tc", "tcPr"]:
            table = self.tables[-1]
            table.next = table.column + max(1, min(int(columns[:3]), 63))  # as many as Word has

    def _changed(self, what: str, attributes: Attributes) -> None:
        at = self.open[-1].at if self.open else Spot(said=self.label or "正文")
        who = attributes.get("author", "")
        said = f"{what}的修订" + (f"（{who}）" if who else "")
        if (said, at) not in self.changes:
            self.changes[said, at] = None
            self.traces.append(Trace(TRACKED, said, at))
