"""季度工作小结公示: everybody's summary but what is 涉密 (ZD6.2.3)."""

from collections.abc import Sequence

from pinshi_cli.forms.finished import Finished, Spot, Text
from pinshi_cli.forms.notice import Notice, Wish
from pinshi_cli.forms.notice_check import check_notice
from pinshi_cli.forms.notice_page import notice_lines, notice_values
from pinshi_cli.forms.notice_people import Known
from pinshi_cli.forms.summaries import (
    notice_of_summaries,
    summary_obstacles,
    unlisted_summaries,
    withheld,
)
from pinshi_cli.sheets.cells import Value
from tests.builders import Result, table
from tests.forms.notices import CONTACT, PEOPLE, TERM, golden, unit_of_six

ROSTER_ORDER = Wish(order="名册")
WRITTEN = (
    ("001", "张三", "完成统计月报三期。\n参加普查培训。", None, "分管领导"),
    ("002", "李四", "负责密件收发。", "是", "分管领导"),
    ("003", "王五", "走访企业 42 家，完成率 98.5%。", "否", "分管领导"),
)


def reviews(*rows: Sequence[Value]) -> Result:
    return unit_of_six({}, {"领导评鉴": table("编号 姓名 个人小结 涉密 评鉴身份", *rows)})


def made(result: Result, wish: Wish = ROSTER_ORDER) -> Notice:
    return notice_of_summaries(result.register, result.policy, wish, (TERM, CONTACT), None)


def barred(result: Result, wish: Wish = ROSTER_ORDER) -> list[str]:
    return [each.code for each in summary_obstacles(result.register, wish)]


def test_summaries_read_so_and_need_no_meeting() -> None:
    result = reviews(*WRITTEN)
    assert barred(result) == []
    assert notice_lines(made(result)) == golden("notice-summaries")


def test_what_is_secret_is_counted_and_neither_shown_nor_named() -> None:
    notice = made(reviews(*WRITTEN))
    text = str([*notice_lines(notice), notice_values(notice)])
    assert notice.remarks == ("另有涉密 1 份，不予公示。",)
    assert "李四" not in text
    assert "密件" not in text


def test_one_row_that_says_secret_makes_all_of_that_person_so() -> None:
    rows = (
        ("001", "张三", "完成月报。", "否", "分管领导"),
        ("001", "张三", None, "是", "科室负责人"),
        ("003", "王五", "完成年报。", None, "分管领导"),
    )
    assert [each.name for each in made(reviews(*rows)).people] == ["王五"]


def test_a_summary_that_two_reviewers_carry_stands_once() -> None:
    rows = [("001", "张三", "完成月报。", None, who) for who in ("分管领导", "科室负责人")]
    (only,) = made(reviews(*rows)).people
    assert only.text == "完成月报。"


def test_grades_and_scores_do_not_stand_beside_summaries() -> None:
    values = str(notice_values(made(reviews(*WRITTEN))))
    assert "'等次': '好'" not in values
    assert "92" not in values


def test_a_summary_that_repeats_a_secret_record_is_refused_by_name() -> None:
    records = table("编号 姓名 周期 内容 涉密", ("001", "张三", "2026-W05", "参加普查 培训", "是"))
    reviewed = table("编号 姓名 个人小结 涉密 评鉴身份", *WRITTEN)
    result = unit_of_six({}, {"领导评鉴": reviewed, "工作纪实": records})
    (fault,) = summary_obstacles(result.register, ROSTER_ORDER)
    assert (fault.code, fault.is_error, fault.person) == ("T958", True, "001")
    assert fault.message == "张三的个人小结写了“工作纪实”第 2 行标明涉密的内容"


def test_whom_the_unit_keeps_off_the_notice_is_counted() -> None:
    wish = Wish(order="名册", omitted=frozenset({"003"}))
    assert made(reviews(*WRITTEN), wish).remarks == (
        "另有涉密 1 份，按规定不公示 1 份，不予公示。",
    )


def test_of_a_person_who_is_secret_the_summary_is_only_counted() -> None:
    people = {**PEOPLE, "003": {**PEOPLE["003"], "涉密": "是"}}
    sheets = {"领导评鉴": table("编号 姓名 个人小结 涉密 评鉴身份", *WRITTEN)}
    result = unit_of_six({}, sheets, people=people)
    notice = made(result)
    assert [each.name for each in notice.people] == ["张三"]
    assert notice.remarks == ("另有涉密 1 份，按规定不公示 1 份，不予公示。",)
    told = unlisted_summaries(result.register, ROSTER_ORDER)
    assert [(each.person.name, each.why) for each in told] == [
        ("李四", "工作小结标明涉密"),
        ("王五", "人员名册标明涉密"),
    ]


def test_a_summary_that_is_not_published_is_found_in_a_finished_notice() -> None:
    register = reviews(*WRITTEN).register
    known = Known({}, frozenset(), (), withheld=withheld(register, ROSTER_ORDER))
    said = ("张三：完成统计月报三期。", "李四：负责密", "件收发。")
    texts = tuple(Text(each, Spot(said=f"第 {n} 段"), ("", n)) for n, each in enumerate(said, 1))
    found = check_notice(Finished("小结.docx", "docx", texts), known)
    assert [(each.code, each.where.key, each.message) for each in found] == [
        ("T958", "第 2 段", "李四的工作小结不该公示")
    ]


def test_without_a_summary_there_is_nothing_to_publish() -> None:
    assert barred(unit_of_six()) == ["T948"]
    assert barred(reviews(WRITTEN[1])) == ["T948"]
