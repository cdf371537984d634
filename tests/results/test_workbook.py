"""The result workbook: its sheets, what stands in them, and what can never happen to them."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.header_footer import HeaderFooterItem

from pinshi_cli import __version__
from pinshi_cli.model.grade import WITHHELD
from tests.builders import Result, grade, table, unit
from tests.results.books import SHA, all_texts, column, opened, place_of, result_of
from tests.results.recalculated import formulas

SHEETS = ["考核结果", "计算过程", "名额", "问题清单", "依据"]
MET = {"会议名称": "局党组会", "会议日期": "2026-04-10"}

# ten people, one of them away: three places; 004 and 005 stand equal below the line
TOTALS = (97, 96, 95, 93, 93, 91, 95, 80, 85, 70)
PEOPLE = {
    "008": {"参加情况": "领导成员"},
    "001": {"内设机构": "办公室", "职务": "科员"},
}
MEASURES = table(
    "编号 姓名 种类 生效日期 解除日期 文号 处理等次",
    ("007", "吴九", "警告", "2026-02-01"),
    ("009", "冯一", "记过", "2026-02-01"),
    ("010", "陈二", "告诫", "2026-02-01"),
)
DECISIONS = table("编号 姓名 审定等次 理由", ("003", "王五", "好", "值守一线"))


@pytest.fixture(scope="module")
def proposed() -> Result:
    """A sound quarter that no meeting has adopted."""
    measures = [MEASURES[0], *((row[0], None, *row[2:]) for row in MEASURES[1:])]
    return grade(unit(TOTALS, people=PEOPLE, sheets={"处分问责": measures}))


@pytest.fixture(scope="module")
def adopted() -> Result:
    """The same people without measures: 003 and 007 tie for the third place, a meeting decided."""
    decisions = [DECISIONS[0], *((row[0], None, *row[2:]) for row in DECISIONS[1:])]
    return grade(unit(TOTALS, items=MET, people=PEOPLE, sheets={"集体研究": decisions}))


@pytest.fixture(scope="module")
def faulty() -> Result:
    """A quarter in which one person's score is no number, and nobody knows the quota's use."""
    scores = table("编号 姓名 德 能 勤 绩 廉", ("001", None, "优", 15, 15, 40, 15))
    scores += [(id_, None, 14, 14, 14, 38, 14) for id_ in ("002", "003", "004")]
    return grade(unit((90, 95, 95, 95), sheets={"指标评分": scores}))


def center(item: HeaderFooterItem | None) -> tuple[object, object]:
    """The text and the colour in the middle of a page's header or footer."""
    assert item is not None
    return item.center.text, item.center.color


def test_the_five_sheets_are_set_up_for_a4(proposed: Result) -> None:
    book = opened(result_of(proposed))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in {None, 1}  # one page wide, as many long as it takes
        assert sheet.page_setup.fitToHeight == 0
        assert center(sheet.oddFooter) == ("第 &P 页 共 &N 页", None)
        assert center(sheet.oddHeader) == (None, None)
    for name in SHEETS[:-1]:
        assert book[name].print_title_rows is not None
        assert book[name].freeze_panes is not None


def test_everyone_on_the_roster_stands_in_the_table_in_its_order(proposed: Result) -> None:
    sheet = opened(result_of(proposed))["考核结果"]
    assert column(sheet, "编号") == [f"{number:03d}" for number in range(1, 11)]
    assert column(sheet, "得分") == [97, 96, 95, 93, 93, 91, 95, None, None, 70]
    assert column(sheet, "拟定等次") == [
        *("好", "好", "好", "较好", "较好", "较好", "一般"),
        *("不参加本单位考核", "不确定等次", "较差"),
    ]
    assert column(sheet, "处理结果")[6:] == ["一般", None, None, "定为较差"]
    assert column(sheet, "内设机构")[0] == "办公室"


def test_the_remark_says_in_short_why_a_grade_is_not_the_band(proposed: Result) -> None:
    remarks = column(opened(result_of(proposed))["考核结果"], "说明")
    assert remarks[:3] == [None, None, None]
    assert remarks[3] == remarks[4] == "名额之外（第 4 名）"
    assert remarks[5] == "名额之外（第 6 名）"
    assert remarks[6] == "警告最高为“一般”"
    assert remarks[8] == "记过（2026-02-01 生效）：只写评价意见，不确定等次"


def test_grades_are_called_proposed_until_a_meeting_adopts_them(
    proposed: Result, adopted: Result
) -> None:
    before, after = (all_texts(opened(result_of(r))["考核结果"]) for r in (proposed, adopted))
    assert "拟定等次" in before
    assert "审定等次" not in before
    assert before[1].endswith("以下等次均为拟定，尚未审定。")
    assert "审定等次" in after
    assert "拟定等次" not in after
    assert after[1].endswith("2026年4月10日经局党组会审定。")


def test_a_decision_is_told_with_its_reason(adopted: Result) -> None:
    sheet = opened(result_of(adopted))["考核结果"]
    assert column(sheet, "审定等次")[2] == "好"
    assert column(sheet, "说明")[2] == "集体研究定为“好”：值守一线"
    assert column(sheet, "说明")[6] == "名额线上同分（并列第 3），会议未予调整"


def test_the_counts_stand_below_the_table(proposed: Result) -> None:
    texts = all_texts(opened(result_of(proposed))["考核结果"])
    counts = "共 10 人：好 3，较好 3，一般 1，较差 1，不确定等次 1，不参加本单位考核 1"
    assert counts in texts
    assert texts[texts.index(counts) + 1].startswith("“好”名额 3 人（参加 9 人 × 0.4，舍去小数）")
    assert texts[-1].startswith("填报人：")


def test_the_first_page_names_the_defaults_that_nobody_confirmed(proposed: Result) -> None:
    stated = grade(unit((90,), items={"季度考核占比": 0.6}))
    lines = [all_texts(opened(result_of(r))["考核结果"])[2] for r in (proposed, stated)]
    for line in lines:
        assert line.startswith("以下参数为默认值，本单位尚未确认：")
        assert "领导测评占比 0.6" in line
    assert "季度考核占比 0.7" in lines[0]
    assert "季度考核占比" not in lines[1]


def test_a_draft_is_marked_in_red_in_every_title_and_on_every_page(faulty: Result) -> None:
    data = result_of(faulty, draft=True)
    book = load_workbook(BytesIO(data), rich_text=True)
    for sheet in book.worksheets:
        assert center(sheet.oddHeader) == ("试算", "FF0000")
        title = sheet["A1"].value
        assert isinstance(title, CellRichText)
        mark = title[0]
        assert isinstance(mark, TextBlock)
        colour = mark.font.color
        assert colour is not None
        assert (mark.text.strip(), colour.rgb) == ("试算", "FFFF0000")


def test_a_final_result_has_no_such_mark(proposed: Result) -> None:
    assert "试算" not in "".join(
        text for sheet in opened(result_of(proposed)) for text in all_texts(sheet)
    )


def test_who_is_withheld_stays_blank_and_the_quota_is_not_given_out(faulty: Result) -> None:
    assert faulty["001"].standing == WITHHELD
    book = opened(result_of(faulty, draft=True))
    sheet = book["考核结果"]
    assert column(sheet, "拟定等次") == ["暂缺", "未定", "未定", "未定"]
    assert column(sheet, "得分") == [None, 94.3, 94.3, 94.3]
    assert column(sheet, "分数段")[0] is None
    assert column(sheet, "说明")[:2] == ["数据有误，见问题清单", "名额暂不分配"]
    quota = book["名额"]
    assert "张三等次暂缺，名额暂不分配；改正后重算" in str(quota["A2"].value)
    assert column(quota, "结果") == ["未分配"] * 3
    assert column(quota, "名次") == [None] * 3


def test_the_quota_shows_base_limit_order_and_ties(proposed: Result) -> None:
    sheet = opened(result_of(proposed))["名额"]
    row, _ = place_of(sheet, "组别")
    figures = [cell.value for cell in sheet[row + 1]][:9]
    assert figures == ["全体", 10, 1, 9, 0.4, 3, 6, 3, 0]
    assert column(sheet, "名次") == [1, 2, 3, 4, 4, 6]
    assert column(sheet, "总分") == [97, 96, 95, 93, 93, 91]
    assert column(sheet, "“绩”得分") == [38.8, 38.4, 38, 37.2, 37.2, 36.4]
    assert column(sheet, "结果") == ["名额内"] * 3 + ["名额外"] * 3


def test_a_tie_across_the_line_is_named_and_left_to_the_meeting(adopted: Result) -> None:
    tied = grade(unit((97, 95, 95, 80, 70)))  # two places
    sheet = opened(result_of(tied))["名额"]
    assert column(sheet, "结果") == ["名额内", "同分，待研究", "同分，待研究"]
    assert "李四、王五；余 1 个名额由集体研究决定" in str(sheet["A2"].value)
    assert "好" in column(opened(result_of(adopted))["名额"], "审定等次")


def test_every_finding_is_listed_with_its_way_out(faulty: Result) -> None:
    sheet = opened(result_of(faulty, draft=True))["问题清单"]
    assert len(column(sheet, "代码")) == len(faulty.diagnostics)
    row = next(r for r in sheet.iter_rows(values_only=True) if r[3:5] == ("指标评分", "C2"))
    assert row[1] == "错误"
    assert row[2] == "R203"
    assert row[6]
    assert sheet.auto_filter.ref == f"A3:H{3 + len(faulty.diagnostics)}"


def test_a_register_without_findings_says_so() -> None:
    result = grade(unit((90,)))
    assert result.diagnostics == []
    assert "没有发现问题。" in all_texts(opened(result_of(result))["问题清单"])


def test_the_basis_names_register_pack_version_and_where_parameters_stand() -> None:
    result = grade(unit((90,), items={"季度考核占比": 0.6}))
    sheet = opened(result_of(result))["依据"]
    texts = all_texts(sheet)
    for text in (SHA, result.policy.sha256, f"pinshi {__version__}", "季度.xlsx", "青禾区统计局"):
        assert text in texts
    rows = [row[:4] for row in sheet.iter_rows(values_only=True)]
    assert ("季度考核占比", "0.6", "基本信息 B6", "ZD7.1") in rows
    assert ("民主测评占比", "0.4", "由其他占比推得", "ZD7.1") in rows
    assert ("民主测评：领导占比", "0.6", "默认", "ZD7.1") in rows
    assert ("领导测评占比", "0.6", "ZD7.1", result.policy.parts[1].source.assumed) in rows
    said = (
        "处分问责与负面清单：警告处分期内："
        "警告；处分期内（到解除日期，未填按法定期限）：最高为“一般”"
    )
    assert ("ZD7.4", said, "zhangdian") in [row[:3] for row in rows]


def test_the_chart_counts_the_cells_of_the_table_outside_the_printed_page(
    proposed: Result,
) -> None:
    data = result_of(proposed)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "'考核结果'!$M$5:$M$8" in chart or "考核结果!$M$5:$M$8" in chart
    sheet = opened(data)["考核结果"]
    assert [sheet.cell(row, 13).value for row in range(5, 9)] == [3, 3, 1, 1]
    assert str(sheet.print_area).endswith("$A$1:$J$17")
    counts = [each for each in formulas(data) if each.sheet == "考核结果"]
    assert counts[0].formula == "=COUNTIF($I$5:$I$14,L5)"


def test_the_same_input_gives_the_same_bytes(proposed: Result) -> None:
    data = result_of(proposed)
    assert data == result_of(proposed)
    properties = opened(data).properties
    assert properties.created.date() == proposed.register.quarter.last
    assert not properties.creator


def test_a_faulty_share_leaves_the_limit_open() -> None:
    result = grade(unit((95, 80), items={"好等次比例": 0.9}))
    book = opened(result_of(result, draft=True))
    sheet = book["名额"]
    assert "好等次比例填写有误，名额暂不分配；" in str(sheet["A2"].value)
    assert [cell.value for cell in sheet[4]][4:9] == [None, None, 1, None, None]
    rows = [row[:3] for row in book["依据"].iter_rows(values_only=True)]
    assert ("好等次比例", None, "“好等次比例”填写有误") in rows


def test_a_decision_that_cannot_stand_leaves_the_grade_open() -> None:
    decisions = table("编号 姓名 审定等次 理由", ("002", None, "好", "表现突出"))
    result = grade(unit((95, 80), sheets={"集体研究": decisions}))
    sheet = opened(result_of(result, draft=True))["考核结果"]
    assert column(sheet, "拟定等次")[1] == "未定"
    assert column(sheet, "说明")[1] == "集体研究的审定等次有误，见问题清单"


def test_a_list_of_findings_too_long_to_read_ends_with_how_many_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pinshi_cli.results.findings_sheet.LISTED", 2)
    scores = table("编号 姓名 德 能 勤 绩 廉", ("001", None, "优", "优", "优", "优", "优"))
    result = grade(unit((90,), sheets={"指标评分": scores}))
    sheet = opened(result_of(result, draft=True))["问题清单"]
    assert len(column(sheet, "代码")) == 2
    more = len(result.diagnostics) - 2
    assert more > 0
    assert f"其余 {more} 条未列出，可用 pinshi check --json 查看。" in all_texts(sheet)


def test_many_indicators_print_on_several_pages_with_the_names_on_each() -> None:
    names = [f"工作指标{number}" for number in range(30)]
    indicators = table("指标名称 维度 性质 满分", *((name, "绩", "个性", 10) for name in names))
    scores = [("编号", "姓名", *names), ("001", None, *[9] * 30)]
    result = grade(unit((90,), sheets={"指标体系": indicators, "指标评分": scores}))
    sheet = opened(result_of(result))["计算过程"]
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$B"
    title = next(each for each in sheet.merged_cells.ranges if each.min_row == 1)
    assert title.max_col < sheet.max_column / 2
