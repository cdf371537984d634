"""大观: self-rating, cards of service users, the leader's word, 弹性 items that add or take points.

What comes out is worked by hand in docs/places/daguan.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, Votes, about, scores, sheets, table, totals

FULL = {"政治素质": 20, "工作实绩": 40, "职业道德": 10, "工作作风": 15, "廉洁自律": 15}
OWN, PEER, SERVED = "自评", "同事", "服务对象"
WINDOW, BACK = "窗口岗位", "综合岗位"

PEOPLE = {
    "001": "邹衡", "002": "闻人语", "003": "欧阳澄", "004": "关山月", "005": "龙在田",
    "006": "解语花", "007": "毕竟成", "008": "冷月如", "009": "钟离", "010": "崔莺时",
    "011": "易水寒", "012": "余音", "013": "翟耕",
}  # fmt: skip

INDICATORS = table(
    "指标名称 维度 性质 方向 满分 适用类别 评分标准",
    ("政治素质", "政治素质", "共性", "正向", 20, None, "理论学习、政治表现"),
    ("职业道德", "职业道德", "共性", "正向", 10, None, "首问负责、一次告知"),
    ("工作作风", "工作作风", "共性", "正向", 15, None, "到岗、仪容、用语"),
    ("廉洁自律", "廉洁自律", "共性", "正向", 15, None, "不收礼、不推诿"),
    ("窗口办件", "工作实绩", "个性", "正向", 40, WINDOW, "办件数量、差错、时限"),
    ("综合保障", "工作实绩", "个性", "正向", 30, BACK, "文稿、会务、督办"),
)

POINTS: dict[str, tuple[float | None, ...]] = {
    "002": (19, 9, 14, 15, 37, None),
    "003": (18, 9, 13, 14, 34, None),
    "004": (18, 8, 13, 14, 33, None),
    "005": (17, 8, 12, 14, 31, None),
    "006": (18, 9, 13, 14, None, 26),
    "007": (17, 8, 13, 14, 32, None),
    "008": (15, 7, 10, 12, 26, None),
    "009": (12, 5, 7, 9, 17, None),
    "010": (20, 10, 15, 15, 40, None),
    "011": (18, 9, 14, 14, 35, None),
    "012": (16, 7, 11, 13, 28, None),
}

VOTES: dict[tuple[str, str], Votes] = {
    ("002", OWN): [95], ("002", PEER): [90, 92, 94], ("002", SERVED): [(98, 6), (95, 4)],
    ("003", OWN): [90], ("003", PEER): [86, 87, 88], ("003", SERVED): [(90, 3), (96, 3)],
    ("004", OWN): [88], ("004", PEER): [84, 85, 86], ("004", SERVED): [80, 85, 90],
    ("005", OWN): [85], ("005", PEER): [80, 81, 82], ("005", SERVED): [70, 75, 80, 75],
    ("006", OWN): [90], ("006", PEER): [88, 89, 90],
    ("007", OWN): [86], ("007", PEER): [80, 84, 85], ("007", SERVED): [94, 96],
    ("008", OWN): [80], ("008", PEER): [66, 68, 70], ("008", SERVED): [60, 62, 64],
    ("009", OWN): [70], ("009", PEER): [48, 50, 52], ("009", SERVED): [45, 50, 55],
    ("010", OWN): [100], ("010", PEER): [98, 99, 100], ("010", SERVED): [(100, 3)],
    ("011", OWN): [92], ("011", PEER): [87, 88, 89], ("011", SERVED): [84, 86, 88],
    ("012", OWN): [80], ("012", PEER): [78, (79, 3)], ("012", SERVED): [(78, 2), (79, 2)],
}  # fmt: skip

REVIEWS = {
    "002": ["好"], "003": ["较好"], "004": ["较好"], "005": ["较好"], "006": ["好"],
    "007": ["较好"], "008": ["一般"], "009": ["较差"], "010": ["好"], "011": ["好", "较好"],
    "012": ["一般"],
}  # fmt: skip
LEADERS = ("分管领导", "主要领导")


def _reviews(names: dict[str, str], given: dict[str, list[str]], quarter: int = 1) -> list[Row]:
    goals = dict.fromkeys(("009", "012", "113"), "下季度提高办件速度。")
    rows: list[tuple[Value, ...]] = [
        (id_, names[id_], "按月清单完成重点工作。", LEADERS[place], "同意清单所列。", grade,
         date(2026, 3 * quarter + 1, 2 + place), goals.get(id_))
        for id_, grades in given.items()
        for place, grade in enumerate(grades)
    ]  # fmt: skip
    return table("编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 评鉴日期 改进要求", *rows)


def _records(names: dict[str, str], quarter: int = 1) -> list[Row]:
    """工作纪实 of each month, filed early in the next: one person is late, one lacks a month."""
    rows: list[tuple[Value, ...]] = []
    for id_, name in names.items():
        for step in (1, 3) if id_ == "007" else (1, 2, 3):
            month = 3 * quarter - 3 + step
            filed = date(2026, month + 1, 9 if (id_, month) == ("005", 2) else 3)
            done = "未完成" if (id_, month) == ("005", 2) else "已完成"
            why = "材料退回两次，下月办结" if done == "未完成" else None
            rows.append((id_, name, f"2026-{month:02}", "重点工作任务", "月度重点工作", done, why,
                         filed))  # fmt: skip
    return table("编号 姓名 周期 类别 内容 完成情况 未完成原因 填报日期", *rows)


def _category(id_: str) -> str:
    return BACK if id_ in ("001", "006") else WINDOW


def _roster() -> list[Row]:
    status = {"001": "领导成员", "013": "退休"}
    rows: list[tuple[Value, ...]] = [
        (id_, name, "综合科" if _category(id_) == BACK else "受理科", _category(id_),
         status.get(id_, "参加"), "1990.05" if id_ == "010" else "1984.11",
         "是" if _category(id_) == WINDOW else "否")
        for id_, name in PEOPLE.items()
    ]  # fmt: skip
    return table("编号 姓名 内设机构 考核类别 参加情况 出生年月 一线岗位", *rows)


QUARTER = {
    "基本信息": about(
        "江湾区政务服务中心", "daguan", (2026, 1), 机关类别="服务类", 适用机关="窗口单位",
        好等次比例=0.3, 量化评分占比=0.4, 服务对象占比=0.4, 会议名称="中心党组会议",
        会议日期=date(2026, 4, 8),
    ),
    "人员名册": _roster(),
    "指标体系": INDICATORS,
    "指标评分": scores("政治素质 职业道德 工作作风 廉洁自律 窗口办件 综合保障", PEOPLE, POINTS),
    "民主测评": totals(PEOPLE, VOTES),
    "领导评鉴": _reviews(PEOPLE, REVIEWS),
    "加减分": table(
        "编号 姓名 类型 事项 分值 依据 认定日期 事件编号",
        ("003", "欧阳澄", "加分", "牵头“一件事”集成改革", 3, "区政务办通报", date(2026, 2, 20),
         "E01"),
        ("003", "欧阳澄", "加分", "延时服务 40 次", 3, "值班台账", date(2026, 3, 27), "E02"),
        ("004", "关山月", "加分", "帮办代办重点项目", 2, "企业来信", date(2026, 3, 5), "E03"),
        ("004", "关山月", "加分", "帮办代办重点项目（另报）", 2, "区政务办通报", date(2026, 3, 9),
         "E03"),
        ("005", "龙在田", "减分", "两次超时办结", 3, "系统红牌", date(2026, 2, 11), "E04"),
        ("005", "龙在田", "减分", "临时任务未按期上报", 3, "督办单", date(2026, 3, 13), "E05"),
        ("009", "钟离", "减分", "擅离窗口", 2, "巡查记录", date(2026, 1, 22), "E06"),
        ("010", "崔莺时", "加分", "自助终端改造被推广", 3, "市级简报", date(2026, 3, 30), "E07"),
    ),
    "工作纪实": _records({id_: PEOPLE[id_] for id_ in POINTS}),
    "集体研究": table(
        "编号 姓名 审定等次 理由",
        ("003", "欧阳澄", "较好", "加分事项待上级核实"),
        ("006", "解语花", "好", "名额空出一个，按次序递补"),
    ),
}  # fmt: skip

Marked = dict[str, tuple[str, tuple[float, ...], float, float, float, str]]
"""By 编号: the name, the points, then what self, colleagues and service users say; the review."""


def _small(unit: str, people: Marked, quarter: int = 1, **items: Value) -> dict[str, list[Row]]:
    """A unit of three people; where it serves the public, sheets hold a total only."""
    names = {id_: said[0] for id_, said in people.items()}
    votes: dict[tuple[str, str], Votes] = {}
    served: dict[tuple[str, str], Votes] = {}
    for id_, (_, _, own, peers, users, _) in people.items():
        votes[id_, PEER] = [peers - 1, peers, peers + 1]
        served[id_, OWN] = [own]
        if users:
            served[id_, SERVED] = [users - 1, users, users + 1]
    if items:
        ratings = totals(names, {**votes, **served})
    else:
        headings, *rows = sheets(FULL, names, votes)
        blank: Row = [None] * len(FULL)
        ratings = [[*headings, "总分"], *([*row, None] for row in rows)]
        ratings += [
            [id_, names[id_], OWN, id_, *blank, None, said[2]] for id_, said in people.items()
        ]
    return {
        "基本信息": about(unit, "daguan", (2026, quarter), 机关类别="综合类", **items),
        "人员名册": table(
            "编号 姓名 内设机构 考核类别 出生年月",
            *((*each, "业务科", WINDOW, "1992.03") for each in names.items()),
        ),
        "指标评分": scores(" ".join(FULL), names, {id_: said[1] for id_, said in people.items()}),
        "民主测评": ratings,
        "领导评鉴": _reviews(names, {id_: [said[5]] for id_, said in people.items()}, quarter),
        "工作纪实": _records(names, quarter),
    }


OFFICE: Marked = {
    "101": ("尚书言", (18, 38, 9, 13, 14), 90, 90, 0, "好"),
    "102": ("曾见山", (19, 36, 9, 14, 14), 90, 90, 0, "好"),
    "103": ("沙鸥", (15, 31, 8, 12, 12), 80, 80, 0, "较好"),
}
SERVICE: Marked = {
    "111": ("宁静之", (18, 36, 9, 13, 14), 90, 90, 95, "好"),
    "112": ("武陵春", (18, 36, 9, 13.75, 14), 90, 91, 91, "好"),
    "113": ("计然", (13, 26, 7, 10, 10), 80, 70, 60, "一般"),
}

REGISTERS = {
    "quarter": QUARTER,
    "office": _small("江湾区档案馆", OFFICE),
    "office-q2": _small("江湾区档案馆", OFFICE, 2),
    "service": _small("江湾区便民服务站", SERVICE, 适用机关="服务部门"),
}
