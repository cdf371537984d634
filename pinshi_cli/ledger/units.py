"""Which unit is meant: a unit goes by its code, or by its name where one side has no code.

In the ledger every unit has a key, the code or the name it first came with; it stays the same
when the unit is renamed or gets a code.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from pinshi_cli.ledger.chain import last_moment
from pinshi_cli.ledger.connect import Ledger
from pinshi_cli.ledger.entry import UnitName
from pinshi_cli.ledger.tables import entries
from pinshi_cli.model.diagnostic import refuse
from pinshi_cli.model.names import squeezed

SEVERAL_UNITS = "L016"
"""The refusal's code where several units have the name that was said."""


class UnitKey(NamedTuple):
    """A unit by its key, which is one unit's alone whatever others are called."""

    key: str


class Called(NamedTuple):
    """What a unit was called in entries up to `seq`."""

    key: str
    name: str
    plain: str
    code: str
    seq: int


class Units:
    """The units on record, by every name and code they had."""

    def __init__(self, called: Iterable[Called]) -> None:
        self._codes: dict[str, str] = {}
        self._keys_of: dict[str, set[str]] = {}
        self._coded: set[str] = set()
        self._called: dict[str, UnitName] = {}
        for each in sorted(called, key=lambda c: c.seq):
            self.add(each.key, each.name, each.plain, each.code)

    def add(self, key: str, name: str, plain: str, code: str) -> None:
        """One more entry of a unit. A later name goes before; a code once known stays."""
        if code:
            self._codes[code] = key
            self._coded.add(key)
        self._keys_of.setdefault(plain, set()).add(key)
        before = self._called.get(key)
        self._called[key] = UnitName(name, code or (before.code if before else ""))

    def key_of(self, unit: UnitName) -> str | None:
        """The key of the unit that is meant, or None where it is not on record.

        Raises `Refusal` (L016) where several have this name and no code tells them apart.
        """
        code = squeezed(unit.code)
        if code in self._codes:
            return self._codes[code]
        keys = self._keys_of.get(squeezed(unit.name), set())
        if code:
            keys = keys - self._coded
        now = {key for key in keys if squeezed(self._called[key].name) == squeezed(unit.name)}
        meant = now or keys
        if len(meant) > 1:
            raise refuse(SEVERAL_UNITS, f"台账里有几个单位都叫“{unit.name}”", "写明单位编码。")
        return next(iter(meant), None)

    def called(self, key: str) -> UnitName:
        """A unit's last name, and its code where it ever gave one."""
        return self._called[key]

    def all(self) -> dict[str, UnitName]:
        """Every unit by its key."""
        return dict(self._called)


def new_key(unit: UnitName) -> str:
    """The key of a unit that is not on record yet."""
    code = squeezed(unit.code)
    return f"#{code}" if code else squeezed(unit.name)


def units_like(connection: Connection, wanted: Sequence[UnitName]) -> Units:
    """The units that may be meant, with all their names; all units where many are asked for."""
    if len(wanted) > 20:
        return Units(_called(connection))
    plain = {squeezed(unit.name) for unit in wanted}
    codes = {squeezed(unit.code) for unit in wanted if unit.code}
    meant = or_(entries.c.unit_plain.in_(plain), entries.c.unit_code.in_(codes))
    keys = connection.execute(select(entries.c.unit_key).distinct().where(meant)).scalars().all()
    return Units(_called(connection, entries.c.unit_key.in_(keys))) if keys else Units(())


def key_of(connection: Connection, unit: UnitName | UnitKey) -> str | None:
    """The key of a unit, or None where it is not on record."""
    if isinstance(unit, UnitKey):
        return unit.key
    return units_like(connection, [unit]).key_of(unit)


def find_unit(ledger: Ledger, unit: UnitName) -> UnitName | None:
    """The unit that is meant, as the ledger calls it now; None where it is not on record."""
    with ledger.reading() as connection:
        found = units_like(connection, [unit])
        key = found.key_of(unit)
        return None if key is None else found.called(key)


def unit_of(ledger: Ledger, of: UnitKey) -> UnitName:
    """The unit of a key on record, as the ledger calls it now."""
    with ledger.reading() as connection:
        return Units(_called(connection, entries.c.unit_key == of.key)).called(of.key)


def units(ledger: Ledger, as_of: date | None = None) -> tuple[UnitName, ...]:
    """All units on record, in the order of their names."""
    with ledger.reading() as connection:
        return tuple(sorted(names_of(connection, as_of).values()))


def names_of(connection: Connection, as_of: date | None = None) -> dict[str, UnitName]:
    """All units' names and codes by key, as of a day."""
    if as_of is None:
        return Units(_called(connection)).all()
    return Units(_called(connection, entries.c.at <= last_moment(as_of))).all()


def _called(connection: Connection, *where: ColumnElement[bool]) -> list[Called]:
    columns = (entries.c.unit_key, entries.c.unit_name, entries.c.unit_plain, entries.c.unit_code)
    chosen = select(*columns, func.max(entries.c.seq)).where(entries.c.unit_key != "", *where)
    return [Called(*row) for row in connection.execute(chosen.group_by(*columns))]
