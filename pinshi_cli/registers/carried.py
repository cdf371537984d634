"""What last quarter's register hands on to the next: people, indicators, measures in force."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from pinshi_cli.grading.measures import is_acting, rule_for
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import squeezed
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Register
from pinshi_cli.policy.book import Policy
from pinshi_cli.registers import cells
from pinshi_cli.registers.blank_plan import Carried
from pinshi_cli.registers.book import Tables
from pinshi_cli.registers.columns import ID, NAME
from pinshi_cli.registers.contract import INDICATORS, MEASURES, ROSTER, UNIT
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.registers.unit_sheet import read_unit
from pinshi_cli.sheets.cells import Lost, Value, Workbook

_GONE = ("退休", "调出")
_OF_THE_QUARTER = ("新调入", "不参加")
_STATUS, _BEGIN, _END = "参加情况", "起始日期", "结束日期"

_OF_ONE_QUARTER = ("年度", "季度", "会议名称", "会议日期", "公示起始日期", "落款日期")
"""Items of 基本信息 that each quarter fills in anew."""


class Handed(NamedTuple):
    """What is carried over, what 基本信息 says already, and what people should hear of it."""

    carried: Carried
    items: dict[str, Value]
    remarks: tuple[str, ...]


def handed_on(book: Workbook, register: Register | None, policy: Policy, to: Quarter) -> Handed:
    """What `book` hands on to the register of the quarter `to`.

    `register` is the book as read; without one (it has faults) no measure can be told to be in
    force, and all rows of 处分问责 go along.
    """
    tables = Tables(book)
    remarks: list[str] = []
    headings: dict[str, tuple[str, ...]] = {}
    rows: dict[str, list[list[Value]]] = {}
    for name in (ROSTER, INDICATORS, MEASURES):
        table = tables.get(name)
        if table is None:
            continue
        headings[name] = tuple(table.columns)
        rows[name] = [_values(table, row) for row in table.rows()]
    if ROSTER in rows:
        rows[ROSTER] = _people(headings[ROSTER], rows[ROSTER], to, remarks)
    if MEASURES in rows and register is not None:
        table = tables.get(MEASURES)
        acting = _acting_rows(register, policy, to)
        kept = [row for row in table.rows() if row.number in acting] if table is not None else []
        rows[MEASURES] = [_values(table, row) for row in kept] if table is not None else []
        remarks += [f"处分问责带过来 {len(kept)} 项下一季仍有效的"] if kept else []
    unit = tables.get(UNIT)
    items = _items(unit) if unit is not None else {}
    return Handed(Carried(headings, dict(rows)), items, tuple(remarks))


def _values(table: Table, row: Row) -> list[Value]:
    return [_plain(table.cell(row, column)) for column in table.columns.values()]


def _plain(value: Value) -> Value:
    """A cell as it can be written anew; what is lost or holds an identity number stays behind."""
    if isinstance(value, Lost):
        return None
    if isinstance(value, datetime):
        return value.date()
    return without_identity(value) if isinstance(value, str) else value


def _people(
    headings: Sequence[str], rows: Sequence[list[Value]], to: Quarter, remarks: list[str]
) -> list[list[Value]]:
    """The roster one quarter on: who is gone is left out, what has ended is cleared."""
    places = {heading: place for place, heading in enumerate(headings)}
    kept = []
    for row in rows:
        status = squeezed(str(row[places[_STATUS]] or "")) if _STATUS in places else ""
        if status in _GONE:
            who = f"{row[places[ID]]} {row[places[NAME]]}"
            remarks.append(f"{who}（{status}）没有带过来")
            continue
        if status in _OF_THE_QUARTER or _has_ended(row, places, to):
            for heading in (_STATUS, _BEGIN, _END):
                if heading in places:
                    row[places[heading]] = None
        kept.append(row)
    return kept


def _has_ended(row: Sequence[Value], places: dict[str, int], to: Quarter) -> bool:
    """Whether a leave or a secondment was over before the new quarter began."""
    if _END not in places:
        return False
    from pinshi_cli.model.diagnostic import Place

    end = cells.day(row[places[_END]], Place()).date
    return isinstance(end, date) and end < to.first


def _acting_rows(register: Register, policy: Policy, to: Quarter) -> set[int]:
    """The rows of 处分问责 whose measures still act in the new quarter."""
    found = set()
    for measures in register.measures.values():
        for measure in measures:
            if measure.at.sheet != MEASURES:
                continue  # a row of 负面清单 acts in its own quarter only
            rule = rule_for(policy, measure.kind, measure.group)
            if rule is None or is_acting(measure, rule, to, policy):
                found.add(measure.at.row)
    return found


def _items(table: Table) -> dict[str, Value]:
    """What 基本信息 says of the unit itself, as it stands in the cells."""
    unit = read_unit(table)
    said = {**unit.items, **unit.unread}
    return {
        name: _plain(item.raw)
        for name, item in said.items()
        if name not in _OF_ONE_QUARTER and item.raw is not None
    }
