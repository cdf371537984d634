"""The growth archives of invented people, with as many quarters as a test wants."""

from datetime import datetime

from pinshi_cli.forms.case import Values
from pinshi_cli.ledger.entry import CORRECT, RECORD, REVIEW_DECIDE, Head, Result, UnitName
from pinshi_cli.model.period import CHINA, Quarter
from pinshi_cli.workflow.ledger.archives import archive_values
from pinshi_cli.workflow.ledger.histories import PersonHistory, QuarterLived, Step
from tests.forms.cases import LONG_NAME

MEASURE = {"kind": "党内严重警告", "begin": "2025-02-01", "end": "2026-08-01"}
WORK = {"period": "2025-02", "content": "第五次经济普查入户登记", "state": "已完成"}


def archive_of(quarters: int) -> Values:
    """What the page of someone with so many quarters is filled in with; the long name for many."""
    name = LONG_NAME if quarters > 8 else "张三"
    names = ("张山", name) if quarters else (name,)
    lived = tuple(_quarter(name, number) for number in range(quarters))
    person = PersonHistory(UnitName("青禾区统计局", "3701"), "001", names, lived)
    return archive_values(person, Head(12 * quarters, "ab" * 32))


def _quarter(name: str, number: int) -> QuarterLived:
    quarter = Quarter(2020 + number // 4, number % 4 + 1)
    at = datetime(quarter.year, 3 * quarter.number, 20, 9, tzinfo=CHINA)
    steps = [Step(number + 1, RECORD, at, "陈经办", "审定较好")]
    if number % 5 == 4:
        steps.append(Step(number + 2, CORRECT, at, "陈经办", "较好，得分 80.00 → 81.50：录错"))
        steps.append(Step(number + 3, REVIEW_DECIDE, at, "陈经办", "较好 改为 好：漏计一项工作"))
    result = Result(
        "001",
        name,
        "综合业务与统计执法监督科",
        "一级主任科员",
        grade="较好",
        total="81.50",
        marks={"measures": [MEASURE]} if number % 7 == 6 else {},
        facts={"work": [WORK]} if number % 4 == 0 else {},
    )
    return QuarterLived(quarter, result, number + 1, number % 6 != 5, tuple(steps))
