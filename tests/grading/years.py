"""Years in short: letters for what four quarters show, measures, the verdict that comes out."""

from datetime import date

from pinshi_cli.grading.year import verdict_of
from pinshi_cli.grading.year_ends import YearFacts
from pinshi_cli.grading.year_open import Verdict
from pinshi_cli.model.diagnostic import Place
from pinshi_cli.model.register import Measure
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import book_for

ZD = book_for("zhangdian", date(2026, 12, 31))
NOTHING = YearFacts(2026)
_GRADES = {"好": "好", "较": "较好", "般": "一般", "差": "较差", "无": "不确定等次", "册": "未在册"}
_SHOWN: dict[str, str | None] = {
    **_GRADES,
    "定": "待定",
    "外": "在外",
    "不": "不参加",
    "缺": None,
}


def shown(letters: str) -> tuple[str | None, ...]:
    """`好好较缺` as four quarters."""
    return tuple(_SHOWN[letter] for letter in letters)


def measure(kind: str, begin: date, end: date | None = None) -> Measure:
    return Measure("001", kind, begin, end, None, Place(), Place())


def year(letters: str, *measures: Measure, policy: Policy = ZD, **facts: object) -> Verdict:
    known = YearFacts(2026, measures)._replace(**facts)  # type: ignore[arg-type]
    return verdict_of(shown(letters), known, policy)


def rules(verdict: Verdict) -> list[str]:
    return [reason.rule for reason in verdict.reasons if reason.rule]
