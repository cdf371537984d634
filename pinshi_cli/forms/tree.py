"""An XML part as a small tree: prefixes, namespaces and the order of attributes stay as written."""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from pinshi_cli.sheets.faults import Damaged, TooLarge, Unsafe

MAX_SIZE = 8 << 20
MAX_ELEMENTS = 200_000
MAX_DEPTH = 100
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


class Element:
    """One element. Children are elements, texts (`str`), and what templates put in between."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self.name = name
        self.attributes = attributes or {}
        self.children: list[object] = []

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def elements(self) -> list["Element"]:
        return [child for child in self.children if isinstance(child, Element)]

    def get(self, name: str, default: str = "") -> str:
        """An attribute by its name as written, else by its local name."""
        if name in self.attributes:
            return self.attributes[name]
        for key, value in self.attributes.items():
            if key.rpartition(":")[2] == name:
                return value
        return default

    def all(self, *locals_: str) -> Iterator["Element"]:
        """The element and those below it with one of these local names, in order."""
        if self.local in locals_:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*locals_)

    def child(self, local: str) -> "Element | None":
        return next((each for each in self.elements if each.local == local), None)

    def drop(self, unwanted: Callable[["Element"], bool]) -> None:
        """Take out every unwanted element below this one."""
        self.children = [
            child for child in self.children if not (isinstance(child, Element) and unwanted(child))
        ]
        for child in self.elements:
            child.drop(unwanted)

    @property
    def text(self) -> str:
        """All text below, in order."""
        return "".join(
            child if isinstance(child, str) else child.text
            for child in self.children
            if isinstance(child, str | Element)
        )


def parse_tree(data: bytes) -> Element:
    """The tree of an XML part. Raises `Damaged`, `Unsafe` (a DTD, a labyrinth), `TooLarge`."""
    if len(data) > MAX_SIZE:
        raise TooLarge(f"{len(data)} bytes of XML")
    top = Element("")
    open_: list[Element] = [top]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(open_) > MAX_DEPTH:
            raise Unsafe("too many elements")
        element = Element(name, attributes)
        open_[-1].children.append(element)
        open_.append(element)

    def end(_name: str) -> None:
        open_.pop()

    def text(data: str) -> None:
        open_[-1].children.append(data)

    def doctype(*_: object) -> None:
        raise Unsafe("DOCTYPE")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the C function takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Damaged(str(error)) from error
    return top.elements[0]


def opening(element: Element, *, empty: bool = False) -> str:
    """The opening tag as XML."""
    attributes = "".join(f' {name}="{quoted(value)}"' for name, value in element.attributes.items())
    return f"<{element.name}{attributes}{'/' if empty else ''}>"


def quoted(text: str) -> str:
    """Text as it stands in an attribute."""
    return re.sub('[&<>"\n\t\r]', lambda match: _ATTRIBUTE[match[0]], text)


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return re.sub("[&<>]", lambda match: _TEXT[match[0]], text)


def flat(element: Element) -> list[object]:
    """The element as a row of XML texts and of what stands in between, each in its place."""
    items: list[object] = []
    _flatten(element, items)
    return joined(items)


def joined(items: Iterable[object]) -> list[object]:
    """The items, neighbouring texts as one."""
    found: list[object] = []
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
            continue
        if texts:
            found.append("".join(texts))
            texts = []
        found.append(item)
    return [*found, "".join(texts)] if texts else found


def _flatten(element: Element, items: list[object]) -> None:
    items.append(opening(element, empty=not element.children))
    for child in element.children:
        if isinstance(child, Element):
            _flatten(child, items)
        else:
            items.append(escaped(child) if isinstance(child, str) else child)
    if element.children:
        items.append(f"</{element.name}>")


def as_xml(element: Element) -> str:
    """A tree without anything in between, as XML."""
    return "".join(str(item) for item in flat(element))
