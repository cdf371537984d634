"""Where rows come to stand once `for` has repeated them, and what moves along with them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
