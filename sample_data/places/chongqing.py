"""重庆: months fixed by the unit, N+X, tiers of their own, service users in window units.

What comes out is worked by hand in docs/places/chongqing.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

OWN = "政治表现 服务基层 工作创新 政治不合格情形 其他不合格情形 工作数量 工作质量"
SHORT = {"甲": "好", "乙": "较好", "丙": "一般", "丁": "较差"}
"""How the months of a quarter are written below: a letter a month, `-` for none."""

Marks = tuple[str, str, tuple[float, ...]]
"""姓名, the three months as they were fixed, the marks in the order of the indicators."""


def _months(
    people: Mapping[str, Marks], proposed: Mapping[str, str], quarter: int = 1
) -> list[Row]:
    """月度考核: what was proposed (as it was fixed, where `proposed` says nothing), what stands."""
    rows: list[list[Value]] = []
    for id_, (name, fixed, _) in people.items():
        said = proposed.get(id_, fixed)
        first = 3 * quarter - 2
        for number, (wish, stands) in enumerate(zip(said, fixed, strict=True), start=first):
            if wish != "-":
                month = f"2026-{number:02d}"
                rows.append([id_, name, month, SHORT[wish], "处长", SHORT.get(stands)])
    return table("编号 姓名 月份 建议等次 建议人 审定等次", *rows)


def _points(people: Mapping[str, Marks], indicators: str = OWN) -> list[Row]:
    rows: list[list[Value]] = [[id_, name, *marks] for id_, (name, _, marks) in people.items()]
    return table(f"编号 姓名 {indicators}", *rows)


def _weekly(
    people: Mapping[str, Marks], quarter: int = 1, lacking: str = "", late: str = ""
) -> list[Row]:
    """工作纪实 of each week, filed on its Friday; somebody lacks one, somebody is late."""
    rows: list[list[Value]] = []
    first = 13 * quarter - 12
    for id_, (name, months, _) in people.items():
        for week in range(first, first + 14):
            friday = date.fromisocalendar(2026, week, 5)
            month = friday.month - 3 * quarter + 2
            absent = 0 <= month < len(months) and months[month] == "-"
            if absent or (id_ == lacking and week == 9):
                continue
            filed = friday + timedelta(days=21 if id_ == late and week < 7 else 0)
            rows.append([id_, name, f"2026-W{week:02d}", _TASKS[week % 3], "已完成", None, filed])
    return table("编号 姓名 周期 内容 完成情况 未完成原因 填报日期", *rows)


_TASKS = ("办文 3 件，调研 1 次", "专项工作推进会材料", "数据核对和报表")


def _unit(
    unit: str,
    people: Mapping[str, Marks],
    indicators: str = OWN,
    quarter: int = 1,
    **more: Value,
) -> dict[str, list[Row]]:
    """A small register in which everybody takes part."""
    return {
        "基本信息": about(unit, "chongqing", (2026, quarter), **more),
        "人员名册": table(
            "编号 姓名 内设机构", *((id_, name, "一处") for id_, (name, _, _) in people.items())
        ),
        "月度考核": _months(people, {}, quarter),
        "指标评分": _points(people, indicators),
        "工作纪实": _weekly(people, quarter),
    }


# ---- 一个季度 ----

PEOPLE: dict[str, Marks] = {
    "002": ("秦巴月", "甲甲甲", (28, 28, 19, 0, 0, 48, 47)),
    "003": ("冷杉", "甲甲乙", (27, 27, 18, 0, 0, 47, 46)),
    "004": ("庹小江", "甲乙乙", (28, 28, 18, 0, 0, 47, 47)),
    "005": ("代山", "甲乙乙", (26, 26, 18, 0, 0, 47, 46)),
    "006": ("幸福林", "乙乙乙", (26, 26, 18, 0, 0, 45, 45)),
    "007": ("牟水", "乙乙乙", (26, 26, 18, 4, 0, 43, 42)),
    "008": ("龚滩", "乙丙丙", (24, 22, 14, 0, 0, 38, 37)),
    "009": ("况野", "丙丙丁", (16, 14, 10, 0, 0, 25, 25)),
    "010": ("谯楼", "-甲甲", (25, 25, 18, 0, 0, 42, 42)),
    "011": ("付江津", "甲乙乙", (29, 29, 19, 0, 0, 46, 46)),
    "012": ("游渝", "甲甲乙", (24, 24, 17.7, 0, 0, 47, 47)),
    "014": ("隆冬", "乙乙乙", (25, 24, 16, 0, 0, 43, 42)),
}

_STATUS: dict[str, tuple[Value, ...]] = {
    "001": ("向前", "局领导", "领导成员", None, None, None),
    "010": ("谯楼", "二科", "新调入", date(2026, 2, 2), None, None),
    "013": ("粟舟", "二科", "病假", date(2026, 1, 8), date(2026, 3, 25), None),
    "014": ("隆冬", "一科", "试用期", date(2025, 9, 1), None, None),
}


def _roster() -> list[Row]:
    plain: dict[str, tuple[Value, ...]] = {
        id_: (name, "一科" if int(id_) % 2 else "二科", "参加", None, None, None)
        for id_, (name, _, _) in PEOPLE.items()
    }
    plain["002"] = (*plain["002"][:5], "是")
    every = {**plain, **_STATUS}
    headings = "编号 姓名 内设机构 参加情况 起始日期 结束日期 急难险重"
    return table(headings, *((id_, *every[id_]) for id_ in sorted(every)))


QUARTER: dict[str, list[Row]] = {
    "基本信息": about(
        "青桥区统计局", "chongqing", (2026, 1), 好等次比例=0.35, 会议名称="局党组会议",
        会议日期=date(2026, 4, 8),
    ),
    "人员名册": _roster(),
    "月度考核": _months(PEOPLE, {"003": "甲甲甲", "008": "乙乙丙"}),
    "指标评分": _points(PEOPLE),
    "工作纪实": _weekly(PEOPLE, lacking="008", late="009"),
    "集体研究": table(
        "编号 姓名 审定等次 理由 会议名称 会议日期",
        ("012", "游渝", "较好", "共性指标明显靠后", "局党组会议", date(2026, 4, 8)),
        ("011", "付江津", "好", "共性、个性都均衡", "局党组会议", date(2026, 4, 8)),
    ),
}  # fmt: skip


# ---- 各家自己的做法 ----

HEAD, DEPUTY, STAFF = "处室正职", "处室副职", "一般干部"

TIERED: dict[str, tuple[str, Marks]] = {
    "201": (HEAD, ("毕山河", "甲甲甲", (28, 28, 19, 0, 0, 48, 47))),
    "202": (HEAD, ("桂圆", "甲甲甲", (27, 27, 18, 0, 0, 44, 43))),
    "203": (HEAD, ("苟利国", "甲甲甲", (25, 24, 16, 0, 0, 43, 42))),
    "204": (DEPUTY, ("晏清", "甲甲甲", (26, 26, 18, 0, 0, 43, 42))),
    "205": (DEPUTY, ("官渡", "乙乙乙", (25, 24, 16, 0, 0, 43, 42))),
    "206": (DEPUTY, ("凤鸣", "乙乙乙", (25, 24, 16, 0, 0, 43, 42))),
    "207": (STAFF, ("涂清", "甲甲甲", (26, 26, 18, 0, 0, 48, 47))),
    "208": (STAFF, ("费尽思", "甲甲甲", (28, 28, 19, 0, 0, 45, 45))),
    "209": (STAFF, ("阳光明", "甲甲甲", (25, 25, 18, 0, 0, 43, 42))),
    "210": (STAFF, ("冉冉", "乙乙乙", (20, 18, 12, 0, 0, 39, 39))),
}

WINDOW: dict[str, Marks] = {
    "301": ("黎云", "甲甲甲", (28, 28, 19, 0, 0, 46, 46)),
    "302": ("皮小舟", "乙乙乙", (26, 26, 18, 0, 0, 45, 45)),
    "303": ("殷红", "甲乙丙", (24, 22, 14, 0, 0, 40, 40)),
}
USERS: dict[str, Sequence[float]] = {"301": (96, 94), "302": (60, 70, 80), "303": (85,)}

NX = "政治忠诚 服务基层 出勤 不廉洁情形 招商项目 项目质量"
OF_OWN: dict[str, Marks] = {
    "401": ("贝锦", "甲甲甲", (38, 28, 14, 0, 55, 37)),
    "402": ("戈壁", "乙乙乙", (34, 25, 13, 5, 48, 32)),
    "403": ("佘月", "丙丙丙", (28, 20, 10, 3, 36, 24)),
}
SYSTEM = table(
    "指标名称 维度 性质 方向 满分 适用类别 评分标准",
    ("政治忠诚", "德", "共性", "正向", 40, None, "正面清单逐项对照"),
    ("服务基层", "能", "共性", "正向", 30, None, "正面清单逐项对照"),
    ("出勤", "勤", "共性", "正向", 15, None, "按考勤"),
    ("不廉洁情形", "廉", "负面", "反向", 15, None, "负面清单，每项扣 5 分"),
    ("招商项目", "绩", "个性", "正向", 60, None, "按签约数量"),
    ("项目质量", "绩", "个性", "正向", 40, None, "按开工率"),
)


def _tiers() -> dict[str, list[Row]]:
    people = {id_: marks for id_, (_, marks) in TIERED.items()}
    register = _unit("虚构市人力资源社会保障局", people, 适用机关="市人力社保局")
    rows = ((id_, marks[0], "各处室", tier) for id_, (tier, marks) in TIERED.items())
    return {**register, "人员名册": table("编号 姓名 内设机构 层级", *rows)}


def _window() -> dict[str, list[Row]]:
    rows = [
        (id_, WINDOW[id_][0], "服务对象", f"办事人{number}", total)
        for id_, totals in USERS.items()
        for number, total in enumerate(totals, start=1)
    ]
    register = _unit("虚构区政务服务中心", WINDOW, 适用机关="九龙坡区窗口单位")
    return {**register, "民主测评": table("编号 姓名 评价主体 评价人 总分", *rows)}


def _own(*left_out: str) -> dict[str, list[Row]]:
    """A unit with an N+X of its own, some of its indicators left out."""
    kept = [name for name in NX.split() if name not in left_out]
    places = [NX.split().index(name) for name in kept]
    people: dict[str, Marks] = {
        id_: (name, months, tuple(marks[place] for place in places))
        for id_, (name, months, marks) in OF_OWN.items()
    }
    register = _unit("青桥区招商局", people, " ".join(kept))
    return {**register, "指标体系": [row for row in SYSTEM if row[0] not in left_out]}


# ---- 一年，和考核较差的 ----

BEST: tuple[float, ...] = (28, 28, 19, 0, 0, 48, 47)
GOOD: tuple[float, ...] = (26, 26, 18, 0, 0, 45, 45)
FAIR: tuple[float, ...] = (24, 22, 14, 0, 0, 40, 40)
POOR: tuple[float, ...] = (16, 14, 10, 0, 0, 25, 25)

YEAR: dict[str, tuple[str, str, tuple[float, ...]]] = {
    "501": ("舒展", "甲甲甲甲", BEST),
    "502": ("巫山云", "甲甲乙乙", GOOD),
    "503": ("綦江", "乙乙甲乙", GOOD),
    "504": ("潼南", "乙乙乙乙", GOOD),
    "505": ("酉水", "丙乙乙乙", FAIR),
}
"""姓名, the letter of every month of each quarter, the marks of each quarter."""

POORLY: dict[str, Marks] = {
    "601": ("南彭", "甲甲甲", BEST),
    "602": ("惠民", "乙乙乙", GOOD),
    "603": ("双河", "丙丁丁", POOR),
}


def _of_quarter(number: int) -> dict[str, list[Row]]:
    people: dict[str, Marks] = {
        id_: (name, 3 * letters[number - 1], marks) for id_, (name, letters, marks) in YEAR.items()
    }
    stated: dict[str, Value] = {"晋升最少好次数": 2, "优秀核查好次数": 3} if number == 4 else {}
    unit = "虚构市市场监督管理局"
    return _unit(unit, people, OWN, number, 适用机关="市市场监管局", **stated)


REGISTERS: dict[str, dict[str, list[Row]]] = {
    "quarter": QUARTER,
    "tiers": _tiers(),
    "window": _window(),
    "own": _own(),
    "no-common": _own("政治忠诚", "服务基层", "出勤"),
    "one-sided": _own("不廉洁情形"),
    "poor": _unit("虚构区统计局", POORLY, 适用机关="巴南区"),
    **{f"q{number}": _of_quarter(number) for number in (1, 2, 3, 4)},
}
