"""The papers of each kind of form: whom they are about, and what they say."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pinshi_cli.forms.case import Case, Paper, Papers, Value, Values, of_person, said
from pinshi_cli.forms.kinds import BY_NAME, EITHER_REGISTRATION, KINDS, REGISTRATIONS, Kind
from pinshi_cli.forms.person_values import person_values
from pinshi_cli.forms.unit_values import counted, counts, unit_values
from pinshi_cli.model.grade import GRADED, NOT_ASSESSED, Outcome

OF_REVIEW = ("受理日期", "复核情况", "复核结论", "复核理由")
"""What the ledger knows of a review, and a register does not."""

WARNED = "告诫"
"""The kind of 处分问责 that a 告诫书 is about."""


def kind_called(word: str, case: Case) -> Kind | None:
    """The kind of that name or id; 登记表 is whichever of the two fits the register."""
    if word == EITHER_REGISTRATION:
        return registration_of(case)
    return BY_NAME.get(word) or next((kind for kind in KINDS if kind.id == word), None)


def registration_of(case: Case) -> Kind:
    """乙 where the register has 个人小结, else 甲."""
    return BY_NAME[REGISTRATIONS[1 if _summaries(case) else 0]]


def papers(
    kind: Kind,
    case: Case,
    people: Sequence[Outcome] = (),
    more: Mapping[str, Value] = MappingProxyType({}),
) -> Papers:
    """Every paper of a kind; of these people only, whoever they are, where any are given.

    `more` is what papers of people say that the register does not.
    """
    make = _OF_PERSON.get(kind.id)
    if make is None:
        return Papers.made(_OF_UNIT[kind.id](case))
    unit = unit_values(case)
    chosen = people or make(case)
    place = {each.person.id: n for n, each in enumerate(case.graded.outcomes, start=1)}

    def filled(index: int) -> Values:
        each = chosen[index]
        values = person_values(case, each, place[each.person.id])
        return {**unit, **values, **_more(kind, case, each), **more}

    return Papers([of_person(each.person) for each in chosen], filled)


# -- of a person ---------------------------------------------------------------------------


def _graded(case: Case) -> list[Outcome]:
    return [each for each in case.assessed if each.standing == GRADED]


def _lower(case: Case) -> list[Outcome]:
    """Those whose grade lies in the lower half of the ladder."""
    grades = case.policy.grades
    return [each for each in case.assessed if each.grade in grades[len(grades) // 2 :]]


def _lowest(case: Case) -> list[Outcome]:
    return [each for each in case.assessed if each.grade == case.policy.grades[-1]]


def _warned(case: Case) -> list[Outcome]:
    quarter = case.register.quarter
    found = {
        person
        for person, measures in case.register.measures.items()
        for each in measures
        if each.kind == WARNED and each.begin in quarter
    }
    return [each for each in case.graded.outcomes if each.person.id in found]


_OF_PERSON: dict[str, Callable[[Case], list[Outcome]]] = {
    "registration-a": lambda case: case.assessed,
    "registration-b": lambda case: case.assessed,
    "scores": lambda case: case.assessed,
    "feedback": lambda case: case.assessed,
    "warning": _warned,
    "review-request": _lowest,
    "review-decision": _lowest,
}


def _more(kind: Kind, case: Case, outcome: Outcome) -> Values:
    """What only one kind says of a person."""
    if kind.id == "review-decision":
        return dict.fromkeys(OF_REVIEW, "")
    if kind.id != "warning":
        return {}
    rows = case.of("处分问责", outcome.person.id)
    quarter = case.register.quarter
    own = [
        row
        for row in rows
        if row.values.get("种类") == WARNED and row.values.get("生效日期") in quarter
    ]
    last = own[-1].values if own else {}
    return {"告诫日期": said(last.get("生效日期")), "告诫文号": said(last.get("文号"))}


# -- of the unit ---------------------------------------------------------------------------


def _list(case: Case, outcomes: Sequence[Outcome]) -> list[Value]:
    return [person_values(case, each, place) for place, each in enumerate(outcomes, start=1)]


def _one(case: Case, outcomes: Sequence[Outcome], **more: Value) -> list[Paper]:
    """One paper for the unit, with a list of these people."""
    people = _list(case, outcomes)
    return [Paper("", "", {**unit_values(case), "人员": people, **more})]


def _summaries(case: Case) -> list[Outcome]:
    """Who takes part and has 个人小结."""
    return [
        each
        for each in case.assessed
        if any("个人小结" in row.values for row in case.of("领导评鉴", each.person.id))
    ]


def _negative(case: Case) -> list[Paper]:
    known = {each.person.id: each for each in case.graded.outcomes}
    rows = case.rows.get("负面清单", ())
    headings = ("类别", "情形", "认定机关", "认定日期", "处理等次", "说明")
    found: list[Value] = []
    for place, row in enumerate(rows, start=1):
        who = known[row.person].person
        found.append(
            {
                "序号": place,
                "编号": who.id,
                "姓名": who.name,
                "内设机构": who.department,
                "职务职级": "、".join(filter(None, (who.post, who.rank))),
                **{name: said(row.values.get(name)) for name in headings},
            }
        )
    return [Paper("", "", {**unit_values(case), "清单": found})] if found else []


def _departments(case: Case) -> list[Paper]:
    found: dict[str, list[Outcome]] = {}
    for each in case.assessed:
        found.setdefault(each.person.department, []).append(each)
    unit = unit_values(case)
    return [
        Paper(
            name,
            name or "未写内设机构",
            {
                **unit,
                "部门": name,
                "部门人数": len(own),
                "部门统计": counts(own, case.policy.grades),
                "部门合计": counted(counts(own, case.policy.grades)),
                "人员": _list(case, own),
            },
        )
        for name, own in found.items()
    ]


def in_order(case: Case) -> list[Outcome]:
    """Those graded, best first: by grade, then by place, then by total; equals in roster order."""
    grades = case.policy.grades

    def key(outcome: Outcome) -> tuple[int, str, int]:
        reached = outcome.capped or outcome.band or grades[-1]
        place = len(case.graded.outcomes) if outcome.rank is None else outcome.rank
        return grades.index(reached), outcome.group, place

    graded = sorted(_graded(case), key=lambda each: each.exact or 0, reverse=True)
    return sorted(graded, key=key)


def _meeting(case: Case) -> list[Paper]:
    best = case.policy.grades[0]
    ordered = in_order(case)
    candidates = [each for each in ordered if each.capped == best]
    rest = [each for each in ordered if each.capped != best]
    without = [each for each in case.assessed if each.standing != GRADED]
    away = [each for each in case.graded.outcomes if each.standing == NOT_ASSESSED]
    held = [each for each in ordered if each.ceiling is not None]
    return _one(
        case,
        ordered,
        人选=_list(case, candidates),
        其余=_list(case, rest),
        并列人员=_list(case, [each for each in candidates if each.tied]),
        受处理人员=_list(case, held),
        不确定人员=_list(case, without),
        不参加人员=_list(case, away),
    )


def _by_grade(case: Case) -> list[Value]:
    """Each grade that anybody has, with its people in order; then those without one."""
    ordered = in_order(case)
    groups: list[Value] = []
    for grade in case.policy.grades:
        own = [each for each in ordered if each.grade == grade]
        if own:
            groups.append(_group(case, grade, own))
    without = [each for each in case.assessed if each.grade is None]
    if without:
        groups.append(_group(case, "不确定等次", without))
    return groups


def _group(case: Case, word: str, own: Sequence[Outcome]) -> Value:
    names: list[Value] = [each.person.name for each in own]
    return {"等次": word, "人数": len(own), "名单": names, "人员": _list(case, own)}


def _lower_list(case: Case) -> list[Paper]:
    lower = _lower(case)
    return _one(case, lower) if lower else []


def _quota_notice(case: Case) -> list[Paper]:
    return [] if case.graded.quota.limit is None else _one(case, case.assessed)


_OF_UNIT: dict[str, Callable[[Case], list[Paper]]] = {
    "negative": _negative,
    "roster": lambda case: _one(case, case.graded.outcomes),
    "composite": lambda case: _one(case, case.assessed),
    "department": _departments,
    "quota": _quota_notice,
    "talks": _lower_list,
    "meeting": _meeting,
    "approval": lambda case: _one(case, case.assessed, 分等次=_by_grade(case)),
    "filing-form": lambda case: _one(case, case.assessed),
    "filing-report": lambda case: _one(case, case.assessed, 分等次=_by_grade(case)),
}
