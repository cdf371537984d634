"""A finished notice held against the register: who stands on it, and with which grade."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from pinshi_cli.forms.finished import Finished, Spot, Text, fault_at
from pinshi_cli.forms.private_numbers import any_in, tight
from pinshi_cli.model.diagnostic import Diagnostic, Severity
from pinshi_cli.model.names import name_key, squeezed


class Known(NamedTuple):
    """What the register says: grades to be published by name, names that are not, the phone.

    Names are in the form in which they compare; whoever shares a name is in neither. `own` are
    the register's own words that sound like what is forbidden (处分执行科; see
    `notice_check.telling`); `withheld` the lines of summaries that are not published, squeezed,
    and whose they are.
    """

    grades: Mapping[str, str]
    kept: frozenset[str]
    words: tuple[str, ...]
    phones: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()
    withheld: Mapping[str, str] = MappingProxyType({})


NOTHING = Known({}, frozenset(), ())

_key = lru_cache(maxsize=2_000)(name_key)


def people_amiss(finished: Finished, known: Known) -> Iterator[Diagnostic]:
    """Who must not stand there or lacks, whose grade is another, whose summary is not published."""
    seen: set[str] = set()
    rows: dict[tuple[str, int], list[Text]] = {}
    for text in finished.texts:
        rows.setdefault(text.beside, []).append(text)
    for text, name in _named(finished.texts, (*known.grades, *known.kept)):
        seen.add(name)
        if name in known.kept:
            hint = "删去这个人；未定等次、待定和按规定不公示的只说人数。"
            yield fault_at("T958", f"{name}不该公示", finished, text.at, hint)
    for texts in rows.values():
        yield from _other_grade(finished, texts, known)
    yield from _withheld(finished, known)
    lacking = [name for name in known.grades if name not in seen]
    if lacking:
        names = "、".join(lacking[:10]) + ("等" if len(lacking) > 10 else "")
        message = f"应当公示的 {len(lacking)} 人没有找到：{names}"
        found = fault_at("T958", message, finished, Spot(), "补上，或核对是不是这一季的公示。")
        yield found._replace(severity=Severity.WARNING)


def _named(texts: Sequence[Text], names: Sequence[str]) -> Iterator[tuple[Text, str]]:
    """Each text with every name in it, a name within a name left out."""
    if not texts:
        return
    keys = [_key(text.text) for text in texts]
    ends = list(accumulate(len(key) + 1 for key in keys))
    whole = "\n".join(keys)
    found: dict[int, list[str]] = {}
    for name in names:
        start = whole.find(name)
        while start >= 0:
            at = bisect_right(ends, start)
            found.setdefault(at, []).append(name)
            start = whole.find(name, ends[at])
    for at in sorted(found):
        for name in any_in(keys[at], found[at]):
            yield texts[at], name


def _other_grade(finished: Finished, texts: Sequence[Text], known: Known) -> Iterator[Diagnostic]:
    """A person in whose row another grade stands than the register gives."""
    cells = [(text.text, text.at) for text in texts]
    if len(texts) == 1:  # a line of a text or a PDF: spaces part what were cells
        cells = [(word, texts[0].at) for word in texts[0].text.split()]
    names = [name for said, _ in cells if (name := _key(said)) in known.grades]
    grades = [(tight(said), at) for said, at in cells if tight(said) in known.words]
    if len(names) == 1 and len(grades) == 1:
        right, (said, at) = known.grades[names[0]], grades[0]
        if said != right:
            message = f"{names[0]}写的是“{said}”，登记簿是“{right}”"
            yield fault_at("T958", message, finished, at, "核对后改正。")


def _withheld(finished: Finished, known: Known) -> Iterator[Diagnostic]:
    """Summaries that are not published, however the lines of the notice are broken."""
    pieces = [squeezed(text.text) for text in finished.texts] if known.withheld else []
    ends = list(accumulate(map(len, pieces)))
    whole = "".join(pieces)
    for words, name in known.withheld.items():
        if (start := whole.find(words)) >= 0:
            at = next(
                text.at for text, end in zip(finished.texts, ends, strict=True) if end > start
            )
            message = f"{name}的工作小结不该公示"
            yield fault_at("T958", message, finished, at, "删去；不公示的小结只说份数。")


def lines_of_people(
    texts: Iterable[Text], known: Known, words: Iterable[str]
) -> frozenset[tuple[str, int]]:
    """The lines with one of these words in which somebody of the register stands."""
    asked = [(text.beside, tight(text.text)) for text in texts]
    lines = {beside for beside, said in asked if any(word in said for word in words)}
    names = (*known.grades, *known.kept)
    return frozenset(
        text.beside
        for text in texts
        if text.beside in lines and any(name in _key(text.text) for name in names)
    )
