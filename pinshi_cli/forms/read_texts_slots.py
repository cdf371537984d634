"""The markup of a piece of XML, told from the texts in it: markup that is known needs no parser.

The thorough reading is asked once for each markup, with a mark of its own in every place where a
text stands; where the marks come out says where the texts of all pieces with that markup do.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Generic, TypeVar

from pinshi_cli.forms.finished import Text
from pinshi_cli.forms.read_texts_parts import Unusual

Rows = list[list[str]]
"""What a document says: the texts of each row of a table together, others each by itself."""
Layout = tuple[tuple[int | str | tuple[int | str, ...], ...], ...]
"""The rows of a piece of XML as they come from its slots: each text is one slot's, by its number,
or words without any, or is put together of slots and of words that stand between them."""

BESIDE_THE_PAGE = ("页眉", "页脚")
"""How the places begin where texts stand above and below the pages."""
BETWEEN = b"\x01"
"""What stands for a slot in the markup around it: no XML holds it."""
ROOM = 4 << 20
"""So many bytes are remembered of one kind; the documents of a template have few markups."""
_ENTITY = re.compile(rb"&([^;&]{0,6};?)")
_SIGNS = {b"amp;": b"&", b"lt;": b"<", b"gt;": b">", b"quot;": b'"', b"apos;": b"'"}
_NOT_XML = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]")
_MARK = re.compile("\ue000([0-9]+)\ue001")
_MARKS = "\ue000".encode()


V = TypeVar("V")


class Known(Generic[V]):
    """What was found out of some bytes, as long as there is room; then it begins anew."""

    def __init__(self) -> None:
        self._found: dict[bytes, V] = {}
        self._room = ROOM

    def __len__(self) -> int:
        return len(self._found)

    def get(self, key: bytes) -> V | None:
        return self._found.get(key)

    def put(self, key: bytes, value: V) -> V:
        if len(key) > self._room:
            self.clear()
        self._room -= len(key)
        self._found[key] = value
        return value

    def clear(self) -> None:
        self._found.clear()
        self._room = ROOM


def rows_of(texts: Sequence[Text]) -> Rows:
    """Texts of one table row together; others each by itself."""
    found: Rows = []
    for (_, beside), row in groupby(texts, lambda each: (each.at.sheet, each.beside)):
        said = [each.text for each in row]
        found += [said] if beside[0] else [[each] for each in said]
    return found


def mark(number: int) -> bytes:
    """What stands in a slot while its place is looked for."""
    return f"\ue000{number}\ue001".encode()


def layout_of(texts: Sequence[Text], markup: bytes) -> Layout:
    """Where the marks came out. Raises `Unusual` where the markup itself holds such."""
    if _MARKS in markup:
        raise Unusual
    return tuple(tuple(map(_parted, row)) for row in rows_of(texts))


def _parted(text: str) -> int | str | tuple[int | str, ...]:
    found = _MARK.split(text)
    if len(found) == 1:
        return text
    if found[0] == found[-1] == "" and len(found) == 3:
        return int(found[1])
    return tuple(
        int(each) if place % 2 else each for place, each in enumerate(found) if place % 2 or each
    )


def filled(layout: Layout, texts: Sequence[str]) -> Rows:
    """The rows with the texts of their slots; what is empty is left out."""
    rows: Rows = []
    for line in layout:
        row = [
            said
            for each in line
            if (said := (texts[each] if isinstance(each, int) else _joined(each, texts)).strip())
        ]
        if row:
            rows.append(row)
    return rows


def _joined(of: str | tuple[int | str, ...], texts: Sequence[str]) -> str:
    if isinstance(of, str):
        return of
    return "".join([each if isinstance(each, str) else texts[each] for each in of])


def texts_in(slots: Sequence[bytes]) -> list[str]:
    """What stands in some slots, as a parser would tell it. Raises `Unusual`."""
    if not slots:
        return []
    whole = b"\0".join(slots)
    if b"&" in whole:
        whole = _ENTITY.sub(_sign, whole)
    try:
        text = whole.decode()
    except UnicodeDecodeError as error:
        raise Unusual from error
    found = text.split("\0")
    if len(found) != len(slots) or _NOT_XML.search(text):
        raise Unusual
    return found


def _sign(match: re.Match[bytes]) -> bytes:
    sign = _SIGNS.get(match[1])
    if sign is None:
        raise Unusual
    return sign
