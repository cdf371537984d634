"""潜山: medians, reverse indicators, the reviewer's list of work, and a year with 25% 优秀.

What comes out is worked by hand in docs/places/qianshan.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, Votes, about, scores, sheets, table

UNIT = "青屏市乡村振兴局"
FULL = {"德": 15, "能": 15, "勤": 15, "绩": 40, "廉": 15}
LEAD, STAFF = "领导", "干部职工"
INDICATORS = "政治品德 业务能力 出勤守纪 季度任务 廉洁从政"
"""出勤守纪 and 廉洁从政 are reverse: what stands there is taken off."""

PEOPLE = {
    "001": "韩望川", "002": "任平生", "003": "阮清和", "004": "谢临渊", "005": "田园居",
    "006": "鲁归舟", "007": "项斯年", "008": "牧野", "009": "屈平川", "010": "祁连",
    "011": "鹿鸣", "012": "沙白", "013": "桑梓", "014": "戚怀远",
}  # fmt: skip

POINTS = {
    "001": (14.5, 14.5, 1, 38, 0),
    "002": (14, 14, 2, 36, 0),
    "003": (15, 14, 6, 36, 3),
    "004": (14, 14, 3, 35, 0),
    "005": (14, 14, 2, 35, 0),
    "006": (14, 13, 3, 34, 0),
    "007": (13, 12, 4, 30.2, 1),
    "008": (11, 11, 5, 26, 3),
    "009": (9, 9, 8, 20, 8),
    "011": (13, 13, 3, 32, 0),
    "013": (14, 13, 2, 34, 0),
}

VOTES: dict[tuple[str, str], Votes] = {
    ("001", LEAD): [92, 94], ("001", STAFF): [90, 92, 97],
    ("002", LEAD): [90, 92], ("002", STAFF): [40, 90, 91, 92, 93],
    ("003", LEAD): [84, 86], ("003", STAFF): [82, 85, 86],
    ("004", LEAD): [88, 90], ("004", STAFF): [86, 88],
    ("005", LEAD): [70], ("005", STAFF): [84, 86, 90, 92],
    ("006", LEAD): [86, 90], ("006", STAFF): [86, 87, 88],
    ("007", LEAD): [72, 72.5], ("007", STAFF): [70, 71, 71.5, 75],
    ("008", LEAD): [68, 70], ("008", STAFF): [66, 68, 70],
    ("009", LEAD): [50, 54], ("009", STAFF): [48, 50, 55],
    ("011", LEAD): [(84, 2)], ("011", STAFF): [82, 84, 86],
    ("013", LEAD): [88, 90], ("013", STAFF): [88, 89, 91],
}  # fmt: skip

VOID: list[Row] = [
    ["004", "谢临渊", STAFF, f"{STAFF}3", *map(float, FULL.values()), None],
    ["004", "谢临渊", STAFF, f"{STAFF}4", *(0.8 * each for each in FULL.values()), None],
]

REVIEWS = {
    "001": ["好"], "002": ["好"], "003": ["较好"], "004": ["好"], "005": ["好"],
    "006": ["好", "较好"], "007": ["一般"], "008": ["一般"], "009": ["较差"], "011": ["较好"],
    "013": ["好"],
}  # fmt: skip


def _reviews(names: dict[str, str], given: dict[str, list[str]], day: date) -> list[Row]:
    rows: list[tuple[Value, ...]] = [
        (id_, names[id_], "按季度工作绩效清单完成。", "分管领导", "情况属实。", grade, day,
         "补齐清单里未完成的事项。" if grade in ("一般", "较差") else None)
        for id_, grades in given.items()
        for grade in grades
    ]  # fmt: skip
    return table("编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 评鉴日期 改进要求", *rows)


def _records(names: dict[str, str], months: tuple[str, ...]) -> list[Row]:
    """工作纪实: everybody's list of the quarter; the last one has something unfinished.

    One of them (013) does not say why.
    """
    last = list(names)[-1]
    rows: list[tuple[Value, ...]] = [
        (id_, name, month, "重点工作任务", "驻村联户、项目库建设",
         "未完成" if (id_, month) == (last, months[-1]) else "已完成",
         "资金批复推迟到下季" if (id_, month) == (last, months[-1]) and id_ != "013" else None)
        for id_, name in names.items()
        for month in months
    ]  # fmt: skip
    return table("编号 姓名 周期 类别 内容 完成情况 未完成原因", *rows)


def _roster() -> list[Row]:
    status: dict[str, tuple[Value, ...]] = {
        "010": ("挂职", date(2025, 7, 1), None, "青屏市岭头乡"),
        "011": ("借调", date(2025, 12, 1), None, "青屏市发展和改革委员会"),
        "012": ("病假", date(2026, 1, 4), date(2026, 3, 2), None),
        "013": ("试用期", date(2025, 9, 1), date(2026, 8, 31), None),
        "014": ("领导成员", None, None, None),
    }
    rows: list[tuple[Value, ...]] = [
        (id_, name, "综合科", *status.get(id_, ("参加", None, None, None)))
        for id_, name in PEOPLE.items()
    ]
    return table("编号 姓名 内设机构 参加情况 起始日期 结束日期 现工作单位", *rows)


QUARTER = {
    "基本信息": about(
        UNIT, "qianshan", (2026, 1), 机关类别="综合类", 指标评分占比=0.5, 民主测评占比=0.3,
        会议名称="局党组会议", 会议日期=date(2026, 4, 9),
    ),
    "人员名册": _roster(),
    "指标体系": table(
        "指标名称 维度 性质 方向 满分 评分标准",
        ("政治品德", "德", "共性", "正向", 15, "政治学习、职业道德、家庭美德"),
        ("业务能力", "能", "个性", "正向", 15, "独立办件、调研成果"),
        ("出勤守纪", "勤", "共性", "反向", 15, "迟到早退每次扣 1 分，旷工每天扣 5 分"),
        ("季度任务", "绩", "个性", "正向", 40, "按季度工作绩效清单完成比例"),
        ("廉洁从政", "廉", "共性", "反向", 15, "被提醒每次扣 3 分，被通报每次扣 8 分"),
    ),
    "指标评分": scores(INDICATORS, PEOPLE, POINTS),
    "民主测评": [*sheets(FULL, PEOPLE, VOTES), *VOID],
    "领导评鉴": _reviews(PEOPLE, REVIEWS, date(2026, 4, 2)),
    "加减分": table("编号 姓名 类型 事项 分值", ("011", "鹿鸣", "加分", "借调单位来函表扬", 1)),
    "工作纪实": _records({id_: PEOPLE[id_] for id_ in POINTS}, ("2026-01", "2026-02", "2026-03")),
    "集体研究": table(
        "编号 姓名 审定等次 理由",
        ("004", "谢临渊", "较好", "牵头的项目库未通过上级抽查"),
        ("013", "桑梓", "好", "名额空出一个，按次序递补"),
    ),
}  # fmt: skip

Marked = dict[str, tuple[tuple[float, ...], float, str]]
"""By 编号: the points, what both groups' sheets come to, the reviewer's grade."""

MIDDLE = ((13, 13, 3, 31, 0), 84, "较好")
LOWER = ((13, 12, 4, 29, 0), 80, "较好")
YEAR: dict[int, Marked] = {
    1: {
        "001": ((13, 13, 2, 38, 0), 90, "好"), "002": ((14, 13, 1, 36, 0), 90, "好"),
        "003": ((14, 14, 1, 38, 0), 93, "好"), "004": LOWER, "005": MIDDLE,
    },
    2: {
        "001": ((14, 14, 3, 35, 0), 90, "好"), "002": ((14, 14, 1, 37, 0), 91, "好"),
        "003": MIDDLE, "004": ((11, 11, 5, 26, 3), 70, "一般"),
        "005": ((14, 13, 1, 37, 0), 92, "好"),
    },
    3: {
        "001": ((14, 13, 3, 36, 0), 92, "好"), "002": ((14, 13.6, 3, 36, 0), 91, "好"),
        "003": MIDDLE, "004": LOWER, "005": ((14, 14, 1, 37, 0), 93, "好"),
    },
    4: {
        "001": ((14, 14, 1, 35, 0), 90, "好"), "002": ((14, 14, 1, 36, 0), 90, "好"),
        "003": MIDDLE, "004": LOWER,
    },
}  # fmt: skip
FRONT = ("001", "003")


def _quarter(number: int) -> dict[str, list[Row]]:
    marked, last = YEAR[number], number == 4
    names = {id_: PEOPLE[id_] for id_ in YEAR[1]}
    taking = {id_: name for id_, name in names.items() if id_ in marked}
    votes: dict[tuple[str, str], Votes] = {
        (id_, group): [total - 1, total + 1]
        for id_, (_, total, _) in marked.items()
        for group in (LEAD, STAFF)
    }
    grades = {id_: [grade] for id_, (_, _, grade) in marked.items()}
    months = tuple(f"2025-{3 * number - 2 + step:02}" for step in range(3))
    share: dict[str, Value] = {"优秀比例": 0.25, "优秀比例批准文号": "青组〔2025〕9号"}
    found = {
        "基本信息": about(
            UNIT, "qianshan", (2025, number), 机关类别="综合类", 会议名称="局党组会议",
            会议日期=date(2026, 1, 9) if last else date(2025, 3 * number + 1, 9),
            **(share if last else {}),
        ),
        "人员名册": table(
            "编号 姓名 内设机构 一线岗位 参加情况",
            *(
                (id_, name, "综合科", "是" if id_ in FRONT else "否",
                 "参加" if id_ in marked else "调出")
                for id_, name in names.items()
            ),
        ),
        "指标评分": scores(INDICATORS, names, {id_: each[0] for id_, each in marked.items()}),
        "民主测评": sheets(FULL, names, votes),
        "领导评鉴": _reviews(names, grades, date(2025, 3 * number, 28)),
        "工作纪实": _records(taking, months),
    }  # fmt: skip
    if last:
        rows = ((id_, name, 100 if id_ == "003" else 90) for id_, name in taking.items())
        found["年度测评"] = table("编号 姓名 得分", *rows)
    return found


def _own(
    unit: str, indicators: list[Row], people: dict[str, str], marked: Marked
) -> dict[str, list[Row]]:
    """A unit with indicators of its own."""
    votes: dict[tuple[str, str], Votes] = {
        (id_, group): [total - 1, total + 1]
        for id_, (_, total, _) in marked.items()
        for group in (LEAD, STAFF)
    }
    names = " ".join(str(row[0]) for row in indicators[1:])
    grades = {id_: [grade] for id_, (_, _, grade) in marked.items()}
    return {
        "基本信息": about(unit, "qianshan", (2026, 1), 机关类别="服务类", 联系点="是"),
        "人员名册": table("编号 姓名 内设机构", *((*each, "综合科") for each in people.items())),
        "指标体系": indicators,
        "指标评分": scores(names, people, {id_: each[0] for id_, each in marked.items()}),
        "民主测评": sheets(FULL, people, votes),
        "领导评鉴": _reviews(people, grades, date(2026, 4, 2)),
        "工作纪实": _records(people, ("2026-01", "2026-02", "2026-03")),
    }


HEADINGS = "指标名称 维度 性质 方向 满分 评分标准"
POSITIVE = _own(
    "青屏市水口镇",
    table(
        HEADINGS,
        ("重点任务", "绩", "个性", "正向", 60, "按季度清单完成比例"),
        ("作风表现", "勤", "共性", "正向", 40, None),
    ),
    {"101": "岑参差", "102": "薛涛声", "103": "燕归来"},
    {"101": ((54, 36), 91, "好"), "102": ((50, 34), 84, "较好"), "103": ((42, 28), 68, "一般")},
)
INDIVIDUAL = _own(
    "青屏市石关乡",
    table(
        HEADINGS,
        ("重点任务", "绩", "个性", "正向", 60, "按季度清单完成比例"),
        ("工作差错", "勤", "个性", "反向", 40, "每次差错扣 2 分"),
    ),
    {"201": "柯枝", "202": "洪流", "203": "浦月"},
    {"201": ((54, 4), 91, "好"), "202": ((50, 6), 84, "较好"), "203": ((42, 12), 68, "一般")},
)

LEDGER = "任务 成果形式 完成情况 定量得分 定性评价"

REGISTERS = {
    "quarter": QUARTER,
    **{f"q{number}": _quarter(number) for number in YEAR},
    "positive": {
        **POSITIVE,
        "联系点台账": table(
            LEDGER,
            ("接待现场观摩 3 批", "观摩手册", "已完成", 90, "好"),
            ("指标体系修订", "指标汇编", "已完成", 86, "较好"),
        ),
    },
    "individual": {
        **INDIVIDUAL,
        "联系点台账": table(
            LEDGER,
            ("季度清单公开", "公示栏照片", "已完成", 80, "较好"),
            ("考核工作总结", "总结报告", "推进中", 76, "一般"),
        ),
    },
}
