"""基本信息: one item a row, 项目 and 内容."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.identity import without_identity
from pinshi_cli.model.names import nearest, words_in
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Unit
from pinshi_cli.model.words import UNIT_KINDS
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.scopes import scope_words, words_of
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import Read, finding, is_empty
from pinshi_cli.registers.columns import Column
from pinshi_cli.registers.contract import UNIT_ITEMS
from pinshi_cli.registers.tables import Table, heading_key
from pinshi_cli.sheets.cells import Value


class Item(NamedTuple):
    """An item as it stands: its value's cell and what was read there."""

    raw: Value
    at: Place
    value: object = None


class UnitSheet(NamedTuple):
    """基本信息 read: items by name. `unread` are rows that only a policy's labels can explain."""

    items: dict[str, Item]
    unread: dict[str, Item]
    findings: tuple[Diagnostic, ...]

    def said(self, name: str) -> str:
        """A text item, empty where it does not stand."""
        item = self.items.get(name)
        return "" if item is None or item.value is None else str(item.value)

    def get(self, name: str) -> object:
        item = self.items.get(name)
        return None if item is None else item.value


def read_unit(table: Table) -> UnitSheet:
    """The items of the contract; faults at their cells, required ones that lack at the sheet."""
    raw, found = _raw_items(table)
    known = {column.heading: column for column in UNIT_ITEMS}
    items: dict[str, Item] = {}
    for name, column in known.items():
        if name in raw:
            item = raw.pop(name)
            read = _read(column, item, typed=table.typed)
            items[name] = item._replace(value=read.value)
            if read.finding is not None:
                found.append(read.finding)
            elif read.value is None and column.required:
                found.append(finding("R201", f"“{name}”没有填写", item.at, "填写后重试。"))
        elif column.required:
            at = Place(table.file, table.sheet.name)
            close = nearest(name, raw, 0.6)
            guess = f"“{close}”是不是想写“{name}”？" if close else "加一行，项目写它，内容填好。"
            found.append(finding("S110", f"基本信息缺少“{name}”", at, guess))
    return UnitSheet(items, raw, tuple(found))


def _raw_items(table: Table) -> tuple[dict[str, Item], list[Diagnostic]]:
    items: dict[str, Item] = {}
    found: list[Diagnostic] = []
    for row in table.rows():
        key = table.value(row, "项目")
        at = table.place(row.number, "项目")
        if is_empty(key):
            where = table.first_filled(row)
            found.append(
                finding("R211", "这一行有内容，但没有项目名称", where, "补上项目，或清空这一行。")
            )
            continue
        if (gone := cells.lost(key, at)) is not None:
            found.append(gone)
            continue
        name = without_identity(heading_key(key))
        if name in items:
            found.append(finding("N305", f"“{name}”写了两行", at, "只留一行。"))
            continue
        items[name] = Item(table.value(row, "内容"), table.place(row.number, "内容"))
    return items, found


def _read(column: Column, item: Item, *, typed: bool) -> Read:
    raw, at = item.raw, item.at
    if column.kind == "whole" and isinstance(raw, str) and raw.strip().endswith("年"):
        read = cells.whole(raw.strip().removesuffix("年"), at, typed=False)
        told = cells.text_number(raw, at) if typed and read.finding is None else read.finding
        return Read(read.value, told)
    if column.kind == "quarter":
        return cells.quarter(raw, at, typed=typed)
    return cells.of_column(column, raw, at, column.words, typed=typed)


def quarter_of(unit: UnitSheet) -> tuple[Quarter | None, list[Diagnostic]]:
    """The quarter that 年度 and 季度 name, or None."""
    year, number = unit.get("年度"), unit.get("季度")
    if isinstance(year, int) and not 2000 <= year <= 2199:
        at = unit.items["年度"].at
        return None, [finding("R204", f"年度 {year} 不在 2000 到 2199 之间", at, "填写四位年份。")]
    if isinstance(year, int) and isinstance(number, int):
        return Quarter(year, number), []
    return None, []


SCOPE, KIND = "适用机关", "机关类别"


class Scopes(NamedTuple):
    """The words by which rules speak for the unit; `sound` is False where one cannot be told."""

    words: frozenset[str]
    sound: bool
    findings: tuple[Diagnostic, ...]


def scopes_of(unit: UnitSheet, policy: Policy) -> Scopes:
    """适用机关 and 机关类别. A word that the policy does not know may mean other rules."""
    known = words_of(policy)
    item = unit.items.get(SCOPE, Item(None, Place()))
    said = words_in(unit.said(SCOPE))
    unknown = [word for word in said if word not in known]
    found = [cells.unlisted(word, item.at, known, SCOPE) for word in unknown if known]
    if unknown and not known:
        message = f"本办法不分适用机关，“{cells.quoted('、'.join(said))}”不起作用"
        hint = "清空这一项，或核对考核办法。"
        found.append(Diagnostic("R208", Severity.WARNING, message, item.at, hint))
    words = {word for word in (*said, unit.said(KIND)) if word}
    scoped = scope_words(policy)
    asked = ((SCOPE, known), (KIND, tuple(word for word in UNIT_KINDS if word in scoped)))
    lost = any(words and _is_faulty(unit, name) for name, words in asked)
    sound = not lost and not any(each.is_error for each in found)
    return Scopes(frozenset(words), sound, tuple(found))


def _is_faulty(unit: UnitSheet, name: str) -> bool:
    item = unit.items.get(name)
    return item is not None and item.value is None and not is_empty(item.raw)


def unit_of(unit: UnitSheet, scopes: frozenset[str]) -> Unit:
    """The unit as grading and its results use it."""
    meeting, bonus = unit.get("会议日期"), unit.get("奖金总额")
    return Unit(
        unit.said("单位名称"),
        unit.said("单位编码"),
        unit.said(KIND),
        unit.said("会议名称"),
        meeting if isinstance(meeting, date) else None,
        scopes=scopes,
        contact=unit.said("联系点") == "是",
        bonus=bonus if isinstance(bonus, Decimal) else None,
        items={
            name: item.value
            for name, item in unit.items.items()
            if isinstance(item.value, str | Decimal | date | int) and item.value != ""
        },
    )


def unknown_items(unit: UnitSheet, labels: Sequence[str]) -> list[Diagnostic]:
    """A note for each item that neither the contract nor the policy knows."""
    known = [column.heading for column in UNIT_ITEMS] + list(labels)
    absent = [name for name in known if name not in unit.items and name not in unit.unread]
    found = []
    for name, item in unit.unread.items():
        if name not in labels:
            close = nearest(name, absent, 0.6)
            guess = f"你是不是想写“{close}”？" if close else "不需要处理。"
            at = item.at._replace(column=max(1, item.at.column - 1)) if item.at.column else item.at
            message = f"不认识的项目“{cells.quoted(name)}”，未读取"
            severity = Severity.WARNING if close else Severity.NOTE
            found.append(Diagnostic("S106", severity, message, at, guess))
    return found
