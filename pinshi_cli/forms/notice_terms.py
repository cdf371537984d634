"""How long a notice hangs, and to whom one turns: what 基本信息 says, or the command."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pinshi_cli.forms.working_days import how_to_add
from pinshi_cli.model.diagnostic import Diagnostic, Place, Severity
from pinshi_cli.model.register import Cell
from pinshi_cli.model.workdays import Calendar, UnknownYear
from pinshi_cli.model.workdays import term as working_days

UNIT_SHEET = "基本信息"
START, DAYS, SIGNED = "公示起始日期", "公示工作日", "落款日期"
ASKED = ("受理部门", "监督电话", "通讯地址", "邮政编码")


class Contact(NamedTuple):
    """Who takes objections; what is empty is left for the pen."""

    office: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""


class Term(NamedTuple):
    """From when to when (both counted), in working days; None where nobody said. And the date."""

    first: date | None = None
    last: date | None = None
    days: int = 0
    signed: date | None = None

    @property
    def said(self) -> str:
        """The term in words; blanks for the pen where it is open."""
        if self.first is None or self.last is None:
            return "　　年　　月　　日至　　年　　月　　日"
        return f"{chinese(self.first)}至{chinese(self.last)}（{self.days}个工作日）"


def chinese(day: date) -> str:
    """2026年4月13日."""
    return f"{day.year}年{day.month}月{day.day}日"


def contact_of(items: Mapping[str, Cell], file: str) -> tuple[Contact, list[Diagnostic]]:
    """受理部门 and the rest, and one warning that names what lacks."""
    said = tuple(str(items.get(name, "")).strip() for name in ASKED)
    lacking = [name for name, value in zip(ASKED, said, strict=True) if not value]
    if not lacking:
        return Contact(*said), []
    message = f"公示里{'、'.join(lacking)}空着"
    hint = f"在“{UNIT_SHEET}”填写后重做；或打印后手写。"
    at = Place(file, UNIT_SHEET)
    return Contact(*said), [Diagnostic("T947", Severity.WARNING, message, at, hint)]


def term_of(
    items: Mapping[str, Cell],
    start: date | None,
    days: int | None,
    calendar: Calendar,
    file: str,
    *,
    draft: bool,
) -> tuple[Term, list[Diagnostic]]:
    """The term: what the command says goes before 基本信息. A draft may leave it open."""
    at = Place(file, UNIT_SHEET)
    signed = _day(items.get(SIGNED))
    first = start or _day(items.get(START))
    count = days if days is not None else _whole(items.get(DAYS))
    if first is None or (count is None and DAYS not in items):
        if draft:
            return Term(signed=signed), []
        lacking = [name for name, gone in ((START, first is None), (DAYS, count is None)) if gone]
        message = f"公示期定不下来：{'、'.join(lacking)}没有填写"
        hint = f"在“{UNIT_SHEET}”填写，或写 --start 2026-04-13 --days 5 这样的选项。"
        return Term(), [Diagnostic("T945", Severity.ERROR, message, at, hint)]
    if count is None or not 1 <= count <= MOST_DAYS:
        given = items.get(DAYS) if days is None else days
        message = f"公示工作日“{given}”不是 1 到 {MOST_DAYS} 的整数"
        return Term(), [
            Diagnostic("T945", Severity.ERROR, message, at, "填写工作日的天数，例如 5。")
        ]
    try:
        begin, end = working_days(calendar, first, count)
    except UnknownYear as unknown:
        message = f"公示期定不下来：{unknown}"
        hint = how_to_add(unknown.year)
        return Term(), [Diagnostic("T945", Severity.ERROR, message, at, hint)]
    term = Term(begin, end, count, signed or begin)
    return term, _doubts(term, first, at)


MOST_DAYS = 60


def _doubts(term: Term, start: date, at: Place) -> list[Diagnostic]:
    """Days that stand in no order that a reader would expect."""
    said = []
    if term.first is not None and term.first != start:
        said.append(
            (
                f"公示起始日期{chinese(start)}不是工作日，公示期从{chinese(term.first)}起算",
                "确认公示从哪天开始。",
            )
        )
    if term.signed is not None and term.first is not None and term.signed > term.first:
        said.append(
            (
                f"落款日期{chinese(term.signed)}晚于公示起始日期{chinese(term.first)}",
                "核对两个日期。",
            )
        )
    return [Diagnostic("T946", Severity.WARNING, what, at, hint) for what, hint in said]


def _day(value: Cell | None) -> date | None:
    return value if isinstance(value, date) else None


def _whole(value: Cell | None) -> int | None:
    if isinstance(value, Decimal) and value == value.to_integral_value() and value < 10_000:
        return int(value)
    return value if isinstance(value, int) else None
