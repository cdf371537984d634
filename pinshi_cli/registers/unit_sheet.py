"""基本信息: one item a row, 项目 and 内容."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import nearest
from pinshi_cli.model.number import plain
from pinshi_cli.model.period import Quarter
from pinshi_cli.model.register import Stated
from pinshi_cli.registers import cells
from pinshi_cli.registers.cells import Read, finding, is_empty
from pinshi_cli.registers.contract import UNIT_ITEMS, Column
from pinshi_cli.registers.identity import without_identity
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
    return cells.of_kind(column.kind, raw, at, column.words, column.heading, typed=typed)


def quarter_of(unit: UnitSheet) -> tuple[Quarter | None, list[Diagnostic]]:
    """The quarter that 年度 and 季度 name, or None."""
    year, number = unit.get("年度"), unit.get("季度")
    if isinstance(year, int) and not 2000 <= year <= 2199:
        at = unit.items["年度"].at
        return None, [finding("R204", f"年度 {year} 不在 2000 到 2199 之间", at, "填写四位年份。")]
    if isinstance(year, int) and isinstance(number, int):
        return Quarter(year, number), []
    return None, []


Bound = tuple[str, Fraction | None]
"""A label, and the most that its share may be; None for a weight, which lies below 1."""


def stated_shares(
    unit: UnitSheet, bounds: Sequence[Bound], *, typed: bool
) -> tuple[dict[str, Stated], set[str], list[Diagnostic]]:
    """What the register states of a policy's shares: (stated, labels at fault, findings).

    A weight lies between 0 and 1, neither end; another share above 0, up to its most.
    """
    stated: dict[str, Stated] = {}
    broken: set[str] = set()
    found: list[Diagnostic] = []
    for label, most in bounds:
        item = unit.items.get(label) or unit.unread.get(label)
        if item is None:
            continue
        read = cells.share(item.raw, item.at, typed=typed)
        if read.finding is not None and label not in unit.items:
            found.append(read.finding)  # for an item of the contract it has been said
        if read.value is None:
            if read.finding is not None:
                broken.add(label)
            continue
        value = Fraction(str(read.value))
        if (0 < value < 1) if most is None else (0 < value <= most):
            stated[label] = Stated(value, item.at)
        else:
            broken.add(label)
            found.append(_out_of_range(label, item, most))
    return stated, broken, found


def weights_that_miss_one(
    stated: Mapping[str, Stated], sums: Sequence[Sequence[str]]
) -> dict[str, Diagnostic]:
    """An error for each sum of weights whose stated labels leave the others nothing, by label.

    `sums` gives the labels of the weights that sum to 1 together, "" where one has none.
    """
    found: dict[str, Diagnostic] = {}
    for labels in sums:
        told = [label for label in labels if label in stated]
        total = sum((stated[label].value for label in told), Fraction(0))
        complete = len(told) == len(labels)
        if len(told) > 1 and (total != 1 if complete else total >= 1):
            last = told[-1]
            message = (
                f"{'、'.join(told)}合计 {plain(total, 20)}，应{'等于' if complete else '小于'} 1"
            )
            found[last] = finding("R209", message, stated[last].at, "改到合计正好为 1。")
    return found


def _out_of_range(label: str, item: Item, most: Fraction | None) -> Diagnostic:
    said = cells.quoted(item.raw)
    if most is None:
        bounds, example = "大于 0、小于 1", "0.7 或 70%"
    else:
        bounds = f"大于 0、不超过 {float(most):g}"
        example = f"{float(most):g} 或 {float(most):.0%}"
    return finding(
        "R209", f"{label}“{said}”应{bounds}", item.at, f"写成小数或百分数，例如 {example}。"
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
