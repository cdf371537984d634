"""Who is who between the ledger and a register: a 编号 with another name, a unit renamed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Result, UnitName
from pinshi_cli.ledger.state import quarters_of, year_rows
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import name_key, squeezed
from pinshi_cli.model.period import Quarter as Period
from pinshi_cli.unit import Quarter


class Named(NamedTuple):
    """A name that a 编号 has, and where: in the ledger, or in a book of the same call."""

    name: str
    where: str = "在台账里"


ByQuarter = Mapping[Period, Mapping[str, Named]]
"""By quarter the name of each 编号 of a unit."""


class Names:
    """A unit's names by 编号, of all quarters: on record, and in the books given before."""

    def __init__(self, *sources: ByQuarter) -> None:
        self._by_quarter: dict[Period, dict[str, Named]] = {}
        for source in sources:
            for quarter, names in source.items():
                self._by_quarter.setdefault(quarter, {}).update(names)

    def near(self, period: Period) -> dict[str, Named]:
        """As the quarter itself has it; else the last one before, else the first one after."""
        later = sorted((each for each in self._by_quarter if each > period), reverse=True)
        until = sorted(each for each in self._by_quarter if each <= period)
        return self._over(*later, *until)

    def before(self, period: Period) -> dict[str, Named]:
        """The last one before the quarter."""
        return self._over(*sorted(each for each in self._by_quarter if each < period))

    def _over(self, *quarters: Period) -> dict[str, Named]:
        return {id_: name for each in quarters for id_, name in self._by_quarter[each].items()}


def on_record_by_quarter(ledger: Ledger, unit: UnitName) -> ByQuarter:
    """The names that are in force in every quarter of a unit on record."""
    found: dict[Period, dict[str, Named]] = {}
    for year in sorted({each.year for each in quarters_of(ledger, unit)}):
        for row in year_rows(ledger, year, unit=unit):
            if row.id and row.name:
                found.setdefault(Period(year, row.quarter), {})[row.id] = Named(row.name)
    return found


def names_on_record(ledger: Ledger, unit: UnitName, period: Period) -> dict[str, str]:
    """The name of each 编号 as the quarter itself has it, or the nearest one on record."""
    near = Names(on_record_by_quarter(ledger, unit)).near(period)
    return {id_: each.name for id_, each in near.items()}


def names_in(results: Sequence[Result], file: str) -> dict[str, Named]:
    """The names of a book of the call."""
    return {each.id: Named(each.name, f"在 {file} 里") for each in results if each.id and each.name}


def former_names(names: Mapping[str, str], results: Sequence[Result]) -> dict[str, str]:
    """By 编号 the name on record of everyone who has another one now."""
    return {
        each.id: names[each.id]
        for each in results
        if each.id in names and name_key(names[each.id]) != name_key(each.name)
    }


def renamed_to(
    names: Names, period: Period, results: Sequence[Result], renamed: Sequence[str]
) -> dict[str, str]:
    """By 编号 the former name of everyone who is renamed in this quarter.

    Of those of whom it is said, the quarter may have the new name already: then the name before
    it is meant.
    """
    near = {id_: each.name for id_, each in names.near(period).items()}
    before = {id_: each.name for id_, each in names.before(period).items() if id_ in renamed}
    return former_names(before, results) | former_names(near, results)


def other_names(
    quarter: Quarter,
    names: Mapping[str, Named],
    results: Sequence[Result],
    renamed: Sequence[str],
) -> list[Diagnostic]:
    """An error wherever a 编号 has another name than elsewhere and nobody said that it is meant."""
    found = []
    at = {person.id: person.at for person in quarter.register.people} if quarter.register else {}
    former = former_names({id_: each.name for id_, each in names.items()}, results)
    for result in results:
        if result.id not in former or result.id in renamed:
            continue
        known = names[result.id]
        message = f"编号“{result.id}”{known.where}是{known.name}，这本登记簿是{result.name}"
        hint = f"是同一个人改了名的，加 --renamed {result.id}；是两个人的，各用自己的编号。"
        where = at.get(result.id, Place(quarter.file))
        found.append(Diagnostic("L052", Severity.ERROR, message, where, hint, "", result.id))
    return found


def renamed_unit(quarter: Quarter, known: UnitName, unit: UnitName) -> list[Diagnostic]:
    """A note where the unit has another name on record, or a code that it had not."""
    at = Place(quarter.file, "基本信息")
    if squeezed(known.name) != squeezed(unit.name):
        same = "单位编码相同" if unit.code else "是同一个单位以前的名称"
        message = f"{same}，台账里叫“{known.name}”，这本登记簿叫“{unit.name}”，按改名记"
        return [Diagnostic("L060", Severity.WARNING, message, at, "不是同一单位的，改正单位编码。")]
    if known.code != unit.code:
        had, has = known.code or "（没有）", unit.code or "（没有）"
        message = f"{unit.name}在台账里的单位编码是{had}，这本登记簿是{has}"
        return [Diagnostic("L060", Severity.WARNING, message, at, "核对单位编码。")]
    return []


def another_unit(quarter: Quarter, unit: UnitName, known: Sequence[UnitName]) -> list[Diagnostic]:
    """A warning where a unit that is new looks like one on record: its name, or all but a word."""
    at = Place(quarter.file, "基本信息")
    alike = [each for each in known if squeezed(each.name) == squeezed(unit.name)]
    if alike:
        codes = "、".join(each.code for each in alike)
        message = f"台账里已有“{unit.name}”，单位编码是{codes}；这本是{unit.code}，按另一个单位记"
        hint = "是同一个单位的，先改正单位编码再记。"
        return [Diagnostic("L060", Severity.WARNING, message, at, hint)]
    near = [each.name for each in known if not (each.code and unit.code) and _within(each, unit)]
    if near:
        message = f"台账里有“{'、'.join(near[:3])}”，没有“{unit.name}”，按另一个单位记"
        hint = "是同一个单位的，先把登记簿的单位名称改成一致再记。"
        return [Diagnostic("L060", Severity.WARNING, message, at, hint)]
    return []


def _within(one: UnitName, other: UnitName) -> bool:
    """Whether one name is the other with characters left out: 青禾统计局, 青禾区统计局."""
    shorter, longer = sorted((squeezed(one.name), squeezed(other.name)), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)
