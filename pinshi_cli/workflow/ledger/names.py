"""Who is who between the ledger and a register: a 编号 with another name, a unit renamed."""

from collections.abc import Mapping, Sequence

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Result, UnitName
from pinshi_cli.ledger.state import quarters_of, standing
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import name_key, squeezed
from pinshi_cli.model.period import Quarter as Period
from pinshi_cli.unit import Quarter


def names_on_record(ledger: Ledger, unit: UnitName, period: Period) -> dict[str, str]:
    """The name of each 编号 as the quarter itself has it, or the nearest one on record."""
    on_record = sorted(quarters_of(ledger, unit))
    earlier = [each for each in on_record if each < period][-1:]
    later = [each for each in on_record if each > period][:1]
    names: dict[str, str] = {}
    for each in (*later, *earlier, *(each for each in on_record if each == period)):
        state = standing(ledger, unit, each)
        if state is not None:
            names |= {row.id: row.name for row in state.results if row.id and row.name}
    return names


def former_names(names: Mapping[str, str], results: Sequence[Result]) -> dict[str, str]:
    """By 编号 the name on record of everyone who has another one now."""
    return {
        each.id: names[each.id]
        for each in results
        if each.id in names and name_key(names[each.id]) != name_key(each.name)
    }


def other_names(
    quarter: Quarter,
    names: Mapping[str, str],
    results: Sequence[Result],
    renamed: Sequence[str],
) -> list[Diagnostic]:
    """An error wherever a 编号 has another name than on record and nobody said that it is meant."""
    found = []
    at = {person.id: person.at for person in quarter.register.people} if quarter.register else {}
    former = former_names(names, results)
    for result in results:
        known = former.get(result.id)
        if known is None or result.id in renamed:
            continue
        message = f"编号“{result.id}”在台账里是{known}，这本登记簿是{result.name}"
        hint = f"是同一个人改了名的，加 --renamed {result.id}；是两个人的，各用自己的编号。"
        where = at.get(result.id, Place(quarter.file))
        found.append(Diagnostic("L052", Severity.ERROR, message, where, hint, "", result.id))
    return found


def renamed_unit(quarter: Quarter, known: UnitName, unit: UnitName) -> list[Diagnostic]:
    """A note where the unit has another name on record, or a code that it had not."""
    at = Place(quarter.file, "基本信息")
    if squeezed(known.name) != squeezed(unit.name):
        message = f"单位编码相同，台账里叫“{known.name}”，这本登记簿叫“{unit.name}”，按改名记"
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
