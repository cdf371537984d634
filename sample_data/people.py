"""An invented unit's quarter: its sixteen people, what they scored, what happened to them.

Everything here is made up. Each person shows one or two rules of the ZD pack at work; `shows`
says which.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

UNIT = "青禾区统计局"
PERIOD = "2026年第一季度"
DIMENSIONS = {"德": 15, "能": 15, "勤": 15, "绩": 40, "廉": 15}


class Formula(NamedTuple):
    """A formula and its stored result; an empty `result` is one that was never calculated."""

    text: str
    result: float | str


Value = str | float | bool | date | datetime | Formula | None


class Member(NamedTuple):
    """A row of 人员名册 and what belongs to it.

    `points` are those of 指标评分; `leaders` and `colleagues` the means of their sheets in
    民主测评, each as one mark a dimension (德能勤绩廉), divided by blanks; empty for none.
    `raters` says how many leaders and how many colleagues fill in a sheet.
    """

    id: str
    name: str
    shows: str
    sex: str
    born: str
    party: str
    department: str
    post: str
    rank: str
    duty: str
    status: str = "参加"
    begin: date | None = None
    end: date | None = None
    now_at: str = ""
    front: str = "否"
    points: str = ""
    leaders: str = ""
    colleagues: str = ""
    raters: tuple[int, int] = (5, 8)
    note: str = ""


PEOPLE = (
    Member(
        "001", "梁望舒", "ZD3: a leader, assessed elsewhere", "男", "1972.08", "中共党员",
        "局领导", "副局长", "一级主任科员", "分管综合核算、普查", "领导成员",
        note="区管干部，另行考核",
    ),
    Member(
        "002", "欧阳知远", "ZD7.2: away for more than half a year", "男", "1985.11", "中共党员",
        "综合核算科", "科员", "二级主任科员", "驻村帮扶", "挂职", date(2025, 7, 1), None,
        "青禾区柳溪镇（驻村）", "是",
    ),
    Member(
        "003", "丁可安", "ZD8.2: takes no part, without reason", "男", "1979.02", "群众",
        "普查中心", "科员", "四级主任科员", "普查档案管理", "不参加",
        note="两次通知后仍未提交小结",
    ),
    Member(
        "004", "沈听澜", "P8: on leave for more than half of the quarter", "女", "1990.06", "群众",
        "服务业统计科", "科员", "一级科员", "商贸统计", "病假",
        date(2026, 1, 12), date(2026, 3, 31),
    ),
    Member(
        "005", "孟怀瑾", "ZD7.4: 记过 in force, an opinion only", "男", "1976.09", "中共党员",
        "工业能源统计科", "副科长", "三级主任科员", "能源统计",
        points="11 12.5 12 31 10.5", leaders="11 12 12 30 10", colleagues="11.5 12 12.5 31 11",
        raters=(4, 8),
    ),
    Member(
        "006", "秦北辰", "A14: under investigation, pending", "男", "1983.04", "中共党员",
        "农业农村统计科", "科长", "二级主任科员", "农业农村统计科全面工作",
        points="12 13 12.5 34 11.5",
    ),
    Member(
        "007", "黎昭", "ZD7.4: 警告 in force, 一般 at most", "男", "1987.12", "群众",
        "工业能源统计科", "科员", "一级科员", "规模以上工业统计",
        points="13.5 13.5 14 37.5 13.5", leaders="13.5 13.5 14 36.5 13.5",
        colleagues="13 13.5 14 36 13.5",
    ),
    Member(
        "008", "顾长平", "ZD8.2: 告诫; ZD7.3: 组织谈话 beside it", "男", "1981.07", "群众",
        "办公室", "科员", "四级主任科员", "文书档案",
        points="11 10.5 9.5 30 11", leaders="10 10 9 28 11", colleagues="11 10.5 9.5 28 11",
        raters=(4, 8),
    ),
    Member(
        "009", "苏晚晴", "ZDA and ZD7.3: on the negative list, and held to account",
        "女", "1989.10", "中共党员", "服务业统计科", "副科长", "二级主任科员", "服务业统计、窗口",
        front="是", points="12 12.5 12.5 33.5 12.5", leaders="12 12.5 12.5 33 12",
        colleagues="12.5 12.5 13 33.5 12.5",
    ),
    Member(
        "010", "冯立秋", "ZD7.1: below 60; ZD7.3: 工作问责 never lifts a grade",
        "男", "1974.05", "群众", "普查中心", "科员", "四级主任科员", "普查资料整理",
        points="9.5 8.5 9.5 20.5 10", leaders="9 9 9.5 22 10", colleagues="9.5 8.5 9.5 20.5 10",
        raters=(5, 7),
    ),
    Member(
        "011", "许归帆", "ZD7.1: a hair below 90; P8: leave of less than half",
        "女", "1992.03", "中共党员", "综合核算科", "科员", "一级科员", "地区生产总值核算",
        points="13.4 13.5 13.4 36.1 13.5", leaders="13.5 13.5 13.5 36.1 13.5",
        colleagues="13.5 13.5 13.5 36.1 13.5", raters=(5, 7),
    ),
    Member(
        "012", "阿依努尔·肉孜", "ZD7.1: 90.00 by a rounding half; ZD7.2: away under half a year",
        "女", "1991.01", "中共党员", "农业农村统计科", "科员", "三级主任科员", "住户调查",
        "借调", date(2025, 11, 3), None, "青禾区发展和改革局",
        points="13.5 13.4 13.5 36.05 13.5", leaders="13.5 13.5 13.6 36 13.5", raters=(4, 0),
        note="现工作单位已反馈意见；本局群众未测评",
    ),
    Member(
        "013", "林小满", "P8: in the trial period, graded; P5: tied across the line",
        "女", "2001.05", "共青团员", "服务业统计科", "试用期人员", "", "居民消费价格调查", "试用期",
        date(2025, 8, 1), date(2026, 7, 31), front="是", points="13.5 13.9 14 36.5 13.7",
        leaders="13.6 13.6 13.8 36.5 13.5", colleagues="13.5 13.6 14 36.4 13.5",
    ),
    Member(
        "014", "唐书言", "P5: first in the order", "男", "1984.02", "中共党员",
        "综合核算科", "科长", "一级主任科员", "综合核算科全面工作",
        points="14.5 14.4 14.3 38 14.3", leaders="14.2 14 14.2 37.6 14",
        colleagues="14 14 14 37.5 14.5",
    ),
    Member(
        "015", "贺知秋", "A15: 诫勉 acts in the year; ZD5: lowered by the meeting", "男", "1980.12",
        "中共党员", "办公室", "主任", "二级主任科员", "办公室全面工作",
        points="14 14 14 37 14", leaders="13.5 14 14 37 13.5", colleagues="13.5 14 13.5 36.5 13.5",
    ),
    Member(
        "016", "白若溪", "P5: tied across the line; ZD5: lifted by the meeting", "女", "1988.08",
        "中共党员", "农业农村统计科", "副科长", "三级主任科员", "粮食产量抽样调查", front="是",
        points="13.8 13.6 14 36.5 13.7", leaders="13.6 13.6 13.8 36.5 13.5",
        colleagues="13.5 13.6 14 36.4 13.5",
    ),
)  # fmt: skip

EXTRA_POINTS = {("011", "M3", "绩"): Decimal("1.5"), ("011", "M5", "绩"): Decimal("0.5")}
"""What a rater gives above the even spread: two points more on seven sheets end in sevenths."""

UNIT_ITEMS: tuple[tuple[str, Value], ...] = (
    ("单位名称", UNIT),
    ("单位编码", "QH-TJJ"),
    ("机关类别", "综合类"),
    ("县区", "青禾区"),
    ("年度", 2026),
    ("季度", "第一季度"),
    ("考核办法", "zhangdian"),
    ("季度考核占比", 0.7),
    ("领导测评占比", None),
    ("好等次比例", 0.3),
    ("会议名称", "局党组会议"),
    ("会议日期", None),
    ("受理部门", "办公室"),
    ("监督电话", "0000-0000000"),
    ("通讯地址", "青禾区新苗路1号"),
    ("邮政编码", "000000"),
    ("公示起始日期", date(2026, 4, 13)),
    ("公示工作日", 5),
    ("落款日期", date(2026, 4, 13)),
    ("填报人", "贺知秋"),
    ("联系点", "否"),
)
"""基本信息. 领导测评占比 is left open on purpose: results must say that nobody confirmed it."""

INDICATORS: tuple[tuple[Value, ...], ...] = (
    ("德", "德", "共性", "正向", 15, "综合管理类", "政治品质、职业道德"),
    ("能", "能", "个性", "正向", 15, "综合管理类", "业务能力、统计数据质量"),
    ("勤", "勤", "共性", "正向", 15, "综合管理类", "工作作风、出勤"),
    ("绩", "绩", "个性", "正向", 40, "综合管理类", "完成工作的数量、质量、效率、成效"),
    ("廉", "廉", "共性", "正向", 15, "综合管理类", "廉洁自律"),
)

MEASURES: tuple[tuple[Value, ...], ...] = (
    ("005", "孟怀瑾", "记过", date(2025, 9, 10), None, "青统〔2025〕18号", None),
    ("006", "秦北辰", "立案调查", date(2026, 3, 5), None, "", None),
    ("007", "黎昭", "警告", date(2025, 11, 3), None, "青统〔2025〕23号", None),
    ("008", "顾长平", "组织谈话", date(2026, 1, 20), None, "", "一般"),
    ("008", "顾长平", "告诫", date(2026, 2, 10), None, "青统〔2026〕2号", None),
    ("009", "苏晚晴", "责任追究", date(2026, 3, 2), None, "青统〔2026〕4号", "一般"),
    ("010", "冯立秋", "工作问责", date(2025, 12, 15), date(2026, 6, 15), "", "一般"),
    ("011", "许归帆", "警告", date(2025, 5, 20), date(2025, 11, 20), "青统〔2025〕9号", None),
    ("015", "贺知秋", "诫勉", date(2026, 3, 18), None, "", None),
)

NEGATIVE: tuple[tuple[Value, ...], ...] = (
    (
        "009", "苏晚晴", "窗口查询超时未办，被投诉查实", "机关纪委", date(2026, 2, 26), "一般",
        "当事人已补办并致歉",
    ),
)  # fmt: skip

ABSENCES: tuple[tuple[Value, ...], ...] = (
    ("004", "沈听澜", "事假", date(2026, 1, 5), date(2026, 1, 7), 3),
    ("004", "沈听澜", "病假", date(2026, 1, 12), date(2026, 3, 31), 79),
    ("008", "顾长平", "迟到", date(2026, 2, 3), date(2026, 2, 3), None),
    ("011", "许归帆", "事假", date(2026, 2, 24), date(2026, 2, 27), 4),
)

REVIEWS: tuple[tuple[Value, ...], ...] = (
    (
        "008", "顾长平", "完成文书归档；两次报告迟交。", "分管领导", "工作纪实多次逾期，限期改进。",
        date(2026, 4, 2), "按周填报工作纪实，由办公室主任逐周核对。",
    ),
    (
        "010", "冯立秋", "整理普查资料 3 批。", "科室负责人", "进度落后，差错较多。",
        date(2026, 4, 2), "二季度补齐积压资料。",
    ),
    (
        "012", "阿依努尔·肉孜", "在发改局参与价格监测。", "现工作单位", "工作扎实，按时完成任务。",
        date(2026, 4, 1), None,
    ),
)  # fmt: skip
"""领导评鉴: for whoever is away, the opinion of the unit that he works for now (ZD7.2)."""

DECISIONS: tuple[tuple[Value, ...], ...] = (
    ("015", "贺知秋", "较好", "本季受到诫勉，不宜确定为好", "局党组会议", None),
    ("016", "白若溪", "好", "与林小满同分，牵头的抽样调查成效更突出", "局党组会议", None),
)
