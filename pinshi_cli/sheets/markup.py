"""XML parts, safely: streamed through expat, with no DTD and no entities of the file's own."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from xml.parsers import expat

from pinshi_cli.sheets.faults import Damaged, Unsafe

Attributes = dict[str, str]

_SMALL = 1 << 16


class Handlers:
    """What to do at each tag; names come without their prefix (or as `uri name`, see `parse`).

    What a handler leaves as it is here is never called.
    """

    def start(self, name: str, attributes: Attributes) -> None:
        """At an opening tag."""

    def end(self, name: str) -> None:
        """At a closing tag."""

    def text(self, text: str) -> None:
        """At a run of text; one text may come in several runs."""


def parse(chunks: Iterable[bytes], handlers: Handlers, *, namespaces: bool = False) -> None:
    """Drive `handlers` over one XML part.

    With `namespaces` a name is `uri name` and an attribute's `uri name`; without it the prefix is
    cut off, which is how spreadsheets tell their own elements apart well enough.
    Raises `Damaged` where the XML is not well-formed, `Unsafe` where it declares a DTD.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = handlers.start if namespaces else _without_prefix(handlers.start)
    kind = type(handlers)
    if kind.end is not Handlers.end:
        parser.EndElementHandler = (
            handlers.end if namespaces else lambda name: handlers.end(name.rpartition(":")[2])
        )
    if kind.text is not Handlers.text:
        parser.CharacterDataHandler = handlers.text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - the C function takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Damaged(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise Unsafe("DOCTYPE")


def _without_prefix(start: Callable[[str, Attributes], None]) -> Callable[[str, Attributes], None]:
    def handle(name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if attributes and ":" in "".join(attributes):
            # a plain attribute wins over a prefixed one of the same local name
            local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            attributes = local | {k: v for k, v in attributes.items() if ":" not in k}
        start(name, attributes)

    return handle


class _Elements(Handlers):
    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self.found: list[tuple[str, Attributes]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name in self.wanted:
            self.found.append((name, attributes))


def elements(chunks: Iterable[bytes], *wanted: str) -> Sequence[tuple[str, Attributes]]:
    """The opening tags of the wanted names, in order, each with its attributes."""
    pieces = iter(chunks)
    begin = list(islice(pieces, 2))
    if len(begin) == 1 and len(begin[0]) <= _SMALL:
        return _known(begin[0], wanted)
    return _elements(chain(begin, pieces), wanted)


@lru_cache(maxsize=64)
def _known(part: bytes, wanted: tuple[str, ...]) -> Sequence[tuple[str, Attributes]]:
    """Of a small part; what is around the sheets is the same in all workbooks of one making."""
    return tuple(_elements([part], wanted))


def _elements(chunks: Iterable[bytes], wanted: Iterable[str]) -> Sequence[tuple[str, Attributes]]:
    handlers = _Elements(frozenset(wanted))
    parse(chunks, handlers)
    return handlers.found


def is_true(value: str | None) -> bool:
    """An XML boolean attribute."""
    return value in {"1", "true"}
