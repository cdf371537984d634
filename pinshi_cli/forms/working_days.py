"""The calendar of working days: the years of `chinesecalendar`, and of the unit's own file."""

import re
import tomllib
from datetime import date, datetime
from functools import cache

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity
from pinshi_cli.model.workdays import ONE_DAY, Calendar, Year, year_of

OFF, WORKED, BASIS = "休息日", "调休上班日", "依据"
FILE_NAME = "节假日.toml"
EXAMPLE = (
    f'[2027]\n"{BASIS}" = "国办发明电〔2026〕7号"\n'
    f'"{OFF}" = [2027-01-01, [2027-02-05, 2027-02-11]]\n"{WORKED}" = [2027-01-30]'
)
"""How a year is written in the unit's file (the dates are only an example)."""
_PAIR, _SATURDAY = 2, 5
_WRITTEN = (
    f'写法：[2027] 一行，下面 "{OFF}" = [2027-01-01, 2027-02-05]、"{WORKED}" = [2027-01-30]'
    " 各一行，名称要有英文引号，日期不要引号。"
)
_LINE = re.compile(r"at line (\d+)")


@cache
def announced() -> Calendar:
    """The years that the package knows."""
    from chinese_calendar.constants import holidays, workdays

    years = range(min(holidays).year, max(holidays).year + 1)
    return Calendar(
        {
            year: year_of(
                (day for day in holidays if day.year == year),
                (day for day in workdays if day.year == year),
            )
            for year in years
        }
    )


def calendar_of(name: str, data: bytes) -> Calendar:
    """The years of a unit's own file. Raises `Refusal` with every fault in it."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        where = _LINE.search(str(fault))
        message = f"“{name}”读不懂" + (f"：第 {where[1]} 行写得不对" if where else "")
        raise Refusal(Diagnostic("T962", Severity.ERROR, message, Place(name), _WRITTEN)) from fault
    faults: list[Diagnostic] = []
    years = {key: _year(name, key, table, faults) for key, table in tables.items()}
    if not years:
        faults.append(_fault(name, "", f"“{name}”里没有哪一年的安排"))
    if faults:
        raise Refusal(*faults)
    return Calendar({int(key): year for key, year in years.items()})


def how_to_add(year: int) -> str:
    """The way out where a year is not known."""
    return (
        f"{year}年的放假安排公布后更新本工具；或在登记簿旁建文件“{FILE_NAME}”，"
        f"照国务院办公厅通知写明{year}年的{OFF}和{WORKED}。"
    )


def _year(name: str, key: str, table: object, faults: list[Diagnostic]) -> Year:
    before = len(faults)
    if not (key.isascii() and key.isdigit() and len(key) == len("2027")):
        faults.append(_fault(name, key, f"“{key}”不是年份"))
    elif not isinstance(table, dict):
        faults.append(_fault(name, key, f"{key}年应当写成 [{key}] 一节"))
    else:
        unknown = [word for word in table if word not in {OFF, WORKED, BASIS}]
        faults.extend(_fault(name, f"{key}.{w}", f"{key}年多出“{w}”一项") for w in unknown)
    if len(faults) > before or not isinstance(table, dict):
        return Year()
    off = _days(name, key, OFF, table, faults)
    worked = _days(name, key, WORKED, table, faults)
    said = [f"{day}又休息又上班" for day in sorted(off & worked)]
    said += [
        f"{day}本来就是工作日，不是调休" for day in sorted(worked) if day.weekday() < _SATURDAY
    ]
    if not off and len(faults) == before:
        said.append(f"{key}年没有{OFF}")
    faults.extend(_fault(name, key, message) for message in said)
    return year_of(off, worked)


def _days(
    name: str, key: str, word: str, table: dict[str, object], faults: list[Diagnostic]
) -> set[date]:
    """The days under one word: a date, or a pair of the first and the last."""
    listed = table.get(word, [])
    days: set[date] = set()
    for item in listed if isinstance(listed, list) else [listed]:
        ends = item if isinstance(item, list) and len(item) == _PAIR else [item]
        first, last = _date(ends[0]), _date(ends[-1])
        if first is None or last is None:
            faults.append(_fault(name, f"{key}.{word}", f"{key}年{word}里“{item}”不是日期"))
        elif first > last or {str(first.year), str(last.year)} != {key}:
            said = "至".join(str(end) for end in ends)
            message = f"{key}年{word}里“{said}”不在这一年，或先后颠倒"
            faults.append(_fault(name, f"{key}.{word}", message))
        else:
            days.update(first + ONE_DAY * at for at in range((last - first).days + 1))
    return days


def _date(value: object) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _fault(name: str, key: str, message: str) -> Diagnostic:
    hint = f"打开“{name}”改正。{_WRITTEN}"
    return Diagnostic("T963", Severity.ERROR, message, Place(name, key=key), hint)
