"""A register that comes again: what was mended, what is new, what still stands."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from pinshi_cli.model.names import squeezed
from pinshi_cli.registers.annotated_list import MENDED, NEW, STANDING, Problem

Key = Callable[[Problem], Hashable]


class Compared(NamedTuple):
    """The findings of two times. `mended` are of the earlier one, the others of the later."""

    mended: tuple[Problem, ...]
    new: tuple[Problem, ...]
    standing: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Problem, ...]:
        """All of them, each with its state: what is to be done first."""
        return (
            *(each._replace(state=NEW) for each in self.new),
            *(each._replace(state=STANDING) for each in self.standing),
            *(each._replace(state=MENDED, look="") for each in self.mended),
        )


def _of_person(found: Problem) -> Hashable:
    return found.person, found.column


def _of_cell(found: Problem) -> Hashable:
    return found.row, found.column


def _of_words(found: Problem) -> Hashable:
    return found.message


_WAYS: tuple[tuple[bool, Key], ...] = (
    (True, lambda found: (_of_person(found), _of_cell(found), found.message)),
    (True, lambda found: (_of_person(found), found.message)),
    (True, _of_person),
    (True, lambda found: (found.person, found.message)),
    (False, lambda found: (_of_cell(found), found.message)),
    (False, _of_words),
    (False, _of_cell),
)
"""How two findings are known to be one, the surest way first.

Rows move and columns are put in: a person's findings go by the person, the others by the cell and
by their words.
"""


def compared(old: Sequence[Problem], new: Sequence[Problem]) -> Compared:
    """Each finding is matched once: with one of its code and sheet, about the same."""
    left, coming = dict(enumerate(old)), dict(enumerate(new))
    standing: dict[int, Problem] = {}
    for personal, key in _WAYS:
        waiting: dict[Hashable, list[int]] = {}
        for place, each in left.items():
            if bool(each.person) is personal:
                waiting.setdefault(_full(each, key), []).append(place)
        for place, each in list(coming.items()):
            if bool(each.person) is personal and (same := waiting.get(_full(each, key))):
                del left[same.pop(0)]
                standing[place] = coming.pop(place)
    return Compared(
        tuple(left.values()),
        tuple(coming.values()),
        tuple(standing[place] for place in sorted(standing)),
    )


def _full(found: Problem, key: Key) -> Hashable:
    return found.code, squeezed(found.sheet), key(found)
