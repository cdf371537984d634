"""青禾区统计局 again, small: registers in which single rules of the ZD pack show by themselves.

`ties`: equal totals, ordered by 绩 and then by 民主测评; a sheet 加减分 that does not count.
`q1` to `q4`: a year of candidates, ranked by how often they are 好, by the annual score and by
一线岗位; the last states 优秀比例. `records`: weekly 工作纪实, some late.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from pinshi_cli.model.period import Quarter, periods_in
from sample_data.people import DIMENSIONS, Value

Rows = Sequence[Sequence[Value]]

_NAMES = (
    *("叶知春", "石清泉", "邵明哲", "江晚秋", "柏乐天"),
    *("卫长青", "汤若谷", "陶然", "窦小川", "经纬"),
)


def _marks(said: str) -> list[Value]:
    """Points by dimension, divided by blanks."""
    return [float(mark) for mark in said.split()]


def _who(count: int) -> dict[str, list[Value]]:
    """编号 and 姓名 of so many people."""
    return {f"{place:03d}": [f"{place:03d}", _NAMES[place - 1]] for place in range(1, count + 1)}


def _register(
    quarter: int, people: Mapping[str, tuple[str, str]], more: Mapping[str, Rows]
) -> dict[str, Rows]:
    """A register of these people: by 编号 their points and each rater's sheet.

    `more` adds sheets, and rows to 基本信息.
    """
    who = _who(len(people))
    unit: list[Sequence[Value]] = [
        ["项目", "内容"],
        ["单位名称", "青禾区统计局"],
        ["年度", 2026],
        ["季度", quarter],
        ["考核办法", "zhangdian"],
        *more.get("基本信息", ()),
    ]
    marks = list(DIMENSIONS)
    points = [[*who[id_], *_marks(own)] for id_, (own, _) in people.items()]
    ratings = [
        [*who[id_], group, rater, *_marks(sheet)]
        for id_, (_, sheet) in people.items()
        for group, rater in (("领导", "L1"), ("群众", "M1"))
    ]
    return {
        "人员名册": [["编号", "姓名"], *who.values()],
        "指标评分": [["编号", "姓名", *marks], *points],
        "民主测评": [["编号", "姓名", "评价主体", "评价人", *marks], *ratings],
        **more,
        "基本信息": unit,
    }


_AT_95 = "14.5 14 14 38.5 14"
_AT_92 = "13.5 13.5 13.5 38 13.5"
_AT_91 = "13.5 13.5 13.5 37 13.5"
_AT_80 = "12 12 12 32 12"

_TIED = {
    "001": (_AT_95, _AT_95),
    "002": (_AT_92, _AT_92),
    "003": ("13.9 13.9 13.8 36 13.8", "14 14 14 37.4 14"),
    "004": (_AT_91, _AT_91),
    "005": ("13.4 13.4 13.5 37 13.4", "13.5 13.5 13.7 37.5 13.5"),
    **dict.fromkeys(list(_who(10))[5:], (_AT_80, _AT_80)),
}

_GOOD = {
    1: {"001": _AT_95, "002": _AT_92, "003": _AT_92},
    2: {"001": _AT_95, "004": _AT_91, "005": _AT_91},
}
"""Who is 好 in which quarter, and with what; the rest, always 80."""

_OF_YEAR = {"001": 80, "002": 80, "003": 90, "004": 85, "005": 85, "006": 82, "007": 82, "008": 82}


def _quarter(number: int) -> dict[str, Rows]:
    """A quarter of the year."""
    who = _who(len(_OF_YEAR))
    marks = {id_: _GOOD.get(number, {}).get(id_, _AT_80) for id_ in who}
    front = [[*each, "是" if id_ == "005" else "否"] for id_, each in who.items()]
    more: dict[str, Rows] = {"人员名册": [["编号", "姓名", "一线岗位"], *front]}
    if number == 4:
        rated = [[*who[id_], score] for id_, score in _OF_YEAR.items()]
        more["年度测评"] = [["编号", "姓名", "得分"], *rated]
        more["基本信息"] = [["优秀比例", 0.25]]
    return _register(number, {id_: (each, each) for id_, each in marks.items()}, more)


def _records() -> dict[str, Rows]:
    """A quarter of weekly records: two late, three late or lacking, one unfinished and unexplained.

    The third person gives no 填报日期, so that nobody can tell whether those came in time.
    """
    who = _who(3)
    rows: list[list[Value]] = []
    for place, week in enumerate(periods_in(Quarter(2026, 1), "week")):
        filed = week.last + timedelta(days=1)
        late = week.last + timedelta(days=8)
        for id_, slow in (("001", (3, 4)), ("002", (5, 6))):
            if id_ == "002" and place == 7:
                continue
            day = late if place in slow else filed
            state = ("常规工作", "统计月报", "已完成", None, day)
            rows.append([*who[id_], week.name, *state])
        undone = place == 12
        done = "未完成" if undone else "已完成"
        rows.append([*who["003"], week.name, "重点工作任务", "企业调查", done, None, None])
    headings = ["编号", "姓名", "周期", "类别", "内容", "完成情况", "未完成原因", "填报日期"]
    people = dict.fromkeys(who, (_AT_80, _AT_80))
    return _register(1, people, {"工作纪实": [headings, *rows]})


REGISTERS: dict[str, Mapping[str, Rows]] = {
    "ties": _register(
        1,
        _TIED,
        {
            "加减分": [
                ["编号", "姓名", "类型", "事项", "分值"],
                ["006", "卫长青", "加分", "统计分析获批示", 5],
            ]
        },
    ),
    "records": _records(),
    **{f"q{number}": _quarter(number) for number in range(1, 5)},
}
