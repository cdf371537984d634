"""What shows only when all registers are known: twice, of another quarter, missing, too much."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from pinshi_cli.forms.file_names import file_names, safe_stem, same_file
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.number import plain
from pinshi_cli.registers.unit_list import BEST, EXCELLENT, ListedUnit, UnitList
from pinshi_cli.workflow.batch.lines import Line, Summary

NO_COUNTY = "未分县区"
UNNAMED = f"{NO_COUNTY}/不知单位"
"""Where copies go back from of which nobody can tell whose they are."""


class Settled(NamedTuple):
    """What the whole says: the quarter meant, findings by register, whose outputs go where.

    `groups` are the registers of each unit, by their index; `folders` the units' (县区/单位), in
    the same order, where a year is asked for. `places` are those of the registers that have
    outputs and are not withdrawn. `missing` are units of the list without a register, `found` what
    is about no register.
    """

    period: str
    by_file: dict[str, list[Diagnostic]]
    folders: tuple[str, ...]
    places: dict[str, str]
    groups: tuple[tuple[int, ...], ...]
    missing: tuple[ListedUnit, ...]
    found: tuple[Diagnostic, ...]

    def and_found(self, more: Iterable[Diagnostic]) -> "Settled":
        """The same, with what was found later."""
        return self._replace(found=(*self.found, *more))


def settle(
    books: Sequence[Summary], units: UnitList | None, period: str | None, *, year: bool
) -> Settled:
    """Hold the registers against each other and against the list. Pure; their order is no matter.

    `period` is the quarter meant (`2026Q1`), None for that of most registers. For a `year` all
    quarters of its year belong together.
    """
    meant = period or _most([book.period for book in books if book.known])
    groups = _by_unit(books)
    by_file: dict[str, list[Diagnostic]] = {}
    for group in groups:
        for each in _doubled([books[at] for at in group]):
            by_file.setdefault(each.where.file, []).append(each)
    belongs = meant[:4] if year else meant
    for book in books:
        if book.known and not book.period.startswith(belongs):
            by_file.setdefault(book.file, []).append(_other_period(book, belongs))
    here = [[books[at] for at in group] for group in groups]
    sent = [book for book in books if book.unit]  # of no known quarter: sent in all the same
    present = [book for book in sent if not book.period or book.period.startswith(belongs)]
    missing = _missing(present, units)
    total = _beyond_the_total([b for b in books if counts(b, meant, by_file)], units)
    of_list = () if units is None else units.said
    found = (*of_list, *(_absent(unit, meant) for unit in missing), *total)
    folders = list(_folders(here))
    places = {
        book.file: f"{folder}/{book.period}"
        for folder, group in zip(folders, here, strict=True)
        for book in group
        if book.outputs and book.file not in by_file
    }
    places |= _unnamed([book for book in books if not book.known and book.outputs])
    of_year = tuple(folders) if year else ()
    return Settled(meant, by_file, of_year, places, groups, tuple(missing), found)


def counts(book: Summary, period: str, doubted: Collection[str]) -> bool:
    """Whether a register's numbers go into sums: of the quarter meant, graded, not in doubt."""
    return book.graded and book.period == period and book.file not in doubted


def _most(periods: Iterable[str]) -> str:
    """The quarter of most registers; of equals the latest."""
    counted = Counter(periods)
    return max(counted, key=lambda each: (counted[each], each), default="")


def _by_unit(books: Sequence[Summary]) -> tuple[tuple[int, ...], ...]:
    """The registers of each unit."""
    return together([(b.code, b.county, b.unit) if b.known else None for b in books])


def together(said: Sequence[tuple[str, str, str] | None]) -> tuple[tuple[int, ...], ...]:
    """Which of these (code, county, name) are one unit, by their places; None is nobody's.

    All of one code are, whatever their names. One without a code is the one that bears its name in
    its county, in any register; without a county, the only one of the name. Else it is its own.
    """
    codes: dict[str, list[int]] = {}
    names: dict[tuple[str, str], list[int]] = {}
    bearing: dict[str, dict[str, set[str]]] = {}
    for at, each in enumerate(said):
        if each is None:
            continue
        code, county, name = map(squeezed, each)
        if code:
            codes.setdefault(code, []).append(at)
            bearing.setdefault(name, {}).setdefault(code, set()).add(county)
        else:
            names.setdefault((county, name), []).append(at)
    for county, name in sorted(names, reverse=True):  # those without a county come last
        alike = bearing.get(name, {})
        fitting = [code for code, counties in alike.items() if county in counties] or [
            code for code, counties in alike.items() if not county or "" in counties
        ]
        others = [key for key in names if key[1] == name and key[0]]
        if len(fitting) == 1:
            codes[fitting[0]] += names.pop((county, name))
        elif not county and not alike and len(others) == 1:
            names[others[0]] += names.pop((county, name))
    return tuple(sorted(tuple(sorted(group)) for group in (*codes.values(), *names.values())))


def _doubled(books: Sequence[Summary]) -> list[Diagnostic]:
    """An error for each of several registers of one unit and quarter."""
    by_period: dict[str, list[str]] = {}
    for book in books:
        by_period.setdefault(book.period, []).append(book.file)
    found = []
    for book in books:
        files = by_period[book.period]
        if len(files) > 1:
            others = [each for each in files[:5] if each != book.file]
            message = f"{book.unit} {book.period} 报了 {len(files)} 份，另有 {_named(others)}"
            hint = "以哪份为准，问清单位，移走另一份，再加 --resume 运行。"
            found.append(Diagnostic("B010", Severity.ERROR, message, Place(book.file), hint))
    return found


def _other_period(book: Summary, belongs: str) -> Diagnostic:
    said = f"{belongs} 年" if len(belongs) == 4 else belongs
    message = f"这是 {book.period} 的登记簿，这一批是 {said} 的"
    hint = "移走它；要做的是它那一季，写 --quarter；几个季度一起算全年，加 --year。"
    return Diagnostic("B011", Severity.ERROR, message, Place(book.file), hint)


def _missing(books: Sequence[Summary], units: UnitList | None) -> list[ListedUnit]:
    if units is None:
        return []
    present = {id(units.find(book.code, book.unit, book.county)) for book in books}
    return [unit for unit in units.units if id(unit) not in present]


def _absent(unit: ListedUnit, period: str) -> Diagnostic:
    message = f"{unit.county}{unit.name}没有报 {period} 的登记簿"
    hint = "催报；报来以后加 --resume 再运行一次。"
    return Diagnostic("B013", Severity.WARNING, message, unit.at[0][1], hint)


def _beyond_the_total(books: Sequence[Summary], units: UnitList | None) -> list[Diagnostic]:
    """An error where the units have more seats of the best grade than all may have together."""
    together = units.together if units is not None else None
    if together is None or together.best is None:
        return []
    seats, limit = seats_of(books, together.best)
    if seats <= limit:
        return []
    message = f"各单位好等次名额合计 {seats} 人，超过总比例 {plain(together.best)} 的 {limit} 人"
    hint = "核对名单里各单位的比例，或改“合计”一行。"
    return [Diagnostic("B016", Severity.ERROR, message, together.place(BEST), hint)]


def beyond_in_the_year(years: Iterable[Line], units: UnitList | None) -> list[Diagnostic]:
    """An error where the units have more seats of the best annual grade than all may have.

    `years` are the lines of the units' years.
    """
    together = units.together if units is not None else None
    if together is None or together.excellent is None:
        return []
    uses = [line["quota"] for line in years if line["quota"] and line["quota"]["limit"] is not None]
    seats = sum(use["limit"] for use in uses)
    limit = floor(together.excellent * sum(use["base"] for use in uses))
    if seats <= limit:
        return []
    share = plain(together.excellent)
    message = f"各单位优秀名额合计 {seats} 人，超过总比例 {share} 的 {limit} 人"
    hint = "核对名单里各单位的优秀比例，或改“合计”一行。"
    return [Diagnostic("B019", Severity.ERROR, message, together.place(EXCELLENT), hint)]


def seats_of(books: Sequence[Summary], share: Fraction) -> tuple[int, int]:
    """The seats that all units have together, and how many the authority's share allows."""
    told = [(book.limit, book.base) for book in books if book.limit is not None]
    return sum(limit for limit, _ in told), floor(share * sum(base for _, base in told))


def _folders(groups: Sequence[Sequence[Summary]]) -> Iterator[str]:
    """The folder of each unit: 县区/单位. Namesakes have their code with them."""
    plain = [_folder(group[0]) for group in groups]
    keys = [same_file(folder) for folder in plain]
    alike = Counter(keys)
    taken: Counter[str] = Counter()
    for group, folder, key in zip(groups, plain, keys, strict=True):
        if alike[key] == 1:
            yield folder
            continue
        coded = _folder(group[0], coded=True)
        taken[same_file(coded)] += 1
        number = taken[same_file(coded)]
        yield coded if number == 1 else f"{coded}({number})"


def _unnamed(books: Sequence[Summary]) -> dict[str, str]:
    """Where copies go back from of which nobody can tell whose they are: by their own names."""
    names = file_names((book.file.rpartition(".")[0] or book.file for book in books), "")
    return {book.file: f"{UNNAMED}/{name}" for book, name in zip(books, names, strict=True)}


def _folder(book: Summary, *, coded: bool = False) -> str:
    name = f"{book.unit}（{book.code}）" if coded and book.code else book.unit
    return f"{safe_stem(book.county or NO_COUNTY)}/{safe_stem(name)}"


def _named(files: Sequence[str]) -> str:
    return "、".join(files[:3]) + ("等" if len(files) > 3 else "")
