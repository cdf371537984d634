"""How a template prints its fields: alone in a cell, or between words of its own."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pinshi_cli.forms.plain import cleaned

_MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}|\{%.*?%\}", re.DOTALL)
_FIELD = re.compile(r"(?:\w+(?=\.))?(\.?\w+)")


def bare(text: str) -> str:
    """A text without blanks, and without what no document may hold."""
    return "".join(cleaned(text).split())


class Spot(NamedTuple):
    """What stands before and after a field in its text; whether the text begins and ends there."""

    before: str = ""
    after: str = ""
    first: bool = False
    last: bool = False

    def holds(self, text: str, word: str) -> bool:
        """Whether a text says this word here."""
        said = f"{self.before}{word}{self.after}"
        if self.first:
            return text == said if self.last else text.startswith(said)
        return text.endswith(said) if self.last else said in text


ANYWHERE = (Spot(),)
Spots = Mapping[str, tuple[Spot, ...]]
"""By field, 等次; one of a list's rows is .等次, whatever the list."""


def spots_in(texts: Iterable[str]) -> Spots:
    """Where the fields stand in the texts of a template that print them as they are.

    One that a filter changes, too, may stand anywhere.
    """
    found: dict[str, list[Spot]] = {}
    for text in texts:
        marks = list(_MARK.finditer(text))
        ends = [0, *(mark.end() for mark in marks)]
        begins = [*(mark.start() for mark in marks), len(text)]
        for at, mark in enumerate(marks):
            source = mark[1] or ""
            before = bare(text[ends[at] : begins[at]])
            after = bare(text[ends[at + 1] : begins[at + 1]])
            spot = Spot(before, after, at == 0, at == len(marks) - 1)
            if field := _FIELD.fullmatch(source):
                found.setdefault(field[1], []).append(spot)
            else:
                for name in re.findall(r"\.?\w+", source):
                    found.setdefault(name, []).append(Spot())
    return {name: tuple(dict.fromkeys(spots)) for name, spots in found.items()}
