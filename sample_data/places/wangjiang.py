"""望江: two-way ratings of leaders by three rater groups, now and the last time, and facts.

Unless something else is said of a criterion, four of the five sheets of each group say 是 to a
positive one, and none to a negative one. What comes out is worked by hand in
docs/places/wangjiang.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from sample_data.people import Value
from sample_data.places._rows import Row, about, table

POSITIVE = (
    "拥护“两个确立”", "做到“两个维护”", "贯彻决策部署坚决", "理论学习入脑入心", "对党忠诚老实",
    "理想信念坚定", "大是大非面前立场鲜明", "不信谣不传谣", "抵制错误思潮", "经得起风浪考验",
    "关键时刻冲得上", "攻坚克难敢负责", "直面矛盾不回避", "敢于同歪风斗争", "为干事者撑腰",
    "把握方向准", "应急处突稳", "群众工作实", "统筹全局强", "防范风险早",
    "遵守政治纪律", "执行民主集中制", "廉洁用权", "家风端正",
)  # fmt: skip
NEGATIVE = (
    "妄议中央大政方针", "执行部署打折扣", "做两面人", "搞小圈子",
    "信仰缺失求神拜佛", "是非面前当看客", "传播不当言论",
    "遇事推诿扯皮", "怕得罪人当老好人", "消极应付不作为",
    "决策脱离实际", "处突失当", "漠视群众诉求",
    "个人说了算", "违反请示报告制度", "利用职权谋私", "家属亲友违规经营",
)  # fmt: skip
GROUPS = ("上级领导", "班子成员", "干部群众")
FIVE = (5, 5, 5)

Said = tuple[tuple[int, int], ...]
"""Of each group: how many say 是, and how many answer; the other sheets leave the cell empty."""


def _of_five(*yes: int) -> Said:
    return tuple((number, 5) for number in yes)


NAMES: dict[str, tuple[str, str, str]] = {
    "01": ("江楚云", "雷港镇", "党委书记"),
    "02": ("华阳", "雷港镇", "镇长"),
    "03": ("武昌湖", "莲洲乡", "党委书记"),
    "04": ("凉泉", "莲洲乡", "乡长"),
    "05": ("赛口平", "水利局", "局长"),
    "06": ("长岭", "水利局", "副局长"),
    "07": ("鸦滩远", "民政局", "局长"),
    "08": ("太慈", "民政局", "副局长"),
    "09": ("高士明", "教育局", "副局长"),
    "10": ("杨湾", "城管局", "局长"),
    "11": ("漳湖", "城管局", "副局长"),
    "12": ("泊湖清", "教育局", "局长"),
    "13": ("古炉", "文旅局", "原局长"),
}

NOW: dict[str, dict[str, Said]] = {
    "01": {name: _of_five(5, 5, 5) for name in POSITIVE},
    "02": {"攻坚克难敢负责": _of_five(5, 5, 4)},
    "03": {"应急处突稳": _of_five(3, 3, 4), "群众工作实": _of_five(4, 4, 3)},
    "04": {"直面矛盾不回避": _of_five(5, 4, 5), "为干事者撑腰": _of_five(5, 5, 3)},
    "05": {
        "拥护“两个确立”": ((3, 3), (3, 3), (3, 4)),
        "理想信念坚定": ((2, 3), (2, 3), (3, 4)),
        "经得起风浪考验": ((4, 5), (4, 5), (1, 2)),
        "怕得罪人当老好人": ((0, 3), (0, 3), (1, 4)),
    },
    "06": {"遇事推诿扯皮": _of_five(1, 0, 1), "消极应付不作为": _of_five(0, 0, 1)},
    "07": {"个人说了算": _of_five(0, 1, 3)},
    "08": {"家风端正": ((0, 0), (0, 0), (0, 0)), "利用职权谋私": ((0, 5), (0, 5), (0, 0))},
    "09": dict.fromkeys(POSITIVE, ((2, 2), (2, 2))),
    "10": {name: _of_five(1, 1, 0) for name in NEGATIVE},
    "11": {"传播不当言论": _of_five(0, 1, 1)},
    "12": {"统筹全局强": _of_five(5, 5, 5), "执行民主集中制": _of_five(2, 3, 4)},
}
"""What the sheets of now say otherwise than usual."""

BEFORE: dict[str, dict[str, Said]] = {
    **{id_: {} for id_ in NOW if id_ != "12"},
    "06": {"遇事推诿扯皮": _of_five(2, 1, 1)},
    "13": {"廉洁用权": _of_five(2, 2, 2)},
}
"""Those of the last time: 12 was not a leader then, 13 has left since."""

SHEETS = {"09": (2, 2)}
"""How many sheets of each group there are about somebody, where they are not five."""

COUNTED = {("11", "传播不当言论"): 2}
"""Instead of 是: how often."""


def _answer(id_: str, criterion: str, group: int, rater: int, said: Mapping[str, Said]) -> Value:
    """What a rater's sheet says; who says 否 changes from criterion to criterion."""
    each = (POSITIVE + NEGATIVE).index(criterion)
    usual = (4, 5) if criterion in POSITIVE else (0, 5)
    yes, answers = said[criterion][group] if criterion in said else usual
    place = (rater + each) % answers if rater < answers else rater
    if place >= answers:
        return None
    return COUNTED.get((id_, criterion), "是") if place < yes else "否"


def _ratings(
    said: Mapping[str, Mapping[str, Said]], sizes: Mapping[str, tuple[int, ...]]
) -> Iterator[Row]:
    for id_, own in said.items():
        for group, number in enumerate(sizes.get(id_, FIVE)):
            for rater in range(number):
                answers = [_answer(id_, name, group, rater, own) for name in POSITIVE + NEGATIVE]
                yield [id_, NAMES[id_][0], GROUPS[group], f"{'ABC'[group]}{rater + 1}", *answers]


def _ratings_sheet(
    said: Mapping[str, Mapping[str, Said]], sizes: Mapping[str, tuple[int, ...]]
) -> list[Row]:
    headings = f"编号 姓名 评价主体 评价人 {' '.join(POSITIVE + NEGATIVE)}"
    return table(headings, *_ratings(said, sizes))


def _roster(retired: str = "") -> list[Row]:
    return table(
        "编号 姓名 内设机构 职务 参加情况",
        *(
            (id_, name, unit, post, "退休" if id_ == retired else "领导成员")
            for id_, (name, unit, post) in NAMES.items()
        ),
    )


FACTS: tuple[tuple[str, tuple[Value, ...]], ...] = (
    ("02", ("进支部考政德", "全年到联系支部讲党课 6 次", date(2026, 11, 3),
     "属实", "列入优秀年轻干部储备")),
    ("04", ("匿名短信", "反映其收受土特产", date(2026, 12, 8),
     None, None)),
    ("06", ("干部监督联席会议", "两次推诿堤防抢险调度", date(2026, 10, 21),
     "属实", "提醒谈话")),
    ("07", ("进一线考实绩", "敬老院改造未经集体研究调整方案", date(2026, 11, 12),
     "属实", "批评教育，限期改进")),
    ("08", ("进社区考美德", "长期资助两名困难学生", date(2026, 11, 18),
     "属实", "记入档案")),
    ("10", ("进家庭考家德", "家属在辖区经营广告牌", date(2026, 10, 30),
     "属实", "暂缓提拔使用")),
    ("10", ("干部监督联席会议", "信访反映执法简单粗暴", date(2026, 12, 15),
     "正在核实", None)),
    ("11", ("市级媒体", "报道其夜查渣土车", date(2026, 12, 2),
     "属实", "记入档案")),
)  # fmt: skip
"""编号, 来源单位, 事实, 日期, 核实情况, 结果."""


def _facts() -> list[Row]:
    return [[id_, NAMES[id_][0], *fact] for id_, fact in FACTS]


TWO_WAY: dict[str, list[Row]] = {
    "基本信息": about("澄湖县委组织部", "wangjiang", (2026, 4)),
    "人员名册": _roster("13"),
    "正反测评": _ratings_sheet(NOW, SHEETS),
    "问题线索": table(
        "编号 姓名 来源单位 事实 日期 核实情况 结果",
        *_facts(),
    ),
}

TWO_WAY_BEFORE: dict[str, list[Row]] = {
    "基本信息": about("澄湖县委组织部", "wangjiang", (2025, 4)),
    "人员名册": _roster(),
    "正反测评": _ratings_sheet(BEFORE, {}),
}

REGISTERS: dict[str, dict[str, list[Row]]] = {
    "two-way": TWO_WAY,
    "two-way-before": TWO_WAY_BEFORE,
}
