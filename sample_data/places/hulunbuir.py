"""呼伦贝尔: three papers, both directions, levels of completion, and the ways of single organs.

What comes out is worked by hand in docs/places/hulunbuir.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, Votes, about, sheets, table

FULL = {"德": 15, "能": 15, "勤": 15, "绩": 40, "廉": 15}
ABOVE, PEER, PUBLIC = "上级评价", "同事互评", "群众评价"
GENERAL, ENFORCING, TECHNICAL = "综合管理类", "行政执法类", "专业技术类"

COMMON = "政治素质 工作作风 负面表现"
PAPERS = {
    GENERAL: ("综合协调", "重点任务"),
    ENFORCING: ("执法能力", "执法任务"),
    TECHNICAL: ("专业能力", "技术任务"),
    "执法勤务类": ("执法办案", "勤务实绩"),
    "警务技术类": ("检验鉴定", "技术支撑"),
}

Marks = tuple[float | str, ...]
"""政治素质, 工作作风, what is taken off, and the two marks of the paper."""

Paper = tuple[str, str, Marks]
"""姓名, 考核类别, marks."""

Ratings = Mapping[tuple[str, str], Votes]


def _points(people: Mapping[str, Paper]) -> list[Row]:
    """指标评分: under each indicator the people to whose paper it belongs."""
    papers = [name for name in PAPERS if any(name == paper for _, paper, _ in people.values())]
    own = [indicator for paper in papers for indicator in PAPERS[paper]]
    rows: list[list[Value]] = []
    for id_, (name, paper, marks) in people.items():
        under = dict(zip(PAPERS[paper], marks[3:], strict=True))
        rows.append([id_, name, *marks[:3], *(under.get(indicator) for indicator in own)])
    return table(f"编号 姓名 {COMMON} {' '.join(own)}", *rows)


def _alike(people: Mapping[str, Paper], groups: Sequence[str], *given: float) -> Ratings:
    """Every group of raters at one figure about each person, in their order."""
    return {
        (id_, group): [total] for id_, total in zip(people, given, strict=True) for group in groups
    }


def _organ(
    unit: str,
    scope: str,
    people: Mapping[str, Paper],
    votes: Ratings,
    period: tuple[int, int] = (2026, 1),
    **more: Value,
) -> dict[str, list[Row]]:
    """A small register: everybody takes part and has an own paper."""
    scoped: dict[str, Value] = {"适用机关": scope} if scope else {}
    names = {id_: name for id_, (name, _, _) in people.items()}
    return {
        "基本信息": about(unit, "hulunbuir", period, **scoped, **more),
        "人员名册": table(
            "编号 姓名 内设机构 考核类别",
            *((id_, name, "综合科", paper) for id_, (name, paper, _) in people.items()),
        ),
        "指标评分": _points(people),
        "民主测评": sheets(FULL, names, votes),
    }


# ---- 一个季度：三张考卷 ----

PEOPLE: dict[str, Paper] = {
    "002": ("云岭", GENERAL, (14, 14, 0, 14, 38)),
    "003": ("葛青川", ENFORCING, (14, 13.5, 0, 13.5, 36)),
    "004": ("苏和平", TECHNICAL, ("高质量完成", "按时完成", 0, "高质量完成", "按时完成")),
    "005": ("丁香园", GENERAL, (13, 13, 0, "基本完成", "基本完成")),
    "006": ("贺兰石", ENFORCING, (12, 11, 0, 12, "未完成")),
    "007": ("佟雪桥", GENERAL, (14, 14, 6, 13, 35)),
    "008": ("柴木青", TECHNICAL, (13, 13, 0, 12, 32)),
    "009": ("乌兰图", ENFORCING, (14.5, 14, 0, 13.5, 35)),
    "010": ("冉冬阳", GENERAL, (13.5, 13.5, 0, 13.5, 34)),
    "011": ("敖云", TECHNICAL, (14.5, 14.3, 0, 13.5, 35)),
    "015": ("库伦", TECHNICAL, (11, 11, 0, 9, 24)),
}

OUTSIDE: dict[str, tuple[Value, ...]] = {
    "001": ("白音河", "局领导", GENERAL, "领导成员", None, None, None),
    "012": ("温都尔", "规划科", GENERAL, "病假", date(2026, 1, 5), date(2026, 3, 20), None),
    "013": ("尚小溪", "执法队", ENFORCING, "参加", None, None, None),
    "014": ("满都拉", "规划科", GENERAL, "挂职", date(2025, 6, 1), None, "苏木河市河湾镇"),
}

VOTES: dict[tuple[str, str], Votes] = {
    ("002", ABOVE): [94], ("002", PEER): [91, 92, 93], ("002", PUBLIC): [(93, 5)],
    ("003", ABOVE): [90], ("003", PEER): [89, 90, 91], ("003", PUBLIC): [(90, 4)],
    ("004", ABOVE): [90], ("004", PEER): [90, 92], ("004", PUBLIC): [(92, 3)],
    ("005", ABOVE): [80], ("005", PEER): [78, 80, 82], ("005", PUBLIC): [(80, 4)],
    ("006", ABOVE): [60], ("006", PEER): [58, 60, 62], ("006", PUBLIC): [(60, 4)],
    ("007", ABOVE): [88], ("007", PEER): [86, 88, 90], ("007", PUBLIC): [(88, 4)],
    ("008", ABOVE): [85], ("008", PEER): [76, 78, 80],
    ("009", ABOVE): [90], ("009", PEER): [89, 90, 91], ("009", PUBLIC): [(90, 4)],
    ("010", ABOVE): [92.5], ("010", PEER): [89, 91], ("010", PUBLIC): [90, 91],
    ("011", ABOVE): [89.3], ("011", PEER): [89.3], ("011", PUBLIC): [(89.3, 4)],
    ("015", ABOVE): [68], ("015", PEER): [66, 68, 70], ("015", PUBLIC): [(68, 4)],
}  # fmt: skip


def _roster() -> list[Row]:
    departments = {GENERAL: "综合科", ENFORCING: "执法队", TECHNICAL: "测绘中心"}
    rows = {
        id_: (id_, name, departments[paper], paper, "参加", None, None, None)
        for id_, (name, paper, _) in PEOPLE.items()
    }
    away = {id_: (id_, *said) for id_, said in OUTSIDE.items()}
    headings = "编号 姓名 内设机构 考核类别 参加情况 起始日期 结束日期 现工作单位"
    every: dict[str, tuple[Value, ...]] = {**rows, **away}
    return table(headings, *(every[id_] for id_ in sorted(every)))


QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "苏木河市自然资源局", "hulunbuir", (2026, 1), 好等次比例=0.35, 会议名称="局党组会议",
        会议日期=date(2026, 4, 9),
    ),
    "人员名册": _roster(),
    "指标评分": _points(PEOPLE),
    "民主测评": sheets(FULL, {id_: name for id_, (name, _, _) in PEOPLE.items()}, VOTES),
    "处分问责": table(
        "编号 姓名 种类 生效日期 解除日期", ("013", "尚小溪", "立案调查", date(2026, 3, 2), None)
    ),
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("004", "苏和平", "较好", "两次成果返工，由本人主动提出", "局党组会议", date(2026, 4, 9)),
        ("011", "敖云", "好", "汛期连续值守，综合考虑", "局党组会议", date(2026, 4, 9)),
    ),
}  # fmt: skip


# ---- 各家自己的做法 ----

GROUPS = (ABOVE, PEER, PUBLIC)
SELF, SAME, OVER = "自评", "同类互评", "上级点评"

POLICE: dict[str, Paper] = {
    "101": ("齐木林", "执法勤务类", (14, 14, 0, 18, 32)),
    "102": ("伊敏", "警务技术类", (13, 14, 0, 22, 26)),
    "103": ("冯远山", GENERAL, (13, 12, 0, 12, 33)),
}
ORGANIZATION: dict[str, Paper] = {
    "201": ("林海", GENERAL, (14, 13.5, 0, 13.5, 36)),
    "202": ("高娃", GENERAL, (13, 13, 0, 13, 36)),
    "203": ("祖鹿", GENERAL, (13, 13, 0, 13, 36)),
}
CULTURE: dict[str, Paper] = {
    "301": ("樊星野", GENERAL, (14, 14, 0, 13, 35)),
    "302": ("朝鲁", GENERAL, (13, 13, 0, 12, 32)),
    "303": ("郎月", GENERAL, (12, 12, 0, 11, 30)),
}
SERVICE: dict[str, Paper] = {
    "401": ("苗萌", GENERAL, (14, 13, 0, 13, 35)),
    "402": ("伍常青", GENERAL, (14, 13, 0, 13, 35)),
    "403": ("达来", GENERAL, (12, 12, 0, 11, 30)),
}
LEDGER = "任务 成果形式 完成情况 定量得分 定性评价"
ITEMS = "编号 姓名 类型 类别 事项 分值 依据 认定日期 事件编号"

ORGANS: dict[str, dict[str, list[Row]]] = {
    "police": {
        **_organ(
            "苏木河市公安局", "公安局", POLICE, _alike(POLICE, GROUPS, 90, 88, 85), 联系点="是"
        ),
        "联系点台账": table(
            LEDGER,
            ("三类人员考核指标", "方案", "已完成", 92, "好"),
            ("评鉴方式改进", "案例", "已完成", 94, "较好"),
        ),
    },
    "organization": {
        **_organ(
            "苏木河市委组织部", "组织部", ORGANIZATION, _alike(ORGANIZATION, GROUPS, 90, 90, 90)
        ),
        "加减分": table(
            ITEMS,
            ("201", "林海", "加分", "亮点工作", "联系点经验在全市交流", 1, "简报", None, "E1"),
            ("201", "林海", "加分", "亮点工作", "承办现场观摩", 1, "通知", None, "E2"),
            ("201", "林海", "加分", "亮点工作", "信息被采用", 1, "刊物", None, "E3"),
            ("201", "林海", "加分", "创新创先", "首推线上小结", 1.5, "批示", None, "E4"),
            ("202", "高娃", "加分", "创新创先", "考核指标数据库", 2, "批示", None, "E5"),
            ("202", "高娃", "加分", "创新创先", "同一项，又报一次", 1, "批示", None, "E5"),
        ),
    },
    "culture": {
        **_organ(
            "苏木河市文化和旅游局",
            "文旅局",
            CULTURE,
            {
                ("301", SELF): [95], ("301", SAME): [89, 90, 91], ("301", OVER): [92],
                ("302", SELF): [100], ("302", SAME): [78, 80, 82], ("302", OVER): [82],
                ("303", SELF): [80], ("303", OVER): [86],
            },
            联系点="是",
        ),
        "联系点台账": table(LEDGER, ("三方评价办法", "方案", "推进中", 50, "一般")),
    },
    "service": {
        **_organ("苏木河市政务服务局", "政务服务局", SERVICE, _alike(SERVICE, GROUPS, 88, 92, 80)),
        "加减分": table(
            ITEMS,
            ("401", "苗萌", "加分", "群众满意度", "一月满意度第一", 1.5, "系统", None, "M1"),
            ("402", "伍常青", "减分", "群众满意度", "二月差评一件", 2, "系统", None, "M2"),
            ("402", "伍常青", "减分", "群众满意度", "三月差评一件", 2, "系统", None, "M3"),
            ("403", "达来", "加分", "群众满意度", "一月满意度第二", 2, "系统", None, "M4"),
            ("403", "达来", "加分", "群众满意度", "三月满意度第二", 2, "系统", None, "M5"),
        ),
    },
}  # fmt: skip


# ---- 检察院：76 项；指标体系有缺的几本 ----

INDICATOR = "指标名称 维度 性质 方向 满分 适用类别 评分标准"


def _indicators(common: int, own: int, reverse: int) -> list[Row]:
    """So many indicators: 共性 and 个性 of one point, and 反向 ones of two and a half."""
    way = list(FULL)
    rows: list[list[Value]] = []
    for number in range(common + own):
        nature, name = ("共性", "共性指标") if number < common else ("个性", "检察业务")
        called = f"{name}{number + 1:02d}"
        rows.append([called, way[number % 5], nature, "正向", 1, None, "逐项核验"])
    rows += [
        [f"负面情形{number + 1:02d}", "德廉"[number % 2], "负面", "反向", 2.5, None, "逐项核查"]
        for number in range(reverse)
    ]
    return table(INDICATOR, *rows)


PROSECUTORS = {"501": ("莫日根", 0.95, 0), "502": ("祁雁", 0.8, 2), "503": ("常巴图", 0.6, 4)}
"""姓名, the points of each positive indicator, how many negative ones cost their full mark."""


def _procuratorate(indicators: list[Row], scope: str) -> dict[str, list[Row]]:
    names = [str(row[0]) for row in indicators[1:]]
    reverse = sum(row[3] == "反向" for row in indicators[1:])
    rows: list[list[Value]] = []
    for id_, (name, points, lost) in PROSECUTORS.items():
        taken = [2.5] * lost + [0] * (reverse - lost) if reverse else []
        rows.append([id_, name, *([points] * (len(names) - reverse)), *taken])
    people: dict[str, Paper] = {
        id_: (name, GENERAL, (0, 0, 0, 0, 0)) for id_, (name, _, _) in PROSECUTORS.items()
    }
    register = _organ("苏木河市检察院", scope, people, _alike(people, GROUPS, 95, 85, 70))
    points_sheet = table(f"编号 姓名 {' '.join(names)}", *rows)
    return {**register, "指标体系": indicators, "指标评分": points_sheet}


PROCURATORATES: dict[str, dict[str, list[Row]]] = {
    "procuratorate": _procuratorate(_indicators(20, 40, 16), "检察院"),
    "one-sided": _procuratorate(_indicators(3, 4, 0), ""),
    "common-only": _procuratorate(_indicators(5, 0, 4), ""),
}


# ---- 一年 ----

YEAR = {
    "601": ("安达", (91, 91, 85, 85)),
    "602": ("贝尔", (89, 89, 95, 89)),
    "603": ("呼和", (70, 80, 80, 95)),
    "604": ("鄂温", (80, 80, 80, 80)),
}


def _of_quarter(number: int) -> dict[str, list[Row]]:
    """One quarter of the year: indicators and ratings at the same figure."""
    totals = {id_: scores[number - 1] for id_, (_, scores) in YEAR.items()}
    people: dict[str, Paper] = {}
    for id_, (name, _) in YEAR.items():
        each = 14 if totals[id_] > 91 else 12
        people[id_] = (name, GENERAL, (each, each, 0, each, totals[id_] - 15 - 3 * each))
    more: dict[str, Value] = {"优秀比例": 0.25, "奖金总额": 70000} if number == 4 else {}
    votes = _alike(people, GROUPS, *totals.values())
    return _organ("苏木河市统计局", "", people, votes, (2026, number), **more)


REGISTERS: dict[str, dict[str, list[Row]]] = {
    "quarter": QUARTER,
    **ORGANS,
    **PROCURATORATES,
    **{f"q{number}": _of_quarter(number) for number in (1, 2, 3, 4)},
}
