"""A strict reader of plain data: every fault with its key path, all of them in one run.

A `Take` turns one value into what the rule book wants, or reports a fault and returns None.
Written here rather than with pydantic, whose import alone costs more than grading a unit.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.names import nearest

Report = Callable[[str, str, str, str], None]
"""report(code, key path, message, hint)"""

Take = Callable[[object, str, Report], object]


class Key(NamedTuple):
    """A key of a table: how its value is taken, whether it must stand, and what it is otherwise."""

    take: Take
    required: bool = True
    default: object = None


Keys = Mapping[str, Key]


def _told(value: object) -> str:
    """A value as a pack's author wrote it, cut where it is long."""
    match value:
        case dict():
            return "一张表"
        case list():
            return "一个列表"
        case bool():
            return "true" if value else "false"
    said = str(value)
    return f"“{said[:40]}…”" if len(said) > 40 else f"“{said}”"


def reporter(file: str, found: list[Diagnostic]) -> Report:
    """A `Report` that collects errors about one pack in `found`."""

    def report(code: str, path: str, message: str, hint: str) -> None:
        where = Place(file=file, key=path)
        found.append(Diagnostic(code, Severity.ERROR, message, where, hint))

    return report


def text(value: object, path: str, report: Report) -> str | None:
    """A text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value
    report("P603", path, f"应为文字，现为 {_told(value)}", "用引号写一段文字。")
    return None


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def identifier(value: object, path: str, report: Report) -> str | None:
    """A pack's id: small letters and digits, in words joined by `-`."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    report("P603", path, f"应为小写字母和数字的编号，现为 {_told(value)}", "例如 qingshan-tongji。")
    return None


def flag(value: object, path: str, report: Report) -> bool | None:
    """`true` or `false`."""
    if isinstance(value, bool):
        return value
    report("P603", path, f"应为 true 或 false，现为 {_told(value)}", "写 true 或 false，不加引号。")
    return None


def whole(least: int, most: int) -> Take:
    """A whole number between `least` and `most`, both included."""

    def take(value: object, path: str, report: Report) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        report("P604", path, f"应为 {least} 到 {most} 的整数，现为 {value}", "改成范围内的整数。")
        return None

    return take


def number(least: int, most: int) -> Take:
    """An exact number between `least` and `most`, both included, as a `Fraction`."""

    def take(value: object, path: str, report: Report) -> Fraction | None:
        sound = isinstance(value, (int, Decimal, Fraction)) and not isinstance(value, bool)
        if sound and (not isinstance(value, Decimal) or value.is_finite()):
            exact = Fraction(str(value))
            if least <= exact <= most:
                return exact
        report("P604", path, f"应为 {least} 到 {most} 的数，现为 {value}", "改成范围内的数字。")
        return None

    return take


def weight(value: object, path: str, report: Report) -> Fraction | None:
    """A weight: above 0, up to 1. A part of no weight would be no part."""
    taken = number(0, 1)(value, path, report)
    if taken == 0:
        report("P604", path, "权重应大于 0", "不用的部分整个删去，不写 0。")
        return None
    return taken if isinstance(taken, Fraction) else None


def day(value: object, path: str, report: Report) -> date | None:
    """A date, written without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    report("P603", path, f"应为日期，现为 {_told(value)}", "写成 2020-12-08，不加引号。")
    return None


def one_of(*words: str) -> Take:
    """One of a closed list of words."""

    def take(value: object, path: str, report: Report) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        report("P605", path, f"“{value}”不在允许的取值之内", f"可写：{'、'.join(words)}。")
        return None

    return take


def listed(item: Take, least: int = 1) -> Take:
    """A list of at least `least` items, as a tuple of those that are sound."""

    def take(value: object, path: str, report: Report) -> tuple[object, ...] | None:
        if not isinstance(value, list) or len(value) < least:
            report("P603", path, f"应为列表，现为 {_told(value)}", "写成 [ … ]，至少一项。")
            return None
        taken = [item(entry, f"{path}[{index}]", report) for index, entry in enumerate(value)]
        return tuple(entry for entry in taken if entry is not None)

    return take


def by_word(item: Take) -> Take:
    """A table from words to values of one kind, as a tuple of pairs in their order."""

    def take(value: object, path: str, report: Report) -> tuple[tuple[str, object], ...] | None:
        if not isinstance(value, dict) or not value:
            report(
                "P603", path, f"应为表，现为 {_told(value)}", '写成 { "好" = 95, "较好" = 82 }。'
            )
            return None
        taken = [(word, item(each, f"{path}.{word}", report)) for word, each in value.items()]
        return tuple(pair for pair in taken if pair[1] is not None)

    return take


def free_table(value: object, path: str, report: Report) -> dict[str, object] | None:
    """A table whose keys somebody else checks."""
    if isinstance(value, dict):
        return value
    report("P603", path, f"应为表，现为 {_told(value)}", "写成 { 键 = 值 }。")
    return None


def table(keys: Keys) -> Take:
    """A table with exactly these keys, as a dict with the defaults filled in.

    None where a required key lacks or is faulty, so that no half rule gets into the book.
    """

    def take(value: object, path: str, report: Report) -> dict[str, object] | None:
        taken, whole_table = _taken(keys, value, path, report)
        return taken if whole_table else None

    return take


def partial_table(keys: Keys) -> Take:
    """As `table`, but what is sound of it stands, and what is not is as if it were not said.

    For the outermost table alone: its other faults are to be found in the same run.
    """

    def take(value: object, path: str, report: Report) -> dict[str, object] | None:
        return _taken(keys, value, path, report)[0]

    return take


def _taken(
    keys: Keys, value: object, path: str, report: Report
) -> tuple[dict[str, object] | None, bool]:
    """What is sound of a table, and whether all of it is."""
    if not isinstance(value, dict):
        report("P603", path, f"应为表，现为 {_told(value)}", "写成 { 键 = 值 } 或 [[ … ]]。")
        return None, False
    dot = f"{path}." if path else ""
    for key in value.keys() - keys.keys():
        report("P602", dot + key, f"不认识的键 {key}", _did_you_mean(key, keys))
    taken: dict[str, object] = {}
    whole_table = True
    for key, (inner, required, default) in keys.items():
        taken[key] = default
        if key in value:
            sound = inner(value[key], dot + key, report)
            taken[key] = default if sound is None else sound
            whole_table = whole_table and sound is not None
        elif required:
            report("P606", dot + key, f"缺少 {key}", "补上这个键。")
            whole_table = False
    return taken, whole_table


def _did_you_mean(key: str, keys: Keys) -> str:
    close = nearest(key, keys, 0.6)
    if close:
        return f"你是不是想写 {close}？"
    return f"删掉它；这里可写：{'、'.join(keys)}。"
