"""Which registers belong to one unit: those of one 单位编码; without one, of one 单位名称."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_facts import YearQuarter
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Unit
from pinshi_cli.policy.book import Policy


class YearBook(NamedTuple):
    """A register that says whose quarter it is, or a quarter on record.

    `place` is its place among all that were given; `sound` is False where it has errors.
    """

    place: int
    file: str
    sha256: str
    sound: bool
    unit: Unit
    known: YearQuarter

    @property
    def quarter(self) -> Quarter:
        """Which quarter it is of."""
        return self.known.quarter

    @property
    def policy(self) -> Policy:
        """The rules that it is graded by."""
        return self.known.policy


class Stray(NamedTuple):
    """A file that makes no quarter: not readable, or without its unit, its quarter, its policy."""

    file: str
    unit: Unit

    @property
    def known(self) -> bool:
        """Whether anybody can tell whose it is."""
        return is_named(self.unit)


class Group(NamedTuple):
    """One unit's books; `whole` is False where others of it may lack among them."""

    books: tuple[YearBook, ...]
    whole: bool = True


class Doubt(NamedTuple):
    """Places that one name brings together, and the codes of the units that bear the name."""

    own: tuple[int, ...]
    codes: tuple[str, ...]


class Grouped(NamedTuple):
    """The places of each unit's registers, by the first of them.

    `doubts` are among the groups: registers without a code, of a name that several units bear.
    """

    groups: tuple[tuple[int, ...], ...]
    doubts: tuple[Doubt, ...]


def is_named(unit: Unit) -> bool:
    """Whether a name or a code tells which unit it is."""
    return bool(squeezed(unit.code) or squeezed(unit.name))


def by_unit(units: Sequence[Unit]) -> Grouped:
    """Which of these are one unit; their order makes no difference to it.

    All of one code are one, whatever their names. One without a code joins the one coded unit
    that bears its name in any register; where several do nobody can tell which is meant.
    """
    coded: dict[str, list[int]] = {}
    uncoded: dict[str, list[int]] = {}
    bearing: dict[str, dict[str, None]] = {}
    for place, unit in enumerate(units):
        code, name = squeezed(unit.code), squeezed(unit.name)
        if code:
            coded.setdefault(code, []).append(place)
            bearing.setdefault(name, {})[code] = None
        else:
            uncoded.setdefault(name, []).append(place)
    alone = []
    doubts = []
    for name, own in uncoded.items():
        codes = tuple(bearing.get(name, ()))
        if len(codes) == 1:
            coded[codes[0]] += own
            continue
        alone.append(own)
        if codes:
            doubts.append(Doubt(tuple(own), tuple(sorted(codes))))
    groups = sorted(tuple(sorted(own)) for own in (*coded.values(), *alone))
    return Grouped(tuple(groups), tuple(doubts))


def groups_of(
    books: Sequence[YearBook], strays: Sequence[Stray], said: list[Diagnostic], *, many: bool
) -> list[Group]:
    """The books of each unit, in the order given. Findings are added to `said`.

    A unit is not whole where a stray is of it; nor where nobody knows whose one is and there is
    no other unit; nor where a book without 单位编码 is of this unit or of a namesake.
    """
    known = [each for each in strays if each.known]
    both: list[YearBook | Stray] = [*books, *known]
    grouped = by_unit([each.unit for each in both])
    number = len(books)
    doubted: set[int] = set()
    in_doubt: set[str] = set()
    for doubt in grouped.doubts:
        doubted.update(doubt.own)
        in_doubt.update(doubt.codes)
        given = [both[place] for place in doubt.own]
        said += [_whose(each.unit.name, doubt.codes, each.file) for each in given]
    unknown = [each for each in strays if not each.known]
    groups = []
    for own in grouped.groups:
        here = tuple(books[place] for place in own if place < number)
        lost = [known[place - number] for place in own if place >= number]
        if here and doubted.isdisjoint(own):
            said += [_no_quarter(here[0].unit.name, each.file) for each in lost]
        whole = not lost and doubted.isdisjoint(own) and in_doubt.isdisjoint(_codes(here))
        if unknown and len(grouped.groups) == 1:
            whole = False
            said += [_no_quarter(here[0].unit.name, each.file) for each in unknown if here]
        if here:
            groups.append(Group(here, whole))
    if many and len(grouped.groups) > 1:
        said += [_nobodys(each.file) for each in unknown]
    return groups


def _codes(books: Sequence[YearBook]) -> set[str]:
    return {squeezed(book.unit.code) for book in books}


def _whose(name: str, codes: Sequence[str], file: str) -> Diagnostic:
    message = f"“{name}”有几个单位（编码 {'、'.join(codes)}），这本没有单位编码，不知道是谁的"
    hint = "在“基本信息”填单位编码，再算年度。"
    return Diagnostic("Y813", Severity.ERROR, message, Place(file), hint)


def _nobodys(file: str) -> Diagnostic:
    message = "这个文件读不出是哪个单位的，各单位的年度结论都没有算进它"
    hint = "是某单位一季的登记簿的，改正后重算；不是登记簿的，移走。"
    return Diagnostic("Y813", Severity.WARNING, message, Place(file), hint)


def _no_quarter(name: str, file: str) -> Diagnostic:
    message = f"这个文件没有读成登记簿，{name}的年度结论暂缺"
    hint = "改正它再算年度；不是这个单位的登记簿的，移走。"
    return Diagnostic("Y804", Severity.ERROR, message, Place(file), hint)
