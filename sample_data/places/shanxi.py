"""山西: a plain quarter, and the hours of training and test results of its people.

What comes out is worked by hand in docs/places/shanxi.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

PEOPLE: dict[str, tuple[str, tuple[float, ...]]] = {
    "002": ("吕梁英", (14.5, 14.5, 14, 38.5, 14.5)),
    "003": ("汾水长", (14, 14, 14, 36.5, 14)),
    "004": ("云中雁", (14, 13.5, 14, 37, 14)),
    "005": ("雁门雪", (13.5, 13.5, 13.5, 36, 13.5)),
    "006": ("恒山翠", (13.5, 13.5, 13.5, 36, 13.49)),
    "007": ("沁园春", (12.5, 13, 13, 32.5, 13)),
    "008": ("壶口", (11, 11, 11, 31, 11)),
    "009": ("晋祠", (11, 11, 11, 30.99, 11)),
    "010": ("平遥", (9, 9, 9, 24, 9)),
    "011": ("娘子关", (9, 9, 9, 23.99, 9)),
    "014": ("永济", (12, 12, 12, 32, 12)),
}

STATUS: dict[str, tuple[Value, ...]] = {
    "001": ("太岳", "局领导", "领导成员", None, None),
    "012": ("介休", "种植业科", "学习培训", date(2026, 4, 1), None),
    "013": ("原平", "畜牧科", "病假", date(2026, 10, 8), date(2026, 12, 25)),
    "014": ("永济", "畜牧科", "试用期", date(2026, 8, 3), None),
}


def _roster() -> list[Row]:
    every: dict[str, tuple[Value, ...]] = {
        id_: (name, "种植业科" if int(id_) % 2 else "畜牧科", "参加", None, None)
        for id_, (name, _) in PEOPLE.items()
    }
    every |= STATUS
    headings = "编号 姓名 内设机构 参加情况 起始日期 结束日期"
    return table(headings, *((id_, *every[id_]) for id_ in sorted(every)))


def _marks() -> list[Row]:
    return [[id_, name, *marks] for id_, (name, marks) in PEOPLE.items()]


MEETING = ("局党组会议", date(2027, 1, 6))

QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "汾原县农业农村局", "shanxi", (2026, 4), 好等次比例=0.2, 培训最少学时=90, 理论测试合格分=60,
        会议名称=MEETING[0], 会议日期=MEETING[1],
    ),
    "人员名册": _roster(),
    "指标评分": table(
        "编号 姓名 德 能 勤 绩 廉", *_marks()
    ),
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("003", "汾水长", "好", "同分，高标准农田验收全市第一", *MEETING),
    ),
    "年度测评": table(
        "编号 姓名 得分 培训学时 理论测试成绩",
        ("002", "吕梁英", 95, 120.5, 96),
        ("003", "汾水长", 92, 90, 88),
        ("004", "云中雁", 91, 89.5, 85),
        ("005", "雁门雪", 90, 96, 60),
        ("006", "恒山翠", 88, 104, 59.5),
        ("007", "沁园春", 85, 110, None),
        ("008", "壶口", 80, None, 72),
        ("009", "晋祠", 76, 0, 0),
        ("010", "平遥", 70, 40, 45),
        ("011", "娘子关", 60, None, None),
        ("012", "介休", 82, 200, 90),
        ("014", "永济", 84, 95, 80),
    ),
}  # fmt: skip

REGISTERS: dict[str, dict[str, list[Row]]] = {"quarter": QUARTER}
