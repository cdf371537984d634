"""What one rule book says otherwise than another, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.said import Line
from pinshi_cli.policy.said_book import sections

ADDED, REMOVED, CHANGED = "新增", "删去", "改变"


class Difference(NamedTuple):
    """A rule that only one of two books has, or that they say otherwise.

    `before` is empty for one that is new, `after` for one that is gone; `cite` is the later clause.
    """

    what: str
    section: str
    name: str
    before: str
    after: str
    cite: str


def differences(old: Policy, new: Policy) -> list[Difference]:
    """Every rule that differs, in the order of the new book, what is gone after what is there."""
    before, after = _lines(old), _lines(new)
    found = []
    for key, line in after.items():
        was = before.get(key)
        if was is None:
            found.append(Difference(ADDED, *key[:2], "", _said(line), line.source.cite))
        elif _said(was) != _said(line):
            said = Difference(CHANGED, *key[:2], _said(was), _said(line), line.source.cite)
            found.append(said)
    for key, line in before.items():
        if key not in after:
            found.append(Difference(REMOVED, *key[:2], _said(line), "", line.source.cite))
    return found


def _said(line: Line) -> str:
    """What a rule says, and on what it rests: another clause is another rule."""
    assumed = f"，默认：{line.source.assumed}" if line.source.assumed else ""
    return f"{line.says}（{line.source.cite}{assumed}）"


Key = tuple[str, str, int]
"""Section, name, and which one of that name it is."""


def _lines(policy: Policy) -> dict[Key, Line]:
    found: dict[Key, Line] = {}
    for section in sections(policy):
        for line in _ordered(section.lines):
            same = sum(1 for key in found if key[:2] == (section.title, line.name))
            found[section.title, line.name, same] = line
    return found


def _ordered(lines: Iterable[Line]) -> list[Line]:
    """Lines in their order; those of one name and several scopes by scope, so that they pair up."""
    return sorted(lines, key=lambda line: line.source.scope)
