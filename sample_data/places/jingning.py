"""景宁: 70% from the grade that the head fixes, 30% from ratings, quotas by how departments did.

What comes out is worked by hand in docs/places/jingning.md.
"""

from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, Votes, about, sheets, table

FULL = {"德": 40, "勤": 30, "廉": 30}
PEER, SERVED = "同事", "服务对象"

Marked = dict[str, tuple[str, str, str, Votes]]
"""By 编号: the name, the department, 个性等次, what the colleagues' sheets come to."""

STAFF: Marked = {
    "001": ("蒲公英", "综合科", "好", [92, 94, 96]),
    "002": ("涂山", "综合科", "好", [90, 91, 95]),
    "003": ("贝壳", "综合科", "好", [88, 90, 92]),
    "004": ("荆棘", "综合科", "好", [80, 82, 84]),
    "005": ("元夕", "投资科", "好", [85, 86, 88]),
    "006": ("池鱼", "投资科", "较好", [86, 88, 90]),
    "007": ("古道", "投资科", "好", [80, 82, 84]),
    "008": ("仲夏", "投资科", "较好", [83, 85, 87]),
    "009": ("慕云", "投资科", "一般", [70, 72, 74]),
    "010": ("连城", "能源科", "好", [84, 85, 86]),
    "011": ("习习", "能源科", "好", [84, 85, 86]),
    "012": ("邝野", "能源科", "较差", [50, 52, 54]),
    "013": ("霍然", "能源科", "一般", [93.5, 93.6, 93.7, 93.8]),
    "015": ("章台", "能源科", "较好", [78, 80, 82]),
    "016": ("暮雪", "能源科", "较好", [76, 78, 80]),
}
WINDOW: Marked = {
    "101": ("楼外楼", "窗口科", "好", [88, 90, 92]),
    "102": ("麦田", "窗口科", "好", [78, 80, 82]),
    "103": ("柏舟", "窗口科", "较好", [80, 84, 85]),
}
RANKS: Marked = {
    "201": ("水手", "一科", "好", [88, 90, 92]),
    "202": ("火种", "一科", "较好", [96, 97, 98]),
    "203": ("木铎", "一科", "较好", [78, 80, 82]),
    "204": ("金声", "二科", "好", [88, 90, 92]),
    "205": ("玉振", "二科", "好", [86, 88, 90]),
    "206": ("土圭", "二科", "一般", [68, 70, 72]),
}
TIED: Marked = {
    "301": ("东篱", "一科", "好", [88, 90, 92]),
    "302": ("西窗", "一科", "较好", [78, 80, 82]),
    "303": ("南枝", "二科", "好", [90, 92, 94]),
    "304": ("北溟", "二科", "较好", [80, 82, 84]),
    "305": ("上弦", "三科", "好", [84, 86, 88]),
    "306": ("下弦", "三科", "较好", [82, 84, 86]),
}

USERS: dict[tuple[str, str], Votes] = {
    ("101", SERVED): [78, 80, 82],
    ("102", SERVED): [(96, 4)],
}

Item = tuple[str, str, str, str, float, str]
"""编号, 类型, 类别, 事项, 分值, 事件编号."""

ITEMS: tuple[Item, ...] = (
    ("006", "加分", "上级点赞", "项目谋划获市发改委通报表扬", 2, "E01"),
    ("006", "加分", "上级点赞", "县领导批示肯定", 2, "E02"),
    ("006", "加分", "首推创新", "首推项目联审“一张图”", 4, "E03"),
    ("007", "减分", "违纪违法", "违反工作纪律被通报", 3, "E04"),
    ("008", "加分", "上级点赞", "信息被省级刊物采用", 1.5, "E05"),
    ("008", "加分", "上级点赞", "信息被省级刊物采用（科室另报）", 1.5, "E05"),
    ("012", "减分", "违纪违法", "公车私用", 6, "E06"),
    ("012", "减分", "违纪违法", "瞒报项目进度", 6, "E07"),
)
RANK_ITEMS: tuple[Item, ...] = (
    ("202", "加分", "上级点赞", "获市级表扬", 2, "E11"),
    ("202", "加分", "首推创新", "首创经验在全省推广", 5, "E12"),
    ("205", "加分", "上级点赞", "获县级通报表扬", 0.6, "E13"),
)


def _reviews(people: Marked) -> list[Row]:
    """Of each person the 分管领导's word on the quarter's summary, then the head's 个性等次."""
    rows: list[tuple[Value, ...]] = []
    for id_, (name, _, grade, _) in people.items():
        low = grade in ("一般", "较差")
        wants = "对照条目补齐未完成的工作。" if (low or id_ == "007") and id_ != "009" else None
        summary = None if id_ == "002" else "本季条目全部小结。"
        proposed = "好" if id_ == "005" else None  # not the 分管领导's to say: told, and left out
        rows.append((id_, name, summary, "分管领导", "小结属实。", proposed, None,
                     date(2026, 4, 1), wants, date(2026, 4, 15), "同意"))  # fmt: skip
        rows.append((id_, name, None, "主要领导", "同意。", None, grade, date(2026, 4, 3), None,
                     None, None))  # fmt: skip
    return table(
        "编号 姓名 个人小结 评鉴身份 评鉴意见 建议等次 个性等次 评鉴日期 改进要求 反馈日期 "
        "本人意见",
        *rows,
    )


def _records(people: Marked) -> list[Row]:
    rows: list[tuple[Value, ...]] = [
        (id_, said[0], f"2026-{month:02}", "重点工作任务", "按条目完成本月工作", "已完成",
         date(2026, month + 1, 3))
        for id_, said in people.items()
        for month in ((1, 3) if id_ == "004" else (1, 2, 3))
    ]  # fmt: skip
    return table("编号 姓名 周期 类别 内容 完成情况 填报日期", *rows)


MET: dict[str, Value] = {"会议名称": "考核委员会会议", "会议日期": date(2026, 4, 10)}


def _register(
    unit: str,
    people: Marked,
    items: tuple[Item, ...] = (),
    users: dict[tuple[str, str], Votes] | None = None,
    *,
    window: bool = False,
    met: bool = False,
) -> dict[str, list[Row]]:
    names = {id_: each[0] for id_, each in people.items()}
    votes: dict[tuple[str, str], Votes] = {(id_, PEER): each[3] for id_, each in people.items()}
    found = {
        "基本信息": about(
            unit, "jingning", (2026, 1), 机关类别="综合类",
            适用机关="窗口单位" if window else None, **(MET if met else {}),
            受理部门="县委组织部公务员科", 监督电话="0000-0000000",
            公示起始日期=date(2026, 4, 16), 公示工作日=5,
        ),
        "人员名册": table(
            "编号 姓名 内设机构 参加情况",
            *((id_, each[0], each[1], "参加") for id_, each in people.items()),
        ),
        "民主测评": sheets(FULL, names, {**votes, **(users or {})}),
        "领导评鉴": _reviews(people),
        "工作纪实": _records(people),
    }  # fmt: skip
    if items:
        rows = ((id_, names[id_], kind, class_, what, points, date(2026, 3, 20), event)
                for id_, kind, class_, what, points, event in items)  # fmt: skip
        found["加减分"] = table("编号 姓名 类型 类别 事项 分值 认定日期 事件编号", *rows)
    return found


def _quarter() -> dict[str, list[Row]]:
    found = _register("竹溪岭县发展和改革局", STAFF, ITEMS, met=True)
    found["人员名册"].append(["014", "佘山", "局领导", "领导成员"])
    found["部门考评"] = table(
        "内设机构 得分 档次", ("综合科", 96, "好"), ("投资科", 88, "较好"), ("能源科", 74, "一般")
    )
    found["集体研究"] = table(
        "编号 姓名 审定等次 理由",
        ("007", "古道", "一般", "减分事项被县纪委通报，性质较重"),
        ("010", "连城", "好", "与习习同分，电网项目推进更快"),
    )
    return found


def _tied() -> dict[str, list[Row]]:
    found = _register("竹溪岭县信访局", TIED, met=True)
    found["集体研究"] = table(
        "编号 姓名 审定等次 理由", ("301", "东篱", "好", "三科余数相同，一科本季化解积案最多")
    )
    return found


REGISTERS = {
    "quarter": _quarter(),
    "window": _register("竹溪岭县行政服务中心", WINDOW, (), USERS, window=True),
    "ranks": _register("竹溪岭县统计局", RANKS, RANK_ITEMS),
    "tied": _tied(),
}
