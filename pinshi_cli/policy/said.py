"""A rule book as people read it: every rule in a sentence, with its source."""

from collections.abc import Iterable
from typing import NamedTuple

from pinshi_cli.policy.source import Source


class Line(NamedTuple):
    """One rule: what it is called, what it says, its source."""

    name: str
    says: str
    source: Source


class Section(NamedTuple):
    """The rules of one kind."""

    title: str
    lines: tuple[Line, ...]


def section(title: str, lines: Iterable[Line]) -> Section:
    """A section of these lines, each with the scope it speaks for."""
    return Section(title, tuple(map(_scoped, lines)))


def _scoped(line: Line) -> Line:
    if not line.source.scope:
        return line
    return line._replace(says=f"（{'、'.join(line.source.scope)}）{line.says}")


def listed(words: Iterable[str]) -> str:
    """Words as a Chinese list."""
    return "、".join(words)
