"""Two rosters of one unit held against each other: who came, who left, what changed for whom.

People are the same by 编号 alone. What only looks like one person under two 编号 is said as such
and counted on both sides: nobody is matched by a guess, and nobody is lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.model.names import name_key
from pinshi_cli.model.register import Person
from pinshi_cli.model.words import LENT, PRESENT

RENAMED, OTHER_BIRTH = "姓名", "出生年月"
GONE_OUT, BACK, ATTENDANCE = "外派", "回来", "参加情况"

_COMPARED: tuple[tuple[str, Callable[[Person], str]], ...] = (
    ("内设机构", lambda person: person.department),
    ("职务", lambda person: person.post),
    ("职级", lambda person: person.rank),
    ("考核类别", lambda person: person.category),
    ("层级", lambda person: person.tier),
)


class Changed(NamedTuple):
    """One thing that is otherwise: `what` is the column, or 外派 and 回来 of 参加情况."""

    what: str
    before: str
    after: str


class Stayed(NamedTuple):
    """Someone of both rosters: the person before and after, and what changed (may be nothing)."""

    before: Person
    after: Person
    changes: tuple[Changed, ...]


class Suspect(NamedTuple):
    """Two rows that may be one person under two 编号.

    With `by_birth` name and 出生年月 are the same; else only the name is, and one of the two rows
    does not say 出生年月.
    """

    before: Person
    after: Person
    by_birth: bool


class Namesakes(NamedTuple):
    """People of one name, by 编号, in each roster; at least two in one of them."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class RosterChange(NamedTuple):
    """What became of everyone. |before| − |left| + |came| = |after|, always."""

    came: tuple[Person, ...]
    left: tuple[Person, ...]
    stayed: tuple[Stayed, ...]
    suspects: tuple[Suspect, ...]
    namesakes: tuple[Namesakes, ...]

    @property
    def changed(self) -> tuple[Stayed, ...]:
        """Those of both rosters for whom anything changed."""
        return tuple(each for each in self.stayed if each.changes)


def roster_change(before: Sequence[Person], after: Sequence[Person]) -> RosterChange:
    """The change from one roster to another; in each, no 编号 stands twice."""
    old = {person.id: person for person in before}
    new = {person.id: person for person in after}
    came = tuple(person for person in after if person.id not in old)
    left = tuple(person for person in before if person.id not in new)
    stayed = tuple(
        Stayed(person, new[person.id], tuple(_changes(person, new[person.id])))
        for person in before
        if person.id in new
    )
    return RosterChange(
        came, left, stayed, tuple(_suspects(left, came)), tuple(_namesakes(before, after))
    )


def _changes(before: Person, after: Person) -> Iterable[Changed]:
    if name_key(before.name) != name_key(after.name):
        yield Changed(RENAMED, before.name, after.name)
    if before.birth is not None and after.birth is not None and before.birth != after.birth:
        yield Changed(OTHER_BIRTH, f"{before.birth:%Y-%m}", f"{after.birth:%Y-%m}")
    for what, of in _COMPARED:
        if of(before) != of(after):
            yield Changed(what, of(before), of(after))
    was, now = before.attendance or PRESENT, after.attendance or PRESENT
    if was != now:
        lent = (was in LENT, now in LENT)
        what = {(False, True): GONE_OUT, (True, False): BACK}.get(lent, ATTENDANCE)
        yield Changed(what, was, now)


def _suspects(left: Sequence[Person], came: Sequence[Person]) -> Iterable[Suspect]:
    by_name = _by_name(came)
    for person in left:
        for other in by_name.get(name_key(person.name), ()):
            told = person.birth is not None and other.birth is not None
            if not told or person.birth == other.birth:
                yield Suspect(person, other, told)


def _namesakes(before: Sequence[Person], after: Sequence[Person]) -> Iterable[Namesakes]:
    old, new = _by_name(before), _by_name(after)
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key, []), new.get(key, [])
        if len(one) > 1 or len(other) > 1:
            ids = [tuple(person.id for person in people) for people in (one, other)]
            yield Namesakes((one or other)[0].name, *ids)


def _by_name(people: Iterable[Person]) -> Mapping[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(name_key(person.name), []).append(person)
    return found
