"""XML parts changed in place: every byte that is not edited stays as it was."""

import re
from collections.abc import Iterator
from functools import cache
from xml.parsers import expat

from pinshi_cli.model.identity import without_identity
from pinshi_cli.sheets.faults import Damaged, TooLarge, Unsafe

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LONGEST = 32_000
"""Characters in a text; a cell and a comment of Excel hold a few more."""

ATTRIBUTES = rb"[^>\"']*+(?:\"[^\"]*\"[^>\"']*+|'[^']*'[^>\"']*+)*+"
"""All that may stand in a tag after its name, up to its end."""

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)")
_TAG = re.compile(rb"<" + ATTRIBUTES + rb">")
_FIRST = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))?")
_APART = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DIRTY = re.compile(
    "[^\\t\\n -~\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)
_MOST_ELEMENTS = 1_000_000
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "_": "_x005F_"}
_MARKUP = re.compile('[&<>"]|_(?=x[0-9A-Fa-f]{4}_)')


class Node:
    """An element of a part and where it lies: `start:inner` is its tag, `inner:close` its content.

    An element without a closing tag has `inner == close == end`.
    """

    __slots__ = ("attributes", "children", "close", "end", "inner", "name", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int, inner: int) -> None:
        self.name = name.rpartition(":")[2]
        self.attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.start, self.inner = start, inner
        self.close = self.end = inner
        self.children: list[Node] = []

    def child(self, name: str) -> "Node | None":
        """The first child of that name."""
        return next((each for each in self.children if each.name == name), None)

    def all(self, name: str) -> "Iterator[Node]":
        """Every element of that name below this one."""
        for each in self.children:
            if each.name == name:
                yield each
            yield from each.all(name)


class Edits:
    """Pieces of a text to be exchanged; `done` gives the text with all of them made."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._made: list[tuple[int, int, bytes]] = []

    def put(self, start: int, end: int, text: bytes) -> None:
        """Exchange `start:end`; pieces for one place come in the order in which they were put."""
        self._made.append((start, end, text))

    def done(self) -> bytes:
        pieces, at = [], 0
        for start, end, text in sorted(self._made, key=lambda each: each[:2]):
            pieces += [self.data[at:start], text]
            at = end
        return b"".join([*pieces, self.data[at:]])


class XmlPart(Edits):
    """A small part as nodes over its own bytes. Raises `Damaged`, `Unsafe`."""

    def __init__(self, data: bytes) -> None:
        super().__init__(in_utf8(data))
        self.root = _nodes(self.data)
        self.prefix = prefix_of(self.data, self.root.start)

    def raw(self, node: Node) -> bytes:
        """The element as it stands."""
        return self.data[node.start : node.end]

    def tag(self, node: Node) -> bytes:
        """Its opening tag as it stands."""
        return self.data[node.start : node.inner]

    def retag(self, node: Node, **attributes: str) -> None:
        """Set attributes of an element."""
        self.put(node.start, node.inner, with_attributes(self.tag(node), **attributes))

    def append(self, node: Node, xml: str) -> None:
        """Put XML in as the last child; the element may have been without content."""
        if node.close == node.end:
            name = self.tag(node)[1:].split()[0].rstrip(b"/>")
            opened = self.tag(node)[:-2].rstrip() + b">"
            self.put(node.start, node.end, opened + xml.encode() + b"</" + name + b">")
        else:
            self.put(node.close, node.close, xml.encode())


def in_utf8(data: bytes) -> bytes:
    """The part in UTF-8, which it is already as good as always."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    else:
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        said = _ENCODING.search(declared[0]) if declared else None
        encoding = said[1].decode() if said else "utf-8"
        if encoding.lower() in {"utf-8", "utf8", "us-ascii", "ascii"}:
            return data
    try:
        text = data.decode(encoding).encode()
    except (UnicodeError, LookupError) as error:
        raise Damaged(str(error)) from error
    return DECLARATION.encode() + _DECLARED.sub(b"", text.removeprefix(b"\xef\xbb\xbf"), count=1)


def masked(data: bytes) -> bytes:
    """As many bytes, with comments and the like blanked: where `<row` stands, a row begins."""
    if b"<!" not in data and data.count(b"<?") < 2:
        return data
    return _APART.sub(lambda match: b" " * len(match[0]), data)


def prefix_of(data: bytes, start: int) -> str:
    """The prefix of the element at `start` with its colon (`x:`), or nothing."""
    name = re.match(rb"<([\w.-]+:)?", data[start:])
    return name[1].decode() if name and name[1] else ""


def split_tag(element: bytes) -> tuple[bytes, bytes]:
    """The opening tag of an element, and all that follows it."""
    tag = _TAG.match(element)
    end = tag.end() if tag else 0
    return element[:end], element[end:]


def with_attributes(tag: bytes, **attributes: str) -> bytes:
    """A tag with these attributes set, each in its old place, a new one behind the first."""
    for name, value in attributes.items():
        said = f' {name}="{attribute(value)}"'.encode()
        old = _named(name).search(tag)
        first = _FIRST.match(tag)
        start, end = old.span() if old else (first.end(),) * 2 if first else (0, 0)
        tag = tag[:start] + said + tag[end:]
    return tag


def without_attribute(tag: bytes, name: str) -> bytes:
    """A tag without an attribute."""
    return _named(name).sub(b"", tag, count=1)


@cache
def _named(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def attribute_of(tag: bytes, name: str) -> str | None:
    """An attribute of a tag, as written."""
    found = _named(name).search(tag)
    if found is None:
        return None
    return (found[1] if found[1] is not None else found[2]).decode("utf-8", "replace")


def cleaned(text: str) -> str:
    """Text of data without control characters and identity numbers."""
    if _DIRTY.search(text):
        text = _DIRTY.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return without_identity(text[:LONGEST])


def text_xml(text: str) -> str:
    """Text of data as it stands in a cell or a comment; Excel reads no `_x0041_` out of it."""
    return _MARKUP.sub(lambda match: _ESCAPES[match[0]], cleaned(text))


def attribute(text: str) -> str:
    """Text as it stands in an attribute."""
    return re.sub('[&<>"]', lambda match: _ESCAPES[match[0]], _DIRTY.sub("", text))


def _nodes(data: bytes) -> Node:
    top = Node("", {}, 0, 0)
    open_ = [top]
    parser = expat.ParserCreate()
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        if tag is None or len(open_) > 200:
            raise Damaged("tag")
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise TooLarge("elements")
        node = Node(name, attributes, at, tag.end())
        open_[-1].children.append(node)
        open_.append(node)

    def end(_name: str) -> None:
        node, at = open_.pop(), parser.CurrentByteIndex
        if not data.endswith(b"/>", node.start, node.inner):
            node.close, node.end = at, data.index(b">", at) + 1

    def doctype(*_: object) -> None:
        raise Unsafe("DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the C function takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Damaged(str(error)) from error
    return top.children[0]
