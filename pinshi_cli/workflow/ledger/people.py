"""Which unit, which quarter and whom on record a call means."""

from datetime import date
from typing import NamedTuple

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import Result, Standing, UnitName
from pinshi_cli.ledger.state import standing
from pinshi_cli.ledger.units import find_unit, units
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import name_key, nearest, trimmed
from pinshi_cli.model.period import Quarter


class Found(NamedTuple):
    """A person of a unit's quarter on record."""

    unit: UnitName
    standing: Standing
    result: Result


def unit_named(ledger: Ledger, said: str | None) -> UnitName:
    """The unit of a name or code; the only one where nothing is said. Raises `Refusal` L061."""
    if said is not None:
        found = find_unit(ledger, UnitName(said)) or find_unit(ledger, UnitName("", said))
        if found is not None:
            return found
        close = nearest(said, [each.name for each in units(ledger)], 0.5)
        guess = f"你是不是想写“{close}”？" if close else ""
        raise refuse("L061", f"台账里没有单位“{said}”", f"{guess}写单位名称或单位编码。")
    known = list(units(ledger))
    if len(known) == 1:
        return known[0]
    if not known:
        raise refuse("L061", "台账还是空的", "先 pinshi record 登记簿。")
    raise refuse("L061", f"台账里有 {len(known)} 个单位", "用 --unit 写明是哪个单位。")


def quarter_of(
    ledger: Ledger, unit: UnitName, quarter: Quarter, as_of: date | None = None
) -> Standing:
    """What is on record of the unit's quarter. Raises `Refusal` L062 where nothing is."""
    found = standing(ledger, unit, quarter, as_of)
    if found is None:
        day = "" if as_of is None else f"截至 {as_of} "
        message = f"台账里{day}没有{unit.name}{quarter.chinese}"
        raise refuse("L062", message, "核对季度；没有记的，先 pinshi record 登记簿。")
    return found


def person_of(ledger: Ledger, who: str, said: str | None, quarter: Quarter) -> Found:
    """The person of a name or 编号.

    Raises `Refusal`: L061, L062; L059 where it was pruned; U704 nobody, U705 several.
    """
    unit = unit_named(ledger, said)
    state = quarter_of(ledger, unit, quarter)
    by_id = [each for each in state.results if each.id == without_identity(trimmed(who))]
    found = by_id or [each for each in state.results if name_key(each.name) == name_key(who)]
    if len(found) == 1:
        return Found(unit, state, found[0])
    where = f"{unit.name}{quarter.chinese}"
    if state.base.head is None:
        hint = "清理以前的备份里有原来的内容。"
        raise refuse("L059", f"{where}的个人信息已经清理", hint)
    if not found:
        raise refuse("U704", f"{where}在台账里没有“{who}”", "写姓名或编号。")
    ids = "、".join(each.id for each in found)
    raise refuse("U705", f"{where}在台账里有 {len(found)} 个“{who}”", f"改用编号：{ids}。")
