"""One fault of each kind, as data: what is put into which cell, and which code must answer where.

A fault is put into the sound register's cells. What cannot stand beside the others, or not in any
register graded by this policy, is in `LEFT_OUT`, with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sample_data.people import Formula, Value
from sample_data.register_sheets import Cells, Column, SheetPlan


class Fault(NamedTuple):
    """`put` into the sheets, cell by cell, must answer with `code` at `cell` (empty: the sheet).

    An address without a sheet is one of `sheet`. Where nothing is put, another fault brings it.
    """

    code: str
    sheet: str
    cell: str
    put: Mapping[str, Value]
    severity: str = "error"


def _rows(first: int, *rows: str) -> dict[str, Value]:
    """Cells of whole rows, `|` between them: text, or a number where it has no leading 0."""
    found: dict[str, Value] = {}
    for number, row in enumerate(rows, start=first):
        for column, said in enumerate(row.split("|")):
            if said:
                plain = said.replace(".", "", 1).isdecimal() and not said.startswith("0")
                found[f"{chr(65 + column)}{number}"] = float(said) if plain else said
    return found


def _on(sheet: str, cells: Mapping[str, Value]) -> dict[str, Value]:
    """The same cells, said to be on another sheet."""
    return {f"{sheet}!{address}": value for address, value in cells.items()}


UNIT, ROSTER, POINTS, RATINGS = "基本信息", "人员名册", "指标评分", "民主测评"
MEASURES, NEGATIVE, ABSENCES, DECISIONS = "处分问责", "负面清单", "考勤", "集体研究"

_ERRORS = (
    # 基本信息
    Fault("S110", UNIT, "", {"A4": "单位名"}),
    Fault("R208", UNIT, "B6", {"B6": "统计类"}),
    Fault("R209", UNIT, "B13", {"B13": 0.6}),
    Fault("R207", UNIT, "B15", {"B15": "2026年13月1日"}),
    Fault("R203", UNIT, "B21", {"B21": "五天"}),
    Fault("N305", UNIT, "A25", {"A25": "年度", "B25": 2026}),
    Fault("R211", UNIT, "B26", {"B26": "公示栏在一楼"}),
    # 人员名册
    Fault("R207", ROSTER, "K5", {"K5": "去年八月"}),
    Fault("R201", ROSTER, "K7", {"K7": None}),
    Fault("R218", ROSTER, "L15", {"L15": date(2025, 10, 31)}),
    Fault("R208", ROSTER, "J16", {"J16": "试用"}),
    Fault("N308", ROSTER, "A19", {"I19": "专业技术类"}),
    Fault("N301", ROSTER, "A20", _rows(20, "013|陆知行|男")),
    Fault("R201", ROSTER, "A21", _rows(21, "|方未艾|女")),
    Fault("R211", ROSTER, "F22", _rows(22, "|||||办公室")),
    Fault("R219", ROSTER, "A25", _rows(25, "合计|17 人")),
    # 指标评分
    Fault("R203", POINTS, "C7", {"C7": "约11"}),
    Fault("R201", POINTS, "D7", {"D7": None}),
    Fault("R204", POINTS, "F8", {"F8": 41}),
    Fault("R203", POINTS, "C10", {"C10": True}),
    Fault("R203", POINTS, "D10", {"D10": date(2026, 1, 9)}),
    Fault("R205", POINTS, "F10", {"F10": Formula("=#REF!", "#REF!")}),
    Fault("R217", POINTS, "H11", {"H3": "月份", "H11": "2026-02"}),
    Fault("R206", POINTS, "F14", {"F14": Formula("=18.5*2", "")}),
    Fault("N305", POINTS, "A16", _rows(16, "012|阿依努尔·肉孜|13|13|13|36|13")),
    Fault("N302", POINTS, "A17", _rows(17, "099|钟未名|13|13|13|33|13")),
    Fault("N303", POINTS, "B18", _rows(18, "013|贺知秋|13|13|13|33|13")),
    Fault("R214", POINTS, "A19", _rows(19, "3.5|丁可安|13|13|13|33|13")),
    Fault("R211", POINTS, "C20", _rows(20, "||12|12")),
    Fault("N306", POINTS, "", _on(ROSTER, _rows(24, "018|乔木|男|1993.07|||||综合管理类"))),
    # 民主测评
    Fault("R208", RATINGS, "C29", {"C29": "下属"}),
    Fault("R204", RATINGS, "H41", {"H41": 44}),
    Fault("R201", RATINGS, "G42", {"G42": None}),
    Fault("R201", RATINGS, "D66", {"D66": None}),
    Fault("R204", RATINGS, "J71", {"J71": 0}),
    Fault("R203", RATINGS, "E78", {"E78": "优"}),
    Fault("G403", RATINGS, "D103", {"D103": "L1"}),
    Fault("R212", RATINGS, "J107", {"J107": 1.5}),
    Fault(
        "N304",
        RATINGS,
        "B128",
        _rows(128, "|苏晚晴|群众|M9|12|12|13|33|12")
        | _on(ROSTER, _rows(23, "017|苏晚晴|女|1996.04|||||综合管理类")),
    ),
    Fault("N302", RATINGS, "B129", _rows(129, "|白若西|群众|M9|13|13|13|36|13")),
    Fault("N307", RATINGS, "", {}),
    # 负面清单
    Fault("R216", NEGATIVE, "E6", _rows(6, "011|许归帆|报表迟报|办公室|2025-12-30|较好")),
    # 处分问责
    Fault("G406", MEASURES, "G9", {"G9": None}),
    Fault("R208", MEASURES, "C11", {"C11": "口头警告"}),
    Fault("R218", MEASURES, "E13", _rows(13, "012|阿依努尔·肉孜|警告|2026-02-01|2026-01-01")),
    Fault("R201", MEASURES, "D14", _rows(14, "011|许归帆|组织谈话||||一般")),
    Fault("R207", MEASURES, "D15", _rows(15, "011|许归帆|党内警告|三月十八")),
    # 考勤
    Fault("R218", ABSENCES, "E4", {"E4": date(2026, 1, 4)}),
    Fault("R203", ABSENCES, "F7", {"F7": "四天"}),
    Fault("R201", ABSENCES, "D8", _rows(8, "011|许归帆|事假|||2")),
    # 集体研究
    Fault("D501", DECISIONS, "C6", _rows(6, "010|冯立秋|较好|工作有起色")),
    Fault("D504", DECISIONS, "C7", _rows(7, "005|孟怀瑾|一般|表现稳定")),
    Fault("D505", DECISIONS, "D8", _rows(8, "007|黎昭|较差")),
    Fault("R208", DECISIONS, "C9", _rows(9, "008|顾长平|优秀|群众反映好")),
    Fault("R201", DECISIONS, "C10", _rows(10, "009|苏晚晴")),
    Fault("N305", DECISIONS, "A11", _rows(11, "015|贺知秋|较好|重复填写")),
    # sheets of their own
    Fault("S108", "月度 考核", "", {}),
    Fault("S103", "月度考核", "F3", {"F3": "建议人"}),
    Fault("S104", "工作记实", "", {}),
    Fault("S102", "奖励", "", {}),
    Fault("R213", "月度考核", "C4", _rows(4, "007|黎昭|三月份|较好|工业能源统计科")),
    Fault("F135", "加减分", "D12000", {"D12000": "见附件"}),
)

_IN_TEXT = "12 12.5 １４ 9.5 12.5 9.5 13.4 13.5 14 14.3 14"

_MILDER = (
    Fault("S106", UNIT, "A4", {}, "warning"),
    Fault("S106", UNIT, "A27", {"A27": "食堂电话", "B27": "0000-0000001"}, "note"),
    Fault("R215", ROSTER, "Q3", {"Q3": "身份证号"}, "warning"),
    Fault("R215", ROSTER, "P10", {"P10": "证号999999190002300014"}, "warning"),
    Fault("S105", ROSTER, "R3", {"R3": "入职时间"}, "note"),
    Fault("S112", ROSTER, "A19", {}, "warning"),
    Fault("F133", ROSTER, "", {}, "note"),
    *(
        Fault("R202", POINTS, f"E{row}", {f"E{row}": mark}, "warning")
        for row, mark in enumerate(_IN_TEXT.split(), start=4)
    ),
    *(Fault("S111", POINTS, f"{column}15", {}, "warning") for column in "CDEFG"),
    Fault("G402", RATINGS, "D95", {}, "warning"),
    Fault("R201", NEGATIVE, "C5", _rows(5, "012|阿依努尔·肉孜||办公室|2026-02-10|较好"), "warning"),
    Fault("G412", MEASURES, "G8", {"G8": "一般"}, "warning"),
    Fault("G405", MEASURES, "C7", {}, "note"),
    Fault("G410", MEASURES, "C12", {}, "note"),
    Fault("F134", MEASURES, "", {}, "note"),
    Fault("S105", MEASURES, "H3", {"H3": "处理部门"}, "note"),
    Fault("G407", "加减分", "", {}, "warning"),
    Fault("F132", "科室通知", "", {}, "note"),
    Fault("S109", "科室通知", "", {}, "note"),
    Fault("G408", ROSTER, "", {}, "warning"),
)

FAULTS: tuple[Fault, ...] = (*_ERRORS, *_MILDER)

HIDDEN = {ROSTER: ["24"], MEASURES: ["F"], "科室通知": []}

LEFT_OUT = {
    "B021": "单位名单的问题，不是登记簿的",
    "B022": "同上",
    "D503": "好等次名额在有人等次暂缺时不分配，无从超过",
    "G409": "同上，名额线上的并列也无从谈起",
    "G411": "张店办法对每个种类都有规定",
    "G421": "张店办法的名额不分组",
    "G422": "同上",
    "G423": "同上",
    "G430": "张店办法没有正反向测评",
    "G431": "张店办法没有废票",
    "G432": "张店办法没有规定测评的最少张数",
    "G433": "张店办法不按月度考核计分",
    "G434": "张店办法没有规定差多少要核对",
    "G435": "张店办法没有加减分",
    "L090": "补录以前年度的表才有，登记簿里没有",
    "L099": "备案清单的问题，不是登记簿的",
    "N309": "名册一空，就没有人可以写错",
    "R210": "季度看不懂，就无法评定等次，其余错误随之消失",
    "N310": "张店办法没有自评",
    "N311": "这份登记簿没有部门考评",
    "N312": "张店办法的名额不按内设机构分配",
    "N313": "张店办法没有列明逐人的材料要求",
    "N320": "张店办法的名额不分组",
    "N321": "张店办法不按月度考核计分",
    "N322": "张店办法不按领导评鉴计分",
    "R220": "张店办法不按月定等次",
    "R221": "张店办法没有列明谁提建议等次",
    "R222": "张店办法的测评表只有一种",
    "S101": "缺少一张必需的表，那张表里的错误随之消失",
    "S113": "指标体系空着，就没有不适用的指标",
    "S114": "张店办法的指标不分性质，都计分",
    "S115": "张店办法没有规定指标的数量和写法",
    "Y805": "一年几本登记簿放在一起才看得出",
    "Y806": "同上",
    "Y807": "同上",
    "Y808": "同上",
    "Y812": "同上",
}
"""Codes of a register's data that this workbook cannot show, and why."""


def _sheet(name: str, headings: str, *rows: Sequence[Value]) -> SheetPlan:
    return SheetPlan(name, [Column(heading, 14) for heading in headings.split("|")], rows)


MORE_SHEETS = (
    _sheet("工作记实", "编号|姓名|周期|内容", ("007", "黎昭", "2026-W10", "工业月报审核")),
    _sheet("奖励", "编号|姓名|种类|颁奖日期", ("014", "唐书言", "嘉奖", date(2026, 1, 30))),
    _sheet("月度考核", "编号|姓名|月份|建议等次|建议人"),
    _sheet("月度 考核", "编号|姓名|月份|建议等次"),
    _sheet("加减分", "编号|姓名|类型|事项|分值", ("014", "唐书言", "加分", "统计分析获批示", 2)),
    _sheet("科室通知", "说明", ("各科室于季末次月 5 日前填报。",)),
)


def spoiled(
    sheets: Iterable[tuple[SheetPlan, Cells]], faults: Iterable[Fault]
) -> list[tuple[SheetPlan, Cells]]:
    """The sheets with every fault put in."""
    changed = [(plan, dict(cells)) for plan, cells in sheets]
    by_name = {plan.name: cells for plan, cells in changed}
    for fault in faults:
        for address, value in fault.put.items():
            sheet, _, cell = address.rpartition("!")
            by_name[sheet or fault.sheet][cell] = value
    return changed
