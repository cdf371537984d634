"""沧州: four kinds of organ, three rater groups, findings of the integrity group.

What comes out is worked by hand in docs/places/cangzhou.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, Votes, about, scores, sheets, table

FULL = {"德": 20, "能": 20, "勤": 15, "绩": 30, "廉": 15}
ABLE, NEGATIVE = "履职能力 出勤作风", "品德失范 廉洁失范"
TASKS = "绩效目标任务 重点工作任务 常规工作"
HEAD, DEPUTY, PEER = "科室负责人", "分管领导", "同事"

PEOPLE = {
    "001": "陶安澜", "002": "简宁", "003": "尹书白", "004": "曲流觞", "005": "季明舒",
    "006": "卓然", "007": "施南乔", "008": "莫问渠", "009": "魏长风", "010": "路遥之",
    "011": "祝余", "012": "章鹤年", "013": "柳溪桥", "014": "雷小满", "015": "方觉夏",
    "016": "温酒", "017": "苗青禾", "018": "申屠远",
}  # fmt: skip

POINTS = {  # 履职能力 出勤作风 绩效目标 重点 常规 执法办案质量, then what is taken off: 品德, 廉洁
    "002": (19, 18, 19, 19, 9, 10, 0, 0),
    "003": (18, 18, 17, 17, 9, 9, 0, 0),
    "004": (18, 18, 18, 19, 9, 10, 0, 0),
    "005": (18, 18, 18, 18, 9, 9.5, 0, 0),
    "006": (18, 18, 18, 18, 9, 9.5, 0, 0),
    "007": (19, 19, 19, 20, 9, 10, 0, 5),
    "008": (17, 17, 17, 18, 8, 9, 0, 10),
    "009": (16, 16, 16, 16, 8, 8, 20, 20),
    "010": (19, 19, 19, 19, 9, 10, 2, 0),
    "011": (14, 15, 14, 13, 7, 7, 0, 0),
    "012": (10, 11, 9, 10, 5, 5, 20, 0),
    "013": (18, 18, 18, 18, 9, 10, 0, 0),
    "014": (18, 18, 18, 18, 9, 10, 0, 0),
    "016": (19, 19, 18, 18, 9, 9, 0, 0),
    "017": (17, 17, 17, 17, 8, 9, 0, 0),
}

VOTES: dict[tuple[str, str], Votes] = {
    ("002", HEAD): [92], ("002", DEPUTY): [93], ("002", PEER): [60, 90, 91, 92, 93, 95],
    ("003", HEAD): [88], ("003", DEPUTY): [90], ("003", PEER): [85, 86, 87],
    ("004", HEAD): [91], ("004", PEER): [85, 86, 88],
    ("005", HEAD): [87.5], ("005", DEPUTY): [87], ("005", PEER): [85.5, (86, 3)],
    ("006", HEAD): [87.5], ("006", DEPUTY): [87], ("006", PEER): [85.5, 86, 86, 85.5],
    ("007", HEAD): [95], ("007", DEPUTY): [94], ("007", PEER): [94, 95, 96],
    ("008", HEAD): [84], ("008", DEPUTY): [85], ("008", PEER): [83, 84, 85],
    ("009", HEAD): [78], ("009", DEPUTY): [80], ("009", PEER): [77, 79, 81],
    ("010", HEAD): [93], ("010", DEPUTY): [92], ("010", PEER): [91, 92, 93],
    ("011", HEAD): [66], ("011", DEPUTY): [68], ("011", PEER): [66, 67, 68],
    ("012", HEAD): [55], ("012", DEPUTY): [52], ("012", PEER): [50, 54, 55],
    ("013", HEAD): [90], ("013", DEPUTY): [90], ("013", PEER): [88, 90, 92],
    ("014", HEAD): [90], ("014", DEPUTY): [90], ("014", PEER): [88, 90, 92],
    ("016", HEAD): [89], ("016", DEPUTY): [89], ("016", PEER): [88, 89, 90],
}  # fmt: skip

FULL_MARKS: Row = ["003", "尹书白", PEER, "同事4", *map(float, FULL.values()), None]
ALL_ALIKE: Row = ["003", "尹书白", PEER, "同事5", *(0.8 * each for each in FULL.values()), None]


def _roster() -> list[Row]:
    departments = ("综合科", "执法一科", "执法二科")
    status: dict[str, tuple[Value, ...]] = {
        "001": ("领导成员", None, None, ""),
        "015": ("病假", date(2026, 1, 5), date(2026, 3, 20), ""),
        "018": ("挂职", date(2025, 6, 1), None, "云泽县柳河镇"),
    }
    rows: list[tuple[Value, ...]] = []
    for number, (id_, name) in enumerate(PEOPLE.items()):
        department = "局领导" if id_ == "001" else departments[number % 3]
        rows.append((id_, name, department, *status.get(id_, ("参加", None, None, ""))))
    return table("编号 姓名 内设机构 参加情况 起始日期 结束日期 现工作单位", *rows)


QUARTER = {
    "基本信息": about(
        "云泽县市场监督管理局", "cangzhou", (2026, 1), 机关类别="执法类", 县区="云泽县",
        好等次比例=0.25, 绩效考核占比=0.5, 民主评价占比=0.4, 会议名称="局党组会议",
        会议日期=date(2026, 4, 10),
    ),
    "人员名册": _roster(),
    "指标评分": scores(f"{ABLE} {TASKS} 执法办案质量 {NEGATIVE}", PEOPLE, POINTS),
    "民主测评": [*sheets(FULL, PEOPLE, VOTES), FULL_MARKS, ALL_ALIKE],
    "负面清单": table(
        "编号 姓名 情形 类别 认定机关 认定日期 处理等次 说明",
        ("007", "施南乔", "公务接待报销附件不全", "廉政提醒", "派驻纪检监察组", date(2026, 2, 12),
         None, "已补正"),
        ("008", "莫问渠", "未按规定回避亲属经营事项", "廉政问题", "派驻纪检监察组",
         date(2026, 3, 3), "一般", ""),
        ("009", "魏长风", "收受管理服务对象礼金", "违纪违法", "派驻纪检监察组", date(2026, 3, 9),
         None, ""),
        ("010", "路遥之", "检查记录未当场交当事人签字", None, "派驻纪检监察组", date(2026, 1, 28),
         "较好", ""),
    ),
    "处分问责": table(
        "编号 姓名 种类 生效日期 解除日期", ("017", "苗青禾", "立案调查", date(2026, 3, 16), None)
    ),
    "领导评鉴": table(
        "编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 评鉴人 评鉴日期",
        ("002", "简宁", "办结案件 14 件，三类任务全部完成。", HEAD, "办案质量高。", "好", "甲",
         date(2026, 4, 2)),
        ("002", "简宁", "", DEPUTY, "同意。", "好", "乙", date(2026, 4, 3)),
        ("003", "尹书白", "", PEER, "协作配合好。", "好", "丙", date(2026, 4, 2)),
        ("008", "莫问渠", "", DEPUTY, "按派驻组意见。", "一般", "乙", date(2026, 4, 3)),
        ("011", "祝余", "完成专项检查 2 次，1 次推迟。", HEAD, "进度偏慢。", "一般", "甲",
         date(2026, 4, 2)),
    ),
    "工作纪实": table(
        "编号 姓名 周期 类别 内容 完成情况 未完成原因 填报日期",
        ("002", "简宁", "2026-01", "绩效目标任务", "食品安全抽检 120 批次", "已完成", "",
         date(2026, 2, 3)),
        ("002", "简宁", "2026-02", "重点工作任务", "农贸市场计量专项整治", "已完成", "",
         date(2026, 3, 3)),
        ("011", "祝余", "2026-02", "常规工作", "特种设备台账更新", "未完成", "两家企业停产未能入户",
         date(2026, 3, 4)),
    ),
    "集体研究": table(
        "编号 姓名 审定等次 理由",
        ("014", "雷小满", "好", "与柳溪桥同分，承办的专项整治成效更突出"),
        ("016", "温酒", "较好", "本季一件案卷被上级评查为不合格"),
    ),
}  # fmt: skip

Marked = dict[str, tuple[str, tuple[float, ...], float, float, float]]
"""By 编号: the name, the points, and what both sheets of each rater group come to."""


def _small(
    unit: str, tasks: str, people: Marked, quarter: int = 1, **items: Value
) -> dict[str, list[Row]]:
    """A unit of three people: their points under able, diligent and the unit's own tasks."""
    names = {id_: said[0] for id_, said in people.items()}
    votes: dict[tuple[str, str], Votes] = {
        (id_, group): [total - 1, total + 1]
        for id_, (_, _, *given) in people.items()
        for group, total in zip((HEAD, DEPUTY, PEER), given, strict=True)
    }
    return {
        "基本信息": about(unit, "cangzhou", (2026, quarter), 县区="云泽县", **items),
        "人员名册": table("编号 姓名 内设机构", *((*each, "综合科") for each in names.items())),
        "指标评分": scores(
            f"{ABLE} {tasks} {NEGATIVE}",
            names,
            {id_: (*points, 0, 0) for id_, (_, points, *_) in people.items()},
        ),
        "民主测评": sheets(FULL, names, votes),
    }


GENERAL: Marked = {
    "101": ("安若素", (18, 17, 19, 19, 17), 92, 92, 92),
    "102": ("白沐阳", (18, 19, 18, 18, 17), 92, 92, 92),
    "103": ("成思远", (15, 16, 15, 14, 16), 80, 80, 80),
}
ECONOMIC: Marked = {
    "111": ("戴星河", (18, 18, 36, 13, 4), 93, 93, 93),
    "112": ("费清商", (18.4, 18.4, 36, 13, 4), 92, 92, 92),
    "113": ("葛洪声", (14, 15, 26, 9, 3), 70, 70, 70),
}
SERVICE: Marked = {
    "121": ("何似水", (18, 18, 14, 13, 18, 9), 95, 90, 85),
    "122": ("姜尚可", (17, 17, 12, 12, 17, 6), 80, 90, 85),
    "123": ("孔乐山", (14, 14, 11, 10, 14, 5), 60, 70, 70),
}
UNCLASSED: Marked = {
    "131": ("蓝田玉", (19, 18, 27, 18, 9), 92, 92, 92),
    "132": ("马识途", (16, 17, 25, 16, 6), 81, 81, 81),
    "133": ("倪云林", (9, 12, 15, 9, 6), 55, 55, 55),
}

REGISTERS = {
    "quarter": QUARTER,
    "general": _small("云泽县委办公室", TASKS, GENERAL, 机关类别="综合类"),
    "general-q2": _small("云泽县委办公室", TASKS, GENERAL, 2, 机关类别="综合类"),
    "economic": _small("云泽县发展和改革局", TASKS, ECONOMIC, 机关类别="经济类"),
    "service": _small(
        "云泽县政务服务中心", f"{TASKS} 窗口服务质量", SERVICE, 机关类别="服务类",
        科室负责人权重=0.5, 分管领导权重=0.2,
    ),
    "unclassed": {
        **_small("云泽县档案馆", TASKS, UNCLASSED),
        "加减分": table(
            "编号 姓名 类型 事项 分值", ("132", "马识途", "加分", "编研成果获奖，本办法不计", 2)
        ),
    },
}  # fmt: skip
