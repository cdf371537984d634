"""Invented entries: each says in its head how many people it has, and counts on from before."""

from collections.abc import Sequence
from datetime import datetime

from pinshi_cli.ledger.entry import RECORD, Facts, NewEntry, Result, UnitName
from pinshi_cli.model.period import CHINA, Quarter

AT = datetime(2026, 4, 10, 9, 30, tzinfo=CHINA)
QUARTER = Quarter(2026, 1)
GRADES = ("好", "较好", "一般", "较差")
_FACTS: Facts = {
    "parts": [{"name": "季度考核", "weight": "0.7", "score": "92.00"}],
    "reasons": ["总分 91.35，达到“好”的分数线"],
}


def unit(number: int) -> UnitName:
    return UnitName(f"青禾区第{number}局", f"37{number:06d}")


def people(count: int, shift: int = 0) -> tuple[Result, ...]:
    return tuple(
        Result(
            f"{number:03d}",
            f"周{number}",
            "办公室",
            "科员",
            "参加",
            shown=GRADES[(number + shift) % 4],
            grade=GRADES[(number + shift) % 4],
            total=f"{60 + (number * 7 + shift) % 40}.50",
            marks={"leave": "2"} if number % 4 == 0 else {},
            facts=_FACTS,
        )
        for number in range(1, count + 1)
    )


def paper(
    number: int,
    kind: str = RECORD,
    follows: int = 0,
    *,
    quarter: Quarter = QUARTER,
    results: Sequence[Result] | None = None,
    count: int = 1,
) -> NewEntry:
    """An entry of unit `number`; `count` says the how-manieth of its quarter it is."""
    if results is None:
        results = people(3 + number % 10, count)
    head = {"people": len(results), "count": count}
    return NewEntry(kind, AT, "钱有为", unit(number), quarter, head, results, follows)
