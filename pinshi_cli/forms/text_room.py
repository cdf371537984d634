"""How much room texts need: lines of a cell or a paragraph, by the longest that fields hold."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from pinshi_cli.forms.marks import Mark, Wrong, marks_in
from pinshi_cli.forms.sample_texts import longest_of

LONG_TEXT = 160
"""A field of so many half characters is a text that somebody writes, not a word."""
LEAST_LINE = 1.05
"""A line lower than this, times its font's size, cuts its characters off."""
FOLDED = 4
"""A short field that is folded into more lines than this stands in too narrow a place."""
_SHOWN = {
    **dict.fromkeys(("勾选", "tick"), 2),
    **dict.fromkeys(("日期", "date", "大写日期", "chinese_date"), 24),
    **dict.fromkeys(("大写年月", "chinese_month"), 18),
    **dict.fromkeys(("年月", "year_month"), 7),
}
"""How many half characters a filter shows, whatever it is given."""


class Needs(NamedTuple):
    """How long a text gets, in half characters, line by line; and by which field most."""

    lines: tuple[int, ...]
    field: str = ""
    field_length: int = 0
    marked: bool = False

    @property
    def longest(self) -> int:
        return max(self.lines)

    def folded(self, room: int) -> int:
        """In how many lines it stands, where one holds so many half characters."""
        return sum(max(1, -(-line // max(room, 2))) for line in self.lines)


def needs_of(text: str) -> Needs:
    """What a text of a template needs at most, once it is filled in."""
    lines, field, most, marked = [0], "", 0, False
    for token in _tokens(text):
        if isinstance(token, str):
            first, *more = token.split("\n")
            lines[-1] += halves(first)
            lines += [halves(line) for line in more]
        elif not token.tag:
            marked = True
            length = _length(token)
            lines[-1] += length
            if length > most:
                field, most = token.shown, length
    return Needs(tuple(lines), field, most, marked)


def is_printed(text: str) -> bool:
    """Whether anything of a text is printed: `{% for %}` alone is not."""
    return any(not each.tag if isinstance(each, Mark) else each.strip() for each in _tokens(text))


def _tokens(text: str) -> Iterator[str | Mark]:
    try:
        yield from marks_in(text)
    except Wrong:
        yield text  # what is wrong with it is told where the template is compiled


def _length(mark: Mark) -> int:
    of, *filters = (piece.partition("(")[0].strip() for piece in mark.source.split("|"))
    shown = [_SHOWN[name] for name in filters if name in _SHOWN]
    return shown[-1] if shown else longest_of(of)


def halves(text: str) -> int:
    """How many half characters a text has."""
    return sum(1 if each.isascii() else 2 for each in text)


def room_in(points: float, size: float) -> int:
    """How many half characters of a font stand in a line of so many points."""
    return max(0, math.floor(2 * points / size))
