"""Notices of registers made in memory, and golden files of what people see."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pinshi_cli.forms.notice import Notice, OrderOf, Wish, notice_of
from pinshi_cli.forms.notice_obstacles import obstacles
from pinshi_cli.forms.notice_terms import Contact, Term
from pinshi_cli.model.workdays import Calendar, Year
from pinshi_cli.sheets.cells import Value
from tests.builders import Cells, Result, Rows, grade, table, unit

GOLDEN = Path(__file__).parent / "golden"

PLAIN = Wish()

MET: Cells = {"会议日期": "2026-04-10", "会议名称": "局党组会议"}

TERM = Term(date(2026, 4, 13), date(2026, 4, 17), 5, date(2026, 4, 13))
CONTACT = Contact("青禾区统计局办公室", "0533-5550123", "青禾区人民路 1 号", "255000")

PEOPLE: Mapping[str, Cells] = {
    "001": {"内设机构": "办公室", "职务": "主任"},
    "002": {"内设机构": "办公室", "职务": "科员"},
    "003": {"内设机构": "综合科", "职级": "一级科员"},
    "004": {"内设机构": "综合科", "职务": "科长"},
    "005": {"内设机构": "综合科", "职务": "科员", "参加情况": "退休"},
    "006": {"职务": "副科长"},
}
TOTALS = (92, 91, 80, 78, 85, 65)
"""Five take part: two places of 好."""


def unit_of_six(
    items: Cells = MET,
    sheets: Mapping[str, Rows | None] | None = None,
    totals: Sequence[object] = TOTALS,
    people: Mapping[str, Cells] = PEOPLE,
) -> Result:
    return grade(unit(totals, people=people, items=items, sheets=sheets))


def noticed(result: Result, wish: Wish = PLAIN, key: OrderOf = None) -> Notice:
    made = (result.register, result.policy, result.graded)
    return notice_of(*made, wish, (TERM, CONTACT), key)


def barred(result: Result, wish: Wish = PLAIN) -> list[tuple[str, str]]:
    """(code, message) of what stands in the way."""
    found = obstacles(result.register, result.policy, result.graded, result.diagnostics, wish)
    return [(each.code, each.message) for each in found]


def measure(person: str, name: str, kind: str, day: Value = "2026-02-01") -> Rows:
    return table("编号 姓名 种类 生效日期", (person, name, kind, day))


WEEKENDS = Calendar({2026: Year()})
"""A calendar without holidays, of 2026 alone."""


def golden(name: str) -> list[str]:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
