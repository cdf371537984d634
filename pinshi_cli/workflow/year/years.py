"""The registers of a year as units' years: which belong together, what stands against them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_facts import year_quarter
from pinshi_cli.grading.year_forecast import Forecast, Foreseen, forecasts
from pinshi_cli.grading.year_roster import names_that_differ
from pinshi_cli.grading.year_tally import QUARTERS
from pinshi_cli.grading.year_unit import Ruled, UnitYear, rulings, year_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.unit import Quarter
from pinshi_cli.workflow.year.units import Stray, YearBook, groups_of, is_named


class YearOf(NamedTuple):
    """One unit's year; `year` is None where faults leave no verdicts.

    `policy` is the book of its latest register, in the edition in force on that quarter's last day.
    `books` are all of the unit's, in their turn. `forecasts` go with the year's people; empty
    where none were asked for.
    """

    name: str
    policy: Policy
    year: UnitYear | None
    books: tuple[YearBook, ...]
    forecasts: tuple[Forecast | None, ...] = ()


class Annual(NamedTuple):
    """The years of one unit, or of `many`, and every finding about their registers.

    `draft`: years of registers with errors stand here too, whoever is withheld being left open.
    """

    year: int | None
    units: tuple[YearOf, ...]
    diagnostics: tuple[Diagnostic, ...]
    many: bool = False
    draft: bool = False

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


def annual(quarters: Iterable[Quarter], *, many: bool = False, draft: bool = False) -> Annual:
    """The year of the unit whose registers these are; of each unit, where `many` are meant."""
    found: list[Diagnostic] = []
    books: list[YearBook] = []
    strays: list[Stray] = []
    for place, quarter in enumerate(quarters):
        found += quarter.diagnostics
        book = year_book(place, quarter)
        if book is not None and is_named(book.unit):
            books.append(book)
        else:
            strays.append(Stray(quarter.file, quarter.unit))
    return years_of_books(books, found, strays, many=many, draft=draft)


def year_book(place: int, quarter: Quarter) -> YearBook | None:
    """What the year reads of a register; None where it does not say whose quarter it is."""
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        return None
    known = year_quarter(register, graded, policy)
    return YearBook(place, quarter.file, quarter.sha256, quarter.ok, register.unit, known)


def years_of_books(
    books: Sequence[YearBook],
    found: Iterable[Diagnostic] = (),
    strays: Sequence[Stray] = (),
    *,
    many: bool = False,
    draft: bool = False,
) -> Annual:
    """The years of these books; `strays` are files given with them that make no quarter.

    `found` are findings about the books themselves. Of many units each stands by itself.
    """
    said = list(found)
    years = sorted({book.quarter.year for book in books})
    groups = groups_of(books, strays, said, many=many)
    if len(years) > 1:
        said += _other_years(books, years)
    if len(groups) > 1 and not many:
        said += [_other_unit(other.books[0], groups[0].books[0]) for other in groups[1:]]
    alone = len(groups) == 1 and not strays and len(years) == 1
    found_of = []
    shared: dict[int, Ruled] = {}  # many units follow one and the same policy
    for unit, whole in groups:
        of_year = all(book.quarter.year == years[-1] for book in unit)
        together = alone or (many and whole and of_year)
        policy = max(unit, key=lambda book: book.quarter).policy
        ruled = shared.setdefault(id(policy), rulings(policy)) if together else None
        found_of.append(_unit_year(unit, said, ruled, draft=draft))
    return Annual(years[-1] if years else None, tuple(found_of), tuple(said), many, draft)


def with_forecasts(annual: Annual) -> Annual:
    """The same, with what is still open of everyone's year."""
    policies: dict[int, Foreseen] = {}
    units = []
    found = list(annual.diagnostics)
    for unit in annual.units:
        foreseen = policies.setdefault(id(unit.policy), forecasts(unit.policy))
        people = unit.year.people if unit.year is not None else ()
        ahead = tuple(foreseen(each.shown, each.facts) for each in people)
        units.append(unit._replace(forecasts=ahead))
        if len({book.quarter for book in unit.books}) == QUARTERS:
            found.append(_complete(unit))
    return annual._replace(units=tuple(units), diagnostics=tuple(found))


def _complete(unit: YearOf) -> Diagnostic:
    message = f"{unit.name}四个季度的登记簿都有了，没有要预测的季度"
    hint = "不需要 --forecast；只有等次待定、在外的人，还列出可能的结论。"
    return Diagnostic("Y810", Severity.NOTE, message, Place(unit.books[-1].file), hint)


def _other_years(books: Sequence[YearBook], years: Sequence[int]) -> list[Diagnostic]:
    named = "、".join(str(year) for year in years)
    return [
        _error("Y802", f"登记簿分属 {named} 几个年度", "只给同一年度的登记簿。", book)
        for book in books
        if book.quarter.year != years[-1]
    ]


def _other_unit(other: YearBook, first: YearBook) -> Diagnostic:
    """An error that tells the two apart, by their codes where they are namesakes."""
    alike = squeezed(other.unit.name) == squeezed(first.unit.name)
    one, two = (_called(each.unit, coded=alike) for each in (other, first))
    hint = "一次只给一个单位的登记簿，或加 --many 各单位分开算；名称写得不一样的，改成一致。"
    return _error("Y803", f"{one}与{two}不是同一单位", hint, other)


def _called(unit: Unit, *, coded: bool) -> str:
    code = f"（{unit.code or '没有编码'}）" if coded else ""
    return f"“{unit.name}{code}”"


def _unit_year(
    books: Sequence[YearBook], said: list[Diagnostic], ruled: Ruled | None, *, draft: bool
) -> YearOf:
    """The unit's year; None where its books err or, without `ruled`, do not belong together.

    Findings are added to `said`.
    """
    in_turn = tuple(sorted(books, key=lambda book: book.quarter))
    latest = in_turn[-1]
    quarters = [book.known for book in in_turn if book.sound or draft]
    faults = _doubled(books) or names_that_differ(quarters)
    erring = _with_errors(books)
    said += [*faults, *erring]
    year = None
    if ruled is not None and not faults and (draft or not erring):
        said += _other_policies(books, latest)
        year = year_of(quarters, ruled)
        said += year.diagnostics
    return YearOf(latest.unit.name, latest.policy, year, in_turn)


def _doubled(books: Sequence[YearBook]) -> list[Diagnostic]:
    found = []
    for index, book in enumerate(books):
        first = next((each for each in books[:index] if each.quarter == book.quarter), None)
        if first is not None:
            message = f"与 {first.file} 是同一季度的登记簿"
            rated = book.known.rated != first.known.rated  # the one may be the ratings' own
            hint = f"每季只给一本。{_RATING_HERE if rated else ''}"
            found.append(_error("Y801", message, hint, book))
    return found


def _with_errors(books: Sequence[YearBook]) -> list[Diagnostic]:
    hint = "先用 pinshi check 改正这本登记簿，再算年度；先看个大概，加 --draft。"
    return [
        _error("Y804", f"{book.unit.name}的这本登记簿有错误，年度结论暂缺", hint, book)
        for book in books
        if not book.sound
    ]


def _other_policies(books: Sequence[YearBook], latest: YearBook) -> list[Diagnostic]:
    """A note for each book graded by another pack than the latest."""
    head = latest.policy.head
    found = []
    for book in books:
        if book.policy.head.id != head.id:
            message = f"这一季按“{book.policy.head.name}”，年度按最近一季的“{head.name}”"
            hint = "核对各季的考核办法；确实换了办法的，不需要处理。"
            at = Place(book.file)
            found.append(Diagnostic("Y809", Severity.NOTE, message, at, hint))
    return found


_RATING_HERE = "年度测评是最近一季登记簿里的一张表，不另成一本。"


def _error(code: str, message: str, hint: str, book: YearBook) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Place(book.file), hint)
