"""What forms say: every field from a column of the register or from the result."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import pytest

from pinshi_cli.forms.case import Case, Paper, Value
from pinshi_cli.forms.fields import Fields, fields_of
from pinshi_cli.forms.kinds import BY_NAME, KINDS, Kind
from pinshi_cli.forms.papers import kind_called, papers, registration_of
from pinshi_cli.forms.year_papers import year_papers
from tests.builders import Cells, Sheets, table, unit
from tests.forms.cases import case_of, sample_case, sample_year

QUARTERLY = [kind for kind in KINDS if not kind.annual and not kind.made_by]
ANNUAL = [kind for kind in KINDS if kind.annual]
WARNED = table(
    "编号 姓名 种类 生效日期 文号", ("001", "张三", "告诫", date(2026, 2, 3), "青告〔2026〕1号")
)
NEGATIVE = table(
    "编号 姓名 情形 认定日期 处理等次", ("002", "李四", "迟报", date(2026, 2, 3), "一般")
)


def small(
    *totals: float,
    people: Mapping[str, Cells] | None = None,
    items: Cells | None = None,
    **sheets: object,
) -> Case:
    more: Sheets = sheets  # type: ignore[assignment]
    return case_of(unit(totals, people=people, items=items, sheets=more))


def of(name: str, case: Case, person: str = "001") -> Mapping[str, Value]:
    return next(each for each in papers(BY_NAME[name], case) if each.subject == person).values


def unit_paper(name: str, case: Case) -> Mapping[str, Value]:
    (paper,) = papers(BY_NAME[name], case)
    return paper.values


def names(listed: Value) -> list[Value]:
    assert isinstance(listed, list)
    return [each["姓名"] for each in listed if isinstance(each, dict)]


def keys_of(values: Mapping[str, Value]) -> Fields:
    """The names that values have, down to the rows of their lists."""
    return {name: _below(value) for name, value in values.items()}


def _below(value: Value) -> Fields | None:
    if not isinstance(value, list):
        return None
    found: dict[str, Fields | None] = {}
    for each in value:
        if isinstance(each, dict):
            for name, below in keys_of(each).items():
                found[name] = below if not found.get(name) else found[name]
    return found


def differing(known: Fields, real: Fields, path: str = "") -> Iterator[str]:
    """Where two shapes differ; a list that is empty says nothing of its rows."""
    for name in known.keys() ^ real.keys():
        yield f"{path}{name}"
    for name in known.keys() & real.keys():
        below, found = known[name], real[name]
        if (below is None) != (found is None):
            yield f"{path}{name}"
        elif below is not None and found:
            yield from differing(below, found, f"{path}{name}.")


@pytest.mark.parametrize("kind", [*QUARTERLY, *ANNUAL], ids=lambda kind: kind.id)
def test_the_fields_that_a_template_may_use_are_those_that_the_values_have(kind: Kind) -> None:
    made: list[Paper] = []
    if kind.annual:
        made = list(year_papers(kind, sample_year()))
    else:
        made = [*papers(kind, sample_case()), *papers(kind, sample_case("jingning/quarter.xlsx"))]
        made += papers(kind, small(95, 80, 处分问责=WARNED))
    assert made
    for paper in made:
        assert list(differing(fields_of(kind), keys_of(paper.values))) == []


def flat(value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        for each in value.values():
            yield from flat(each)
    elif isinstance(value, list):
        for each in value:
            yield from flat(each)
    else:
        yield value


@pytest.mark.parametrize("kind", QUARTERLY, ids=lambda kind: kind.id)
def test_values_are_plain_data_and_nothing_is_none(kind: Kind) -> None:
    for paper in papers(kind, sample_case()):
        for value in flat(dict(paper.values)):
            assert type(value) in (str, int, Decimal, date)


def test_every_kind_has_a_name_of_its_own_and_says_when_it_is_made() -> None:
    assert len(BY_NAME) == len(KINDS) == len({kind.id for kind in KINDS})
    assert all(kind.when and kind.folder and kind.title for kind in KINDS)


def test_the_roster_s_columns_stand_on_the_form() -> None:
    row = {"性别": "女", "出生年月": "1990.05", "政治面貌": "群众", "内设机构": "办公室"}
    case = small(80, people={"001": {**row, "职务": "科员", "职级": "一级科员"}})
    values = of("登记表甲", case)
    assert {name: values[name] for name in ("性别", "政治面貌", "内设机构")} == {
        "性别": "女",
        "政治面貌": "群众",
        "内设机构": "办公室",
    }
    assert values["出生年月"] == date(1990, 5, 1)
    assert values["职务职级"] == "科员、一级科员"


def test_what_no_cell_says_is_empty() -> None:
    values = of("登记表甲", small(80))
    for name in ("性别", "政治面貌", "出生年月", "个人小结", "评鉴意见", "改进要求", "奖惩情况"):
        assert values[name] == ""


def test_total_and_grade_are_those_of_the_result() -> None:
    case = small(95, 80, items={"会议日期": date(2026, 4, 3)})
    for person in ("001", "002"):
        values = of("登记表甲", case, person)
        outcome = next(each for each in case.graded.outcomes if each.person.id == person)
        assert values["总分"] == Decimal(str(float(outcome.total or 0)))
        assert values["等次"] == values["审定等次"] == outcome.grade


def test_no_grade_is_called_fixed_before_the_meeting_has_met() -> None:
    values = of("登记表甲", small(80))
    assert (values["等次"], values["审定等次"], values["审定词"]) == ("较好", "", "拟定")
    assert values["拟定说明"] == "会议尚未审定，以下等次均为拟定。"


def test_who_gets_no_grade_is_on_the_form_with_the_reason() -> None:
    measure = table("编号 姓名 种类 生效日期", ("001", "张三", "记过", date(2026, 1, 5)))
    values = of("登记表甲", small(95, 80, 处分问责=measure))
    assert values["等次"] == "不确定等次"
    assert "记过" in str(values["未确定说明"])


def test_days_of_absence_count_once_and_within_the_quarter() -> None:
    rows = table(
        "编号 姓名 类别 起始日期 结束日期 天数",
        ("001", "张三", "事假", date(2026, 3, 30), date(2026, 4, 10), None),
        ("001", "张三", "事假", date(2026, 3, 31), date(2026, 3, 31), None),
        ("001", "张三", "病假", date(2026, 2, 2), None, 1.5),
        ("001", "张三", "迟到", date(2026, 2, 9), date(2026, 2, 9), None),
        ("001", "张三", "早退", date(2026, 2, 10), date(2026, 2, 10), None),
    )
    values = of("登记表乙", small(80, 考勤=rows))
    assert values["事假天数"] == 2
    assert values["病假天数"] == Decimal("1.5")
    assert values["请假天数"] == Decimal("3.5")
    assert (values["旷工天数"], values["迟到早退次数"]) == (0, 2)


def test_the_form_with_a_summary_is_for_registers_that_have_summaries() -> None:
    assert registration_of(small(80)).name == "登记表甲"
    rows = table("编号 姓名 个人小结", ("001", "张三", "完成统计月报。"))
    case = small(80, 领导评鉴=rows)
    assert registration_of(case).name == "登记表乙"
    assert kind_called("登记表", case) is registration_of(case)
    assert of("登记表乙", case)["个人小结"] == "完成统计月报。"


def test_feedback_has_what_to_improve() -> None:
    rows = table(
        "编号 姓名 评鉴身份 评鉴意见 改进要求 反馈日期",
        ("001", "张三", "分管领导", "进度落后", "按周报进度", date(2026, 4, 7)),
    )
    values = of("反馈表", small(65, 领导评鉴=rows))
    assert values["评鉴意见"] == "进度落后"
    assert values["改进要求"] == "按周报进度"
    assert values["反馈日期"] == date(2026, 4, 7)


def test_a_warning_is_for_whom_the_register_says_that_one_was_given_in_the_quarter() -> None:
    earlier = (("002", "李四", "告诫", date(2025, 12, 3), ""),)
    case = small(95, 80, 处分问责=[*WARNED, *earlier])
    (paper,) = papers(BY_NAME["告诫书"], case)
    assert paper.subject == "001"
    assert paper.values["告诫日期"] == date(2026, 2, 3)
    assert paper.values["告诫文号"] == "青告〔2026〕1号"


def test_talks_are_with_those_in_the_lower_half_of_the_ladder() -> None:
    case = small(95, 80, 65, 40)
    assert names(unit_paper("谈话提醒名单", case)["人员"]) == ["王五", "赵六"]
    assert not papers(BY_NAME["谈话提醒名单"], small(95, 80))


def test_review_forms_are_for_the_lowest_grade_and_for_whom_one_names() -> None:
    case = small(95, 40)
    kind = BY_NAME["复核申请表"]
    assert [each.subject for each in papers(kind, case)] == ["002"]
    assert [each.subject for each in papers(kind, case, [case.graded.outcomes[0]])] == ["001"]


def test_the_negative_list_has_each_row_and_is_not_made_without_any() -> None:
    values = unit_paper("负面清单", small(95, 80, 负面清单=NEGATIVE))
    (row,) = values["清单"] if isinstance(values["清单"], list) else []
    assert isinstance(row, dict)
    assert (row["姓名"], row["情形"], row["处理等次"]) == ("李四", "迟报", "一般")
    assert not papers(BY_NAME["负面清单"], small(80))


def test_each_department_has_its_own_summary() -> None:
    people = {
        "001": {"内设机构": "办公室"},
        "002": {"内设机构": "普查科"},
        "003": {"内设机构": "办公室"},
    }
    made = papers(BY_NAME["结果汇总表"], small(95, 80, 65, people=people))
    assert [each.subject for each in made] == ["办公室", "普查科"]
    assert names(made[0].values["人员"]) == ["张三", "王五"]
    assert made[0].values["部门人数"] == 2


def test_the_meeting_sees_candidates_in_order_ties_measures_and_the_rest() -> None:
    measure = table("编号 姓名 种类 生效日期", ("004", "赵六", "警告", date(2026, 1, 5)))
    case = small(92, 95, 92, 93, 80, 处分问责=measure)
    values = unit_paper("会议材料", case)
    assert names(values["人选"]) == ["李四", "张三", "王五"]
    assert names(values["并列人员"]) == ["张三", "王五"]
    assert names(values["受处理人员"]) == ["赵六"]
    assert names(values["其余"]) == ["孙七", "赵六"]
    assert all(each["审定等次"] == "" for each in values["人员"] if isinstance(each, dict))  # type: ignore[union-attr]


def test_the_request_lists_everybody_by_grade() -> None:
    values = unit_paper("请示", small(95, 80, 80, 65))
    groups = values["分等次"]
    assert isinstance(groups, list)
    told = [(g["等次"], g["人数"], g["名单"]) for g in groups if isinstance(g, dict)]
    assert told == [
        ("好", 1, ["张三"]),
        ("较好", 2, ["李四", "王五"]),
        ("一般", 1, ["赵六"]),
    ]


def test_counts_and_shares_are_of_those_who_take_part() -> None:
    case = small(95, 80, 80, people={"003": {"参加情况": "退休"}})
    values = unit_paper("备案表", case)
    assert (values["总人数"], values["参加人数"], values["不参加人数"]) == (3, 2, 1)
    assert values["等次统计"] == [
        {"等次": "好", "人数": 0, "占比": "0.0%"},
        {"等次": "较好", "人数": 2, "占比": "100.0%"},
        {"等次": "一般", "人数": 0, "占比": "0.0%"},
        {"等次": "较差", "人数": 0, "占比": "0.0%"},
    ]
    assert values["等次合计"] == "好 0 人、较好 2 人、一般 0 人、较差 0 人"


def test_a_department_counts_its_own() -> None:
    case = small(95, 80, 70, people={"001": {"内设机构": "办公室"}})
    told = [paper.values["部门合计"] for paper in papers(BY_NAME["结果汇总表"], case)]
    assert told == [
        "好 1 人、较好 0 人、一般 0 人、较差 0 人",
        "好 0 人、较好 1 人、一般 1 人、较差 0 人",
    ]


def test_an_identity_number_never_reaches_a_form() -> None:
    number = "11010519491231002X"
    rows = table("编号 姓名 个人小结 评鉴意见", ("001", "张三", f"小结 {number}", f"{number}"))
    people = {"001": {"备注": f"证号{number}"}}
    case = small(80, people=people, 领导评鉴=rows)
    for kind in QUARTERLY:
        for paper in papers(kind, case):
            assert not any(number in str(value) for value in flat(dict(paper.values)))


def test_the_year_s_forms_follow_its_verdicts() -> None:
    case = sample_year()
    by_id = {each.person.id: each for each in case.year.people}
    made = year_papers(BY_NAME["年度登记表"], case)
    assert len(made) == 8
    for paper in made:
        assert paper.values["年度等次"] == (by_id[paper.subject].proposed or "")
    (vote,) = year_papers(BY_NAME["优秀评议表"], case)
    ranks = [each["年度名次"] for each in vote.values["人员"] if isinstance(each, dict)]  # type: ignore[union-attr]
    assert ranks == sorted(ranks)  # type: ignore[type-var]
    assert vote.values["优秀名额"] == 2
