"""Texts that a program has split up: marks rejoin, statements find the level where they stand."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.forms.marks import Mark, marks_in, spans_of

_PAIRS = {"endfor": "for", "endif": "if"}
_BETWEEN = {"elif", "else"}


class Lifted(NamedTuple):
    """The statements taken out of a row (or a paragraph's place), and whether the row goes too.

    Each is the index of its text and of the token in it.
    """

    before: list[tuple[int, int]]
    after: list[tuple[int, int]]
    whole: bool


def rejoined(texts: Sequence[str]) -> list[str]:
    """Neighbouring texts with each mark wholly in the text where it begins; the rest stays put."""
    whole = "".join(texts)
    owners = [index for index, text in enumerate(texts) for _ in text]
    for begin, end in spans_of(whole):
        owners[begin:end] = [owners[begin]] * (end - begin)
    found = [""] * len(texts)
    at = 0
    while at < len(whole):
        begin, owner = at, owners[at]
        while at < len(whole) and owners[at] == owner:
            at += 1
        found[owner] += whole[begin:at]
    return found


def tokens_of(texts: Sequence[str]) -> list[list[str | Mark]]:
    """Rejoined, each text as plain texts and marks. Raises `Wrong` where braces are broken."""
    return [marks_in(text) for text in rejoined(texts)]


def lifted(texts: Sequence[Sequence[str | Mark]]) -> Lifted:
    """Which statements of a row's texts (cells, paragraphs) are about the whole row.

    All, where nothing else stands in the row, and the row goes with them. Else those which the
    first text begins with and does not end, and those which the last text ends with and did not
    begin.
    """
    filled = [index for index, tokens in enumerate(texts) if any(_is_something(t) for t in tokens)]
    tags = [(i, k) for i in filled for k, token in enumerate(texts[i]) if _is_tag(token)]
    if not tags:
        return Lifted([], [], whole=False)
    if len(tags) == sum(_is_something(t) for i in filled for t in texts[i]):
        return Lifted(tags, [], whole=True)
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    loose = _loose(texts[filled[0]])
    for index, token in enumerate(texts[filled[0]]):
        if _is_something(token):
            if index not in loose or token.word not in _PAIRS.values():  # type: ignore[union-attr]
                break
            before.append((filled[0], index))
    loose = _loose(texts[filled[-1]])
    for index in reversed(range(len(texts[filled[-1]]))):
        token = texts[filled[-1]][index]
        if _is_something(token):
            if index not in loose or token.word not in _PAIRS:  # type: ignore[union-attr]
                break
            after.insert(0, (filled[-1], index))
    return Lifted(before, after, whole=False)


def _loose(tokens: Sequence[str | Mark]) -> set[int]:
    """The statements that begin or end here without their other half."""
    open_: list[tuple[int, str]] = []
    loose: set[int] = set()
    for index, token in enumerate(tokens):
        if not isinstance(token, Mark) or not token.tag or token.word in _BETWEEN:
            continue
        if token.word not in _PAIRS:
            open_.append((index, token.word))
        elif open_ and open_[-1][1] == _PAIRS[token.word]:
            open_.pop()
        else:
            loose.add(index)
    return loose | {index for index, _ in open_}


def _is_tag(token: str | Mark) -> bool:
    return isinstance(token, Mark) and token.tag


def _is_something(token: str | Mark) -> bool:
    return isinstance(token, Mark) or bool(token.strip())
