"""天津: a plain quarter, and what the lists need: a bonus, honours, theory tests.

What comes out is worked by hand in docs/places/tianjin.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

PEOPLE: dict[str, tuple[str, tuple[float, ...]]] = {
    "002": ("沽上云", (14.5, 14, 14, 38.5, 14)),
    "003": ("杨柳", (14, 13.5, 14, 37, 13.5)),
    "004": ("解放桥", (14, 14, 14, 36, 14)),
    "005": ("津塔", (13.5, 13.5, 13.5, 36, 13.5)),
    "006": ("盘龙", (13.5, 13.5, 13.5, 36, 13.49)),
    "007": ("独乐", (13, 13, 13, 33, 13)),
    "008": ("梁园", (11, 11, 11, 31, 11)),
    "009": ("宝坻", (11, 11, 11, 30.5, 11)),
    "010": ("静海", (9, 9, 9, 24, 9)),
    "011": ("武清", (9, 9, 9, 23.5, 9)),
    "014": ("小站", (12, 12, 12, 32, 12)),
}

STATUS: dict[str, tuple[Value, ...]] = {
    "001": ("蓟州", "局领导", "领导成员", None, None),
    "012": ("汉沽", "预算科", "借调", date(2026, 3, 1), None),
    "013": ("大港", "国库科", "病假", date(2026, 10, 10), date(2026, 12, 20)),
    "014": ("小站", "国库科", "试用期", date(2026, 7, 1), None),
}


def _roster() -> list[Row]:
    every: dict[str, tuple[Value, ...]] = {
        id_: (name, "预算科" if int(id_) % 2 else "国库科", "参加", None, None)
        for id_, (name, _) in PEOPLE.items()
    }
    every |= STATUS
    headings = "编号 姓名 内设机构 参加情况 起始日期 结束日期"
    return table(headings, *((id_, *every[id_]) for id_ in sorted(every)))


def _points() -> list[Row]:
    return [[id_, name, *marks] for id_, (name, marks) in PEOPLE.items()]


MEETING = ("局党组会议", date(2027, 1, 8))

QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "海河区财政局", "tianjin", (2026, 4), 好等次比例=0.2, 奖金总额=100000,
        会议名称=MEETING[0], 会议日期=MEETING[1],
    ),
    "人员名册": _roster(),
    "指标评分": table("编号 姓名 德 能 勤 绩 廉", *_points()),
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("003", "杨柳", "较好", "专项资金拨付晚于时限", *MEETING),
        ("004", "解放桥", "好", "决算质量全市第一", *MEETING),
    ),
    "奖励": table(
        "编号 姓名 种类 日期 事由 文号",
        ("002", "沽上云", "记功", date(2026, 11, 3), "绩效管理改革", "海政〔2026〕11号"),
        ("005", "津塔", "通报表扬", date(2026, 12, 1), "预算公开", None),
    ),
    "专项考核": table(
        "编号 姓名 任务 日期 结果 考核机关 说明",
        ("004", "解放桥", "优化营商环境", date(2026, 11, 20), "表现突出", "市考核办", None),
        ("007", "独乐", "优化营商环境", date(2026, 11, 20), "完成", "市考核办", None),
    ),
    "职级晋升": table(
        "编号 姓名 拟晋升职级 现职级起始 情形 类型 政治表现 说明",
        ("003", "杨柳", "县处级副职", date(2022, 6, 1), None, None, "合格", None),
        ("005", "津塔", "县处级正职", date(2021, 6, 1), None, None, "合格", None),
        ("006", "盘龙", "县处级副职", date(2022, 9, 1), None, None, "合格", None),
        ("007", "独乐", "县处级副职", date(2022, 9, 1), None, None, "不合格", None),
        ("008", "梁园", "四级主任科员", date(2023, 3, 1), None, None, "合格", None),
    ),
    "年度测评": table(
        "编号 姓名 得分 理论测试成绩",
        ("003", "杨柳", 91, 82),
        ("005", "津塔", 90, 55),
        ("006", "盘龙", 88, None),
        ("007", "独乐", 84, 95),
        ("008", "梁园", 80, None),
    ),
}  # fmt: skip

REGISTERS: dict[str, dict[str, list[Row]]] = {"quarter": QUARTER}
