"""What a notice says, and what keeps it from being made (ZD8.1)."""

from datetime import date
from decimal import Decimal

import pytest

from pinshi_cli.forms.notice import BY_DEPARTMENT, Wish, notice_of, published, unlisted
from pinshi_cli.forms.notice_page import notice_lines, notice_values
from pinshi_cli.forms.notice_terms import Contact, Term, contact_of, term_of
from pinshi_cli.model.grade import WITHHELD
from pinshi_cli.model.register import Cell
from tests.builders import table
from tests.forms.notices import (
    PEOPLE,
    WEEKENDS,
    barred,
    golden,
    measure,
    noticed,
    unit_of_six,
)

DRAFT = Wish(draft=True)
BY_ROSTER = Wish(order="名册")


# -- what it says ----------------------------------------------------------------------------


def test_by_grade_it_reads_so() -> None:
    assert notice_lines(noticed(unit_of_six(), BY_ROSTER)) == golden("notice-by-grade")


def test_by_department_it_reads_so() -> None:
    wish = Wish(by=BY_DEPARTMENT, order="名册")
    assert notice_lines(noticed(unit_of_six(), wish)) == golden("notice-by-department")


def test_a_draft_says_in_title_and_text_that_all_is_proposed_and_asks_for_opinions() -> None:
    lines = notice_lines(noticed(unit_of_six({}), Wish(draft=True, order="名册")))
    assert lines == golden("notice-draft")
    assert "拟定" in lines[0]
    assert "征求意见" in lines[0]
    assert "拟定" in lines[2]
    assert "征求意见" in lines[2]


def test_who_has_no_grade_is_counted_and_not_named() -> None:
    sheets = {"处分问责": measure("001", "张三", "立案调查")}
    notice = noticed(unit_of_six(sheets=sheets), BY_ROSTER)
    assert notice.remarks == ("另有等次待定 1 人，不参加本单位考核 1 人，不在名单之内。",)
    text = "\n".join(notice_lines(notice))
    assert "张三" not in text
    assert "孙七" not in text
    assert "立案" not in text


def test_who_takes_part_without_a_grade_is_counted_too() -> None:
    sheets = {"考勤": table("编号 姓名 类别 起始日期 结束日期", *_LEAVE)}
    notice = noticed(unit_of_six(sheets=sheets), BY_ROSTER)
    assert "不确定等次 1 人" in notice.remarks[0]


_LEAVE = (("002", "李四", "病假", "2026-01-01", "2026-03-20"),)


def test_whom_the_unit_keeps_off_the_notice_is_counted_and_not_named() -> None:
    wish = Wish(order="名册", omitted=frozenset({"002"}))
    result = unit_of_six()
    notice = noticed(result, wish)
    assert notice.remarks == ("另有不参加本单位考核 1 人，按规定不公示 1 人，不在名单之内。",)
    assert "李四" not in "\n".join(notice_lines(notice))
    assert "002" not in published(result.graded, result.policy, wish)


SECRET = {**PEOPLE, "002": {**PEOPLE["002"], "涉密": "是"}}


def test_who_is_marked_secret_on_the_roster_is_counted_and_neither_named_nor_hinted_at() -> None:
    result = unit_of_six(people=SECRET)
    notice = noticed(result)
    text = str([*notice_lines(notice), notice_values(notice)])
    assert notice.remarks == ("另有不参加本单位考核 1 人，按规定不公示 1 人，不在名单之内。",)
    assert "李四" not in text
    assert "涉密" not in text


def test_a_mark_of_secrecy_changes_nobodys_grade() -> None:
    assert unit_of_six(people=SECRET).grades() == unit_of_six().grades()


def test_the_clerk_is_told_who_is_left_out_and_why() -> None:
    result = unit_of_six(people=SECRET)
    wish = Wish(omitted=frozenset({"003"}))
    told = unlisted(result.graded, result.policy, wish)
    assert [(each.person.id, each.why) for each in told] == [
        ("002", "人员名册标明涉密"),
        ("003", "--omit 写明不公示"),
        ("005", "不参加本单位考核"),
    ]


def test_the_secret_of_who_has_no_grade_goes_before_that() -> None:
    people = {**PEOPLE, "005": {**PEOPLE["005"], "涉密": "是"}}
    assert noticed(unit_of_six(people=people)).remarks == ("另有按规定不公示 1 人，不在名单之内。",)


def test_scores_measures_and_ids_never_pass() -> None:
    sheets = {"处分问责": measure("006", "周八", "诫勉")}
    notice = noticed(unit_of_six(sheets=sheets), BY_ROSTER)
    text = "\n".join([*notice_lines(notice), str(notice_values(notice))])
    for word in ("92", "91", "65", "006", "诫勉", "总分", "名次"):
        assert word not in text, word


def test_no_order_by_rank_shows_through() -> None:
    """Within a grade the roster's order (or the name's), never the score's."""
    result = unit_of_six(totals=(90, 95, 80, 78, 85, 65))
    (best, *_) = noticed(result, BY_ROSTER).groups
    assert [each.name for each in best.people] == ["张三", "李四"]


def test_names_go_by_the_key_that_the_order_gives_and_the_notice_says_so() -> None:
    strokes = {"张三": 7, "李四": 6, "王五": 4, "赵六": 9, "周八": 8}
    notice = noticed(unit_of_six(), Wish(order="笔画"), strokes.__getitem__)
    assert [each.name for each in notice.groups[0].people] == ["李四", "张三"]
    assert "（按姓氏笔画为序）" in notice_lines(notice)


def test_a_template_gets_plain_values_under_chinese_names() -> None:
    values = notice_values(noticed(unit_of_six(), BY_ROSTER))
    assert values["标题"] == "青禾区统计局2026年第一季度公务员平时考核结果公示"
    assert values["总人数"] == 5
    assert values["公示止"] == date(2026, 4, 17)
    groups = values["名单"]
    assert isinstance(groups, list)
    first = groups[0]
    assert isinstance(first, dict)
    assert (first["分组"], first["人数"]) == ("好", 2)
    people = first["人员"]
    assert isinstance(people, list)
    assert people[0] == {
        "序号": 1,
        "姓名": "张三",
        "内设机构": "办公室",
        "职务职级": "主任",
        "等次": "好",
        "个人小结": "",
    }
    assert None not in values.values()


def test_a_draft_without_a_term_leaves_it_to_the_pen() -> None:
    result = unit_of_six({})
    made = (result.register, result.policy, result.graded)
    values = notice_values(notice_of(*made, DRAFT, (Term(), Contact()), None))
    assert (values["公示起"], values["公示止"], values["工作日"]) == ("", "", "")
    assert values["公示期"] == "　　年　　月　　日至　　年　　月　　日"


# -- what stands in its way -------------------------------------------------------------------


def test_a_whole_register_that_a_meeting_has_decided_may_be_published() -> None:
    assert barred(unit_of_six()) == []


def test_what_no_meeting_has_decided_is_not_published_but_as_a_draft() -> None:
    result = unit_of_six({})
    assert [code for code, _ in barred(result)] == ["T940"]
    assert barred(result, DRAFT) == []


def test_a_meeting_before_the_quarter_is_none_about_it() -> None:
    found = barred(unit_of_six({"会议日期": "2025-12-20"}))
    assert found == [("T940", "会议日期 2025-12-20 早于2026年第一季度，不是研究这一季的会议")]


@pytest.mark.parametrize("wish", [Wish(), DRAFT])
def test_a_register_with_errors_is_not_published_not_even_as_a_draft(wish: Wish) -> None:
    rows = table("编号 姓名 种类 生效日期", ("002", "李四", "警告", "不详"))
    result = unit_of_six(sheets={"处分问责": rows})
    assert result.standings()["002"] == WITHHELD
    # while 李四 may yet come to 好, nobody knows to whom the places go
    assert barred(result, wish) == [
        ("T941", "登记簿有 1 个错误，不能公示：处分问责!D2，“不详”不是有效的日期"),
        ("T942", "2 人的等次还没有定：张三、李四"),
    ]


def test_a_quota_that_is_passed_is_not_published() -> None:
    rows = table("编号 姓名 审定等次 理由", *((f"00{n}", *_LIFTED[n]) for n in _LIFTED))
    result = unit_of_six(sheets={"集体研究": rows}, totals=(92, 91, 90.5, 78, 85, 65))
    codes = [code for code, _ in barred(result)]
    assert "T941" in codes
    lifted = [o._replace(grade="好") for o in result.graded.outcomes if o.person.id != "005"]
    over = result.graded._replace(outcomes=lifted)
    found = barred(type(result)(result.register, result.policy, over, []))
    assert found == [("T944", "“好” 5 人，超过名额 2 人")]


_LIFTED = {1: ("张三", "好", "见记录"), 2: ("李四", "好", "见记录"), 3: ("王五", "好", "见记录")}


TIED = (92, 91, 91, 78, 85, 65)


def test_a_tie_that_the_meeting_left_open_is_not_published() -> None:
    result = unit_of_six(totals=TIED)
    found = barred(result)
    assert found == [("T943", "名额线上同分的 2 人还没有审定：李四、王五")]


def test_a_tie_of_which_the_meeting_has_spoken_is() -> None:
    rows = table(
        "编号 姓名 审定等次 理由", ("002", "李四", "较好", None), ("003", "王五", "好", "实绩突出")
    )
    assert barred(unit_of_six(totals=TIED, sheets={"集体研究": rows})) == []


def test_when_the_places_are_gone_who_tied_is_settled() -> None:
    rows = table("编号 姓名 审定等次 理由", ("003", "王五", "好", "实绩突出"))
    assert barred(unit_of_six(totals=TIED, sheets={"集体研究": rows})) == []


def test_a_draft_does_not_list_who_ties() -> None:
    result = unit_of_six({}, totals=TIED)
    assert barred(result, DRAFT) == []
    notice = noticed(result, Wish(draft=True, order="名册"))
    assert notice.remarks[0] == "另有不参加本单位考核 1 人，待集体研究 2 人，不在名单之内。"
    assert {each.name for each in notice.people} == {"张三", "赵六", "周八"}


def test_when_nobody_has_a_grade_there_is_nothing_to_publish() -> None:
    result = unit_of_six()
    everyone = Wish(omitted=frozenset(result.grades()))
    assert barred(result, everyone) == [("T948", "没有一个人的等次可以公示")]


# -- how long it hangs, and where one turns ------------------------------------------------------


def test_the_term_counts_working_days_from_its_first_day() -> None:
    items: dict[str, Cell] = {"公示起始日期": date(2026, 4, 10), "公示工作日": 5}
    term, found = term_of(items, None, None, WEEKENDS, "季度.xlsx", draft=False)
    assert (term.first, term.last) == (date(2026, 4, 10), date(2026, 4, 16))
    assert term.signed == date(2026, 4, 10)
    assert term.said == "2026年4月10日至2026年4月16日（5个工作日）"
    assert found == []


def test_the_command_goes_before_the_register() -> None:
    items: dict[str, Cell] = {"公示起始日期": date(2026, 4, 10), "公示工作日": 5}
    term, _ = term_of(items, date(2026, 4, 13), 3, WEEKENDS, "", draft=False)
    assert (term.first, term.last, term.days) == (date(2026, 4, 13), date(2026, 4, 15), 3)


def test_a_term_from_a_day_off_begins_with_the_next_working_day_and_says_so() -> None:
    term, found = term_of({}, date(2026, 4, 11), 1, WEEKENDS, "", draft=False)
    assert term.first == term.last == date(2026, 4, 13)
    assert [each.code for each in found] == ["T946"]


def test_a_notice_dated_after_its_first_day_is_doubtful() -> None:
    items: dict[str, Cell] = {"落款日期": date(2026, 4, 14)}
    _, found = term_of(items, date(2026, 4, 13), 5, WEEKENDS, "", draft=False)
    assert [(each.code, each.is_error) for each in found] == [("T946", False)]


def test_a_year_that_the_calendar_lacks_is_never_guessed() -> None:
    term, found = term_of({}, date(2031, 4, 13), 5, WEEKENDS, "", draft=False)
    assert term == Term()
    (fault,) = found
    assert (fault.code, fault.is_error) == ("T945", True)
    assert fault.message == "公示期定不下来：没有2031年的放假和调休安排，算不出工作日"


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_count_of_days_that_cannot_be_is_refused(days: int) -> None:
    _, found = term_of({}, date(2026, 4, 13), days, WEEKENDS, "", draft=False)
    assert [each.code for each in found] == ["T945"]


def test_half_a_working_day_in_the_register_is_refused() -> None:
    items: dict[str, Cell] = {"公示起始日期": date(2026, 4, 13), "公示工作日": Decimal("4.5")}
    _, found = term_of(items, None, None, WEEKENDS, "", draft=True)
    assert [each.message for each in found] == ["公示工作日“4.5”不是 1 到 60 的整数"]


def test_without_a_term_a_notice_is_refused_and_a_draft_is_not() -> None:
    _, found = term_of({}, None, None, WEEKENDS, "", draft=False)
    assert [each.message for each in found] == ["公示期定不下来：公示起始日期、公示工作日没有填写"]
    assert term_of({}, None, None, WEEKENDS, "", draft=True) == (Term(), [])


def test_what_one_turns_to_is_asked_for_where_it_lacks() -> None:
    contact, found = contact_of({"受理部门": "办公室", "监督电话": "0533-5550123"}, "季度.xlsx")
    assert contact == Contact("办公室", "0533-5550123", "", "")
    assert [(each.code, each.message) for each in found] == [
        ("T947", "公示里通讯地址、邮政编码空着")
    ]
