"""The facts that a rule of a list (`[[uses]]`) may ask about: their names, and what they are.

A fact is a *word* (or several: any of them may fit), or a *number*. One of which nothing was said
is the word `UNSAID`, and fits no bound. Bounds count themselves in, save
`below`. A count of quarters that lack (or are 待定) is a range: `least` then holds only where it is
reached already, and `most` or `below` is open as long as the lacking quarters could still pass it.
So is a place that several share: nobody is chosen among equals.
"""

from typing import NamedTuple

from pinshi_cli.model.words import (
    BARELY,
    BEST_OF_YEAR,
    COMPETENT,
    INCOMPETENT,
    KINDS,
    VERDICTS,
)

UNSAID = "未填写"
"""What a word fact is where the register says nothing."""

YES_NO = ("是", "否")

QUALITIES = ("好", "较好", "一般", "较差")
"""What 定性评价 of a contact point's task may say."""

COUNT, URGENT_COUNT = "count:", "urgent-count:"
"""What a fact's name begins with that counts quarters: grades follow, several split by `/`."""

YEAR_GRADES = (BEST_OF_YEAR, COMPETENT, BARELY, INCOMPETENT)
"""The grades of a year, after the quota of the best."""

OF_YEAR = ("verdict", "annual", "annual-score")
"""The facts of a person that come of the year."""

EVALUATED = ("score", "place", "last-place")
"""The facts of a unit that come of an evaluation."""


class Fact(NamedTuple):
    """What a fact is: `words` (of a closed list, where `of` gives one) or a `number`.

    `title` is how a clerk reads it. `units`: whether it is of a unit (kind contact) or a person.
    """

    title: str
    kind: str = "words"
    of: tuple[str, ...] = ()
    units: bool = False


def _number(title: str, *, units: bool = False) -> Fact:
    return Fact(title, "number", units=units)


FACTS: dict[str, Fact] = {
    # what the quarters show
    "grade": Fact("最近一季等次"),  # a grade of the policy, or a word of `model.words.SHOWN`
    "shown": Fact("所给各季的等次"),  # all of them: fits where any quarter shows it
    "graded": _number("有等次的季数"),
    "mean": _number("各季得分平均"),  # unrounded, over the graded quarters
    # the year (together with count:… it is what CQ8 and promotion ask)
    "verdict": Fact("年度结论", of=VERDICTS),
    "annual": Fact("年度拟定等次", of=YEAR_GRADES),  # after the quota of 优秀
    "annual-score": _number("年度得分"),
    # 人员名册 of the latest register
    "age": _number("年龄"),  # whole years at the latest quarter's last day, by 出生年月
    "post": Fact("职务"),
    "rank": Fact("职级"),
    "tier": Fact("层级"),
    "category": Fact("考核类别"),
    "department": Fact("内设机构"),
    "frontline": Fact("一线岗位", of=YES_NO),
    "central": Fact("中心工作", of=YES_NO),
    "urgent": Fact("急难险重", of=YES_NO),
    # other sheets, over all registers given
    "honour": Fact("奖励种类"),  # 奖励, 种类: all of the person's
    "special": Fact("专项考核结果"),  # 专项考核, 结果: all of the person's
    "measure": Fact("处分问责", of=KINDS),  # 处分问责, 种类 with 生效日期 in the year
    "hours": _number("培训学时"),  # 年度测评
    "theory": _number("理论测试成绩"),  # 年度测评
    # 职级晋升
    "target": Fact("拟晋升职级"),
    "situation": Fact("情形"),  # several split by 、
    "type": Fact("类型"),  # 排头兵, 实干家, 老黄牛
    "political": Fact("政治表现", of=("合格", "有疑点", "不合格")),
    "rank-years": _number("任现职级年数"),  # whole years from 现职级起始
    # a unit: kind contact
    "contact": Fact("联系点", of=YES_NO, units=True),
    "tasks": _number("台账任务数", units=True),
    "done-share": _number("任务完成率", units=True),  # 0 to 1: 已完成 of all tasks
    "quantity": _number("定量得分", units=True),  # the mean of 定量得分
    "quality": Fact("定性评价", of=QUALITIES, units=True),  # all words of 定性评价 in the ledger
    "score": _number("评估得分", units=True),  # by [evaluation]
    "place": _number("评估名次", units=True),  # from the best, 1; equals share it
    "last-place": _number("倒数名次", units=True),  # from the worst, 1
}
"""Every fact by its name; `count:…` and `urgent-count:…` (see `fact_of`) join them."""


def fact_of(name: str) -> Fact | None:
    """The fact of that name, or None where there is none.

    `count:好` is in how many of the quarters given the person is 好; `count:一般/较差` either;
    `urgent-count:好` only quarters whose roster says 急难险重 是.
    """
    for prefix, of in ((COUNT, "季数"), (URGENT_COUNT, "急难险重中的季数")):
        if name.startswith(prefix) and all(grades_counted(name)):
            return Fact(f"“{'、'.join(grades_counted(name))}”{of}", "number")
    return FACTS.get(name)


def grades_counted(name: str) -> tuple[str, ...]:
    """The words that a counting fact counts; none where it is another fact."""
    prefix, colon, words = name.partition(":")
    return tuple(words.split("/")) if colon and f"{prefix}:" in (COUNT, URGENT_COUNT) else ()
