"""The styles of a workbook that is returned: a cell's own look with another ground."""

import re
from collections.abc import Collection

from pinshi_cli.model.diagnostic import Severity
from pinshi_cli.registers.annotated_xml import (
    DECLARATION,
    Node,
    XmlPart,
    attribute_of,
    split_tag,
    with_attributes,
)
from pinshi_cli.sheets.faults import Fault

_GROUNDS = {
    # stripes, dots and plain: the three are told apart on black-and-white paper too
    Severity.ERROR: ("lightUp", "FFE88888", "FFFFC7CE"),
    Severity.WARNING: ("gray125", "FFB58900", "FFFFEB9C"),
    # two blues that nobody picks: one for both is how scripts colour headings (DDEBF7 of Excel)
    Severity.NOTE: ("solid", "FFDBEAF8", "FFDCEBF9"),
}
_BY_LIBREOFFICE = {"FFFAB8BD", "FFF6DF89", "FFDBEAF8"}
"""Its plain grounds for our stripes, dots and blue; of the other colour it makes what it likes."""

_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
_FIRST = {
    "fonts": '<{0}font><{0}sz val="11"/><{0}name val="宋体"/></{0}font>',
    "fills": '<{0}fill><{0}patternFill patternType="none"/></{0}fill>'
    '<{0}fill><{0}patternFill patternType="gray125"/></{0}fill>',
    "borders": "<{0}border><{0}left/><{0}right/><{0}top/><{0}bottom/><{0}diagonal/></{0}border>",
    "cellXfs": '<{0}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}
_LIGHT_INDEXES = {1, 5, 7, 9, 13, 15, 22, 26, 27, 34, 35, 41, 42, 43}
_SAID = re.compile(rb"[\w:.-]+\s*=\s*[\"'][^\"']*[\"']")
_THIN = '<{0}{1} style="thin"><{0}color rgb="FFBFBFBF"/></{0}{1}>'


class _Section:
    """One list of the styles (`fills`): what is in it, and what was added."""

    def __init__(self, part: XmlPart, name: str) -> None:
        self.part, self.name = part, name
        self.node = part.root.child(name)
        self.nodes = self.node.children if self.node else []
        self.items = [part.raw(each) for each in self.nodes]
        if not self.items:
            first = XmlPart(f"<x>{_FIRST[name].format(part.prefix)}</x>".encode())
            self.items = [first.raw(each) for each in first.root.children]
        self.had = len(self.nodes)
        self._places = {item: index for index, item in reversed(list(enumerate(self.items)))}

    def place_of(self, item: bytes) -> int:
        """The index of an item, which is added where there is none like it."""
        if item not in self._places:
            self._places[item] = len(self.items)
            self.items.append(item)
        return self._places[item]

    def settle(self) -> None:
        """Write what was added."""
        if len(self.items) == self.had:
            return
        added = b"".join(self.items[self.had :])
        count, prefix = str(len(self.items)), self.part.prefix
        if self.node is not None and self.node.close != self.node.end:
            self.part.retag(self.node, count=count)
            self.part.put(self.node.close, self.node.close, added)
            return
        name = f"{prefix}{self.name}".encode()
        whole = b"<" + name + f' count="{count}">'.encode() + added + b"</" + name + b">"
        if self.node is not None:
            self.part.put(self.node.start, self.node.end, whole)
            return
        later = _ORDER[_ORDER.index(self.name) + 1 :]
        at = (each.start for each in self.part.root.children if each.name in later)
        where = next(at, self.part.root.close)
        self.part.put(where, where, whole)


class Styles:
    """The styles of one workbook; the cells' are numbered as the file numbers them."""

    def __init__(self, data: bytes | None, namespace: str, *, returned: bool = False) -> None:
        """`returned`: the book is a copy that was returned before, and has our list."""
        empty = f'{DECLARATION}<styleSheet xmlns="{namespace}"></styleSheet>'
        self._part = XmlPart(data if data is not None else empty.encode())
        self._p = self._part.prefix
        self._fonts, self._fills, self._borders, self._xfs = (
            _Section(self._part, name) for name in ("fonts", "fills", "borders", "cellXfs")
        )
        self._grounds = {
            index
            for index, node in enumerate(self._fills.nodes)
            if _ground(node) not in {None, ("none", "", ""), ("", "", "")}
            or node.child("gradientFill")
        }
        ours = {
            index
            for index, node in enumerate(self._fills.nodes)
            if _is_ours(_ground(node), returned=returned)
        }
        items = reversed(list(enumerate(self._xfs.items)))
        self._of_list: dict[str, int] = {}
        self._alike = {_effect(item): index for index, item in items}
        self._marks = self._with(ours)
        self._like_marks = self._marks

    @property
    def marked_before(self) -> frozenset[int]:
        """The styles that may be marks; whether they are, `is_mark` says cell by cell."""
        return self._like_marks

    def learn(self, styles: Collection[int]) -> None:
        """Take these for marks too, in the cells that are listed.

        They stand in the list, where whatever program saved the copy has changed them as it has
        the marks.
        """
        fills = {self._fill_of(each) for each in styles}
        self._like_marks |= self._with(fills & self._grounds)

    def is_mark(self, style: int, *, listed: bool) -> bool:
        """Whether a cell of this style is marked; `listed`: in the copy's list it stands."""
        return style in (self._like_marks if listed else self._marks)

    def look(self, style: int) -> str:
        """What a mark covers, to be put back once the cell is mended; empty for a white ground."""
        fill, font = self._fill_of(style), self._font_of(style)
        light = self._is_light(font)
        said = self._fills.items[fill]
        if fill not in self._grounds and not light:
            return ""
        return (said + (self._fonts.items[font] if light else b"")).decode("utf-8", "replace")

    def marked(self, style: int, severity: Severity) -> int:
        """The style with the ground of a severity; letters too light for it become dark."""
        pattern, front, back = _GROUNDS[severity]
        xml = (
            f'<{self._p}fill><{self._p}patternFill patternType="{pattern}">'
            f'<{self._p}fgColor rgb="{front}"/><{self._p}bgColor rgb="{back}"/>'
            f"</{self._p}patternFill></{self._p}fill>"
        )
        changed = {"fillId": str(self._fills.place_of(xml.encode())), "applyFill": "1"}
        font = self._font_of(style)
        if self._is_light(font):
            dark = re.sub(rb"<(?:\w+:)?color\b[^>]*/>", b"", self._fonts.items[font])
            changed |= {"fontId": str(self._fonts.place_of(dark)), "applyFont": "1"}
        return self._changed(style, changed)

    def unmarked(self, style: int, look: str) -> int:
        """The style with the ground that was there before the mark."""
        found = _parts_of(look)
        changed = {"fillId": "0"}
        if found:
            fill = self._fills.place_of(found[0])
            self._grounds.add(fill)  # another program may have written it otherwise: here it is new
            changed["fillId"] = str(fill)
        if len(found) == 2:
            changed["fontId"] = str(self._fonts.place_of(found[1]))
        return self._changed(style, changed)

    def of_list(self, name: str) -> int:
        """A style of the sheet of findings: title, line, head, text, link, look or a severity."""
        if name not in self._of_list:
            self._of_list[name] = self._new_of_list(name)
        return self._of_list[name]

    def _new_of_list(self, name: str) -> int:
        base = self._fonts.items[0].decode("utf-8", "replace")
        face = re.search(r'<(?:\w+:)?name val="([^"]*)"', base)
        size = {"title": 16, "look": 6}.get(name, 11)
        colour = {"link": "FF0563C1", "line": "FF595959", "look": "FFA6A6A6"}.get(name, "FF000000")
        bold = f"<{self._p}b/>" if name in {"title", "head"} else ""
        under = f"<{self._p}u/>" if name == "link" else ""
        font = (
            f'<{self._p}font>{bold}{under}<{self._p}sz val="{size}"/>'
            f'<{self._p}color rgb="{colour}"/><{self._p}name val="{face[1] if face else "宋体"}"/>'
            f"</{self._p}font>"
        )
        boxed = name not in {"title", "line"}
        align = {"head": "center", "look": "fill"}.get(name, "left")
        wrap = ' wrapText="1"' if boxed and name != "look" else ""
        xf = (
            f'<{self._p}xf numFmtId="0" fontId="{self._fonts.place_of(font.encode())}" fillId="0" '
            f'borderId="{self._box() if boxed else 0}" applyFont="1" applyAlignment="1">'
            f'<{self._p}alignment horizontal="{align}" vertical="center"{wrap}/></{self._p}xf>'
        )
        style = self._xfs.place_of(xf.encode())
        return self.marked(style, Severity(name)) if name in set(Severity) else style

    def xml(self) -> bytes:
        """The part, with all that was added."""
        for section in (self._fonts, self._fills, self._borders, self._xfs):
            section.settle()
        return self._part.done()

    def _box(self) -> int:
        sides = "".join(_THIN.format(self._p, side) for side in ("left", "right", "top", "bottom"))
        return self._borders.place_of(f"<{self._p}border>{sides}</{self._p}border>".encode())

    def _xf(self, style: int) -> bytes:
        return self._xfs.items[style if style < len(self._xfs.items) else 0]

    def _changed(self, style: int, attributes: dict[str, str]) -> int:
        """The style with these attributes, which may be one of the file's own."""
        tag, rest = split_tag(self._xf(style))
        xf = with_attributes(tag, **attributes) + rest
        effect = _effect(xf)
        if effect not in self._alike:
            self._alike[effect] = self._xfs.place_of(xf)
        return self._alike[effect]

    def _fill_of(self, style: int) -> int:
        return _index(attribute_of(self._xf(style), "fillId"), len(self._fills.items))

    def _with(self, fills: Collection[int]) -> frozenset[int]:
        """The file's own styles with one of these grounds."""
        return frozenset(each for each in range(self._xfs.had) if self._fill_of(each) in fills)

    def _font_of(self, style: int) -> int:
        return _index(attribute_of(self._xf(style), "fontId"), len(self._fonts.items))

    def _is_light(self, font: int) -> bool:
        colour = re.search(rb"<(?:\w+:)?color\b[^>]*>", self._fonts.items[font])
        if colour is None:
            return False
        rgb, theme = attribute_of(colour[0], "rgb"), attribute_of(colour[0], "theme")
        if rgb and re.fullmatch("[0-9A-Fa-f]{8}", rgb):
            red, green, blue = (int(rgb[at : at + 2], 16) for at in (2, 4, 6))
            return 3 * red + 6 * green + blue > 1500
        indexed = attribute_of(colour[0], "indexed")
        return theme in {"0", "2"} or _index(indexed, 100) in _LIGHT_INDEXES


def _ground(fill: Node) -> tuple[str, str, str] | None:
    pattern = fill.child("patternFill")
    if pattern is None:
        return None
    front, back = pattern.child("fgColor"), pattern.child("bgColor")
    colours = (each.attributes.get("rgb", "") if each else "" for each in (front, back))
    kind = pattern.attributes.get("patternType", "")
    return (kind, *colours)  # type: ignore[return-value]  # two colours, by the line above


def _is_ours(ground: tuple[str, str, str] | None, *, returned: bool) -> bool:
    """Whether nobody but us makes such a ground.

    Ours count in any book: a unit deletes the list, or pastes marked rows into another copy. What
    LibreOffice makes of them counts only where there is a list.
    """
    if ground in _GROUNDS.values():
        return True
    return (
        returned
        and ground is not None
        and ground[:1] == ("solid",)
        and ground[1] in _BY_LIBREOFFICE
    )


def _effect(xf: bytes) -> tuple[frozenset[bytes], bytes]:
    """What a style comes to, however its attributes are ordered."""
    tag, rest = split_tag(xf)
    return frozenset(each for each in _SAID.findall(tag) if b"apply" not in each), rest


def _parts_of(look: str) -> list[bytes]:
    """The ground, and perhaps the letters, that a returned copy has noted; nothing else."""
    try:
        part = XmlPart(f"<x>{look}</x>".encode())
    except Fault:  # a clerk may have written into that cell
        return []
    children = part.root.children
    names = [each.name for each in children]
    return [part.raw(each) for each in children] if names in (["fill"], ["fill", "font"]) else []


def _index(said: str | None, length: int) -> int:
    number = int(said) if said and said.isdecimal() and len(said) < 9 else 0
    return number if number < length else 0
