"""A table of earlier years held against the ledger: whose rows they are, who is who."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import NewEntry, UnitName
from pinshi_cli.ledger.units import SEVERAL_UNITS, find_unit
from pinshi_cli.model.diagnostic import Diagnostic, Refusal, Severity
from pinshi_cli.model.names import name_key
from pinshi_cli.model.period import Quarter
from pinshi_cli.registers.earlier_table import Earlier
from pinshi_cli.workflow.ledger.names import names_on_record


class Known(NamedTuple):
    """What the ledger has of a quarter's unit: what it is called, the names by 编号."""

    unit: UnitName | None
    names: Mapping[str, str]


def known_units(
    ledger: Ledger | None, groups: Sequence[Sequence[Earlier]], news: Sequence[NewEntry]
) -> tuple[list[Known], list[Diagnostic]]:
    """Of each quarter what the ledger has of its unit.

    An error where that is not one unit, or where two of the table are one in the ledger.
    """
    known: list[Known] = []
    found: list[Diagnostic] = []
    seen: dict[tuple[UnitName, Quarter], Earlier] = {}
    for rows, new in zip(groups, news, strict=True):
        unit, faults = (None, []) if ledger is None else _unit_of(ledger, rows[0], new.unit)
        if unit is not None:
            first = seen.setdefault((unit, rows[0].quarter), rows[0])
            faults += [] if first is rows[0] else [_one_unit(first, rows[0])]
        found += faults
        if ledger is None or unit is None or faults:
            known.append(Known(None, {}))
        else:
            known.append(Known(unit, names_on_record(ledger, unit, rows[0].quarter)))
    return known, found


def _unit_of(
    ledger: Ledger, row: Earlier, unit: UnitName
) -> tuple[UnitName | None, list[Diagnostic]]:
    try:
        return find_unit(ledger, unit), []
    except Refusal as refusal:
        if {each.code for each in refusal.diagnostics} != {SEVERAL_UNITS}:
            raise
        return None, [each._replace(where=row.unit_at) for each in refusal.diagnostics]


def _one_unit(first: Earlier, row: Earlier) -> Diagnostic:
    names = [f"“{each.unit}”{f'（{each.code}）' if each.code else ''}" for each in (first, row)]
    message = f"{'和'.join(names)}在台账里是同一个单位，同一季只能有一个"
    hint = "核对单位名称和编码；确是两个单位的，分两次补录。"
    return Diagnostic("L090", Severity.ERROR, message, row.unit_at, hint)


def lost_zeros(known: Sequence[Known], groups: Sequence[Sequence[Earlier]]) -> Iterator[Diagnostic]:
    """A warning for each person whose 编号 differs from another of theirs by leading zeros only.

    A spreadsheet makes 1 of 001; nothing on record can be taken back.
    """
    ids: dict[tuple[str, str, str], set[str]] = {}
    for (_, names), rows in zip(known, groups, strict=True):
        key = rows[0].key
        on_record = [_without_zeros(key, *each) for each in names.items()]
        for place, id_ in zip(on_record, names, strict=True):
            ids.setdefault(place, set()).add(id_)
        for row in rows:
            ids.setdefault(_without_zeros(key, row.id, row.name), set()).add(row.id)
    told: set[tuple[str, str]] = set()
    for row in (row for rows in groups for row in rows):
        full = max(ids[_without_zeros(row.key, row.id, row.name)], key=len)
        if len(row.id) < len(full) and (row.key, row.id) not in told:
            told.add((row.key, row.id))
            message = f"{row.name}的编号“{row.id}”与“{full}”只差前面的零，按两个人记"
            hint = f"是同一个人的，把这一格改成文字“{full}”；是两个人的，不必改。"
            yield Diagnostic("L100", Severity.WARNING, message, row.at, hint, "", row.id)


def _without_zeros(key: str, id_: str, name: str) -> tuple[str, str, str]:
    return key, id_.lstrip("0"), name_key(name)
