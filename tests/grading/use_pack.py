"""The pack of 张店 with other lists: what it says of the use of results is taken out first."""

import re

from pinshi_cli.model.diagnostic import Diagnostic
from pinshi_cli.policy.book import Policy
from pinshi_cli.policy.library import Edition, read_policy, shipped

OWN = re.compile(r"^\[\[(uses|coefficients|examples)\]\]\n(?:(?!\[).*\n?)*", re.MULTILINE)

CITY = """
[[uses]]
id = "never"
kind = "promotion"
title = "政治表现不合格的不得晋升"
then = "不得晋升"
bars = true
when = [{ what = "political", words = ["不合格"] }]
cite = "SX3"

[[uses]]
id = "few"
kind = "promotion"
title = "好等次少的不得晋升"
then = "不得晋升"
bars = true
when = [{ what = "count:好", bound = "below", label = "晋升最少好次数" }]
cite = "CQ6"

[[uses]]
id = "first"
kind = "promotion"
title = "有规定情形的优先晋升"
then = "优先晋升"
when = [{ what = "situation", words = ["连续优秀", "攻坚"] }]
cite = "SX1"

[[uses]]
id = "may"
kind = "promotion"
title = "政治表现合格的可以晋升"
then = "可以晋升"
when = [{ what = "political", words = ["合格"] }]
cite = "SX3"

[higher_ranks]
ranks = ["一级调研员", "二级调研员"]
label = "较高职级职数"
cite = "SX2"

[[thirds]]
name = "排头兵"
cite = "SX2"

[[thirds]]
name = "实干家"
cite = "SX2"

[[thirds]]
name = "老黄牛"
cite = "SX2"

[[uses]]
id = "train"
kind = "improve"
title = "一般的参学调训"
then = "参学调训"
when = [{ what = "grade", words = ["一般"] }]
cite = "HL8"

[[uses]]
id = "deadline"
kind = "improve"
title = "一般及以下的限期改进"
then = "限期改进"
when = [{ what = "grade", words = ["一般", "较差"] }]
cite = "HL8"

[[uses]]
id = "young"
kind = "talent"
title = "好等次多的年轻干部"
then = "后备"
when = [
  { what = "count:好", least = 2, label = "培养最少好次数" },
  { what = "age", most = 35 },
]
cite = "DG6"
assumed = "原文未定次数和年龄"

[[uses]]
id = "urgent"
kind = "praise"
title = "急难险重中定为好的"
then = "嘉奖、记功"
when = [{ what = "urgent-count:好", least = 1 }]
cite = "CQ5"

[[uses]]
id = "barred"
kind = "bonus"
title = "年度基本称职以下的不发"
then = "不发"
factor = 0
when = [{ what = "annual", words = ["基本称职", "不称职"] }]
cite = "A9"

[[uses]]
id = "shared"
kind = "bonus"
title = "按系数分配"
then = "参加分配"
when = [{ what = "graded", least = 1 }]
cite = "HL9"

[[coefficients]]
grade = "好"
factor = 1.5
cite = "HL9"

[[coefficients]]
grade = "较好"
factor = 1
cite = "HL9"

[[coefficients]]
grade = "一般"
factor = 0.5
cite = "HL9"

[[coefficients]]
grade = "较差"
factor = 0
cite = "HL9"

[evaluation]
quantity = 0.6
points = { "好" = 90, "较好" = 80, "一般" = 60, "较差" = 30 }
label = "联系点定量占比"
cite = "BJ1"

[[uses]]
id = "enough"
kind = "check"
title = "年度优秀中好等次够多的"
then = "好等次达到次数"
when = [
  { what = "annual", words = ["优秀"] },
  { what = "count:好", bound = "least", label = "优秀最少好次数" },
]
cite = "CQ8"

[[uses]]
id = "evidence"
kind = "training"
title = "培训学时和测试结果作为“能”的依据"
then = "有培训记录"
when = [{ what = "hours", least = 0 }]
cite = "SXI1"

[[uses]]
id = "honoured"
kind = "praise"
title = "专项考核优秀、受过记功的"
then = "记录在案"
when = [{ what = "honour", words = ["记功"] }, { what = "special", words = ["优秀"] }]
cite = "TJ2"

[[uses]]
id = "up"
kind = "contact"
title = "评估排名靠前的提升"
then = "提升为市级联系点"
gives = "联系点优秀比例"
when = [{ what = "place", bound = "most", label = "联系点提升名次" }]
cite = "HL10"

[[uses]]
id = "down"
kind = "contact"
title = "评估得分低的退出"
then = "退出"
when = [{ what = "score", below = 60 }]
cite = "HL10"
"""
"""Rules of several places in one book."""


def faults_of(text: str) -> tuple[Policy | None, list[Diagnostic]]:
    """The pack of 张店 with these lists in the place of its own, and what is wrong with it."""
    return read_policy(Edition("lists.toml", OWN.sub("", shipped("zhangdian")[0].text) + text))


def lists(text: str = CITY) -> Policy:
    """The pack of 张店 with these lists in the place of its own."""
    policy, faults = faults_of(text)
    assert policy is not None, faults
    return policy
