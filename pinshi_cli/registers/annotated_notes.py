"""The comments of a sheet that is returned: ours beside those that stand there already."""

import re
from collections.abc import Iterable, Mapping

from pinshi_cli.model.diagnostic import column_letters
from pinshi_cli.registers.annotated_xml import DECLARATION, Node, XmlPart, text_xml
from pinshi_cli.sheets.grid import LAST_COLUMN, LAST_ROW, Address, area_of

BEGIN, END = "【退回意见】", "【意见完】"
"""What we write stands between these, so that the next copy finds it and puts its own there."""

AUTHOR = "平时考核核查"
MAX_NOTE = 2_000
_BLANK = re.compile(rb"(?:\s|&#(?:10|13|x0?[aAdD]);)*+")
_BLANKS = (b"&#10;", b"&#13;", b"&#xA;", b"&#xD;", b"&#xa;", b"&#xd;")
_SHAPE = re.compile(rb"<(\w{1,20}):shape[\s>]")
_ROW = re.compile(rb"<\w{1,20}:Row>\s*(\d{1,7})\s*</")
_COLUMN = re.compile(rb"<\w{1,20}:Column>\s*(\d{1,7})\s*</")
_SHAPE_ID = re.compile(rb"_s(\d{1,9})\b")
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{0}"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" '
    'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


class Notes:
    """The comments of one sheet. `kept` are cells that have one, `gone` those that had ours."""

    def __init__(self, data: bytes | None, namespace: str) -> None:
        empty = (
            f'{DECLARATION}<comments xmlns="{namespace}"><authors></authors>'
            f"<commentList></commentList></comments>"
        )
        self._part = XmlPart(data if data is not None else empty.encode())
        self._p = self._part.prefix
        self._list = self._part.root.child("commentList")
        self.gone: set[Address] = set()
        self.kept: set[Address] = set()
        self.texts: dict[Address, str] = {}
        authors = self._part.root.child("authors")
        self._authors = [
            self._part.data[each.inner : each.close]
            for each in (authors.children if authors else ())
        ]

    @property
    def threads(self) -> set[Address]:
        """The cells whose comment stands for a conversation, which newer programs show instead."""
        found = set()
        for node in self._list.children if self._list else ():
            area = area_of(node.attributes.get("ref", ""))
            author = node.attributes.get("authorId", "")
            at = int(author) if author.isdecimal() else len(self._authors)
            if area and at < len(self._authors) and self._authors[at].startswith(b"tc="):
                found.add((area[0], area[1]))
        return found

    def write(self, texts: Mapping[Address, str]) -> bytes:
        """The part with our comments at these cells, and without those written before."""
        self.texts = {address: note_text(text) for address, text in texts.items()}
        for node in self._list.children if self._list else []:
            area = area_of(node.attributes.get("ref", ""))
            if node.name == "comment" and area is not None:
                self._write_at(node, (area[0], area[1]))
        author = self._author() if self.texts.keys() - self.kept else 0
        new = "".join(
            f'<{self._p}comment ref="{column_letters(address[1])}{address[0]}" '
            f'authorId="{author}"><{self._p}text>{self._run(text)}</{self._p}text></{self._p}comment>'
            for address, text in sorted(self.texts.items())
            if address not in self.kept
        )
        self.kept |= set(self.texts)
        self.gone -= self.kept
        if self._list is None:
            self._part.append(
                self._part.root, f"<{self._p}commentList>{new}</{self._p}commentList>"
            )
        elif new:
            self._part.append(self._list, new)
        return self._part.done()

    def _author(self) -> int:
        """Our place among the authors."""
        authors = self._part.root.child("authors")
        said = f"<{self._p}author>{AUTHOR}</{self._p}author>"
        if authors is None:
            at = self._part.root.inner
            whole = f"<{self._p}authors>{said}</{self._p}authors>"
            self._part.put(at, at, whole.encode())
            return 0
        if AUTHOR.encode() in self._authors:
            return self._authors.index(AUTHOR.encode())
        self._part.append(authors, said)
        return len(self._authors)

    def _write_at(self, node: Node, address: Address) -> None:
        """One comment that is there: ours out of it, and in again at its end."""
        text = node.child("text")
        rests = self._rests(text) if text else {}
        left = [piece for piece, rest in rests.items() if _bare(rest)]
        again = self.texts.get(address)
        if again is None and not left and any(map(self._said, rests)):
            self._part.put(node.start, node.end, b"")
            self.gone.add(address)
            return
        for piece, rest in rests.items():
            if rest != self._said(piece):
                holder = piece if piece in left or text is None else _holder(text, piece)
                start, end = (
                    (piece.inner, piece.close) if piece in left else (holder.start, holder.end)
                )
                self._part.put(start, end, rest if piece in left else b"")
        self.kept.add(address)
        if again is None:
            return
        run = self._run("\n\n" * bool(left) + again)
        if text is None:
            self._part.append(node, f"<{self._p}text>{run}</{self._p}text>")
            return
        for piece in text.children:
            if piece.name == "t" and piece in left:  # beside runs, a text is a run too
                self._part.put(piece.start, piece.start, f"<{self._p}r>".encode())
                self._part.put(piece.end, piece.end, f"</{self._p}r>".encode())
        self._part.append(text, run)

    def _rests(self, text: Node) -> dict[Node, bytes]:
        """The pieces of a comment's text, with what is left of each without ours.

        Programs that save a copy cut texts into runs as they like.
        """
        pieces = list(text.all("t"))
        rests = {piece: self._said(piece) for piece in pieces}
        for span in reversed(_ours(b"".join(rests.values()))):
            at = 0
            for piece in pieces:
                said = rests[piece]
                start, end = (min(max(each - at, 0), len(said)) for each in span)
                rests[piece] = said[:start] + said[end:]
                at += len(said)
        return rests

    def _said(self, piece: Node) -> bytes:
        return self._part.data[piece.inner : piece.close]

    def _run(self, text: str) -> str:
        return (
            f'<{self._p}r><{self._p}rPr><{self._p}sz val="10"/><{self._p}color rgb="FF9C0006"/>'
            f'<{self._p}rFont val="宋体"/></{self._p}rPr>'
            f'<{self._p}t xml:space="preserve">{text_xml(text)}</{self._p}t></{self._p}r>'
        )


def note_text(text: str) -> str:
    """The text of one comment, between our marks."""
    short = text if len(text) <= MAX_NOTE else text[:MAX_NOTE] + "……（其余见问题清单）"
    return f"{BEGIN}\n{short}\n{END}"


def boxes(data: bytes | None, notes: Notes, number: int) -> bytes:
    """The drawing of the comments: a box for each that has none, none for those that are gone."""
    xml = data if data is not None else _VML.format(number).encode()
    known: set[Address] = set()
    left, at = [], 0
    for start, end in _shapes(xml):
        shape = xml[start:end]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if row is None or column is None or b'"Note"' not in shape:
            continue
        address = int(row[1]) + 1, int(column[1]) + 1
        known.add(address)
        if address in notes.gone:
            left.append(xml[at:start])
            at = end
    xml = b"".join([*left, xml[at:]])
    new = sorted(notes.kept - known)
    if not new:
        return xml
    last = max((int(found) for found in _SHAPE_ID.findall(xml)), default=number * 1024)
    text = [] if b'"_x0000_t202"' in xml else [_TYPE]
    for id_, address in enumerate(new, start=last + 1):
        anchor = _anchor(address, notes.texts.get(address, ""))
        text.append(_BOX.format(id=id_, anchor=anchor, row=address[0] - 1, column=address[1] - 1))
    end = xml.rfind(b"</")
    return xml[:end] + "".join(text).encode() + xml[end:]


def _shapes(xml: bytes) -> list[tuple[int, int]]:
    """Where the shapes of a drawing lie, which need not be XML to the letter."""
    found = []
    at = 0
    while shape := _SHAPE.search(xml, at):
        closing = b"</" + shape[1] + b":shape>"
        end = xml.find(closing, shape.end())
        if end < 0:
            break
        at = end + len(closing)
        found.append((shape.start(), at))
    return found


def _ours(text: bytes) -> list[tuple[int, int]]:
    """Where our own words stand in a text, with the white space before them."""
    found = []
    at = 0
    while (start := text.find(BEGIN.encode(), at)) >= 0:
        end = text.find(END.encode(), start)
        if end < 0:
            break
        before = text[at:start].rstrip()
        while before.endswith(_BLANKS):
            before = before[: before.rindex(b"&")].rstrip()
        found.append((at + len(before), end + len(END.encode())))
        at = found[-1][1]
    return found


def _anchor(address: Address, text: str) -> str:
    """Where the box lies: right of its cell, or left of it at the sheet's end."""
    wide, tall = 4, min(max(_lines(text.split("\n")) + 1, 4), 40)
    row, column = address
    left = column if column + wide < LAST_COLUMN else column - wide - 2
    top = min(max(row - 2, 0), LAST_ROW - tall - 1)
    return f"{left}, 15, {top}, 10, {left + wide}, 15, {top + tall}, 4"


def _lines(paragraphs: Iterable[str]) -> int:
    return sum(1 + len(each) // 16 for each in paragraphs)


def _holder(text: Node, piece: Node) -> Node:
    """The run of a piece of text, or the piece itself."""
    return next((run for run in text.children if piece in run.children), piece)


def _bare(text: bytes) -> bool:
    """Whether more than white space stands there."""
    return _BLANK.fullmatch(text) is None
