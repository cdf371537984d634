"""Days of leave and absence of a person in the quarter, by 考勤 and the roster."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from pinshi_cli.forms.case import Values, number
from pinshi_cli.model.number import ZERO
from pinshi_cli.model.period import Quarter, Span, days_covered
from pinshi_cli.model.register import Person, SheetRow

LEAVES = ("病假", "事假", "旷工")
LATE = ("迟到", "早退")


def absences(rows: Sequence[SheetRow], person: Person, quarter: Quarter) -> Values:
    """病假天数, 事假天数, 旷工天数, 请假天数 and 迟到早退次数; 0 where none is written down."""
    days = {word: _days(rows, word, person, quarter) for word in LEAVES}
    late = sum(1 for row in rows if row.values.get("类别") in LATE)
    return {
        **{f"{word}天数": number(value) for word, value in days.items()},
        "请假天数": number(days["病假"] + days["事假"]),
        "迟到早退次数": late,
    }


def _days(rows: Sequence[SheetRow], word: str, person: Person, quarter: Quarter) -> Fraction:
    """Days of one kind within the quarter; a day counts once. Rows without dates: their 天数."""
    spans: list[Span] = []
    undated = ZERO
    if person.attendance == word and person.begin is not None:
        spans.append(Span(person.begin, person.end or max(quarter.last, person.begin)))
    for row in rows:
        if row.values.get("类别") != word:
            continue
        begin, days = row.values.get("起始日期"), row.values.get("天数")
        if isinstance(begin, date):
            spans.append(_span(begin, row.values.get("结束日期"), days, quarter))
        elif isinstance(days, Decimal):
            undated += Fraction(days)
    return days_covered(spans, quarter) + undated if spans else undated


def _span(begin: date, end: object, days: object, quarter: Quarter) -> Span:
    """From the first day to 结束日期; without one for so many 天数, else to the quarter's end."""
    if isinstance(end, date):
        return Span(begin, end)
    if not isinstance(days, Decimal):
        return Span(begin, max(quarter.last, begin))
    part = Fraction(days % 1) or Fraction(1)
    more = min(ceil(days) - 1, (date.max - begin).days)
    return Span(begin, begin + timedelta(days=more), part)
