"""The registers of a year as units' years: which belong together, what stands against them."""

from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.grading.year_unit import UnitYear, YearQuarter, names_that_differ, year_of
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.register import Unit
from pinshi_cli.policy.book import Policy
from pinshi_cli.unit import Quarter


class YearOf(NamedTuple):
    """One unit's year; `year` is None where faults leave no verdicts.

    `policy` is the book of its latest register, in the edition in force on that quarter's last day.
    `quarters` are those judged, in their turn.
    """

    name: str
    policy: Policy | None
    year: UnitYear | None
    quarters: tuple[YearQuarter, ...] = ()


class Annual(NamedTuple):
    """The years of one unit, or of many, and every finding about their registers."""

    year: int | None
    units: tuple[YearOf, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(each.is_error for each in self.diagnostics)


class _Book(NamedTuple):
    """A register that says whose quarter it is; `judged` is None where it has errors."""

    quarter: Quarter
    unit: Unit
    year: int
    number: int
    judged: YearQuarter | None


def annual(quarters: Sequence[Quarter], *, many: bool = False) -> Annual:
    """The year of the unit whose registers these are; of each unit, where `many` are meant."""
    found = [each for quarter in quarters for each in quarter.diagnostics]
    books = [book for quarter in quarters if (book := _book(quarter)) is not None]
    years = sorted({book.year for book in books})
    if len(years) > 1:
        named = "、".join(str(year) for year in years)
        hint = "只给同一年度的登记簿。"
        found += [
            _error("Y802", f"登记簿分属 {named} 几个年度", hint, book)
            for book in books
            if book.year != years[-1]
        ]
    units = _by_unit(books)
    if len(units) > 1 and not many:
        for other in units[1:]:
            message = f"“{other[0].unit.name}”与“{units[0][0].unit.name}”不是同一单位"
            hint = "一次只给一个单位的登记簿；单位名称写得不一样的，改成一致。"
            found.append(_error("Y803", message, hint, other[0]))
    one = len(units) == 1 and len(books) == len(quarters)
    together = len(years) == 1 and (one or many)
    judged = [_unit_year(unit, found, together=together) for unit in units]
    return Annual(years[-1] if years else None, tuple(judged), tuple(found))


def _book(quarter: Quarter) -> _Book | None:
    register, policy, graded = quarter.register, quarter.policy, quarter.graded
    if register is None or policy is None or graded is None:
        return None
    judged = YearQuarter(register, graded, policy) if quarter.ok else None
    when = register.quarter
    return _Book(quarter, register.unit, when.year, when.number, judged)


def _by_unit(books: Sequence[_Book]) -> list[list[_Book]]:
    """The books of each unit. Where two of them have 单位编码 it tells, else 单位名称."""
    units: list[list[_Book]] = []
    for book in books:
        own = next((unit for unit in units if _same(unit[0].unit, book.unit)), None)
        if own is None:
            units.append([book])
        else:
            own.append(book)
    return units


def _same(one: Unit, other: Unit) -> bool:
    if one.code and other.code:
        return squeezed(one.code) == squeezed(other.code)
    return squeezed(one.name) == squeezed(other.name)


def _unit_year(books: Sequence[_Book], found: list[Diagnostic], *, together: bool) -> YearOf:
    """The unit's year, None where its books err; findings are added to `found`."""
    latest = max(books, key=lambda book: book.number)
    name, policy = latest.unit.name, latest.quarter.policy
    judged = [book.judged for book in books if book.judged is not None]
    faults = [*_doubled(books), *_with_errors(books), *names_that_differ(judged)]
    found += faults
    if faults or not together:
        return YearOf(name, policy, None)
    found += _other_policies(books, latest)
    year = year_of(judged)
    found += year.diagnostics
    return YearOf(name, policy, year, tuple(sorted(judged, key=lambda each: each.number)))


def _doubled(books: Sequence[_Book]) -> list[Diagnostic]:
    found = []
    for index, book in enumerate(books):
        first = next((each for each in books[:index] if each.number == book.number), None)
        if first is not None:
            message = f"与 {first.quarter.file} 是同一季度的登记簿"
            found.append(_error("Y801", message, "每季只给一本。", book))
    return found


def _with_errors(books: Sequence[_Book]) -> list[Diagnostic]:
    hint = "先用 pinshi check 改正这本登记簿，再算年度。"
    return [
        _error("Y804", f"{book.unit.name}的这本登记簿有错误，年度结论暂缺", hint, book)
        for book in books
        if book.judged is None
    ]


def _other_policies(books: Sequence[_Book], latest: _Book) -> list[Diagnostic]:
    """A note for each book graded by another pack than the latest."""
    policy = latest.quarter.policy
    found = []
    for book in books:
        own = book.quarter.policy
        if own is not None and policy is not None and own.head.id != policy.head.id:
            message = f"这一季按“{own.head.name}”，年度按最近一季的“{policy.head.name}”"
            hint = "核对各季的考核办法；确实换了办法的，不需要处理。"
            at = Place(book.quarter.file)
            found.append(Diagnostic("Y809", Severity.NOTE, message, at, hint))
    return found


def _error(code: str, message: str, hint: str, book: _Book) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Place(book.quarter.file), hint)
