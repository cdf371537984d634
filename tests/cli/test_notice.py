"""`pinshi notice`: on the screen, as JSON, as files; and the check of finished ones."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.builders import Cells, Rows, table
from tests.cli.running import FAULTY, Pinshi
from tests.cli.use_books import register
from tests.forms.files import line, saved, sheet_of, word
from tests.forms.test_notice_check import identity

ASKED: Cells = {
    "受理部门": "局办公室",
    "监督电话": "0533-5550123",
    "通讯地址": "青禾区人民路 1 号",
    "邮政编码": "255000",
}
MET: Cells = {"会议日期": "2026-04-10", "会议名称": "局党组会议", **ASKED}
HUNG: Cells = {**MET, "公示起始日期": "2026-04-30", "公示工作日": 5}
SUMMARIES: Mapping[str, Rows] = {
    "领导评鉴": table(
        "编号 姓名 个人小结 涉密",
        ("001", "张三", "完成月报三期。", None),
        ("002", "李四", "负责密件收发。", "是"),
    )
}


def codes(pinshi: Pinshi, *arguments: str | Path) -> tuple[int, list[str]]:
    ended = pinshi("notice", *arguments, "--json")
    return ended.code, [each["code"] for each in ended.json["diagnostics"]]


# -- making one -----------------------------------------------------------------------------------


def test_it_counts_working_days_over_the_labour_day_holiday(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=HUNG)
    ended = pinshi("notice", book, "--json")
    assert ended.code == 0
    found = ended.json
    assert (found["schema"], found["ok"], found["kind"]) == ("pinshi/notice/1", True, "grades")
    notice = found["notice"]
    # 2026: 5月1日 to 5日 are off, Saturday 9 is worked in their stead
    assert (notice["from"], notice["to"], notice["working_days"]) == ("2026-04-30", "2026-05-09", 5)
    assert notice["contact"]["phone"] == "0533-5550123"
    assert notice["signed"] == {"unit": "青禾区统计局", "date": "2026-04-30"}
    assert [(each["title"], len(each["people"])) for each in notice["groups"]] == [
        ("好", 2),
        ("较好", 1),
        ("一般", 1),
        ("较差", 1),
    ]
    assert found["outputs"] == []


def test_names_go_by_strokes_by_pinyin_or_as_the_roster_has_them(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    people = {"001": {"姓名": "赵一"}, "002": {"姓名": "丁一"}, "003": {"姓名": "白一"}}
    book = register(tmp_path, totals=(80, 80, 80), items=HUNG, people=people)
    orders = {}
    for order in ("笔画", "拼音", "名册"):
        (group,) = pinshi("notice", book, "--order", order, "--json").json["notice"]["groups"]
        orders[order] = "".join(each["name"][0] for each in group["people"])
    assert orders == {"笔画": "丁白赵", "拼音": "白丁赵", "名册": "赵丁白"}


def test_the_command_line_goes_before_the_register(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=HUNG)
    notice = pinshi(
        "notice", book, "--start", "2026-04-13", "--days", "3", "--by", "内设机构", "--json"
    ).json["notice"]
    assert (notice["from"], notice["to"]) == ("2026-04-13", "2026-04-15")
    assert [each["title"] for each in notice["groups"]] == ["未分内设机构"]


def test_a_year_without_announced_holidays_needs_the_units_own_file(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items={**HUNG, "公示起始日期": "2038-04-12"})
    code, found = codes(pinshi, book)
    assert (code, found) == (1, ["T945"])
    own = '[2038]\n"休息日" = [2038-04-14]\n'
    (tmp_path / "节假日.toml").write_text(own, encoding="utf-8")
    notice = pinshi("notice", book, "--json").json["notice"]
    assert (notice["from"], notice["to"]) == ("2038-04-12", "2038-04-19")


@pytest.mark.parametrize(
    ("items", "sheets", "code"),
    [
        ({**HUNG, "会议日期": None}, {}, "T940"),
        ({**HUNG, "年度": "去年"}, {}, "T941"),
        ({**MET, "公示工作日": 5}, {}, "T945"),
        ({**HUNG, "公示工作日": 4.5}, {}, "T945"),
    ],
)
def test_it_refuses_and_says_which(
    pinshi: Pinshi,
    tmp_path: Path,
    items: Cells,
    sheets: Mapping[str, Rows | None],
    code: str,
) -> None:
    book = register(tmp_path, items=items, sheets=sheets)
    ended = pinshi("notice", book, "--json", "-o", tmp_path / "出")
    assert ended.code == 1
    found = ended.json
    assert code in {each["code"] for each in found["diagnostics"]}
    assert (found["notice"], found["outputs"]) == (None, [])
    assert not (tmp_path / "出").exists()


def test_a_register_with_errors_is_not_published_even_as_a_draft(pinshi: Pinshi) -> None:
    ended = pinshi("notice", FAULTY, "--draft")
    assert (ended.code, ended.out) == (1, "")
    assert "T941" in ended.err
    assert "没有写出公示" in ended.err
    assert "下一步：pinshi check" in ended.err


def test_before_the_meeting_a_draft_is_offered(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items={**HUNG, "会议日期": None})
    ended = pinshi("notice", book)
    assert (ended.code, ended.out) == (1, "")
    assert "T940" in ended.err
    assert "--draft" in ended.err
    assert "会前先征求意见：" in ended.err
    draft = pinshi("notice", book, "--draft", "--json").json
    assert (draft["ok"], draft["draft"]) == (True, True)
    assert draft["notice"]["title"].endswith("拟定等次公示（征求意见）")


def test_after_the_meeting_an_open_tie_is_for_the_meeting_and_no_draft_is_offered(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    from pinshi_cli.workflow.samples import sample

    book = tmp_path / "quarter.xlsx"
    data = openpyxl.load_workbook(sample("jingning/quarter.xlsx"))
    del data["集体研究"]
    data.save(book)
    ended = pinshi("notice", book)
    assert "T943" in ended.err
    assert "T940" not in ended.err
    assert "--draft" not in ended.err
    assert "下一步：填好集体研究，再 pinshi notice" in ended.err


def test_who_is_kept_off_is_named_by_name_or_id_and_must_be_on_the_roster(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items=HUNG)
    notice = pinshi("notice", book, "--omit", "张三", "--omit", "002", "--json").json["notice"]
    assert notice["remarks"] == ["另有按规定不公示 2 人，不在名单之内。"]
    assert pinshi("notice", book, "--omit", "查无此人").code == 2


def test_who_is_secret_on_the_roster_is_told_to_the_clerk_alone(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items=HUNG, people={"002": {"涉密": "是"}})
    found = pinshi("notice", book, "--json").json
    assert found["unlisted"] == [{"id": "002", "name": "李四", "why": "人员名册标明涉密"}]
    assert found["notice"]["remarks"] == ["另有按规定不公示 1 人，不在名单之内。"]
    out = tmp_path / "公示.docx"
    ended = pinshi("notice", book, "-o", out)
    assert "李四" not in ended.out
    assert "没有列名 1 人，人员名册标明涉密：李四（002）" in ended.err
    leaked = tmp_path / "改过.docx"
    leaked.write_bytes(word(line("李四　好")))
    assert codes(pinshi, book, "--check", leaked) == (1, ["T958", "T958"])


def test_a_mark_of_secrecy_that_cannot_be_read_stops_the_notice(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items=HUNG, people={"002": {"涉密": "机密"}})
    assert codes(pinshi, book, "--draft") == (1, ["T941", "R208"])


def test_a_wrong_grouping_or_order_is_told(pinshi: Pinshi, tmp_path: Path) -> None:
    book = register(tmp_path, items=HUNG)
    for option, said, right in (("--by", "部门", "内设机构"), ("--order", "笔划", "笔画")):
        ended = pinshi("notice", book, option, said)
        assert ended.code == 2
        assert right in ended.err
    assert "U701" in pinshi("notice").err


def test_summaries_leave_out_what_is_secret(pinshi: Pinshi, tmp_path: Path) -> None:
    items = {**HUNG, "会议日期": None}
    book = register(tmp_path, items=items, sheets=SUMMARIES)
    ended = pinshi("notice", book, "--summaries", "--json")
    assert ended.code == 0
    found = ended.json
    assert found["kind"] == "summaries"
    (group,) = found["notice"]["groups"]
    assert [(each["name"], each["summary"]) for each in group["people"]] == [
        ("张三", "完成月报三期。")
    ]
    assert found["notice"]["remarks"] == ["另有涉密 1 份，不予公示。"]
    assert pinshi("notice", book, "--summaries", "--draft").code == 2


def test_a_phone_of_a_person_in_the_register_does_not_reach_the_notice(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    book = register(tmp_path, items={**HUNG, "受理部门": "张三 13800001111"})
    assert codes(pinshi, book) == (1, ["T950"])


# -- checking one ----------------------------------------------------------------------------------


def test_a_finished_notice_is_checked_without_a_register(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "公示.docx"
    path.write_bytes(word(line("公示"), line(f"张三 {identity()} 总分 91.35")))
    ended = pinshi("notice", "--check", path, "--json")
    assert ended.code == 1
    found = ended.json
    assert (found["schema"], found["format"], found["against"]) == (
        "pinshi/notice-check/1",
        "docx",
        None,
    )
    assert [(each["code"], each["key"]) for each in found["diagnostics"]] == [
        ("T949", "第 2 段"),
        ("T952", "第 2 段"),
        ("T952", "第 2 段"),
    ]
    shown = pinshi("notice", "--check", path)
    assert shown.code == 1
    assert "第 2 段  T949 错误  有身份证号码" in shown.out
    assert "改法：" in shown.out
    assert identity() not in shown.out + shown.err


def test_against_the_register_names_and_grades_are_checked_too(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    waits = table("编号 姓名 种类 生效日期", ("002", "李四", "立案调查", "2026-02-01"))
    book = register(tmp_path, items=HUNG, sheets={"处分问责": waits})
    path = tmp_path / "公示.xlsx"
    path.write_bytes(saved(sheet_of(("姓名", "等次"), ("张三", "较好"), ("李四", "较好"))))
    ended = pinshi("notice", book, "--check", path)
    assert ended.code == 1
    assert "公示!B2  T958 错误  张三写的是“较好”，登记簿是“好”" in ended.out
    assert "公示!A3  T958 错误  李四不该公示" in ended.out
    assert "应当公示的 3 人没有找到：王五、赵六、孙七" in ended.out


def test_a_clean_notice_passes(pinshi: Pinshi, tmp_path: Path) -> None:
    path = tmp_path / "公示.txt"
    path.write_text("公示\n张三　主任　好\n监督电话：0533-5550123\n", encoding="utf-8")
    ended = pinshi("notice", "--check", path)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "公示.txt：没有发现不该公示的内容"


def test_a_file_that_is_not_there_or_cannot_be_read_is_told(pinshi: Pinshi, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "无.docx", "F101"), (tmp_path, "U725")):
        ended = pinshi("notice", "--check", path)
        assert (ended.code, code in ended.err) == (2, True)


def test_a_register_with_errors_is_no_sure_measure_and_that_is_said(
    pinshi: Pinshi, tmp_path: Path
) -> None:
    path = tmp_path / "公示.txt"
    path.write_text("公示\n", encoding="utf-8")
    found = pinshi("notice", FAULTY, "--check", path, "--json").json["diagnostics"]
    assert (found[0]["code"], found[0]["severity"]) == ("T941", "warning")
