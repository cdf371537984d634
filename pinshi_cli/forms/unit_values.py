"""What every form may say of the unit, the quarter and how the grades fell."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pinshi_cli.forms.case import Case, Value, Values, said
from pinshi_cli.grading.remarks import UNSETTLED, grade_word
from pinshi_cli.grading.unconfirmed import unconfirmed_line
from pinshi_cli.model.grade import GRADED, NOT_ASSESSED, STANDING_WORDS, Outcome
from pinshi_cli.model.number import fixed, plain

ITEMS = (
    "单位编码",
    "机关类别",
    "适用机关",
    "县区",
    "会议名称",
    "会议日期",
    "受理部门",
    "监督电话",
    "通讯地址",
    "邮政编码",
    "公示起始日期",
    "公示工作日",
    "落款日期",
    "填报人",
    "优秀比例批准文号",
)
"""The items of 基本信息 that forms print as they stand."""

SHORT = 16
"""So many characters of the ledger's hash stand on a form."""


def unit_values(case: Case) -> Values:
    """The fields that every form of the quarter has."""
    register, policy = case.register, case.policy
    quarter, outcomes = register.quarter, case.graded.outcomes
    assessed = case.assessed
    values: Values = {name: _item(register.unit.items.get(name)) for name in ITEMS}
    best = policy.grades[0]
    return values | {
        "单位名称": register.unit.name,
        "年度": quarter.year,
        "季度": quarter.number,
        "季度名称": quarter.chinese,
        "季度起": quarter.first,
        "季度止": quarter.last,
        "考核办法": policy.head.name,
        "办法文号": policy.head.source,
        "审定词": "审定" if case.adopted else "拟定",
        "拟定说明": "" if case.adopted else "会议尚未审定，以下等次均为拟定。",
        "参数说明": unconfirmed_line(register, policy) or "",
        "台账校验值": case.ledger,
        "台账末笔": _short(case.ledger),
        "总人数": len(outcomes),
        "参加人数": len(assessed),
        "确定人数": sum(1 for each in assessed if each.standing == GRADED),
        "不确定人数": sum(1 for each in assessed if each.standing != GRADED),
        "不参加人数": len(outcomes) - len(assessed),
        "最好等次": best,
        "最好人数": sum(1 for each in assessed if each.grade == best),
        "等次统计": counts(assessed, policy.grades),
        "等次合计": counted(counts(assessed, policy.grades)[: len(policy.grades)]),
        **_quota(case),
    }


def _short(head: str) -> str:
    """The ledger's head as a form has room for it: enough to be held against the ledger."""
    seq, colon, digest = head.partition(":")
    return f"{seq}{colon}{digest[:SHORT]}"


def _item(value: str | Decimal | date | int | None) -> Value:
    """An item; a whole number without its point."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return said(value)


def counts(assessed: Sequence[Outcome], grades: Sequence[str]) -> list[Value]:
    """How many have each grade, with their share of those assessed; then those without a grade."""
    found = Counter(grade_word(each) for each in assessed)
    words = [STANDING_WORDS[each] for each in STANDING_WORDS if each not in (GRADED, NOT_ASSESSED)]
    shown = [*grades, *(word for word in (UNSETTLED, *words) if found[word])]
    base = len(assessed)
    return [
        {
            "等次": word,
            "人数": found[word],
            "占比": f"{fixed(Fraction(100 * found[word], base), 1)}%" if base else "",
        }
        for word in shown
    ]


def counted(rows: Sequence[Value]) -> str:
    """好 2 人、较好 5 人: such rows in a line."""
    return "、".join(f"{row['等次']} {row['人数']} 人" for row in rows if isinstance(row, dict))


def _quota(case: Case) -> Values:
    use = case.graded.quota
    return {
        "名额": "" if use.limit is None else use.limit,
        "名额比例": "" if use.share is None else f"{plain(use.share * 100)}%",
        "达到人数": use.eligible,
        "名额分组": [
            {
                "分组": each.group,
                "参加人数": each.base,
                "名额": "" if each.limit is None else each.limit,
                "备注": "",
            }
            for each in case.graded.groups or (use,)
        ],
    }
