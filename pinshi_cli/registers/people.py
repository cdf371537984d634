"""Who a row is about: 编号 and 姓名 against the roster."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import name_key, squeezed, trimmed
from pinshi_cli.model.number import shown
from pinshi_cli.model.register import Person
from pinshi_cli.registers.cells import finding, is_empty, lost, quoted
from pinshi_cli.registers.columns import ID, NAME
from pinshi_cli.registers.tables import Row, Table
from pinshi_cli.sheets.cells import Value


def id_text(value: Value, at: Place) -> tuple[str, Diagnostic | None]:
    """编号 as text: a whole number as its digits, a text NFKC and trimmed."""
    if isinstance(value, str):
        return without_identity(trimmed(value)), None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        exact = shown(value)
        if exact.is_finite() and exact == exact.to_integral_value():
            return f"{exact:f}".partition(".")[0], None
    if (gone := lost(value, at)) is not None:
        return "", gone
    message = f"编号“{quoted(value)}”不是文字或整数"
    return "", finding("R214", message, at, "把编号列设为“文本”格式，重新填写。")


_PLAIN = (str, float, type(None))
"""Cells that say the same where they are equal; 真 is equal to 1, and says something else."""


class Found(NamedTuple):
    """Who a row is about.

    `person` is None where that cannot be told; then `fault` is the error, and `involved` may say
    whom the row could have meant.
    """

    person: Person | None
    fault: Diagnostic | None = None
    involved: tuple[str, ...] = ()


class People:
    """The roster, looked up by 编号 and 姓名. Answers are kept: a city's sheet asks many times."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.by_id = {person.id: person for person in people}
        self.by_name: dict[str, list[Person]] = {}
        for person in people:
            self.by_name.setdefault(name_key(person.name), []).append(person)
        self._known: dict[tuple[Value, Value], Person] = {}

    def find(self, table: Table, row: Row) -> Found:
        """The person of a row: by 编号 where it stands, else by a 姓名 unique in the roster."""
        raw_id, raw_name = table.value(row, ID), table.value(row, NAME)
        if (known := self.known(raw_id, raw_name)) is not None:
            return Found(known)
        found = self._look_up(table, row, raw_id, raw_name)
        if found.person is not None and type(raw_id) in _PLAIN and type(raw_name) in _PLAIN:
            self._known[raw_id, raw_name] = found.person
        return found

    def known(self, raw_id: Value, raw_name: Value) -> Person | None:
        """The person of whom another row has said the very same, None where none has."""
        if type(raw_id) in _PLAIN and type(raw_name) in _PLAIN:
            return self._known.get((raw_id, raw_name))
        return None

    def _look_up(self, table: Table, row: Row, raw_id: Value, raw_name: Value) -> Found:
        footer, person = footer_in(table, row), self._plainly(raw_id, raw_name)
        if footer is not None or person is not None:
            return Found(person) if footer is None else Found(None, footer)
        id_at, name_at = table.place(row.number, ID), table.place(row.number, NAME)
        if is_empty(raw_id) and is_empty(raw_name):
            at = table.first_filled(row)
            return Found(
                None,
                finding("R211", "这一行有内容，但没有编号和姓名", at, "补上是谁，或清空这一行。"),
            )
        if (gone := lost(raw_name, name_at)) is not None:
            told = self.by_id.get(id_text(raw_id, id_at)[0]) if not is_empty(raw_id) else None
            return Found(None, gone, () if told is None else (told.id,))
        if is_empty(raw_id):
            return self._by_name(quoted_name(raw_name), name_at)
        namesakes = [] if is_empty(raw_name) else self._named(quoted_name(raw_name))
        involved = tuple(other.id for other in namesakes)
        id_, fault = id_text(raw_id, id_at)
        if fault is not None:
            return Found(None, fault, involved)
        person = self.by_id.get(id_)
        if person is None:
            hint = self._hint_for_unknown(id_, namesakes)
            message = f"人员名册里没有编号“{quoted(id_)}”"
            return Found(None, finding("N302", message, id_at, hint), involved)
        if not is_empty(raw_name) and name_key(quoted_name(raw_name)) != name_key(person.name):
            message = f"编号 {id_} 在名册里是“{person.name}”，这里写的是“{quoted(raw_name)}”"
            fault = finding("N303", message, name_at, "核对这一行是谁，改正编号或姓名。")
            return Found(None, fault, (person.id, *involved))
        return Found(person)

    def _plainly(self, raw_id: Value, raw_name: Value) -> Person | None:
        """The person whom 编号 and 姓名 name in the very words of the roster."""
        person = self.by_id.get(raw_id) if type(raw_id) is str else None
        return person if person is not None and person.name == raw_name else None

    def _named(self, name: str) -> list[Person]:
        return self.by_name.get(name_key(name), [])

    def _by_name(self, name: str, at: Place) -> Found:
        same = self._named(name)
        if len(same) == 1:
            return Found(same[0])
        if not same:
            hint = "核对姓名；新来的人先加进人员名册。"
            return Found(None, finding("N302", f"人员名册里没有“{quoted(name)}”", at, hint))
        ids = "、".join(person.id for person in same)
        message = f"名册里有 {len(same)} 个“{quoted(name)}”（编号 {ids}）"
        fault = finding("N304", message, at, "在这一行填写编号。")
        return Found(None, fault, tuple(person.id for person in same))

    def _hint_for_unknown(self, id_: str, namesakes: Sequence[Person]) -> str:
        padded = [known for known in self.by_id if known.lstrip("0") == id_.lstrip("0")]
        if padded:
            return f"名册里有编号“{padded[0]}”，编号按文字比较，请写成一样。"
        if len(namesakes) == 1:
            return f"“{namesakes[0].name}”在名册里的编号是“{namesakes[0].id}”。"
        return "核对编号；新来的人先加进人员名册。"


_FOOTER = re.compile(r"(合计|总计|小计|平均|填表|填报|审核|制表|负责人|备注|说明|注)[:：]?")


def footer_in(table: Table, row: Row) -> Diagnostic | None:
    """The error of a row that is no person's: a total, a signature, a note below the table."""
    value = next(value for value in row.values if not is_empty(value))
    if not isinstance(value, str) or not _FOOTER.match(squeezed(value)):
        return None
    if squeezed(value).startswith("注") and squeezed(value)[1:2] not in (":", "："):
        return None
    at = table.first_filled(row)
    message = f"“{quoted(value)}”这一行像是合计、落款或说明，不是人"
    return finding("R219", message, at, "删去这一行，或移到另一张工作表。")


def quoted_name(value: Value) -> str:
    """A 姓名 cell as text, never with an identity number in it."""
    return without_identity(value) if isinstance(value, str) else quoted(value)
