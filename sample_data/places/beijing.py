"""北京: the quota leans to central work; 接诉即办 and 好差评 join the review; contact points.

What comes out is worked by hand in docs/places/beijing.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

DIMENSIONS = "德 能 勤 绩 廉"
STREET = "政治素质 红墙意识 业务能力 出勤作风 工作实绩 接诉即办 廉洁自律"

Reviewed = tuple[str, tuple[float, ...], Sequence[str]]
"""姓名, the marks, what each 主管领导 proposes."""


def _points(people: Mapping[str, Reviewed], headings: str) -> list[Row]:
    rows: list[list[Value]] = [[id_, name, *marks] for id_, (name, marks, _) in people.items()]
    return table(f"编号 姓名 {headings}", *rows)


def _reviews(people: Mapping[str, Reviewed]) -> list[Row]:
    rows: list[list[Value]] = [
        [id_, name, "按季小结，见附件。", "主管领导", "已评鉴。", grade, f"领导{number}",
         date(2026, 4, 3)]
        for id_, (name, _, grades) in people.items()
        for number, grade in enumerate(grades, start=1)
    ]  # fmt: skip
    return table("编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 评鉴人 评鉴日期", *rows)


def _unit(
    unit: str, scope: str, people: Mapping[str, Reviewed], headings: str
) -> dict[str, list[Row]]:
    """A small register in which everybody takes part, and nobody in central work."""
    return {
        "基本信息": about(unit, "beijing", (2026, 1), 适用机关=scope),
        "人员名册": table(
            "编号 姓名 内设机构", *((id_, name, "综合科") for id_, (name, _, _) in people.items())
        ),
        "指标评分": _points(people, headings),
        "领导评鉴": _reviews(people),
    }


EVENTS, GENERAL, PLANNING = "重大活动科", "综合科", "规划科"

PEOPLE: dict[str, Reviewed] = {
    "002": ("潭柘", (14, 14, 14, 38, 14), ["好"]),
    "003": ("卢沟月", (14, 14, 14, 36, 14), ["好"]),
    "004": ("什海", (13.5, 13.5, 13.5, 36, 13.5), ["好"]),
    "005": ("雍和", (13, 12, 12, 34, 13), ["较好"]),
    "006": ("香山红", (14, 13, 14, 36, 14), ["好"]),
    "007": ("钟楼", (14, 14, 14, 39, 14), ["好"]),
    "008": ("鼓巷", (14, 14, 14, 37, 14), ["好"]),
    "009": ("银锭", (14, 14, 14, 36, 14), ["好", "较好"]),
    "010": ("白纸坊", (13, 12, 13, 34, 13), ["较好"]),
    "011": ("陶然", (11, 11, 11, 26, 11), ["一般"]),
    "012": ("车公", (8, 8, 8, 18, 8), ["较差"]),
    "013": ("菜市", (14.5, 14, 14, 36, 14.5), ["好"]),
}

WHERE = {
    EVENTS: ("002", "003", "004", "005", "010"),
    GENERAL: ("006", "007", "008", "009"),
    PLANNING: ("011", "012", "013"),
}

OUTSIDE: dict[str, tuple[Value, ...]] = {
    "001": ("居庸", "委领导", "领导成员", None, None, None),
    "014": ("平安里", GENERAL, "借调", date(2025, 8, 1), None, None),
    "015": ("甘家口", PLANNING, "病假", date(2026, 1, 6), date(2026, 3, 18), None),
}


def _roster() -> list[Row]:
    every: dict[str, tuple[Value, ...]] = {
        id_: (PEOPLE[id_][0], department, "参加", None, None, "是" if id_ == "006" else None)
        for department, ids in WHERE.items()
        for id_ in ids
    }
    every |= OUTSIDE
    headings = "编号 姓名 内设机构 参加情况 起始日期 结束日期 中心工作"
    return table(headings, *((id_, *every[id_]) for id_ in sorted(every)))


LEDGER = table(
    "任务 成果形式 完成情况 定量得分 定性评价 说明",
    ("指标体系动态调整", "方案", "已完成", 92, "好", None),
    ("审核评鉴方法创新", "案例", "已完成", 88, "好", None),
    ("结果运用", "制度", "已完成", 86, "较好", None),
    ("平时考核减负", "报告", "推进中", 80, "较好", "移动端尚在试用"),
)

QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "永宁区发展和改革委员会", "beijing", (2026, 1), 联系点="是", 会议名称="委党组会议",
        会议日期=date(2026, 4, 10), 联系点靠前名次=1, 联系点任务完成率=0.75,
    ),
    "人员名册": _roster(),
    "指标评分": _points(PEOPLE, DIMENSIONS),
    "领导评鉴": _reviews(PEOPLE),
    "部门考评": table(
        "内设机构 得分 档次 中心工作 说明",
        (EVENTS, None, None, "是", "重大活动服务保障"),
        (GENERAL, None, None, "否", None),
        (PLANNING, None, None, "否", None),
    ),
    "联系点台账": LEDGER,
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("006", "香山红", "较好", "中途退出专班，贡献小于同组", "委党组会议", date(2026, 4, 10)),
        ("004", "什海", "好", "承担驻点值守，综合考虑", "委党组会议", date(2026, 4, 10)),
    ),
}  # fmt: skip

ON_THE_STREET: dict[str, Reviewed] = {
    "101": ("华灯", (9.5, 5, 14, 14, 23.5, 14, 14), ["好"]),
    "102": ("府右", (9, 4, 13, 13, 21, 12, 14), ["较好"]),
    "103": ("灵境", (8, 3, 11, 11, 17, 8, 12), ["一般"]),
}

MARKET: dict[str, Reviewed] = {
    "201": ("金融", (14, 14, 14, 36, 14), ["好"]),
    "202": ("展览路", (13.5, 13.5, 13.5, 36, 13.5), ["好"]),
    "203": ("德胜", (12, 12, 12, 32, 12), ["较好"]),
}
USERS: dict[str, Sequence[float]] = {"201": (100, 96, 98), "202": (60, 70), "203": (90,)}


def _market() -> dict[str, list[Row]]:
    rows = [
        (id_, MARKET[id_][0], "服务对象", f"办事人{number}", total)
        for id_, totals in USERS.items()
        for number, total in enumerate(totals, start=1)
    ]
    register = _unit("虚构市市场监督管理局", "市市场监管局", MARKET, DIMENSIONS)
    return {**register, "民主测评": table("编号 姓名 评价主体 评价人 总分", *rows)}


REGISTERS: dict[str, dict[str, list[Row]]] = {
    "quarter": QUARTER,
    "street": _unit("虚构街道办事处", "西长安街街道", ON_THE_STREET, STREET),
    "market": _market(),
}
