"""What forms may say of one person: the roster's columns, the grade, and what led to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pinshi_cli.forms.attendance import absences
from pinshi_cli.forms.case import Case, Value, Values, number, said, score
from pinshi_cli.grading.remarks import grade_word, remarks
from pinshi_cli.grading.score import counted
from pinshi_cli.model.grade import GRADED, Outcome
from pinshi_cli.model.number import fixed, plain
from pinshi_cli.model.register import Cell, SheetRow

ROSTER = (
    "性别",
    "政治面貌",
    "考核类别",
    "层级",
    "起始日期",
    "结束日期",
    "现工作单位",
    "从事或分管工作",
    "一线岗位",
    "中心工作",
    "急难险重",
    "备注",
)
"""Columns of 人员名册 that forms print as they stand."""

REVIEW = ("评鉴身份", "评鉴意见", "建议等次", "个性等次", "评鉴人", "评鉴日期")


class Opinions(NamedTuple):
    """What 领导评鉴 says of a person; of each thing the last row that says it."""

    summary: str
    secret: bool
    opinion: str
    proposed: str
    to_improve: str
    told_on: Value
    own: str
    rows: list[Value]


def person_values(case: Case, outcome: Outcome, place: int) -> Values:
    """Every field about a person; `place` is the running number on the list."""
    who = outcome.person
    opinions = opinions_of(case.of("领导评鉴", who.id))
    row = _roster(case, who.id)
    quarter = case.register.quarter
    values: Values = {name: said(row.get(name)) for name in ROSTER}
    return values | {
        "序号": place,
        "编号": who.id,
        "姓名": who.name,
        "出生年月": "" if who.birth is None else who.birth,
        "内设机构": who.department,
        "职务": who.post,
        "职级": who.rank,
        "职务职级": "、".join(filter(None, (who.post, who.rank))),
        "参加情况": who.attendance or "参加",
        **_grade(case, outcome),
        **_scores(case, outcome),
        **absences(case.of("考勤", who.id), who, quarter),
        "奖惩情况": "；".join(rewards_and_measures(case, who.id)),
        "个人小结": opinions.summary,
        "涉密": "是" if opinions.secret else "否",
        "评鉴意见": opinions.opinion,
        "建议等次": opinions.proposed,
        "改进要求": opinions.to_improve,
        "反馈日期": opinions.told_on,
        "本人意见": opinions.own,
        "评鉴": opinions.rows,
        "工作纪实": _rows(case.of("工作纪实", who.id), ("周期", "类别", "内容", "完成情况")),
        "月份": _months(case, who.id),
    }


def _roster(case: Case, person: str) -> Mapping[str, Cell]:
    return next((row.values for row in case.of("人员名册", person)), {})


def _grade(case: Case, outcome: Outcome) -> Values:
    graded = outcome.standing == GRADED
    why = remarks(outcome, case.policy, adopted=case.adopted)
    return {
        "等次": grade_word(outcome),
        "审定等次": (outcome.grade or "") if case.adopted else "",
        "初评等次": outcome.band or "",
        "拟定等次": outcome.proposed or "",
        "名次": "" if outcome.rank is None else outcome.rank,
        "并列": "并列" if outcome.tied else "",
        "分组": outcome.group,
        "说明": "；".join(why),
        "未确定说明": "" if graded else "；".join(why),
        "理由": [{"条款": each.rule, "说明": each.text} for each in outcome.reasons],
        "依据": "；".join(f"{each.text}（{each.rule}）" for each in outcome.reasons),
    }


def _scores(case: Case, outcome: Outcome) -> Values:
    decimals = case.policy.decimals
    reached = [
        (part, None if part.score is None else fixed(part.score, decimals))
        for part in outcome.parts
    ]
    parts: list[Value] = [
        {
            "名称": part.name,
            "权重": _share(part.weight),
            "得分": "" if points is None else Decimal(points),
        }
        for part, points in reached
    ]
    told = [f"{part.name} {points}" for part, points in reached if points is not None]
    groups: list[Value] = [
        {
            "主体": group.name,
            "权重": _share(group.weight),
            "票数": group.given or group.sheets,
            "得分": score(_of_hundred(part.full, group.points, group.sheets), decimals),
        }
        for part in outcome.parts
        for group in part.groups
        if not group.absent and group.sheets
    ]
    return {
        "总分": score(outcome.total, decimals),
        "加减分": number(outcome.adjustment) if outcome.adjustments else "",
        "分项": parts,
        "分项得分": "；".join(told),
        "测评": groups,
        "指标": _indicators(case, outcome),
        "加减项": _rows(
            case.of("加减分", outcome.person.id), ("类型", "类别", "事项", "分值", "依据")
        ),
    }


@lru_cache(maxsize=256)
def _share(weight: Fraction) -> str:
    return f"{plain(weight * 100)}%"


def _of_hundred(full: Fraction, points: Fraction, sheets: int) -> Fraction:
    return 100 * points / sheets / full


def _indicators(case: Case, outcome: Outcome) -> list[Value]:
    """Each indicator that applies to the person: its standard, its full mark, what counts of it."""
    register = case.register
    row = register.points.get(outcome.person.id)
    found: list[Value] = []
    for place, indicator in enumerate(register.indicators):
        if not indicator.applies_to(outcome.person):
            continue
        points = None if row is None else row.points[place]
        got: Value = "" if points is None else number(counted(indicator, points))
        level = "" if row is None or not row.levels else row.levels[place]
        found.append(
            {
                "指标": indicator.name,
                "维度": indicator.dimension,
                "性质": indicator.nature,
                "要素": case.standards.get(indicator.name, ""),
                "满分": number(indicator.full),
                "得分": got,
                "档次": level,
            }
        )
    return found


def opinions_of(rows: Sequence[SheetRow]) -> Opinions:
    """What the rows of 领导评鉴 about one person say."""

    def last(heading: str) -> Value:
        found = [row.values[heading] for row in rows if heading in row.values]
        return said(found[-1]) if found else ""

    return Opinions(
        str(last("个人小结")),
        any(row.values.get("涉密") == "是" for row in rows),
        str(last("评鉴意见")),
        str(last("建议等次")),
        str(last("改进要求")),
        last("反馈日期"),
        str(last("本人意见")),
        _rows([row for row in rows if "评鉴意见" in row.values], REVIEW),
    )


def _rows(rows: Sequence[SheetRow], headings: Sequence[str]) -> list[Value]:
    """Rows under these headings, as they stand."""
    return [{name: _cell(row.values.get(name)) for name in headings} for row in rows]


def _cell(value: Cell | None) -> Value:
    return number(value) if isinstance(value, Decimal) else said(value)


def rewards_and_measures(case: Case, person: str) -> list[str]:
    """奖励, 处分问责 and 负面清单 of a person, in words."""
    kinds = (
        ("奖励", ("日期", "种类", "事由", "文号")),
        ("处分问责", ("生效日期", "种类", "文号")),
        ("负面清单", ("认定日期", "情形", "认定机关")),
    )
    return [_in_words(row, headings) for sheet, headings in kinds for row in case.of(sheet, person)]


def _in_words(row: SheetRow, headings: Sequence[str]) -> str:
    words = []
    for name in headings:
        value = row.values.get(name)
        if isinstance(value, date):
            words.append(f"{value.year}年{value.month}月{value.day}日")
        elif value is not None:
            words.append(str(value))
    return " ".join(words)


def _months(case: Case, person: str) -> list[Value]:
    """The quarter's months with the grade of each: what was fixed, else what was proposed."""
    known = {each.month: each for each in case.register.months.get(person, ())}
    found: list[Value] = []
    for month in case.register.quarter.months:
        row = known.get(month)
        grade = "" if row is None else row.fixed or ""
        proposed = "" if row is None else row.proposed
        found.append({"月": f"{month}月", "建议等次": proposed, "审定等次": grade})
    return found
