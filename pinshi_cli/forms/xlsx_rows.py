"""Where rows come to stand once `for` has repeated them, and what moves along with them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pinshi_cli.forms.tree import Element, as_xml

LAYOUTS = 16
"""So many layouts of rows are kept."""

_REF = re.compile(r"\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?")
_ANCHOR = re.compile(r"(<(?:\w+:)?row>)(\d{1,7})(?=<)")


class Range(NamedTuple):
    """A range of cells; columns are letters and rows numbers, empty and 0 where all are meant."""

    left: str
    top: int
    right: str
    bottom: int

    @classmethod
    def of(cls, ref: str) -> "Range | None":
        match = _REF.fullmatch(ref.strip())
        if not match or not ref.strip():
            return None
        left, top = match[1] or "", int(match[2] or 0)
        if ":" not in ref:
            return cls(left, top, left, top)
        return cls(left, top, match[3] or "", int(match[4] or 0))

    def written(self, *, absolute: bool = False) -> str:
        sign = "$" if absolute else ""
        begin = f"{sign}{self.left}" * bool(self.left) + f"{sign}{self.top}" * bool(self.top)
        end = f"{sign}{self.right}" * bool(self.right) + f"{sign}{self.bottom}" * bool(self.bottom)
        is_cell = begin == end and self.left and self.top
        return begin if is_cell and not absolute else f"{begin}:{end}"


class Placed(NamedTuple):
    """A row that was written: its number in the template, and the turns of the loops around it."""

    number: int
    turns: tuple[int, ...]


class Rows:
    """The rows of one rendered sheet: `placed` in order, the first is row 1.

    `paths` are the loops around each row of the template, `last` is the last row that is looked
    after, be it only a statement's.
    """

    def __init__(
        self, placed: Sequence[Placed], paths: Mapping[int, tuple[int, ...]], last: int
    ) -> None:
        self.tails: dict[int, str] = {}
        """What stands after these rows, once it was moved."""
        self._moved: dict[str, list[Range]] = {}
        self._paths = paths
        self._last = last
        self._count = len(placed)
        self._at: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for at, (number, turns) in enumerate(placed, start=1):
            self._at.setdefault(number, []).append((at, turns))

    def spans(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Where the rows from `top` to `bottom` stand now: once for each turn they share."""
        last = self._last
        beyond = self._count - last
        if top > last:
            return [(top + beyond, bottom + beyond)]
        within = [number for number in range(top, min(bottom, last) + 1) if number in self._paths]
        if not within:
            return []
        shared = 0
        for first, other in zip(self._paths[within[0]], self._paths[within[-1]], strict=False):
            if first != other:
                break
            shared += 1
        found: dict[tuple[int, ...], tuple[int, int]] = {}
        for number in within:
            for at, turns in self._at.get(number, ()):
                low, high = found.get(turns[:shared], (at, at))
                found[turns[:shared]] = (min(low, at), max(high, at))
        spans = sorted(found.values())
        if bottom > last and spans:
            spans[-1] = (spans[-1][0], bottom + beyond)
        return spans

    def moved(self, ref: str) -> list[Range]:
        """The ranges that a range has become; none where its rows are gone."""
        if ref not in self._moved:
            self._moved[ref] = self._ranges(ref)
        return self._moved[ref]

    def _ranges(self, ref: str) -> list[Range]:
        given = Range.of(ref)
        if given is None:
            return []
        if not given.top or not given.bottom:
            return [given]
        spans = self.spans(given.top, given.bottom)
        return [given._replace(top=low, bottom=high) for low, high in spans]

    def first(self, number: int) -> int:
        """Where a row stands now for the first time; where it is gone, the row after."""
        spans = self.spans(number, number) or self.spans(number, self._last)
        return spans[0][0] if spans else self._count + 1

    def breaks(self, number: int) -> list[int]:
        """After which rows a page ends that ended after this row."""
        return [high for _, high in self.spans(number, number)]

    def anchored(self, drawing: str) -> str:
        """A drawing whose pictures moved with their rows."""
        return _ANCHOR.sub(lambda match: f"{match[1]}{self.first(int(match[2]) + 1) - 1}", drawing)


def moved(element: Element, rows: Rows) -> str:
    """An element whose ranges follow their rows; empty where nothing of it is left."""
    copy = Element(element.name, dict(element.attributes))
    for child in element.elements:
        copy.children += _moved_child(child, rows)
    if "sqref" in element.attributes:
        places = [p for ref in element.attributes["sqref"].split() for p in rows.moved(ref)]
        if not places:
            return ""
        copy.attributes["sqref"] = " ".join(place.written() for place in places)
        copy.children = element.children
    elif "ref" in element.attributes:
        places = rows.moved(element.attributes["ref"])
        if not places:
            return ""
        copy.attributes["ref"] = places[0]._replace(bottom=places[-1].bottom).written()
        copy.children = element.children
    elif not copy.children:
        return ""
    for count in ("count", "manualBreakCount"):
        if count in copy.attributes:
            copy.attributes[count] = str(len(copy.elements))
    return as_xml(copy)


def _moved_child(child: Element, rows: Rows) -> list[Element]:
    attributes = child.attributes
    match child.local:
        case "mergeCell":
            changed = [{"ref": place.written()} for place in rows.moved(attributes["ref"])]
        case "brk":
            changed = [{"id": str(row)} for row in rows.breaks(int(attributes["id"]))]
        case "dataValidation":
            places = [p.written() for ref in attributes["sqref"].split() for p in rows.moved(ref)]
            changed = [{"sqref": " ".join(places)}] if places else []
        case _:
            return [child]
    found = []
    for change in changed:
        copy = Element(child.name, attributes | change)
        copy.children = child.children
        found.append(copy)
    return found


class Layouts:
    """The rows of the documents of one template.

    Most documents repeat the same rows as often as the one before: those few layouts are kept, and
    whatever moved with their rows.
    """

    def __init__(self, paths: Mapping[int, tuple[int, ...]], last: int) -> None:
        self.paths, self._last = paths, last
        self.of = lru_cache(maxsize=LAYOUTS)(self._new)

    def _new(self, placed: tuple[Placed, ...]) -> Rows:
        return Rows(placed, self.paths, self._last)
