"""The papers of a year: verdicts, the quota of the best, each person's 登记表."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from pinshi_cli.forms.case import (
    Case,
    Paper,
    Papers,
    Value,
    Values,
    YearCase,
    number,
    of_person,
    said,
    score,
)
from pinshi_cli.forms.kinds import Kind
from pinshi_cli.forms.person_values import person_values, rewards_and_measures
from pinshi_cli.forms.unit_values import counted, unit_values
from pinshi_cli.grading.year_facts import ratings_of
from pinshi_cli.grading.year_unit import YearPerson
from pinshi_cli.model.number import plain
from pinshi_cli.model.register import SheetRow
from pinshi_cli.model.words import (
    ANNUAL_RATING,
    BARELY,
    BEST_OF_YEAR,
    CANDIDATE,
    COMPETENT,
    INCOMPETENT,
    OUT_OF_YEAR,
)

GRADES = (BEST_OF_YEAR, COMPETENT, BARELY, INCOMPETENT)
QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def year_papers(kind: Kind, case: YearCase, people: Sequence[YearPerson] = ()) -> Papers:
    """Every paper of an annual kind; of these people only, where any are given."""
    if kind.id != "annual-registration":
        return Papers.made(_OF_UNIT[kind.id](case))
    unit = year_values(case)
    rated = _rated(case)
    chosen = people or [each for each in case.year.people if each.verdict.verdict != OUT_OF_YEAR]
    return Papers(
        [of_person(each.person) for each in chosen],
        lambda index: {**unit, **_person(case, rated, chosen[index], index + 1)},
    )


def year_values(case: YearCase) -> Values:
    """The fields that every annual form has."""
    use = case.year.quota
    taking = [each for each in case.year.people if each.verdict.verdict != OUT_OF_YEAR]
    found = Counter(word_of(each) for each in taking)
    others = [word for word in found if word not in GRADES]
    rows: list[Value] = [{"等次": word, "人数": found[word]} for word in (*GRADES, *others)]
    return unit_values(case.latest) | {
        "年度": case.year.year,
        "应考核人数": use.base,
        "优秀名额": "" if use.limit is None else use.limit,
        "优秀比例": "" if use.share is None else f"{plain(use.share * 100)}%",
        "优秀人选数": use.eligible,
        "优秀人数": "" if use.given is None else use.given,
        "年度统计": rows,
        "年度合计": counted(rows),
    }


def word_of(each: YearPerson) -> str:
    """The annual grade, or the verdict that stands in its place."""
    return each.proposed or each.verdict.verdict


def _rated(case: YearCase) -> Case:
    """The quarter whose 年度测评 the annual scores are worked out from."""
    return next(
        (each for each in reversed(case.quarters) if ratings_of(each.register)), case.latest
    )


def _person(case: YearCase, rated: Case, each: YearPerson, place: int) -> Values:
    latest = case.latest
    who = each.person
    rating = next((row.values for row in rated.of(ANNUAL_RATING, who.id)), {})
    quarters = [word or "" for word in each.shown]
    told = [line for quarter in case.quarters for line in rewards_and_measures(quarter, who.id)]
    shown: Values = dict(zip(QUARTERS, quarters, strict=True))
    return {
        **person_values(latest, latest.outcomes[who.id], place),
        **shown,
        "各季等次": "；".join(
            f"{name} {word}" for name, word in zip(QUARTERS, quarters, strict=True) if word
        ),
        "好次数": quarters.count(latest.policy.grades[0]),
        "年度得分": score(each.score, latest.policy.year_decimals),
        "测评得分": _number(rating, "得分"),
        "培训学时": _number(rating, "培训学时"),
        "理论测试成绩": _number(rating, "理论测试成绩"),
        "培训情况": _training(rating),
        "年度结论": each.verdict.verdict,
        "年度等次": each.proposed or "",
        "年度名次": "" if each.rank is None else each.rank,
        "年度并列": "并列" if each.tied else "",
        "年度依据": "；".join(f"{reason.text}（{reason.rule}）" for reason in each.reasons),
        "年度未确定说明": ""
        if each.proposed
        else "；".join(reason.text for reason in each.verdict.reasons),
        "年度奖惩": "；".join(dict.fromkeys(told)),
        "年度小结": _summaries(case, who.id),
    }


def _number(rating: object, heading: str) -> Value:
    value = rating.get(heading) if isinstance(rating, dict) else None
    return number(value) if isinstance(value, Decimal) else ""


def _training(rating: object) -> str:
    """参加脱产培训情况, as far as 年度测评 tells it."""
    hours, test = _number(rating, "培训学时"), _number(rating, "理论测试成绩")
    told = [f"培训 {hours} 学时"] if hours != "" else []
    told += [f"理论测试 {test} 分"] if test != "" else []
    return "；".join(told)


def _summaries(case: YearCase, person: str) -> str:
    """The quarters' 个人小结, one below the other."""
    told = []
    for quarter in case.quarters:
        rows: list[SheetRow] = quarter.of("领导评鉴", person)
        found = [row.values["个人小结"] for row in rows if "个人小结" in row.values]
        if found:
            told.append(f"{quarter.register.quarter.chinese}：{said(found[-1])}")
    return "\n".join(told)


def _list(case: YearCase, people: Sequence[YearPerson]) -> list[Value]:
    rated = _rated(case)
    return [_person(case, rated, each, place) for place, each in enumerate(people, start=1)]


def _one(case: YearCase, people: Sequence[YearPerson], **more: Value) -> list[Paper]:
    return [Paper("", "", {**year_values(case), "人员": _list(case, people), **more})]


def _vote(case: YearCase) -> list[Paper]:
    """The candidates, in their order."""
    candidates = [each for each in case.year.people if each.verdict.verdict == CANDIDATE]
    candidates.sort(key=lambda each: each.rank or len(case.year.people))
    return _one(case, candidates) if candidates else []


def _quota(case: YearCase) -> list[Paper]:
    if case.year.quota.limit is None:
        return []
    departments: dict[str, list[YearPerson]] = {}
    for each in case.year.people:
        if each.verdict.verdict != OUT_OF_YEAR:
            departments.setdefault(each.person.department, []).append(each)
    rows: list[Value] = [
        {
            "序号": place,
            "部门": name,
            "人数": len(own),
            "人选数": sum(1 for each in own if each.verdict.verdict == CANDIDATE),
            "拟定优秀": sum(1 for each in own if each.proposed == BEST_OF_YEAR),
        }
        for place, (name, own) in enumerate(departments.items(), start=1)
    ]
    return _one(case, case.year.people, 部门名额=rows)


_OF_UNIT: dict[str, Callable[[YearCase], list[Paper]]] = {
    "annual-vote": _vote,
    "annual-quota": _quota,
    "annual-summary": lambda case: _one(case, case.year.people),
}
