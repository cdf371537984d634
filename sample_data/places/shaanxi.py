"""陕西: a plain quarter, and candidates for promotion of every kind that SX1 to SX3 know.

What comes out is worked by hand in docs/places/shaanxi.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

PEOPLE: dict[str, tuple[str, tuple[float, ...]]] = {
    "002": ("关山岳", (14.5, 14, 14, 38.5, 14)),
    "003": ("黄土塬", (14, 14, 14, 37, 14)),
    "004": ("秦直道", (14, 14, 13.5, 36, 14)),
    "005": ("洛水清", (13.5, 14, 14, 36, 14)),
    "006": ("丹江渡", (13.5, 13.5, 13.5, 36, 13.5)),
    "007": ("灞柳烟", (13.5, 13.5, 13.5, 36, 13.49)),
    "008": ("石门栈", (12, 12, 12, 31, 12)),
    "009": ("子午谷", (11, 11, 11, 31, 11)),
    "010": ("汉台", (11, 11, 11, 30.5, 11)),
    "011": ("安塞", (9, 9, 9, 24, 9)),
    "012": ("榆阳", (9, 9, 9, 23.5, 9)),
    "013": ("商於", (12, 12, 12, 33, 12)),
}

STATUS: dict[str, tuple[Value, ...]] = {
    "001": ("华岳", "局领导", None, "领导成员", None, None),
    "013": ("商於", "河湖科", None, "试用期", date(2026, 3, 2), None),
    "014": ("延川", "河湖科", "一级主任科员", "病假", date(2026, 4, 7), date(2026, 6, 12)),
    "015": ("勉县", "水政科", "一级主任科员", "挂职", date(2025, 11, 1), None),
}


def _roster() -> list[Row]:
    every: dict[str, tuple[Value, ...]] = {
        id_: (name, "水政科" if int(id_) % 2 else "河湖科", "一级主任科员", "参加", None, None)
        for id_, (name, _) in PEOPLE.items()
    }
    every |= STATUS
    headings = "编号 姓名 内设机构 职级 参加情况 起始日期 结束日期"
    return table(headings, *((id_, *every[id_]) for id_ in sorted(every)))


def _marks() -> list[Row]:
    return [[id_, name, *marks] for id_, (name, marks) in PEOPLE.items()]


MEETING = ("局党组会议", date(2026, 7, 6))

CANDIDATES: dict[str, tuple[Value, ...]] = {
    "002": ("四级调研员", date(2022, 5, 1), "年度考核连续优秀", "排头兵", "合格", None),
    "003": ("四级调研员", date(2019, 6, 1), None, "实干家", "合格", None),
    "004": ("三级调研员", date(2022, 5, 1), "投身三大攻坚战、年度考核连续优秀", "排头兵",
            "合格", None),
    "005": ("四级调研员", date(2019, 6, 1), "年度考核连续优秀", "老黄牛", "有疑点",
            "有信访反映，正在核实"),
    "006": ("四级调研员", date(2018, 6, 1), None, "老黄牛", "合格", None),
    "007": ("二级主任科员", date(2023, 5, 1), "其他优先情形", None, "合格", None),
    "008": ("四级调研员", date(2020, 6, 1), None, None, "合格", None),
    "009": ("二级主任科员", date(2023, 5, 1), None, None, "合格", None),
    "010": ("四级调研员", date(2020, 6, 1), None, "排头兵", "不合格", None),
    "011": ("三级主任科员", date(2023, 5, 1), None, None, None, None),
}  # fmt: skip
"""By 编号, the columns of 职级晋升 after 姓名."""


def _candidates() -> list[Row]:
    return [[id_, PEOPLE[id_][0], *said] for id_, said in CANDIDATES.items()]


QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "渭川市水务局", "shaanxi", (2026, 2), 好等次比例=0.25, 较高职级职数=7,
        会议名称=MEETING[0], 会议日期=MEETING[1],
    ),
    "人员名册": _roster(),
    "指标评分": table(
        "编号 姓名 德 能 勤 绩 廉", *_marks()
    ),
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("003", "黄土塬", "较好", "取水许可审批超过时限", *MEETING),
        ("004", "秦直道", "好", "同分，河道清淤提前完成", *MEETING),
    ),
    "职级晋升": table(
        "编号 姓名 拟晋升职级 现职级起始 情形 类型 政治表现 说明",
        *_candidates(),
    ),
}  # fmt: skip

REGISTERS: dict[str, dict[str, list[Row]]] = {"quarter": QUARTER}
